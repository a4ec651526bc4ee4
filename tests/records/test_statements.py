"""Statements as documents: their moments, their anniversaries, and what a translation renders."""

import pytest
from django.core.exceptions import ValidationError

from archive.records.naming import drafts_naming
from archive.records.saving import saving
from archive.records.statements import DocumentVersion, Rendering, Statement
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db


def cleaned(**fields) -> Statement:
    made = Statement(kind="statement", year=2026, date="2026-01-20", original_language="az", slug="s", **fields)
    made.full_clean()
    return made


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (("2026-01-19 22:01", "Asia/Baku"), ("2026-01-19T22:01", "Asia/Baku")),
        (("2026-01-19T22:01", ""), ("2026-01-19T22:01", "Asia/Baku")),
        (("2020-11-10 00:00", "Europe/Moscow"), ("2020-11-10T00:00", "Europe/Moscow")),
        (("", "Asia/Baku"), ("", "")),
    ],
)
def test_a_moment_is_kept_as_clocks_showed_it_with_its_zone(typed, stored):
    made = cleaned(released_wall=typed[0], released_zone=typed[1], embargo_wall=typed[0], embargo_zone=typed[1])

    assert (made.released_wall, made.released_zone) == stored
    assert (made.embargo_wall, made.embargo_zone) == stored


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        ("2026-01-19", "Asia/Baku"),
        ("midnight", "Asia/Baku"),
        ("2026-02-30 10:00", "Asia/Baku"),
        ("2026-03-29 02:30", "Europe/Berlin"),
    ],
)
def test_a_moment_that_is_none_is_refused_in_words(wall, zone):
    with pytest.raises(ValidationError) as refused:
        cleaned(released_wall=wall, released_zone=zone)

    assert list(refused.value.message_dict) == ["released_wall"]


@pytest.mark.parametrize("code", ["Fr", "french!", "f"])
def test_the_original_may_be_in_any_language_that_has_a_code(code):
    assert cleaned(number="SG/SM/20036").number == "SG/SM/20036"
    with pytest.raises(ValidationError):
        Statement._meta.get_field("original_language").clean(code, None)
    assert Statement._meta.get_field("original_language").clean("fr", None) == "fr"


def test_no_date_of_a_document_is_more_certain_than_it_is_known():
    made = making.statement(issuers=[], signed="2026-01~", received="2026-01-17/2026-01-18")
    made.full_clean()
    for row in (
        DocumentVersion(statement=made, label="1", issued="[2025,2026]"),
        Rendering(statement=made, language="tr", title="Metin", body="<p>S.</p>", published="202X"),
    ):
        row.full_clean()


@pytest.mark.parametrize(
    ("base", "last", "stated", "counted", "miscounts"),
    [
        (1990, None, 36, (36,), False),
        (1990, None, 35, (36,), True),
        (1990, None, None, (36,), False),
        (None, None, 35, (), False),
        (1932, 1933, 93, (93, 94), False),
        (1932, 1933, 94, (93, 94), False),
        (1932, 1933, 95, (93, 94), True),
        (1939, 1945, 84, (81, 87), False),
        (2026, None, 1, (), False),
    ],
)
def test_an_anniversary_is_counted_from_what_the_observance_recalls(base, last, stated, counted, miscounts):
    made = making.statement(
        issuers=[], observance=making.observance(base_year=base, base_year_last=last), anniversary=stated
    )

    assert (made.counted(), made.miscounts()) == (counted, miscounts)


# --- what a translation renders ----------------------------------------------------------------------


@pytest.fixture
def translated():
    """A statement in Azerbaijani with an official English translation."""
    made = making.statement(
        {"az": "Bəyanat", "en": "Statement"}, issuers=[], original_language="az", body="<p>Söz.</p>"
    )
    making.change(made, language="en", translation="official", body="<p>Word.</p>")
    return made


def behind(made) -> list[str]:
    return [text.language for text in Statement.objects.get(pk=made.pk).behind()]


def test_a_translation_is_behind_when_its_original_has_changed(translated):
    assert behind(translated) == []

    making.change(translated, language="az", body="<p>Başqa söz.</p>")

    assert behind(translated) == ["en"]


def test_a_translation_written_anew_is_behind_no_more(translated):
    making.change(translated, language="az", body="<p>Başqa söz.</p>")

    making.change(translated, language="en", body="<p>Another word.</p>")

    assert behind(translated) == []


def test_a_title_alone_does_not_confirm_a_translation(translated):
    making.change(translated, language="az", body="<p>Başqa söz.</p>")

    making.change(translated, language="en", title="The statement")

    assert behind(translated) == ["en"]


def test_a_link_in_the_original_leaves_its_translations_as_they_are(translated):
    place = making.place()

    making.change(translated, language="az", body=f'<p><a data-record="{place.uuid}">Söz</a>.</p>')

    assert behind(translated) == []


def test_original_and_translation_written_in_one_save_belong_together(translated):
    with saving(translated, by=making.archivist(), version=translated.version):
        for language, body in (("en", "<p>New.</p>"), ("az", "<p>Yeni.</p>")):
            Text.objects.filter(record=translated.pk, language=language).update(body=body)

    assert behind(translated) == []


def test_a_translation_of_another_version_than_the_original_is_behind(translated):
    making.change(translated, language="az", of_version="2")
    making.change(translated, language="en", of_version="1")

    assert behind(translated) == ["en"]


def test_several_originals_are_translations_of_none(translated):
    making.change(translated, language="en", translation="original")
    making.change(translated, language="az", body="<p>Başqa söz.</p>")

    assert behind(translated) == []


def test_a_link_pointed_elsewhere_confirms_nothing(translated):
    old, kept = making.place("Old"), making.place("Kept")
    making.change(translated, language="en", body=f'<p><a data-record="{old.uuid}">Word</a>.</p>')
    making.change(translated, language="az", body="<p>Başqa söz.</p>")

    making.change(translated, language="en", body=f'<p><a data-record="{kept.uuid}">Word</a>.</p>')

    assert behind(translated) == ["en"]


def test_a_further_text_names_what_it_links_to():
    place = making.place()
    made, link = making.statement(issuers=[]), f'<p><a data-record="{place.uuid}">There</a></p>'
    with saving(made, by=making.archivist(), version=made.version):
        further = Rendering.objects.create(statement=made, language="en", title="Eve", body=link)

    assert drafts_naming(place) == {made.pk: [None]}

    with saving(made, by=making.archivist(), version=made.version):
        further.delete()

    assert drafts_naming(place) == {}
