"""What the figures of one event say of each other. Nothing here merges, averages or picks."""

from collections.abc import Collection

from archive.dates import Dating

from .payloads.timeline_entries import FigureForm

Subject = tuple[str, str, str, str]


def subject(figure: FigureForm) -> Subject:
    """What is counted: figures are compared only if they count the same of the same people in the same place."""
    return figure.measure, figure.unit, figure.population, figure.place.record if figure.place else ""


def in_order(figures: Collection[FigureForm]) -> tuple[FigureForm, ...]:
    """By the day they were stated, never by size; undated ones last, in the order of the record."""
    dated = sorted((one for one in figures if one.stated_on), key=lambda one: Dating.parse(one.stated_on).order)
    return (*dated, *(one for one in figures if not one.stated_on))


def later(figure: FigureForm, figures: Collection[FigureForm]) -> tuple[FigureForm, ...]:
    """What its own speaker said about the same thing afterwards: a history. Others' claims only stand beside it."""
    return in_order([other for other in figures if _follows(other, figure)])


def current(figures: Collection[FigureForm]) -> tuple[FigureForm, ...]:
    """The figures that their speakers have not restated or replaced since."""
    return tuple(figure for figure in in_order(figures) if not later(figure, figures))


def differing(figures: Collection[FigureForm]) -> frozenset[Subject]:
    """The subjects on which two current figures give different numbers: there, accounts differ."""
    numbers: dict[Subject, set[tuple[int | None, int | None, int | None]]] = {}
    for figure in current(figures):
        if figure.qualifier != "unquantified":
            numbers.setdefault(subject(figure), set()).add((figure.value, figure.low, figure.high))
    return frozenset(about for about, given in numbers.items() if len(given) > 1)


def same_number(one: FigureForm, other: FigureForm) -> bool:
    """Whether both are put in the same way with the same number."""
    return _put(one) == _put(other)


def _put(figure: FigureForm) -> tuple[str, int | None, int | None, int | None]:
    return figure.qualifier, figure.value, figure.low, figure.high


def _follows(other: FigureForm, figure: FigureForm) -> bool:
    if other.id == figure.superseded_by:
        return True
    if other.stated_by.record != figure.stated_by.record or subject(other) != subject(figure):
        return False
    return _is_before(figure.stated_on, other.stated_on)


def _is_before(one: str, other: str) -> bool:
    """Whether the first date ends before the other begins; dates that overlap, or are missing, have no order."""
    return bool(one and other) and Dating.parse(one).is_before(Dating.parse(other))
