"""Searching the desk's lists: what is found, and how far it is counted."""

from functools import cached_property
from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import QuerySet

from archive import names
from archive.records import finding

# What is searched for is counted so far, and shown: whoever has more looks for another word.
MOST: Final = finding.FEW


def searched(records: QuerySet[Any], written: str, *, are_all: bool) -> QuerySet[Any]:
    """Those of ``records`` in whose titles, other names or address words begin as those that are ``written``.

    ``are_all``: these are the records of their kind, whereof the index knows how many are called so.
    """
    terms = names.query_terms(written)
    if not terms:
        return records
    found = finding.called(records, terms, kind=records.model.KIND)
    return bounded(found.records, at_least=MOST + 1 if found.are_many and are_all else 0)


def bounded(records: QuerySet[Any], *, at_least: int = 0) -> QuerySet[Any]:
    """``records``, of which is known how many they are at least. They are not counted whole."""
    records.at_least = at_least  # what is made of it anew has to be counted anew
    return records


class BoundedPaginator(Paginator):
    """Counts what is ``bounded`` up to ``MOST``, and all else whole."""

    @cached_property
    def count(self) -> int:
        return min(self._found, MOST) if self._is_bounded else super().count

    @cached_property
    def has_more(self) -> bool:
        """Whether there are more than are counted and shown."""
        return self._is_bounded and self._found > MOST

    @property
    def _is_bounded(self) -> bool:
        return hasattr(self.object_list, "at_least")

    @cached_property
    def _found(self) -> int:
        return self.object_list.at_least or self.object_list.order_by().values("pk")[: MOST + 1].count()
