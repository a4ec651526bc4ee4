"""The claims of one table as marks on one scale, drawn on the server beside the table that says it in words."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive import languages
from archive.editions import figures
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.detail.pages import Chart, ChartRow, FigureLine, LeftOut, Tick
from archive.public.words import counting

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
}
# What the marks stand for; of one that stands for itself there is nothing to say.
LEGEND: Final = {
    "or-more": gettext_lazy("An arrow to the right stands for “more than” or “at least”."),
    "or-less": gettext_lazy("An arrow to the left stands for “nearly”."),
    "about": gettext_lazy("A hollow mark stands for “about” or for an estimate."),
    "range": gettext_lazy("A line between two marks stands for a range."),
    "earlier": gettext_lazy("A faint mark stands for a figure that its speaker has stated anew since."),
}

Claims = Sequence[tuple[FigureForm, FigureLine]]


def of_table(claims: Claims, language: str) -> tuple[Chart, ...]:
    """A chart for each unit in which numbers differ. It draws every claim of the table, or says which it does not."""
    units = dict.fromkeys(figure.unit for figure, _line in claims)
    found = {unit: [pair for pair in claims if pair[0].unit == unit and counting.given(pair[0])] for unit in units}
    return tuple(_chart(drawn, claims, language) for drawn in found.values() if _differ(drawn))


def _differ(drawn: Claims) -> bool:
    """Whether different numbers are given of one subject: parts of a whole are no reason for a chart."""
    put = {(figures.subject(figure), figure.qualifier, counting.given(figure)) for figure, _line in drawn}
    return len(put) > len({subject for subject, *_number in put})


def _chart(drawn: Claims, claims: Claims, language: str) -> Chart:
    top = _end_of_scale(max(max(counting.given(figure)) for figure, _line in drawn))
    rows: list[ChartRow] = []
    for figure, line in drawn:
        rows.append(_row(figure, line, top=top, above=rows[-1].y + MARK_HIGH // 2 if rows else 0))
    axis = rows[-1].y + MARK_HIGH // 2
    unit = drawn[0][0].unit
    return Chart(
        height=axis + LETTERS_HIGH,
        axis=axis,
        rows=tuple(rows),
        ticks=tuple(Tick(x=_across(one, top), words=languages.get(language).grouped(one)) for one in (0, top)),
        legend=tuple(str(said) for mark, said in LEGEND.items() if any(mark in row.marks for row in rows)),
        left_out=tuple(_left_out([pair for pair in claims if pair not in drawn], unit)),
    )


def _left_out(claims: Claims, unit: str) -> Iterator[LeftOut]:
    """What cannot stand on a scale of ``unit``, each with its reason."""
    by_reason = sorted(claims, key=lambda pair: pair[0].unit != unit)
    for is_other, several in groupby(by_reason, key=lambda pair: pair[0].unit != unit):
        reason = _("It counts something else:") if is_other else _("No number is given:")
        yield LeftOut(reason=reason, claims=tuple(_said(figure, line) for figure, line in several))


def _row(figure: FigureForm, line: FigureLine, *, top: int, above: int) -> ChartRow:
    words = wrap(_said(figure, line), LETTERS_ACROSS)
    numbers = counting.given(figure)
    return ChartRow(
        words=tuple((above + LETTERS_HIGH * place, text) for place, text in enumerate(words, start=1)),
        y=above + LETTERS_HIGH * len(words) + MARK_HIGH // 2,
        x=_across(min(numbers), top),
        until=_across(max(numbers), top),
        marks=_marks(figure, line),
    )


def _marks(figure: FigureForm, line: FigureLine) -> tuple[str, ...]:
    is_range = len(counting.given(figure)) > 1
    put = [SHAPES[figure.qualifier]] if figure.qualifier in SHAPES else []
    shape = [*put, "range"] if is_range else put or ["exact"]
    return (*shape, "earlier") if line.later else tuple(shape)


def _said(figure: FigureForm, line: FigureLine) -> str:
    """ "131 · Ministry · January 2011", "more than 100 civilians · Agency · 1995"."""
    number = line.number if counting.given(figure) else ""
    noun = counting.noun_of(figure) if figure.population or figure.unit != "persons" else ""
    place, date = line.place.text if line.place else "", line.stated_on.words if line.stated_on else ""
    said = (" ".join(part for part in (number, noun) if part), place, line.speaker.text, date)
    return " · ".join(part for part in said if part)


def _end_of_scale(number: int) -> int:
    """The next round number: 150 → 150, 613 → 650, 8372 → 8500."""
    step = max(10 ** (len(str(number)) - 1) // 2, 1)
    return max(-(-number // step), 1) * step


def _across(number: int, top: int) -> str:
    return f"{LEFT + (RIGHT - LEFT) * number / top:.1f}%"
