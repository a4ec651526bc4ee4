"""Anniversaries in the words of a statement, and whether they count right: "36 years ago", "44-day".

They are compared with what the observance recalls, with the events and observances that the same paragraph links to,
and with the years and days that the same sentence names. Where nothing of that says how to count nothing is doubted.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from archive import clock, datings, languages, markup, year_words
from archive.catalogue.models import Row
from archive.dates import Dating
from archive.editions.models import Interval
from archive.editions.payloads import Words
from archive.editions.payloads.observances import ObservancePayload
from archive.languages.reading import PARTS
from archive.year_words import Kind, YearWords

from .problems import Doubt, Spot

# What says how long ago something was is off by a third of it at most, whatever else by so many years or days: further
# off it tells of something else.
_COUNTED: Final = frozenset({Kind.AGO, Kind.ANNIVERSARY})
_SHARE: Final = 3
_CLOSE: Final = 2
IN_WORDS: Final = "anniversary-in-words"
_YEAR: Final = re.compile(rf"(?<![0-9]){PARTS['<year>']}")
_END_OF_SENTENCE: Final = re.compile(r"[.!?…]\s+(?=[^\W\d_a-z])|\n")
# So far on either side the sentence is read that words stand in.
_NEAR: Final = 300
# So many events of an observance are asked at most.
MOST_EVENTS: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What a statement counts from: the ``year`` it is for, the first years that are right, and the ``observance``."""

    year: int
    counted: tuple[int, ...] = ()
    observance: str = ""

    @property
    def years(self) -> range:
        """The years from which one may count."""
        return range(self.year - self.counted[-1], self.year - self.counted[0] + 1) if self.counted else range(0)


@dataclass(frozen=True, kw_only=True)
class Passage:
    """``block`` is empty for title and summary. ``html`` is what its words were written as."""

    language: str
    block: str
    html: str
    is_summary: bool = False

    @cached_property
    def text(self) -> str:
        return markup.plain(self.html) if self.block else self.html


@dataclass(frozen=True, slots=True, kw_only=True)
class Miscount:
    """Words that count otherwise: ``sums`` show how one counts, ``right`` is what they would say then."""

    rule: str
    found: YearWords
    passage: Passage
    sums: str
    right: str = ""
    # The sums in no language.
    key: str = ""
    # It counts as some people do.
    may_be_right: bool = False


def doubts(found: Iterable[Miscount], *, is_evidence: bool, noted: Collection[tuple[str, str]] = ()) -> Iterator[Doubt]:
    """``noted`` are the languages and blocks beside which an editor's note stands: evidence is never mended, and such
    a note says all that can be said.
    """
    for one in found:
        where = (one.passage.language, one.passage.block)
        if not (is_evidence and where in noted and not one.passage.is_summary):
            yield _doubt(one, is_evidence=is_evidence)


def states(found: Iterable[Miscount], anniversary: int | None) -> bool:
    """Whether words that count otherwise state this very anniversary."""
    return any(one.rule == IN_WORDS and one.found.number == anniversary for one in found)


def passages(texts: Mapping[str, Words]) -> Iterator[Passage]:
    for language in sorted(texts):
        yield Passage(language=language, block="", html=texts[language].title)
        yield Passage(language=language, block="", html=texts[language].summary, is_summary=True)
        for block in texts[language].blocks:
            yield Passage(language=language, block=block.id, html=block.html)


def miscounts(texts: Mapping[str, Words], recalled: Recalled) -> Iterator[Miscount]:
    """What counts otherwise in these texts. At most two queries; none where no words count."""
    if recalled.year:
        yield from in_passages(passages(texts), recalled)


def in_passages(said: Iterable[Passage], recalled: Recalled) -> Iterator[Miscount]:
    """The same of some passages, in their order."""
    counting = [
        (passage, found)
        for passage in said
        for found in year_words.find(passage.text, passage.language, year=recalled.year)
        if not found.is_about
    ]
    events = _Events(recalled, [passage for passage, _found in counting])
    for passage, found in counting:
        match found.kind:
            case Kind.DAYS:
                yield from _other_days(passage, found, events)
            case Kind.DATE:
                yield from _other_weekday(passage, found, recalled)
            case kind if kind in _COUNTED or kind is Kind.SO_LONG:
                yield from _other_years(passage, found, recalled, events)


# --- years -------------------------------------------------------------------------------------------


def _other_years(passage: Passage, found: YearWords, recalled: Recalled, events: "_Events") -> Iterator[Miscount]:
    first = recalled.year - found.number
    beside = [
        *_years_named(passage, found, recalled.year),
        *(year for one in events.linked_in(passage) for year in one.years),
    ]
    meant = recalled.years or [year for one in events.of_observance for year in one.years]
    if first in beside or first in meant:
        return
    close = [year for year in (*beside, *meant) if _is_close(found, recalled.year - year)]
    if close:
        years = _ends(recalled.years) if close[0] in recalled.years else close[:1]
        yield _miscounted(passage, found, recalled.year, years)


