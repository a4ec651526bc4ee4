"""Statements as institutions really issue them: on the eve, twice, with a number too few, and with an error."""

from io import StringIO

import pytest
import time_machine
from django.core.management import call_command

from archive import clock
from archive.editions.models import LedgerEntry
from archive.editorial import carrying, confirming, publishing
from archive.editorial.acknowledgements import Acknowledgement, Doubted
from archive.editorial.carried import Carrying
from archive.editorial.problems import Spot
from archive.editorial.readiness import doubts, doubts_of, problems
from archive.editorial.reviewing import NotReady, standing
from archive.records.statements import EditorsNote, Rendering, Statement
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    """The day of remembrance of what happened in 1990."""
    made = making.observance("National Mourning Day", slug="20-january", month=1, day=20, base_year=1990)
    making.published(made)
    return made


@pytest.fixture
@kept
def ministry():
    made = making.institution("Ministry", slug="ministry")
    making.published(made)
    return made


def test_scenario_5_released_on_the_eve(client, day, ministry):
    made = making.statement("Statement", slug="s", issuers=[ministry], observance=day, year=2027, date="2027-01-20")
    with time_machine.travel("2027-01-10T08:00:00Z"):
        midnight = publishing.plan_release(
            by=making.publisher(), wall=clock.wall_time("2027-01-20 00:00"), zone="Asia/Baku"
        )
        planned = making.scheduled(made, midnight)

    with time_machine.travel("2027-01-19T18:05:00Z"):
        assert client.get("/en/statements/s/").status_code == 404
        publishing.recall(planned, by=making.publisher(), reason="The ministry released it at 22:01.")
        making.change(made)
        Statement.objects.filter(pk=made.pk).update(released_wall="2027-01-19T22:01", released_zone="Asia/Baku")
        making.published(made)
        answer = client.get("/en/statements/s/")

    page = answer.context["page"]
    assert page.when.words == "20 January 2027"
    assert (page.released.machine, page.released.words) == (
        "2027-01-19T22:01+04:00",
        "19 January 2027, 22:01 (Baku time, +04:00)",
    )
    assert page.history.published.words == "19 January 2027, 22:05 (Baku time)"
    assert "19 January 2027, 22:01 (Baku time, +04:00)" in answer.content.decode()
    assert LedgerEntry.objects.get(act="recall").reason == "The ministry released it at 22:01."


def test_scenario_16_an_anniversary_one_too_few_in_the_words(client, day, ministry):
    made = making.statement(
        "On the 35th anniversary",
        slug="s",
        issuers=[ministry],
        observance=day,
        year=2026,
        anniversary=35,
        body="<p>It happened 35 years ago.</p>",
    )
    said = [
        "It says “35th anniversary”; counted: 2026 − 1990 = 36, so “36th anniversary”.",
        "It says “35 years ago”; counted: 2026 − 1990 = 36, so “36 years ago”.",
    ]

    # At the passages, and not at the field besides.
    assert [one.message for one in doubts(made)] == said
    assert [one.spot for one in doubts(made)] == [Spot(language="en"), Spot(language="en", block="p1")]
    assert problems(made, languages=("en",), at=clock.now()) == ()
    with pytest.raises(Doubted, match="2026 − 1990 = 36"):
        making.submitted(made)

    making.change(made, title="On the 36th anniversary", body="<p>It happened 36 years ago.</p>")
    made = Statement.objects.get(pk=made.pk)
    assert [one.message for one in problems(made, languages=("en",), at=clock.now())] == [
        "It states anniversary 35; counted from what the observance recalls it is 36."
    ]
    Statement.objects.filter(pk=made.pk).update(anniversary=36)
    making.published(made)
    page = client.get("/en/statements/s/").context["page"]
    assert (page.anniversary.stated, page.anniversary.counted) == ("36th", "")


def test_scenario_16_an_anniversary_that_is_meant_so(day, ministry):
    made = making.statement("On the 35th anniversary", issuers=[ministry], observance=day, year=2026)
    (doubt,) = doubts(made)

    candidate = making.submitted(made, acknowledged=[doubt.digest])

    assert Acknowledgement.objects.get().by == candidate.submitted_by
    making.change(made, summary="Said once more.")
    making.submitted(made)  # the same words
    making.change(made, title="On the 34th anniversary")
    with pytest.raises(Doubted):
        making.submitted(made)


