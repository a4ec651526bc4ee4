"""Every word that is written in a record, with its dates, its numbers and the languages it lacks, in one row for each.

``saving`` writes the row from what it has just read of the record. What no letter or digit stands for begins with
``SIGN``, so that nobody can type it.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from functools import cache
from typing import Any, Final
from urllib.parse import unquote

from django.apps import AppConfig
from django.db import DEFAULT_DB_ALIAS, connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from archive import clock, languages, markup, names, word_index
from archive.dates import DateError, Dating, PartialDate
from archive.datings import validate_date
from archive.fields import AddressField, LanguageField, LineField, LinesField, PackedLinesField, WordingField
from archive.triggers import Trigger
from archive.word_index import WordIndex, WordsField

from . import stored_rows
from .base import KINDS, Record
from .texts import Linking, Text

TABLE: Final = "archive_writtenwords"
WORDS: Final = WordIndex(table=TABLE, index=f"{TABLE}_index", key="record_id", has_words=True, has_initials=True)
GOES_WITH_ITS_RECORD: Final = Trigger(
    name="writtenwords_goes",
    table="archive_record",
    event="DELETE",
    does=f"DELETE FROM {TABLE} WHERE record_id = OLD.id;",
)
# A letter to search engines, and to nobody who types.
SIGN: Final = "§"
# Of a span no more days, months or years are told than these.
MOST_DATES: Final = 100
# So many records are read in one transaction.
AT_ONCE: Final = 200
_KEEP: Final = f"""
    INSERT INTO {TABLE} (record_id, folded) VALUES (%s, %s)
    ON CONFLICT (record_id) DO UPDATE SET folded = excluded.folded WHERE {TABLE}.folded <> excluded.folded"""
_TAG: Final = re.compile("<[^>]*>")
_STORED: Final = WordsField()


# --- what a record is found by -------------------------------------------------------------------------


def marker(kind: str) -> str:
    """The word that all records of a ``kind`` have."""
    return f"{SIGN}{kind.replace('-', '')}{SIGN}"


def on(year: int | str, month: int | str = "", day: int | str = "") -> str:
    """The word of a date, as precise as it is known. What it lies in is how it begins; a decade is three digits."""
    return f"{SIGN}{year}" + "".join(f"{int(part):02}" for part in (month, day) if part)


def each_year_on(month: int, day: int) -> str:
    """The word of a day in whatever year."""
    return f"{SIGN}{SIGN}{month:02}{day:02}"


def lacks(language: str) -> str:
    """The word of those that have no title in ``language``."""
    return f"{SIGN}{SIGN}{language.replace('-', '')}"


def words_of(record: Record, rows: stored_rows.Rows) -> Iterator[str]:
    """Folded words, several in a string, of the ``rows`` that are stored of ``record``."""
    model = KINDS[record.kind]
    yield marker(record.kind)
    for table in stored_rows.kept_models(model):
        for row in rows.get(stored_rows.name_of(table), ()):
            for name, read in _readers(table):
                if said := row[name]:
                    yield from read(said)
    titled = {row["language"] for row in rows.get(stored_rows.name_of(Text), ()) if row["title"]}
    yield from (lacks(one.code) for one in languages.known() if one.code not in titled)


Reader = Callable[[Any], Iterable[str]]


@cache
def _readers(table: type[models.Model]) -> tuple[tuple[str, Reader], ...]:
    """The columns of a table in which something is written, and how each is read."""
    fields = ((field, _reader(table, field)) for field in table._meta.concrete_fields if field.editable)
    return tuple((field.attname, read) for field, read in fields if read)


def _reader(table: type[models.Model], field: Any) -> Reader | None:
    if isinstance(field, LanguageField) or clock.validate_zone in field.validators:
        return None
    if validate_date in field.validators or field.name.endswith("_wall") or field.name == "year":
        return _dated
    if isinstance(field, PackedLinesField) or (issubclass(table, Linking) and field.name == "body"):
        return _html
    if isinstance(field, AddressField):
        return lambda said: [names.fold(unquote(said))]
    if isinstance(field, LineField | LinesField | WordingField):
        return lambda said: [names.fold(said)]
    # Those that are small say where a row stands among others.
    return (lambda said: [str(said)]) if type(field) is models.PositiveIntegerField else None


def _html(said: str) -> Iterator[str]:
    try:
        yield names.fold(markup.plain(said))
    except markup.MarkupError:  # a draft may hold as yet what nobody can read
        yield names.fold(_TAG.sub(" ", said))


def _dated(said: Any) -> Iterator[str]:
    """Of a date or a year, and of a day with a time behind it."""
    try:
        dating = Dating.parse(str(said).partition(" ")[0])
    except DateError:
        yield names.fold(str(said))
        return
    for point in dating.known:
        yield from _point(point)
    if dating.joint == "/" and len(dating.known) > 1:
        yield from _between(*dating.known)


def _point(point: PartialDate) -> Iterator[str]:
    month, day = (part if part.isdecimal() else "" for part in (point.month, point.day))
    known = month if month and int(month) <= 12 else ""  # a season is no month
    yield on(point.year.rstrip("X"), known, day if known else "")
    if known and day:
        yield each_year_on(int(known), int(day))


def _between(first: PartialDate, last: PartialDate) -> Iterator[str]:
    """Days between two days, and years between any other dates."""
    if first.day and last.day:
        days = min((last.earliest - first.earliest).days, MOST_DATES)
        for one in (first.earliest + timedelta(days=number) for number in range(1, days)):
            yield from (on(f"{one.year:04}", one.month, one.day), each_year_on(one.month, one.day))
        return
    years = range(first.earliest.year + 1, last.earliest.year)[:MOST_DATES]
    yield from (on(f"{year:04}") for year in years)


# --- in step with it -----------------------------------------------------------------------------------


def keep(record: Record, rows: stored_rows.Rows) -> None:
    """Store the words of ``record``, if they are others than before. One statement."""
    words = _STORED.get_db_prep_value(" ".join(words_of(record, rows)), connection)
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [record.pk, words])


def derive_all(progress: Callable[[int, int], None], *, missing: bool = False) -> None:
    """Store the words of all records anew, or of those that have none, some at a time.

    ``progress`` is told how many are done, and of how many.
    """
    keys = _missing() if missing else list(Record.objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        batch = keys[start : start + AT_ONCE]
        with transaction.atomic():
            _keep_each(Record.objects.filter(pk__in=batch).order_by("pk").select_for_update())
        progress(min(start + AT_ONCE, len(keys)), len(keys))
    WORDS.put_together()


def _keep_each(records: Iterable[Record]) -> None:
    """Store the words of ``records`` where there are others. To pack them takes longer than to compare them."""
    of_kinds: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        of_kinds[record.kind].append(record)
    for kind, some in of_kinds.items():
        keys = [record.pk for record in some]
        rows, words = stored_rows.stored_each(KINDS[kind], keys), _stored_words(keys)
        for record in some:
            if words.get(record.pk) != {word for said in words_of(record, rows[record.pk]) for word in said.split()}:
                keep(record, rows[record.pk])


def _stored_words(records: Collection[int]) -> dict[int, set[str]]:
    places = ", ".join(["%s"] * len(records))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT record_id, folded FROM {TABLE} WHERE record_id IN ({places})", [*records])
        return {key: set(word_index.words_of(folded).split()) for key, folded in cursor.fetchall()}


def _missing() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM archive_record WHERE id NOT IN (SELECT record_id FROM {TABLE}) ORDER BY id")
        return [key for (key,) in cursor.fetchall()]


def derive_after_migrate(sender: AppConfig, using: str, progress: Callable[[int, int], None], **sent: Any) -> None:
    """Receiver of ``post_migrate``: records that were there before their words are found by them too, and
    words of records that are gone are gone."""
    if using == DEFAULT_DB_ALIAS and TABLE in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {TABLE} WHERE record_id NOT IN (SELECT id FROM archive_record)")
        derive_all(progress, missing=True)


def install(database: BaseDatabaseWrapper) -> None:
    """Make the table, its index and what keeps them in step; does nothing to what is there."""
    key = {"sqlite": "integer", "postgresql": "bigint"}[database.vendor]
    with database.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS {TABLE} "
            f"(record_id {key} PRIMARY KEY, folded {_STORED.db_type(database)} NOT NULL)"
        )
    WORDS.install(database)
    GOES_WITH_ITS_RECORD.install(database)
