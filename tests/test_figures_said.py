"""Figures in running text: what counts, and what only looks like it."""

import pytest

from archive.figures_said import figures_in
from tests.importing.test_seeds import DOCUMENTS, FOLDER


def said(text: str, language: str) -> list[tuple[int, str]]:
    return [(one.number, one.words) for one in figures_in(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "150 civilians were killed, 744 injured and 4 missing",
            [(150, "150"), (744, "744"), (4, "4")],
        ),
        ("en", "One hundred and forty-seven people", [(147, "One hundred and forty-seven")]),
        ("en", "2,783 soldiers, about a million people", [(2783, "2,783"), (1_000_000, "a million")]),
        ("en", "36 years ago, the 36th anniversary of 20 January 1990, the 44-day war of 2020", []),
        ("en", "Resolution 822, article 5, No. 12, A/RES/62/243, at 17:00, for 24 hours, one of the first", []),
        (
            "az",
            "150 nəfər, yüz qırx yeddi nəfər, 16 min nəfər",
            [(150, "150"), (147, "yüz qırx yeddi"), (16000, "16 min")],
        ),
        ("az", "1990-cı ildə 1960 hərbçi", [(1960, "1960")]),
        ("az", "1990-cı il yanvarın 19-dan 20-nə keçən gecə, 36-cı ildönümü, saat 12-də", []),
        ("ru", "613 человек, 63 ребёнка, 1,5 млн", [(613, "613"), (63, "63"), (1_500_000, "1,5 млн")]),
        ("ru", "сто сорок семь погибших", [(147, "сто сорок семь")]),
        ("ru", "36 лет назад, 44-дневная война, статья 5, 20-го января 1990 года, в 1990 и 1991 годах", []),
    ],
)
def test_figures_are_read_in_digits_and_in_words(language, text, found):
    assert said(text, language) == found


def test_each_is_where_it_is_said():
    text = "On 20 January 1990 150 people, two hundred and six wounded"

    assert [text[one.start : one.end] for one in figures_in(text, "en")] == ["150", "two hundred and six"]


@pytest.mark.skipif(len(DOCUMENTS) != 5, reason=f"no real documents in {FOLDER}")
def test_the_seed_documents_give_these_figures_and_no_others():
    found = [{number for number, _words in said(path.read_text(encoding="utf-8"), "en")} for path in DOCUMENTS]

    assert found == [{2783, 2000}, {150, 744, 4}, {300}, set(), {1_000_000, 286}]
