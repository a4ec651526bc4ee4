"""The claims on one subject as marks on one scale, drawn on the server beside the table that says it in words."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Final

from archive.editions import figures
from archive.editions.figures import Subject
from archive.editions.payloads import FigureForm

from . import labels
from .pages import Chart, ChartRow, FigureLine, Tick

# Heights in pixels, and what lies across in hundredths of the width: letters keep their size on every screen.
LETTERS_HIGH: Final = 20
MARK_HIGH: Final = 22
LETTERS_ACROSS: Final = 36  # so many have room on a screen of 320
LEFT: Final = 2
RIGHT: Final = 95

# What a mark looks like, where its speaker gives no exact number.
SHAPES: Final = {
    "at-least": "or-more",
    "more-than": "or-more",
    "nearly": "or-less",
    "about": "about",
    "estimated": "about",
    "range": "range",
}


Claims = Sequence[tuple[FigureForm, FigureLine]]


def of_subjects(claims: Claims, subjects: Mapping[Subject, str], language: str) -> tuple[Chart, ...]:
    """A chart for each subject on which claims differ. On it nothing is left out or put together."""
    numbered = [(figure, line) for figure, line in claims if _given(figure)]
    found = {about: [pair for pair in numbered if figures.subject(pair[0]) == about] for about in subjects}
    return tuple(_chart(several, subjects[about], language) for about, several in found.items() if _differ(several))


def _differ(claims: Claims) -> bool:
    return len({(figure.qualifier, _given(figure)) for figure, _line in claims}) > 1


def _chart(claims: Claims, counted: str, language: str) -> Chart:
    top = _end_of_scale(max(max(_given(figure)) for figure, _line in claims))
    rows: list[ChartRow] = []
    for figure, line in claims:
        rows.append(_row(figure, line, top=top, above=rows[-1].y + MARK_HIGH // 2 if rows else 0))
    axis = rows[-1].y + MARK_HIGH // 2
    ticks = tuple(Tick(x=_across(one, top), words=labels.number_in_words(one, language)) for one in (0, top))
    return Chart(counted=counted, height=axis + LETTERS_HIGH, axis=axis, rows=tuple(rows), ticks=ticks)


def _row(figure: FigureForm, line: FigureLine, *, top: int, above: int) -> ChartRow:
    said = (line.number, line.speaker.text, line.stated_on.words if line.stated_on else "")
    words = wrap(" · ".join(part for part in said if part), LETTERS_ACROSS)
    numbers = _given(figure)
    return ChartRow(
        words=tuple((above + LETTERS_HIGH * place, text) for place, text in enumerate(words, start=1)),
        y=above + LETTERS_HIGH * len(words) + MARK_HIGH // 2,
        x=_across(min(numbers), top),
        until=_across(max(numbers), top),
        shape=SHAPES.get(figure.qualifier, "exact"),
        is_earlier=bool(line.later),
    )


def _given(figure: FigureForm) -> tuple[int, ...]:
    return tuple(one for one in (figure.value, figure.low, figure.high) if one is not None)


def _end_of_scale(number: int) -> int:
    """The next round number: 150 → 150, 613 → 650, 8372 → 8500."""
    step = max(10 ** (len(str(number)) - 1) // 2, 1)
    return max(-(-number // step), 1) * step


def _across(number: int, top: int) -> str:
    return f"{LEFT + (RIGHT - LEFT) * number / top:.1f}%"
