"""Documents that institutions issued."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from zlib import crc32

from archive.dates import Dating

from .base import UNSAID, WITHIN_A_DAY, Cited, Payload, Phrase, Reference, Years


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuersVersion:
    """One version of the document as its issuer made it public."""

    label: str
    issued: str = ""
    note: Phrase = UNSAID
    found_in: Cited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPayload(Payload):
    """``released`` and ``embargo`` are what clocks showed with the distance to UTC, "2026-01-19T22:01+04:00".

    ``anniversary`` is the one it states; ``counted`` is how the calendar counts, the lowest and the highest.
    """

    KIND: ClassVar[str] = "statement"
    FACETS: ClassVar[Mapping[str, str]] = {
        **Payload.FACETS,
        "observance": "observance",
        "issuer": "issuer",
        "on-behalf-of": "issuer",
        "delivered-by": "issuer",
        "published-by": "publisher",
        "place": "place",
    }

    year: int
    date: str
    form: str
    origin: str
    completeness: str
    original_language: str
    observance: Reference | None = None
    issuers: tuple[Reference, ...] = ()
    places: tuple[Reference, ...] = ()
    number: str = ""
    signed: str = ""
    released: str = ""
    released_zone: str = ""
    embargo: str = ""
    embargo_zone: str = ""
    anniversary: int | None = None
    counted: tuple[int, ...] = ()
    received: str = ""
    versions: tuple[IssuersVersion, ...] = ()

    def references(self) -> tuple[Reference, ...]:
        observance = (self.observance,) if self.observance else ()
        return (*observance, *self.issuers, *self.places, *Payload.references(self))

    def cited(self) -> tuple[Cited, ...]:
        of_versions = (version.found_in for version in self.versions)
        of_renderings = (one.found_in for words in self.texts.values() for one in words.renderings)
        return (*self.citations, *(cited for cited in (*of_versions, *of_renderings) if cited))

    def series(self) -> Iterator[tuple[str, str]]:
        if self.observance:
            by = (ref for ref in self.issuers if self.FACETS[ref.role] == "issuer")
            yield from ((self.observance.record, ref.record) for ref in by)

    @property
    def first_language(self) -> str:
        return self.original_language

    def issuing(self) -> tuple[Reference, ...]:
        """Those who issued it; if nobody is said to have, all who took part."""
        return tuple(ref for ref in self.issuers if ref.role == "issuer") or self.issuers

    def dating(self) -> Dating | None:
        return Dating.parse(self.date) if self.date else None

    def years(self) -> Years | None:
        """The year of its observance."""
        return Years(self.year, self.year, self.year) if self.year else Payload.years(self)

    def within_a_day(self) -> int:
        """In an order that follows from its address alone: no title decides, so it is one for all languages."""
        return crc32(self.slug.encode()) % WITHIN_A_DAY

    def miscounts(self) -> bool:
        """Whether it states another anniversary than was counted."""
        if self.anniversary is None or not self.counted:
            return False
        return not self.counted[0] <= self.anniversary <= self.counted[-1]

    def columns(self) -> dict[str, Any]:
        return {"form": self.form}

    def further_words(self, language: str) -> tuple[str, ...]:
        return (self.number,)
