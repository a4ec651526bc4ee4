"""How the desk finds records: by how the words of their titles, other names and addresses begin, or any that is written
in them.

What a record is called stands in one row of a table of the database's own, which triggers keep in step with what is
saved, whichever way that is; what is written in it in another one (``written``). They are working words: nothing public
reads them.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, Final

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Func, Q, QuerySet, Value
from django.db.models.expressions import RawSQL

from archive import triggers
from archive.kept import Kept
from archive.triggers import Trigger
from archive.word_index import IN_ONE_LINE, WordIndex

from . import written
from .base import KINDS
from .written import SIGN, marker

TABLE: Final = "archive_recordwords"
WORDS: Final = WordIndex(table=TABLE, index=f"{TABLE}_index", key="record_id", has_initials=True)
# So many are looked up in the index and then put in order. Where there are more, whoever goes through all records in
# their order soon meets the first of them.
FEW: Final = 1000
# SQL for how common words are of which whoever goes through all records soon has a page of those that hold them. On
# SQLite it takes as long as to look them all up where there are as many as this: the more are looked up, the fewer are
# gone through. To look further for them takes PostgreSQL longer, and to read the words of a record less.
COMMON: Final = {
    "sqlite": "(SELECT CAST(45 * SQRT(MAX(id)) AS integer) FROM archive_record)",
    "postgresql": "5000",
}
# Of those that are found in everything, as many of a kind are looked up at least.
ENOUGH: Final = 10
# And so many of the kinds that are rare among the newest, all together.
OF_RARE_KINDS: Final = 5 * FEW
# SQL for how much was ever done: every save is a contribution, and whatever is deleted an event.
DONE: Final = (
    "((SELECT COALESCE(MAX(id), 0) FROM archive_contribution) + (SELECT COALESCE(MAX(id), 0) FROM archive_auditevent))"
)
# What is known to be common, and how much is to be done until it might not be: what is done takes words out of one
# record at most.
_common: Kept[int] = Kept(most=1_000)
# Words that records have, all of them; and instead of these others.
Queries = Sequence[Sequence[str]]


# --- asking ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ``records`` that were looked for. So many of their kind are found at ``count``, or more than ``FEW``."""

    records: QuerySet[Any]
    count: int

    @property
    def are_many(self) -> bool:
        return self.count > FEW


def called(records: QuerySet[Any], terms: Sequence[str], *, kind: str = "") -> Found:
    """Those of ``records`` with words that begin with each of ``terms``, at least one. ``kind``: all are of it."""
    found, _are_more = _first(*_keys(WORDS, [terms], [kind] if kind else []), most=FEW + 1)
    these = among(records, found) if len(found) <= FEW else records.filter(_HasWords(WORDS, [terms]))
    return Found(records=these, count=len(found))


def called_keys(terms: Sequence[str], kinds: Collection[str]) -> list[int]:
    """The keys of those of ``kinds`` with words that begin with each of ``terms``; of more than ``FEW`` one more."""
    return _first(*_keys(WORDS, [terms], kinds), most=FEW + 1)[0] if kinds else []


def holding(records: QuerySet[Any], queries: Queries, *, kind: str = "", are_all: bool = False) -> Found:
    """The same of all that is written in them: they hold one of ``queries``. ``kind``: all are of it.

    ``are_all``: they are all of their kind, so that who goes through them soon meets what is common.
    """
    sql, query = _keys(written.WORDS, queries, [kind] if kind else [])
    if are_all and _is_common(query):
        return Found(records=records.filter(_HasWords(written.WORDS, queries)), count=FEW + 1)
    found, are_common = _first(sql, query, most=FEW + 1, many=COMMON[connection.vendor] if are_all else "")
    if len(found) <= FEW:
        return Found(records=among(records, found), count=len(found))
    those = _HasWords(written.WORDS, queries) if are_all and are_common else that_hold(queries, kind)
    return Found(records=records.filter(those), count=FEW + 1)


def _is_common(query: str) -> bool:
    """Whether it was once, and not so much was done since that it might be no more."""
    if (until := _common.find(query)) is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {DONE}")
        return bool(cursor.fetchone()[0] < until)


def that_hold(queries: Queries, kind: str = "") -> Q:
    """The same as a condition, for who counts: all that hold one of ``queries`` are looked up in the index."""
    sql, query = _keys(written.WORDS, queries, [kind] if kind else [])
    return Q(pk__in=RawSQL(sql.format("%s"), [query]))


def among(records: QuerySet[Any], keys: Collection[int]) -> QuerySet[Any]:
    """Those of ``records`` that have one of ``keys``. They stand in the question: so many parameters take longer."""
    return records.filter(pk__in=RawSQL(", ".join(map(str, keys)), [])) if keys else records.none()


class _HasWords(Func):
    """Whether a record has words like those of one of ``queries``: in one question, which no planner takes for rare."""

    output_field = BooleanField()

    def __init__(self, index: WordIndex, queries: Queries, **extra: Any) -> None:
        self.index, self.sizes = index, [len(terms) for terms in queries]
        super().__init__("pk", *(Value(f"% {term}%") for terms in queries for term in terms), **extra)

    def as_sql(self, compiler, connection, **context):
        (key, of_key), *beginnings = map(compiler.compile, self.get_source_expressions())
        has = self.index.has_words_like(connection.vendor)
        like = iter([has.format(sql) for sql, _said in beginnings])
        either = " OR ".join(f"({' AND '.join(islice(like, size))})" for size in self.sizes)
        said = [one for _sql, params in beginnings for one in params]
        return f"(SELECT {either} FROM {self.index.table} WHERE record_id = {key})", [*said, *of_key]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfKind:
    """The ``keys`` of what was found of one kind: what is called so first, and then what was made last.

    ``has_more``: perhaps not all of it was looked up.
    """

    keys: Sequence[int]
    is_called: bool
    has_more: bool


