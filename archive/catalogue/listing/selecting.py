"""Which rows stand, as SQL. Where joins are CROSS, SQLite keeps to their order: it knows not how much there is."""

from dataclasses import dataclass
from typing import Any, Final

from archive import languages
from archive.editions.reading import Reading

from .sql import unindexed

LISTED: Final = "shown.reader = %(reader)s AND shown.is_listed"
# In a past reading, without what is withheld now.
NOT_WITHHELD: Final = """shown.row_id NOT IN (
    SELECT edition.id FROM archive_interval AS notice CROSS JOIN archive_row AS edition
    WHERE notice.withheld AND notice.reason_class > '' AND notice.live_from <= %(now)s AND notice.live_until > %(now)s
      AND edition.record = notice.record)"""
# A record names itself where it names what was merged into it: that is not told.
NOT_ITSELF: Final = "shown.row_id NOT IN (SELECT own.id FROM archive_row AS own WHERE own.record = %(record)s)"
FROM_LISTS: Final = "archive_rowforreader AS shown"
FROM_TERMS: Final = """archive_term AS term CROSS JOIN archive_rowforreader AS shown"""


@dataclass(frozen=True, slots=True)
class Branch:
    """Rows from ``source`` for which all of ``where`` hold."""

    source: str
    where: tuple[str, ...]

    @property
    def sql(self) -> str:
        return f"FROM {self.source} WHERE {' AND '.join(self.where)}"


def instants(reading: Reading) -> dict[str, Any]:
    return {"instant": reading.instant, "now": reading.now}


def standing(reading: Reading, *, of: str = "shown", row: str = "shown.row_id") -> tuple[str, ...]:
    """What can be read at the instant, ``of`` rows for readers or of editions."""
    begins, ends = unindexed(f"{of}.live_from"), unindexed(f"{of}.live_until")
    live = f"{begins} <= %(instant)s AND {ends} > %(instant)s"
    return (live, NOT_WITHHELD.replace("shown.row_id", row)) if reading.is_past else (live,)


def any_reader() -> str:
    """Where only records are counted, each is shown once to every reader."""
    return languages.spoken()[0]
