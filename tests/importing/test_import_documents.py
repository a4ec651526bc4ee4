"""The command: what it says, what it saves, and what it leaves alone."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from archive.editions.models import Edition
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.importing import drafts
from archive.importing.cleaning import clean
from archive.importing.known import known
from archive.importing.models import ImportedDocument
from archive.importing.understanding import propose
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.contributions import Contribution
from archive.records.observances import Observance
from archive.records.sources import CapturedCopy, Source
from archive.records.statements import Statement
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from tests import making

from .conftest import MATERIAL

pytestmark = pytest.mark.once


def run(*arguments: object) -> str:
    said = StringIO()
    call_command("import_documents", *map(str, arguments), stdout=said)
    return said.getvalue()


def save(name: str) -> str:
    return run(MATERIAL / name, "--save")


def stored() -> int:
    return Record.objects.count() + ImportedDocument.objects.count() + Contribution.objects.count()


# --- without --save -----------------------------------------------------------------------------------


def test_command_says_in_sentences_what_it_understood_and_saves_nothing(velmar):
    before = stored()

    said = run(MATERIAL / "news-article.txt")

    assert said.splitlines() == [
        str(MATERIAL / "news-article.txt"),
        "  Kind: Statement. It has an author’s line like a newspaper’s article: “BYMara Ostrin”.",
        "  Form: Article. It has an author’s line like a newspaper’s article: “BYMara Ostrin”.",
        "  Title: “Velmar Marks Thirty-Fifth Anniversary of the Flood”. It is the heading.",
        "  Language: English. Its most frequent small words are “the” (17), “of” (6), “in” (5).",
        "  Date: 2022. Only the year could be worked out; no date stands on the document.",
        "  Year: 2022. It is worked out from the words “35th anniversary of the flood of Lorin of May 12, 1987”.",
        "  Observance: 12 May – Flood Remembrance Day. The text names “Flood Remembrance Day”. The text has the day "
        "“May 12, 1987”.",
        "  Place: Lorin. The text has “Lorin”.",
        "  Place: Tarn. The text has “Tarn”.",
        "  Completeness: Full text. Nothing in it says that a part was left out.",
        "  Sort of source: News report. It has an author’s line like a newspaper’s article: “BYMara Ostrin”.",
        "  Title of the source: “Velmar Marks Thirty-Fifth Anniversary of the Flood”.",
        "  Written by: Mara Ostrin. A line says “BYMara Ostrin”.",
        "  Language of the original: English, unless you know that this is a translation.",
        "  Left out of the text: the author’s line, “BYMara Ostrin”.",
        "  Left out of the text: remains of a comment form, “Notify of / Inline Feedbacks / View all comments”.",
        "  Still open: No date stands on the document.",
        "  Still open: It does not say who issues it: choose the issuer in the draft.",
        "  Still open: It does not say at which web address it was found.",
        "  Still open: It does not say who made it public.",
        "",
        "Understood: 1. Recognised as known: 0. Left out: 0. Nothing was saved: --save makes drafts.",
    ]
    assert stored() == before


# --- with --save --------------------------------------------------------------------------------------


def test_statement_becomes_a_draft_that_cites_its_source_and_nothing_is_published(velmar):
    said = save("ministry-statement.md")

    statement, source = Statement.objects.get(), Source.objects.get()
    text, cited = statement.texts.get(), source.texts.get()
    title = "STATEMENT of the Ministry of Civil Protection of the Republic of Velmar on 12 May - Flood Remembrance Day"
    assert (statement.slug, statement.observance.slug, statement.year, statement.date) == (
        "ministry-of-civil-protection-12-may-2026",
        "12-may",
        2026,
        "2026-05-12",
    )
    assert (statement.form, statement.origin, statement.completeness, statement.original_language) == (
        "statement",
        "transcribed",
        "full",
        "en",
    )
    assert [(one.institution.slug, one.role) for one in statement.issued_by.all()] == [
        ("ministry-of-civil-protection", "issuer")
    ]
    assert sorted(place.slug for place in statement.places.all()) == ["lorin", "tarn"]
    assert (text.language, text.title, text.summary, text.translation) == ("en", title, "", "original")
    assert text.body.startswith("<p>Thirty-nine years ago, in the early morning of 12 May 1987,")
    assert [citation.source for citation in statement.citations.all()] == [source]
    assert (source.sort, source.phrases.get().creator, source.published, source.address, source.language) == (
        "statement",
        "Ministry of Civil Protection of the Republic of Velmar",
        "2026-05-12",
        "",
        "en",
    )
    assert (cited.language, cited.title, cited.body) == ("en", title, "")
    assert [(one.by.username, one.version) for one in statement.contributions.all()] == [("archivist", 1)]
    assert [(one.by.username, one.version) for one in source.contributions.all()] == [("archivist", 1)]
    assert (Edition.objects.count(), Candidate.objects.count()) == (0, 0)
    assert said.splitlines()[-6:-2] == [
        f"  Saved as a draft: Statement “{title}” (ministry-of-civil-protection-12-may-2026).",
        f"  Saved as a draft: Source “{title}” ({source.slug}).",
        f"  Its text stands in the draft: Statement “{title}”.",
        f"  The file is kept as a private captured copy of the source “{title}”.",
    ]
    assert said.splitlines()[-1] == "Understood: 1. Recognised as known: 0. Left out: 0."


def test_draft_is_made_in_its_own_language(velmar):
    save("zayavlenie.md")

    text = Text.objects.get(record__kind="statement")

    assert (text.language, text.title) == (
        "ru",
        "ЗАЯВЛЕНИЕ Министерства гражданской защиты Республики Вельмар в связи с Днём памяти жертв наводнения",
    )


def test_event_becomes_a_timeline_entry(velmar):
    save("event.md")

    entry = TimelineEntry.objects.get()

    assert (entry.slug, entry.date, entry.title()) == (
        "the-dam-at-tarn-breaks-1987",
        "1987-05-12",
        "The dam at Tarn breaks",
    )
    assert [one.slug for one in entry.observances.all()] == ["12-may"]
    assert sorted(place.slug for place in entry.places.all()) == ["lorin", "tarn"]
    assert [citation.source.address for citation in entry.citations.all()] == [
        "https://archive.lorin.example/events/1987-05-12"
    ]


def test_article_about_a_day_becomes_an_observance_where_there_is_none(db):
    making.archivist()

    save("encyclopedia-article.txt")

    day = Observance.objects.get()
    assert (day.slug, day.fixed_day(), day.title()) == ("flood-remembrance-day", (5, 12), "Flood Remembrance Day")
    assert "<h2>History</h2>\n<h3>The flood</h3>" in day.texts.get().body
    assert [citation.source.title() for citation in day.citations.all()] == ["Flood Remembrance Day (Velmar)"]


def test_observance_of_the_archive_is_left_as_it_is(velmar):
    before = Observance.objects.get(slug="12-may")

    said = save("encyclopedia-article.txt")

    after = Observance.objects.get(slug="12-may")
    assert (after.version, after.citations.count(), Observance.objects.count()) == (before.version, 0, 2)
    assert [source.sort for source in Source.objects.all()] == ["web"]
    assert "The archive has this observance already; it stays as it is, and only the source is drafted." in said
    assert "Its text stands in the draft: Source “Flood Remembrance Day (Velmar)”." in said
    assert "<h2>History</h2>\n<h3>The flood</h3>" in Source.objects.get().texts.get().body


def test_source_that_is_described_already_is_cited_and_not_made_again(velmar):
    source = making.source("Archive page", slug="page", address="https://archive.lorin.example/events/1987-05-12")

    save("event.md")

    assert [citation.source for citation in TimelineEntry.objects.get().citations.all()] == [source]
    assert Source.objects.count() == 1


def test_draft_gets_an_address_that_is_free(velmar):
    making.place("Some other kind", slug="the-dam-at-tarn-breaks-1987")
    making.entry("Somebody wrote it before", slug="the-dam-at-tarn-breaks-1987")

    save("event.md")

    assert set(TimelineEntry.objects.values_list("slug", flat=True)) == {
        "the-dam-at-tarn-breaks-1987",
        "the-dam-at-tarn-breaks-1987-2",
    }


def test_what_one_document_brings_the_next_one_knows(db, tmp_path):
    making.archivist()
    for name in ("encyclopedia-article.txt", "ministry-statement.md"):
        shutil.copy(MATERIAL / name, tmp_path / name)

    run(tmp_path, "--save")

    assert Statement.objects.get().observance == Observance.objects.get()


# --- the same content again ---------------------------------------------------------------------------


def test_same_content_is_recognised_the_second_time(velmar, tmp_path):
    save("ministry-statement.md")
    before = stored()
    again = tmp_path / "copy.txt"
    again.write_text((MATERIAL / "ministry-statement.md").read_text().replace("**", "").upper())

    said = run(again, "--save")

    title = Statement.objects.get().title()
    day = ImportedDocument.objects.get().at.strftime("%Y")
    assert "It has the same words as ministry-statement.md, which Archivist imported on " + day in said
    assert f"as “{title}”. The file is kept as a private captured copy of the source “{title}”." in said
    assert said.splitlines()[-1] == "Understood: 0. Recognised as known: 1. Left out: 0."
    assert stored() == before
    assert "Nothing was done." in run(again, "--save")
    assert CapturedCopy.objects.count() == 2


def test_same_content_is_recognised_within_one_round_also_when_nothing_is_saved(velmar, tmp_path):
    for name in ("a.md", "b.md"):
        shutil.copy(MATERIAL / "ministry-statement.md", tmp_path / name)

    said = run(tmp_path)

    assert "  It has the same words as a.md above. Nothing was done." in said.splitlines()
    assert said.splitlines()[-1].startswith("Understood: 1. Recognised as known: 1. Left out: 0.")


def test_scenario_29_the_same_text_at_another_address_is_one_document_with_two_addresses(velmar, tmp_path):
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    words = (MATERIAL / "ministry-statement.md").read_text()
    first.write_text(f"{words}\nhttps://ministry.example/statement\n")
    second.write_text(f"{words.replace('. ', '.  ', 2)}\nhttps://agency.example/copy\n")
    run(first, "--save")
    before = Record.objects.count()

    offered = run(second)
    saved = run(second, "--save")
    again = run(second, "--save")

    assert "It stands at another address: --save adds “https://agency.example/copy” to the source that is" in offered
    source = Source.objects.get()
    assert f"Its address “https://agency.example/copy” was added to the source “{source}”." in saved
    assert source.addresses() == ("https://ministry.example/statement", "https://agency.example/copy")
    assert Record.objects.count() == before
    assert "Nothing was done." in again
    assert Contribution.objects.filter(record=source.pk).count() == 2


def test_two_addresses_are_told_of_within_one_round_also_when_nothing_is_saved(velmar, tmp_path):
    for name in ("a", "b"):
        words = (MATERIAL / "ministry-statement.md").read_text()
        (tmp_path / f"{name}.md").write_text(f"{words}\nhttps://{name}.example/\n")

    said = run(tmp_path)

    assert (
        "  It has the same words as a.md above. It stands at another address: --save adds “https://b.example/” to the "
        "source that is there."
    ) in said.splitlines()


def test_document_that_somebody_else_has_just_imported_is_refused_and_nothing_remains(velmar):
    content = (MATERIAL / "event.md").read_bytes()
    document = clean(content.decode(), name="event.md")
    proposal = propose(document, known=known())
    drafts.save(document, content, proposal, by=making.archivist())
    before = stored()

    with pytest.raises(drafts.Unfit) as refused:
        drafts.save(document, content, proposal, by=making.archivist())

    assert str(refused.value) == "It has been imported by somebody else just now."
    assert stored() == before


# --- broken documents ---------------------------------------------------------------------------------


def test_broken_documents_are_reported_and_the_others_go_on(velmar, tmp_path):
    shutil.copytree(MATERIAL, tmp_path / "material")
    (tmp_path / "material" / "huge.txt").write_bytes(b"one line " * 1_200_000)
    said = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command("import_documents", str(tmp_path), str(tmp_path / "nowhere"), "--save", stdout=said)

    assert str(failed.value) == "7 documents were left out; the reasons stand above."
    assert failed.value.returncode == 1
    lines = said.getvalue().splitlines()
    assert lines[-1] == ("Understood: 7. Recognised as known: 0. Left out: 7. Texts of statements that are there: 2.")
    assert lines[lines.index(str(tmp_path / "material" / "broken" / "empty.txt")) + 1] == (
        "  It was left out. The file is empty."
    )
    assert lines[lines.index(str(tmp_path / "nowhere")) + 1] == ("  It was left out. There is no such file or folder.")
    assert ImportedDocument.objects.count() == 7


def test_document_that_cannot_be_a_draft_is_reported_and_leaves_nothing_behind(velmar, tmp_path):
    article = tmp_path / "day.txt"
    article.write_text("Day of the River\n\nThe Day of the River is a day of remembrance in the town of Lorin.")
    before = stored()

    with pytest.raises(CommandError):
        run(article, "--save")

    assert stored() == before


def test_draft_that_a_field_refuses_leaves_nothing_behind(velmar, tmp_path):
    statement = tmp_path / "old.txt"
    statement.write_text("Statement of the Council\n\n12 May 1887\n\nThe flood is in the memory of all of the town.")
    before = stored()
    said = StringIO()

    with pytest.raises(CommandError):
        call_command("import_documents", str(statement), "--save", stdout=said)

    assert "It was left out. year: Ensure this value is greater than or equal to 1900." in said.getvalue()
    assert stored() == before


# --- who ----------------------------------------------------------------------------------------------


def test_drafts_are_those_of_the_person_named(velmar):
    making.person("aynur", "archivist")

    run(MATERIAL / "event.md", "--save", "--by", "aynur")

    assert {one.by.username for one in TimelineEntry.objects.get().contributions.all()} == {"aynur"}
    assert ImportedDocument.objects.get().by.username == "aynur"


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        ((), "Say with --by whose drafts these will be: there is not exactly one archivist."),
        (("--by", "nobody"), "Nobody here has the sign-in name “nobody”."),
        (("--by", "reviewer"), "Reviewer has no right to make drafts."),
        (("--by", "gone"), "Nobody here has the sign-in name “gone”."),
    ],
)
def test_without_the_right_person_nothing_is_read(velmar, arguments, why):
    making.person("aynur", "archivist")
    making.reviewer()
    making.person("gone", "archivist")
    User.objects.filter(username="gone").update(is_active=False)

    with pytest.raises(CommandError) as refused:
        run(Path("nowhere"), "--save", *arguments)

    assert str(refused.value) == why
    assert Citation.objects.count() == 0
