"""An archive with as many records as a test wants: copies of one, in the public tables alone or in the desk’s own."""

from django.db import connection
from django.db.models import Max

from archive.catalogue.models import TEXTS, Row, RowForReader, RowText, Spelling, Term
from archive.editions.models import Interval
from archive.editorial.models import RecordState
from archive.records import written
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.texts import Text
from archive.word_index import WordsField

COPIES = "WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies WHERE n < {times})"
# Another key for each copy, made of that of the record.
UUIDS = {
    "sqlite": "printf('%%08x', n) || substr(one.{0}, 9)",
    "postgresql": "CAST(lpad(to_hex(n), 8, '0') || substr(replace(CAST(one.{0} AS text), '-', ''), 9) AS uuid)",
}


def copy(record: Record, times: int) -> None:
    """Let ``record``, which has one row, stand beside so many copies of itself. Nobody published them."""
    row, stands = Row.objects.get(record=record.uuid), Interval.objects.get(record=record.uuid)
    first, interval = (model.objects.aggregate(last=Max("pk"))["last"] for model in (Row, Interval))
    uuid, slug = UUIDS[connection.vendor].format("record"), "one.slug || '-' || n"
    ids, texts = f"{first} + n", f"one.id + ({first} - one.row_id + n) * {TEXTS}"
    shown = f"one.text_id + ({first} - one.row_id + n) * {TEXTS}"
    of_row = f"one.row_id = {row.pk}"
    _copy(Interval, times, f"one.id = {stands.pk}", id=f"{interval} + n", record=uuid, slug=slug)
    _copy(Row, times, f"one.id = {row.pk}", id=ids, record=uuid, slug=slug)
    _copy(RowText, times, of_row, id=texts, row_id=ids)
    _copy(RowForReader, times, of_row, id=None, row_id=ids, text_id=shown)
    _copy(Term, times, of_row, id=None, row_id=ids)
    _copy(Spelling, times, of_row, id=None, row_id=ids)


def copy_draft(record: Record, times: int) -> None:
    """Let what is written of ``record`` at the desk stand beside so many copies; each has a number in its title."""
    last = Record.objects.aggregate(last=Max("pk"))["last"]
    key, uuid, slug = f"{last} + n", UUIDS[connection.vendor].format("uuid"), "one.slug || '-' || n"
    numbered = {"title": "one.title || ' ' || n", "folded": "one.folded || ' ' || n"}
    _copy(Record, times, f"one.id = {record.pk}", id=key, uuid=uuid, slug=slug)
    _copy(type(record), times, f"one.record_ptr_id = {record.pk}", record_ptr_id=key)
    _copy(RecordState, times, f"one.record_id = {record.pk}", record_id=key)
    _copy(Contribution, times, f"one.record_id = {record.pk}", id=None, record_id=key)
    _copy(Text, times, f"one.record_id = {record.pk}", id=None, record_id=key, **numbered)
    _copy_words(record.pk, times, last)


def _copy_words(record: int, times: int, last: int) -> None:
    """What is written in it, and the number."""
    field = WordsField()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT folded FROM {written.TABLE} WHERE record_id = %s", [record])
        words = field.from_db_value(cursor.fetchone()[0])
        rows = ((last + n, field.get_db_prep_value(f"{words} {n}", connection)) for n in range(1, times + 1))
        cursor.executemany(f"INSERT INTO {written.TABLE} (record_id, folded) VALUES (%s, %s)", rows)


def _copy(model, times: int, which: str, **changed: str | None) -> None:
    columns = [field.column for field in model._meta.local_fields if changed.get(field.column, "") is not None]
    values = (changed.get(column) or f'one."{column}"' for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names}) {COPIES.format(times=times)} "
            f"SELECT {', '.join(values)} FROM {model._meta.db_table} AS one CROSS JOIN copies WHERE {which}".replace(
                "%%", "%"
            )
        )
