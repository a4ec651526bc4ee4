"""Real documents, where they lie beside the project: they are read from there and never copied.

MEMORIAL_SEEDS names their folder; by default it is ../shared/seeds.
"""

import os
from pathlib import Path

import pytest

from archive.importing.cleaning import clean
from archive.importing.files import text_of
from archive.importing.known import known
from archive.importing.proposals import Day, Proposal
from archive.importing.understanding import propose
from archive.records.statements import Statement
from tests import making

from .test_import_documents import run

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("MEMORIAL_SEEDS") or ROOT.parent / "shared" / "seeds")
DOCUMENTS = sorted(FOLDER.glob("00[0-4]_*.txt"))

pytestmark = pytest.mark.skipif(len(DOCUMENTS) != 5, reason=f"no real documents in {FOLDER}")


@pytest.fixture
def azerbaijan(db) -> None:
    for month, day, title, slug in (
        (1, 20, "20 January – National Mourning Day", "20-january"),
        (9, 27, "27 September – Remembrance Day", "27-september"),
        (11, 8, "8 November – Victory Day", "8-november"),
    ):
        making.observance(title, slug=slug, month=month, day=day)
    making.institution("Ministry of Foreign Affairs of the Republic of Azerbaijan", slug="mfa")
    for title in ("Baku", "Shusha", "Lachin"):
        making.place(title, slug=title.lower())


def understood(number: int) -> Proposal:
    path = DOCUMENTS[number]
    return propose(clean(text_of(path), name=path.name), known=known())


def facts(proposal: Proposal) -> tuple:
    wanted = (proposal.kind, proposal.form, proposal.date, proposal.language, proposal.observance, proposal.issuer)
    values = (one.value if one else None for one in wanted)
    return tuple(getattr(value, "slug", value) for value in values)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, ("observance", None, None, "en", "27-september", None)),
        (1, ("statement", "statement", "2026-01-20", "en", "20-january", "mfa")),
        (2, ("statement", "article", "2022", "en", "8-november", None)),
        (3, ("statement", "article", "2025-11-08", "en", "8-november", None)),
        (4, ("statement", "article", "2025-09-27", "en", "27-september", None)),
    ],
)
def test_real_document_is_understood(azerbaijan, number, expected):
    assert facts(understood(number)) == expected


def test_real_documents_lose_what_clings_to_them(azerbaijan):
    documents = [clean(text_of(path), name=path.name) for path in DOCUMENTS]

    assert [sorted({str(one.sort) for one in document.remains}) for document in documents] == [
        ["box", "repetition", "see-also"],
        ["date-line"],
        ["byline", "comments"],
        ["stamp"],
        ["stamp"],
    ]


def test_article_about_the_day_tells_its_day_in_an_archive_without_records(db):
    proposal = understood(0)

    assert (proposal.title.value, proposal.day and proposal.day.value) == ("Remembrance Day", Day(month=9, day=27))


def test_places_of_a_real_document_are_found(azerbaijan):
    assert [place.value.slug for place in understood(3).places] == ["baku", "shusha", "lachin"]


def test_real_documents_become_drafts_once(azerbaijan):
    first = run(FOLDER, "--save")
    again = run(FOLDER, "--save")

    assert first.splitlines()[-1] == "Understood: 5. Recognised as known: 0. Left out: 0."
    assert again.splitlines()[-1] == "Understood: 0. Recognised as known: 5. Left out: 0."
    assert sorted(Statement.objects.values_list("form", flat=True)) == ["article", "article", "article", "statement"]


def test_real_statement_is_itself_once_more_with_an_agencys_dateline_and_never_last_years(azerbaijan, tmp_path):
    words = DOCUMENTS[1].read_text()
    dateline = "BAKU, Azerbaijan, January 20, 2026. /The Agency/"
    copy, slip, last = tmp_path / "copy.md", tmp_path / "slip.md", tmp_path / "last.md"
    copy.write_text(words.replace("**20 January 2026**\n\n", f"{dateline} "))
    slip.write_text(copy.read_text().replace("36 years ago", "35 years ago"))
    last.write_text(words.replace("2026", "2025").replace("36 years", "35 years"))
    run(DOCUMENTS[1], "--save")

    assert "Proposed: it stays one text" in run(copy)
    assert "Proposed: it becomes a further text" in run(slip)
    assert "It belongs to" not in run(last)
