"""Statements on their way to readers: what keeps them, what is only doubted, and what is frozen."""

import pytest

from archive import clock
from archive.editions.payloads import Block, Cited, Phrase, Remark, RenderingForm
from archive.editions.payloads.statements import IssuersVersion
from archive.editorial.problems import Spot
from archive.editorial.readiness import doubts, doubts_of, problems
from archive.editorial.reviewing import standing
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def issuer():
    made = making.institution("Ministry", slug="ministry")
    making.published(made)
    return made


@pytest.fixture
def source():
    made = making.source("Report", slug="report")
    making.published(made)
    return made


def missing(made, *languages: str) -> list[str]:
    found = problems(Statement.objects.get(pk=made.pk), languages=languages or ("en",), at=clock.now())
    return [problem.message for problem in found]


def doubted(made) -> list[str]:
    """As it is stored."""
    return [doubt.message for doubt in doubts(type(made).objects.get(pk=made.pk))]


def test_a_document_is_frozen_with_all_that_is_known_of_it(issuer, source):
    council = making.institution("Council", slug="council")
    making.published(council)
    day = making.observance("Day", slug="day", base_year=1990)
    making.published(day)
    made = making.statement(
        "Statement",
        issuers=[issuer],
        observance=day,
        number="SG/SM/20036",
        signed="2026-01-18",
        received="2026-01-19",
        released_wall="2026-01-19T22:01",
        released_zone="Asia/Baku",
        embargo_wall="2026-01-20T00:00",
        embargo_zone="Asia/Baku",
        anniversary=36,
    )
    Issuer.objects.create(statement=made, institution=council, role="on-behalf-of", position=1)
    DocumentVersion.objects.create(statement=made, label="1", issued="2026-01-19")
    second = DocumentVersion.objects.create(statement=made, label="2", source=source, position=1)
    making.say(second, words="Gives 150.")
    EditorsNote.objects.create(statement=made, language="en", paragraph=1, words="So in the document.")
    EditorsNote.objects.create(statement=made, language="ru", words="Nobody reads Russian yet.")
    Rendering.objects.create(
        statement=made, language="en", translation="agency", title="Eve", body="<p>W.</p>", source=source
    )
    Rendering.objects.create(statement=made, language="tr", translation="original", title="Metin", body="<p>S.</p>")
    Rendering.objects.create(statement=made, language="ru", translation="agency", title="Канун", body="<p>С.</p>")
    making.change(made, of_version="2", translator="Nobody", content_note="It tells of a death.")
    making.published(made)

    payload = standing(made)
    words = payload.texts["en"]

    assert [(ref.role, ref.label["en"]) for ref in payload.issuers] == [
        ("issuer", "Ministry"),
        ("on-behalf-of", "Council"),
    ]
    assert (payload.number, payload.signed, payload.received) == ("SG/SM/20036", "2026-01-18", "2026-01-19")
    assert (payload.released, payload.released_zone) == ("2026-01-19T22:01+04:00", "Asia/Baku")
    assert (payload.embargo, payload.embargo_zone) == ("2026-01-20T00:00+04:00", "Asia/Baku")
    assert (payload.anniversary, payload.counted) == (36, (36,))
    cited = payload.versions[1].found_in
    assert isinstance(cited, Cited)
    assert cited.source.record == str(source.uuid)
    assert payload.versions == (
        IssuersVersion(label="1", issued="2026-01-19"),
        IssuersVersion(label="2", note=Phrase.of({"en": "Gives 150."}), found_in=cited),
    )
    assert (words.of_version, words.translator, words.content_note) == ("2", "Nobody", "It tells of a death.")
    assert words.remarks == (Remark(words="So in the document.", block="p1"),)
    assert words.renderings == (
        RenderingForm(
            id="r1",
            language="en",
            translation="agency",
            title="Eve",
            blocks=(Block(id="r1p1", html="<p>W.</p>"),),
            found_in=cited,
        ),
        RenderingForm(
            id="r2",
            language="tr",
            translation="original",
            title="Metin",
            blocks=(Block(id="r2p1", html="<p>S.</p>"),),
        ),
    )


def test_what_versions_and_further_texts_name_must_be_public(issuer):
    report, town = making.source("A report"), making.place("A town")
    made = making.statement("Statement", issuers=[issuer])
    DocumentVersion.objects.create(statement=made, label="1", source=report)
    Rendering.objects.create(
        statement=made, language="en", title="Eve", body=f'<p><a data-record="{town.uuid}">There</a>.</p>'
    )

    assert missing(made) == [
        "It names what readers cannot see yet: A town, A report. Publish these first, or together."
    ]


def test_a_statement_without_a_text_needs_none_and_may_have_none(issuer):
    made = making.statement("A silence", issuers=[issuer], form="silence", body="", completeness="none")
    assert missing(made) == []

    making.change(made, body="<p>Words after all.</p>")
    assert missing(made) == ["It is said to have no text, and there is one in this language: English."]

    Statement.objects.filter(pk=made.pk).update(completeness="full")
    making.change(made, body="")
    assert missing(made) == ["There is no text in this language yet: English."]


