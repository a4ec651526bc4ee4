"""The words of a table of folded text, found by a search engine: FTS5 on SQLite, GIN on PostgreSQL.

The engines only say which rows hold all of some folded words, of one query or of another. Folding, counting, ordering
and passages are done once, outside, so that both answer alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """An index of the words in the column ``folded`` of ``table``, whose rows have the whole number ``key``.

    ``index`` is what SQLite searches in; the names of the tables that it keeps for itself begin so as well.
    """

    table: str
    index: str
    key: str = "id"

    def install(self, database: BaseDatabaseWrapper) -> None:
        """Make the index and what keeps it in step; does nothing to one that is there."""
        with database.cursor() as cursor:
            is_new = self.index not in database.introspection.table_names(cursor)
            for statement in self._on_sqlite(is_new) if database.vendor == "sqlite" else self._on_postgresql():
                cursor.execute(statement)

    def _on_sqlite(self, is_new: bool) -> Iterator[str]:
        index, name = self.index, self.index.removeprefix("archive_")
        enter = f"INSERT INTO {index}(rowid, folded) VALUES (NEW.{self.key}, NEW.folded);"
        leave = f"INSERT INTO {index}({index}, rowid, folded) VALUES ('delete', OLD.{self.key}, OLD.folded);"
        if is_new:
            yield f"""CREATE VIRTUAL TABLE {index}
                USING fts5(folded, content='{self.table}', content_rowid='{self.key}', tokenize='ascii')"""
            yield f"INSERT INTO {index}({index}) VALUES ('rebuild')"
        for event, does in (("insert", enter), ("delete", leave), ("update", f"{leave} {enter}")):
            yield f"DROP TRIGGER IF EXISTS {name}_{event}"
            yield f"CREATE TRIGGER {name}_{event} AFTER {event} ON {self.table} BEGIN {does} END"

    def _on_postgresql(self) -> Iterator[str]:
        # The words are handed over as they are: PostgreSQL's own parser would split some of them again.
        yield f"""ALTER TABLE {self.table} ADD COLUMN IF NOT EXISTS words_in_it tsvector GENERATED ALWAYS AS
            (array_to_tsvector(array_remove(string_to_array(folded, ' '), ''))) STORED"""
        yield f"""CREATE INDEX IF NOT EXISTS {self.table.removeprefix("archive_")}_words ON {self.table}
            USING gin (words_in_it) WITH (fastupdate = off)"""

    def rows_with(self, queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> tuple[str, str]:
        """SQL that yields, as ``id``, the rows that hold every term of one of ``queries``, and the parameter of it.

        Terms are folded words of letters and digits only; with ``beginnings`` a term is how a word begins.
        """
        if connection.vendor == "sqlite":
            any_end = "*" if beginnings else ""
            query = " OR ".join("(" + " AND ".join(f'"{term}"{any_end}' for term in terms) + ")" for terms in queries)
            return f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH {{0}}", query
        any_end = ":*" if beginnings else ""
        query = " | ".join("(" + " & ".join(f"'{term}'{any_end}" for term in terms) + ")" for terms in queries)
        return f"SELECT {self.key} AS id FROM {self.table} WHERE words_in_it @@ CAST({{0}} AS tsquery)", query

    def ids_with(self, queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> RawSQL:
        """The same for whoever asks by models."""
        sql, query = self.rows_with(queries, beginnings=beginnings)
        return RawSQL(sql.format("%s"), [query])
