"""Searching the desk's lists: what is found, and how far it is counted."""

from functools import cached_property
from typing import Any, Final, NamedTuple

from django.core.paginator import Paginator
from django.db.models import QuerySet

from archive import names
from archive.records import asked, finding, spelled

# What is searched for is counted so far, and shown: whoever has more looks for another word.
MOST: Final = finding.FEW


def searched_whole(records: QuerySet[Any], written: str, *, are_all: bool, in_order: bool = True) -> QuerySet[Any]:
    """Those of ``records`` in which all that is ``written`` stands somewhere: as words, or with its dates as dates.

    ``are_all``: these are the records of their kind; ``in_order``: they stand in the order of it.
    """
    queries = tuple(dict.fromkeys((*asked.ways(written), *spelled.ways(written)))) if written else ()
    if not queries:
        return records
    found = finding.holding(records, queries, kind=records.model.KIND, are_all=are_all and in_order)
    return bounded(found.records, Bound(MOST, found.count if are_all else None, found.are_many))


def searched(records: QuerySet[Any], written: str, *, are_all: bool) -> QuerySet[Any]:
    """Those of ``records`` in whose titles, other names or address words begin as those that are ``written``.

    ``are_all``: these are the records of their kind, whereof the index knows how many are called so.
    """
    terms = names.query_terms(written)
    if not terms:
        return records
    found = finding.called(records, terms, kind=records.model.KIND)
    return bounded(found.records, Bound(MOST, MOST + 1 if found.are_many and are_all else None))


class Bound(NamedTuple):
    """So many at ``most`` are counted and shown. ``found`` is their number, if it is known; one more where more are.

    ``are_many``: what narrows them is true of so many records that these are not gone through for each choice.
    ``counted_by`` is the order in which one soon meets so many, where databases would take another one.
    """

    most: int
    found: int | None = None
    are_many: bool = False
    counted_by: tuple[str, ...] = ()


def bounded(records: QuerySet[Any], bound: Bound) -> QuerySet[Any]:
    """``records``, which are not counted whole."""
    records.bound = bound  # what is made of it anew has to be counted anew
    return records


class BoundedPaginator(Paginator):
    """Counts what is ``bounded`` so far, and all else whole."""

    @cached_property
    def count(self) -> int:
        return min(self._found(self._bound), self._bound.most) if self._bound else super().count

    @cached_property
    def has_more(self) -> bool:
        """Whether there are more than are counted and shown."""
        return self._bound is not None and self._found(self._bound) > self._bound.most

    @property
    def _bound(self) -> Bound | None:
        return getattr(self.object_list, "bound", None)

    def _found(self, bound: Bound) -> int:
        if bound.found is None:
            found = self.object_list.order_by(*bound.counted_by).values("pk")[: bound.most + 1].count()
            self.object_list.bound = bound._replace(found=found)
        return self.object_list.bound.found