def test_what_names_no_version_and_no_paragraph_is_a_problem(issuer):
    made = making.statement("Statement", issuers=[issuer], body="<p>One.</p>\n<p>Two.</p>")
    making.change(made, of_version="3")
    EditorsNote.objects.create(statement=made, language="en", paragraph=3, words="Beside nothing.")

    assert missing(made) == [
        "A text renders version “3”, which is not among the issuer’s versions.",
        "An editor’s note names paragraph 3, which this text does not have: English.",
    ]


def test_an_anniversary_in_evidence_is_doubted_and_never_keeps_it(issuer, source):
    day = making.observance("Day", base_year=1990)
    making.published(day)
    made = making.statement(
        "Statement", issuers=[issuer], sources=[source], observance=day, anniversary=35, origin="transcribed"
    )

    assert missing(made) == []
    assert doubted(made) == ["It states anniversary 35; counted from what the observance recalls it is 36."]


# --- translations ------------------------------------------------------------------------------------


@pytest.fixture
def translated(issuer):
    """A statement that readers have in Azerbaijani and in an official English translation."""
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement"}, issuers=[issuer], original_language="az", body="<p>Söz.</p>"
    )
    making.change(made, language="en", translation="official", body="<p>Word.</p>")
    making.published(made)
    return made


def test_a_stale_translation_is_doubted_and_published_as_what_it_is(translated):
    assert doubted(translated) == []

    making.change(translated, language="az", body="<p>Düzgün söz.</p>")
    told = {"az": "Düzəldildi.", "en": "Corrected."}
    making.published(translated, change="correction", note=told)

    assert doubted(translated) == [
        "This translation renders an earlier text of the original, or another version: English."
    ]
    assert {code: words.is_behind for code, words in standing(translated).texts.items()} == {"az": False, "en": True}


def test_a_translation_left_out_of_a_change_to_its_original_says_so(translated):
    making.change(translated, language="az", body="<p>Düzgün söz.</p>")
    making.change(translated, language="en", body="<p>The right word, not yet approved.</p>")

    told = {"az": "Düzəldildi.", "en": "Corrected."}
    making.published(translated, change="correction", note=told, languages=["az"])

    english = standing(translated).texts["en"]
    assert (english.blocks[0].html, english.is_behind) == ("<p>Word.</p>", True)


def test_a_translation_left_out_of_another_change_stays_as_it_was(translated):
    making.change(translated, language="az", summary="Xülasə.")

    making.published(translated, change="minor", languages=["az"])

    assert standing(translated).texts["en"].is_behind is False


def test_it_is_asked_who_uses_a_name_that_others_use():
    made = making.place("Town")
    made.names.create(text="Другое", language="ru", sort="other")
    made.names.create(text="Other", language="en", sort="other", used_by="House")
    making.say(made.names.create(text="Third", language="en", sort="other"), words={"az": "Ev"})

    assert doubted(made) == ["Say who uses this name, if that is known: Другое."]


def test_a_payload_raises_the_doubts_of_the_record_it_was_frozen_of(translated):
    translated.names.create(text="Другое", language="ru", sort="other")
    making.change(translated, language="az", body="<p>Düzgün söz.</p><p>İkinci.</p>")
    Statement.objects.filter(pk=translated.pk).update(anniversary=35, anniversary_is_confirmed=True)
    Statement.objects.filter(pk=translated.pk).update(observance=_public_day(base_year=1990))
    made = Statement.objects.get(pk=translated.pk)
    told = {"az": "Düzəldildi.", "en": "Corrected."}

    candidate = making.submitted(made, change="correction", note=told)

    found, frozen = doubts(made), doubts_of(candidate.payload)
    assert [(one.rule, one.about) for one in found] == [
        ("translation-behind", "en"),
        ("name-without-user", "ru: Другое"),
        ("anniversary-miscounted", "anniversary"),
    ]
    assert [one.digest for one in frozen] == [one.digest for one in found]
    name = made.names.get()
    assert [one.spot for one in found] == [
        Spot(language="en"),
        Spot(rows="names", row=name.pk),
        Spot(field="anniversary"),
    ]


def _public_day(**fields):
    day = making.observance("Day", **fields)
    making.published(day)
    return day.pk


def test_what_has_to_be_mended_says_where(issuer):
    made = making.statement("Statement", issuers=[], year=None)
    note = EditorsNote.objects.create(statement=made, language="en", paragraph=3, words="Beside nothing.")

    found = problems(made, languages=("az", "en"), at=clock.now())

    assert [one.spot for one in found] == [
        Spot(language="az"),
        Spot(field="year"),
        Spot(rows="issued_by"),
        Spot(rows="notes", row=note.pk),
    ]
