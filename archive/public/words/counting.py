"""The words that stand after a number and agree with it, by gettext's plural forms."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy, npgettext_lazy

from archive import languages
from archive.editions.payloads.timeline_entries import FigureForm
from archive.public import kinds
from archive.public.words import labels

Counts = Mapping[str, Promise]

# How many records of several kinds a list holds.
RECORDS: Final = ngettext_lazy("%(number)s record", "%(number)s records", "total")
# Who or what a figure counts, by population or unit.
COUNTED: Final[Counts] = {
    "persons": npgettext_lazy("counted", "person", "people", "number"),
    "families": npgettext_lazy("counted", "family", "families", "number"),
    "villages": npgettext_lazy("counted", "village", "villages", "number"),
    "settlements": npgettext_lazy("counted", "settlement", "settlements", "number"),
    "cities": npgettext_lazy("counted", "city", "cities", "number"),
    "civilians": npgettext_lazy("counted", "civilian", "civilians", "number"),
    "servicemen": npgettext_lazy("counted", "serviceman", "servicemen", "number"),
    "women": npgettext_lazy("counted", "woman", "women", "number"),
    "children": npgettext_lazy("counted", "child", "children", "number"),
    "elderly": npgettext_lazy("counted", "elderly person", "elderly people", "number"),
}
# The same where the number is put in one of the ways of ``INEXACT``: some languages have another case there.
COUNTED_INEXACTLY: Final[Counts] = {
    "persons": npgettext_lazy("counted, after “more than”", "person", "people", "number"),
    "families": npgettext_lazy("counted, after “more than”", "family", "families", "number"),
    "villages": npgettext_lazy("counted, after “more than”", "village", "villages", "number"),
    "settlements": npgettext_lazy("counted, after “more than”", "settlement", "settlements", "number"),
    "cities": npgettext_lazy("counted, after “more than”", "city", "cities", "number"),
    "civilians": npgettext_lazy("counted, after “more than”", "civilian", "civilians", "number"),
    "servicemen": npgettext_lazy("counted, after “more than”", "serviceman", "servicemen", "number"),
    "women": npgettext_lazy("counted, after “more than”", "woman", "women", "number"),
    "children": npgettext_lazy("counted, after “more than”", "child", "children", "number"),
    "elderly": npgettext_lazy("counted, after “more than”", "elderly person", "elderly people", "number"),
}
INEXACT: Final = frozenset({"at-least", "more-than", "about"})


def counted(kind: str, total: int, language: str) -> str:
    """ "12 statements"; of no kind, or one without a word for several, "12 records"."""
    sentence = (kinds.of(kind).counted if kind else None) or RECORDS
    return str(sentence % {"total": total, "number": languages.get(language).grouped(total)})


def noun(thing: str, number: float, *, qualifier: str = "") -> str:
    """A unit or a population as it stands after ``number``: "1 village", "5 villages". A fraction counts as two."""
    nouns = COUNTED_INEXACTLY if qualifier in INEXACT else COUNTED
    agreed = int(number) if number == int(number) else 2
    return str(nouns[thing] % {"number": agreed}) if thing in nouns else thing


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
