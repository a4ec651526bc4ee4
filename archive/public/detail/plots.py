"""The figures of one event on one scale of time, drawn on the server; the board above them says the same in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations, count, groupby
from typing import Final

from django.utils.translation import gettext_lazy

from archive import languages
from archive.dates import Dating
from archive.editions import figures
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.detail.pages import Drawing, FigureLine, LeftOut, Mark, OfMeasure, Panel, Plot, Tick, Trail
from archive.public.words import counting, labels

# In pixels: what is drawn for a phone is no smaller drawing of the other, so its letters keep their size.
WIDTHS: Final = {"wide": 500, "narrow": 320}
HEIGHT: Final = 190
TOP: Final = 26  # an arrow upwards has room
FOOT: Final = 26  # the years
RADIUS: Final = 9
APART: Final = 12  # from a letter that stands beside its mark to every other, and to every mark
ARROW: Final = 12  # from a mark to the middle of its arrow
LETTER_WIDE: Final = 8
YEAR_WIDE: Final = 46
EDGE: Final = 14  # between the outermost marks and the edges

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
    "or-more": gettext_lazy("An arrow upwards stands for “more than” or “at least”."),
    "or-less": gettext_lazy("An arrow downwards stands for “nearly”."),
    "about": gettext_lazy("A hollow mark stands for “about” or for an estimate."),
    "range": gettext_lazy("An upright line stands for a range."),
    "earlier": gettext_lazy("A dashed mark stands for a figure that its speaker later restated."),
    "moved": gettext_lazy("Where letters would cover one another, a thin line leads from a letter to its mark."),
}
# Why a claim is not drawn, in the order in which it is asked.
REASONS: Final = {
    "number": gettext_lazy("No number is given:"),
    "date": gettext_lazy("It is not known when it was stated:"),
    "same": gettext_lazy("No other number is given on it:"),
}

Claims = Sequence[tuple[FigureForm, FigureLine]]
_Thing = tuple[str, str]
_Place = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Time:
    """Whole years, from the first day of one to the last day of another."""

    first: int
    last: int

    def part(self, day: float) -> float:
        """Where an ordinal of a day lies, from 0 to 1."""
        begin, end = date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal()
        return (day - begin) / (end - begin)


def of_event(claims: Claims, letters: Mapping[str, str], language: str) -> Plot | None:
    """A panel for each measure and unit of which different numbers are given, all with the same years.

    ``letters`` are those of the speakers, by record. It has every claim, or says which it has not, and why; there is
    none where nothing would be drawn.
    """
    reasons = {line.id: reason for (_figure, line), reason in zip(claims, _reasons(claims), strict=True)}
    drawn = [pair for pair in claims if not reasons[pair[1].id]]
    if not drawn:
        return None
    days = [day for figure, _line in drawn for day in _days(figure)]
    time = _Time(first=min(days).year, last=max(days).year)
    panels = tuple(_panel(tuple(of_thing), time, letters, language) for _key, of_thing in _by_thing(drawn))
    marks = {kind for panel in panels for drawing in panel.drawings for mark in drawing.marks for kind in mark.kinds}
    left_out = [pair for pair in claims if reasons[pair[1].id]]
    return Plot(
        panels=panels,
        legend=tuple(str(said) for kind, said in LEGEND.items() if kind in marks),
        left_out=tuple(_left_out(left_out, reasons)),
    )


def _by_thing(claims: Claims) -> Iterator[tuple[_Thing, Iterator[tuple[FigureForm, FigureLine]]]]:
    """Villages are not measured against people."""
    order = {thing: place for place, thing in enumerate(dict.fromkeys(_thing(figure) for figure, _line in claims))}
    return groupby(sorted(claims, key=lambda pair: order[_thing(pair[0])]), key=lambda pair: _thing(pair[0]))


def _thing(figure: FigureForm) -> _Thing:
    return figure.measure, figure.unit


def _reasons(claims: Claims) -> Iterator[str]:
    """Why each is not drawn; empty for what is."""
    put = {(_thing(figure), _put(figure)) for figure, _line in claims if counting.given(figure) and _days(figure)}
    fit = [thing for thing, _number in put]
    for figure, _line in claims:
        if not counting.given(figure):
            yield "number"
        elif not _days(figure):
            yield "date"
        else:
            yield "" if fit.count(_thing(figure)) > 1 else "same"


def _put(figure: FigureForm) -> tuple[str, tuple[int, ...]]:
    return figure.qualifier, counting.given(figure)


def _days(figure: FigureForm) -> tuple[date, ...]:
    """The first and the last day on which it may have been stated; none where one of them is unknown."""
    dating = Dating.parse(figure.stated_on) if figure.stated_on else None
    return (dating.earliest, dating.latest) if dating and dating.earliest and dating.latest else ()


def _left_out(claims: Claims, reasons: Mapping[str, str]) -> Iterator[LeftOut]:
    for reason, label in REASONS.items():
        several = [line for _figure, line in claims if reasons[line.id] == reason]
        of_measures = groupby(several, key=lambda line: line.measure)
        if several:
            measures = tuple(OfMeasure(measure=measure, claims=tuple(lines)) for measure, lines in of_measures)
            yield LeftOut(reason=str(label), measures=measures)


def said(figure: FigureForm, line: FigureLine) -> str:
    """ "131 · Ministry · January 2011", "more than 100 civilians · Agency · 1995"."""
    number = line.number if counting.given(figure) else ""
    noun = "" if line.is_of_people else line.counted
    place, day = line.place.text if line.place else "", line.stated_on.words if line.stated_on else ""
    parts = (" ".join(part for part in (number, noun) if part), place, line.speaker.text, day)
    return " · ".join(part for part in parts if part)


# --- panels ---------------------------------------------------------------------------------------------


def _panel(claims: Claims, time: _Time, letters: Mapping[str, str], language: str) -> Panel:
    figure = claims[0][0]
    unit = labels.label_of(labels.UNITS, figure.unit) if figure.unit != "persons" else ""
    lettered = (f"{letters[figure.stated_by.record]}: {said(figure, line)}" for figure, line in claims)
    measure = ", ".join(part for part in (claims[0][1].measure, unit) if part)
    return Panel(
        measure=measure,
        words=f"{measure}. {'; '.join(lettered)}",
        drawings=tuple(_drawing(size, claims, time, letters, language) for size in WIDTHS),
    )


def _drawing(size: str, claims: Claims, time: _Time, letters: Mapping[str, str], language: str) -> Drawing:
    step, steps = _steps(max(max(counting.given(figure)) for figure, _line in claims))
    numbers = [languages.get(language).grouped(step * place) for place in range(steps + 1)]
    left = LETTER_WIDE * len(numbers[-1]) + EDGE // 2
    scale = _Scale(left=left, width=WIDTHS[size], top=step * steps, time=time)
    marks = sorted((_mark(figure, line, scale, letters) for figure, line in claims), key=lambda one: (one.x, -one.y))
    return Drawing(
        size=size,
        width=scale.width,
        height=HEIGHT,
        left=left,
        foot=HEIGHT - FOOT,
        numbers=tuple(Tick(at=scale.y(step * place), words=words) for place, words in enumerate(numbers)),
        years=tuple(Tick(at=scale.x(date(year, 1, 1).toordinal()), words=str(year)) for year in scale.years()),
        trails=tuple(_trails(claims, scale)),
        marks=_placed(marks, scale),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Time across from ``left``, numbers up to ``top``; in pixels."""

    left: int
    width: int
    top: int
    time: _Time

    def x(self, day: float) -> int:
        first, last = self.left + EDGE, self.width - EDGE
        return round(first + (last - first) * self.time.part(day))

    def y(self, number: int) -> int:
        return round(HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * number / self.top)

    def years(self) -> list[int]:
        """Those that are written under it: as many round ones as have room."""
        room = max((self.width - self.left) // YEAR_WIDE, 1)
        every = range(self.time.first, self.time.last + 1)
        return next(
            found for step in _round_numbers() if len(found := [one for one in every if not one % step]) <= room
        )


def _steps(number: int) -> tuple[int, int]:
    """How far apart the written numbers are, and how many there are above 0: 150 → 50 and 3."""
    step = next(step for step in _round_numbers() if step * 4 >= number)
    return step, max(-(-number // step), 1)


def _round_numbers() -> Iterator[int]:
    """1, 2, 5, 10, 20 …"""
    return (first * 10**power for power in count() for first in (1, 2, 5))


def _mark(figure: FigureForm, line: FigureLine, scale: _Scale, letters: Mapping[str, str]) -> Mark:
    numbers = counting.given(figure)
    is_range = len(numbers) > 1
    put = [SHAPES[figure.qualifier]] if figure.qualifier in SHAPES else []
    x, y = scale.x(_middle(figure)), round((scale.y(numbers[0]) + scale.y(numbers[-1])) / 2)
    return Mark(
        figure=line.id,
        letter=letters[figure.stated_by.record],
        x=x,
        y=y,
        from_x=x,
        from_y=y,
        low=scale.y(min(numbers)),
        high=scale.y(max(numbers)),
        kinds=(*put, *(["range"] if is_range else []), *(["earlier"] if line.later else [])) or ("exact",),
    )


def _middle(figure: FigureForm) -> float:
    """The day in the midst of those that a date can mean, as an ordinal."""
    return sum(day.toordinal() for day in _days(figure)) / 2


def _placed(marks: Sequence[Mark], scale: _Scale) -> tuple[Mark, ...]:
    """Each letter in its mark. Where one mark would cover another, all are small, and no letter covers a mark or a
    letter: it stands as near to its mark as there is room, and a line leads there.
    """
    if not any(_are_near((one.x, one.y), (other.x, other.y), 2 * RADIUS) for one, other in combinations(marks, 2)):
        return tuple(marks)
    placed, taken = [], [place for mark in marks for place in _taken(mark)]
    for mark in marks:
        free = (place for place in _places(mark, scale) if not any(_are_near(place, one, APART) for one in taken))
        x, y = next(free, (mark.x, mark.y - APART))
        taken.append((x, y))
        placed.append(replace(mark, x=x, y=y, kinds=(*mark.kinds, "moved")))
    return tuple(placed)


def _taken(mark: Mark) -> Iterator[_Place]:
    """Where a mark stands, with its arrow and the ends of its range."""
    arrow = {"or-more": -ARROW, "or-less": ARROW}
    yield mark.x, mark.y
    yield from ((mark.x, mark.y + arrow[kind]) for kind in mark.kinds if kind in arrow)
    yield from ((mark.x, end) for end in (mark.low, mark.high) if end != mark.y)


def _places(mark: Mark, scale: _Scale) -> Iterator[_Place]:
    """Where the letter of a mark may stand, the nearest first."""
    for right, down in _AROUND:
        x, y = mark.x + right, mark.y + down
        if scale.left + RADIUS < x < scale.width - RADIUS and RADIUS < y < HEIGHT - FOOT - RADIUS:
            yield x, y


def _are_near(one: _Place, other: _Place, room: int) -> bool:
    return abs(one[0] - other[0]) < room and abs(one[1] - other[1]) < room


# All steps to the sides, up and down, by how far they lead.
_STEP: Final = 6
_AROUND: Final = sorted(
    ((right * _STEP, down * _STEP) for right in range(-20, 21) for down in range(-20, 21)),
    key=lambda step: (step[0] ** 2 + step[1] ** 2, step),
)


def _trails(claims: Claims, scale: _Scale) -> Iterator[Trail]:
    """Lines from what a speaker stated to what the same speaker stated anew."""
    for _subject, several in _by_speaker(claims):
        points = [(scale.x(_middle(figure)), scale.y(counting.given(figure)[-1])) for figure in several]
        if len(points) == len({x for x, _y in points}) > 1:
            yield Trail(points=" ".join(f"{x},{y}" for x, y in points))


def _by_speaker(claims: Claims) -> Iterator[tuple[object, list[FigureForm]]]:
    found: dict[object, list[FigureForm]] = {}
    for figure, _line in claims:
        found.setdefault((figure.stated_by.record, figures.subject(figure)), []).append(figure)
    return ((key, sorted(several, key=_middle)) for key, several in found.items())
