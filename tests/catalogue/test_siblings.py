"""What one issuer said in the years beside is known in memory for readers, and asked of the database at the desk, whose
processes need not know all rows: both give the same answer, whatever stands in the archive.
"""

from itertools import product
from random import Random

import pytest

from archive import clock
from archive.catalogue import listing
from archive.catalogue.listing import Siblings
from archive.catalogue.listing.siblings import in_years_beside
from archive.catalogue.models import Row
from archive.editions import reading
from archive.editorial import merging, publishing
from archive.records.base import Record
from archive.records.statements import Statement
from tests import making

pytestmark = pytest.mark.django_db

YEARS = range(2019, 2027)
FORMS = ("address", "message")


def publish(*records: Record) -> None:
    for one in records:
        making.published(one)


def said(by_chance: Random, houses: list[Record], days: list[Record]) -> Statement:
    """By one or two of ``houses`` on one of the ``days`` or on none; dated in its year, or just before it."""
    year = by_chance.choice(YEARS)
    date = f"{year}-01-20" if by_chance.random() < 0.8 else f"{year - 1}-12-31"
    options = {"year": year, "date": date, "form": by_chance.choice(FORMS)}
    issuers = by_chance.sample(houses, by_chance.choice((1, 1, 2)))
    return making.statement(issuers=issuers, observance=by_chance.choice([*days, None]), **options)


def merge(old: Record, kept: Record) -> None:
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
    for one, change in ((kept, "minor"), (old, "update")):
        one.refresh_from_db()
        making.published(one, change=change, note={"en": "They are one."})


def both(siblings: Siblings) -> tuple[int | None, int | None]:
    """The year before as readers are led to it, and as the desk tells it."""
    read = reading.at(clock.now())
    before, _after = in_years_beside(read, siblings)
    return before and Row.objects.get(pk=before).year, listing.year_before(read, siblings)


@pytest.mark.parametrize("seed", range(2))
def test_readers_and_the_desk_are_told_the_same_year_before(seed):
    by_chance = Random(seed)
    houses = [making.institution(f"House {number}") for number in range(3)]
    days = [making.observance(f"Day {number}") for number in range(2)]
    publish(*houses, *days)
    statements = [said(by_chance, houses, days) for _ in range(14)]
    publish(*statements)
    for one in by_chance.sample(statements, 3):
        publishing.withdraw(one, by=making.publisher(), reason_class="legal", note={"en": "So."})
    merge(houses[2], houses[0])

    asked = product((one.uuid for one in days), (one.uuid for one in houses), (*YEARS, 2027))
    answers = {one: both(Siblings(*one, FORMS[0])) for one in asked}

    assert {one: answer for one, answer in answers.items() if answer[0] != answer[1]} == {}
    assert any(answer[0] for answer in answers.values())
    assert not all(answer[0] for answer in answers.values())
