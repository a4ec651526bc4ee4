"""What the level of privacy of persons forbids. Whatever is submitted or published, of whatever kind, asks here."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from archive.editions import payloads
from archive.editions.acts import Refused
from archive.editions.models import Interval
from archive.editions.payloads import Payload
from archive.records.authorities import Person


class Private(Refused):
    """It would show more of somebody than their level of privacy allows: ``persons``."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self.persons = tuple(persons)
        super().__init__(sentence(self.persons))


def sentence(persons: Iterable[Person]) -> str:
    """For the archivist."""
    names = ", ".join(str(one) for one in persons)
    return _("The level of privacy does not allow that readers see this person: %(names)s.") % {"names": names}


def forbidden(linked: Collection[str]) -> tuple[Person, ...]:
    """Of the records with these uuids, to which a text links, the persons who are not wholly public.

    A link from somebody's name would tell whose initials stand on the page it leads to.
    """
    private = Person.objects.filter(uuid__in=linked).exclude(privacy=Person.Privacy.PUBLIC)
    return tuple(private.prefetch_related("texts").order_by("slug"))


def is_told(person: Person) -> bool:
    """Whether any edition there is or will be shows more of ``person`` than is allowed now."""
    stands = Interval.objects.filter(record=person.uuid).select_related("payload")
    return any(person.forbids(_titles(payloads.from_bytes(bytes(one.payload.content)))) for one in stands)


def require_allowed(payload: Payload) -> None:
    """Raise ``Private`` if ``payload`` shows more of anybody than is allowed now. Call it in the act's transaction."""
    linked = {ref.record for ref in payload.mentions}
    shown = {ref.record: ref.label.values() for ref in payload.references()} | {payload.record: _titles(payload)}
    # Locked, so that nobody makes a level stricter while this is published.
    persons = list(Person.objects.select_for_update().filter(uuid__in=shown))
    private = {one.pk for one in persons if str(one.uuid) in linked and one.privacy != Person.Privacy.PUBLIC}
    if found := [one for one in persons if one.pk in private or one.forbids(shown[str(one.uuid)])]:
        raise Private(found)


def _titles(payload: Payload) -> Iterable[str]:
    return payloads.titles(payload).values()
