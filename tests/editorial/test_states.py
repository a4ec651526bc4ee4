"""What is stored of where records stand: kept with every verb, changed by time alone, found in every way alike."""

import pytest
import time_machine

from archive.editorial import deleting, merging, publishing, reviewing, states
from archive.editorial.models import RecordState, State
from archive.editorial.situations import approved, in_review, overtaken, returned, situation
from archive.records.base import Record
from archive.records.places import Place
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


def one_in_every_state() -> dict[State, Place]:
    """A place in each state there is. What was scheduled has gone out since: nothing ran meanwhile."""
    found = {state: making.place(str(state.label), slug=state.value) for state in State}
    making.submitted(found[State.IN_REVIEW])
    back = making.submitted(found[State.RETURNED])
    reviewing.return_(back, by=making.reviewer(), digest=back.digest, remark="Which?")
    making.approved(found[State.APPROVED])
    for state in (State.PUBLISHED, State.CHANGED, State.WITHDRAWN):
        making.published(found[state])
    making.change(found[State.CHANGED], title="Otherwise")
    publishing.withdraw(found[State.WITHDRAWN], by=making.publisher(), reason_class="legal", note={"en": "No."})
    old, kept = found[State.MERGED], found[State.DRAFT]
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
    for state in (State.SCHEDULED, State.DIFFERS):
        making.scheduled(found[state], making.release(hours=50))
    making.change(found[State.DIFFERS], summary="A mend that nobody has submitted.")
    making.scheduled(found[State.OVERTAKEN], making.release(hours=1))
    making.change(found[State.OVERTAKEN], summary="A mend that comes too late.")
    making.approved(found[State.OVERTAKEN])
    return found


@kept
def early_in_march() -> dict[State, Place]:
    with time_machine.travel("2026-03-01T07:00:00Z", tick=False):
        return one_in_every_state()


@pytest.fixture
def every():
    made = early_in_march()
    # Past the microseconds the ledger may run ahead.
    with time_machine.travel("2026-03-01T07:00:01Z", tick=False) as traveller:
        found = {state: Place.objects.get(pk=place.pk) for state, place in made.items()}
        before = {state: situation(place).state for state, place in found.items()}
        assert before == {state: state for state in State} | {State.OVERTAKEN: State.APPROVED}
        assert states.states(found.values()) == {found[state].pk: before[state] for state in State}
        traveller.shift(2 * 60 * 60)
        yield found


def test_a_state_changes_with_time_and_nothing_has_to_run(every):
    assert states.states(every.values()) == {place.pk: state for state, place in every.items()}
    assert {state: situation(place).state for state, place in every.items()} == {state: state for state in State}


@pytest.mark.parametrize("few", [0, 2000])
def test_records_are_found_by_their_state_whether_they_are_few_or_many(every, few, monkeypatch):
    monkeypatch.setattr(states, "FEW", few)

    for records in (Place.objects.all(), Record.objects.all()):
        found = {state: set(states.in_state(records, state).values_list("pk", flat=True)) for state in State}
        assert found == {state: {place.pk} for state, place in every.items()}
    assert {tuple(states.count(kind, state, most=9) for kind in ("place", "", "page")) for state in State} == {
        (1, 1, 0)
    }


def test_what_waits_for_somebody_is_found_until_it_is_done(every):
    def waiting() -> list[list[str]]:
        return [[one.record.slug for one in found()] for found in (in_review, returned, approved, overtaken)]

    assert waiting() == [["in-review"], ["returned"], ["approved"], ["overtaken"]]

    kinds = ("source", "place"), ("source",)
    assert [[one.record.slug for one in in_review(kinds=of)] for of in kinds] == [["in-review"], []]
    assert [[one.record.slug for one in approved(kinds=of)] for of in kinds] == [["approved"], []]

    # It is returned as long as nothing else is submitted.
    making.change(every[State.RETURNED], title="Mended")
    assert waiting() == [["in-review"], ["returned"], ["approved"], ["overtaken"]]
    assert states.states([every[State.RETURNED]]) == {every[State.RETURNED].pk: State.RETURNED}

    making.submitted(every[State.RETURNED])
    making.submitted(every[State.OVERTAKEN], change="minor")
    making.change(every[State.APPROVED], title="Another")
    assert waiting() == [["in-review", "returned", "overtaken"], [], [], []]


def test_states_are_derived_anew_for_all_or_for_those_that_have_none(every):
    told = []
    RecordState.objects.filter(record__slug__in=("draft", "published")).delete()

    assert states.derive_all(lambda *done: told.append(done), missing=True) == 2
    assert states.derive_all(lambda *done: told.append(done)) == len(State)
    assert told == [(2, 2), (len(State), len(State))]
    assert states.states(every.values()) == {place.pk: state for state, place in every.items()}


def test_a_draft_that_is_deleted_leaves_no_state():
    place = making.place()

    deleting.delete(place, by=making.archivist(), version=place.version)

    assert not RecordState.objects.exists()
