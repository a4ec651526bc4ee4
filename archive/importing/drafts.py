"""Drafts made of proposals. Nothing here is published: a draft is read, completed and submitted by a person."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from archive import clock, copies, names
from archive.languages.codes import UNKNOWN
from archive.markup import MarkupError
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.names import Name
from archive.records.saving import saving
from archive.records.sources import FurtherAddress, Source, SourceDescription, capture
from archive.records.texts import Text

from . import bodies
from .documents import Document
from .earlier import made_from, remember, said, source_of
from .kinds import KINDS, dated, is_source_only, kind_of, obstacles
from .kinds.base import require_valid, value_of
from .likeness import letters
from .models import ImportedDocument
from .proposals import Proposal, Unfit

__all__ = ["Made", "Unfit", "add_address", "add_version", "keep", "of_its_own", "save"]

# Who brought a copy that nobody captured by hand.
PROGRAM: Final = "import_documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What came of a document: the new drafts, the one among them that has its text, and its source.

    ``holder`` is None when the words stand in the copy alone. ``is_kept`` says whether the file became a new captured
    copy of the source; if it could not, ``refused`` says why. ``version`` is the one of a statement that was listed.
    """

    source: Source
    drafts: tuple[Record, ...] = ()
    holder: Record | None = None
    is_kept: bool = False
    refused: str = ""
    version: str = ""


def add_address(source: Source, address: str, *, by) -> None:
    """Write down that the same document stands at ``address`` too."""
    further = FurtherAddress(source=source, address=address, note=_("found by the importer"))
    require_valid(further)
    with saving(source, by=by, version=source.version):
        further.save()


def of_its_own(proposal: Proposal) -> Proposal:
    """``proposal`` with a source of its own where the known one has another document's words, so that both stand."""
    if not (is_source_only(proposal) and proposal.known_source):
        return proposal
    known = known_source(proposal)
    records = [known.pk, *known.cited_by.values_list("record", flat=True)]
    has_words = ImportedDocument.objects.filter(record__in=records).exclude(text="").exists()
    return replace(proposal, known_source=None) if has_words else proposal


def save(document: Document, content: bytes, proposal: Proposal, *, by) -> Made:
    """Draft what ``proposal`` says: the record, and the source that it cites. All of it or nothing.

    An observance or a source that the archive has already is left as it is. ``content`` is the file as it came; it is
    kept as a captured copy of the source. Raises ``Unfit`` when something is missing that a draft must have, the words
    would stand nowhere, or the document has been imported meanwhile.
    """
    if problems := obstacles(proposal):
        raise Unfit(" ".join(problems))
    with importing(document):
        made = keep(document, content, _drafts(document, proposal, by=by), by=by)
        if made.refused and made.holder is None:
            raise Unfit(made.refused)
        record = made.drafts[0] if made.drafts else made.source
        remember(said(document, dated(proposal)), digest=document.digest, record=record, at=clock.now(), by=by)
    return made


def add_version(row: ImportedDocument, document: Document, content: bytes, dated: str, *, by) -> Made:
    """Keep a changed copy of what ``row`` tells of; a statement lists it as a version. No word of a draft changes."""
    source = source_of(row)
    if source is None:
        raise Unfit(_("“%(title)s” cites no source with which this copy could be kept.") % {"title": row.record})
    with importing(document):
        made = keep(document, content, Made(source=source), by=by)
        if made.refused:
            raise Unfit(made.refused)
        record = row.record.of_its_kind()
        made = replace(made, version=KINDS[record.kind].list_copy(record, source, dated, by=by))
        remember(said(document, dated), digest=document.digest, record=row.record, at=clock.now(), by=by)
    return made


def keep(document: Document, content: bytes, made: Made, *, by) -> Made:
    """Keep the file as a captured copy of the source, unless the very same bytes are one of its copies already."""
    file = ContentFile(content, document.name)
    if made.source.copies.filter(sha256=copies.digest_of(file)).exists():
        return made
    words = {"name": document.name, "captured_with": PROGRAM, "note": document.address}
    try:
        capture(made.source, file, by=by, at=clock.now(), **words)
    except copies.Unfit as unfit:
        return replace(made, refused=str(unfit))
    return replace(made, is_kept=True)


