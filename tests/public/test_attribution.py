"""Nobody's words are given to somebody else: in no output, whatever the completeness and the translation."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from itertools import product

import feedparser
import pytest
from django.utils import translation

from archive.editions import reading
from archive.editions.payloads import Block, Reference
from archive.editions.payloads.statements import StatementPayload
from archive.editions.reading import Snapshot
from archive.public import kinds
from archive.public.detail import citing, details
from archive.public.frame.visits import Visit
from archive.public.kinds import attribution
from archive.records.statements import Statement
from archive.records.texts import Text
from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = datetime(2100, 1, 1, tzinfo=UTC)
COMPLETENESS = tuple(Statement.Completeness.values)
TRANSLATIONS = tuple(Text.Translation.values)
ORIGINS = tuple(Statement.Origin.values)
WALK = tuple(product(ORIGINS, COMPLETENESS, TRANSLATIONS))
# Whose words the text is, as a reader would say who has the document before her.
EXPECTED = {"full": "issuer", "excerpt": "issuer", "summary": "archive", "report": "reporter", "none": "archive"}


@pytest.fixture
@kept
def statement():
    """A frozen statement of a ministry, in the room of an archive that has a name of its own."""
    making.published(making.identity("House of Memory"))
    ministry, report = making.institution("Ministry", slug="ministry"), making.source("Report", slug="report")
    for made in (ministry, report):
        making.published(made)
    made = making.statement("The statement", slug="s", issuers=[ministry], sources=[report], origin="transcribed")
    making.published(made)
    return reading.at(NOW).find("statement", "s").payload


def as_it_is(payload, origin: str, completeness: str, translation: str, *, summary: str = "") -> StatementPayload:
    words = replace(payload.texts["en"], translation=translation, summary=summary)
    words = words if completeness != "none" else replace(words, blocks=())
    return replace(payload, origin=origin, completeness=completeness, texts={"en": words})


def cited(payload) -> str:
    visit = Visit(reading=reading.at(NOW), version="1", language="en", path="statements/s/")
    snapshot = Snapshot(
        payload=payload,
        number=1,
        digest="d",
        change="first",
        since=NOW,
        until=None,
        withdrawn=False,
        withheld=False,
        reason_class="",
        note={},
    )
    return "".join(part.text for part in citing.cite((snapshot,), visit=visit).text)


def test_each_completeness_has_one_voice_and_a_new_one_would_need_it():
    assert {one: str(voice) for one, voice in attribution.TEXTS.items()} == EXPECTED
    assert set(EXPECTED) == set(COMPLETENESS)
    assert set(attribution.HEADINGS) == set(COMPLETENESS) - {"full"}
    assert set(attribution.TRANSLATED) <= set(TRANSLATIONS)


@pytest.mark.parametrize("summary", ["", "147 killed."])
def test_every_output_gives_the_words_to_whoever_spoke_them(statement, summary):
    for case in WALK:
        origin, completeness, kind = case
        payload = as_it_is(statement, *case, summary=summary)
        page = details.preview(payload, language="en", now=NOW)
        data, card, voice = json.loads(page.frame.json_ld), page.frame.description, EXPECTED[completeness]

        author = {"issuer": "Ministry", "archive": "House of Memory", "reporter": None}[voice]
        assert (case, authors(data)) == (case, [author] if author else [])
        heading = {"full": "", "excerpt": "Excerpt from: "}.get(completeness, f"{completeness.title()} of: Ministry. ")
        heading = heading.replace("None of", "Record of")
        start = ". ".join([author] if author else []) + (". " if author else "") + heading + "“The statement”"
        assert (case, cited(payload)[: len(start)]) == (case, start)
        is_translated = voice != "archive" and kind in attribution.TRANSLATED
        assert (case, f" [{attribution.TRANSLATED.get(kind)}]. " in cited(payload)) == (case, is_translated)
        if voice != "issuer":
            assert (case, authors(data["isBasedOn"][0])) == (case, ["Ministry"])
        # The first words that others see of it: the archive's summary is nobody else's.
        is_theirs = voice == "issuer" and (not summary or origin == "authored")
        assert (case, card.startswith("Ministry")) == (case, is_theirs)
        assert (case, data.get("description", "")) == (case, card)
        assert (case, page.is_theirs) == (case, voice == "issuer")
        has_label = voice == "reporter" or (voice == "issuer" and origin == "transcribed")
        assert (case, bool(page.prose.over_summary)) == (case, has_label)


def authors(data: dict) -> list[str]:
    found = data.get("author", [])
    return [one["name"] for one in (found if isinstance(found, list) else [found])]


def test_the_page_says_over_the_text_that_it_is_not_the_issuers(client, statement):
    for completeness in COMPLETENESS:
        made = making.statement(
            f"One in {completeness}",
            slug=completeness,
            issuers=[making.Institution.objects.get(slug="ministry")],
            sources=[making.Source.objects.get(slug="report")],
            origin="transcribed",
            completeness=completeness,
            body="" if completeness == "none" else "<p>Words.</p>",
            summary="147 killed.",
        )
        making.published(made)
        html = client.get(f"/en/statements/{completeness}/").content.decode()
        head, _summary, _text = html.partition("147 killed.</p>")
        assert ('class="ribbon"' in head) == (EXPECTED[completeness] != "issuer"), completeness
        labelled = "Summary by the archive:" in head.rpartition('<p class="lede">')[2]
        assert labelled == (EXPECTED[completeness] != "archive"), completeness
        [card] = re.findall(r'<meta property="og:description" content="([^"]*)"', html)
        assert not unescape(card).startswith("Ministry"), completeness
    # What a feed says of a record is the archive's: nobody else is its author.
    feed = feedparser.parse(client.get("/en/feed.atom").content)
    assert feed.feed.author == "House of Memory"
    assert {entry.get("author", feed.feed.author) for entry in feed.entries} == {"House of Memory"}


def test_on_whose_behalf_it_was_issued_is_no_author(statement):
    council = Reference(
        record=statement.issuers[0].record, kind="institution", label={"en": "Council"}, role="on-behalf-of"
    )
    payload = replace(statement, issuers=(council,))
    summary = as_it_is(payload, "transcribed", "summary", "original", summary="131 killed.")

    page = details.preview(payload, language="en", now=NOW)
    other = details.preview(summary, language="en", now=NOW)

    assert "author" not in json.loads(page.frame.json_ld)
    assert cited(payload).startswith("on behalf of Council. “The statement”")
    assert page.frame.description == "on behalf of Council: We remember."
    assert other.frame.description == "The archive’s summary; the issuer of the document is not recorded. 131 killed."
    assert page.provenance.before == "Reproduced as issued; the issuer is not recorded."


def test_what_is_no_document_is_the_archives(statement):
    place, kind = reading.at(NOW).find("institution", "ministry").payload, kinds.of("institution")

    assert kind.introduced(place, "en", summary="A ministry.", text="") == "A ministry."
    assert kind.over_summary(place) == ""


def test_a_translation_is_credited_to_who_made_it(statement):
    words = replace(
        statement.texts["en"], translation="agency", translator="Trend", blocks=(Block(id="p1", html="<p>A.</p>"),)
    )
    payload = replace(statement, texts={"en": words})

    assert attribution.translated(payload, words) == "translated by a news agency: Trend"
    assert (
        attribution.introduced(payload, "en", summary="", text="A.")
        == "Ministry [translated by a news agency: Trend]: A."
    )


@pytest.mark.parametrize("language", ["az", "ru"])
def test_every_heading_and_bracket_is_said_in_every_language(language):
    with translation.override(language):
        said = [str(one) for one in (*attribution.HEADINGS.values(), *attribution.TRANSLATED.values())]
    assert not {str(one) for one in (*attribution.HEADINGS.values(), *attribution.TRANSLATED.values())} & set(said)
