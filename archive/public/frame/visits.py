"""A reader's visit: what is read, as of which instant, in which language."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from archive import clock, languages
from archive.editions import reading
from archive.editions.reading import Reading
from archive.public.frame import addresses

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T[0-9:.]+(Z|[+-]\d{2}:?\d{2})?", re.ASCII)


class NoInstant(ValueError):
    """What follows ``as_of`` names no instant. Its text is for the reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request: what is read, in which language, at which page.

    ``version`` is that of the reading, asked for once; ``path`` is the address after the language; ``query`` what the
    page was asked besides the instant, without what was left empty; ``as_of`` is empty in the present.
    """

    reading: Reading
    version: str
    language: str
    path: str = ""
    query: str = ""
    as_of: str = ""

    @property
    def today(self) -> date:
        """The archive's day at the instant that is read."""
        return day_of(self.reading)


def visit(request: HttpRequest, *, known: Collection[str] = ()) -> Visit:
    """Raises what ``reading_of`` does.

    ``known`` are the parameters that the page understands, besides the instant. What else stands in the address, such
    as by which campaign a reader came, stands in no address of ours.
    """
    language = languages.current()
    wanted = request.GET.get(addresses.AS_OF, "")
    # Who asked for the version, to name the page by it, has handed on the reading.
    read: Reading = getattr(request, "reading", None) or reading_of(wanted)
    return Visit(
        reading=read,
        version=read.version(),
        language=language,
        path=request.path.removeprefix(f"/{language}/"),
        query=other_parameters(request.GET, known=known),
        as_of=wanted if read.is_past else "",
    )


def reading_of(as_of: str) -> Reading:
    """The archive now, or as of what a reader wrote. The clock is asked here, once.

    Raises ``NoInstant``, and ``FutureReading`` for an instant still to come.
    """
    now = clock.now()
    return reading.at(now, as_of=instant(as_of, now=now) if as_of else None)


def day_of(reading: Reading) -> date:
    """The archive's day at the instant that is read."""
    return clock.local(reading.instant).date()


def instant(text: str, *, now: datetime) -> datetime:
    """The instant that ``text`` means: a day is its last moment in the archive's zone, today is now.

    An instant without an offset is one of the archive's clock. Raises ``NoInstant``.
    """
    try:
        if _DAY.fullmatch(text):
            return _end_of(date.fromisoformat(text), now=now)
        # A plus sign that nobody encoded arrives as a blank.
        if _INSTANT.fullmatch(written := text.replace(" ", "+")):
            moment = datetime.fromisoformat(written)
            return moment.astimezone(UTC) if moment.tzinfo else clock.resolve(moment, settings.MEMORIAL_TIME_ZONE)
    except (ValueError, OverflowError):
        pass
    raise NoInstant(_("Write a past day as in 2024-09-27, or an instant as in 2024-09-27T12:00:00Z."))


def _end_of(day: date, *, now: datetime) -> datetime:
    if day == clock.local(now).date():
        return now
    following = datetime.combine(day + timedelta(days=1), time.min)
    return clock.resolve(following, settings.MEMORIAL_TIME_ZONE) - timedelta(microseconds=1)


def other_parameters(asked: QueryDict, *, known: Collection[str]) -> str:
    return urlencode([(name, one) for name, many in asked.lists() if name in known for one in many if one])
