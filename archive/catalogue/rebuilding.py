"""Storing what is derived: for one record after every act, or for all of them, a batch at a time."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Final
from uuid import UUID

from django.db.models import OuterRef, Subquery

from archive.editions import intervals, ledger
from archive.editions.histories import History
from archive.editions.models import FOREVER, Act, Derivation, Edition, Interval, IntervalQuerySet, LedgerEntry

from .deriving import Derived, derived
from .models import Row, RowForReader, RowText, Spelling, Term

# An act waits no longer than it takes to derive so many records.
AT_ONCE: Final = 50


def refresh(record: UUID) -> None:
    """Derive the rows of ``record`` anew from its intervals. Call it in the transaction of the act."""
    refresh_several([record])


def refresh_several(records: Collection[UUID]) -> None:
    """The same for some, in as many statements as for one.

    What stands as it did keeps its key: by that it may be known to whoever keeps a list as long as nothing public
    changes.
    """
    unnamed = {str(one) for one in _unnamed().values_list("record", flat=True)}
    former = Row.objects.filter(record=OuterRef("record"), live_from=OuterRef("live_from"))
    standing = Interval.objects.filter(record__in=records).exclude(state=Interval.State.WITHDRAWN)
    stood = standing.select_related("payload").annotate(key=Subquery(former.values("pk")[:1]))
    found = [derived(interval, unnamed) for interval in stood.order_by("record", "live_from")]
    Row.objects.filter(record__in=records).delete()  # all that they have goes with them
    _store(found)


def refresh_naming(record: UUID) -> None:
    """The same for all that name ``record``: call it when the name of that is withheld from now on, or no longer."""
    naming = Row.objects.filter(pk__in=Term.objects.filter(value=record).values("row"))
    records = list(naming.order_by("record").values_list("record", flat=True).distinct())
    for batch in _batches(records):
        refresh_several(batch)


def is_unnamed(record: UUID) -> bool:
    """Whether nobody is told the name of ``record``."""
    return _unnamed().filter(record=record).exists()


def _unnamed() -> IntervalQuerySet:
    """Notices that stand for good: when rows are derived makes no difference to them."""
    return Interval.objects.filter(live_until=FOREVER).unnamed()


def _store(found: Sequence[Derived]) -> None:
    # Their keys first: all that they have bears them.
    Row.objects.bulk_create([one.row for one in found])
    RowText.objects.bulk_create([text for one in found for text in one.texts()])
    RowForReader.objects.bulk_create([row for one in found for row in one.for_readers()])
    Term.objects.bulk_create([term for one in found for term in one.terms()])
    Spelling.objects.bulk_create([name for one in found for name in one.spellings()])


# --- all of it ----------------------------------------------------------------------------------------


def silently(done: int, total: int) -> None:
    pass


def rebuild(progress: Callable[[int, int], None] = silently) -> int:
    """Derive every interval and row anew; returns how many records have an edition.

    Readers find the old rows of a record until its new ones are there, and people go on publishing. One that was
    interrupted goes on where it stopped. ``progress`` is told how many records are done, and of how many.
    """
    published = Edition.objects.order_by("record").values_list("record", flat=True).distinct()
    total, after = published.count(), Derivation.current().after
    done = published.filter(record__lte=after).count() if after else 0
    if not after:
        _derive_notices()
    while batch := list((published.filter(record__gt=after) if after else published)[:AT_ONCE]):
        with ledger.locked():
            _derive_intervals(batch)
            refresh_several(batch)
            _remember(after=(after := batch[-1]))
        done += len(batch)
        progress(done, total)
    with ledger.locked():
        _forget_what_has_no_edition()
        _remember(after=None)
    return total


def is_due() -> bool:
    """Whether something was published of which there is no row, or a derivation was interrupted."""
    if Derivation.current().after is not None:
        return True
    return not Row.objects.exists() and Interval.objects.exclude(state=Interval.State.WITHDRAWN).exists()


def _derive_notices() -> None:
    """Whose name is withheld has to be known before anything is derived that may name it."""
    acts = LedgerEntry.objects.filter(act=Act.WITHDRAW).order_by("record").values_list("record", flat=True)
    for batch in _batches([record for record in acts.distinct() if record]):
        with ledger.locked():
            _derive_intervals(batch)


def _derive_intervals(records: Collection[UUID]) -> None:
    histories = History.of_each(records)
    Interval.objects.filter(record__in=records).delete()
    Interval.objects.bulk_create(
        interval for record in records for interval in intervals.intervals(histories[record].spans)
    )


def _forget_what_has_no_edition() -> None:
    """What a record had that is gone by now."""
    there = Edition.objects.values("record")
    Interval.objects.exclude(record__in=there).delete()
    Row.objects.exclude(record__in=there).delete()


def _remember(*, after: UUID | None) -> None:
    state = Derivation.current()
    state.number += after is None
    state.after = after
    state.save()


def _batches(records: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    return (records[first : first + AT_ONCE] for first in range(0, len(records), AT_ONCE))
