"""Storing what is derived: for one record after every act, or for all of them, a batch at a time."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain
from typing import Final
from uuid import UUID

from archive import rows
from archive.editions import intervals, ledger
from archive.editions.histories import History
from archive.editions.models import FOREVER, Act, Derivation, Edition, Interval, IntervalQuerySet, LedgerEntry

from . import engines, vocabulary
from .deriving import Derived, derived
from .models import Row, RowText, Term
from .stored import Former, Stored, former

# An act waits no longer than it takes to derive so many records.
AT_ONCE: Final = 50


def refresh(*histories: History) -> None:
    """Derive the rows of one record anew, or of several. Call it in the transaction of the act, which is their last.

    Before its first act there is no row of a record.
    """
    _replace(histories, [history.record for history in histories if history.acts[1:]])


def refresh_several(histories: Collection[History], *, names_are_others: bool = False) -> None:
    """The same for some that may have rows, in as many statements as for one.

    What stands as it did keeps its key: by that it may be known to whoever keeps a list as long as nothing public
    changes. ``names_are_others``: other names are withheld than when what is there was derived.
    """
    if histories:
        _replace(histories, [history.record for history in histories], all_anew=names_are_others)


def _replace(histories: Collection[History], records: Sequence[UUID], *, all_anew: bool = False) -> None:
    """Store what is derived instead of what there is of ``records``.

    Most often a row only ends otherwise: neither its words nor anything else of it is written then, unless
    ``all_anew``.
    """
    before = former(records) if records else {}
    # What is issued for the first time names nobody whose name is withheld: it would have been refused.
    unnamed = _unnamed_records() if records else frozenset[str]()
    found = _derived(histories, {which: one.row.pk for which, one in before.items()}, unnamed)
    kept = {} if all_anew else {one.row.pk: one.row for one in found if _is_kept(one.row, before)}
    gone = [one for one in before.values() if one.row.pk not in kept]
    if gone:
        Row.objects.filter(pk__in=[one.row.pk for one in gone]).delete()
    _end(kept, before.values())
    new = [one for one in found if one.row.pk not in kept]
    _store(new)
    _know(new, gone=gone, kept=[one for one in before.values() if one.row.pk in kept])


def _is_kept(row: Row, before: Mapping[tuple[UUID, datetime], Former]) -> bool:
    stored = before.get((row.record, row.live_from))
    return stored is not None and stored.is_but_for_its_end(row)


def _end(kept: Mapping[int, Row], before: Collection[Former]) -> None:
    """Say of those of ``before`` that are ``kept`` when they end by now."""
    ends = {one.row.pk: one.row.live_until for one in before}
    if others := [row for key, row in kept.items() if row.live_until != ends[key]]:
        Row.objects.bulk_update(others, ["live_until"])


def _know(new: Sequence[Derived], *, gone: Collection[Former], kept: Collection[Former]) -> None:
    """Keep the vocabulary in step."""
    held = vocabulary.held_by(text for one in new for text in one.texts_stored)
    there = vocabulary.held_by(text for one in (*gone, *kept) for text in one.texts)
    vocabulary.learn(vocabulary.without(held, there))
    vocabulary.forget([text.pk for one in gone for text in one.texts])


def refresh_naming(record: UUID) -> None:
    """The same for all that name ``record``: call it when the name of that is withheld from now on, or no longer."""
    naming = Row.objects.filter(pk__in=Term.objects.filter(value=record).values("row"))
    records = list(naming.order_by("record").values_list("record", flat=True).distinct())
    for batch in _batches(records):
        refresh_several(History.of_each(batch).values(), names_are_others=True)


def is_unnamed(record: UUID) -> bool:
    """Whether nobody is told the name of ``record``."""
    return _unnamed().filter(record=record).exists()


def _unnamed() -> IntervalQuerySet:
    """Notices that stand for good: when rows are derived makes no difference to them."""
    return Interval.objects.filter(live_until=FOREVER).unnamed()


def _unnamed_records() -> frozenset[str]:
    return frozenset(str(one) for one in _unnamed().values_list("record", flat=True))


def _derived(
    histories: Collection[History], former: Mapping[tuple[UUID, datetime], int], unnamed: frozenset[str]
) -> list[Derived]:
    """What is to be stored of these, under the keys that were ``former``."""
    stood = (interval for history in histories for interval in intervals.intervals(history.spans))
    standing = (interval for interval in stood if interval.state != Interval.State.WITHDRAWN)
    return [derived(one, unnamed, key=former.get((one.record, one.live_from))) for one in standing]


def _store(found: Sequence[Derived]) -> None:
    # Their keys first: all that they have bears them.
    Row.objects.bulk_create([one.row for one in found])
    for one in found:
        one.pack()
    # What SQLite searches in takes up at once what comes in the order of its keys, and else each text by itself.
    in_order = sorted(found, key=lambda one: one.row.pk)
    for parts in zip(*(one.parts for one in in_order), strict=True):
        rows.insert([*chain.from_iterable(parts)])


# --- all of it ----------------------------------------------------------------------------------------


def silently(done: int, total: int) -> None:
    pass


def rebuild(progress: Callable[[int, int], None] = silently) -> int:
    """Derive every interval and row anew; returns how many records have an edition.

    Readers find the old rows of a record until its new ones are there, and people go on publishing. What stands as it
    is derived is not written again. One that was interrupted goes on where it stopped. ``progress`` is told how many
    records are done, and of how many.
    """
    published = Edition.objects.order_by("record").values_list("record", flat=True).distinct()
    total, after = published.count(), Derivation.current().after
    done = published.filter(record__lte=after).count() if after else 0
    words = vocabulary.Rebuilding()
    if not after:
        _derive_notices()
    while batch := list((published.filter(record__gt=after) if after else published)[:AT_ONCE]):
        with ledger.locked():
            histories = History.of_each(batch).values()
            intervals.renew(histories)
            words.meet(_renew(histories))
            _remember(after=(after := batch[-1]))
        done += len(batch)
        progress(done, total)
    with ledger.locked():
        _forget_what_has_no_edition()
        words.end()
        _remember(after=None)
    engines.WORDS.put_together()
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
            intervals.renew(History.of_each(batch).values())


def _renew(histories: Collection[History]) -> list[RowText]:
    """Store what is derived where something else is stored. Most often it is there. Returns all texts of it."""
    stored = Stored([history.record for history in histories])
    found = _derived(histories, stored.keys(), _unnamed_records())
    if others := stored.others(found):
        # By their keys: SQLite goes through these in their order.
        Row.objects.filter(pk__in=[key for key, row in stored.rows.items() if row.record in others]).delete()
        _store([one for one in found if one.row.record in others])
        vocabulary.forget(stored.texts_of(others))
    return [text for one in found for text in one.texts_stored]


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
