"""Turning a working record into its payload. Nothing here knows which kinds there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from django.db import connection
from django.db.models import Model, Prefetch, QuerySet, prefetch_related_objects

from archive import characters, markup
from archive.editions.payloads import Change, IdentifierForm, Payload, Words
from archive.languages import spoken
from archive.records.base import KINDS, Record
from archive.records.citations import Citation
from archive.records.names import Name
from archive.records.pictures import ShownPicture
from archive.records.subjects import Classified, Subject
from archive.records.texts import Text

from . import base
from .labels import Drafts, Public, root
from .texts import cited, mentioned, name, words


class Unpublished(Exception):
    """The record names others that readers cannot see at that instant: ``records`` holds their uuids."""

    def __init__(self, records: Collection[str]) -> None:
        super().__init__(", ".join(sorted(records)))
        self.records = frozenset(records)


def read(record: Record) -> Record:
    """``record`` as its own kind, with every row of its public form: what is judged and frozen is read once."""
    return _with_rows([record.of_its_kind()])[0]


def hand(record: Record, rows: Mapping[str, Collection[Model]]) -> None:
    """Tell ``record``, which stands there as its own kind, which rows of it were read as they are stored: those are not
    read again, but what they name is, as far as it was not read with them. ``rows`` by the names of their relations.
    """
    for relation in _rows(record):
        if (name := relation.prefetch_to) in rows:
            found = list(rows[name])
            _read(record)[name] = _with(getattr(record, name).all(), found)
            if found:
                prefetch_related_objects(found, *_named_by(relation))


def _named_by(relation: "Prefetch[Any]") -> "Iterator[str | Prefetch[Any]]":
    """What is read together with its rows."""
    rows: Any = relation.queryset
    if rows is not None:
        yield from rows.query.select_related or ()
        yield from rows._prefetch_related_lookups


def read_several(records: Iterable[Record]) -> list[Record]:
    """The same of many, whatever their kinds, in as many queries as for one of each kind. They come in their order."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    wanted = list(records)
    for one in wanted:
        by_kind[one.kind].append(one.pk)
    same = (_with_rows(list(_joined(kind).filter(pk__in=keys))) for kind, keys in by_kind.items())
    found = {one.pk: one for several in same for one in several}
    return [found[one.pk] for one in wanted]


def _joined(kind: str) -> "QuerySet[Any]":
    joined = base.of_kind(kind).JOINED
    return KINDS[kind].objects.select_related(*joined) if joined else KINDS[kind].objects.all()


def _with_rows(records: list[Record]) -> list[Record]:
    """``records`` of one kind, which have been read alike."""
    rows = {one.prefetch_to: one for one in _rows(records[0]) if one.prefetch_to not in _read(records[0])}
    if rows:
        there = _there(records, tuple(rows))
        prefetch_related_objects(records, *(rows[name] for name in there))
        for one in records:
            _read(one).update({name: _none_of(one, name) for name in rows if name not in there})
    return records


def _none_of(record: Record, relation: str) -> Any:
    related: Any = record._meta.get_field(relation).related_model
    return _with(related._base_manager.none(), [])


def _with(rows: Any, found: list[Model]) -> Any:
    """``rows``, which are not asked any more: all of them were ``found``."""
    rows._result_cache, rows._prefetch_done = found, True
    return rows


def _there(records: Sequence[Record], names: tuple[str, ...]) -> list[str]:
    """Of their relations with these ``names`` those in which there is anything: most have nothing. One query."""
    keys = [record.pk for record in records]
    with connection.cursor() as cursor:
        cursor.execute(_asking(type(records[0]), names, len(keys)), keys * len(names))
        return [name for name, is_there in zip(names, cursor.fetchone(), strict=True) if is_there]


@lru_cache(maxsize=256)
def _asking(model: type[Record], names: tuple[str, ...], count: int) -> str:
    places = ", ".join(["%s"] * count)
    relations = (model._meta.get_field(name) for name in names)
    return "SELECT " + ", ".join(f"EXISTS (SELECT 1 FROM {_rows_of(one)} IN ({places}))" for one in relations)


def _rows_of(relation: Any) -> str:
    if relation.many_to_many:
        return f"{relation.m2m_db_table()} WHERE {relation.m2m_column_name()}"
    return f"{relation.related_model._meta.db_table} WHERE {relation.field.column}"


def _read(record: Record) -> dict[str, Any]:
    """The rows that were read of it, by the names of their relations. Django has no public way to say: none."""
    found: dict[str, Any] = record.__dict__.setdefault("_prefetched_objects_cache", {})
    return found


def _rows(record: Record) -> "Iterator[Prefetch[Any]]":
    """What hangs on it, together with what that names."""
    yield Prefetch("texts")
    yield Prefetch("names", Name.objects.prefetch_related("phrases"))
    yield Prefetch("identifiers")
    yield Prefetch("citations", Citation.objects.select_related("source", "figure").prefetch_related("phrases"))
    yield Prefetch("shown_pictures", ShownPicture.objects.select_related("picture"))
    yield from base.of(record).prefetched()
    if isinstance(record, Classified):
        yield Prefetch("subjects")


