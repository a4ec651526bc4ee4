"""Whether what a release makes public stands where it should: asked of a rehearsal before, and from outside after."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext_lazy as _

from archive import clock, languages
from archive.editions.models import Interval, Release
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.public.frame import addresses
from archive.public.time.leading import STATEMENTS

# Of a larger release so many records are looked at, those of statements first.
MOST: Final = 50


class Place(StrEnum):
    """Where something has to stand."""

    PAGE = "page"
    EDITION = "edition"
    FEED = "feed"
    LIST_FEED = "list-feed"
    YEAR = "year"
    HOME = "home"


NAMES: Final = {
    Place.PAGE: _("its page"),
    Place.EDITION: _("the page of this edition"),
    Place.FEED: _("the feed of the archive"),
    Place.LIST_FEED: _("the feed of its kind"),
    Place.YEAR: _("the page of the year"),
    Place.HOME: _("the first page"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``address`` has to answer with all that ``holds`` says: a digest, or where the record stands."""

    title: str
    language: str
    place: Place
    address: str
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an address answered; 0 and why, if it did not."""

    status: int
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    check: Check
    status: int
    missing: tuple[str, ...]

    @property
    def is_ok(self) -> bool:
        return self.status == 200 and not self.missing


def left_out(release: Release) -> int:
    """How many of its records are more than are looked at."""
    return max(0, _standing(release).count() - MOST)


def _standing(release: Release) -> QuerySet[Interval]:
    """What stands of ``release`` from its instant on, and still does."""
    return Interval.objects.live(max(release.instant, clock.now())).filter(edition__in=release.editions.values("pk"))


def of_release(release: Release) -> list[Check]:
    """All that has to be at its place from the instant of ``release`` on, and still has to. Two queries."""
    at = max(release.instant, clock.now())
    statements_first = Case(When(kind="statement", then=0), default=1)
    stands = _standing(release).select_related("payload").order_by(statements_first, "pk")
    found = [(one, one.payload.held) for one in stands[:MOST]]
    observances = _observances((payload for _interval, payload in found), at)
    led_to = _led_to((payload for _interval, payload in found), release)
    return [check for interval, payload in found for check in _of(interval, payload, observances, led_to)]


def run(checks: Sequence[Check], ask: Callable[[str], Answer]) -> list[Outcome]:
    """Each address is asked once, however much it has to hold."""
    answers = {address: ask(address) for address in dict.fromkeys(check.address for check in checks)}
    return [_outcome(check, answers[check.address]) for check in checks]


def _outcome(check: Check, answer: Answer) -> Outcome:
    return Outcome(
        check=check,
        status=answer.status,
        missing=tuple(words for words in check.holds if words not in answer.text),
    )


def _of(
    interval: Interval, payload: Payload, observances: dict[str, Interval], led_to: Collection[str]
) -> Iterator[Check]:
    for language in sorted(payload.texts.keys() & {*languages.spoken()}):
        kind, slug, title = payload.kind, interval.slug, payload.texts[language].title
        page = addresses.record(language, kind, slug)

        def check(place: Place, address: str, *holds: str, title: str = title, language: str = language) -> Check:
            return Check(title=title, language=language, place=place, address=address, holds=holds)

        yield check(Place.PAGE, page, interval.payload_id)
        if interval.number:
            yield check(Place.EDITION, addresses.edition(language, kind, slug, interval.number), interval.payload_id)
        yield check(Place.FEED, addresses.feed(language), page)
        yield check(Place.LIST_FEED, addresses.feed(language, kind), page)
        if isinstance(payload, StatementPayload) and payload.observance:
            observance = observances.get(payload.observance.record)
            if observance and language in observance.payload.held.texts:  # else its year has no page in it
                yield check(Place.YEAR, addresses.occurrence(language, observance.slug, payload.year), page)
            if payload.record in led_to:
                yield check(Place.HOME, addresses.home(language), page)


def _led_to(payloads: Iterable[Payload], release: Release) -> Collection[str]:
    """The statements of the day, to which the first page leads, as long as it has room for all of them."""
    day = clock.local(release.instant).date().isoformat()
    found = [one.record for one in payloads if isinstance(one, StatementPayload) and one.date == day]
    return found if len(found) <= STATEMENTS else ()


def _observances(payloads: Iterable[Payload], at: datetime) -> dict[str, Interval]:
    named = {one.observance.record for one in payloads if isinstance(one, StatementPayload) and one.observance}
    standing = Interval.objects.live(at).filter(record__in=[UUID(one) for one in named])
    return {str(one.record): one for one in standing.select_related("payload")}
