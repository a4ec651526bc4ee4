"""Every field that somebody types in cleans what is typed, whoever brings it and whichever way it goes."""

from collections.abc import Iterator
from datetime import datetime, time

import pytest
from django import forms
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models

from archive import clock
from archive.admin.base.workflow_forms import ActForm, WallTimeForm
from archive.admin.screens.moved_addresses import MoveForm
from archive.editions import ledger
from archive.editions.models import LedgerEntry
from archive.editorial import publishing
from archive.editorial.people import User
from archive.editorial.reviewing import NoteMissing
from archive.fields import AddressField, AddressInput, Cleaned, EmailField, LineField, LineInput, LinesInput
from archive.importing.sheets.files import read
from archive.importing.sheets.rows import compare
from archive.importing.sheets.sheet import Sheet
from archive.languages.codes import validate_language
from archive.records.names import Name
from archive.records.places import Place
from archive.records.rituals import Ritual
from archive.records.statements import Statement
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from tests import making
from tests.importing.test_sheets import saved

DIRTY = "\u200e \u202eŞus\u0327a\x07\u200b  \u00adşəhəri\ufeff\n"
CLEAN = "Şuşa şəhəri"

# Nobody types there: code writes it, from what was cleaned when it was typed.
WRITTEN_BY_CODE = {
    "Acknowledgement": {"rule", "about", "digest"},
    "AddressCheck": {"answer"},
    "AuditEvent": {"by_name", "act", "kind", "about"},
    "Address": {"kind", "slug"},
    "Candidate": {"digest"},
    "CapturedCopy": {"sha256", "media_type"},
    "Comment": {"block", "field"},
    "Confirmation": {"rule", "place", "digest"},
    "Edition": {"kind"},
    "FeedKey": {"digest"},
    "Interval": {"kind", "slug", "change", "reason_class"},
    "LedgerEntry": {"by_name", "payload_digest", "reason_class", "previous", "hash"},
    "RecordState": {"kind", "waiting", "next_state", "next_waiting"},
    "PictureFile": {"sha256", "media_type", "master", "master_type", "colour", "look"},
    "Release": {"wall", "zone"},
    "Report": {"kind"},
    "Review": {"digest"},
    "Row": {
        *("kind", "slug", "digest", "form", "date", "time", "zone"),
    },
    "RowForReader": {"reader", "language", "languages", "kind"},
    "RowText": {"language", "title", "summary", "folded"},
    "SensitivityReview": {"digest"},
    "Spelling": {"folded", "roots", "sounds"},
    "StoredPayload": {"digest"},
    "Term": {"facet", "value", "kind"},
    "WatchedAddress": {"digest", "answer"},
    "Word": {"word", "language", "root", "sound"},
    "WorkingCopy": {"name", "form"},
    # Django's own, with rules of their own.
    "User": {"username", "password", "first_name", "last_name", "email"},
}


def typed_fields() -> Iterator[models.Field]:
    for model in apps.get_app_config("archive").get_models():
        for field in model._meta.local_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and field.editable and not field.choices
            if is_text and field.name not in WRITTEN_BY_CODE.get(model.__name__, ()):
                yield field


def test_every_field_of_every_model_that_somebody_types_in_cleans_it():
    unclean = [str(field) for field in typed_fields() if not isinstance(field, Cleaned)]

    assert unclean == []


def test_every_such_field_cleans_in_forms_when_checked_and_on_its_way_into_the_database():
    for field in typed_fields():
        stored = field.get_prep_value(DIRTY)
        assert stored == field.to_python(DIRTY) == field.cleaning(DIRTY), field
        assert not set(stored) & set("\u202e\x07\ufeff"), field
        if isinstance(field, LineField):
            assert stored == CLEAN, field
        if not isinstance(field, AddressField | EmailField):  # what is no address, their forms refuse
            asked = field.formfield()
            assert asked.to_python(DIRTY).strip() == stored.strip(), field


def test_every_zone_and_every_language_that_is_typed_is_checked():
    """By its model, so that forms, sheets and the importer share it."""
    for field in typed_fields():
        if "zone" in field.name:
            assert clock.validate_zone in field.validators, field
        if "language" in field.name:
            assert validate_language in field.validators, field


def test_no_column_depends_on_the_languages_that_the_archive_speaks():
    tables = apps.get_app_config("archive").get_models()
    of_languages = [field for model in tables for field in model._meta.local_fields if field.name.endswith("language")]

    assert {(field.max_length, field.choices) for field in of_languages} == {(16, None)}


def test_a_place_lies_on_the_globe():
    for name, most in (("latitude", 90), ("longitude", 180)):
        field = Place._meta.get_field(name)
        for degrees in ("0", f"-{most}", f"{most}.000000", f"{most - 1}.999999"):
            field.clean(degrees, None)
        for degrees in (f"{most}.000001", f"-{most + 1}", "999"):
            with pytest.raises(ValidationError, match=f"between -{most} and {most} degrees"):
                field.clean(degrees, None)


@pytest.mark.django_db
def test_a_sheet_a_form_and_a_release_share_what_is_checked():
    row = {"slug": "baku", "title_en": "Baku", "latitude": "91", "longitude": "-181", "names": "Bakı | Klingon"}

    wrong = compare(Sheet(columns=tuple(row), rows=((2, row),)), Place, repeated={})
    timed = {"slug": "event", "title_en": "Event", "date": "1990-01-20", "time": "00:00", "zone": "Etc/GMT+4"}
    sheet = Sheet(columns=tuple(timed), rows=((2, timed),))
    unplaced = compare(sheet, TimelineEntry, repeated={})

    assert [fault.column for fault in wrong.faults] == ["latitude", "longitude"]
    assert [(one.column, one.message) for one in unplaced.faults] == [("zone", NO_PLACE)]
    named = compare(Sheet(columns=("slug", "title_en", "names"), rows=((2, row),)), Place, repeated={})
    assert [(one.column, one.message.partition(": ")[2]) for one in named.faults] == [
        ("names", "Write the code of the language, as in az, en, ru, fr or tr.")
    ]
    for act in (planned, moved):
        with pytest.raises(clock.NoPlace):
            act(zone="Etc/GMT+4")


