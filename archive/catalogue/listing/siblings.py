"""What one issuer says on one observance in the years beside that of a document."""

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from archive.editions.reading import Reading

from . import standing
from .bits import Bits, joined, numbers_of
from .standing import Standing


class Siblings(NamedTuple):
    """What ``issuer`` says on ``observance``, seen from a document of ``year``; others in its ``form`` are nearer."""

    observance: UUID
    issuer: UUID
    year: int
    form: str


def in_years_beside(reading: Reading, siblings: Siblings) -> tuple[int | None, int | None]:
    """The keys of the rows in the nearest year before, and in the nearest one after. Of several in one year it is one
    in its form, and the newest of these.
    """
    there = standing.at(reading)
    series = there.live & _under(there, "observance", siblings.observance) & _under(there, "issuer", siblings.issuer)
    if not series:
        return None, None
    before = (year for year in there.years if year < siblings.year)
    after = (year for year in reversed(there.years) if year > siblings.year)
    in_form = series & joined((there.rows_under("form", siblings.form),), there.size)
    return _nearest(there, series, in_form, before), _nearest(there, series, in_form, after)


def _under(there: Standing, facet: str, record: UUID) -> Bits:
    return joined((there.rows_under(facet, there.kept(record)),), there.size)


def _nearest(there: Standing, series: Bits, in_form: Bits, years: Iterable[int]) -> int | None:
    of_years = (joined((there.rows_under("year", year),), there.size) for year in years)
    found = next((rows for of_year in of_years if (rows := in_form & of_year or series & of_year)), 0)
    newest = min(numbers_of(found), key=lambda one: (-there.dates[one], there.rows[one]), default=None)
    return None if newest is None else there.rows[newest]
