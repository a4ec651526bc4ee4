"""Addresses that moved: one rule says where many sources are to be read today."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from archive import clock

from .saving import saving
from .sources import Source


class ChangedMeanwhile(Exception):
    """The sources that the rule is about are others than those on the page, or were saved since."""

    def __init__(self) -> None:
        super().__init__(_("Some of these sources have changed since. Look at them again, then change the addresses."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Whatever began with ``before`` begins with ``after`` now."""

    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One source and the address at which it was read until now, and from now on; both end with ``rest``."""

    source: Source
    before: str
    after: str
    rest: str


def moved_by(move: Move) -> tuple[Moved, ...]:
    """Every source whose address of today the rule is about, by address. Two queries."""
    today = Q(current_address__startswith=move.before) | Q(current_address="", address__startswith=move.before)
    found = Source.objects.filter(today).prefetch_related("texts").order_by("address", "pk")
    return tuple(
        _moved(source, move)
        for source in found
        if source.address_today.startswith(move.before)  # SQLite takes capital letters for small ones
    )


def _moved(source: Source, move: Move) -> Moved:
    rest = source.address_today.removeprefix(move.before)
    return Moved(source=source, before=source.address_today, after=move.after + rest, rest=rest)


def seen(moved: tuple[Moved, ...]) -> str:
    """Names these sources in these versions: what was on the page goes along with what is sent."""
    told = " ".join(f"{one.source.pk}:{one.source.version}" for one in sorted(moved, key=lambda one: one.source.pk))
    return hashlib.sha256(told.encode()).hexdigest()


@transaction.atomic
def repoint(move: Move, *, by, on_page: str) -> int:
    """Lead readers of all these sources to the new addresses: all of them or none; returns how many.

    The addresses as cited stay. ``on_page`` is what ``seen`` said of them. Raises ``ChangedMeanwhile``, and
    ``ValidationError`` when one of the new addresses is none.
    """
    moved = moved_by(move)
    if seen(moved) != on_page:
        raise ChangedMeanwhile
    now = clock.now()
    for one in moved:
        source = one.source
        is_elsewhere = one.after != source.address
        source.current_address = one.after if is_elsewhere else ""
        source.address_state = Source.State.MOVED if is_elsewhere else Source.State.UNKNOWN
        source.checked_at = now if is_elsewhere else None
        _require_address(one)
        with saving(source, by=by, version=source.version):
            source.save(update_fields=("current_address", "address_state", "checked_at"))
    return len(moved)


def _require_address(moved: Moved) -> None:
    try:
        Source._meta.get_field("current_address").run_validators(moved.after)
    except ValidationError as wrong:
        words = {"source": moved.source, "address": moved.after}
        raise ValidationError(_("“%(source)s” would have no web address: %(address)s") % words) from wrong
