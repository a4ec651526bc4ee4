"""The words of a table of folded text, found by a search engine: FTS5 on SQLite, GIN on PostgreSQL.

The engines only say which rows hold all of some folded words, of one query or of another. Folding, counting, ordering
and passages are done once, outside, so that both answer alike.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, cast

from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from archive.packing import packed, unpacked
from archive.triggers import Trigger


class WordsField(models.Field):
    """Folded words by which a row is found, each once.

    They are stored beside their index as small as the database can read them by itself: SQLite, where they are packed,
    has to be told these very words to take a row out of it again; PostgreSQL packs text that is long.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return {"sqlite": "BLOB", "postgresql": "text"}[connection.vendor]

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Also of what is stored so already."""
        if isinstance(value, bytes):
            return value
        words = " ".join(sorted(set(words_of(value).split())))
        return packed(words.encode()) if connection.vendor == "sqlite" else words

    def from_db_value(self, value: Any, *asked: Any) -> str:
        return words_of(value)


def words_of(stored: Any) -> str:
    """What a ``WordsField`` has stored, as a string."""
    return unpacked(stored).decode() if isinstance(stored, bytes) else stored


def _has_words_like(stored: bytes, like: str) -> bool:
    """What ``' ' || words_of(stored) || ' ' LIKE like`` says, in half the time: nothing of it is made a string."""
    return like.strip("%").encode() in b" %b " % unpacked(stored)


# The names of all indexes.
_INDEXES: Final[set[str]] = set()
# So few words that begin alike are asked for themselves, on SQLite.
FEW_WORDS: Final = 20
# What lists the words of an index, each as often as a row has it: so long as a connection lasts, and stored nowhere.
_LIST_WORDS: Final = "CREATE VIRTUAL TABLE temp.{0}_words USING fts5vocab(main, {0}, instance)"
# What is asked of an index: every second part is how words begin. To be told which rows have one of many words takes as
# long as there are such rows; whole words are read only so far as somebody wants to know.
_ASKED: Final = f"""(
SELECT group_concat(CASE key & 1 WHEN 0 THEN value ELSE coalesce((
    WITH RECURSIVE begun(word, number) AS (
        SELECT (SELECT term FROM {{0}}_words WHERE term >= value LIMIT 1), 1
        UNION ALL SELECT (SELECT term FROM {{0}}_words WHERE term >= word || '!' LIMIT 1), number + 1 FROM begun
        WHERE word < value || char({sys.maxunicode}) AND number <= {FEW_WORDS}
    )
    SELECT CASE WHEN COUNT(*) <= {FEW_WORDS} THEN '("' || group_concat(word, '" OR "') || '")' END FROM begun
    WHERE word < value || char({sys.maxunicode})
), '"' || value || '"*') END, '') FROM json_each({{{{0}}}}))"""
_BEGINNING: Final = re.compile(r'"([^"]+)"\*')


def _teach(connection: BaseDatabaseWrapper, **sent: Any) -> None:
    """Receiver of ``connection_created``: SQLite's triggers unpack words, and questions look which words there are."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("words_of", 1, words_of, deterministic=True)
        connection.connection.create_function("has_words_like", 2, _has_words_like, deterministic=True)
        for index in _INDEXES:
            connection.connection.execute(_LIST_WORDS.format(index))


connection_created.connect(_teach)

# How words begin of which is asked what ``held_by`` tells, and nothing else. PostgreSQL reads rows for that, and has
# these words in no index.
ASKED_OF_ROWS: Final = "‡"

# The same for PostgreSQL's index. The words are handed over as they are: its own parser would split some of them again.
# It is a function that planners do not look into, and are told what it costs (the words of a text take a tenth of a
# millisecond): so they know that to go through a whole table with it takes long. Where it is asked again of a row that
# was found, no second process is worth its start.
_WORDS_OF: Final = f"""
CREATE OR REPLACE FUNCTION words_of(folded text) RETURNS tsvector LANGUAGE plpgsql
IMMUTABLE STRICT PARALLEL UNSAFE COST 5000 AS $$
BEGIN RETURN array_to_tsvector(array_remove(
    string_to_array(regexp_replace(folded, '{ASKED_OF_ROWS}[^ ]+', '', 'g'), ' '), '')); END $$"""
# What is long is kept apart from a row that would take a quarter of a page with it: so many bytes of it stay. An index
# names a row by its page and its place there, in the fewer bytes the closer rows stand together.
CLOSE_TOGETHER: Final = 256
# Made of all words in one go, in their order, each of its pages would stay half empty; with little memory it is made of
# some rows after others, as it grows.
_IN_PORTIONS: Final = "SET LOCAL maintenance_work_mem = '1MB'"


# How the words of a table are stored.
_TYPE: Final = """
SELECT data_type FROM information_schema.columns
WHERE table_schema = current_schema() AND table_name = %s AND column_name = 'folded'"""