# An index, and kinds that are looked for in it.
_Way = tuple[WordIndex, frozenset[str]]


def everywhere(queries: Queries, kinds: Collection[str]) -> dict[str, OfKind]:
    """What is called by the words of one of ``queries``, or holds them, of each of ``kinds`` of which there is any.

    One query; and where there are more than ``FEW``, one more for the kinds of which not ``ENOUGH`` are among the
    newest of these; seldom another.
    """
    found: dict[str, _Found] = defaultdict(_Found)
    ways: list[_Way] = [(WORDS, frozenset(kinds)), (written.WORDS, frozenset(kinds))]
    # Several words together are as a rule.
    most, are_rare = FEW, any(len(terms) > 1 for terms in queries)
    while ways:
        asked, ways = list(zip(ways, _newest(queries, ways, most, are_rare=are_rare), strict=True)), []
        for (index, among), keys in asked:
            are_all = sum(map(len, keys.values())) <= most
            told = among if are_all else {kind for kind in among if len(keys.get(kind, ())) >= ENOUGH}
            for kind in told & keys.keys():
                (found[kind].called if index is WORDS else found[kind].holding).extend(keys[kind])
            if not are_all:
                found.update({kind: replace(found[kind], has_more=True) for kind in told})
                ways += [(index, among - told)] if among - told else []
        most, are_rare = OF_RARE_KINDS, True
    return {kind: one.told() for kind, one in found.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """Keys of one kind in either index, those made last first."""

    called: list[int] = field(default_factory=list)
    holding: list[int] = field(default_factory=list)
    has_more: bool = False

    def told(self) -> OfKind:
        keys = tuple(dict.fromkeys((*self.called, *self.holding)))
        return OfKind(keys=keys[:FEW], is_called=bool(self.called), has_more=self.has_more or len(keys) > FEW)


def _newest(queries: Queries, ways: Sequence[_Way], most: int, *, are_rare: bool) -> list[dict[str, list[int]]]:
    """For each of ``ways`` those that were made last, one more than ``most`` at most: kind → keys, the last first. One
    query. ``are_rare``: they are not looked for among the last of all first.
    """
    found: list[dict[str, list[int]]] = [{} for _way in ways]
    asked = [_keys(index, queries, kinds) for index, kinds in ways]
    line = IN_ONE_LINE[connection.vendor].format("record.id")
    sql = " UNION ALL ".join(
        f"SELECT {way}, record.kind, {line} FROM ({newest}) AS found_{way} "
        f"JOIN archive_record AS record ON record.id = found_{way}.id GROUP BY record.kind"
        for way, ((index, _kinds), (one, _)) in enumerate(zip(ways, asked, strict=True))
        for newest in [index.newest(one, f"%(words_{way})s", most + 1, are_rare=are_rare)]
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, {f"words_{way}": query for way, (_, query) in enumerate(asked)})
        for way, kind, keys in cursor.fetchall():
            found[way][kind] = sorted(json.loads(keys), reverse=True)
    return found


def _first(sql: str, query: str, *, most: int, many: str = "") -> tuple[list[int], bool]:
    """The keys of those that are found so, ``most`` at most; and whether there are more than ``many``, which is SQL and
    no less, and is remembered; or than that.
    """
    line = IN_ONE_LINE[connection.vendor].format("id")
    asked = _LOOKED_UP[connection.vendor].format(found=sql.format("%(words)s"), most=most, many=many or most, line=line)
    until = f", {DONE} + {many} - {FEW}" if many else ", NULL"
    with connection.cursor() as cursor:
        cursor.execute(asked + until, {"words": query})
        keys, are_more, until_then = cursor.fetchone()
    if are_more and until_then:
        _common.keep(query, until_then)
    return json.loads(keys or "[]"), bool(are_more)


# SQLite sooner looks once more, unless there are few, than it keeps what it has found.
_LOOKED_UP: Final = {
    "sqlite": """
        WITH few AS MATERIALIZED ({found} LIMIT {most}) SELECT (SELECT {line} FROM few),
        EXISTS (SELECT 1 FROM ({found} LIMIT (SELECT COUNT(*) = {most} FROM few) OFFSET {many}) AS found)""",
    "postgresql": """
        WITH found AS MATERIALIZED ({found} LIMIT {many} + 1)
        SELECT (SELECT {line} FROM (SELECT id FROM found LIMIT {most}) AS keys),
        EXISTS (SELECT 1 FROM found LIMIT 1 OFFSET {many})""",
}


def _keys(index: WordIndex, queries: Queries, kinds: Collection[str]) -> tuple[str, str]:
    """Like ``rows_with`` for those of ``kinds``; for all if there are none, or if these are all that there are."""
    among = () if len(kinds) == len(KINDS) else [marker(kind) for kind in sorted(kinds)]
    return index.rows_with(queries, beginnings=True, among=among)


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
