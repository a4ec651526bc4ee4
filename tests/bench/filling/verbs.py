"""A draft on its way through the real verbs: one person writes, a second approves, a third publishes."""

from dataclasses import dataclass
from typing import Final, Self

from django.contrib.auth.models import Group

from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.records.base import Record
from archive.records.saving import saving
from archive.records.texts import Text

from .drafts import Draft

PASSWORD: Final = "long enough for a bench"
# What readers are told of a correction, and of a withdrawal.
MENDED: Final = "The summary was mended."
IN_ERROR: Final = "It was published in error."
WHY: Final = "published-in-error"


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    archivist: User
    reviewer: User
    publisher: User

    @classmethod
    def made(cls) -> Self:
        """Somebody of each right: besides those who publish, an administrator."""
        _person("administrator")
        return cls(**{name: _person(name) for name in cls.__slots__})

    @classmethod
    def found(cls) -> Self:
        return cls(**{name: User.objects.get(username=name) for name in cls.__slots__})


def _person(name: str) -> User:
    made: User = User.objects.create_user(name, password=PASSWORD, public_name=f"Bench {name}", is_staff=True)
    made.groups.add(Group.objects.get(name=name))
    return made


def mend(text: Text) -> None:
    """What a correction changes."""
    text.summary = f"Mended: {text.summary}"


def live(draft: Draft, *, by: People) -> Record:
    """Let ``draft`` get as far as it gets."""
    record = written(draft, by=by)
    if draft.reaches == "draft":
        return record
    candidate = reviewing.submit(record, by=by.archivist, version=record.version)
    if draft.reaches == "in review":
        return record
    _publish(candidate, by=by)
    if draft.is_corrected:
        _publish(corrected(draft, by=by), by=by)
    if draft.is_withdrawn:
        note = dict.fromkeys(draft.languages, IN_ERROR)
        publishing.withdraw(record, by=by.publisher, reason_class=WHY, note=note)
    return record


def written(draft: Draft, *, by: People) -> Record:
    record = draft.record
    with saving(record, by=by.archivist):
        draft.save()
        for name, named in draft.named.items():
            getattr(record, name).set(named)
    return record


def corrected(draft: Draft, *, by: People) -> Candidate:
    record, text = draft.record, draft.texts[0]
    with saving(record, by=by.archivist, version=record.version):
        mend(text)
        text.save()
    note = dict.fromkeys(draft.languages, MENDED)
    return reviewing.correct(record, by=by.archivist, version=record.version, change="correction", note=note)


def _publish(candidate: Candidate, *, by: People) -> None:
    reviewing.approve(candidate, by=by.reviewer, digest=candidate.digest)
    publishing.publish(candidate, by=by.publisher, digest=candidate.digest)