_THESE: Final = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s)"}
# Of rows those that hold what is asked, under its place among all that is asked.
_TOLD: Final = """
WITH among (row) AS (SELECT value FROM json_each(%s))
SELECT asked.key, json_group_array({0}.rowid) FROM json_each(%s) AS asked CROSS JOIN {0}
WHERE {0} MATCH asked.value AND +{0}.rowid IN among GROUP BY asked.key"""

# Told as one row they are read in a fifth of the time.
IN_ONE_LINE: Final = {"sqlite": "json_group_array({})", "postgresql": "CAST(json_agg({}) AS text)"}

# Among so many of the last rows PostgreSQL looks first for the newest that hold some words: there are enough where the
# words are common. To visit and order all that hold them took three times as long.
RECENT: Final = 5_000

# So many pages of its index SQLite puts together at a time, which takes it a tenth of a second; and how many of its
# changes say that nothing was left to do.
_PAGES: Final = 500
_NOTHING_DONE: Final = 2

# What PostgreSQL looks in.
WORDS_FOUND: Final = "words_of(folded)"


# Alternatives, one of which is enough: words that a row holds together.
Group = tuple[tuple[str, ...], ...]


def least(alternatives: Sequence[tuple[str, ...]]) -> Group:
    """The same without those that have all words of another: what holds them is found by that."""
    known = {one: frozenset(one) for one in alternatives}
    single = {word for one in known.values() if len(one) == 1 for word in one}
    several = [one for one in known if len(known[one]) == 1 or single.isdisjoint(known[one])]
    return tuple(one for one in several if not any(known[other] < known[one] for other in several))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row has to hold: of each of ``groups`` all words of one of its alternatives; and none of ``without``.

    Of each of ``phrases`` one of the forms of each word has to stand beside one of the next; and one of ``beside`` is
    enough without all that. Both are for whoever reads the rows to see.
    """

    groups: tuple[Group, ...] = ()
    without: tuple[str, ...] = ()
    phrases: tuple[tuple[tuple[str, ...], ...], ...] = ()
    beside: tuple[tuple[str, ...], ...] = ()

    def is_held_by(self, words: frozenset[str]) -> bool:
        """Whether a row with these ``words`` is wanted, as far as an engine can tell."""
        has_all = (any(map(words.issuperset, group)) for group in self.groups)
        return words.isdisjoint(self.without) and all(has_all)

    @property
    def in_all(self) -> frozenset[str]:
        """Words that every row has to hold."""
        return frozenset(word for group in self.groups if len(group) == 1 and not self.beside for word in group[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """An index of the words in the column ``folded`` of ``table``, whose rows have the whole number ``key``. From one
    to the next it grows by about as much as ``apart`` says.

    That is text, or a ``WordsField`` if it ``has_words``. ``index`` is what SQLite searches in; the names of the tables
    that it keeps for itself begin so as well. There a single letter that words begin with takes as long as there are
    such words, unless ``has_initials``.
    """

    table: str
    index: str
    key: str = "id"
    apart: int = 1
    has_words: bool = False
    has_initials: bool = False

    def __post_init__(self) -> None:
        _INDEXES.add(self.index)

    def install(self, database: BaseDatabaseWrapper) -> None:
        """Make the index and what keeps it in step; does nothing to one that is there."""
        if database.vendor == "sqlite":
            self._install_on_sqlite(database)
        else:
            self._install_on_postgresql(database)

    def _install_on_sqlite(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            if self.index not in database.introspection.table_names(cursor):
                initials = ", prefix='1'" if self.has_initials else ""
                # Which rows have a word, and neither the words of a row nor where one stands in it.
                cursor.execute(
                    f"""CREATE VIRTUAL TABLE {self.index} USING fts5(
                        folded, content='', detail=none, columnsize=0, tokenize='ascii'{initials})"""
                )
                cursor.execute(
                    f"INSERT INTO {self.index}(rowid, folded) SELECT {self.key}, {self._of()} FROM {self.table}"
                )
        for trigger in self._triggers():
            trigger.install(database)

    def _triggers(self) -> Iterator[Trigger]:
        index, name = self.index, self.index.removeprefix("archive_")
        enters = f"INSERT INTO {index}(rowid, folded) VALUES (NEW.{self.key}, {self._of('NEW.')});"
        leaves = f"INSERT INTO {index}({index}, rowid, folded) VALUES ('delete', OLD.{self.key}, {self._of('OLD.')});"
        for event, does in (("insert", enters), ("delete", leaves), ("update", f"{leaves} {enters}")):
            yield Trigger(name=f"{name}_{event}", table=self.table, event=event, does=does)

    def put_together(self) -> None:
        """Leave nothing in it of what is gone, and all else in one piece. Most often some of it at a time: others write
        in between.

        SQLite notes what goes, as it does what comes, and drops both where they meet. Of texts that were all derived
        anew its index was four times as large. PostgreSQL makes room by itself.
        """
        if connection.vendor == "sqlite":
            pages = -_PAGES  # less than nothing: whatever there is, as often as it is asked
            while self._put_together(pages) >= _NOTHING_DONE:
                pages = _PAGES

    def _put_together(self, pages: int) -> int:
        """How many changes that took."""
        with connection.cursor() as cursor:
            before = connection.connection.total_changes
            cursor.execute(f"INSERT INTO {self.index}({self.index}, rank) VALUES ('merge', %s)", [pages])
            return int(connection.connection.total_changes - before)

    def has_words_like(self, vendor: str) -> str:
        """SQL for whether a row has a word that is like what is put into it: that begins with ``name`` if this is
        ``% name%``.
        """
        is_packed = self.has_words and vendor == "sqlite"
        return "has_words_like(folded, {})" if is_packed else "' ' || folded || ' ' LIKE {}"

    def _of(self, row: str = "") -> str:
        return f"words_of({row}folded)" if self.has_words else f"{row}folded"

    def _install_on_postgresql(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            # Half-way back through the migrations they are stored otherwise, and nothing is found.
            cursor.execute(_TYPE, [self.table])
            if cursor.fetchone() != ("text",):
                return
            cursor.execute(_WORDS_OF)
            cursor.execute("SELECT 1 FROM pg_class WHERE relname = %s AND relkind = 'i'", [self._name])
            if cursor.fetchone():
                return
            cursor.execute(f"ALTER TABLE {self.table} SET (toast_tuple_target = {CLOSE_TOGETHER})")
            with transaction.atomic(using=database.alias):
                cursor.execute(_IN_PORTIONS)
                cursor.execute(
                    f"CREATE INDEX {self._name} ON {self.table} USING gin ({WORDS_FOUND}) WITH (fastupdate = off)"
                )
            cursor.execute(f"ANALYZE {self.table}")

    @property
    def _name(self) -> str:
        """What PostgreSQL calls it."""
        return f"{self.table.removeprefix('archive_')}_words"

    def take_away(self, database: BaseDatabaseWrapper) -> None:
        """On PostgreSQL, until it is installed again: of very many rows it is made much sooner than put in step."""
        with database.cursor() as cursor:
            cursor.execute(f"DROP INDEX {self._name}")

    def rows_with(
        self,
        queries: Sequence[Sequence[str]],
        *,
        beginnings: bool = False,
        also: Sequence[str] = (),
        among: Sequence[str] = (),
    ) -> tuple[str, str]:
        """SQL that yields, as ``id``, the rows that hold every term of one of ``queries``, and the parameter of it.

        Terms are folded words of letters and digits only; with ``beginnings`` a term is how a word begins, or all of
        it if a blank follows. Besides they hold all whole words of ``also``, and one of ``among``.
        """
        if connection.vendor == "sqlite":
            query = _query(queries, also, among, either=" OR ", both=" AND ", quote='"', end="*" if beginnings else "")
            asked = json.dumps(_BEGINNING.split(query)) if beginnings else query
            found = _ASKED.format(self.index) if beginnings else "{0}"
            return f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH {found}", asked
        query = _query(queries, also, among, either=" | ", both=" & ", quote="'", end=":*" if beginnings else "")
        return f"SELECT {self.key} AS id FROM {self.table} WHERE {WORDS_FOUND} @@ CAST({{0}} AS tsquery)", query

    def rows_that_hold(self, wanted: Wanted) -> tuple[str, str]:
        """The same for what is ``wanted``, of which there is at least one group. Words may also be signs of the
        catalogue's own, as long as each begins with a letter that no search engine takes for a blank.
        """
        if connection.vendor == "sqlite":
            query = _wanted(wanted, either=" OR ", both=" AND ", but=" NOT ", quote='"')
            return f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH {{0}}", query
        query = _wanted(wanted, either=" | ", both=" & ", but=" & !", quote="'")
        return f"SELECT {self.key} AS id FROM {self.table} WHERE {WORDS_FOUND} @@ CAST({{0}} AS tsquery)", query

    def all_that_hold(self, wanted: Wanted, most: int | None = None) -> Sequence[int]:
        """The keys of all rows that hold what is ``wanted``, in their order; or of the last ``most``. One query."""
        sql, query = self.rows_that_hold(wanted)
        are_rare = len(wanted.groups) > 1
        asked = self.newest(sql, "%(words)s", most, are_rare=are_rare) if most else sql.format("%(words)s")
        with connection.cursor() as cursor:
            line = IN_ONE_LINE[connection.vendor].format("id")
            cursor.execute(f"SELECT {line} FROM ({asked}) AS found", {"words": query})
            found = cast("list[int]", json.loads(cursor.fetchone()[0] or "[]"))
        found.sort()
        return found

    def newest(self, sql: str, asked: str, most: int | str, *, are_rare: bool = False) -> str:
        """SQL for the ``most`` with the highest keys of the rows that ``sql`` yields, which ``rows_with`` or
        ``rows_that_hold`` made: these first. ``asked`` is what it takes as its parameter, by name: it may stand there
        twice.

        ``are_rare``: they are not looked for among the last rows first. That takes twice as long if they are not there.
        """
        if connection.vendor == "sqlite":
            return f"{sql.format(asked)} ORDER BY id DESC LIMIT {most}"
        # In the order of their keys PostgreSQL would go backwards through all rows and take the words of each apart,
        # until it has as many; where there are not so many, through all of them. So it would if it knew that nearly all
        # rows hold what is asked: that is told in a question of its own.
        found, in_order = sql.format(f"(SELECT {asked})"), f"ORDER BY {self.key} + 0 DESC LIMIT {most}"
        if are_rare:
            return f"{found} {in_order}"
        return f"""
            WITH edge AS (SELECT MAX({self.key}) - {RECENT * self.apart} AS last FROM {self.table}),
            recent AS MATERIALIZED ({found} AND {self.key} > (SELECT last FROM edge) {in_order})
            SELECT id FROM recent UNION ALL SELECT id FROM (
                {found} AND {self.key} + 0 <= (SELECT last FROM edge) {in_order} - (SELECT COUNT(*) FROM recent)
            ) AS older"""

    @property
    def reads_rows(self) -> bool:
        """Whether ``held_by`` takes as long for many names as for few."""
        return connection.vendor == "postgresql"

    def held_by(self, rows: Collection[int], several: Mapping[str, Group]) -> dict[int, frozenset[str]]:
        """Which of ``several`` each of ``rows`` holds, by their names: of a group all words of one of its alternatives.
        One query; none for no rows.
        """
        found: dict[int, list[str]] = defaultdict(list)
        tell = self._read if self.reads_rows or len(rows) < len(several) else self._told
        for row, name in tell(rows, several) if rows else ():
            found[row].append(name)
        alike = cache(frozenset[str])
        return {row: alike(tuple(found.get(row, ()))) for row in rows}

    def _told(self, rows: Iterable[int], several: Mapping[str, Group]) -> Iterator[tuple[int, str]]:
        """As SQLite tells fastest which rows hold something: all of them in one line."""
        names, queries = [*several], [self.rows_that_hold(Wanted((group,)))[1] for group in several.values()]
        with connection.cursor() as cursor:
            cursor.execute(_TOLD.format(self.index), [json.dumps([*rows]), json.dumps(queries)])
            for place, told in cursor:
                yield from ((row, names[place]) for row in json.loads(told))

    def _read(self, rows: Iterable[int], several: Mapping[str, Group]) -> Iterator[tuple[int, str]]:
        """Read from the rows: PostgreSQL visits all that hold a word to tell which they are, and where rows are few,
        SQLite takes longer as well. Many hold the same.
        """
        asked = frozenset(word for group in several.values() for words in group for word in words)

        @cache
        def named(held: frozenset[str]) -> tuple[str, ...]:
            return tuple(name for name, group in several.items() if any(map(held.issuperset, group)))

        with connection.cursor() as cursor:
            keys = json.dumps([*rows]) if connection.vendor == "sqlite" else [*rows]
            cursor.execute(
                f"SELECT {self.key}, folded FROM {self.table} WHERE {self.key} {_THESE[connection.vendor]}", [keys]
            )
            for row, folded in cursor:
                yield from ((row, name) for name in named(asked.intersection(words_of(folded).split(" "))))


def _query(
    queries: Sequence[Sequence[str]],
    also: Sequence[str],
    among: Sequence[str],
    *,
    either: str,
    both: str,
    quote: str,
    end: str,
) -> str:
    def one(term: str) -> str:
        return f"{quote}{term.rstrip()}{quote}{'' if term.endswith(' ') else end}"

    terms = (both.join(map(one, query)) for query in queries)
    found = either.join(f"({one})" for one in terms)
    parts = [f"{quote}{word}{quote}" for word in also]
    parts += [f"({either.join(f'{quote}{word}{quote}' for word in among)})"] if among else []
    return both.join((*parts, f"({found})"))


def _wanted(wanted: Wanted, *, either: str, both: str, but: str, quote: str) -> str:
    def words(several: Sequence[str], joint: str) -> str:
        return joint.join(f"{quote}{word}{quote}" for word in several)

    groups = (either.join(f"({words(one, both)})" for one in group) for group in wanted.groups)
    found = both.join(f"({group})" for group in groups)
    return f"({found}){but}({words(wanted.without, either)})" if wanted.without else found
