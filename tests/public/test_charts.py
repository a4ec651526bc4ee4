"""Every claim of a table is on its chart, or named beside it with the reason; the legend explains what is drawn."""

from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.editions import figures
from archive.editions.payloads import Cited, CitedSource, Reference
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.detail import charts
from archive.public.detail.figures import number_in_words
from archive.public.detail.pages import FigureLine, Quoted
from archive.public.frame.pages import Link, When
from archive.public.words import counting
from archive.records.figures import Figure

pytestmark = pytest.mark.once

SOURCE = Cited(source=CitedSource(record="source", label={"en": "Report"}, sort="report"))
NUMBERS = st.integers(0, 20_000)
NEVER_A_RANGE = [one for one in Figure.Qualifier.values if one not in ("range", "unquantified")]


@st.composite
def claims(draw) -> list[tuple[FigureForm, FigureLine]]:
    """What one table may hold, by the rules that the database keeps."""
    ids, found = count(1), []
    for _one in range(draw(st.integers(0, 7))):
        qualifier = draw(st.sampled_from([*NEVER_A_RANGE, "estimated-range", "range", "unquantified"]))
        numbers: dict = {"value": draw(NUMBERS)} if qualifier in NEVER_A_RANGE else {}
        if "range" in qualifier:
            low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
            numbers = {"low": low, "high": high}
        place = Reference(record="town", kind="place", label={"en": "Town"}, role="place")
        found.append(
            FigureForm(
                id=f"f{next(ids)}",
                measure="killed",
                qualifier=qualifier.removesuffix("-range"),
                stated_by=Reference(
                    record=draw(st.sampled_from("ab")), kind="institution", label={"en": "Speaker"}, role="speaker"
                ),
                stated_in=SOURCE,
                unit=draw(st.sampled_from(Figure.Unit.values)),
                population=draw(st.sampled_from(["", "", *Figure.Population.values])),
                place=draw(st.sampled_from([None, place])),
                stated_on=draw(st.sampled_from(["", "1995", "2023-01-20"])),
                **numbers,
            )
        )
    return [(one, line(one, found)) for one in found]


def line(figure: FigureForm, said: list[FigureForm]) -> FigureLine:
    return FigureLine(
        number=number_in_words(figure, "en"),
        counted=counting.noun_of(figure),
        place=Link(text="Town") if figure.place else None,
        speaker=Link(text=f"Speaker {figure.id}"),  # a name of its own, to be looked for
        stated_on=When(machine="", words=figure.stated_on) if figure.stated_on else None,
        as_of=None,
        cited=Quoted(source=Link(text="Report"), locator="", quotation="", quotation_language="", address=""),
        later="later" if figures.later(figure, said) else "",
        note=None,
        sources=(),
    )


@given(claims())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_claim_is_drawn_or_named_with_the_reason(table):
    drawn_at_all = set()
    for chart in charts.of_table(table, "en"):
        drawn = [" ".join(text for _height, text in row.words) for row in chart.rows]
        named = [claim for left_out in chart.left_out for claim in left_out.claims]
        for figure, said in table:
            told = [one for one in (*drawn, *named) if f"Speaker {figure.id}" in one]
            assert len(told) == 1
            assert not counting.given(figure) or told[0].startswith(said.number)
            drawn_at_all |= {figure.id} if told[0] in drawn else set()
        assert all(left_out.reason and left_out.claims for left_out in chart.left_out)
        # One scale is of one thing: villages are not measured against people.
        assert len({figure.unit for figure, _line in table if f"Speaker {figure.id}" in " ".join(drawn)}) == 1
        for figure, _line in table:
            assert bool(counting.given(figure)) or figure.id not in drawn_at_all


@given(claims())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_legend_explains_the_marks_that_occur_and_no_others(table):
    for chart in charts.of_table(table, "en"):
        marks = {mark for row in chart.rows for mark in row.marks}
        assert set(chart.legend) == {str(charts.LEGEND[mark]) for mark in marks - {"exact"}}


@given(claims())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_there_is_a_chart_wherever_two_numbers_are_given_of_one_thing(table):
    put: dict = {}
    for figure, _line in table:
        if numbers := counting.given(figure):
            put.setdefault(figures.subject(figure), set()).add((figure.qualifier, numbers))
    units = {subject[1] for subject, numbers in put.items() if len(numbers) > 1}

    assert len(charts.of_table(table, "en")) == len(units)


def test_what_every_way_of_putting_a_number_looks_like_is_said():
    assert set(charts.SHAPES) | {"exact", "range", "unquantified"} == set(Figure.Qualifier.values)
    assert set(charts.LEGEND) == {*charts.SHAPES.values(), "range", "earlier"}
