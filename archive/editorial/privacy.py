"""What the level of privacy of persons forbids. Whatever is submitted or published, of whatever kind, asks here."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from archive.editions import payloads
from archive.editions.acts import Refused
from archive.editions.models import Interval
from archive.editions.payloads import Payload
from archive.records.authorities import Person
from archive.records.base import Kind


class Private(Refused):
    """It would show more of somebody than their level of privacy allows: ``persons``."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = tuple(persons)
        super().__init__(sentence(self.persons))


def sentence(persons: Iterable[Person]) -> str:
    """For the archivist."""
    names = ", ".join(str(one) for one in persons)
    return _("The level of privacy does not allow that readers see this person: %(names)s.") % {"names": names}


def forbidden(named: Collection[str], *, at: datetime) -> tuple[Person, ...]:
    """Of the records with these uuids, the persons that what is public ``at`` that instant shows too much of."""
    public = Interval.objects.nameable(at).filter(record__in=named, kind=Kind.PERSON).select_related("payload")
    shown = {str(one.record): payloads.from_bytes(bytes(one.payload.content)) for one in public}
    persons = Person.objects.filter(uuid__in=named).prefetch_related("texts").order_by("slug")
    return tuple(one for one in persons if one.forbids(_titles(shown.get(str(one.uuid)))))


def is_told(person: Person) -> bool:
    """Whether any edition there is or will be shows more of ``person`` than is allowed now."""
    stands = Interval.objects.filter(record=person.uuid).select_related("payload")
    return any(person.forbids(_titles(payloads.from_bytes(bytes(one.payload.content)))) for one in stands)


def require_allowed(payload: Payload) -> None:
    """Raise ``Private`` if ``payload`` shows more of anybody than is allowed now. Call it in the act's transaction."""
    shown: dict[str, list[str]] = {payload.record: [*_titles(payload)]}
    for ref in payload.references():
        shown.setdefault(ref.record, []).extend(ref.label.values())
    # Locked, so that nobody makes a level stricter while this is published.
    persons = Person.objects.select_for_update().filter(uuid__in=shown)
    if found := [one for one in persons if one.forbids(shown[str(one.uuid)])]:
        raise Private(found)


def _titles(payload: Payload | None) -> Iterable[str]:
    return payloads.titles(payload).values() if payload else ()
