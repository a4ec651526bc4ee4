"""All that is held of a record is found: no table and no folder is forgotten, nor any row or file in them."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.db import connection
from django.db.models import CharField, Field, Model, TextField
from zlib_ng import zlib_ng

from archive import clock, holdings, packing, picture_files
from archive.catalogue.models import RowForReader, Term
from archive.dossiers import preparing, reports, tasks, watching
from archive.dossiers.models import AddressCheck, Dossier, Obligation, TemplateTask
from archive.editions.models import Edition, LedgerEntry
from archive.editorial import comments, publishing, reviewing, second_opinions, sensitivity, working_copies
from archive.editorial.carried import Carried, Confirmation, ConfirmedIn
from archive.editorial.comments import OpenComment
from archive.editorial.models import CandidateAuthor, HeldLabel, RecordState
from archive.editorial.preparations import Preparation
from archive.editorial.problems import EVERYWHERE
from archive.importing import earlier
from archive.importing.models import Fingerprint
from archive.importing.sheets import uploads
from archive.importing.sheets.sheet import Sheet
from archive.languages.codes import validate_language
from archive.records.base import KINDS, Record
from archive.records.collections import Collection, Member
from archive.records.contributions import BroughtIn, Contribution
from archive.records.date_rules import Override
from archive.records.identifiers import Identifier
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.naming import working_models
from archive.records.numbering import LastNumber
from archive.records.observances import Observance
from archive.records.persons import Person
from archive.records.pictures import Picture, ShownPicture
from archive.records.places import Place
from archive.records.rituals import Ritual
from archive.records.slots import Slot
from archive.records.sources import FurtherAddress, Source
from archive.records.statements import DocumentVersion, EditorsNote, Issuer, Rendering, Statement
from archive.records.texts import TextLink
from archive.records.timeline_entries import TimelineEntry
from tests import making

pytestmark = pytest.mark.django_db
# Of a record as well, and without a word that somebody wrote: keys, numbers, and what was chosen from a list.
WORDLESS = {
    *(BroughtIn, CandidateAuthor, Carried, ConfirmedIn, Contribution, Dossier, Edition, Fingerprint, HeldLabel),
    *(OpenComment, Identifier, Issuer, LastNumber, Member, Override, RecordState, Ritual, RowForReader, Slot, Term),
    *(Preparation, ShownPicture, TextLink),
}
# Of a picture, and without a word that was in its file.
CLEANED = {picture_files.MASTERS, picture_files.DERIVATIVES}


def test_every_table_is_named_as_one_that_holds_something_of_a_record_or_nothing():
    there = set(connection.introspection.table_names()) - set(tables_of_indexes())
    holding = {model._meta.db_table for model in holdings.tables()}

    assert holding.isdisjoint(holdings.NO_TABLES)
    # A database that was not migrated has no list of migrations.
    assert there | {"django_migrations"} == holding | set(holdings.NO_TABLES)


@pytest.mark.once
def test_every_folder_is_named_as_one_that_holds_something_of_a_record_or_nothing():
    assert set(settings.STORAGES) == {*holdings.FOLDERS, *holdings.NO_FOLDERS}


def test_all_that_is_held_of_a_record_is_found_and_nothing_else(own_folders):
    found, named = set(), named_by_others()
    for kind, model in KINDS.items():
        marker = f"zx{kind.replace('-', '')}zx"
        record = everything(model, marker, named)
        held, holding = holdings.of(record.uuid), set(rows_with(marker))

        assert holding - {(model._meta.db_table, row.pk) for model, rows in held.rows.items() for row in rows} == set()
        assert {name: set(files) for name, files in held.files.items() if name not in CLEANED} == files_with(marker)
        assert bool(held.files[picture_files.MASTERS]) == (model is Picture)
        found |= {table for table, _key in holding}
    with_words = {model for model in holdings.tables() if not model._meta.auto_created} - WORDLESS
    own = {model._meta.db_table for model in KINDS.values()}  # some have nothing but keys and choices of their own
    assert found - own == {model._meta.db_table for model in with_words} - own


def test_a_row_of_a_sheet_is_found_by_what_it_names_and_by_what_it_became(own_folders):
    place, other = making.place("Here", slug="here"), making.place("There", slug="there")
    making.institution("A house of the same address", slug="here")
    columns = ("uuid", "version", "slug", "title_en")
    rows = (("", "", "here", "Its address"), (str(other.uuid).upper(), "1", "", "Its uuid"), ("", "", "", "A new one"))
    numbered = tuple((number, dict(zip(columns, row, strict=True))) for number, row in enumerate(rows, start=2))
    upload = uploads.keep(Sheet(columns=columns, rows=numbered), type(place), by=making.archivist(), name="places.csv")
    uploads.save_next(upload, type(place), by=making.archivist())

    both = {f"{upload.key}/0.json", f"{upload.key}/{uploads.UPLOAD}"}
    for record in Record.objects.filter(kind=place.kind):
        assert set(holdings.of(record.uuid).files["sheets"]) == both
    assert not holdings.of(Record.objects.get(kind="institution").uuid).files["sheets"]
    assert Record.objects.filter(kind=place.kind).count() == 3


@pytest.fixture
def own_folders(tmp_path, settings) -> None:
    """Folders in which nothing else was put."""
    settings.STORAGES = {
        name: {**storage, "OPTIONS": {**storage.get("OPTIONS", {}), "location": tmp_path / name}}
        if name in holdings.FOLDERS
        else storage
        for name, storage in settings.STORAGES.items()
    }


# --- a record of which there is everything, with one word in all of it -------------------------------


def named_by_others() -> tuple[Record, ...]:
    """A source, a place, an institution and an event that readers have."""
    source, place, issuer = making.source(), making.place(), making.institution()
    named = (source, place, issuer, making.entry(sources=[source]))
    for record in named:
        making.published(record)
    return named


def everything(model: type[Record], marker: str, named: tuple[Record, ...]) -> Record:
    record = _made(model, marker, *named)
    for citation in record.citations.all():
        making.say(citation, words="the hour")
    _plant(record, marker)
    if model is Observance:
        _prepare(record, marker, named)
    if model is Source:  # what happens to it on its way is no matter of its kind
        _go_all_ways(record, marker)
    else:
        making.published(record)
    return record


def _prepare(observance: Observance, marker: str, named: tuple[Record, ...]) -> None:
    """With a dossier, in which somebody has written whatever can be written."""
    by, (_source, _place, issuer, _event) = making.archivist(), named
    Obligation.objects.create(observance=observance, institution=issuer, note=marker)
    task = {"what": marker, "days": -1, "role": "archivist"}
    preparing.take_over(observance, [TemplateTask(key="own-1", **task)])
    tasks.add(observance, 2026, by=by, owner=by, **task)
    tasks.write_note(observance, 2026, marker, by=by)
    reports.keep(observance, 2026, "rehearsal", words=marker, by=by)
    watching.watch(observance, 2026, f"https://{marker}.example/", by=by)


def _go_all_ways(record: Record, marker: str) -> None:
    """Commented on, returned, doubted, approved, published and withdrawn.

    Made from a document, typed into and not saved, in a sheet.
    """
    returned = making.submitted(record, remark=marker)
    reviewing.return_(returned, by=making.reviewer(), digest=returned.digest, remark=marker)
    said = comments.comment(returned, EVERYWHERE, words=marker, by=making.reviewer())
    sensitivity.sign(returned, by=making.reviewer(), digest=returned.digest, remark=marker)
    comments.answer(said, words=marker, by=making.archivist())
    making.change(record, summary=f"{marker}, said anew")
    record.names.update(sort="other", used_by="")
    making.published(record)
    words = {"note": {"en": marker}, "reason": marker}
    publishing.withdraw(record, by=making.publisher(), reason_class="superseded", **words)
    gone = second_opinions.withdrawn_alone(LedgerEntry.objects.latest("seq"), record)
    second_opinions.confirm(gone, by=making.reviewer(), remark=marker)
    said = earlier.Said(name=f"{marker}.txt", title=marker, text=f"{marker} " * 50)
    earlier.remember(said, digest=marker, record=record, at=clock.now(), by=making.archivist())
    cells = {"uuid": str(record.uuid), "version": "1", "slug": record.slug, "title_en": marker}
    words = f'{{"fields": {{"title": "{marker}"}}}}'.encode()
    working_copies.keep("somebody1", by=making.archivist(), form="/desk/", record=record.uuid, words=words)
    sheet = Sheet(columns=tuple(cells), rows=((2, cells),))
    uploads.keep(sheet, type(record), by=making.archivist(), name=f"{marker}.csv")
    at = f"https://{marker}.example/"
    AddressCheck.objects.create(source=record.uuid, address=at, state="ok", checked_at=clock.now())


def _made(
    model: type[Record], marker: str, source: Source, place: Place, issuer: Institution, event: TimelineEntry
) -> Record:
    """All that may hang on a record of this kind."""
    common = {"names": [("en", "Another name")], "sources": [source]}
    if model.chooses_address and model is not Identity:
        common["slug"] = f"{marker}-address"
    if model is Statement:
        record = making.statement(issuers=[issuer], places=[place], **common)
        making.say(DocumentVersion.objects.create(statement=record, label="1"), words="A note.")
        EditorsNote.objects.create(statement=record, language="en", words="A note.")
        Slot.objects.create(statement=record, language="en", paragraph=1, part=Slot.Part.TRIBUTE)
        Rendering.objects.create(statement=record, language="fr", title="Titre", body="<p>Texte</p>")
        _confirm(record, marker)
        return record
    if model is TimelineEntry:
        record = making.entry(places=[place], **common)
        making.figure(record, 5, by=issuer, source=source, note="A note.")
        return record
    if model is Place:
        record = making.place(**common)
        making.say(record.names.get(), words="Others")
        return record
    if model is Observance:
        single = {"year": 2020, "outcome": "not-observed", "instrument": source}
        return making.observance(overrides=[single], rituals=[{"what": {"en": "Silence"}}], **common)
    if model is Person:
        return making.human(parts=[{"role": "witness", "entry": event, "source": source}], **common)
    if model is Collection:
        return making.collection(members=[(place, "A caption")], **common)
    if model is Source:
        record = making.source(creator="A clerk", **common)
        FurtherAddress.objects.create(source=record, address="https://elsewhere.example/")
        making.captured(record, b"%PDF-1.7 " + marker.encode(), name=f"{marker}.pdf")
        return record
    if model is Picture:
        sent = making.drawn("#123456") + marker.encode()  # what comes after its end nobody draws
        record = making.picture(content=sent, name=f"{marker}.png", creator="A hand", credit="A house", **common)
        making.further_page(record, sent + b"2", name=f"{marker}-2.png", translation="Words", alternative="A stamp.")
        return record
    return making.identity(**common) if model is Identity else making.record(model, "One", **common)


def _confirm(record: Statement, marker: str) -> None:
    """Words of it that were carried and said anew."""
    said = {"version": 1, "rule": "carried", "language": "en", "place": "p1", "changed": [["year", marker, marker]]}
    Confirmation.objects.create(statement=record, digest="0", by=making.archivist(), at=clock.now(), **said)


def _plant(record: Record, marker: str) -> None:
    """Write the marker into every field of the draft that takes words."""
    held = holdings.of(record.uuid)
    for model in working_models():
        for row in held.rows[model]:
            for field in model._meta.local_fields:
                if isinstance(field, CharField | TextField) and field.editable and not field.choices:
                    _plant_in(row, field, marker)
            row.save()


def _plant_in(row: Model, field: Field, marker: str) -> None:
    before = getattr(row, field.name)
    if validate_language in field.validators:
        setattr(row, field.name, before or "en")
    elif field.name != "slug":
        address = f"https://{marker}.example/{row._meta.model_name}/{field.name}"
        for words in (f"<p>{marker}</p>" if field.name == "body" else marker, address):
            try:
                setattr(row, field.name, field.clean(words, row))
                return row.clean()
            except ValidationError:
                setattr(row, field.name, before)  # a date, a zone, a number: these take no words


# --- looking everywhere ------------------------------------------------------------------------------


def tables_of_indexes() -> Iterator[str]:
    for table in connection.introspection.table_names():
        if table.startswith(tuple(holdings.INDEXES)):
            yield table


def rows_with(marker: str) -> Iterator[tuple[str, object]]:
    """Table and key of every row that has the marker in any column."""
    keys = {model._meta.db_table: model._meta.pk for model in holdings.tables()}
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - set(tables_of_indexes()):
            key = keys[table].column if table in keys else "NULL"
            cursor.execute(f"SELECT {key}, * FROM {table}")
            for row in cursor.fetchall():
                if any(marker in _in_words(value) for value in row):
                    yield table, keys[table].to_python(row[0]) if table in keys else None


def _in_words(value: object) -> str:
    is_bytes = isinstance(value, bytes | memoryview)
    return (_unpacked(bytes(value)).decode(errors="replace") if is_bytes else str(value)).lower()


def _unpacked(stored: bytes) -> bytes:
    with suppress(zlib_ng.error):
        return packing.unpacked(stored)
    return stored


def files_with(marker: str) -> dict[str, set[str]]:
    """Storage → the names of the files that hold the marker."""
    return {name: set(_files_with(marker, Path(storages[name].path("")))) for name in holdings.FOLDERS.keys() - CLEANED}


def _files_with(marker: str, root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file() and marker.encode() in path.read_bytes():
            yield str(path.relative_to(root))
