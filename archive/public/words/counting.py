"""The words that stand after a number and agree with it, by gettext's plural forms."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import ngettext, npgettext

from archive import languages
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public import kinds
from archive.public.words import labels

# What counts → the word for so many. Gettext's own lazy plurals are a class each, of thirty kilobytes.
Counts = Mapping[str, Callable[[int], str]]

# Who or what a figure counts, by population or unit.
COUNTED: Final[Counts] = {
    "persons": lambda number: npgettext("counted", "person", "people", number),
    "families": lambda number: npgettext("counted", "family", "families", number),
    "villages": lambda number: npgettext("counted", "village", "villages", number),
    "settlements": lambda number: npgettext("counted", "settlement", "settlements", number),
    "cities": lambda number: npgettext("counted", "city", "cities", number),
    "civilians": lambda number: npgettext("counted", "civilian", "civilians", number),
    "servicemen": lambda number: npgettext("counted", "serviceman", "servicemen", number),
    "women": lambda number: npgettext("counted", "woman", "women", number),
    "children": lambda number: npgettext("counted", "child", "children", number),
    "elderly": lambda number: npgettext("counted", "elderly person", "elderly people", number),
}
# The same where the number is put in one of the ways of ``INEXACT``: some languages have another case there.
COUNTED_INEXACTLY: Final[Counts] = {
    "persons": lambda number: npgettext("counted, after “more than”", "person", "people", number),
    "families": lambda number: npgettext("counted, after “more than”", "family", "families", number),
    "villages": lambda number: npgettext("counted, after “more than”", "village", "villages", number),
    "settlements": lambda number: npgettext("counted, after “more than”", "settlement", "settlements", number),
    "cities": lambda number: npgettext("counted, after “more than”", "city", "cities", number),
    "civilians": lambda number: npgettext("counted, after “more than”", "civilian", "civilians", number),
    "servicemen": lambda number: npgettext("counted, after “more than”", "serviceman", "servicemen", number),
    "women": lambda number: npgettext("counted, after “more than”", "woman", "women", number),
    "children": lambda number: npgettext("counted, after “more than”", "child", "children", number),
    "elderly": lambda number: npgettext("counted, after “more than”", "elderly person", "elderly people", number),
}
INEXACT: Final = frozenset({"at-least", "more-than", "about"})


def counted(kind: str, total: int, language: str) -> str:
    """ "12 statements"; of no kind, or one without a word for several, "12 records"."""
    say = (kinds.of(kind).counted if kind else None) or _records
    return say(total) % {"number": languages.get(language).grouped(total)}


def _records(total: int) -> str:
    return ngettext("%(number)s record", "%(number)s records", total)


def noun(thing: str, number: float, *, qualifier: str = "") -> str:
    """A unit or a population as it stands after ``number``: "1 village", "5 villages". A fraction counts as two."""
    nouns = COUNTED_INEXACTLY if qualifier in INEXACT else COUNTED
    agreed = int(number) if number == int(number) else 2
    return nouns[thing](agreed) if thing in nouns else thing


def given(figure: FigureForm) -> tuple[int, ...]:
    """Its number, or the two ends of its range; none where no number is given."""
    return tuple(one for one in (figure.value, figure.low, figure.high) if one is not None)


def noun_of(figure: FigureForm) -> str:
    """Who or what is counted, after the number: "children", "villages". A range agrees with its end."""
    numbers = given(figure)
    if numbers:
        return noun(figure.population or figure.unit, numbers[-1], qualifier=figure.qualifier)
    return heading_of(figure)


def heading_of(figure: FigureForm) -> str:
    """The same where no number stands before it."""
    if figure.population:
        return labels.label_of(labels.POPULATIONS, figure.population)
    return labels.label_of(labels.UNITS, figure.unit)
