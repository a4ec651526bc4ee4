"""Somebody who publishes while a crowd reads, and knows what each page has to say from then on."""

from hashlib import sha256
from time import time
from typing import Any, Final

from archive.editorial import publishing, reviewing
from archive.records.base import Record
from archive.records.saving import saving
from tests.bench.acts import FIRST
from tests.bench.asking import Ask
from tests.bench.filling import verbs
from tests.bench.filling.archives import Filling
from tests.bench.filling.verbs import People

# Later than all others, so that it leads every list.
YEAR: Final = 2100
WORD: Final = "Unprecedented"


class Publisher:
    """Publishes a statement, corrects it again and again, and at last withdraws it."""

    def __init__(self, ask: Ask) -> None:
        self.ask, self.by = ask, People.found()
        filling = Filling(by=self.by)
        filling.read()
        draft = filling.statement(FIRST)
        statement: Any = draft.record
        statement.slug, statement.year, statement.observance = "spike", YEAR, filling.observances[0]
        statement.date = f"{YEAR}{statement.date[4:]}"
        verbs.live(draft, by=self.by)
        self.record = Record.objects.get(pk=statement.pk)
        self.pages = {
            "statement": "/en/statements/spike/",
            "editions": "/en/statements/spike/editions/",
            "home": "/en/",
            "list": "/en/statements/",
            "search": f"/en/search/?q={WORD}",
            "observance": "/en/observances/observance-0/",
            "year": f"/en/years/{YEAR}/",
            "on this day": f"/en/on-this-day/{statement.date[5:]}/",
            "corrections": "/en/corrections/",
            "feed": "/en/feed.atom",
        }

    def correct(self, mark: str) -> float:
        """Another title; returns since when."""
        record = Record.objects.get(pk=self.record.pk).of_its_kind()
        with saving(record, by=self.by.archivist, version=record.version):
            for text in record.texts.all():
                text.title, text.summary = f"{WORD} {mark}", f"The summary {mark}."
                text.save()
        note = dict.fromkeys(record.languages(), f"The title {mark}.")
        candidate = reviewing.correct(
            record, by=self.by.archivist, version=record.version, change="correction", note=note
        )
        reviewing.approve(candidate, by=self.by.reviewer, digest=candidate.digest)
        publishing.publish(candidate, by=self.by.publisher, digest=candidate.digest)
        return time()

    def withdraw(self) -> float:
        note = dict.fromkeys(self.record.languages(), "It was published in error.")
        publishing.withdraw(self.record, by=self.by.publisher, reason_class="published-in-error", note=note)
        return time()

    def digests(self) -> dict[str, str]:
        """What each page is, made anew."""
        return {kind: sha256(self.ask(page).body).hexdigest() for kind, page in self.pages.items()}
