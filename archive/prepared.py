"""Queries that are written once, and asked with other values ever after: Django takes longer to write one than a
database to answer it.

While it is written, ``SOME_KEY`` and ``SOME_INSTANT`` stand for what differs from one time to the next.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

# No row has such a key, and nothing is stored of that instant.
SOME_KEY: Final = 7_777_777_777_777_777_777
SOME_INSTANT: Final = datetime(7, 7, 7, 7, 7, 7, 777_777, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """SQL for the database it was written for, and its parameters, stand-ins among them."""

    sql: str
    params: Sequence[Any]

    def rows(self, *, key: int, instant: datetime | None = None) -> list[tuple[Any, ...]]:
        """What it finds with these in the places of the stand-ins. One query."""
        given: dict[Any, Any] = {SOME_KEY: key}
        if instant:
            stored = connection.ops.adapt_datetimefield_value
            given |= {SOME_INSTANT: instant, stored(SOME_INSTANT): stored(instant)}
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [given.get(one, one) for one in self.params])
            return cursor.fetchall()


def prepared(queryset: QuerySet[Any]) -> Prepared:
    sql, params = queryset.query.sql_with_params()
    return Prepared(sql=sql, params=params)
