"""Whatever a document becomes, its words stand in a draft, the file is kept as it came, and the report says where."""

import re
from collections import Counter
from html import unescape

import pytest
from django.core.management import CommandError
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import copies, markup
from archive.editions.models import Edition
from archive.importing import bodies
from archive.importing.cleaning import clean
from archive.importing.likeness import letters
from archive.importing.models import Fingerprint, ImportedDocument
from archive.records.base import Record
from archive.records.sources import CapturedCopy, Source
from archive.records.statements import DocumentVersion, Statement
from archive.records.texts import Text
from tests import making

from .conftest import MATERIAL
from .test_import_documents import run
from .test_seeds import DOCUMENTS

MINE = sorted(MATERIAL.glob("*.*"))
BEGINNINGS = (
    "",
    "# ",
    "## ",
    "- ",
    "> ",
    "1. ",
    "**",
    "[",
    "https://lorin.example/",
    "Title: ",
    "&amp; ",
    "    ",
    "\\",
)
LINES = st.builds(
    str.__add__,
    st.sampled_from(BEGINNINGS),
    st.text(st.sampled_from("aəЖ1２,.*_`[]()<>&#~|!\"'-:/ \u00b9"), max_size=30),
)
ADDRESSES = re.compile(r' href="([^"]*)"')


def words(text: str) -> Counter:
    return Counter(re.findall(r"[^\W_]+", unescape(text)))


def content(copy: CapturedCopy) -> bytes:
    with copies.opened(copy.sha256) as file:
        return file.read()


@pytest.mark.once
@given(st.lists(LINES, max_size=6).map("\n\n".join), st.sampled_from(["a.md", "a.txt"]))
@settings(max_examples=100, deadline=None)
def test_every_word_of_any_text_is_in_the_body(text, name):
    document = clean(text, name=name)

    try:
        body = bodies.body(document, with_heading=True)
    except markup.MarkupError:
        return  # it is left out, and said so

    shown = f"{markup.plain(body)} {' '.join(ADDRESSES.findall(body))}"
    assert words(f"{document.heading}\n{document.text}") <= words(unescape(shown))


@pytest.mark.parametrize("text", ['[so](https://lorin.example "in small print")', "[so](there.html)", "![seen](a.png)"])
def test_words_that_markdown_does_not_show_stay_as_they_are_typed(text):
    assert markup.plain(bodies.body(clean(f"# T\n\n{text}", name="a.md"))) == text


def test_every_word_of_a_document_stands_in_its_drafts_and_the_file_is_kept(velmar):
    said = run(*MINE, *DOCUMENTS, "--save", "--as-text")

    drafted = [letters(markup.plain(body)) for body in Text.objects.values_list("body", flat=True)]
    titles = words("\n".join(Text.objects.values_list("title", flat=True)))
    for path in (*MINE, *DOCUMENTS):
        document = clean(path.read_text(), name=path.name)
        assert letters(markup.plain(bodies.body(document))) in drafted, path.name
        assert words(document.heading) <= titles, path.name
        copy = CapturedCopy.objects.get(name=path.name)
        assert content(copy) == path.read_bytes()
        assert (copy.captured_with, copy.captured_by.username) == ("import_documents", "archivist")
        assert f"The file is kept as a private captured copy of the source “{copy.source}”." in said
    assert said.count("Its text stands in the draft: ") == len(MINE) + len(DOCUMENTS)
    assert not Edition.objects.exists()


def test_a_heading_that_no_title_can_hold_stands_above_the_text(velmar, tmp_path):
    half = "and the flood of the year 1987 and what is known of it today " * 4
    (tmp_path / "long.md").write_text(
        f"# On the town {half}\n\n# {half}\n\nThe water was in the streets and it stayed."
    )

    run(tmp_path, "--save")

    text = Text.objects.get(record__kind="source")
    assert len(text.title) <= 300
    assert markup.plain(text.body).split("\n")[0] == f"On the town {half}{half}".strip()


# --- what is there already ----------------------------------------------------------------------------


def test_a_known_source_stays_as_it_is_and_the_words_stand_in_its_copy(velmar, tmp_path):
    source = making.source("On the harvest", slug="harvest", address="https://lorin.example/harvest")
    path = tmp_path / "harvest.txt"
    path.write_text(
        "On the harvest\n\nThe harvest of the year was as good as it is.\n\nhttps://lorin.example/harvest\n"
    )

    said = run(path, "--save")

    assert "Saved as a draft" not in said
    assert [line.strip() for line in said.splitlines()[-6:-2]][1:] == [
        "The source “On the harvest” was there already and stays as it is.",
        "The file is kept as a private captured copy of the source “On the harvest”.",
        "Its text stands in that copy and in no draft.",
    ]
    assert content(source.copies.get()) == path.read_bytes()
    assert (Source.objects.get().version, source.texts.get().body) == (source.version, "")


