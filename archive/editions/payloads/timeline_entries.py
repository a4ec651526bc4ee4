"""Events, and what is said of their numbers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Final
from uuid import UUID

from archive import languages
from archive.dates import Dating, in_words

from .base import UNSAID, WITHIN_A_DAY, Cited, Payload, Phrase, Reference

# An order within the day is from 0 to 63.
_ALIKE: Final = WITHIN_A_DAY // 64


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureForm:
    """What one speaker says of one number: ``value``, or ``low`` and ``high``, or none where none is given.

    ``id`` (f1, f2 …) names it within its event for ever; ``part_of`` and ``superseded_by`` are such ids.
    """

    id: str
    measure: str
    qualifier: str
    stated_by: Reference
    stated_in: Cited
    value: int | None = None
    low: int | None = None
    high: int | None = None
    unit: str = "persons"
    population: str = ""
    place: Reference | None = None
    as_of: str = ""
    stated_on: str = ""
    part_of: str = ""
    superseded_by: str = ""
    note: Phrase = UNSAID


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntryPayload(Payload):
    """``date`` is a ``Dating``.

    ``time`` (23:30) and ``zone`` are as the source has them, ``instant`` is that moment in UTC. ``order_in_day`` puts
    what is known no better than its day into the order in which one thing followed from another. ``weight`` is how
    much room it takes on the timeline: 1, 2 or 3.
    """

    KIND: ClassVar[str] = "timeline-entry"
    FACETS: ClassVar[Mapping[str, str]] = {
        **Payload.FACETS,
        "observance": "observance",
        "place": "place",
        "speaker": "speaker",
    }
    IN_SHORT: ClassVar[frozenset[str]] = frozenset({"figures"})
    ADDED: ClassVar[frozenset[str]] = Payload.ADDED | {"order_in_day", "weight"}

    date: str
    one_night: bool = False
    time: str = ""
    zone: str = ""
    instant: str = ""
    order_in_day: int = 0
    weight: int = 2
    date_wording: str = ""
    date_wording_language: str = ""
    observances: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    figures: tuple[FigureForm, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        speakers = {figure.stated_by.record: figure.stated_by for figure in self.figures}.values()
        places = {figure.place.record: figure.place for figure in self.figures if figure.place}.values()
        return (*self.observances, *self.places, *speakers, *places, *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        return (*self.citations, *(figure.stated_in for figure in self.figures))

    def terms(self) -> Iterator[tuple[str, str]]:
        yield from Payload.terms(self)
        yield from (("stated-in", figure.stated_in.source.record) for figure in self.figures)
        yield from (("figures", observance.record) for observance in self.observances if self.figures)

    def dating(self) -> Dating | None:
        return Dating.parse(self.date) if self.date else None

    def moment(self) -> datetime | None:
        return datetime.fromisoformat(self.instant) if self.instant else None

    def begins_at_night(self) -> bool:
        return self.one_night

    def within_a_day(self) -> int:
        """In the order that archivists gave it, and else in one that no title decides."""
        return self.order_in_day * _ALIKE + UUID(self.record).int % _ALIKE

    def columns(self) -> dict[str, Any]:
        return {"one_night": self.one_night, "time": self.time, "zone": self.zone, "weight": self.weight}

    def days_in_words(self, language: str) -> tuple[str, ...]:
        return (in_words(self.date, language),)

    def searched_words(self, language: str) -> tuple[str, ...]:
        """The numbers of its figures, and what is counted by them."""
        numbers = (str(one) for figure in self.figures for one in (figure.value, figure.low, figure.high) if one)
        counted = dict.fromkeys(one for figure in self.figures for one in (figure.measure, figure.population))
        spoken = languages.pack(language)
        words = (spoken.counted.get(one, "") for one in counted) if spoken else ()
        return (*Payload.searched_words(self, language), *numbers, *filter(None, words))

    def words_elsewhere(self) -> tuple[tuple[str, str], ...]:
        own = ((self.date_wording_language, self.date_wording),) if self.date_wording else ()
        return (*Payload.words_elsewhere(self), *own)
