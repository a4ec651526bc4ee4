"""What of carried words may not hold any more a year later: found, and said anew with its arithmetic. Never written."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from archive import languages, year_words
from archive.dates import DateError, Dating, in_words
from archive.records.figures import Figure
from archive.year_words import Kind, YearWords

# A number with or without what stands between its thousands.
_NUMBER: Final = re.compile(r"(?<![\d.,])(\d{1,3})(?:([ \u00a0\u202f.,])(\d{3})(?:\2\d{3})*)?(?![\d.,]*\d)|\d+")
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
# What is counted from the year in which it is said.
COUNTING: Final = frozenset({Kind.AGO, Kind.ANNIVERSARY, Kind.SO_LONG})
# What follows from the day on which it is said.
DAYS: Final = frozenset({Kind.DATE, Kind.WEEKDAY})
# What has more digits counts nothing.
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``words`` of a passage, from ``start`` on, that a year may have changed. ``rule`` is for ever its name.

    ``instead`` is what they would be now, and ``why`` how that was counted; without it only a person can tell.
    """

    rule: str
    start: int
    words: str
    instead: str = ""
    why: str = ""

    @property
    def key(self) -> str:
        """What a form sends to say that this one is meant."""
        return f"{self.rule}-{self.start}"

    @property
    def result(self) -> tuple[str, str, str]:
        """What is confirmed with the words it was found in: in no language of the desk."""
        return self.rule, self.words, self.instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What has changed between the statement of the year ``then`` and that of ``now``.

    ``restated`` are numbers that its issuers gave then, and the figure that they give now; ``names`` are those of
    people whom its words link to. ``day`` is this year's, if it is another one than then: "2027-11-14".
    """

    then: int
    now: int
    restated: Mapping[int, Figure] = field(default_factory=dict)
    names: Collection[str] = ()
    day: str = ""


def findings(text: str, language: str, since: Since) -> tuple[Finding, ...]:
    """What of ``text`` has to be looked at, in its order; nothing twice."""
    found = (*_years(text, language, since), *_figures(text, since))
    return tuple(_apart(sorted(found, key=lambda one: (one.start, -len(one.words)))))


def _apart(found: Collection[Finding]) -> Iterator[Finding]:
    """Of two that overlap the longer: a number in a date is found with that."""
    end = -1
    for one in found:
        if one.start >= end or not one.words:
            end = max(end, one.start + len(one.words))
            yield one


def _years(text: str, language: str, since: Since) -> Iterator[Finding]:
    """What does not age, as “the 44-day war”, is none."""
    years = since.now - since.then
    for one in year_words.find(text, language, year=since.then, names=since.names):
        is_elsewhere = since.day and one.kind in DAYS
        instead = "" if is_elsewhere else year_words.retold(one, language, years, year=since.then)
        if instead != one.words:
            why = _why(one, since)
            yield Finding(rule=one.kind.value, start=one.start, words=one.words, instead=instead, why=why)
    for found in _YEAR.finditer(text):
        if int(found[0]) == since.then:
            yield Finding(rule=Kind.YEAR.value, start=found.start(), words=found[0], instead=str(since.now))


def _why(one: YearWords, since: Since) -> str:
    """As in “2027 − 1990 = 37”."""
    if one.kind in COUNTING and one.number and not one.is_about:
        return f"{since.now} − {since.then - one.number} = {one.number + since.now - since.then}"
    if one.kind in DAYS and since.day:
        return _("This year it is %(day)s.") % {"day": in_words(since.day, languages.current())}
    return _("Is that still the office?") if one.kind is Kind.OFFICE else ""


def _figures(text: str, since: Since) -> Iterator[Finding]:
    for found in _NUMBER.finditer(text) if since.restated else ():
        figure = since.restated.get(_number(found[0]))
        if figure is not None:
            why = _("stated anew: %(figure)s") % {"figure": figure}
            instead = _written(figure.value, found[2] or "") if figure.value is not None else ""
            yield Finding(rule="figure", start=found.start(), words=found[0], instead=instead, why=why)


def _number(written: str) -> int:
    """0, which nobody states anew, if it counts nothing."""
    digits = re.sub(r"\D", "", written)
    return int(digits) if len(digits) <= _DIGITS else 0


def _written(number: int, between: str) -> str:
    return f"{number:,}".replace(",", between) if between else str(number)


def restated(figures: Collection[Figure]) -> dict[int, Figure]:
    """Number → the figure that its own speaker gives now in its place; without numbers that somebody still gives."""
    current = [one for one in figures if not _later(one, figures)]
    still = {one.value for one in current}
    found: dict[int, Figure] = {}
    for one in figures:
        later = _later(one, figures)
        if later and one.value is not None and one.value not in still:
            found[one.value] = later[-1]
    return found


def _later(figure: Figure, figures: Collection[Figure]) -> list[Figure]:
    """What its speaker said of the same afterwards, the last of it last."""
    after = [other for other in figures if _follows(other, figure)]
    return sorted(after, key=lambda one: (Dating.parse(one.stated_on).order if one.stated_on else (), one.pk))


def _follows(other: Figure, figure: Figure) -> bool:
    if other.pk == figure.superseded_by_id:
        return True
    return _subject(other) == _subject(figure) and _is_before(figure.stated_on, other.stated_on)


def _subject(one: Figure) -> tuple[object, ...]:
    return one.entry_id, one.stated_by_id, one.measure, one.unit, one.population, one.place_id


def _is_before(one: str, other: str) -> bool:
    try:
        return bool(one and other) and Dating.parse(one).is_before(Dating.parse(other))
    except DateError:
        return False  # a draft may say as yet what it likes
