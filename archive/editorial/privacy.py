"""What protects a name. Whatever is submitted, published or withdrawn, of whatever kind, asks here."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from archive import languages, names
from archive.catalogue.models import Term
from archive.editions.acts import Refused
from archive.editions.models import Interval, StoredPayload
from archive.editions.payloads import Payload
from archive.editions.reasons import UNNAMED
from archive.records.base import Record
from archive.records.persons import Person, tells_nothing

# How the words of a name begin, whatever endings languages give them.
Beginnings = tuple[str, ...]


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
    if not linked:
        return ()
    private = Person.objects.filter(uuid__in=linked).exclude(privacy=Person.Privacy.PUBLIC)
    return tuple(private.prefetch_related("texts").order_by("slug"))


def is_told(person: Person) -> bool:
    """Whether any edition there is or will be shows more of ``person`` than is allowed now."""
    return any(person.forbids(_titles(payload)) for payload in _frozen(person))


def is_revealed(person: Person) -> bool:
    """Whether any edition of another record shows more of ``person`` than is allowed now: her face, or that some words
    lead to her page.
    """
    if person.privacy == Person.Privacy.PUBLIC:
        return False
    naming = Term.objects.filter(value=person.uuid).exclude(row__record=person.uuid)
    frozen = StoredPayload.objects.filter(digest__in=naming.values("row__digest"))
    return any(_reveals(one.held, str(person.uuid)) for one in frozen.iterator())


def named(frozen: Iterable[Payload]) -> set[str]:
    """The persons whom these name, by their uuids. Whoever publishes claims them: then no level becomes stricter."""
    return {uuid for payload in frozen for uuid, _called in _shown(payload)}


def require_allowed(*frozen: Payload) -> None:
    """Raise ``Private`` if one of these shows more of anybody (``named``) than is allowed now."""
    if any(one.kind == Person.KIND and not tells_nothing(one.slug) for one in frozen):
        raise Refused(_("The address of a person no longer tells the name. Submit the record again."))
    shown = [(payload, dict(_shown(payload))) for payload in frozen]
    uuids = {uuid for _payload, persons in shown for uuid in persons}
    persons = list(Person.objects.filter(uuid__in=uuids)) if uuids else []
    if found := [one for one in persons if any(_is_forbidden(one, *each) for each in shown)]:
        raise Private(found)


def _shown(payload: Payload) -> Iterator[tuple[str, Iterable[str]]]:
    """The persons whom ``payload`` names, by their uuids, with what it calls them."""
    yield from ((ref.record, ref.label.values()) for ref in payload.references() if ref.kind == Person.KIND)
    if payload.kind == Person.KIND:
        yield payload.record, _titles(payload)


def _is_forbidden(person: Person, payload: Payload, shown: Mapping[str, Iterable[str]]) -> bool:
    if person.privacy != Person.Privacy.PUBLIC and _reveals(payload, str(person.uuid)):
        return True
    return person.forbids(shown.get(str(person.uuid), ()))


def _reveals(payload: Payload, person: str) -> bool:
    """Whether it shows more of the ``person`` (a uuid) than what she is called."""
    return person in {ref.record for ref in payload.revealing()}


def require_public(record: Record) -> None:
    """Raise ``Private`` if readers had more of this person than is allowed now."""
    person = record.of_its_kind()
    if isinstance(person, Person) and (is_told(person) or is_revealed(person)):
        raise Private([person])


def require_silence(record: Record, *, reason_class: str, note: Mapping[str, str]) -> None:
    """Raise ``Refused`` if withdrawing ``record`` so would tell a name that is to be protected."""
    record = record.of_its_kind()
    if reason_class not in UNNAMED:
        if isinstance(record, Person) and (is_told(record) or is_revealed(record)):
            raise Refused(
                _(
                    "The level of privacy does not allow that readers see the name. Withdraw it for the protection of "
                    "personal data, or for the safety of persons."
                )
            )
        return
    called = names_of(record)
    if any(holds(words, name) for words in note.values() for name in called):
        raise Refused(_("The note tells the name that is to be withheld. Say it without the name."))


def names_of(record: Record) -> frozenset[Beginnings]:
    """All names ``record`` has at the desk or ever had before readers; of a person, the last word of each as well."""
    written = {*(text.title for text in record.texts.all()), *(name.text for name in record.names.all())}
    for payload in _frozen(record):
        written |= {*_titles(payload), *(name.text for name in payload.names)}
    found = {tuple(_beginnings(name)) for name in written} - {()}
    alone = {name[-1:] for name in found} if record.kind == Person.KIND else set()
    return frozenset(found | alone)


def holds(text: str, name: Beginnings) -> bool:
    """Whether every word of ``name`` stands somewhere in ``text``."""
    return is_held(names.fold(text).split(), name)


def is_held(words: Collection[str], name: Beginnings) -> bool:
    """Whether every word of ``name`` is among ``words``, which are folded."""
    return all(any(word.startswith(beginning) for word in words) for beginning in name)


def _beginnings(name: str) -> Iterator[str]:
    for word in names.fold(name).split():
        if len(word) > 2:  # no initials
            yield min((spoken.stem(word) for spoken in languages.known()), key=len)


def _frozen(record: Record) -> Iterator[Payload]:
    """Everything that stands, stood or will stand of it."""
    for interval in Interval.objects.filter(record=record.uuid).select_related("payload"):
        yield interval.payload.held


def _titles(payload: Payload) -> Iterable[str]:
    return payload.titles().values()
