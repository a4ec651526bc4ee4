"""What an archivist is told to mend."""

from dataclasses import dataclass

from django.utils.functional import Promise

from archive.records.base import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``records`` are those that must be published first, or in the same release."""

    message: str
    records: tuple[Record, ...] = ()


def problem(message: Promise, **values: str) -> Problem:
    return Problem(message=str(message) % values)