def labels_for(record: Record, *, languages: Collection[str], at: datetime) -> Public:
    """What readers can see ``at`` that instant of all that ``record`` names in ``languages``. One query."""
    return Public(names_in(record, languages), at)


def names_in(record: Record, languages: Collection[str]) -> frozenset[str]:
    """The uuids of all records that ``record``, which has been read, names for readers of ``languages``."""
    return names_of(record, _chosen(record, languages))


def freeze(
    record: Record, *, languages: Collection[str], change: str, note: Mapping[str, str], public: Public
) -> Payload:
    """The public form of ``record`` in ``languages``, with the labels that are ``public``.

    Raises ``Unpublished`` when it names a record that is not.
    """
    record = read(record)
    chosen = _chosen(record, languages)
    if missing := names_of(record, chosen) - public.payloads.keys():
        raise Unpublished(missing)
    notes = {code: characters.written(said) for code, said in sorted(note.items())}
    told = Change(kind=change, note={code: said for code, said in notes.items() if said})
    return _form(record, chosen, public, change=told)


def _chosen(record: Record, languages: Collection[str]) -> list[Text]:
    return [text for text in record.texts.all() if text.language in languages]


def draft(record: Record, *, at: datetime, languages: Collection[str] = ()) -> Payload:
    """As ``record`` is saved now, for the desk alone: what is not public ``at`` that instant has its working title.

    In all its languages, or in those that are given.
    """
    record = read(record)
    chosen = [text for text in record.texts.all() if text.title and text.language in (languages or spoken())]
    return _form(record, chosen, Drafts(names_of(record, chosen), at), change=Change(kind="first"))


def drafts(records: Iterable[Record], *, at: datetime) -> Iterator[Payload]:
    """The same of several in all their languages, in as many queries as of one of each kind; without those of which a
    text cannot be read.
    """
    named: list[tuple[Record, list[Text], frozenset[str]]] = []
    for record in read_several(records):
        chosen = [text for text in record.texts.all() if text.title and text.language in spoken()]
        with suppress(markup.MarkupError):
            named.append((record, chosen, names_of(record, chosen)))
    known = Drafts(frozenset(chain.from_iterable(names for _record, _chosen, names in named)), at)
    for record, chosen, _names in named:
        with suppress(markup.MarkupError):
            yield _form(record, chosen, known, change=Change(kind="first"))


def carry_over(payload: Payload, before: Payload) -> Payload:
    """``payload`` with the words that readers have ``before`` in languages that were not chosen this time.

    A language is never taken from readers by leaving it out: it stays as it was frozen. If the words it translates
    have changed since, it says so.
    """
    original = payload.original()
    is_old = original in before.texts and _said(payload.texts[original]) != _said(before.texts[original])
    kept = {
        language: replace(text, is_behind=True) if is_old and text.translation != "original" else text
        for language, text in before.texts.items()
        if language not in payload.texts
    }
    linked = {uuid for text in kept.values() for block in text.bodies() for uuid in markup.mentions(block.html)}
    known = {mention.record for mention in payload.mentions}
    mentions = tuple(one for one in before.mentions if one.record in linked - known)
    return replace(payload, texts=payload.texts | kept, mentions=payload.mentions + mentions)


def _said(text: Words) -> str:
    return "\n".join(markup.plain(block.html) for block in text.blocks)


def names_of(record: Record, texts: Collection[Text]) -> frozenset[str]:
    """The uuids of all records that this one names, of its words those in the languages of ``texts``."""
    freezing, languages = base.of(record), [text.language for text in texts]
    sources = (citation.source for citation in record.citations.all())
    pictures = (shown.picture for shown in record.shown_pictures.all())
    named = (*freezing.named(languages), *_subjects(record), *sources, *pictures, record.merged_into)
    return frozenset([*(str(one.uuid) for one in named if one), *mentioned([*texts, *freezing.renderings(languages)])])


def _subjects(record: Record) -> Iterable[Subject]:
    return record.subjects.all() if isinstance(record, Classified) else ()


def _form(record: Record, chosen: Collection[Text], public: Public, *, change: Change) -> Payload:
    freezing, behind = base.of(record), {text.language for text in record.behind()}
    said = {
        text.language: words(text, is_behind=text.language in behind, **freezing.beside(text.language, public))
        for text in chosen
    }
    linked, ids = mentioned([*chosen, *freezing.renderings(said)]), freezing.figure_ids()
    shown = set(chain.from_iterable(markup.pictures(text.body) for text in chosen))
    return freezing.payload(
        public,
        **root(record, said, change=change),
        names=tuple(sorted((name(one) for one in record.names.all()), key=lambda one: (one.language, one.text))),
        citations=tuple(cited(citation, public, ids) for citation in record.citations.all()),
        mentions=tuple(
            public.reference(uuid, "picture" if uuid in shown else "mention")
            for uuid in linked
            if uuid in public.payloads
        ),
        subjects=public.references(_subjects(record), "subject"),
        merged_into=public.optional(record.merged_into, "merged-into"),
        identifiers=tuple(IdentifierForm(register=one.register, value=one.value) for one in record.identifiers.all()),
        offers_support=record.offers_support,
        pictures=tuple(public.reference(shown.picture.uuid, "picture") for shown in record.shown_pictures.all()),
    )
