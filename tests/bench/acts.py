"""What the verbs cost: statements and processor time of each. Nothing that is done here stays."""

from collections.abc import Callable
from datetime import timedelta
from statistics import median
from time import process_time
from typing import Any, TypeVar

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from archive import clock
from archive.editions.models import Edition, Release
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.records.base import Record
from tests.bench import processes
from tests.bench.filling import drafts, verbs
from tests.bench.filling.archives import Filling
from tests.bench.filling.verbs import IN_ERROR, WHY, People

Made = TypeVar("Made")
# Further than any archive's own.
FIRST = 10_000_000


class Acts:
    """Lets records live and writes down what each act cost."""

    def __init__(self) -> None:
        self.by = People.found()
        self.filling = Filling(by=self.by)
        self.filling.read()
        self.number = FIRST
        self.statements: dict[str, int] = {}
        self.costs: dict[str, list[float]] = {}

    def measured(self, times: int) -> dict[str, dict[str, float]]:
        """Act → statements, those that begin and end transactions included, and milliseconds of processor.

        First they are counted, which costs something itself.
        """
        for _ in range(times + 1):
            with transaction.atomic():
                self._a_life()
                self._a_coming_life()
                transaction.set_rollback(True)
        return {
            act: {"queries": self.statements[act], "median": round(median(spent), 2)}
            for act, spent in self.costs.items()
        }

    def _a_life(self) -> None:
        draft = self._draft()
        record = self._cost("write", verbs.written, draft, by=self.by)
        self._published(self._submitted(record), "publish")
        candidate = self._cost("write and correct", verbs.corrected, draft, by=self.by)
        self._published(candidate, "publish a correction")
        note, by = dict.fromkeys(draft.languages, IN_ERROR), self.by.publisher
        self._cost("withdraw", publishing.withdraw, record, by=by, reason_class=WHY, note=note)
        self._cost("reinstate", publishing.reinstate, record, by=by, note=note)

    def _a_coming_life(self) -> None:
        draft = self._draft()
        record, by = verbs.written(draft, by=self.by), self.by.publisher
        edition = self._cost("schedule", self._schedule, self._approved(self._submitted(record)), self._release(48))
        mended = self._approved(self._submitted(self._mended(draft)))
        edition = self._cost("replace", publishing.replace, mended, by=by, digest=mended.digest, scheduled=edition)
        later = clock.local(edition.release.instant + timedelta(hours=1)).replace(tzinfo=None)
        self._cost(
            "reschedule", publishing.reschedule, edition.release, by=by, wall=later, zone="Asia/Baku", reason="Later."
        )
        self._cost("recall", publishing.recall, edition, by=by, reason="Not yet.")

    def _draft(self) -> drafts.Draft:
        self.number += 20  # whatever becomes of others, these are plain
        draft = self.filling.statement(self.number)
        draft.record.slug = f"act-{self.number}"
        return draft

    def _mended(self, draft: drafts.Draft) -> Record:
        with verbs.saving(draft.record, by=self.by.archivist, version=draft.record.version):
            text = draft.texts[0]
            verbs.mend(text)
            text.save()
        return draft.record

    def _submitted(self, record: Record) -> Candidate:
        return self._cost("submit", reviewing.submit, record, by=self.by.archivist, version=record.version)

    def _approved(self, candidate: Candidate) -> Candidate:
        self._cost("approve", reviewing.approve, candidate, by=self.by.reviewer, digest=candidate.digest)
        return candidate

    def _published(self, candidate: Candidate, called: str) -> Edition:
        self._approved(candidate)
        return self._cost(called, publishing.publish, candidate, by=self.by.publisher, digest=candidate.digest)

    def _release(self, hours: int) -> Release:
        wall = clock.local(clock.now() + timedelta(hours=hours)).replace(tzinfo=None, microsecond=0)
        return publishing.plan_release(by=self.by.publisher, wall=wall, zone="Asia/Baku")

    def _schedule(self, candidate: Candidate, release: Release) -> Edition:
        return publishing.schedule(candidate, by=self.by.publisher, digest=candidate.digest, release=release)

    def _cost(self, act: str, verb: Callable[..., Made], *given: Any, **more: Any) -> Made:
        if act not in self.statements:
            with CaptureQueriesContext(connection) as queries:
                made = verb(*given, **more)
                self.statements[act] = len(queries)
            return made
        database, began = processes.database_seconds(), process_time()
        made = verb(*given, **more)
        spent = process_time() - began + processes.database_seconds() - database
        self.costs.setdefault(act, []).append(spent * 1000)
        return made
