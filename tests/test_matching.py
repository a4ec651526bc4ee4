"""Names of records in running text."""

import pytest

from archive.importing.known import Authority, Named
from archive.matching import mentions


def authority(*spellings: str) -> Authority:
    named = Named(kind="place", slug=spellings[0].lower(), title=spellings[0])
    return Authority(named=named, titles=(("en", spellings[0]),), spellings=spellings)


LORIN = authority("Lorin", "Лорин")
LAKE = authority("Lorin Lake", "Lorin gölü")
SUSA = authority("Şuşa", "Shusha", "Шуша")
BAKU = authority("Baku", "Bakı", "Баку")
MCP = authority("MCP")


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Lorin's bridges, Lorin again", [("Lorin's", "lorin")]),
        ("en", "From SHUSHA to Susa", [("SHUSHA", "şuşa")]),
        ("en", "Lorin Lake lies near Lorin", [("Lorin Lake", "lorin lake"), ("Lorin", "lorin")]),
        ("az", "Şuşada və Bakıdan, Lorindəki evdə", [("Şuşada", "şuşa"), ("Bakıdan", "baku"), ("Lorindəki", "lorin")]),
        ("ru", "из Шуши в Баку, под Лорином", [("Шуши", "şuşa"), ("Баку", "baku"), ("Лорином", "lorin")]),
        # An ordinary word, a short name in other letters, endings of another language.
        ("ru", "пустые баки", []),
        ("en", "the mcp of it; the MCP", []),
        ("en", "Bakıdan", []),
    ],
)
def test_names_are_found_with_the_endings_of_their_language(language, text, found):
    known = (LORIN, LAKE, SUSA, BAKU)

    assert [
        (mention.words, mention.authorities[0].named.slug) for mention in mentions(text, known, language=language)
    ] == found


def test_short_name_is_found_only_as_it_is_spelled():
    assert [mention.words for mention in mentions("the mcp, the MCP", (MCP,), language="en")] == ["MCP"]


def test_spelling_of_two_places_is_given_to_both():
    other = authority("Lorin on Sea", "Lorin")

    (mention,) = mentions("In Lorin", (LORIN, other), language="en")

    assert mention.authorities == (LORIN, other)
