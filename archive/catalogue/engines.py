"""The words of the catalogue's texts, as search engines find them, and what goes with a row that is deleted."""

from typing import Any, Final

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.triggers import Trigger
from archive.word_index import WordIndex

from .models import TEXTS, Row, RowChange, RowText

WORDS: Final = WordIndex(table=RowText._meta.db_table, index="archive_searchindex", apart=TEXTS, has_words=True)
# What a row has goes with it: of a record that is published anew all is deleted in one statement.
GOES_WITH_A_ROW: Final = f"""
    DELETE FROM archive_rowtext WHERE id >= OLD.id * {TEXTS} AND id < (OLD.id + 1) * {TEXTS};
    DELETE FROM archive_rowforreader WHERE row_id = OLD.id;
    DELETE FROM archive_term WHERE row_id = OLD.id;
    DELETE FROM archive_spelling WHERE row_id = OLD.id;
"""
TAKES_ALL_ALONG: Final = Trigger(
    name="row_takes_all_along", table=Row._meta.db_table, event="DELETE", does=GOES_WITH_A_ROW
)
ENDS_WITH_ITS_ROW: Final = Trigger(
    name="row_ends_for_readers",
    table=Row._meta.db_table,
    event="UPDATE OF live_until",
    does="UPDATE archive_rowforreader SET live_until = NEW.live_until WHERE row_id = NEW.id;",
)

# Random numbers of 53 bits.
CHANCE: Final = {"sqlite": "random() >> 11", "postgresql": "CAST(random() * 9007199254740991 AS bigint)"}


def tells_of_changes(vendor: str) -> tuple[Trigger, ...]:
    """What is written of a row, or deleted, is told to whoever knows all of them."""
    said = f"INSERT INTO {RowChange._meta.db_table} (written, mark) VALUES ({{}}.id, {CHANCE[vendor]});"
    return tuple(
        Trigger(name=f"row_{name}", table=Row._meta.db_table, event=event, does=said.format(row))
        for name, event, row in (
            ("is_written", "INSERT", "NEW"),
            ("is_changed", "UPDATE", "NEW"),
            ("is_gone", "DELETE", "OLD"),
        )
    )


# So many are told: whoever knows older ones alone reads all rows again.
MOST_CHANGES: Final = 50_000
FORGETS_CHANGES: Final = Trigger(
    name="change_is_old",
    table=RowChange._meta.db_table,
    event="INSERT",
    does=f"DELETE FROM {RowChange._meta.db_table} WHERE id <= NEW.id - {MOST_CHANGES};",
)


def install(database: BaseDatabaseWrapper) -> None:
    """Put in place what keeps the tables in step; does nothing to what is there."""
    WORDS.install(database)
    for trigger in (TAKES_ALL_ALONG, ENDS_WITH_ITS_ROW, *tells_of_changes(database.vendor), FORGETS_CHANGES):
        trigger.install(database)


def install_after_migrate(sender: AppConfig, using: str, **kwargs: Any) -> None:
    """Receiver of ``post_migrate``."""
    if {RowText._meta.db_table, RowChange._meta.db_table} <= {*connections[using].introspection.table_names()}:
        install(connections[using])