@contextmanager
def importing(document: Document) -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except MarkupError as error:
        raise Unfit(str(error)) from error
    except IntegrityError as error:
        if made_from(document.digest) is None:
            raise
        raise Unfit(_("It has been imported by somebody else just now.")) from error


def _drafts(document: Document, proposal: Proposal, *, by) -> Made:
    record = kind_of(proposal).record(proposal)
    is_new = proposal.known_source is None
    source = source_from(document, proposal, has_text=record is None, by=by) if is_new else known_source(proposal)
    new = (source,) if is_new else ()
    if record is None:
        return Made(source=source, drafts=new, holder=source if is_new and proposal.text_language else None)
    _save(record, document, proposal, source=source, by=by)
    return Made(source=source, drafts=(record, *new), holder=record)


def _save(record: Record, document: Document, proposal: Proposal, *, source: Source, by) -> None:
    title = proposal.title.value
    _prepare(record, title, proposal)
    titles = (title, *source.texts.values_list("title", flat=True))
    with saving(record, by=by):
        record.save()
        _text(record, title, proposal.text_language, body_of(document, titles), **kind_of(proposal).words(proposal))
        Citation.objects.create(record=record, source=source)
        kind_of(proposal).complete(record, proposal)


def known_source(proposal: Proposal) -> Source:
    known = proposal.known_source
    return Source.objects.get(slug=known.value.slug if known else "")


def source_from(document: Document, proposal: Proposal, *, has_text: bool, by) -> Source:
    """The document as a new source; ``has_text`` when its words stand in no other draft."""
    title = proposal.source_title
    source = Source(
        sort=proposal.source_sort.value,
        published=value_of(proposal.published) or "",
        address=value_of(proposal.address) or "",
        language=value_of(proposal.language) or "",
    )
    _prepare(source, title, proposal)
    with saving(source, by=by):
        source.save()
        _describe(source, proposal)
        if proposal.text_language:
            _text(source, title, proposal.text_language, body_of(document, (title,)) if has_text else "")
        else:
            _name(source, title, source.language or UNKNOWN)
    return source


def _describe(source: Source, proposal: Proposal) -> None:
    """Who wrote it and who made it public, as the document itself says."""
    names = {name: (value_of(getattr(proposal, name)) or "")[:200] for name in SourceDescription.WORDS}
    if any(names.values()):
        described = SourceDescription(owner=source, language=source.language or UNKNOWN, **names)
        require_valid(described)
        described.save()


def body_of(document: Document, titles: Iterable[str]) -> str:
    """Its text, and above it the heading if none of the ``titles`` has all of that."""
    heading = letters(document.heading)
    return bodies.body(document, with_heading=heading not in map(letters, titles))


def _prepare(record: Record, title: str, proposal: Proposal) -> None:
    """Give it an address of its own and look whether every field is what it should be."""
    record.kind = record.KIND
    record.slug = _free_slug(record.kind, title, proposal)
    require_valid(record)


def _free_slug(kind: str, title: str, proposal: Proposal) -> str:
    written = KINDS[kind].slug(proposal) or names.slug(title) or kind
    year = proposal.date.value[:4] if proposal.date else ""
    wanted = written if year in written.split("-") or not year else f"{written}-{year}"
    taken = set(Record.objects.filter(kind=kind, slug__startswith=wanted).values_list("slug", flat=True))
    numbers = range(2, len(taken) + 3)
    return next(slug for slug in (wanted, *(f"{wanted}-{number}" for number in numbers)) if slug not in taken)


def _text(record: Record, title: str, language: str, body: str, **words: str) -> None:
    text = Text(record=_root(record), language=language, title=title, body=body, **words)
    require_valid(text)
    text.save()


def _name(record: Record, title: str, language: str) -> None:
    """Its title in a language in which the archive has no texts."""
    name = Name(record=_root(record), text=title, language=language)
    require_valid(name)
    name.save()


def _root(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)
