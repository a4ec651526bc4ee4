"""A candidate is stale where its record says something else, in its languages or its facts, and nowhere else."""

from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.db import connection
from django.db.models import QuerySet

from archive import clock, guards
from archive.editions import acts, reading
from archive.editions.acts import Refused
from archive.editorial import publishing, reviewing, states
from archive.editorial.models import Candidate, RecordState, State
from archive.editorial.situations import going_out_otherwise, situation
from archive.editorial.states import states as states_of
from archive.editorial.submissions import Submissions
from archive.records import seals
from archive.records.contributions import Contribution
from archive.records.names import Name
from archive.records.places import Place
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db

LANGUAGES = ("az", "en", "ru")
FACTS = "facts"


@pytest.fixture
def time():
    with time_machine.travel("2026-01-19T08:00:00Z", tick=False) as traveller:
        yield traveller


def is_stale(candidate: Candidate) -> bool:
    return Submissions.read(Place.objects.get(pk=candidate.record_id)).is_stale(candidate)


def published_now(candidate: Candidate) -> None:
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


# --- scenarios ----------------------------------------------------------------------------------------


def test_scenario_32_one_character_voids_an_approval():
    place = making.place({"az": "Şuşa", "en": "Shusha"}, summary="A vilage.")
    candidate = making.approved(place)

    making.change(place, language="en", summary="A village.")

    with pytest.raises(reviewing.StaleDigest):
        published_now(candidate)
    published_now(making.approved(place))
    assert reading.at(clock.now() + timedelta(seconds=1)).find("place", place.slug).payload.texts["en"].summary == (
        "A village."
    )


def test_a_comma_in_another_language_voids_no_approval():
    place = making.place({"az": "Şuşa", "ru": "Шуша"})
    candidate = making.approved(place, languages=["az"])

    making.change(place, language="ru", summary="Город, в горах.")

    assert situation(place).state == states_of([place])[place.pk] == State.APPROVED
    published_now(candidate)
    assert situation(place).state == states_of([place])[place.pk] == State.CHANGED  # with a language to submit


def test_what_is_submitted_is_what_its_submitter_saw_in_these_languages():
    place = making.place({"az": "Şuşa", "ru": "Шуша"})
    seen = {"by": making.archivist(), "version": place.version}
    making.change(place, language="ru", summary="Город, в горах.")

    with pytest.raises(reviewing.StaleVersion):
        reviewing.submit(place, **seen)
    with pytest.raises(reviewing.StaleVersion):
        reviewing.submit(place, languages=["az"], by=making.archivist(), version=0)
    assert reviewing.submit(place, languages=["az"], **seen).payload.texts.keys() == {"az"}


def test_what_is_written_back_as_it_was_is_approved_as_it_was():
    place = making.place("Shusha", summary="A town.")
    candidate = making.approved(place)

    making.change(place, summary="A city.")
    voided = is_stale(candidate)
    making.change(place, summary="A town.")

    assert (voided, is_stale(candidate)) == (True, False)
    published_now(candidate)
    making.change(place, summary="A city.")
    changed = situation(place).state
    making.change(place, summary="A town.")
    assert (changed, situation(place).state) == (State.CHANGED, State.PUBLISHED)


def test_a_fact_voids_an_approval_in_every_language_and_a_label_in_none(time):
    town = making.place("Town")
    making.published(town)
    place = making.place({"az": "Şuşa", "ru": "Шуша"}, parent=town)
    candidate = making.approved(place, languages=["az"])

    making.change(town, title="Another name")
    labelled = is_stale(candidate)
    current = Place.objects.get(pk=place.pk)
    with saving(current, by=making.archivist(), version=current.version):
        Name.objects.create(record=place, language="ru", text="Шуши")

    assert (labelled, is_stale(candidate)) == (False, True)


def test_a_typo_in_what_is_scheduled_goes_out_mended_or_is_said_in_red(time):
    place = making.place({"az": "Şuşa", "en": "A vilage"}, slug="shusha")
    scheduled = making.scheduled(place, making.release(), languages=["en"])
    making.change(place, language="az", title="Şuşa şəhəri")
    quiet = (situation(place).state, list(going_out_otherwise()))

    making.change(place, language="en", title="A village")
    told = [(situation(place).state, states_of([place])[place.pk], list(going_out_otherwise()))]
    mend = making.approved(place)
    told.append((situation(place).state, states_of([place])[place.pk], list(going_out_otherwise())))
    publishing.replace(mend, by=making.publisher(), digest=mend.digest, scheduled=scheduled)

    assert quiet == (State.SCHEDULED, [])
    assert told == [(State.DIFFERS, State.DIFFERS, [scheduled]), (State.APPROVED, State.APPROVED, [scheduled])]
    assert (situation(place).state, list(going_out_otherwise())) == (State.SCHEDULED, [])
    time.move_to(scheduled.release.instant)
    assert reading.at(clock.now()).find("place", "shusha").payload.texts["en"].title == "A village"


def test_a_mend_that_nobody_put_in_its_place_waits_in_a_pile_after_the_instant(time):
    place = making.place("A vilage")
    scheduled = making.scheduled(place, making.release())
    making.change(place, title="A village")
    mend = making.approved(place)

    time.move_to(scheduled.release.instant)

    assert situation(place).state == states_of([place])[place.pk] == State.OVERTAKEN
    assert list(states.waiting(State.OVERTAKEN)) == [mend]
    assert list(going_out_otherwise()) == []


