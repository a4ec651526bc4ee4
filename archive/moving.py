"""An archive that has outgrown its SQLite file is moved to PostgreSQL: every row as it is, with its key."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import ConnectionHandler

from archive.catalogue import engines
from archive.editorial.people import User
from archive.records import finding, written
from archive.records.base import Record
from archive.word_index import words_of

# The name of the file while it is read.
FILE: Final = "moved"
# Tables without a model. What else has none is an index, which the database keeps by itself.
_OF_WORDS: Final = (finding.TABLE, written.TABLE)
_WORDS: Final = (engines.WORDS, finding.WORDS, written.WORDS)

Progress = Callable[[str, int], None]


class NotMoved(Exception):
    """Why not, in a sentence. Nothing was changed."""


def move(settings: dict[str, Any], tell: Progress) -> None:
    """Put every row of the SQLite database of ``settings`` into this one, which is on PostgreSQL and empty.

    All of it or nothing. ``tell`` is told each table and how many rows it has. Raises ``NotMoved``.
    """
    with _opened(settings) as file:
        _refuse_what_is_wrong(file)
        with transaction.atomic(FILE), transaction.atomic(), _indexed_afterwards(), _without_triggers():
            for model in _models():
                tell(model._meta.db_table, _copy(model, file))
            for table in _OF_WORDS:
                tell(table, _copy_words(table, file))
            _number_on()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _opened(settings: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    file = ConnectionHandler({DEFAULT_DB_ALIAS: settings})[DEFAULT_DB_ALIAS]
    file.alias = FILE
    connections[FILE] = file
    try:
        yield file
    finally:
        file.close()
        del connections[FILE]


def _refuse_what_is_wrong(file: BaseDatabaseWrapper) -> None:
    if connection.vendor != "postgresql":
        raise NotMoved("MEMORIAL_DATABASE_URL names no PostgreSQL database: an archive is moved to one.")
    if _applied(file) != _applied(connection):
        raise NotMoved(
            "The file and the database are not of one version. Run 'manage.py migrate' on both, and move then."
        )
    if Record.objects.exists() or User.objects.exists():
        raise NotMoved("The database is not empty. An archive is moved to one in which there are only tables.")


def _applied(database: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    return set(MigrationRecorder(database).applied_migrations())


def _models() -> list[type[models.Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


@contextmanager
def _indexed_afterwards() -> Iterator[None]:
    """Indexes of words are made when all rows are there."""
    for words in _WORDS:
        words.take_away(connection)
    yield
    for words in _WORDS:
        words.install(connection)


@contextmanager
def _without_triggers() -> Iterator[None]:
    """What they would write is copied, too. Keys that lead nowhere are refused before they are back."""
    tables = [*(model._meta.db_table for model in _models()), *_OF_WORDS]

    def switch(state: str) -> None:
        for table in tables:
            cursor.execute(f"ALTER TABLE {_quoted(table)} {state} TRIGGER USER")

    with connection.cursor() as cursor:
        switch("DISABLE")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        switch("ENABLE")


def _copy(model: type[models.Model], file: BaseDatabaseWrapper) -> int:
    """Its own columns: a kind of record has the others in the table of records. What a migration wrote gives way."""
    fields = [field for field in model._meta.local_concrete_fields if not field.generated]
    rows = model._base_manager.using(file.alias).order_by("pk").values_list(*(field.attname for field in fields))
    stored = (
        [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
        for row in rows.iterator()
    )
    return _fill(model._meta.db_table, [str(field.column) for field in fields], stored)


def _copy_words(table: str, file: BaseDatabaseWrapper) -> int:
    with file.cursor() as cursor:
        cursor.execute(f"SELECT record_id, folded FROM {table} ORDER BY record_id")
        return _fill(table, ["record_id", "folded"], ((key, words_of(folded)) for key, folded in cursor))


def _fill(table: str, columns: Sequence[str], rows: Iterator[Sequence[Any]]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {_quoted(table)}")
        with cursor.copy(f"COPY {_quoted(table)} ({', '.join(map(_quoted, columns))}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        count: int = cursor.rowcount
        return count


def _number_on() -> None:
    """What is new gets the keys that follow."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), _models()):
            cursor.execute(statement)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
