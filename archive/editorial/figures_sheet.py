"""The figures that a statement gives: what stands behind each, what others claim, and what was said a year before."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from archive.editions.payloads.statements import StatementPayload
from archive.figures_said import figures_in
from archive.records.figures import Figure
from archive.records.texts import titles_of

from . import last_time, numbers_said
from .figures_sourced import Cites, Figures, Place
from .freezing.statements import figures_of

# So many claims that give another number are shown of one figure.
MOST_OTHERS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure. ``claims`` give the same number, and ``others`` another one for the same measure.

    ``before`` are the numbers that the earlier statement has in its place: the same one, others, or none. ``missing``
    are the languages that do not say it.
    """

    number: int
    places: tuple[Place, ...]
    missing: tuple[str, ...]
    claims: tuple[Figure, ...]
    others: tuple[Figure, ...]
    citations: tuple[Cites, ...]
    before: tuple[int, ...]

    @property
    def is_sourced(self) -> bool:
        return bool(self.claims or self.citations)

    @property
    def is_changed(self) -> bool:
        return bool(self.before) and self.number not in self.before


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``last`` is what the same issuer said before; ``gone`` the figures that only that one gives. ``called`` are the
    titles of whoever claims something, and of where it was read, by their keys and languages.
    """

    lines: tuple[Line, ...]
    last: StatementPayload | None
    gone: tuple[Place, ...]
    called: dict[int, dict[str, str]]

    @property
    def count_unsourced(self) -> int:
        return sum(not one.is_sourced for one in self.lines)

    @property
    def count_changed(self) -> int:
        return sum(one.is_changed for one in self.lines)


def sheet(payload: StatementPayload) -> Sheet:
    """At most six queries; those for claims only if it gives a figure."""
    figures, last = figures_of(payload), _last(payload)
    earlier = figures_of(last) if last else None
    claims = _claims(figures) if figures.said else []
    return Sheet(
        lines=tuple(_line(number, places, figures, claims, earlier) for number, places in figures.said.items()),
        last=last,
        gone=tuple(places[0] for number, places in earlier.said.items() if number not in figures.said)
        if earlier
        else (),
        called=_called(claims),
    )


def _last(payload: StatementPayload) -> StatementPayload | None:
    if not payload.observance:
        return None
    issuers = [one.record for one in payload.issuers]
    return last_time.said(payload.observance.record, issuers, payload.form, before=payload.year)


def _claims(figures: Figures) -> list[Figure]:
    return sorted(figures.claims.select_related("entry"), key=lambda one: (one.stated_on == "", one.stated_on, one.pk))


def _called(claims: Collection[Figure]) -> dict[int, dict[str, str]]:
    keys = {key for one in claims for key in (one.stated_by_id, one.stated_in_id)}
    return titles_of(keys) if keys else {}


def _line(
    number: int, places: Collection[Place], figures: Figures, claims: Iterable[Figure], earlier: Figures | None
) -> Line:
    same = [one for one in claims if number in _numbers(one)]
    about = {_subject(one) for one in same}
    said = {place.language for place in places}
    return Line(
        number=number,
        places=tuple(places),
        missing=tuple(language for language in figures.texts if language not in said),
        claims=tuple(same),
        others=tuple(one for one in claims if _subject(one) in about and one not in same)[:MOST_OTHERS],
        citations=tuple(figures.citing(number)),
        before=tuple(dict.fromkeys(_before(number, places, earlier))) if earlier else (),
    )


def _numbers(one: Figure) -> set[int | None]:
    return {one.value, one.low, one.high} - {None}


def _subject(one: Figure) -> tuple[object, ...]:
    """What is counted: of the same people, in the same place, at one event."""
    return one.entry_id, one.measure, one.unit, one.population, one.place_id


def _in_place_of(number: int, gone: list[int], new: list[int], counted: Collection[int]) -> Iterator[int]:
    """That of the same rank where as many are gone as are new; else all that may be meant."""
    if number in new:
        same = [gone[new.index(number)]] if len(gone) == len(new) else gone
        yield from (one for one in same if one in counted)


def _before(number: int, places: Iterable[Place], earlier: Figures) -> Iterator[int]:
    """What the sentences say that were alike a year before: the number itself, or what it came for."""
    for place in places:
        then = numbers_said.most_alike(place.sentence, earlier.sentences.get(place.language, ()))
        if then:
            counted = {one.number for one in figures_in(then.text, place.language)}
            if number in counted:
                yield number
            else:
                gone, new = numbers_said.in_place_of(then.numbers, place.sentence.numbers)
                yield from _in_place_of(number, gone, new, counted)
