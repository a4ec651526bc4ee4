"""Releases at whose instant the wall will show another time than was planned: their zone has other clocks by law now.

Their instants stay where they are until somebody moves them: nobody publishes an hour earlier because a machine got new
data.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef

from archive import clock
from archive.editions.models import Release

from .situations import coming


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedClock:
    """``planned`` is what the wall was to show, ``shown`` what it will; both naive, in the zone of the ``release``."""

    release: Release
    planned: datetime
    shown: datetime


def found() -> Iterator[MovedClock]:
    """Every release with something still to come whose wall will show another time. One query."""
    with_it = coming().filter(live_from=OuterRef("instant"))
    planned = Release.objects.filter(at_once=False, instant__gt=clock.now()).order_by("instant", "pk")
    for release in planned.filter(Exists(with_it)):
        if moved := of(release):
            yield moved


def of(release: Release) -> MovedClock | None:
    """The same of one ``release``, if that is to come."""
    planned = datetime.fromisoformat(release.wall)
    shown = clock.local(release.instant, release.zone).replace(tzinfo=None)
    is_moved = release.instant > clock.now() and shown != planned
    return MovedClock(release=release, planned=planned, shown=shown) if is_moved else None
