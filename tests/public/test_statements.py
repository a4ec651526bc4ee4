"""Statements before readers: who takes part, when it was released, and texts that are not there."""

import pytest
from django.utils import translation

from archive.public.frame.pages import Link
from archive.public.kinds.statements import RENDERINGS
from archive.public.words import labels
from archive.records.statements import DocumentVersion, Issuer, Rendering
from tests import making
from tests.kept import kept

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def words(response) -> str:
    return " ".join(response.content.decode().split())


def said(response) -> str:
    """Whose words they are, as a reader reads it."""
    provenance = response.context["page"].provenance
    return provenance.before + ", ".join(name.text for name in provenance.names) + provenance.after


@pytest.fixture
@kept
def issuer():
    made = making.institution({"az": "Nazirlik", "en": "Ministry"}, slug="ministry")
    making.published(made)
    return made


def test_those_who_take_part_are_named_in_their_order_and_parts(client, issuer):
    council, press = making.institution("Council", slug="council"), making.institution("Press", slug="press")
    made = making.statement({"az": "Bəyanat", "en": "Statement"}, slug="s", issuers=[issuer])
    for position, (one, role) in enumerate(((press, "published-by"), (council, "on-behalf-of")), start=1):
        making.published(one)
        Issuer.objects.create(statement=made, institution=one, role=role, position=position)
    making.published(made)

    english, azerbaijani = client.get("/en/statements/s/"), client.get("/az/statements/s/")

    assert (
        '<a href="/en/institutions/ministry/" lang="en" dir="auto">Ministry</a>, '
        'on behalf of <a href="/en/institutions/council/" lang="en" dir="auto">Council</a>, '
        'published by <a href="/en/institutions/press/" lang="en" dir="auto">Press</a>'
    ) in words(english)
    assert '<a href="/az/institutions/council/" lang="en" dir="auto">Council</a> adından' in words(azerbaijani)
    assert said(english) == "Issued and published here by Ministry."


def test_a_moment_elsewhere_is_shown_as_clocks_showed_it_there_and_here():
    assert (
        labels.stamp_in_words("2020-11-10T00:00+03:00", "Europe/Moscow", "en")
        == "10 November 2020, 00:00 (Moscow time, +03:00) = 10 November 2020, 01:00 (Baku time)"
    )
    # Before there were zones.
    assert (
        labels.stamp_in_words("1918-03-31T10:00+03:19:24", "Asia/Baku", "en")
        == "31 March 1918, 10:00 (Baku time, +03:19:24)"
    )


def test_a_statement_without_a_text_says_so_and_is_found(client, issuer):
    made = making.statement(
        "A silence at noon", slug="s", issuers=[issuer], form="silence", completeness="none", body="", number="N 7"
    )

    making.published(made)

    shown = words(client.get("/en/statements/s/"))
    assert "No text: the words, if there were any, are not in the archive." in shown
    assert "This is the original text." not in shown
    assert 'class="prose"' not in shown
    assert "A silence at noon" in words(client.get("/en/search/?q=N+7"))


def test_a_report_of_what_was_said_is_called_one(client, issuer):
    making.published(making.statement("A speech", slug="s", issuers=[issuer], form="address", completeness="report"))

    assert said(client.get("/en/statements/s/")) == "A report of what Ministry said."


def test_a_content_note_says_what_follows_and_leads_past_it(client, issuer):
    made = making.statement("Statement", slug="s", issuers=[issuer])
    making.change(made, content_note="It tells of a death.")
    making.published(made)

    shown = words(client.get("/en/statements/s/"))

    assert shown.index("It tells of a death.") < shown.index("<p>We remember.") < shown.index('id="after-text"')
    assert '<meta name="description" content="It tells of a death.">' in shown
    assert '<a href="#after-text">Skip the text</a>' in shown


def test_a_content_note_in_one_language_warns_the_readers_of_all(client, issuer):
    made = making.statement({"az": "Bəyanat", "en": "Statement"}, slug="s", issuers=[issuer])
    making.change(made, language="az", content_note="Ölümdən danışır.")
    making.published(made)

    notes = [client.get(f"/{language}/statements/s/").context["page"].prose.content_note for language in ("az", "en")]

    assert notes == [Link(text="Ölümdən danışır.", language="az")] * 2


def test_an_original_in_another_language_stands_below_every_translation(client, issuer):
    made = making.statement({"az": "Bəyanat", "en": "Statement"}, slug="s", issuers=[issuer], original_language="fr")
    Rendering.objects.create(statement=made, language="fr", translation="original", title="Mot", body="<p>Mot.</p>")
    making.published(made)

    for language in ("az", "en"):
        page = client.get(f"/{language}/statements/s/").context["page"]
        assert [(one.language, one.title, one.paragraphs[0].html) for one in page.renderings] == [
            ("fr", "Mot", "<p>Mot.</p>")
        ]
        assert page.original == {"az": "Fransızca", "en": "French"}[language]


def test_the_issuers_versions_stand_apart_from_the_archives_editions(client, issuer):
    report = making.source("Report", slug="report")
    making.published(report)
    made = making.statement("Statement", slug="s", issuers=[issuer], received="2026-01-18")
    making.change(made, of_version="2")
    DocumentVersion.objects.create(statement=made, label="1", issued="2026-01-19", source=report)
    second = DocumentVersion.objects.create(statement=made, label="2", position=1)
    making.say(second, words="Gives 150 for 147.")
    making.published(made)

    answer = client.get("/en/statements/s/")

    page = answer.context["page"]
    assert [(one.label, one.note, one.is_rendered) for one in page.versions] == [
        ("1", None, False),
        ("2", Link(text="Gives 150 for 147.", language="en"), True),
    ]
    assert page.versions[0].found_in.source.address == "/en/sources/report/"
    assert (page.history.number, page.received.words) == (1, "18 January 2026")
    assert "It renders the issuer’s version 2." in page.prose.translation
    assert [entry.kind for entry in client.get("/en/sources/report/").context["page"].cited_by[0].items] == [
        "Statement"
    ]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_status_of_a_translation_has_its_words(language):
    with translation.override(language):
        for status in ("original", "official", "issuer", "archive", "agency", "machine"):
            assert str(labels.TRANSLATIONS[status]) != status
            assert str(RENDERINGS[status]) != status
        assert set(RENDERINGS) == {status for status, _label in Rendering.TRANSLATIONS}
