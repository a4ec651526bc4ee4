"""How the desk finds records: by how the words of their titles, other names and addresses begin.

All words of a record stand in one row of a table of the database's own, which triggers keep in step with what is saved,
whichever way that is. They are working words: nothing public reads them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, QuerySet, Value

from archive import triggers
from archive.triggers import Trigger
from archive.word_index import WordIndex

TABLE: Final = "archive_recordwords"
WORDS: Final = WordIndex(table=TABLE, index=f"{TABLE}_index", key="record_id", has_initials=True)
# So many are looked up in the index and then put in order. Where there are more, whoever goes through all records in
# their order soon meets the first of them.
FEW: Final = 1000
# Around the kind of a record, which is the first of its words: so that those of other kinds are not looked through.
# Nobody can ask for a word with this sign in it.
SIGN: Final = "§"


# --- asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """``records`` that are called so; ``are_many`` where there are more than ``FEW`` of their kind."""

    records: QuerySet[Any]
    are_many: bool


def called(records: QuerySet[Any], terms: Sequence[str], *, kind: str = "") -> Called:
    """Those of ``records`` with words that begin with each of ``terms``, at least one. ``kind``: all are of it."""
    found = _looked_up(terms, kind)
    if len(found) <= FEW:
        return Called(records=records.filter(pk__in=found), are_many=False)
    beginnings = (Value(f"% {term}%") for term in terms)
    return Called(records=records.filter(_HasWords("pk", *beginnings)), are_many=True)


class _HasWords(Func):
    """Whether a record has words like each of these: in one question, which no planner takes for a rare case."""

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **context):
        (key, of_key), *beginnings = map(compiler.compile, self.get_source_expressions())
        like = " AND ".join(f"folded LIKE {sql}" for sql, _said in beginnings)
        said = [one for _sql, params in beginnings for one in params]
        return f"(SELECT {like} FROM {TABLE} WHERE record_id = {key})", [*said, *of_key]


def _looked_up(terms: Sequence[str], kind: str) -> list[int]:
    """The keys of those that are called so; of many no more than one too many."""
    sql, query = WORDS.rows_with([terms], beginnings=True, also=_marker(kind) if kind else "")
    with connection.cursor() as cursor:
        cursor.execute(f"{sql.format('%s')} LIMIT {FEW + 1}", [query])
        return [key for (key,) in cursor.fetchall()]


def _marker(kind: str) -> str:
    return f"{SIGN}{kind.replace('-', '')}{SIGN}"


# --- the words of a record, in step with it ----------------------------------------------------------

JOINED: Final = {"sqlite": "group_concat(' ' || folded, '')", "postgresql": "string_agg(' ' || folded, '')"}
KEY: Final = {"sqlite": "integer", "postgresql": "bigint"}
GONE: Final = f"DELETE FROM {TABLE} WHERE record_id"
# Of records that ``which`` is true of.
IN_STEP: Final = f"""
    INSERT INTO {TABLE} (record_id, folded)
    SELECT record.id, '{SIGN}' || replace(record.kind, '-', '') || '{SIGN} ' || replace(record.slug, '-', ' ')
        || coalesce((SELECT {{joined}} FROM archive_text WHERE record_id = record.id), '')
        || coalesce((SELECT {{joined}} FROM archive_name WHERE record_id = record.id), '')
    FROM archive_record AS record WHERE {{which}}
    ON CONFLICT (record_id) DO UPDATE SET folded = excluded.folded WHERE {TABLE}.folded <> excluded.folded;
"""


def install(database: BaseDatabaseWrapper) -> None:
    """Make the table, its index and the triggers. Were any of these missing, all words are brought in step.

    Whoever changes what the words are takes the triggers away, in a migration.
    """
    is_in_step = {trigger.name for trigger in _triggers(database.vendor)} <= triggers.there(database)
    with database.cursor() as cursor:
        key = KEY[database.vendor]
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE} (record_id {key} PRIMARY KEY, folded text NOT NULL)")
    WORDS.install(database)
    for trigger in _triggers(database.vendor):
        trigger.install(database)
    if not is_in_step:
        _bring_in_step(database)


def _bring_in_step(database: BaseDatabaseWrapper) -> None:
    with database.cursor() as cursor:
        cursor.execute(f"{GONE} NOT IN (SELECT id FROM archive_record)")
        cursor.execute(_in_step(database.vendor, "true"))


def _triggers(vendor: str) -> Iterator[Trigger]:
    yield _trigger("record", "INSERT", _in_step(vendor, "record.id = NEW.id"))
    yield _trigger("record", "UPDATE OF slug, kind", _in_step(vendor, "record.id = NEW.id"))
    yield _trigger("record", "DELETE", f"{GONE} = OLD.id;")
    for rows in ("text", "name"):
        yield _trigger(rows, "INSERT", _in_step(vendor, "record.id = NEW.record_id"))
        yield _trigger(
            rows, "UPDATE OF folded, record_id", _in_step(vendor, "record.id IN (OLD.record_id, NEW.record_id)")
        )
        yield _trigger(rows, "DELETE", _in_step(vendor, "record.id = OLD.record_id"))


def _trigger(rows: str, event: str, does: str) -> Trigger:
    return Trigger(
        name=f"recordwords_{rows}_{event.split()[0].lower()}", table=f"archive_{rows}", event=event, does=does
    )


def _in_step(vendor: str, which: str) -> str:
    return IN_STEP.format(joined=JOINED[vendor], which=which)


def lift_before_migrate(sender: AppConfig, using: str, plan: Any = None, **kwargs: Any) -> None:
    """Receiver of ``pre_migrate``. SQLite refuses to remake a table of which the trigger of another one speaks.

    Where nothing is going to be migrated they stay, and keep all in step.
    """
    if plan == []:
        return
    for trigger in _triggers(connections[using].vendor):
        trigger.lift(connections[using])


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``. While migrating half-way back some tables do not exist: nothing to find then."""
    if {"archive_record", "archive_text", "archive_name"} <= set(connections[using].introspection.table_names()):
        install(connections[using])
