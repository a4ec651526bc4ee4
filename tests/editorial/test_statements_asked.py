"""Every verb asks the database as often in a large archive as in a small one, whatever else is still to come."""

from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import clock
from archive.editions.models import Edition, Release
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.records.places import Place
from tests import making

pytestmark = pytest.mark.django_db

Answer = TypeVar("Answer")

# Of a place that lies in another one, all that becomes of the catalogue and of its state included, and the two of a
# transaction. On PostgreSQL the ledger is locked by one more, and so is a state that is read anew.
LEDGER = {"publish": 20, "publish a correction": 22, "schedule": 22, "replace": 31}
LEDGER_AND_STATE = {"reschedule": 32, "recall": 22, "withdraw": 16, "reinstate": 20}
STATE = {"submit": 17, "approve": 15, "correct": 20, "submit a mend": 21}


class Verbs:
    """Everything that can be done with a place, and how many statements each verb has taken."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.counts: dict[str, int] = {}

    def asked(self, verb: str, act: Callable[[], Answer]) -> Answer:
        with CaptureQueriesContext(connection) as asked:
            answer = act()
        self.counts[verb] = len(asked)
        return answer

    def submitted(self, verb: str, change: str = "") -> Candidate:
        place = Place.objects.get(pk=self.place.pk)
        told = {"by": making.archivist(), "version": place.version}
        if change:
            return self.asked(verb, lambda: reviewing.correct(place, change=change, note={}, **told))
        return self.asked(verb, lambda: reviewing.submit(place, **told))

    def decided(self, verb: str, decide: Callable[..., Answer], candidate: Candidate, **options) -> Answer:
        by = making.reviewer() if decide == reviewing.approve else making.publisher()
        return self.asked(verb, lambda: decide(candidate, by=by, digest=candidate.digest, **options))

    def first_edition(self) -> None:
        candidate = self.submitted("submit")
        self.decided("approve", reviewing.approve, candidate)
        self.decided("publish", publishing.publish, candidate)

    def correction(self) -> None:
        making.change(self.place, summary="A town.")
        candidate = self.submitted("correct", "minor")
        self.decided("approve", reviewing.approve, candidate)
        self.decided("publish a correction", publishing.publish, candidate)

    def coming(self, release: Release) -> Edition:
        making.change(self.place, summary="A town in the mountains.")
        scheduled = self.decided(
            "schedule", publishing.schedule, making.approved(self.place, change="minor"), release=release
        )
        making.change(self.place, summary="A town in high mountains.")
        mend = self.submitted("submit a mend", "minor")
        self.decided("approve", reviewing.approve, mend)
        return self.decided("replace", publishing.replace, mend, scheduled=scheduled)

    def taken_back(self, scheduled: Edition) -> None:
        by, why = making.publisher(), {"reason": "So."}
        later = clock.local(clock.now() + timedelta(hours=30)).replace(tzinfo=None)
        moving = {"wall": later, "zone": "Asia/Baku"}
        self.asked("reschedule", lambda: publishing.reschedule(scheduled.release, by=by, **moving, **why))
        self.asked("recall", lambda: publishing.recall(scheduled, by=by, **why))
        told = {"by": by, "note": {"en": "So."}}
        self.asked("withdraw", lambda: publishing.withdraw(self.place, reason_class="legal", **told))
        self.asked("reinstate", lambda: publishing.reinstate(self.place, **told))


@pytest.mark.parametrize("others", [1, 50])
def test_a_verb_takes_as_many_statements_whatever_else_stands_or_is_to_come(others):
    region = making.place("Region")
    making.published(region)
    verbs = Verbs(making.place("Town", parent=region))
    verbs.first_edition()
    release = making.release(hours=20)
    for number in range(others):
        making.scheduled(making.place(f"Village {number}", parent=verbs.place), release)

    verbs.correction()
    verbs.taken_back(verbs.coming(making.release()))

    lock = connection.vendor == "postgresql"
    once, twice = LEDGER | STATE, LEDGER_AND_STATE
    assert verbs.counts == {
        **{verb: count + lock for verb, count in once.items()},
        **{verb: count + 2 * lock for verb, count in twice.items()},
    }
