"""Pages of an issuer that are watched around the day: whether what they say has changed since they were asked last."""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from archive import clock
from archive.editions.acts import Refused
from archive.editorial.people import User
from archive.records.observances import Observance

from . import days, opening, reports
from .asking import Asker
from .models import Dossier, WatchedAddress

# A page is asked from so many days before the day on, until so many after it.
BEFORE: Final = timedelta(days=7)
AFTER: Final = timedelta(days=1)
# So many pages one dossier can watch.
MOST: Final = 10
# So many dossiers are looked through for pages that are due.
MOST_DOSSIERS: Final = 50
# What nobody reads in a page, or only tells what time it is; it changes with every visit.
_UNREAD: Final = frozenset({"script", "style", "noscript", "template", "time"})
# The time of a clock, in running words too; and by itself in elements that say nothing of their words, what is counted.
_CLOCK: Final = re.compile(r"(?<![\d:])[0-2]?\d(?::[0-5]\d){1,2}(?![\d:])")
_COUNTER: Final = re.compile(r"[\d\s.,:/]+")
_PLAIN: Final = frozenset({"span", "div", "data", "output"})


class TooMany(Refused):
    """More pages than one dossier watches."""


def of(dossier: Dossier) -> list[WatchedAddress]:
    return list(dossier.watched.order_by("pk")) if dossier.pk else []


def watch(observance: Observance, year: int, address: str, *, by: User) -> WatchedAddress:
    """Watch the page at ``address`` from the next look on. One that is watched already stays as it is."""
    with opening.writing(observance, year, by=by) as dossier:
        if dossier.watched.exclude(address=address).count() >= MOST:
            raise TooMany(_("A dossier watches ten pages at most. Leave one out first."))
        watched, is_new = WatchedAddress.objects.get_or_create(dossier=dossier, address=address)
        if is_new:
            opening.note(dossier, "watch page", by=by, address=address)
        return watched


def leave(observance: Observance, year: int, key: int, *, by: User) -> None:
    """Watch it no longer."""
    with opening.writing(observance, year, by=by) as dossier:
        for one in dossier.watched.filter(pk=key):
            opening.note(dossier, "stop watching page", by=by, address=one.address)
            one.delete()


def due(*, most: int) -> list[WatchedAddress]:
    """Those of open dossiers whose day is near."""
    today = clock.today()
    dossiers = Dossier.objects.filter(closed_at=None, watched__isnull=False).distinct().select_related("observance")
    near = [one for one in dossiers.order_by("year", "pk")[:MOST_DOSSIERS] if _is_near(one, today)]
    return list(WatchedAddress.objects.filter(dossier__in=near).select_related("dossier__observance")[:most])


def _is_near(dossier: Dossier, today: date) -> bool:
    (found,) = days.of(dossier.observance, dossier.year)
    return bool(found.first and found.last and found.first - BEFORE <= today <= found.last + AFTER)


def look(found: Iterable[WatchedAddress], asker: Asker, told: Callable[[WatchedAddress, bool], None]) -> None:
    """Ask for each page, and write down what was found before the next is asked. What changed is a report as well."""
    for one in found:
        said, body = asker.read(one.address)
        told(one, _keep(one, said, digest_of(body) if body else ""))


@transaction.atomic
def _keep(one: WatchedAddress, said: str, digest: str) -> bool:
    """Whether it says something else than at the last look. A page that does not answer has not changed."""
    is_changed = bool(digest and one.digest and digest != one.digest)
    one.looked_at, one.answer = clock.now(), said[:100]
    one.digest = digest or one.digest
    if is_changed:
        one.changed_at = one.looked_at
        reports.add(one.dossier, "watch", words=one.address)
    WatchedAddress.objects.filter(pk=one.pk).update(
        looked_at=one.looked_at, answer=one.answer, digest=one.digest, changed_at=one.changed_at
    )
    return is_changed


def digest_of(body: bytes) -> str:
    """SHA-256 of what somebody reads on a page: without its markup, scripts, blanks, clocks and counters."""
    reader = _Read()
    reader.feed(body.decode(errors="replace"))
    reader.close()
    return hashlib.sha256(" ".join(reader.words()).encode()).hexdigest()


class _Read(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._unread, self._inside, self._said = 0, "", list[str]()

    def words(self) -> Iterator[str]:
        yield from _CLOCK.sub("", " ".join(self._said)).split()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unread, self._inside = self._unread + (tag in _UNREAD), tag

    def handle_endtag(self, tag: str) -> None:
        self._unread -= tag in _UNREAD and self._unread > 0
        self._inside = ""

    def handle_data(self, data: str) -> None:
        is_counter = self._inside in _PLAIN and _COUNTER.fullmatch(data)
        if not (self._unread or is_counter):
            self._said.append(data)
