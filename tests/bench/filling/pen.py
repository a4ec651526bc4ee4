"""Rows that are saved one by one and written together: what ``save()`` itself does to a row stays with the model."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any
from unittest.mock import patch

from django.core.management.color import no_style
from django.db import connection, connections
from django.db.models import Max, Model

from archive.editions.models import StoredPayload
from archive.editorial.models import Candidate, CandidateAuthor, Review
from archive.records import numbering
from archive.records.numbering import LastNumber

# A trigger asks of an edition whether it was approved, of a review what it is about, and of a candidate for its bytes.
FIRST = (StoredPayload, Candidate, CandidateAuthor, Review)


class Pen:
    """Within ``with pen.collecting():`` every ``save()`` gives a row its key and leaves the writing to ``write``.

    The last state of a row is what is written, so one that is collected may still be changed.
    """

    def __init__(self) -> None:
        self.rows: dict[type[Model], list[Model]] = defaultdict(list)
        self.keys: dict[type[Model], Iterator[int]] = {}
        self.numbers: dict[tuple[int, str], LastNumber] = {}

    @contextmanager
    def collecting(self) -> Iterator[None]:
        def save_base(row: Model, *_given: Any, **_more: Any) -> None:
            self.collect(row)

        own = {"_given": self._given, "_give": self._give}
        with patch.object(Model, "save_base", save_base), patch.multiple(numbering, **own):
            yield

    def collect(self, row: Model) -> None:
        if not row._state.adding:
            return
        own = _table_with_the_key(type(row))
        if row.pk is None:
            row.pk = key = next(self._keys(own))
            setattr(row, own._meta.pk.attname, key)
        for field in row._meta.concrete_fields:
            field.pre_save(row, add=True)
        row._state.adding, row._state.db = False, connection.alias
        for model in (*row._meta.parents, type(row)):
            self.rows[model].append(row)

    def write(self) -> None:
        """Write all that was collected. Call it in a transaction."""
        for model in dict.fromkeys((*FIRST, *self.rows)):
            insert(model, self.rows.get(model, ()))
        self.rows.clear()
        self.numbers.clear()

    def put_sequences_right(self) -> None:
        """Let the database go on after the keys that were given here."""
        with connection.cursor() as cursor:
            for statement in connection.ops.sequence_reset_sql(no_style(), [*self.keys]):
                cursor.execute(statement)

    def _keys(self, model: type[Model]) -> Iterator[int]:
        if model not in self.keys:
            last = model._default_manager.aggregate(last=Max("pk"))["last"] or 0
            self.keys[model] = count(last + 1)
        return self.keys[model]

    def _given(self, record: int, of: str) -> int | None:
        """As ``numbering`` reads it from the database, for records that are all new."""
        return self.numbers[record, of].last if (record, of) in self.numbers else None

    def _give(self, record: int, of: str, last: int, *, before: int | None) -> None:
        row = self.numbers.setdefault((record, of), LastNumber(record_id=record, of=of))
        row.last = last
        self.collect(row)


def _table_with_the_key(model: type[Model]) -> type[Model]:
    """The table in whose column the key of ``model`` is given: that of a record, whatever its kind."""
    return next(iter(model._meta.parents), model)


def insert(model: type[Model], rows: Sequence[Model]) -> None:
    """Write ``rows`` past the layers that compose SQL for each; triggers and constraints see them as always."""
    fields, own = model._meta.local_concrete_fields, connections[connection.alias]  # itself, not who finds it each time
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    values = [[field.get_db_prep_save(getattr(row, field.attname), own) for field in fields] for row in rows]
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
        else:
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})", values)
