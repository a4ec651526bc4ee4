"""Turning a working record into its payload."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects

from archive import characters, clock, markup, names, rules
from archive.editions import payloads
from archive.editions.models import Interval
from archive.editions.payloads import (
    Block,
    Change,
    Cited,
    IdentifierForm,
    NameForm,
    Payload,
    Reference,
    Remark,
    RenderingForm,
    Words,
)
from archive.editions.payloads.collections import CollectionPayload, MemberForm
from archive.editions.payloads.identities import IdentityPayload
from archive.editions.payloads.institutions import InstitutionPayload
from archive.editions.payloads.observances import DateRule, ObservancePayload, Override, RitualForm
from archive.editions.payloads.pages import PagePayload
from archive.editions.payloads.persons import InvolvementForm, PersonPayload
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import OfferedCopy, SourcePayload
from archive.editions.payloads.statements import IssuersVersion, StatementPayload
from archive.editions.payloads.subjects import SubjectPayload
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.records import collections
from archive.records import date_rules as records
from archive.records.base import Language, Record
from archive.records.citations import Citation
from archive.records.figures import Figure
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.names import Name
from archive.records.observances import Observance
from archive.records.pages import Page
from archive.records.persons import Involvement, Person
from archive.records.places import Place
from archive.records.rituals import Ritual
from archive.records.sources import CapturedCopy, Source
from archive.records.statements import DocumentVersion, Issuer, Rendering, Statement
from archive.records.subjects import Classified, Subject
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from archive.rules import dates_from


class Unpublished(Exception):
    """The record names others that readers cannot see at that instant: ``records`` holds their uuids."""

    def __init__(self, records: Collection[str]) -> None:
        super().__init__(", ".join(sorted(records)))
        self.records = frozenset(records)


def read(record: Record) -> Record:
    """``record`` as its own kind, with every row of its public form: what is judged and frozen is read once."""
    record = record.of_its_kind()
    prefetch_related_objects([record], *_rows(record))
    return record


def _rows(record: Record) -> "Iterator[Prefetch[Any]]":
    """What hangs on a record of this kind, together with what that names."""
    yield Prefetch("texts")
    yield Prefetch("names")
    yield Prefetch("identifiers")
    yield Prefetch("citations", Citation.objects.select_related("source", "figure"))
    match record:
        case Statement():
            yield Prefetch("places")
            yield Prefetch("issued_by", Issuer.objects.select_related("institution"))
            yield Prefetch("versions", DocumentVersion.objects.select_related("source"))
            yield Prefetch("renderings", Rendering.objects.select_related("source"))
            yield Prefetch("notes")
        case TimelineEntry():
            yield Prefetch("observances")
            yield Prefetch("places")
            beside = ("part_of", "superseded_by")
            yield Prefetch("figures", Figure.objects.select_related("stated_by", "stated_in", "place", *beside))
        case Person():
            yield Prefetch("involvements", Involvement.objects.select_related("entry", "statement", "source"))
        case Observance():
            yield Prefetch("rules", records.DateRule.objects.select_related("instrument", "base", "kept_by"))
            yield Prefetch("overrides", records.Override.objects.select_related("instrument"))
            yield Prefetch("rituals", Ritual.objects.select_related("instrument"))
        case collections.Collection():
            yield Prefetch("members", collections.Member.objects.select_related("record"))
    if isinstance(record, Classified):
        yield Prefetch("subjects")


def freeze(record: Record, *, languages: Iterable[str], change: str, note: Mapping[str, str], at: datetime) -> Payload:
    """The public form of ``record`` in ``languages``, with the labels that are public ``at`` that instant.

    Raises ``Unpublished`` when it names a record that is not.
    """
    record = read(record)
    chosen = [text for text in record.texts.all() if text.language in set(languages)]
    named = names_of(record, chosen)
    public = _Public(named, at)
    if missing := named - public.payloads.keys():
        raise Unpublished(missing)
    words = {code: characters.written(said) for code, said in sorted(note.items())}
    told = Change(kind=change, note={code: said for code, said in words.items() if said})
    return _form(record, chosen, public, change=told)


def draft(record: Record, *, at: datetime, languages: Collection[str] = ()) -> Payload:
    """As ``record`` is saved now, for the desk alone: what is not public ``at`` that instant has its working title.

    In all its languages, or in those that are given.
    """
    record = read(record)
    chosen = [text for text in record.texts.all() if text.title and text.language in (languages or Language.values)]
    return _form(record, chosen, _Drafts(names_of(record, chosen), at), change=Change(kind="first"))


def says_otherwise(record: Record, payload: Payload, *, languages: Collection[str], at: datetime) -> bool:
    """Whether what ``record`` says now, in ``languages``, is not what was frozen of it as ``payload``."""
    try:
        now = draft(record, at=at, languages=languages)
    except markup.MarkupError:
        return True
    if set(languages) - now.texts.keys():
        return True
    return not payloads.same_but_for_labels(carry_over(now, payload), payload)


def _form(record: Record, chosen: Collection[Text], public: "_Public", *, change: Change) -> Payload:
    behind = {text.language for text in record.behind()}
    texts = {
        text.language: _words(text, is_behind=text.language in behind, **_beside(record, text.language, public))
        for text in chosen
    }
    linked = mentioned([*chosen, *renderings_of(record, texts)])
    payload: Payload = FORMS[type(record)](
        record,
        public,
        **_root(record, texts, change=change),
        names=tuple(sorted((_name(name) for name in record.names.all()), key=lambda name: (name.language, name.text))),
        citations=tuple(_cited(citation, public, _figure_ids(record)) for citation in record.citations.all()),
        mentions=tuple(public.reference(uuid, "mention") for uuid in linked if uuid in public.payloads),
        subjects=public.references(record.subjects.all(), "subject") if isinstance(record, Classified) else (),
        merged_into=public.reference(record.merged_into.uuid, "merged-into") if record.merged_into else None,
        identifiers=tuple(IdentifierForm(register=one.register, value=one.value) for one in record.identifiers.all()),
        offers_support=record.offers_support,
    )
    return payload


def _root(record: Record, texts: dict[str, Words], *, change: Change) -> dict[str, Any]:
    return {"kind": record.kind, "record": str(record.uuid), "slug": record.slug, "texts": texts, "change": change}


def carry_over(payload: Payload, before: Payload) -> Payload:
    """``payload`` with the words that readers have ``before`` in languages that were not chosen this time.

    A language is never taken from readers by leaving it out: it stays as it was frozen. If the words it translates
    have changed since, it says so.
    """
    original = payload.original()
    is_old = original in before.texts and _said(payload.texts[original]) != _said(before.texts[original])
    kept = {
        language: replace(words, is_behind=True) if is_old and words.translation != "original" else words
        for language, words in before.texts.items()
        if language not in payload.texts
    }
    linked = {uuid for words in kept.values() for block in words.bodies() for uuid in markup.mentions(block.html)}
    known = {mention.record for mention in payload.mentions}
    mentions = tuple(one for one in before.mentions if one.record in linked - known)
    return replace(payload, texts=payload.texts | kept, mentions=payload.mentions + mentions)


def _said(words: Words) -> str:
    return "\n".join(markup.plain(block.html) for block in words.blocks)


def names_of(record: Record, texts: Collection[Text]) -> frozenset[str]:
    """The uuids of all records that this one names, of its words those in the languages of ``texts``."""
    named: list[Record | None] = []
    into = record.merged_into
    renderings = renderings_of(record, [text.language for text in texts])
    match record:
        case Statement():
            named = [
                record.observance,
                *record.places.all(),
                *(one.institution for one in record.issued_by.all()),
                *(version.source for version in record.versions.all()),
                *(rendering.source for rendering in renderings),
            ]
        case TimelineEntry():
            behind = [named for one in record.figures.all() for named in (one.stated_by, one.stated_in, one.place)]
            named = [*behind, *record.observances.all(), *record.places.all()]
        case Institution():
            named = [record.place, record.predecessor, *record.parents()]
        case Place():
            named = [*record.parents()]
        case Person():
            named = [one for part in record.involvements.all() for one in (part.named(), part.source)]
        case Observance():
            law = [one for row in record.rules.all() for one in (row.instrument, row.base, row.kept_by)]
            years, rituals = record.overrides.all(), record.rituals.all()
            named = [record.successor, *law, *(row.instrument for row in years), *(row.instrument for row in rituals)]
        case collections.Collection():
            named = [member.record for member in record.members.all()]
        case Subject():
            named = [record.broader]
        case Identity():
            named = [record.support]
    if isinstance(record, Classified):
        named = [*named, *record.subjects.all()]
    cited = [citation.source for citation in record.citations.all()]
    return frozenset([*(str(one.uuid) for one in (*named, *cited, into) if one), *mentioned([*texts, *renderings])])


def renderings_of(record: Record, languages: Iterable[str]) -> tuple[Rendering, ...]:
    """The further texts that readers of ``languages`` find: those in their own, and those nobody finds otherwise."""
    if not isinstance(record, Statement):
        return ()
    unread = set(Language.values) - set(languages)
    return tuple(one for one in record.renderings.all() if one.language not in unread)


def mentioned(texts: Iterable[Text | Rendering]) -> tuple[str, ...]:
    """The uuids linked from the words of ``texts``, each once."""
    return tuple(dict.fromkeys(uuid for text in texts for uuid in markup.mentions(text.body)))


class _Public:
    """What readers can see of the records a payload names: labels come from here and nowhere else."""

    def __init__(self, uuids: Collection[str], at: datetime) -> None:
        live = Interval.objects.nameable(at).filter(record__in=uuids).select_related("payload")
        self.payloads = {str(one.record): payloads.from_bytes(bytes(one.payload.content)) for one in live}

    def reference(self, uuid: Any, role: str) -> Reference:
        payload = self.payloads[str(uuid)]
        return Reference(record=str(uuid), kind=payload.kind, label=payload.titles(), role=role)

    def source(self, uuid: UUID) -> SourcePayload:
        payload = self.payloads[str(uuid)]
        assert isinstance(payload, SourcePayload)
        return payload

    def found_in(self, source: Source | None) -> Cited | None:
        return Cited(source=self.source(source.uuid).as_cited()) if source else None

    def references(self, records: Iterable[Record], role: str) -> tuple[Reference, ...]:
        """In the order of their slugs, which is the same on every database."""
        return tuple(self.reference(record.uuid, role) for record in sorted(records, key=lambda one: one.slug))


class _Drafts(_Public):
    """The same, and for what readers cannot see what archivists have written of it."""

    def __init__(self, uuids: Collection[str], at: datetime) -> None:
        super().__init__(uuids, at)
        missing = Record.objects.filter(uuid__in=set(uuids) - self.payloads.keys()).prefetch_related("texts")
        self.payloads |= {str(record.uuid): self._unpublished(record.of_its_kind()) for record in missing}

    def _unpublished(self, record: Record) -> Payload:
        texts = {text.language: Words(title=text.title) for text in record.texts.all() if text.title}
        root = _root(record, texts, change=Change(kind="first"))
        return _source(record, self, **root) if isinstance(record, Source) else Payload(**root)


def _words(text: Text, **beside: Any) -> Words:
    return Words(
        title=text.title,
        summary=text.summary,
        blocks=_blocks(text.body),
        translation=text.translation,
        translator=text.translator,
        of_version=text.of_version,
        content_note=text.content_note,
        **beside,
    )


def _blocks(body: str, prefix: str = "") -> tuple[Block, ...]:
    blocks = enumerate(markup.blocks(body), start=1)
    return tuple(Block(id=f"{prefix}p{number}", html=html) for number, html in blocks)


def _beside(record: Record, language: str, public: _Public) -> dict[str, Any]:
    """What readers of ``language`` find beside the text of a statement."""
    if not isinstance(record, Statement):
        return {}
    renderings = enumerate(renderings_of(record, [language]), start=1)
    return {
        "remarks": tuple(
            Remark(words=note.words, block=f"p{note.paragraph}" if note.paragraph else "")
            for note in record.notes.all()
            if note.language == language
        ),
        "renderings": tuple(_rendering(one, f"r{number}", public) for number, one in renderings),
    }


def _rendering(one: Rendering, number: str, public: _Public) -> RenderingForm:
    return RenderingForm(
        id=number,
        language=one.language,
        translation=one.translation,
        title=one.title,
        blocks=_blocks(one.body, prefix=number),
        translator=one.translator,
        published=one.published,
        of_version=one.of_version,
        found_in=public.found_in(one.source),
    )


def _name(name: Name) -> NameForm:
    return NameForm(
        text=name.text,
        language=name.language,
        sort=name.sort,
        used_by=name.used_by,
        since=name.since,
        until=name.until,
        scheme=name.scheme,
    )


def _figure_ids(record: Record) -> dict[int, str]:
    """How the figures of an event are called within its payload."""
    said = record.figures.all() if isinstance(record, TimelineEntry) else ()
    return {figure.pk: f"f{number}" for number, figure in enumerate(said, start=1)}


def _cited(citation: Citation, public: _Public, figures: Mapping[int, str]) -> Cited:
    return Cited(
        source=public.source(citation.source.uuid).as_cited(),
        field=citation.field,
        figure=figures[citation.figure_id] if citation.figure_id else "",
        paragraph=f"p{citation.paragraph}" if citation.paragraph else "",
        paragraph_language=citation.paragraph_language if citation.paragraph else "",
        about=citation.about,
        about_language=citation.about_language,
        locator=citation.locator,
        quotation=citation.quotation,
        quotation_language=citation.quotation_language,
        relation=citation.relation,
    )


def _observance(one: Observance, public: _Public, **common: Any) -> ObservancePayload:
    return ObservancePayload(
        status=one.status,
        successor=public.reference(one.successor.uuid, "successor") if one.successor else None,
        rules=tuple(_date_rule(row, public) for row in one.rules.all()),
        base_year=one.base_year,
        base_year_last=one.base_year_last,
        overrides=tuple(
            Override(
                year=row.year,
                outcome=row.outcome,
                date=row.date.isoformat() if row.date else "",
                day_off=row.day_off.isoformat() if row.day_off else "",
                instrument=public.reference(row.instrument.uuid, "instrument"),
            )
            for row in one.overrides.all()
        ),
        rituals=tuple(_ritual(row, public) for row in one.rituals.all()),
        **common,
    )


def _date_rule(row: records.DateRule, public: _Public) -> DateRule:
    return DateRule(
        effect=row.effect,
        kept_by=public.reference(row.kept_by.uuid, "kept-by") if row.kept_by else None,
        instrument=public.reference(row.instrument.uuid, "instrument") if row.instrument else None,
        signed=row.signed,
        kind=row.kind,
        month=row.month,
        day=row.day,
        weekday=row.weekday,
        nth=row.nth,
        side=row.side,
        base=public.reference(row.base.uuid, "base") if row.base else None,
        days=row.days,
        dates=tuple(day.isoformat() for day in dates_from(row.dates)),
        duration=row.duration,
        shifts=row.shifts,
        leap=row.leap,
        at_sunset=row.at_sunset,
        from_year=row.valid_from_year,
        to_year=row.valid_to_year,
    )


def _ritual(row: Ritual, public: _Public) -> RitualForm:
    return RitualForm(
        what=row.what(),
        time=f"{row.time:%H:%M}" if row.time else "",
        zone=row.zone,
        from_year=row.valid_from_year,
        to_year=row.valid_to_year,
        instrument=public.reference(row.instrument.uuid, "instrument") if row.instrument else None,
    )


def _statement(one: Statement, public: _Public, **common: Any) -> StatementPayload:
    return StatementPayload(
        year=one.year,
        date=one.date,
        form=one.form,
        origin=one.origin,
        completeness=one.completeness,
        original_language=one.original_language,
        observance=public.reference(one.observance.uuid, "observance") if one.observance else None,
        issuers=tuple(public.reference(issuer.institution.uuid, issuer.role) for issuer in one.issued_by.all()),
        places=public.references(one.places.all(), "place"),
        number=one.number,
        signed=one.signed,
        released=clock.stamp(one.released_wall, one.released_zone) if one.released_wall else "",
        released_zone=one.released_zone,
        embargo=clock.stamp(one.embargo_wall, one.embargo_zone) if one.embargo_wall else "",
        embargo_zone=one.embargo_zone,
        anniversary=one.anniversary,
        counted=_counted(one, public),
        received=one.received,
        versions=tuple(_version(version, public) for version in one.versions.all()),
        **common,
    )


def _counted(one: Statement, public: _Public) -> tuple[int, ...]:
    """Counted from the years that readers are told the observance recalls."""
    recalled = public.payloads[str(one.observance.uuid)] if one.observance else None
    if not isinstance(recalled, ObservancePayload):
        return ()
    return rules.anniversaries(one.year, recalled.base_year, recalled.base_year_last)


def _version(one: DocumentVersion, public: _Public) -> IssuersVersion:
    return IssuersVersion(
        label=one.label,
        issued=one.issued,
        note=one.note,
        note_language=one.note_language,
        found_in=public.found_in(one.source),
    )


def _timeline_entry(one: TimelineEntry, public: _Public, **common: Any) -> TimelineEntryPayload:
    instant = one.instant()
    return TimelineEntryPayload(
        date=one.date,
        one_night=one.one_night,
        time=f"{one.time:%H:%M}" if one.time else "",
        zone=one.zone,
        instant=instant.isoformat() if instant else "",
        date_wording=one.date_wording,
        date_wording_language=one.date_wording_language,
        observances=public.references(one.observances.all(), "observance"),
        places=public.references(one.places.all(), "place"),
        figures=_figures(one, public),
        **common,
    )


def _figures(one: TimelineEntry, public: _Public) -> tuple[FigureForm, ...]:
    said = list(one.figures.all())
    ids = _figure_ids(one)
    return tuple(_figure(figure, ids, public) for figure in said)


def _figure(one: Figure, ids: Mapping[int, str], public: _Public) -> FigureForm:
    return FigureForm(
        id=ids[one.pk],
        measure=one.measure,
        qualifier=one.qualifier,
        stated_by=public.reference(one.stated_by.uuid, "speaker"),
        stated_in=Cited(
            source=public.source(one.stated_in.uuid).as_cited(),
            locator=one.locator,
            quotation=one.quotation,
            quotation_language=one.quotation_language,
        ),
        value=one.value,
        low=one.low,
        high=one.high,
        unit=one.unit,
        population=one.population,
        place=public.reference(one.place.uuid, "place") if one.place else None,
        as_of=one.as_of,
        stated_on=one.stated_on,
        part_of=ids[one.part_of_id] if one.part_of_id else "",
        superseded_by=ids[one.superseded_by_id] if one.superseded_by_id else "",
        note=one.note,
        note_language=one.note_language,
    )


def _place(one: Place, public: _Public, **common: Any) -> PlacePayload:
    return PlacePayload(
        latitude=one.latitude,
        longitude=one.longitude,
        precision=one.precision,
        parents=tuple(public.reference(parent.uuid, "parent") for parent in one.parents()),
        **common,
    )


def _institution(one: Institution, public: _Public, **common: Any) -> InstitutionPayload:
    return InstitutionPayload(
        place=public.reference(one.place.uuid, "seat") if one.place else None,
        sort=one.sort,
        since=one.since,
        until=one.until,
        parents=tuple(public.reference(parent.uuid, "parent") for parent in one.parents()),
        predecessor=public.reference(one.predecessor.uuid, "predecessor") if one.predecessor else None,
        **common,
    )


def _person(one: Person, public: _Public, **common: Any) -> PersonPayload:
    involvements = tuple(_involvement(part, public) for part in one.involvements.all())
    if one.privacy == Person.Privacy.WITHHELD:
        texts = {code: replace(words, title=names.initials(words.title)) for code, words in common["texts"].items()}
        return PersonPayload(involvements=involvements, **{**common, "texts": texts, "names": (), "identifiers": ()})
    return PersonPayload(born=one.born, died=one.died, involvements=involvements, **common)


def _involvement(part: Involvement, public: _Public) -> InvolvementForm:
    return InvolvementForm(
        role=part.role,
        event=public.reference(part.named().uuid, "event"),
        stated_in=Cited(
            source=public.source(part.source.uuid).as_cited(),
            locator=part.locator,
            quotation=part.quotation,
            quotation_language=part.quotation_language,
        ),
    )


def _source(one: Source, public: _Public, **common: Any) -> SourcePayload:
    return SourcePayload(
        sort=one.sort,
        standing=one.standing,
        creator=one.creator,
        publisher=one.publisher,
        described_in=one.described_in,
        published=one.published,
        language=one.language,
        rights=one.rights,
        address=one.address,
        accessed=one.accessed.isoformat() if one.accessed else "",
        current_address=one.current_address,
        address_state=one.address_state,
        checked_at=_instant(one.checked_at) if one.checked_at else "",
        archived_address=one.archived_address,
        further_addresses=tuple(row.address for row in one.further_addresses.all()),
        offered_copy=_offered(one.offered_copy) if one.offered_copy else None,
        **common,
    )


def _offered(copy: CapturedCopy) -> OfferedCopy:
    return OfferedCopy(
        sha256=copy.sha256, size=copy.size, media_type=copy.media_type, captured_at=_instant(copy.captured_at)
    )


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _collection(one: collections.Collection, public: _Public, **common: Any) -> CollectionPayload:
    return CollectionPayload(
        members=tuple(
            MemberForm(record=public.reference(member.record.uuid, "member"), caption=member.caption())
            for member in one.members.all()
        ),
        **common,
    )


def _subject(one: Subject, public: _Public, **common: Any) -> SubjectPayload:
    return SubjectPayload(broader=public.reference(one.broader.uuid, "broader") if one.broader else None, **common)


def _page(one: Page, public: _Public, **common: Any) -> PagePayload:
    return PagePayload(menu=one.menu, **common)


def _identity(one: Identity, public: _Public, **common: Any) -> IdentityPayload:
    return IdentityPayload(
        mark=one.mark,
        licence=one.licence,
        licence_address=one.licence_address,
        postal_address="\n".join(one.postal_address.splitlines()),
        email=one.email,
        telephone=one.telephone,
        support=public.reference(one.support.uuid, "support") if one.support else None,
        quiet_exit=one.quiet_exit,
        **common,
    )


FORMS: dict[type[Record], Any] = {
    Observance: _observance,
    Statement: _statement,
    TimelineEntry: _timeline_entry,
    Place: _place,
    Institution: _institution,
    Person: _person,
    Source: _source,
    collections.Collection: _collection,
    Subject: _subject,
    Page: _page,
    Identity: _identity,
}
