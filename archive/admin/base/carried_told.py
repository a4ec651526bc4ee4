"""What a draft has from last year: as its form tells what waits to be confirmed, and as reviewers read who did that."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from archive import languages
from archive.editorial.carried import HEADS, Confirmation, Passage, Unconfirmed, submitted_with
from archive.editorial.models import Candidate
from archive.editorial.outdated import Finding
from archive.editorial.people import User
from archive.editorial.problems import Problem
from archive.records.base import Record

from .fact_labels import place_label
from .spots import spot_url, waiting_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPassage:
    """``where`` it stands within its language; ``url`` leads there. ``pieces`` are its words, with what was found."""

    passage: Passage
    id: str
    where: str
    url: str

    @property
    def pieces(self) -> Iterator[tuple[str, bool]]:
        words, at = self.passage.words, 0
        for one in self.passage.findings:
            yield words[at : one.start], False
            at = max(at, one.start + len(one.words))
            yield words[one.start : at], True
        yield words[at:], False

    @property
    def to_look_at(self) -> list[Finding]:
        """What was found and can only be judged by a person."""
        return [one for one in self.passage.findings if not one.instead]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLanguage:
    code: str
    name: str
    passages: tuple[ToldPassage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCarried:
    """All of it that waits, carried from the statement of ``year``."""

    year: int
    count: int
    languages: tuple[ToldLanguage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldConfirmation:
    """What somebody confirmed of a candidate: ``said_anew`` is what changed with it, before and after."""

    confirmation: Confirmation
    where: str

    @property
    def said_anew(self) -> list[tuple[str, str]]:
        return [(words, instead) for _rule, words, instead in self.confirmation.changed]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldConfirmer:
    """What ``by`` confirmed in one language, in the order of the text."""

    by: User
    code: str
    language: str
    passages: tuple[ToldConfirmation, ...]


def confirmed_in(candidate: Candidate) -> tuple[ToldConfirmer, ...]:
    """By person and language. One query."""
    held = sorted(submitted_with(candidate), key=lambda one: (one.by_id, one.language, _order(one.place)))
    return tuple(
        ToldConfirmer(
            by=by,
            code=code,
            language=languages.autonym(code),
            passages=tuple(ToldConfirmation(confirmation=one, where=place_label(one.spot)) for one in passages),
        )
        for (by, code), passages in groupby(held, key=lambda one: (one.by, one.language))
    )


def _order(place: str) -> tuple[int, int]:
    return (HEADS.index(place), 0) if place in HEADS else (len(HEADS), int(place.removeprefix("p")))


def told(record: Record, problems: Collection[Problem]) -> ToldCarried | None:
    """None where nothing of ``record`` waits to be confirmed."""
    waiting = [one for one in problems if isinstance(one, Unconfirmed)]
    if not waiting:
        return None
    by_language = groupby((one.passage for one in waiting), key=lambda one: one.language)
    return ToldCarried(
        year=waiting[0].year,
        count=len(waiting),
        languages=tuple(
            ToldLanguage(
                code=code,
                name=languages.autonym(code),
                passages=tuple(
                    ToldPassage(
                        passage=one, id=waiting_id(one), where=place_label(one.spot), url=spot_url(record, one.spot)
                    )
                    for one in passages
                ),
            )
            for code, passages in by_language
        ),
    )
