"""What keeps a record from being submitted, said so that an archivist knows what to do next."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive import markup, names, rules
from archive.editions.models import Address, Interval
from archive.records import collections
from archive.records.base import Record
from archive.records.names import Name
from archive.records.observances import Observance
from archive.records.pages import Page
from archive.records.persons import Person
from archive.records.sources import Source
from archive.records.statements import Statement
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry

from . import privacy
from .freezing import mentioned, names_of, read


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. ``records`` are those that must be published first, or in the same release."""

    message: str
    records: tuple[Record, ...] = ()


def problems(record: Record, *, languages: Collection[str], at: datetime) -> tuple[Problem, ...]:
    """Everything that keeps ``record`` from being frozen in ``languages`` for an instant; empty when it is ready."""
    return tuple(_problems(read(record), frozenset(languages), at))


def doubts(record: Record) -> tuple[str, ...]:
    """What an archivist or reviewer should look at. None of it keeps the record from being published."""
    record = record.of_its_kind()
    behind = tuple(
        gettext("This translation renders an earlier text of the original, or another version: %(language)s.")
        % {"language": text.get_language_display()}
        for text in record.behind()
    )
    nobodys = tuple(
        gettext("Say who uses this name, if that is known: %(name)s.") % {"name": name}
        for name in record.names.all()
        if name.sort == Name.Sort.OTHER and not name.used_by
    )
    counted = (_miscounted(record),) if isinstance(record, Statement) and record.miscounts() else ()
    return (*behind, *nobodys, *counted)


def _problems(record: Record, languages: frozenset[str], at: datetime) -> Iterator[Problem]:
    texts = [text for text in record.texts.all() if text.language in languages and text.title.strip()]
    missing = languages - {text.language for text in texts}
    if not languages:
        yield _problem(_("Choose at least one language."))
    for language in sorted(missing):
        yield _problem(_("There is no title in this language yet: %(language)s."), language=language)
    for row in (record, *texts, *_rows(record)):
        yield from _invalid(row)
    for text in texts:
        yield from _words(record, text)
        yield from _cited_paragraphs(record, text)
    owner = Address.objects.filter(kind=record.kind, slug=record.slug).first()
    if owner and owner.record != record.uuid:
        yield _problem(_("This address belongs, or once belonged, to another record. Choose another one."))
    if isinstance(record, Statement):
        yield from _statement(record, texts)
    if isinstance(record, Observance):
        yield from _law(record)
    if isinstance(record, Person):
        yield from _person(record, texts)
    if isinstance(record, collections.Collection) and not record.members.all():
        yield _problem(_("Add at least one record to the collection."))
    if _needs_source(record) and not record.citations.all():
        yield _problem(_("Cite at least one source."))
    yield from _unpublished(record, texts, at)


def _invalid(row: Model) -> Iterator[Problem]:
    """What the form would have refused: not everything is saved through it."""
    named = {field.name for field in row._meta.fields if field.is_relation}
    try:
        # The database keeps the rest, and that what is named is there.
        row.full_clean(exclude=named, validate_unique=False, validate_constraints=False)
    except ValidationError as refused:
        for field, messages in refused.message_dict.items():
            label = (
                "" if field == NON_FIELD_ERRORS else f"{getattr(row._meta.get_field(field), 'verbose_name', field)}: "
            )
            yield from (Problem(message=f"{label}{message}") for message in messages)


def _cited_paragraphs(record: Record, text: Text) -> Iterator[Problem]:
    """A paragraph may have gone since a source was cited for it."""
    numbers = [one.paragraph for one in record.citations.all() if one.paragraph_language in ("", text.language)]
    try:
        last = len(markup.blocks(markup.clean(text.body)))
    except markup.MarkupError:
        return
    for number in sorted({number for number in numbers if number and number > last}):
        yield _problem(
            _("A source is cited for paragraph %(number)s, but the text has %(last)s: %(language)s."),
            number=str(number),
            last=str(last),
            language=text.language,
        )


def _words(record: Record, text: Text) -> Iterator[Problem]:
    try:
        body = markup.clean(text.body)
    except markup.MarkupError as refused:
        yield Problem(message=f"{text.language}: {refused}")
        return
    has_none = isinstance(record, Statement) and record.completeness == Statement.Completeness.NONE
    if isinstance(record, Statement | TimelineEntry | Page) and not body and not has_none:
        yield _problem(_("There is no text in this language yet: %(language)s."), language=text.language)
    if has_none and body:
        yield _problem(
            _("It is said to have no text, and there is one in this language: %(language)s."), language=text.language
        )


def _rows(record: Record) -> Iterator[Model]:
    """What hangs on it, its texts apart: the rows of every kind, and those that only its own has."""
    yield from (*record.names.all(), *record.citations.all(), *record.identifiers.all())
    match record:
        case Observance():
            yield from (*record.rules.all(), *record.overrides.all(), *record.rituals.all())
        case TimelineEntry():
            yield from record.figures.all()
        case Statement():
            yield from (*record.versions.all(), *record.renderings.all(), *record.notes.all())
        case Person():
            yield from record.involvements.all()
        case Source():
            yield from record.further_addresses.all()
        case collections.Collection():
            yield from record.members.all()


