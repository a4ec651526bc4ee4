"""Adds a document to a statement that is there already, as one of its texts. Only drafts change."""

from archive import clock
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.further_texts import exchange, source_of_text
from archive.records.saving import saving
from archive.records.sources import Source
from archive.records.statements import Rendering, Statement
from archive.records.texts import Text

from . import drafts
from .belonging import Belonging, Role
from .documents import Document
from .drafts import Made
from .earlier import remember, said
from .kinds import dated
from .kinds.base import require_valid, value_of
from .kinds.statements import whose_words
from .proposals import Proposal, Unfit

__all__ = ["add"]


def add(found: Belonging, document: Document, content: bytes, proposal: Proposal, *, by) -> Made:
    """Do what ``found`` proposes: all of it or nothing. Raises ``Unfit``, and ``StaleVersion`` as ``saving`` does.

    Where the same text was found before, its source gets a further address; every other text has its own source. The
    file is kept with that source.
    """
    with drafts.importing(document):
        source = _where_it_is_known(found) if found.role is Role.SAME else None
        made = Made(source=source) if source else _its_own_source(document, proposal, by=by)
        if source:
            _add_address(source, proposal, by=by)
        else:
            _save(found, document, proposal, made.source, by=by)
        made = drafts.keep(document, content, made, by=by)
        if made.refused and found.role is Role.SAME:
            raise Unfit(made.refused)  # its words would stand nowhere
        words = said(document, dated(proposal))
        remember(words, digest=document.digest, record=_root(made.source), at=clock.now(), by=by)
    return made


def _where_it_is_known(found: Belonging) -> Source | None:
    if isinstance(found.text, Rendering):
        return found.text.source
    return source_of_text(found.statement, found.text) if found.text else None


def _its_own_source(document: Document, proposal: Proposal, *, by) -> Made:
    if proposal.known_source:
        return Made(source=drafts.known_source(proposal))
    source = drafts.source_from(document, proposal, has_text=False, by=by)
    return Made(source=source, drafts=(source,))


def _add_address(source: Source, proposal: Proposal, *, by) -> None:
    address = value_of(proposal.address)
    if address and address not in source.addresses():
        drafts.add_address(source, address, by=by)


def _save(found: Belonging, document: Document, proposal: Proposal, source: Source, *, by) -> None:
    statement = found.statement
    with saving(statement, by=by, version=statement.version):
        if found.role is Role.SAME:
            _cite(statement, source)
        elif found.role is Role.PAGE:
            _add_to_page(found, document, proposal, source)
        elif found.role is Role.OFFICIAL:
            _take_the_page(found, document, proposal, source)
        else:
            _further_text(found, document, proposal, source).save()


def _add_to_page(found: Belonging, document: Document, proposal: Proposal, source: Source) -> None:
    root = _root(found.statement)
    text = Text.objects.filter(record=root, language=proposal.text_language).first()  # it may have a title alone
    text = text or Text(record=root, language=proposal.text_language)
    for name, words in _words(found, document, proposal).items():
        setattr(text, name, words)
    require_valid(text)
    text.save()
    _cite(found.statement, source)
    _say_which_is_the_original(found)
    if found.statement.completeness == Statement.Completeness.NONE:
        found.statement.completeness = value_of(proposal.completeness)
    found.statement.save()


def _take_the_page(found: Belonging, document: Document, proposal: Proposal, source: Source) -> None:
    statement = found.statement
    was_told = statement.completeness in Rendering.TOLD
    exchange(statement, _further_text(found, document, proposal, source))
    if was_told:
        statement.completeness = value_of(proposal.completeness)
    statement.date = value_of(proposal.date) or statement.date
    _say_which_is_the_original(found)
    require_valid(statement)
    statement.save()


def _say_which_is_the_original(found: Belonging) -> None:
    texts = Text.objects.filter(record=found.statement.pk, translation=Text.Translation.ORIGINAL)
    originals = set(texts.values_list("language", flat=True))
    if not found.statement.original_language and len(originals) == 1:
        found.statement.original_language = originals.pop()


def _further_text(found: Belonging, document: Document, proposal: Proposal, source: Source) -> Rendering:
    further = Rendering(
        statement=found.statement,
        language=proposal.text_language,
        source=source,
        published=value_of(proposal.published) or "",
        position=found.statement.renderings.count(),
        **_words(found, document, proposal),
    )
    require_valid(further)
    return further


def _words(found: Belonging, document: Document, proposal: Proposal) -> dict[str, str]:
    title = proposal.title.value
    words = {"title": title, "body": drafts.body_of(document, (title,)), **whose_words(proposal)}
    return words | {"translation": found.translation}


def _cite(statement: Statement, source: Source) -> None:
    if not statement.citations.filter(source=source).exists():
        position = statement.citations.count()
        Citation.objects.create(record=_root(statement), source=source, position=position)


def _root(record: Record) -> Record:
    return Record.objects.get(pk=record.pk)
