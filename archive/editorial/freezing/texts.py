"""Texts, and the rows that hang on records of every kind, as they stand in payloads."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from archive import markup
from archive.editions.payloads import Block, Cited, NameForm, Phrase, Words
from archive.records import phrases
from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.names import Name
from archive.records.statements import Rendering
from archive.records.texts import Text

from .labels import Public


def mentioned(texts: Iterable[Text | Rendering]) -> tuple[str, ...]:
    """The uuids linked from the words of ``texts``, each once."""
    return tuple(dict.fromkeys(uuid for text in texts for uuid in markup.mentions(text.body)))


def words(text: Text, **beside: Any) -> Words:
    return Words(
        title=text.title,
        summary=text.summary,
        blocks=blocks(text),
        translation=text.translation,
        translator=text.translator,
        of_version=text.of_version,
        content_note=text.content_note,
        **beside,
    )


def words_of(record: Record) -> dict[str, Words]:
    """Language → what stands there in its texts; without what nobody can read as yet."""
    found = {}
    for text in record.texts.all():
        with suppress(markup.MarkupError):
            found[text.language] = words(text)
    return found


def blocks(text: Text | Rendering, prefix: str = "") -> tuple[Block, ...]:
    return tuple(Block(id=f"{prefix}p{number}", html=html) for number, html in text.numbered_blocks())


def phrase(rows: Iterable[phrases.Phrase], name: str = "words") -> Phrase:
    return Phrase.of(phrases.by_language(rows, name))


def name(name: Name) -> NameForm:
    return NameForm(
        text=name.text,
        language=name.language,
        sort=name.sort,
        used_by=name.used_by,
        since=name.since,
        until=name.until,
        scheme=name.scheme,
        users=phrase(name.phrases.all()),
    )


def cited(citation: Citation, public: Public, figures: Mapping[int, str]) -> Cited:
    return Cited(
        source=public.source(citation.source.uuid),
        field=citation.field,
        figure=figures[citation.figure_id] if citation.figure_id else "",
        paragraph=f"p{citation.paragraph}" if citation.paragraph else "",
        paragraph_language=citation.paragraph_language if citation.paragraph else "",
        about=phrase(citation.phrases.all()),
        locator=citation.locator,
        quotation=citation.quotation,
        quotation_language=citation.quotation_language,
        relation=citation.relation,
    )