def test_a_file_that_somebody_has_captured_by_hand_is_not_kept_twice(velmar, tmp_path):
    source = making.source("On the harvest", slug="harvest", address="https://lorin.example/harvest")
    path = tmp_path / "harvest.txt"
    path.write_text(
        "On the harvest\n\nThe harvest of the year was as good as it is.\n\nhttps://lorin.example/harvest\n"
    )
    making.captured(source, path.read_bytes(), name="by-hand.txt")

    said = run(path, "--save")

    assert "This very file is a captured copy of the source “On the harvest” already." in said
    assert source.copies.get().name == "by-hand.txt"


def test_another_document_at_the_address_of_a_site_is_a_source_of_its_own(velmar, tmp_path):
    words = {
        "harvest": "The harvest of the year was as good as it is in the fields at the river.",
        "bridge": "A bridge for walkers will be built by the town, and its colour is not known to us.",
    }
    for name, text in words.items():
        (tmp_path / f"{name}.txt").write_text(f"On the {name}\n\nSource: https://agency.example/\n\n{text}\n")

    run(tmp_path, "--save")

    assert [markup.plain(text.body) for text in Text.objects.filter(record__kind="source").order_by("title")] == [
        words["bridge"],
        words["harvest"],
    ]


def test_a_file_that_the_store_does_not_take_is_said_not_to_be_kept(velmar, tmp_path):
    path = tmp_path / "harvest.txt"
    path.write_text("On the harvest\n\nThe harvest of the year was as good as it is.\x02\n")

    said = run(path, "--save")

    assert "The file itself is not kept: This is none of the kinds of files that are kept as copies" in said
    assert markup.plain(Text.objects.get(record__kind="source").body).startswith("The harvest of the year")


# --- other languages ----------------------------------------------------------------------------------

GERMAN = "Erklärung zum Hochwasser\n\nSprache und Ort\n\nDas Wasser stand in der Stadt und in den Gassen am Fluss."


@pytest.mark.parametrize(("line", "language", "named"), [("", "", "und"), ("Language: de\n\n", "de", "de")])
def test_a_document_in_another_language_is_a_source_with_its_words_in_the_copy(velmar, tmp_path, line, language, named):
    path = tmp_path / "brief.txt"
    path.write_text(line + GERMAN)

    said = run(path, "--save")

    source = Source.objects.get()
    assert (source.language, source.slug, source.texts.count()) == (language, "erklarung-zum-hochwasser", 0)
    assert [(name.text, name.language) for name in source.names.all()] == [("Erklärung zum Hochwasser", named)]
    assert content(source.copies.get()) == path.read_bytes()
    assert "Saved as a draft: Source “Erklärung zum Hochwasser” (erklarung-zum-hochwasser)." in said
    assert "The file is kept as a private captured copy of the source “Erklärung zum Hochwasser”." in said
    assert "Its text stands in that copy and in no draft." in said
    assert "Nothing was done." in run(path, "--save")


def test_words_that_would_stand_nowhere_are_no_draft(velmar, tmp_path):
    (tmp_path / "brief.txt").write_text(GERMAN, encoding="utf-16")
    before = Record.objects.count(), ImportedDocument.objects.count()

    with pytest.raises(CommandError):
        run(tmp_path, "--save")

    assert (Record.objects.count(), ImportedDocument.objects.count()) == before


# --- the same words, and nearly the same --------------------------------------------------------------

STATEMENT = (
    "STATEMENT of the Ministry of Civil Protection on 12 May\n\n{date}\n\n"
    "In the early morning of 12 May 1987 the river rose above the bridge of Lorin, and {figure} people lost their "
    "lives. The Ministry calls upon everybody to keep a minute of silence at 12:00 and to say: “We remember.”\n\n"
    "The families of those who were lost have our respect, and the state will not forget them."
)
FIRST = STATEMENT.format(date="12 May 2026", figure="137")


@pytest.fixture
def known_one(velmar, tmp_path):
    path = tmp_path / "first.txt"
    path.write_text(f"{FIRST}\n\nhttps://ministry.example/12-may\n")
    run(path, "--save")
    return Statement.objects.get()


def first(tmp_path) -> bytes:
    return (tmp_path / "first.txt").read_bytes()


def brought(tmp_path, text: str, *options: str) -> str:
    path = tmp_path / "second.txt"
    path.write_text(text)
    return run(path, *options)


SAME = {
    "blanks": FIRST.replace(" ", "  ").replace("early morning", "early\nmorning"),
    "punctuation": FIRST.replace(", and", " and").replace(".", "!"),
    "quotation marks": FIRST.replace("“", '"').replace("”", '"').replace("every", "every-"),
    "hyphens and capitals": FIRST.replace("morning", "mor-\u200bning").upper(),
    "another way to write the date": FIRST.replace("12 May 2026", "Date: 12 May 2026"),
}


