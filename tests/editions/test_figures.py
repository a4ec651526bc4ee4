"""When accounts differ, and when one speaker has only changed her number."""

from dataclasses import replace

import pytest

from archive.editions import figures
from archive.editions.payloads import Cited, CitedSource, Reference
from archive.editions.payloads.timeline_entries import FigureForm

SOURCE = Cited(source=CitedSource(record="source", label={"en": "Report"}, sort="report"))
TOWN = Reference(record="town", kind="place", label={"en": "Town"}, role="place")


def said(value: int | None, by: str, on: str = "", **fields) -> FigureForm:
    speaker = Reference(record=by, kind="institution", label={"en": by}, role="speaker")
    form = FigureForm(
        id=f"{by}-{on}-{value}",
        measure="killed",
        qualifier="exact",
        stated_by=speaker,
        stated_in=SOURCE,
        value=value,
        stated_on=on,
    )
    return replace(form, **fields)


EMBASSY, FIRST, SECOND = said(131, "ministry", "2011-01"), said(147, "ministry", "2022"), said(150, "ministry", "2024")
KILLED = ("killed", "persons", "", "")


def test_a_later_number_of_the_same_speaker_is_a_revision():
    claims = (SECOND, EMBASSY, FIRST)

    assert figures.in_order(claims) == (EMBASSY, FIRST, SECOND)
    assert figures.current(claims) == (SECOND,)
    assert figures.later(EMBASSY, claims) == (FIRST, SECOND)
    assert figures.differing(claims) == frozenset()


def test_another_speaker_with_another_number_makes_accounts_differ():
    other = said(147, "agency", "2021")

    assert figures.current((SECOND, other, FIRST)) == (other, SECOND)
    assert figures.differing((SECOND, other, FIRST)) == {KILLED}
    assert figures.differing((FIRST, other)) == frozenset()


def test_the_order_is_by_the_day_it_was_stated_and_not_by_size():
    claims = (said(9, "a"), said(3, "b", "2024"), said(8, "c", "2011-01-19"), said(1, "d", "2011"))

    assert [one.value for one in figures.in_order(claims)] == [1, 8, 3, 9]


@pytest.mark.parametrize(
    "other",
    [
        said(2756, "agency", measure="buried"),
        said(2756, "agency", population="civilians"),
        said(2756, "agency", unit="villages"),
        said(2756, "agency", place=TOWN),
        said(150, "agency", qualifier="more-than"),
        said(None, "agency", qualifier="unquantified"),
        said(150, "agency", "1999"),
    ],
)
def test_accounts_of_other_things_or_with_the_same_number_do_not_differ(other):
    assert figures.differing((SECOND, other)) == frozenset()


@pytest.mark.parametrize(
    "other",
    [
        said(None, "agency", qualifier="range", low=500, high=1000),
        said(16000, "agency", qualifier="more-than"),
        said(147, "ministry", "2024"),
        said(147, "ministry"),
    ],
)
def test_different_numbers_without_an_order_differ(other):
    assert figures.differing((SECOND, other)) == {KILLED}


def test_dates_that_overlap_have_no_order():
    year, day = said(147, "ministry", "2024"), said(150, "ministry", "2024-01-20")

    assert figures.current((year, day)) == (year, day)


def test_what_its_speaker_has_replaced_is_not_current_whatever_its_date():
    replaced = replace(said(147, "ministry"), superseded_by=SECOND.id)

    assert figures.current((replaced, SECOND)) == (SECOND,)
    assert figures.later(replaced, (replaced, SECOND)) == (SECOND,)
