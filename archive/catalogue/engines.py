"""The search engines of SQLite (FTS5) and PostgreSQL (GIN), and what goes with a row that is deleted.

The engines only say which texts hold all of some folded words, of one query or of another.
Folding, counting, ordering and passages are done once, outside, so that both answer alike.
"""

from collections.abc import Sequence
from typing import Any, Final

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

from .models import TEXTS, RowText

# What SQLite searches in; the names of the tables that it keeps for itself begin so as well.
INDEX = "archive_searchindex"
# What a row has goes with it: of a record that is published anew all is deleted in one statement.
GOES_WITH_A_ROW: Final = f"""
    DELETE FROM archive_rowtext WHERE id >= OLD.id * {TEXTS} AND id < (OLD.id + 1) * {TEXTS};
    DELETE FROM archive_rowforreader WHERE row_id = OLD.id;
    DELETE FROM archive_term WHERE row_id = OLD.id;
    DELETE FROM archive_spelling WHERE row_id = OLD.id;
"""
SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS archive_searchindex
       USING fts5(folded, content='archive_rowtext', content_rowid='id', tokenize='ascii')""",
    "DROP TRIGGER IF EXISTS searchindex_insert",
    """CREATE TRIGGER searchindex_insert AFTER INSERT ON archive_rowtext BEGIN
       INSERT INTO archive_searchindex(rowid, folded) VALUES (NEW.id, NEW.folded); END""",
    "DROP TRIGGER IF EXISTS searchindex_delete",
    """CREATE TRIGGER searchindex_delete AFTER DELETE ON archive_rowtext BEGIN
       INSERT INTO archive_searchindex(archive_searchindex, rowid, folded)
       VALUES ('delete', OLD.id, OLD.folded); END""",
    "DROP TRIGGER IF EXISTS searchindex_update",
    """CREATE TRIGGER searchindex_update AFTER UPDATE ON archive_rowtext BEGIN
       INSERT INTO archive_searchindex(archive_searchindex, rowid, folded) VALUES ('delete', OLD.id, OLD.folded);
       INSERT INTO archive_searchindex(rowid, folded) VALUES (NEW.id, NEW.folded); END""",
    "DROP TRIGGER IF EXISTS row_takes_all_along",
    f"CREATE TRIGGER row_takes_all_along AFTER DELETE ON archive_row BEGIN {GOES_WITH_A_ROW} END",
)
# The words are handed over as they are: PostgreSQL's own parser would split some of them again.
POSTGRESQL = (
    """ALTER TABLE archive_rowtext ADD COLUMN IF NOT EXISTS words_in_it tsvector GENERATED ALWAYS AS
       (array_to_tsvector(array_remove(string_to_array(folded, ' '), ''))) STORED""",
    """CREATE INDEX IF NOT EXISTS rowtext_words ON archive_rowtext
       USING gin (words_in_it) WITH (fastupdate = off)""",
    f"""CREATE OR REPLACE FUNCTION row_takes_all_along() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {GOES_WITH_A_ROW} RETURN OLD; END $$""",
    """CREATE OR REPLACE TRIGGER row_takes_all_along AFTER DELETE ON archive_row
       FOR EACH ROW EXECUTE FUNCTION row_takes_all_along()""",
)


def install(database: BaseDatabaseWrapper) -> None:
    """Make the index and what keeps it in step; does nothing to one that is there."""
    with database.cursor() as cursor:
        for statement in SQLITE if database.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    if RowText._meta.db_table in connections[using].introspection.table_names():
        install(connections[using])


def texts_with(queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> tuple[str, str]:
    """SQL that yields, as ``id``, the texts that hold every term of one of ``queries``, and the parameter of it.

    Terms are folded words of letters and digits only; with ``beginnings`` a term is how a word begins.
    """
    if connection.vendor == "sqlite":
        any_end = "*" if beginnings else ""
        query = " OR ".join("(" + " AND ".join(f'"{term}"{any_end}' for term in terms) + ")" for terms in queries)
        return "SELECT rowid AS id FROM archive_searchindex WHERE archive_searchindex MATCH {0}", query
    any_end = ":*" if beginnings else ""
    query = " | ".join("(" + " & ".join(f"'{term}'{any_end}" for term in terms) + ")" for terms in queries)
    return "SELECT id FROM archive_rowtext WHERE words_in_it @@ CAST({0} AS tsquery)", query


def ids_with(queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> RawSQL:
    """The same for whoever asks by models."""
    sql, query = texts_with(queries, beginnings=beginnings)
    return RawSQL(sql.format("%s"), [query])