def test_the_same_words_are_known_over_blanks_and_signs(known_one, tmp_path):
    for number, (what, again) in enumerate(SAME.items(), start=2):
        said = brought(tmp_path, again, "--save")

        assert "It has the same words as first.txt, which Archivist imported on" in said, what
        assert "The file is kept as a private captured copy" in said, what
        assert CapturedCopy.objects.count() == number, what
    assert "Nothing was done." in brought(tmp_path, again, "--save")
    assert (Statement.objects.count(), ImportedDocument.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (
            FIRST.replace("137", "147"),
            "Changed: “of Lorin, and 137 people lost their” is now “of Lorin, and 147 people lost their”.",
        ),
        (
            FIRST.replace("on 12 May\n", "on 12 May 2026\n"),
            "Its title was “STATEMENT of the Ministry of Civil Protection on 12 May” and is now “STATEMENT of the "
            "Ministry of Civil Protection on 12 May 2026”.",
        ),
    ],
    ids=["one figure", "a corrected title"],
)
def test_a_changed_copy_is_told_with_its_difference_and_becomes_a_version(known_one, tmp_path, changed, told):
    before = [(text.title, text.body) for text in known_one.texts.all()]

    offered = brought(tmp_path, changed)
    listed_before = DocumentVersion.objects.count()
    said = brought(tmp_path, changed, "--save")
    again = brought(tmp_path, changed, "--save")

    for report in (offered, said):
        assert "It is a changed copy of first.txt, which Archivist imported on" in report
        assert told in report
        assert "Saved as a draft" not in report
    assert "--save keeps it as a further copy of the same source" in offered
    statement = Statement.objects.get()
    version = statement.versions.get()
    assert (listed_before, version.label, version.issued, version.source) == (
        0,
        "2",
        "2026-05-12",
        Source.objects.get(),
    )
    assert [(text.title, text.body) for text in statement.texts.all()] == before
    assert f"The draft “{statement}” lists it as version 2; no word of the draft was changed." in said
    assert said.splitlines()[-1].endswith("Left out: 0. Changed copies of known ones: 1.")
    assert [content(copy) for copy in Source.objects.get().copies.all()] == [changed.encode(), first(tmp_path)]
    assert "It has the same words as second.txt, which" in again
    assert "Nothing was done." in again
    assert DocumentVersion.objects.count() == 1


def test_a_changed_copy_can_be_a_draft_of_its_own(known_one, tmp_path):
    said = brought(tmp_path, FIRST.replace("137", "147"), "--save", "--as-new")

    assert "Saved as a draft: Statement" in said
    assert (Statement.objects.count(), DocumentVersion.objects.count()) == (2, 0)


def test_the_same_words_of_another_year_are_another_statement(known_one, tmp_path):
    said = brought(tmp_path, STATEMENT.format(date="12 May 2027", figure="137"), "--save")

    assert "Saved as a draft: Statement" in said
    assert sorted(Statement.objects.values_list("year", flat=True)) == [2026, 2027]


def test_a_page_that_was_written_anew_is_a_changed_copy_at_its_address(known_one, tmp_path):
    half = FIRST[: len(FIRST) // 2].rpartition(" ")[0]
    other = (
        f"{half} it was the worst of nights. A list of all the names is to be had from the town, and it is read out."
    )

    elsewhere = brought(tmp_path, other)
    there = brought(tmp_path, f"{other}\n\nhttps://ministry.example/12-may\n")

    assert "It is a changed copy" not in elsewhere
    assert "It is a changed copy of first.txt" in there


def test_changed_copies_are_told_of_within_one_round_also_when_nothing_is_saved(velmar, tmp_path):
    (tmp_path / "a.txt").write_text(FIRST)
    (tmp_path / "b.txt").write_text(FIRST.replace("137", "147"))

    said = run(tmp_path)

    assert "  It is a changed copy of a.txt above." in said.splitlines()
    assert "Recognised as known: 0. Left out: 0. Changed copies of known ones: 1." in said


def test_a_changed_copy_of_a_source_is_kept_and_no_word_of_the_draft_is_changed(velmar, tmp_path):
    note = (MATERIAL / "note.txt").read_text()
    run(MATERIAL / "note.txt", "--save")
    text = Text.objects.get(record__kind="source")

    said = brought(tmp_path, f"{note}\n\nIt was written down again.", "--save")

    assert Text.objects.get(record__kind="source").body == text.body
    assert Source.objects.get().copies.count() == 2
    assert f"No word of “{text.title}” was changed. Still open: which of the two texts should stand there?" in said


def test_a_changed_copy_without_a_source_to_keep_it_with_is_left_out(known_one, tmp_path):
    known_one.citations.all().delete()

    with pytest.raises(CommandError):
        brought(tmp_path, FIRST.replace("137", "147"), "--save")

    assert CapturedCopy.objects.count() == 1


def test_a_document_is_compared_with_few_others_however_many_there_are(
    known_one, tmp_path, django_assert_max_num_queries
):
    row = ImportedDocument.objects.get()
    many = [
        ImportedDocument(
            digest=f"{number:064}", name="other.txt", title="", text="other", at=row.at, by=row.by, record=row.record
        )
        for number in range(200)
    ]
    ImportedDocument.objects.bulk_create(many)
    shared = Fingerprint.objects.filter(document=row).values_list("value", flat=True)[:2]
    others = ImportedDocument.objects.exclude(pk=row.pk)
    Fingerprint.objects.bulk_create(Fingerprint(document=one, value=value) for one in others for value in shared)

    with django_assert_max_num_queries(90):
        said = brought(tmp_path, FIRST.replace("137", "147"))

    assert "It is a changed copy of first.txt" in said
