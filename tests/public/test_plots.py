"""Every figure of an event is on its plot, or named under it with the reason; the legend explains what is drawn."""

from itertools import combinations, count, product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from archive.editions import figures
from archive.editions.payloads import Cited, CitedSource, Reference
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.detail import plots
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
    """What one event may hold, by the rules that the database keeps."""
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
                measure=draw(st.sampled_from(["killed", "missing"])),
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
        id=figure.id,
        measure=figure.measure.title(),
        number=number_in_words(figure, "en"),
        counted=counting.noun_of(figure),
        is_of_people=not figure.population and figure.unit == "persons",
        place=Link(text="Town") if figure.place else None,
        speaker=Link(text=f"Speaker {figure.id}"),  # a name of its own, to be looked for
        stated_on=When(machine="", words=figure.stated_on) if figure.stated_on else None,
        year="",
        as_of=None,
        cited=Quoted(
            source=Link(text="Report"),
            original_title=None,
            locator="",
            quotation="",
            quotation_language="",
            address="",
        ),
        later="later" if figures.later(figure, said) else "",
        note=None,
        sources=(),
        citation=(),
    )


LETTERS = {"a": "A", "b": "B"}


def stated(number: int, value: int, on: str, qualifier: str = "exact") -> FigureForm:
    by = Reference(record="ab"[number % 2], kind="institution", label={"en": "Speaker"}, role="speaker")
    said = {"value": value, "qualifier": qualifier, "stated_on": on, "unit": "persons"}
    return FigureForm(id=f"f{number}", measure="killed", stated_by=by, stated_in=SOURCE, **said)


def crowded() -> list[tuple[FigureForm, FigureLine]]:
    """Of one night, as years later one after another gave nearly the same number."""
    found = [
        stated(1, 100, "1995", "more-than"),
        *(stated(number, value, f"{2020 + number}") for number, value in enumerate((147, 147, 150, 150), start=2)),
    ]
    return [(one, line(one, found)) for one in found]


@given(claims())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_every_figure_is_drawn_in_every_size_or_named_with_the_reason(board):
    plot = plots.of_event(board, LETTERS, "en")
    if plot is None:
        return
    named = [line.id for left_out in plot.left_out for one in left_out.measures for line in one.claims]
    for size in plots.WIDTHS:
        panels = [
            [mark.figure for mark in one.marks] for panel in plot.panels for one in panel.drawings if one.size == size
        ]
        drawn = [figure for panel in panels for figure in panel]
        for figure, said in board:
            assert drawn.count(figure.id) + named.count(figure.id) == 1
            assert figure.id not in drawn or (counting.given(figure) and figure.stated_on)
            assert figure.id not in drawn or any(said.speaker.text in panel.words for panel in plot.panels)
        # One scale is of one thing: villages are not measured against people, nor the missing against the killed.
        by_id = {figure.id: (figure.measure, figure.unit) for figure, _line in board}
        assert all(len({by_id[figure] for figure in panel}) == 1 and len(panel) > 1 for panel in panels)
    assert all(left_out.reason and left_out.measures for left_out in plot.left_out)


@given(claims())
@example(crowded())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_marks_stand_where_their_number_and_their_day_are_and_cover_no_other(board):
    plot = plots.of_event(board, LETTERS, "en")
    for drawing in [one for panel in plot.panels for one in panel.drawings] if plot else ():
        by_id = {figure.id: figure for figure, _line in board}
        marks = sorted(drawing.marks, key=lambda mark: max(counting.given(by_id[mark.figure])))
        heights = [mark.high for mark in marks]
        assert heights == sorted(heights, reverse=True)
        for mark in marks:
            assert drawing.left < mark.x < drawing.width
            assert ((mark.x, mark.y) != (mark.from_x, mark.from_y)) == ("moved" in mark.kinds)
        # Letters stand in their marks, or all of them beside; there is room for these few.
        is_moved = {"moved" in mark.kinds for mark in marks}
        assert len(is_moved) == 1
        apart = plots.APART if is_moved == {True} else 2 * plots.RADIUS
        letters, places = [(mark.x, mark.y) for mark in marks], [(mark.from_x, mark.from_y) for mark in marks]
        beside = [*combinations(letters, 2), *(product(letters, places) if is_moved == {True} else ())]
        assert [(x, y) for x, y in beside if abs(x[0] - y[0]) < apart and abs(x[1] - y[1]) < apart] == []


@given(claims())
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_legend_explains_the_marks_that_occur_and_no_others(board):
    plot = plots.of_event(board, LETTERS, "en")
    if plot:
        drawn = (mark for panel in plot.panels for drawing in panel.drawings for mark in drawing.marks)
        kinds = {kind for mark in drawn for kind in mark.kinds}
        assert set(plot.legend) == {str(plots.LEGEND[kind]) for kind in kinds - {"exact"}}


def test_what_every_way_of_putting_a_number_looks_like_is_said():
    assert set(plots.SHAPES) | {"exact", "range", "unquantified"} == set(Figure.Qualifier.values)
    assert set(plots.LEGEND) == {*plots.SHAPES.values(), "range", "earlier", "moved"}
