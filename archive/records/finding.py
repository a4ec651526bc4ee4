"""How the desk finds records: by how the words of their titles, other names and addresses begin, or any that is written
in them.

What a record is called stands in one row of a table of the database's own, which triggers keep in step with what is
saved, whichever way that is; what is written in it in another one (``written``). They are working words: nothing public
reads them.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, QuerySet, Value
from django.db.models.expressions import RawSQL

from archive import triggers
from archive.triggers import Trigger
from archive.word_index import WordIndex

from . import written
from .written import SIGN, marker

TABLE: Final = "archive_recordwords"
WORDS: Final = WordIndex(table=TABLE, index=f"{TABLE}_index", key="record_id", has_initials=True)
# So many are looked up in the index and then put in order. Where there are more, whoever goes through all records in
# their order soon meets the first of them.
FEW: Final = 1000
# Words that records have, all of them; and instead of these others.
Queries = Sequence[Sequence[str]]


# --- asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ``records`` that were looked for; ``are_many`` where there are more than ``FEW`` of their kind."""

    records: QuerySet[Any]
    are_many: bool


def called(records: QuerySet[Any], terms: Sequence[str], *, kind: str = "") -> Found:
    """Those of ``records`` with words that begin with each of ``terms``, at least one. ``kind``: all are of it."""
    found = _looked_up(WORDS, [terms], kind)
    if len(found) <= FEW:
        return Found(records=records.filter(pk__in=found), are_many=False)
    beginnings = (Value(f"% {term}%") for term in terms)
    return Found(records=records.filter(_HasWords("pk", *beginnings)), are_many=True)


class _HasWords(Func):
    """Whether a record has words like each of these: in one question, which no planner takes for a rare case."""

    output_field = BooleanField()

    def as_sql(self, compiler, connection, **context):
        (key, of_key), *beginnings = map(compiler.compile, self.get_source_expressions())
        like = " AND ".join(f"folded LIKE {sql}" for sql, _said in beginnings)
        said = [one for _sql, params in beginnings for one in params]
        return f"(SELECT {like} FROM {TABLE} WHERE record_id = {key})", [*said, *of_key]


def holding(records: QuerySet[Any], queries: Queries, *, kind: str = "") -> Found:
    """The same of all that is written in them: they hold one of ``queries``. ``kind``: all are of it."""
    found = _looked_up(written.WORDS, queries, kind)
    if len(found) <= FEW:
        return Found(records=records.filter(pk__in=found), are_many=False)
    sql, query = _keys(written.WORDS, queries, kind)
    return Found(records=records.filter(pk__in=RawSQL(sql, [query])), are_many=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """Keys of what was found of one kind, ``FEW`` and one more at most: by what it is called, and by all its words."""

    called: Sequence[int]
    holding: Sequence[int]

    @property
    def keys(self) -> tuple[int, ...]:
        """What is called so comes first, and then what was made last."""
        return tuple(dict.fromkeys((*self.called, *self.holding)))


def everywhere(queries: Queries, kinds: Collection[str]) -> dict[str, OfKind]:
    """What is called by the words of one of ``queries``, and holds them, of each of ``kinds`` of which there is any.

    One query, however many kinds there are.
    """
    ways = [(index, kind) for kind in kinds for index in (WORDS, written.WORDS)]
    asked = [_keys(index, queries, kind) for index, kind in ways]
    if not asked:
        return {}
    sql = " UNION ALL ".join(
        f"SELECT {way} AS way, found_{way}.id FROM ({one} ORDER BY 1 DESC LIMIT {FEW + 1}) AS found_{way}"
        for way, (one, _) in enumerate(asked)
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [query for _, query in asked])
        found: dict[int, list[int]] = {}
        for way, key in cursor.fetchall():
            found.setdefault(way, []).append(key)
    each = {
        kind: OfKind(called=found.get(2 * place, ()), holding=found.get(2 * place + 1, ()))
        for place, kind in enumerate(kinds)
    }
    return {kind: one for kind, one in each.items() if one.keys}


def _looked_up(index: WordIndex, queries: Queries, kind: str) -> list[int]:
    """The keys of those that are found so; of many no more than one too many."""
    sql, query = _keys(index, queries, kind)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} LIMIT {FEW + 1}", [query])
        return [key for (key,) in cursor.fetchall()]


def _keys(index: WordIndex, queries: Queries, kind: str) -> tuple[str, str]:
    sql, query = index.rows_with(queries, beginnings=True, also=marker(kind) if kind else "")
    return sql.format("%s"), query


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
    """Make the tables, their indexes and the triggers. Were any of these missing, what records are called is brought in
    step.

    Whoever changes what the words are takes the triggers away, in a migration.
    """
    written.install(database)
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
    for trigger in (*_triggers(connections[using].vendor), written.GOES_WITH_ITS_RECORD):
        trigger.lift(connections[using])


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``. While migrating half-way back some tables do not exist: nothing to find then."""
    if {"archive_record", "archive_text", "archive_name"} <= set(connections[using].introspection.table_names()):
        install(connections[using])
