"""Numbers in words, and the words that stand after them: these agree with their number, by gettext's plural forms."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy, npgettext_lazy

from archive.editions.payloads.timeline_entries import FigureForm
from archive.public.words import labels

Counts = Mapping[str, Promise]

# How many of a kind a list holds.
COUNTS: Final[Counts] = {
    "": ngettext_lazy("%(number)s record", "%(number)s records", "total"),
    "observance": ngettext_lazy("%(number)s observance", "%(number)s observances", "total"),
    "statement": ngettext_lazy("%(number)s statement", "%(number)s statements", "total"),
    "timeline-entry": ngettext_lazy("%(number)s event", "%(number)s events", "total"),
    "place": ngettext_lazy("%(number)s place", "%(number)s places", "total"),
    "institution": ngettext_lazy("%(number)s institution", "%(number)s institutions", "total"),
    "person": ngettext_lazy("%(number)s person", "%(number)s persons", "total"),
    "source": ngettext_lazy("%(number)s source", "%(number)s sources", "total"),
    "collection": ngettext_lazy("%(number)s collection", "%(number)s collections", "total"),
    "subject": ngettext_lazy("%(number)s subject", "%(number)s subjects", "total"),
}
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


def number_in_words(number: float, language: str) -> str:
    """A count with its thousands apart, as the language has it: "16,000", "16 000", "2783", "1,5"."""
    if language == "en":
        return f"{number:,}"
    # In Azerbaijani and Russian four digits stand together; the blank may not break.
    grouped = f"{number:,}" if number >= 10_000 else str(number)
    return grouped.replace(",", "\N{NO-BREAK SPACE}").replace(".", ",")


def counted(kind: str, total: int, language: str) -> str:
    """ "12 statements"; of another or no kind, "12 records"."""
    sentence = COUNTS.get(kind, COUNTS[""])
    return str(sentence % {"total": total, "number": number_in_words(total, language)})


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
        return labels.spoken(labels.POPULATIONS, figure.population)
    return labels.spoken(labels.UNITS, figure.unit)


def than_in_words(number: int, language: str) -> str:
    """A count that something exceeds: in Azerbaijani with its ending, as in "200-dən", "90-dan"."""
    words = number_in_words(number, language)
    return f"{words}-{_ablative(number)}" if language == "az" else words


def _ablative(number: int) -> str:
    """The ending follows the vowels of the last word that is spoken: altı, doqquz, on, otuz, qırx, altmış, doxsan."""
    if number % 10:
        back = number % 10 in (6, 9)
    elif number % 100:
        back = number % 100 in (10, 30, 40, 60, 90)
    else:
        back = number == 0 or number % 1_000_000 == 0  # sıfır, milyon; but yüz and min
    return "dan" if back else "dən"