def test_scenario_16_an_anniversary_in_evidence_is_shown_and_not_mended(client, day, ministry):
    report = making.source("Report")
    making.published(report)
    made = making.statement(
        "On the 35th anniversary",
        slug="s",
        issuers=[ministry],
        sources=[report],
        observance=day,
        year=2026,
        anniversary=35,
        origin="transcribed",
        body="<p>The 35th anniversary.</p>",
    )
    said = (
        "It says “35th anniversary”; counted: 2026 − 1990 = 36. The words stay: say it in an editor’s note beside them."
    )

    assert [one.message for one in doubts(made)] == [said, said]
    EditorsNote.objects.create(statement=made, language="en", paragraph=1, words="It was the 36th.")
    EditorsNote.objects.create(statement=made, language="en", words="Of the title: it was the 36th.")
    assert doubts(Statement.objects.get(pk=made.pk)) == ()
    edition = making.published(made)
    assert doubts_of(edition.payload.held) == ()

    answer = client.get("/en/statements/s/")
    assert "as stated: 35th · as counted: 36th" in " ".join(answer.content.decode().split())
    assert answer.context["page"].prose.paragraphs[0].html == "<p>The 35th anniversary.</p>"


def test_scenario_21_an_agencys_text_on_the_eve_and_the_official_one_on_the_day(client, ministry):
    wire = making.source("The agency's report", slug="wire")
    making.published(wire)
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement by the agency"},
        slug="s",
        issuers=[ministry],
        original_language="az",
        body="<p>Söz.</p>",
    )
    making.change(made, language="en", translation="agency", translator="The agency", body="<p>Agency words.</p>")
    making.published(made)
    eve = client.get("/en/statements/s/").context["page"]
    assert eve.prose.translation == "This is a news agency’s translation. Translator: The agency."

    making.change(
        made, language="en", title="Statement", translation="official", translator="", body="<p>Official words.</p>"
    )
    Rendering.objects.create(
        statement=made,
        language="en",
        translation="agency",
        translator="The agency",
        published="2025-01-19",
        title="Statement by the agency",
        body="<p>Agency words.</p>",
        source=wire,
    )
    making.published(made, change="update", note={"az": "Rəsmi tərcümə.", "en": "The official translation."})

    answer = client.get("/en/statements/s/")
    page = answer.context["page"]
    (kept,) = page.renderings
    assert (page.prose.title, page.prose.translation) == ("Statement", "This is an official translation.")
    assert [paragraph.html for paragraph in page.prose.paragraphs] == ["<p>Official words.</p>"]
    assert (kept.sort, kept.published.words, kept.about, kept.title) == (
        "News agency translation",
        "19 January 2025",
        "Translator: The agency.",
        "Statement by the agency",
    )
    assert [paragraph.html for paragraph in kept.paragraphs] == ["<p>Agency words.</p>"]
    assert kept.found_in.source.address == "/en/sources/wire/"
    assert answer.content.decode().index("Official words.") < answer.content.decode().index("Agency words.")
    assert client.get("/az/statements/s/").context["page"].renderings == ()
    found = client.get("/en/search/?q=agency+words").context["page"].results.groups[0].items
    assert found[0].title.text == "Statement"


def test_scenario_21_from_the_first_report_to_the_ministrys_own_words(client, day, ministry, tmp_path):
    """Report on the eve, the official text on the day, then its Azerbaijani, and an agency's translation at last."""
    making.change(ministry, title="Ministry of Rivers")
    making.published(ministry, change="minor")
    lead = "BAKU, Azerbaijan, January 19, 2027. /The Agency/"
    told = f"# Before 20 January\n\n{lead} The Ministry of Rivers has issued a statement on National Mourning Day. " + (
        "It recalled that 150 people died and that 744 were wounded when troops entered the city."
    )
    heading = "# Statement of the Ministry of Rivers on 20 January – National Mourning Day"
    official = (
        f"{heading}\n\n20 January 2027\n\n37 years ago troops entered the city. 150 people died, 744 were wounded.\n\n"
        "The Ministry remembers them with reverence."
    )
    wire = (
        f"{heading}\n\n{lead} Troops entered the city 37 years ago. 150 persons died and 744 were wounded.\n\n"
        "The Ministry honours the memory of them with reverence."
    )
    bring(tmp_path, told)
    made = Statement.objects.get()
    assert (made.completeness, made.form, made.issuers.get().title()) == ("report", "statement", "Ministry of Rivers")
    published_with_sources(made)
    eve = client.get(f"/en/statements/{made.slug}/").content.decode()
    assert "It recalled that 150 people died" in eve
    assert "A report of what Ministry of Rivers said." in eve

    bring(tmp_path, official, "--as-text")
    bring(tmp_path, wire, "--as-text")
    assert "37 years ago troops" not in client.get(f"/en/statements/{made.slug}/").content.decode()
    made = Statement.objects.get()
    published_with_sources(made, change="update", note={"en": "The official text."})

    answer = client.get(f"/en/statements/{made.slug}/")
    page = answer.context["page"]
    assert [(one.sort, one.published.words) for one in page.renderings] == [
        ("A report of what was said", "19 January 2027"),
        ("News agency translation", "19 January 2027"),
    ]
    assert (
        page.prose.paragraphs[0].html
        == "<p>37 years ago troops entered the city. 150 people died, 744 were wounded.</p>"
    )
    assert page.when.words == "20 January 2027"


