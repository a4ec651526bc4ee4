"""The words of a table of folded text, found by a search engine: FTS5 on SQLite, GIN on PostgreSQL.

The engines only say which rows hold all of some folded words, of one query or of another. Folding, counting, ordering
and passages are done once, outside, so that both answer alike.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from archive.triggers import Trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class WordIndex:
    """An index of the words in the column ``folded`` of ``table``, whose rows have the whole number ``key``.

    ``index`` is what SQLite searches in; the names of the tables that it keeps for itself begin so as well. There a
    single letter that words begin with takes as long as there are such words, unless ``has_initials``.
    """

    table: str
    index: str
    key: str = "id"
    has_initials: bool = False

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
                cursor.execute(
                    f"""CREATE VIRTUAL TABLE {self.index} USING fts5(
                        folded, content='{self.table}', content_rowid='{self.key}', tokenize='ascii'{initials})"""
                )
                cursor.execute(f"INSERT INTO {self.index}({self.index}) VALUES ('rebuild')")
        for trigger in self._triggers():
            trigger.install(database)

    def _triggers(self) -> Iterator[Trigger]:
        index, name = self.index, self.index.removeprefix("archive_")
        enters = f"INSERT INTO {index}(rowid, folded) VALUES (NEW.{self.key}, NEW.folded);"
        leaves = f"INSERT INTO {index}({index}, rowid, folded) VALUES ('delete', OLD.{self.key}, OLD.folded);"
        for event, does in (("insert", enters), ("delete", leaves), ("update", f"{leaves} {enters}")):
            yield Trigger(name=f"{name}_{event}", table=self.table, event=event, does=does)

    def _install_on_postgresql(self, database: BaseDatabaseWrapper) -> None:
        with database.cursor() as cursor:
            # The words are handed over as they are: PostgreSQL's own parser would split some of them again.
            cursor.execute(
                f"""ALTER TABLE {self.table} ADD COLUMN IF NOT EXISTS words_in_it tsvector GENERATED ALWAYS AS
                    (array_to_tsvector(array_remove(string_to_array(folded, ' '), ''))) STORED"""
            )
            cursor.execute(
                f"""CREATE INDEX IF NOT EXISTS {self.table.removeprefix("archive_")}_words ON {self.table}
                    USING gin (words_in_it) WITH (fastupdate = off)"""
            )

    def rows_with(
        self, queries: Sequence[Sequence[str]], *, beginnings: bool = False, also: str = ""
    ) -> tuple[str, str]:
        """SQL that yields, as ``id``, the rows that hold every term of one of ``queries``, and the parameter of it.

        Terms are folded words of letters and digits only; with ``beginnings`` a term is how a word begins. ``also`` is
        a whole word that they hold besides.
        """
        if connection.vendor == "sqlite":
            query = _query(queries, also, either=" OR ", both=" AND ", quote='"', end="*" if beginnings else "")
            return f"SELECT rowid AS id FROM {self.index} WHERE {self.index} MATCH {{0}}", query
        query = _query(queries, also, either=" | ", both=" & ", quote="'", end=":*" if beginnings else "")
        return f"SELECT {self.key} AS id FROM {self.table} WHERE words_in_it @@ CAST({{0}} AS tsquery)", query

    def ids_with(self, queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> RawSQL:
        """The same for whoever asks by models."""
        sql, query = self.rows_with(queries, beginnings=beginnings)
        return RawSQL(sql.format("%s"), [query])


def _query(queries: Sequence[Sequence[str]], also: str, *, either: str, both: str, quote: str, end: str) -> str:
    terms = (both.join(f"{quote}{term}{quote}{end}" for term in query) for query in queries)
    found = either.join(f"({one})" for one in terms)
    return f"{quote}{also}{quote}{both}({found})" if also else found
