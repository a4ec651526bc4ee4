"""The search engines of SQLite (FTS5) and PostgreSQL (GIN).

Both only say which rows hold all of some folded words, of one query or of another.
Folding, counting, ordering and passages are done once, outside, so that both answer alike.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.db import connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import RawSQL

# What SQLite searches in; the names of the tables that it keeps for itself begin so as well.
INDEX = "archive_searchindex"
SQLITE = (
    """CREATE VIRTUAL TABLE IF NOT EXISTS archive_searchindex
       USING fts5(folded, content='archive_searchtext', content_rowid='row_id', tokenize='ascii')""",
    "DROP TRIGGER IF EXISTS searchindex_insert",
    """CREATE TRIGGER searchindex_insert AFTER INSERT ON archive_searchtext BEGIN
       INSERT INTO archive_searchindex(rowid, folded) VALUES (NEW.row_id, NEW.folded); END""",
    "DROP TRIGGER IF EXISTS searchindex_delete",
    """CREATE TRIGGER searchindex_delete AFTER DELETE ON archive_searchtext BEGIN
       INSERT INTO archive_searchindex(archive_searchindex, rowid, folded)
       VALUES ('delete', OLD.row_id, OLD.folded); END""",
    "DROP TRIGGER IF EXISTS searchindex_update",
    """CREATE TRIGGER searchindex_update AFTER UPDATE ON archive_searchtext BEGIN
       INSERT INTO archive_searchindex(archive_searchindex, rowid, folded) VALUES ('delete', OLD.row_id, OLD.folded);
       INSERT INTO archive_searchindex(rowid, folded) VALUES (NEW.row_id, NEW.folded); END""",
)
# The words are handed over as they are: PostgreSQL's own parser would split some of them again.
POSTGRESQL = (
    """ALTER TABLE archive_searchtext ADD COLUMN IF NOT EXISTS words_in_it tsvector GENERATED ALWAYS AS
       (array_to_tsvector(array_remove(string_to_array(folded, ' '), ''))) STORED""",
    """CREATE INDEX IF NOT EXISTS searchtext_words ON archive_searchtext
       USING gin (words_in_it) WITH (fastupdate = off)""",
)


def install(database: BaseDatabaseWrapper) -> None:
    """Make the index and what keeps it in step; does nothing to one that is there."""
    with database.cursor() as cursor:
        for statement in SQLITE if database.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    if "archive_searchtext" in connections[using].introspection.table_names():
        install(connections[using])


def rows_with(queries: Sequence[Sequence[str]], *, beginnings: bool = False) -> RawSQL:
    """The ids of rows that hold every term of one of ``queries``: folded words of letters and digits only.

    With ``beginnings`` a term is how a word begins.
    """
    if connection.vendor == "sqlite":
        any_end = "*" if beginnings else ""
        query = " OR ".join("(" + " AND ".join(f'"{term}"{any_end}' for term in terms) + ")" for terms in queries)
        return RawSQL("SELECT rowid FROM archive_searchindex WHERE archive_searchindex MATCH %s", [query])
    any_end = ":*" if beginnings else ""
    query = " | ".join("(" + " & ".join(f"'{term}'{any_end}" for term in terms) + ")" for terms in queries)
    return RawSQL("SELECT row_id FROM archive_searchtext WHERE words_in_it @@ CAST(%s AS tsquery)", [query])