NO_PLACE = "“Etc/GMT+4” is not a place. Name the place whose clocks are meant, as in Asia/Baku, or write UTC."


def planned(*, zone: str) -> None:
    publishing.plan_release(by=making.publisher(), wall=datetime(2099, 1, 1), zone=zone)


def moved(*, zone: str) -> None:
    release = making.release()
    publishing.reschedule(release, by=making.publisher(), wall=datetime(2099, 1, 1), zone=zone, reason="Later.")


TIMED = {"slug": "a", "kind": "timeline-entry", "date": "1990-01-20", "time": time(0, 0)}
RELEASED = {"slug": "a", "kind": "statement", "year": 2026, "date": "2026", "original_language": "en"}


@pytest.mark.django_db
@pytest.mark.parametrize("zone", ["Etc/GMT+4", "localtime", "Baku"])
def test_every_row_with_a_zone_refuses_what_is_no_place_once(zone):
    rows = {
        "zone": TimelineEntry(**TIMED, zone=zone),
        "released_zone": Statement(**RELEASED, released_wall="2026-01-20 00:00", released_zone=zone),
        "embargo_zone": Statement(**RELEASED, embargo_wall="2026-01-20 00:00", embargo_zone=zone),
        "time_zone": User(username="a", password="b", time_zone=zone),
    }
    silence = Ritual(observance=making.observance(), time=time(12, 0), zone=zone)

    for name, row in (*rows.items(), ("zone", silence)):
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert {field: len(messages) for field, messages in refused.value.message_dict.items()} == {name: 1}


def forms_of_the_desk() -> Iterator[type[forms.Form]]:
    found = [ActForm, WallTimeForm, MoveForm]
    for form in found:
        yield form
        found += [one for one in form.__subclasses__() if one not in found]


@pytest.mark.django_db
def test_every_form_of_the_desk_cleans_what_is_typed():
    unclean = [
        f"{form.__name__}.{name}"
        for form in forms_of_the_desk()
        for name, field in form(**({"languages": ["en"]} if issubclass(form, ActForm) else {})).fields.items()
        if isinstance(field, forms.CharField) and not field.widget.is_hidden
        if not isinstance(field, LineInput | LinesInput | AddressInput)
    ]

    assert unclean == []


@pytest.mark.django_db
@pytest.mark.parametrize("unseen", ["\u200b", "\u00ad \u3164", "\u202e\u202c"])
def test_what_nobody_sees_is_refused_as_empty(unseen):
    made = making.place("Baku")

    with pytest.raises(ValidationError) as refused:
        Text(record=made, language="az", title=unseen).full_clean()

    assert refused.value.message_dict == {"title": ["This field cannot be blank."]}
    asked = forms.modelform_factory(Text, fields=["title"])({"title": unseen})
    assert asked.errors == {"title": ["This field is required."]}


@pytest.mark.django_db
def test_every_way_into_the_database_cleans():
    made = making.place(DIRTY, names=[("az", DIRTY)])
    Name.objects.bulk_create([Name(record=made, text=DIRTY, language="ru")])
    Name.objects.filter(record=made, language="az").update(used_by=DIRTY)
    several = list(Name.objects.filter(record=made))
    for one in several:
        one.scheme = DIRTY
    Name.objects.bulk_update(several, ["scheme"])
    source = making.source(creator=DIRTY)

    assert Text.objects.get(record=made).title == CLEAN
    assert source.phrases.get().creator == CLEAN
    rows = Name.objects.filter(record=made).order_by("language").values_list("text", "used_by", "scheme")
    assert list(rows) == [(CLEAN, CLEAN, CLEAN), (CLEAN, "", CLEAN)]
    assert Name.objects.filter(record=made, text=DIRTY).count() == 2  # and finds what it has become


@pytest.mark.django_db
def test_a_sheet_brings_in_nothing_unclean():
    written = f'slug,title_en,names\nbaku,"{DIRTY}","{DIRTY.strip()} | az"\nunseen,"\u200b",""\n'
    sheet = read(written.encode(), Place)

    outcome = compare(sheet, Place, repeated={})
    assert [(fault.row, fault.message) for fault in outcome.faults] == [
        (3, "Give it a title in at least one language.")
    ]
    saved(Place, dict(sheet.rows)[2])

    assert (Text.objects.get().title, Name.objects.get().text) == (CLEAN, CLEAN)


@pytest.mark.django_db
def test_what_the_ledger_keeps_is_clean_and_its_hash_is_of_that():
    made = making.place("Baku")
    making.published(made)
    withdrawing = {"by": making.publisher(), "reason_class": "legal"}

    with pytest.raises(NoteMissing):
        publishing.withdraw(made, note={"en": "\u200b"}, **withdrawing)
    publishing.withdraw(made, note={"en": DIRTY}, reason=DIRTY, **withdrawing)

    entry = LedgerEntry.objects.latest("seq")
    written = "\u200e Şuşa\u200b  \u00adşəhəri\n"  # of several lines, so that its blanks stay
    assert (entry.note, entry.reason) == ({"en": written}, written)
    assert ledger.broken_at() is None
