"""Random histories, beside a naive model: whatever is published, corrected, withdrawn or still to come, a search finds,
counts and offers what a look at each title would.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from archive import clock, kept, names
from archive.catalogue import listing
from archive.catalogue.listing import Query
from archive.editions import reading
from archive.editorial import publishing
from archive.records.timeline_entries import TimelineEntry
from tests import making

pytestmark = pytest.mark.django_db

# No two of them have a root, a sound, or all letters but one in common.
WORDS = ("zorvan", "lumtek", "birfad", "hestulq")
YEARS = (1990, 1990, 1994)
SO = {"az": "Belə.", "en": "So.", "ru": "Так."}
QUESTIONS = (*WORDS, "zorvan lumtek", "“zorvan lumtek”", "nowhere")

steps = st.lists(
    st.tuples(
        st.sampled_from(("publish", "publish", "schedule", "withdraw", "wait")),
        st.integers(0, len(YEARS) - 1),
        st.lists(st.sampled_from(WORDS), min_size=1, max_size=3),
        st.integers(5, 60),
    ),
    min_size=6,
    max_size=9,
)


@dataclass
class Expected:
    """For each event the titles that it was shown under, each since when; nothing since it was withdrawn."""

    shown: dict[int, list[tuple[datetime, str]]] = field(default_factory=lambda: {one: [] for one in range(len(YEARS))})

    def at(self, instant: datetime) -> dict[int, str]:
        last = {one: [title for since, title in shown if since <= instant] for one, shown in self.shown.items()}
        return {one: titles[-1] for one, titles in last.items() if titles and titles[-1]}

    def holding(self, question: str, instant: datetime) -> dict[int, str]:
        return {one: title for one, title in self.at(instant).items() if _holds(title.split(), question)}


def _holds(title: list[str], question: str) -> bool:
    if question.startswith("“"):
        return question.strip("“”") in " ".join(title)
    return all((word[1:] not in title) if word.startswith("-") else word in title for word in question.split())


class History:
    """What people do to three events; what the archive would refuse they do not try."""

    def __init__(self, traveller) -> None:
        self.time, self.expected, self.said = traveller, Expected(), 0
        source = making.source("Source")
        making.published(source)
        self.events = [making.entry("Nothing yet", sources=[source], date=f"{year}-01-20") for year in YEARS]

    def step(self, what: str, one: int, words: list[str], minutes: int) -> None:
        shown = self.expected.shown[one]
        if what == "wait":
            self.time.shift(timedelta(minutes=minutes))
        elif shown and (shown[-1][0] > clock.now() or not shown[-1][1]):
            return
        elif what == "withdraw" and shown:
            self.withdraw(one)
        elif what != "withdraw":
            self.write(one, words, minutes if what == "schedule" else 0)
        self.time.shift(timedelta(seconds=1))

    def write(self, one: int, words: list[str], minutes: int) -> None:
        self.said += 1
        title, change = f"{' '.join(words)} n{self.said}", {"change": "update", "note": SO}
        making.change(self.events[one], title=title)
        options = change if self.expected.shown[one] else {}
        if minutes:
            coming = making.release(minutes=minutes)
            making.scheduled(self.events[one], coming, **options)
            self.expected.shown[one].append((coming.instant, title))
        else:
            edition = making.published(self.events[one], **options)
            self.expected.shown[one].append((edition.release.instant, title))

    def withdraw(self, one: int) -> None:
        record = TimelineEntry.objects.get(pk=self.events[one].pk)
        publishing.withdraw(record, by=making.publisher(), reason_class="issuer-withdrew", note=SO)
        self.expected.shown[one].append((clock.now(), ""))


@contextmanager
def history() -> Iterator[History]:
    """Its rows are gone afterwards, and what was kept of them."""
    making.people.clear()
    kept.forget()
    with time_machine.travel(datetime(2026, 1, 19, 8, 0, tzinfo=UTC), tick=False) as traveller, transaction.atomic():
        yield History(traveller)
        transaction.set_rollback(True)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(several=steps)
def test_a_search_agrees_with_a_look_at_each_title(several):
    with history() as made:
        begun = clock.now()
        for step in several:
            made.step(*step)
            # Others read what comes, and so it is known in the process.
            listing.find(reading.rehearsed_at(clock.now() + timedelta(hours=1)), Query(), reader="en")
            for word in WORDS:  # what was found before is not looked for once more
                agrees(reading.at(clock.now()), word, made.expected.holding(word, clock.now()))
        middle = begun + (clock.now() - begun) / 2
        for instant in (clock.now(), middle):
            room = reading.at(clock.now(), as_of=instant) if instant != clock.now() else reading.at(instant)
            for question in (*QUESTIONS, *without_one_of(several)):
                agrees(room, question, made.expected.holding(question, instant))
            for word in WORDS:
                offers(room, word, made.expected.at(instant))


def without_one_of(several) -> list[str]:
    """What some titles have and are not wanted for."""
    pairs = (list(dict.fromkeys(words)) for _what, _one, words, _minutes in several)
    return [f"{first} -{second}" for first, second, *_more in (one for one in pairs if len(one) > 1)][:3]


def agrees(room: reading.Reading, question: str, expected: dict[int, str]) -> None:
    titles, years = sorted(expected.values()), Counter(YEARS[one] for one in expected)
    for literal in (True, False):
        found = listing.find(room, Query(question=question, is_literal=literal), reader="en", order="best")
        first = [entry.title for entry in found.entries[: len(titles)]]
        assert (question, literal, found.search.total, sorted(first)) == (question, literal, len(titles), titles)
        if literal:
            assert found.total == len(titles)
            assert found.facets["year"] == years
            assert found.facets["kind"] == ({"timeline-entry": len(titles)} if titles else {})
    for year in {*YEARS}:
        narrowed = Query(question=question, is_literal=True, years=frozenset({year}))
        assert listing.find(room, narrowed, reader="en").total == years[year]


def offers(room: reading.Reading, word: str, standing: dict[int, str]) -> None:
    offered = listing.completions(room, word[:3], reader="en")
    holding = {title for title in standing.values() if word in title.split()}
    assert {entry.title for entry in offered.records} == holding
    assert {names.fold(one.text) for one in offered.words} == ({word} if holding else set())
