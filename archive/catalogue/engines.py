"""The words of the catalogue's texts, as search engines find them, and what goes with a row that is deleted."""

from typing import Any, Final

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.word_index import WordIndex

from .models import TEXTS, RowText

WORDS: Final = WordIndex(table=RowText._meta.db_table, index="archive_searchindex")
# What a row has goes with it: of a record that is published anew all is deleted in one statement.
GOES_WITH_A_ROW: Final = f"""
    DELETE FROM archive_rowtext WHERE id >= OLD.id * {TEXTS} AND id < (OLD.id + 1) * {TEXTS};
    DELETE FROM archive_rowforreader WHERE row_id = OLD.id;
    DELETE FROM archive_term WHERE row_id = OLD.id;
    DELETE FROM archive_spelling WHERE row_id = OLD.id;
"""
SQLITE: Final = (
    "DROP TRIGGER IF EXISTS row_takes_all_along",
    f"CREATE TRIGGER row_takes_all_along AFTER DELETE ON archive_row BEGIN {GOES_WITH_A_ROW} END",
)
POSTGRESQL: Final = (
    f"""CREATE OR REPLACE FUNCTION row_takes_all_along() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN {GOES_WITH_A_ROW} RETURN OLD; END $$""",
    """CREATE OR REPLACE TRIGGER row_takes_all_along AFTER DELETE ON archive_row
       FOR EACH ROW EXECUTE FUNCTION row_takes_all_along()""",
)


def install(database: BaseDatabaseWrapper) -> None:
    """Put in place what keeps the tables in step; does nothing to what is there."""
    WORDS.install(database)
    with database.cursor() as cursor:
        for statement in SQLITE if database.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    if RowText._meta.db_table in connections[using].introspection.table_names():
        install(connections[using])
