"""Drafts made of proposals. Nothing here is published: a draft is read, completed and submitted by a person."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from archive import clock, names
from archive.markup import MarkupError
from archive.records.authorities import Institution, Place
from archive.records.base import Citation, Kind, Record, Text
from archive.records.observances import DateRule, Observance
from archive.records.saving import saving
from archive.records.sources import FurtherAddress, Source
from archive.records.statements import Issuer, Statement
from archive.records.timeline import TimelineEntry

from . import bodies
from .documents import Document
from .models import ImportedDocument
from .proposals import Proposal, Understood, obstacles

__all__ = ["Unfit", "add_address", "made_from", "save", "source_of"]


class Unfit(Exception):
    """No draft can be made of this document. The text is for the archivist."""


def made_from(digest: str) -> ImportedDocument | None:
    """The import of a document with the same words, if there was one."""
    return ImportedDocument.objects.select_related("by", "record").filter(digest=digest).first()


def source_of(before: ImportedDocument) -> Source | None:
    """The document itself as a source: the one that was drafted, or that its draft cites."""
    if before.record.kind == Kind.SOURCE:
        return Source.objects.get(pk=before.record_id)
    return Source.objects.filter(cited_by__record=before.record).order_by("cited_by__position", "cited_by__pk").first()


def add_address(source: Source, address: str, *, by) -> None:
    """Write down that the same document stands at ``address`` too."""
    further = FurtherAddress(source=source, address=address, note=_("found by the importer"))
    _require_valid(further)
    with saving(source, by=by, version=source.version):
        further.save()


def save(document: Document, proposal: Proposal, *, by) -> tuple[Record, ...]:
    """Draft what ``proposal`` says: the record, and the source that it cites. All of it or nothing.

    An observance that the archive has already is left as it is; then, and for a source, the source is the
    only draft. Raises ``Unfit`` when something is missing that a draft must have, or the document has been
    imported meanwhile.
    """
    if problems := obstacles(proposal):
        raise Unfit(" ".join(problems))
    try:
        with transaction.atomic():
            drafts = _drafts(document, proposal, by=by)
            ImportedDocument.objects.create(
                digest=document.digest, name=document.name[-255:], at=clock.now(), by=by, record=_root(drafts[0])
            )
    except MarkupError as error:
        raise Unfit(str(error)) from error
    except IntegrityError as error:
        if made_from(document.digest) is None:
            raise
        raise Unfit(_("It has been imported by somebody else just now.")) from error
    return drafts


def _drafts(document: Document, proposal: Proposal, *, by) -> tuple[Record, ...]:
    source, is_new = _source(proposal, by=by)
    record = _record(proposal)
    if record is None:
        return (source,)
    _save(record, proposal.title.value, document, proposal, source=source, by=by)
    return (record, source) if is_new else (record,)


def _record(proposal: Proposal) -> Record | None:
    """The record itself, not stored yet; None when the source is all there is to draft."""
    match proposal.kind.value:
        case Kind.STATEMENT:
            return Statement(
                observance=_observance(proposal),
                year=_value(proposal.year),
                date=_value(proposal.date),
                form=_value(proposal.form),
                origin=Statement.Origin.TRANSCRIBED,
                completeness=_value(proposal.completeness),
                original_language=_value(proposal.language),
            )
        case Kind.TIMELINE_ENTRY:
            return TimelineEntry(date=_value(proposal.date))
        case Kind.OBSERVANCE if proposal.day and not proposal.observance:
            return Observance()
    return None


def _save(record: Record, title: str, document: Document, proposal: Proposal, *, source: Source, by) -> None:
    _prepare(record, title, proposal)
    with saving(record, by=by):
        record.save()
        _text(record, title, _value(proposal.language), bodies.body(document))
        Citation.objects.create(record=record, source=source)
        if isinstance(record, Statement) and proposal.issuer:
            institution = Institution.objects.get(slug=proposal.issuer.value.slug)
            Issuer.objects.create(statement=record, institution=institution)
        if isinstance(record, Observance):
            _rule(record, proposal)
        if isinstance(record, TimelineEntry) and proposal.observance:
            record.observances.set(Observance.objects.filter(slug=proposal.observance.value.slug))
        if isinstance(record, Statement | TimelineEntry):
            record.places.set(Place.objects.filter(slug__in=[place.value.slug for place in proposal.places]))


def _rule(record: Observance, proposal: Proposal) -> None:
    """The day that the document gives. Which instrument set it, a person finds out."""
    day = _value(proposal.day)
    rule = DateRule(observance=record, kind=DateRule.Kind.FIXED, month=day.month, day=day.day)
    _require_valid(rule)
    rule.save()


def _source(proposal: Proposal, *, by) -> tuple[Source, bool]:
    """The document as a source, and whether it is a new one."""
    if proposal.known_source:
        return Source.objects.get(slug=proposal.known_source.value.slug), False
    source = Source(
        sort=proposal.source_sort.value,
        creator=(_value(proposal.creator) or "")[:200],
        publisher=(_value(proposal.publisher) or "")[:200],
        published=_value(proposal.published) or "",
        address=_value(proposal.address) or "",
        language=_value(proposal.language),
    )
    _prepare(source, proposal.source_title, proposal)
    with saving(source, by=by):
        source.save()
        _text(source, proposal.source_title, _value(proposal.language), "")
    return source, True


def _prepare(record: Record, title: str, proposal: Proposal) -> None:
    """Give it an address of its own and look whether every field is what it should be."""
    record.kind = str(record.kind_of_model)
    record.slug = _free_slug(record.kind, title, proposal)
    _require_valid(record)


def _free_slug(kind: str, title: str, proposal: Proposal) -> str:
    written = _slug_of_series(kind, proposal) or names.slug(title) or kind
    year = proposal.date.value[:4] if proposal.date else ""
    wanted = written if year in written.split("-") or not year else f"{written}-{year}"
    taken = set(Record.objects.filter(kind=kind, slug__startswith=wanted).values_list("slug", flat=True))
    numbers = range(2, len(taken) + 3)
    return next(slug for slug in (wanted, *(f"{wanted}-{number}" for number in numbers)) if slug not in taken)


def _slug_of_series(kind: str, proposal: Proposal) -> str:
    """What a statement has in common with its issuer's others for the same day, when that makes a short address."""
    if kind != Kind.STATEMENT or not (proposal.issuer and proposal.observance):
        return ""
    joined = f"{proposal.issuer.value.slug}-{proposal.observance.value.slug}"
    return joined if len(joined) <= names.LONGEST_SLUG else ""


def _text(record: Record, title: str, language: str, body: str) -> None:
    text = Text(record=_root(record), language=language, title=title, body=body)
    _require_valid(text)
    text.save()


def _require_valid(row: Model) -> None:
    """Refuse what the desk's form would refuse, and name the field."""
    try:
        row.full_clean()
    except ValidationError as error:
        called = {field.name: f"{field.verbose_name}: " for field in row._meta.fields}
        said = (called.get(name, "") + " ".join(messages) for name, messages in error.message_dict.items())
        raise Unfit(" ".join(said)) from error


def _root(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)


def _observance(proposal: Proposal) -> Observance | None:
    return Observance.objects.get(slug=proposal.observance.value.slug) if proposal.observance else None


def _value(understood: Understood | None):
    return understood.value if understood else None