def _is_close(found: YearWords, count: int) -> bool:
    far = max(1, count // _SHARE) if found.kind in _COUNTED else _CLOSE
    return count > 0 and abs(count - found.number) <= far


def _miscounted(passage: Passage, found: YearWords, year: int, years: list[int]) -> Miscount:
    """``years`` are those from which one counts."""
    counted = {first: year - first for first in years}
    return Miscount(
        rule=IN_WORDS,
        found=found,
        passage=passage,
        sums=(sums := ", ".join(f"{year} − {first} = {count}" for first, count in counted.items())),
        key=sums,
        right=" / ".join(
            filter(None, (year_words.retold(found, passage.language, one - found.number) for one in counted.values()))
        ),
    )


def _ends(years: range) -> list[int]:
    """The last one first: one counts fewest from that."""
    return sorted({*years[:1], *years[-1:]}, reverse=True)


def _years_named(passage: Passage, found: YearWords, besides: int) -> list[int]:
    """By the same sentence."""
    named = (int(match["year"]) for match in _YEAR.finditer(_sentence(passage.text, found)))
    return [year for year in named if year != besides]


def _sentence(text: str, found: YearWords) -> str:
    """As much of it as stands near."""
    before, after = text[max(0, found.start - _NEAR) : found.start], text[found.start : found.end + _NEAR]
    return _END_OF_SENTENCE.split(before)[-1] + _END_OF_SENTENCE.split(after, maxsplit=1)[0]


# --- days --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last one."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def years(self) -> range:
        return range(self.first.year, self.last.year + 1)


def _other_days(passage: Passage, found: YearWords, events: "_Events") -> Iterator[Miscount]:
    named = [Span(one, other) for one, other in _days_named(passage, found)]
    spans = [one for one in (*named, *events.linked_in(passage), *events.of_observance) if one.days > 1]
    close = [one for one in spans if abs(one.days - found.number) <= _CLOSE]
    if close and found.number not in {one.days for one in close}:
        days = close[0].days
        yield Miscount(
            rule="days-in-words",
            found=found,
            passage=passage,
            sums=_days_counted(close[0]),
            key=str(days),
            may_be_right=found.number == days - 1,
        )


def _days_named(passage: Passage, found: YearWords) -> Iterator[tuple[date, date]]:
    """Two dates that the same sentence names; a year that the first does not say is that of the second."""
    dated = datings.days_in(_sentence(passage.text, found))
    for one, other in pairwise(dated):
        if year := other.year or one.year:
            try:
                days = date(one.year or year, one.month, one.day), date(year, other.month, other.day)
            except ValueError:
                continue
            if days[0] < days[1]:
                yield days


def _days_counted(span: Span) -> str:
    language = languages.current()
    spoken = languages.get(language)
    told = {
        "span": Dating.parse(f"{span.first}/{span.last}").in_words(language),
        "both": spoken.days(span.days),
        "fewer": spoken.days(span.days - 1),
    }
    return gettext("%(span)s: %(both)s if both ends are counted, %(fewer)s if one is not") % told


# --- weekdays ----------------------------------------------------------------------------------------


def _other_weekday(passage: Passage, found: YearWords, recalled: Recalled) -> Iterator[Miscount]:
    right = year_words.retold(found, passage.language, 0, year=recalled.year)
    if right and right != found.words:
        yield Miscount(rule="weekday-in-words", found=found, passage=passage, sums=right, key=right)


# --- what is counted from ----------------------------------------------------------------------------


class _Events:
    """What readers can see now: the events that an observance recalls, and what passages link to."""

    def __init__(self, recalled: Recalled, said: Collection[Passage]) -> None:
        self._observance = recalled.observance
        self._mentions = {passage: markup.mentions(passage.html) if passage.block else () for passage in said}

    @cached_property
    def of_observance(self) -> list[Span]:
        if not self._observance:
            return []
        naming = Row.objects.filter(terms__facet="observance", terms__value=UUID(self._observance))
        dates = naming.live(clock.now()).filter(kind="timeline-entry").values_list("date", flat=True)
        return [span for written in dates.distinct()[:MOST_EVENTS] if (span := _span(written))]

    def linked_in(self, passage: Passage) -> list[Span]:
        return [self._linked[uuid] for uuid in self._mentions[passage] if uuid in self._linked]

    @cached_property
    def _linked(self) -> dict[str, Span]:
        named = {uuid for several in self._mentions.values() for uuid in several}
        live = Interval.objects.live(clock.now()).filter(record__in=named).select_related("payload") if named else ()
        return {str(one.record): span for one in live if (span := _span_of(one.payload.held))}


def _span_of(payload: object) -> Span | None:
    if isinstance(payload, ObservancePayload):
        first = payload.base_year
        return Span(date(first, 1, 1), date(payload.base_year_last or first, 12, 31)) if first else None
    return _span(getattr(payload, "date", "")) if getattr(payload, "KIND", "") == "timeline-entry" else None


def _span(written: str) -> Span | None:
    dating = Dating.parse(written) if written else None
    if dating is None or dating.earliest is None or dating.latest is None:
        return None
    return Span(dating.earliest, dating.latest)


# --- said --------------------------------------------------------------------------------------------


def _doubt(one: Miscount, *, is_evidence: bool) -> Doubt:
    language, block = one.passage.language, one.passage.block
    return Doubt(
        rule=one.rule,
        about=" ".join(filter(None, (language, block, "summary" if one.passage.is_summary else ""))),
        message=message(one, is_evidence=is_evidence),
        spot=Spot(language=language, block=block, field="summary" if one.passage.is_summary else ""),
        words=(one.found.words, one.key),
        keeps_back=not is_evidence and not one.may_be_right,
        answered_at=Spot(rows="notes") if is_evidence and not one.passage.is_summary else None,
    )


def message(one: Miscount, *, is_evidence: bool) -> str:
    """What was found, with its arithmetic, and what can be done about it."""
    told = {"words": one.found.words, "sums": one.sums, "right": one.right}
    if is_evidence and not one.passage.is_summary:
        said = gettext(
            "It says “%(words)s”; counted: %(sums)s. The words stay: say it in an editor’s note beside them."
        )
    elif one.right:
        said = gettext("It says “%(words)s”; counted: %(sums)s, so “%(right)s”.")
    else:
        said = gettext("It says “%(words)s”; counted: %(sums)s.")
    return said % told
