"""Words that are gone altogether, and names that are spelled otherwise."""

import pytest

from archive.aligning import Passage, sentences
from archive.terms import missing_terms, respelled

pytestmark = pytest.mark.once


def read(text, language):
    return sentences([Passage(id="p1", text=text)], language)


def compared(before, after, language="en", alike=lambda one, other: False):
    old, new = read(before, language), read(after, language)
    names, gone, come = respelled(missing_terms(old, new), missing_terms(new, old), alike)
    return (
        [(one.before.words, one.after.words) for one in names],
        [(one.words, one.times) for one in gone],
        [(one.words, one.times) for one in come],
    )


@pytest.mark.parametrize(
    ("language", "before", "after", "gone", "new"),
    [
        (
            "en",
            "The genocide took one and a half million lives. Genocides are crimes, and this crime was one.",
            "This was a crime that took countless lives.",
            [("genocide", 2), ("one and a half million", 1)],
            [("countless", 1)],
        ),
        ("en", "They killed 147 people on 20 January.", "People were killed: 150.", [("January", 1)], []),
        ("en", "He was there with them.", "She is here.", [], []),
        (
            "az",
            "Soyqırımı unudulmur. 100-dən çox ev yandı.",
            "Faciə unudulmur. Ev yandı.",
            [("Soyqırımı", 1)],
            [("Faciə", 1)],
        ),
        (
            "ru",
            "Геноцид не забыт. Мы скорбим.",
            "Трагедия не забыта. Мы о ней скорбим.",
            [("Геноцид", 1)],
            [("Трагедия", 1)],
        ),
    ],
)
def test_terms_are_gone_when_no_form_of_them_is_left(language, before, after, gone, new):
    assert compared(before, after, language) == ([], gone, new)


def test_a_name_that_is_heard_alike_is_the_same_in_another_spelling():
    names, gone, new = compared(
        "Baganis Ayrim and Malibayli were burnt.", "Malibeyli and Baghanis Ayrim were burnt; Kerkijahan too."
    )

    assert names == [("Baganis", "Baghanis"), ("Malibayli", "Malibeyli")]
    assert (gone, new) == ([], [("Kerkijahan", 1)])


def test_names_that_the_archive_knows_to_be_one_are_the_same():
    def alike(one, other):
        return {one, other} == {"garabagh", "karabakh"}

    assert compared("In Garabagh.", "In Karabakh.", alike=alike) == ([("Garabagh", "Karabakh")], [], [])
    assert compared("In Garabagh.", "In Karabakh.") == ([], [("Garabagh", 1)], [("Karabakh", 1)])


def test_nothing_is_missing_from_nothing():
    assert missing_terms((), read("Words.", "en")) == ()
    assert [one.words for one in missing_terms(read("Words.", "en"), ())] == ["Words"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (". " * 20_000, "." * 20_000 + "a"),
        ('"A." ' * 10_000, "«A.» " * 10_000),
        ("Ab" * 20_000, "Ab" * 20_000 + "ov"),
        ("thirty " + "and " * 20_000, "forty"),
    ],
)
def test_nonsense_is_read_once_however_long_it_is(before, after):
    """What is looked for around each full stop, and in each name, has bounds: else this takes minutes."""
    names, _gone, _new = compared(before, after)
    assert names == []