# --- what was saved before there were seals -----------------------------------------------------------


def without_seals() -> None:
    """As the archive is while it is migrated; the test's own transaction puts the triggers back."""
    guards.lift(connection)
    QuerySet(Contribution).update(seals=None)


def test_what_was_submitted_before_there_were_seals_is_told_by_its_version_until_it_is_sealed():
    touched, left, sealed = (making.place({"az": "Şuşa", "ru": "Шуша"}) for _ in range(3))
    candidates = [making.approved(place, languages=["az"]) for place in (touched, left, sealed)]
    without_seals()
    before = [is_stale(one) for one in candidates]
    making.change(touched, language="ru", title="Город")

    seals.keep_missing(lambda done, total: None)
    making.change(sealed, language="ru", title="Город")

    assert before == [False, False, False]
    assert [is_stale(one) for one in candidates] == [True, False, False]
    assert not Contribution.objects.filter(seals__isnull=True).exclude(record=touched.pk, version=1).exists()


# --- random histories ---------------------------------------------------------------------------------


class History:
    """One place, and beside it what is written in it, what was submitted of it and what readers have: as plain words.

    There are few words, so that they are often written back as they were.
    """

    def __init__(self, seed: int, time) -> None:
        self.dice, self.time = Random(seed), time
        self.written: dict[str, str] = dict.fromkeys(LANGUAGES, "0") | {FACTS: "0"}
        self.place = making.place(dict.fromkeys(LANGUAGES, "0"), names=[("en", "0")])
        self.last: tuple[Candidate, dict[str, str]] | None = None
        self.given: dict[str, str] = {}
        self.coming: dict[str, str] = {}
        self.late: set[int] = set()
        self.seen: set[State] = set()

    def go_on(self, steps: int) -> None:
        verbs = (self.write, self.submit, self.approve, self.publish, self.schedule, self.replace, self.wait)
        for verb in self.dice.choices(verbs, (9, 6, 6, 3, 3, 3, 2), k=steps):
            self.time.shift(1)
            try:
                verb()
            except Refused:
                continue
            finally:
                self.agrees()

    def write(self) -> None:
        part, word = self.dice.choice(tuple(self.written)), self.dice.choice("01")
        before, was_last = self.standing_still(), self.last
        if part == FACTS:
            current = Place.objects.get(pk=self.place.pk)
            with saving(current, by=making.archivist(), version=current.version):
                Name.objects.filter(record=current.pk).update(text=word)
        else:
            making.change(self.place, language=part, title=word)
        self.written[part] = word
        if was_last and part not in was_last[1]:
            assert self.standing_still() == before  # in a language that it does not hold

    def standing_still(self) -> bool | None:
        return is_stale(self.last[0]) if self.last else None

    def submit(self) -> None:
        languages = self.dice.sample(LANGUAGES, self.dice.randint(1, 3))
        change = {"change": "minor"} if self.given else {}
        candidate = making.submitted(self.place, languages=languages, **change)
        self.last = candidate, {part: self.written[part] for part in (FACTS, *languages)}

    def approve(self) -> None:
        if self.last:
            reviewing.approve(self.last[0], by=making.reviewer(), digest=self.last[0].digest)

    def publish(self) -> None:
        if self.last:
            published_now(self.last[0])
            self.given |= self.last[1]

    def schedule(self) -> None:
        if self.last:
            one = self.last[0]
            release = making.release(minutes=self.dice.randint(5, 20))
            publishing.schedule(one, by=making.publisher(), digest=one.digest, release=release)
            self.coming = self.last[1]

    def replace(self) -> None:
        pending = acts.pending(records=[self.place.uuid])
        if self.last and pending:
            one = self.last[0]
            publishing.replace(one, by=making.publisher(), digest=one.digest, scheduled=pending[0])
            self.coming = self.last[1]

    def wait(self) -> None:
        self.time.shift(timedelta(minutes=30))
        if self.coming:
            if self.last and self.last[1] is not self.coming:
                self.late.add(self.last[0].pk)
            self.given |= self.coming
            self.coming = {}

    def agrees(self) -> None:
        found = situation(Place.objects.get(pk=self.place.pk))
        assert found.state == states_of([self.place])[self.place.pk]
        if self.last:
            candidate, said = self.last
            assert is_stale(candidate) == (self.differs(said) or candidate.pk in self.late)
        otherwise = self.differs(self.coming)
        assert (found.goes_out_otherwise, bool(going_out_otherwise())) == (otherwise, otherwise)
        if found.state in (State.SCHEDULED, State.DIFFERS):
            assert (found.state == State.DIFFERS) == otherwise
        if found.state in (State.PUBLISHED, State.CHANGED):
            assert (found.state == State.CHANGED) == (self.written != self.given)
        self.seen.add(found.state)

    def differs(self, said: dict[str, str]) -> bool:
        return any(self.written[part] != word for part, word in said.items())


def test_stale_and_otherwise_is_what_differs_in_words(time):
    history = History(0, time)

    history.go_on(60)

    stored = RecordState.objects.get()
    states.derive([history.place.pk])
    assert (stored.state, stored.waiting) == (RecordState.objects.get().state, RecordState.objects.get().waiting)
    assert history.seen > {State.DIFFERS, State.SCHEDULED, State.APPROVED, State.CHANGED, State.PUBLISHED}
