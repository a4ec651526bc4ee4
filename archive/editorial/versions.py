"""Every form in which a record was written down: what saves left, what was submitted, and its editions."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final

from django.db.models import Q, QuerySet

from archive import clock
from archive.editions.models import Edition
from archive.editions.payloads import Payload, Words
from archive.records import saved_rows
from archive.records.base import KINDS, Record
from archive.records.contributions import Contribution
from archive.records.saved_rows import SavedRows, as_it_stood
from archive.records.stored_rows import Row, Rows, stored
from archive.records.texts import Text

from . import authorship, freezing
from .models import Candidate

# Under which name rows with words are kept.
TEXTS: Final = str(Text._meta.model_name)


class Unread(Exception):
    """What this version said cannot be read any more, or was never kept."""


@dataclass(frozen=True, kw_only=True)
class Version(ABC):
    """One of them. ``key`` names it among those of its record, ``at`` is when it was written down."""

    record: Record
    key: str
    at: datetime

    @abstractmethod
    def payload(self) -> Payload:
        """What it said, in the form that is frozen: so any two can be compared. Raises ``Unread``."""

    @abstractmethod
    def writers(self) -> set[int]:
        """Primary keys of all who are authors of whatever its words are brought back into."""

    @property
    @abstractmethod
    def save(self) -> "Saved | None":
        """The save that left it, if its rows were kept."""

    def rows(self) -> Rows:
        """What comes back with it: all rows of its record, or where these were not kept its words alone."""
        return self.save.rows() if self.save else {}


@dataclass(frozen=True, kw_only=True)
class Saved(Version):
    contribution: Contribution

    @classmethod
    def found(cls, record: Record, contribution: Contribution) -> "Saved":
        key = f"save-{contribution.version}"
        return cls(record=record, key=key, at=contribution.at, contribution=contribution)

    @cached_property
    def kept(self) -> SavedRows | None:
        """Nothing of what is saved now, nor of what was saved before rows were kept."""
        return getattr(self.contribution, "saved_rows", None)

    @property
    def is_now(self) -> bool:
        return self.contribution.version == self.record.version

    @property
    def save(self) -> "Saved | None":
        is_there = not self.kept.is_masked if self.kept else self.is_now
        return self if is_there else None

    @cached_property
    def stood(self) -> Record:
        """The record as it was. Raises ``Unread``."""
        if not self.rows():
            raise Unread
        return as_it_stood(self.rows(), KINDS[self.record.kind])

    @cached_property
    def _rows(self) -> Rows:
        if self.kept:
            return self.kept.rows()
        return saved_rows.as_kept(stored(self.record)) if self.is_now else {}

    def rows(self) -> Rows:
        return self._rows

    def payload(self) -> Payload:
        try:
            return freezing.draft(self.stood, at=clock.now())
        except ValueError as refused:
            raise Unread from refused

    def writers(self) -> set[int]:
        written_in = {text["language"] for text in self.rows().get(TEXTS, ())}
        return authorship.wrote(self.record, self.contribution.version, written_in)


@dataclass(frozen=True, kw_only=True)
class Submitted(Version):
    candidate: Candidate

    @classmethod
    def found(cls, record: Record, candidate: Candidate) -> "Submitted":
        key = f"submitted-{candidate.pk}"
        return cls(record=record, key=key, at=candidate.submitted_at, candidate=candidate)

    def payload(self) -> Payload:
        return self.candidate.payload

    @cached_property
    def save(self) -> Saved | None:
        saves = _saves(self.record).filter(version=self.candidate.record_version)
        found = saves.first()
        return Saved.found(self.record, found).save if found else None

    def rows(self) -> Rows:
        return super().rows() or {TEXTS: [_row(*one) for one in sorted(self.payload().texts.items())]}

    def writers(self) -> set[int]:
        """Also of what was saved with it in other languages: all of it comes back."""
        signed = set(self.candidate.authors.values_list("person_id", flat=True))
        return signed | (self.save.writers() if self.save else set())


@dataclass(frozen=True, kw_only=True)
class Issued(Submitted):
    edition: Edition

    @classmethod
    def issued(cls, record: Record, edition: Edition, candidate: Candidate) -> "Issued":
        key = f"edition-{edition.pk}"
        return cls(record=record, key=key, at=edition.release.instant, candidate=candidate, edition=edition)

    def payload(self) -> Payload:
        return self.edition.payload.held


def find(record: Record, key: str) -> Version | None:
    """The version of ``record`` with this key, whatever somebody wrote as one."""
    sort, _dash, number = key.partition("-")
    if sort not in FINDERS or not (number.isascii() and number.isdecimal()) or len(number) > MOST_DIGITS:
        return None
    return FINDERS[sort](record, int(number))


def nearest_kept(version: Version) -> Saved | None:
    """The save next to ``version`` of which the rows were kept: the last before it, or else the first after it."""
    is_now = Q(saved_rows=None, version=version.record.version)
    kept = _saves(version.record).filter(Q(saved_rows__content__isnull=False) | is_now)
    found = kept.filter(at__lte=version.at).last() or kept.filter(at__gt=version.at).first()
    return Saved.found(version.record, found) if found else None


def _saves(record: Record) -> QuerySet[Contribution]:
    return Contribution.objects.filter(record=record.pk).select_related("saved_rows").order_by("version")


def _saved(record: Record, number: int) -> Saved | None:
    found = _saves(record).filter(version=number).first()
    return Saved.found(record, found) if found else None


def _submitted(record: Record, number: int) -> Submitted | None:
    found = Candidate.objects.filter(record=record.pk, pk=number).first()
    return Submitted.found(record, found) if found else None


def _issued(record: Record, number: int) -> Issued | None:
    edition = Edition.objects.filter(record=record.uuid, pk=number).select_related("payload", "release").first()
    candidate = Candidate.objects.filter(uuid=edition.candidate).first() if edition else None
    return Issued.issued(record, edition, candidate) if edition and candidate else None


# What a key begins with → how its version is found by its number.
FINDERS: Final[Mapping[str, Callable[[Record, int], Version | None]]] = {
    "save": _saved,
    "submitted": _submitted,
    "edition": _issued,
}
MOST_DIGITS: Final = 9


def _row(language: str, words: Words) -> Row:
    """The words that were frozen, by the names of the fields in which they are written."""
    written = ("title", "summary", "translation", "translator", "of_version", "content_note")
    body = "\n".join(block.html for block in words.blocks)
    return {name: getattr(words, name) for name in written} | {"language": language, "body": body}