def bring(folder, words: str, *options: str) -> None:
    path = folder / f"{len(list(folder.iterdir()))}.md"
    path.write_text(words)
    making.archivist()
    call_command("import_documents", str(path), "--save", *options, stdout=StringIO())


def published_with_sources(made: Statement, **options) -> None:
    """Publish it as somebody who has completed what the importer could not know."""
    for source in {one.source for one in (*made.citations.all(), *made.renderings.all())}:
        if standing(source) is None:
            making.published(source)
    making.change(made)
    Statement.objects.filter(pk=made.pk).update(original_language="en")
    making.published(Statement.objects.get(pk=made.pk), **options)


def test_scenario_18_a_number_that_was_copied_forward(client, day, ministry):
    body = "<p>36 years ago people died.</p>\n<p>We remember.</p>"
    last = making.statement("Statement", slug="s-2026", issuers=[ministry], observance=day, body=body)
    making.published(last)
    draft = carrying.carry_forward(last, year=2027, by=making.archivist())
    for one in Carrying.of(draft).unconfirmed():
        if not one.findings:
            confirming.confirm(draft, one.digest, by=making.archivist())

    with pytest.raises(NotReady) as refused:
        making.submitted(draft)

    (problem,) = refused.value.problems
    assert problem.spot == Spot(language="en", block="p1")
    (passage,) = Carrying.of(Statement.objects.get(pk=draft.pk)).unconfirmed()
    chosen = [one.key for one in passage.proposals]
    confirming.say_anew(draft, passage.digest, chosen, by=making.archivist(), version=draft.version)
    making.published(draft)
    assert "37 years ago people died." in client.get("/en/statements/s-2027/").content.decode()


def test_scenario_25_an_issuers_own_error_stays_with_a_note_beside_it(client, ministry):
    body = "<p>We remember.</p>\n<p>The polices of that time.</p>"
    made = making.statement("Statement", slug="s", issuers=[ministry], body=body)
    making.published(made)
    before = standing(made).texts["en"].blocks

    making.change(made)
    note = EditorsNote.objects.create(statement=made, language="en", paragraph=2, words="The document has “polices”.")
    making.published(made, change="update", note={"en": "An editor’s note was added."})

    answer = client.get("/en/statements/s/")
    first, second = answer.context["page"].prose.paragraphs
    assert standing(made).texts["en"].blocks == before
    assert (first.remarks, second.remarks) == ((), (note.words,))
    assert second.html == "<p>The polices of that time.</p>"
    assert "Editor’s note of the archive:" in answer.content.decode()


def test_a_translation_that_has_been_overtaken_says_so_to_its_readers(client, ministry):
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement"}, slug="s", issuers=[ministry], original_language="az", body="<p>Söz.</p>"
    )
    making.change(made, language="en", translation="official", body="<p>Word.</p>")
    making.published(made)
    making.change(made, language="az", body="<p>Düzgün söz.</p>")
    making.published(made, change="correction", note={"az": "Düzəldildi.", "en": "Corrected."}, languages=["az"])

    told = "This translation renders an earlier version of the original."
    assert told in client.get("/en/statements/s/").content.decode()
    assert [notice.tone for notice in client.get("/az/statements/s/").context["page"].notices] == ["correction"]