def _statement(record: Statement, texts: Collection[Text]) -> Iterator[Problem]:
    if not record.issued_by.all():
        yield _problem(_("Say who issues the statement."))
    if record.miscounts() and record.origin == Statement.Origin.AUTHORED and not record.anniversary_is_confirmed:
        yield Problem(message=_miscounted(record))
    labels = {version.label for version in record.versions.all()}
    rendered = {text.of_version for text in texts} | {one.of_version for one in record.renderings.all()}
    for unknown in sorted(rendered - labels - {""}):
        yield _problem(
            _("A text renders version “%(version)s”, which is not among the issuer’s versions."), version=unknown
        )
    paragraphs = {text.language: len(markup.blocks(text.body)) for text in texts}
    for note in record.notes.all():
        if (note.paragraph or 0) > paragraphs.get(note.language, (note.paragraph or 0)):
            yield _problem(
                _("An editor’s note names paragraph %(number)s, which this text does not have: %(language)s."),
                number=str(note.paragraph),
                language=note.language,
            )


def _miscounted(record: Statement) -> str:
    counted = " / ".join(str(count) for count in record.counted())
    return gettext("It states anniversary %(stated)s; counted from what the observance recalls it is %(counted)s.") % {
        "stated": record.anniversary,
        "counted": counted,
    }


def _law(record: Observance) -> Iterator[Problem]:
    """What its status promises has to stand in its rules."""
    found = [rule for row in record.rules.all() if not row.kept_by and (rule := row.rule())]
    if record.status in Observance.NEVER_KEPT:
        if record.overrides.all():
            yield _problem(_("It never came into force, so nothing can be said of single years. Remove them."))
    elif not any(rule.kind for rule in found):
        yield _problem(_("Say when it is kept: add the instrument that sets its date."))
    elif record.status in (Observance.Status.ABOLISHED, Observance.Status.SUSPENDED):
        last = rules.in_force(found, rules.YEARS[-1])
        if last and last.kind:
            yield _problem(
                _("It is kept no longer: give the last year of its rule, or the instrument that abolishes it.")
            )


def _needs_source(record: Record) -> bool:
    match record:
        case Statement():
            return record.origin == Statement.Origin.TRANSCRIBED
        case TimelineEntry():
            return True
        case Person():
            return not record.involvements.all()
    return False


def _person(record: Person, texts: Collection[Text]) -> Iterator[Problem]:
    """Nobody is published whose level of privacy or unknown consent is against it."""
    if record.privacy == Person.Privacy.HIDDEN:
        yield _problem(_("The level of privacy is “not public”, so this person cannot be published."))
    if record.living != Person.Living.DEAD and not record.consent:
        yield _problem(
            _(
                "Say on what basis this person may be named: she or he is living, or that is not known. A public "
                "office, a consent or an official publication can be one."
            )
        )
    if privacy.is_told(record):
        yield _problem(
            _(
                "An edition of this record shows more of the person than the level of privacy allows. Recall or "
                "withdraw it; under initials the person needs a record of its own."
            )
        )
    if record.privacy == Person.Privacy.WITHHELD:
        yield from _told(record, texts)


def _told(record: Person, texts: Collection[Text]) -> Iterator[Problem]:
    """Where a name that is withheld stands all the same."""
    said = [*(text.title for text in record.texts.all()), *(name.text for name in record.names.all())]
    told = tuple({word for name in said for word in names.fold(name).split() if len(word) > 2})
    for text in texts:
        said_here = names.fold(f"{text.summary} {text.content_note} {markup.plain(text.body)}").split()
        if any(word.startswith(told) for word in said_here):  # endings tell it too
            yield _problem(
                _("The name is withheld, but the text in this language tells it: %(language)s."), language=text.language
            )


def _unpublished(record: Record, texts: Collection[Text], at: datetime) -> Iterator[Problem]:
    named = names_of(record, texts)
    if private := privacy.forbidden(mentioned(texts)):
        yield Problem(message=privacy.sentence(private))
        named -= {str(one.uuid) for one in private}
    nameable = Interval.objects.nameable(at).filter(record__in=named)
    public = {str(uuid) for uuid in nameable.values_list("record", flat=True)}
    if absent := named - public:
        records = tuple(Record.objects.filter(uuid__in=absent).prefetch_related("texts").order_by("kind", "slug"))
        names = ", ".join(str(one) for one in records)
        yield Problem(
            message=gettext("It names what readers cannot see yet: %(names)s. Publish these first, or together.")
            % {"names": names},
            records=records,
        )


def _problem(message: Promise, **values: str) -> Problem:
    return Problem(message=str(message) % values)
