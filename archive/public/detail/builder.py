"""The parts that the pages of all kinds are made of."""

from collections.abc import Collection, Iterable, Mapping
from copy import copy
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Final

from django.utils.translation import gettext as _

from archive import markup, names, rights
from archive.catalogue.listing import Entry, Named, Related
from archive.editions.payloads import Block, Cited, CitedSource, NameForm, Payload, Phrase, Reference, Remark, Words
from archive.editions.payloads.pictures import PicturePayload
from archive.editions.payloads.places import PlacePayload
from archive.editions.payloads.sources import Access, SourcePayload
from archive.editions.payloads.timeline_entries import FigureForm, TimelineEntryPayload
from archive.languages import codes
from archive.public import kinds
from archive.public.detail.pages import (
    Akin,
    CitationLine,
    Cite,
    NameLine,
    Paragraph,
    Prose,
    Quoted,
    SourceAccess,
    SourceNote,
    Within,
)
from archive.public.frame import addresses, frames, identity
from archive.public.frame.addresses import external, host
from archive.public.frame.pages import Card, Frame, Link, Notice, When
from archive.public.frame.visits import Visit
from archive.public.lists.items import grouped_by_kind, link
from archive.public.lists.pages import Group
from archive.public.maps import places
from archive.public.maps.pages import Map
from archive.public.pictures.pages import ShownPicture
from archive.public.programs import cards
from archive.public.words import counting, labels
from archive.public.words.labels import localized

SHORT: Final = 160  # what search engines show of a description


class PageBuilder:
    """Builds the parts of one page: of a payload, seen by one visit, with the records that are related to it.

    ``is_current``: it is what stands at the record's own address. ``cite`` is how it is cited, if it is published.
    ``media`` is under which a preview asks for the files of pictures; ``pictures`` are those that the page may show.
    """

    def __init__(
        self,
        payload: Payload,
        *,
        visit: Visit,
        related: Related,
        is_current: bool = False,
        cite: Cite | None = None,
        media: str = "",
        pictures: Mapping[str, PicturePayload] = MappingProxyType({}),
    ) -> None:
        self.payload = payload
        self.media, self.pictures = media, pictures
        self.kind = kinds.of(payload.kind)
        self.visit = visit
        self.is_current = is_current
        self.cite = cite
        self.related = related
        self.language = visit.language
        self.words: Words = payload.texts[visit.language]
        of_records = {record: self._record(*place) for record, place in related.stands.items()}
        self.addresses = addresses.of_lists(visit.language, as_of=visit.as_of) | of_records

    def frame(
        self,
        *,
        slug: str,
        is_indexed: bool,
        number: int = 0,
        published: str = "",
        on_card: PicturePayload | None = None,
    ) -> Frame:
        """``number`` is that of the edition that is shown, ``published`` when the first one was; ``on_card`` is what
        others show of it beside the words.
        """
        return frames.frame_for(
            self.visit,
            title=self.words.title,
            description=self.description(),
            canonical=addresses.record(self.language, self.payload.kind, slug),
            kind=self.payload.kind,
            live=self.payload.texts,
            is_indexed=is_indexed,
            number=number,
            published=published,
            card=self.card(slug, on_card),
            is_list=False,
            feed=addresses.feed(self.language, self.payload.kind, slug) if self.kind.has_feed else "",
        )

    def card(self, slug: str, picture: PicturePayload | None = None) -> Card | None:
        """What others show of the record, if its words can be drawn."""
        archive = identity.of(self.visit.reading, version=self.visit.version, language=self.language)
        words = cards.of_record(self.payload, self.language, archive)
        if picture is None:
            return cards.shown(words, addresses.absolute(addresses.card(self.language, self.payload.kind, slug)))
        address = addresses.absolute(addresses.card_with_picture(self.language, self.payload.kind, slug))
        return cards.shown(words, address, type=cards.JPEG, beside=picture.stands_for(self.language)[1])

    def description(self) -> str:
        """What others show of the page, where it stands alone."""
        note, summary = self.words.content_note, self.words.summary
        text = "" if note or summary else _shortened(self.words)
        return self.kind.introduced(self.payload, self.language, summary=summary, text=text) or note

    def prose(self, pictures: Mapping[str, ShownPicture]) -> Prose:
        """``pictures`` are those that may be shown in it, by their records."""
        return Prose(
            language=self.language,
            title=self.words.title,
            summary=self.words.summary,
            over_summary=self.kind.over_summary(self.payload),
            paragraphs=self.paragraphs(self.words.blocks, self.words.remarks, pictures),
            translation=labels.about_translation(
                labels.label_of(labels.TRANSLATIONS, self.words.translation),
                self.words.translator,
                self.words.of_version,
            ),
            content_note=self._content_note(),
            remarks=tuple(remark.words for remark in self.words.remarks if not remark.block),
        )

    def _content_note(self) -> Link | None:
        """A warning in any language is one for all readers."""
        notes = {code: words.content_note for code, words in self.payload.texts.items()}
        language, note = localized(notes, self.language)
        return Link(text=note, language=language) if note else None

    def paragraphs(
        self,
        blocks: Iterable[Block],
        remarks: Collection[Remark] = (),
        pictures: Mapping[str, ShownPicture] = MappingProxyType({}),
    ) -> tuple[Paragraph, ...]:
        """Of a picture that may not be shown nothing is left."""
        each = ((block, block.id.rpartition("p")[2], markup.pictures(block.html)) for block in blocks)
        called = _("Paragraph %(number)s")
        return tuple(
            Paragraph(
                id=block.id,
                number=number,
                called=called % {"number": number},
                html=markup.link_records(block.html, self.addresses),
                picture=pictures[named[0]] if named else None,
                remarks=tuple(remark.words for remark in remarks if remark.block == block.id),
                sources=tuple(self._notes(block.id)),
            )
            for block, number, named in each
            if pictures.keys() >= {*named}
        )

    def _notes(self, paragraph: str) -> Iterable[SourceNote]:
        for number in self.sources_of(paragraph=paragraph):
            cited = self._cited[int(number.text) - 1]
            yield SourceNote(
                number=number,
                source=self._source(cited.source),
                original_title=original_title(cited.source),
                locator=cited.locator,
            )

    def warnings(self) -> Iterable[Notice]:
        if self.words.is_behind:
            yield Notice(tone="doubt", heading=_("This translation renders an earlier version of the original."))
        if self.words.translation == "machine":
            yield Notice(tone="doubt", heading=labels.label_of(labels.TRANSLATIONS, "machine"))

    def names(self) -> tuple[NameLine, ...]:
        return tuple(
            NameLine(
                text=name.text,
                language=labels.tagged(name.language, name.text),
                about=", ".join(filter(None, self._about(name))),
                used_by=used_by(name, self.language),
            )
            for name in sorted(self.payload.names, key=_by_language)
            if name.is_shown
        )

    def _about(self, name: NameForm) -> Iterable[str]:
        yield labels.language_name(name.language)
        yield labels.label_of(labels.SORTS_OF_NAME, name.sort) + (f" ({name.scheme})" if name.scheme else "")
        yield labels.period_in_words(name.since, name.until, self.language)

    def elsewhere(self) -> tuple[Link, ...]:
        """Where registers elsewhere keep the same thing."""
        known = ((one, *labels.REGISTERS[one.register]) for one in self.payload.identifiers)
        return tuple(
            Link(text=f"{name} {one.value}", address=address.format(one.value)) for one, name, address in known
        )

    def link(self, ref: Reference) -> Link:
        """A frozen label; it leads to where the record is now, if it is."""
        code, text = localized(ref.label, self.language)
        return Link(text=text, language=code, address=self.addresses.get(ref.record, ""))

    def links(self, refs: Iterable[Reference]) -> tuple[Link, ...]:
        return tuple(self.link(ref) for ref in refs)

    def alphabetical(self, refs: Iterable[Reference]) -> tuple[Link, ...]:
        """By the reader's alphabet."""
        return tuple(sorted(self.links(refs), key=lambda link: names.sort_key(link.text, self.language)))

    def sources_of(self, *, field: str = "", figure: str = "", paragraph: str = "") -> tuple[Link, ...]:
        """The numbers of what is cited for one thing of this record, each leading to its place in the list."""
        return tuple(self._numbers.get((field, figure, paragraph), ()))

    def sources_of_figure(self, figure: FigureForm) -> tuple[Link, ...]:
        """The number of the source in which a figure of this record was stated, and of what else is cited for it."""
        source = figure.stated_in.source.record
        stated_in = next(place for place, one in enumerate(self._cited, start=1) if one.source.record == source)
        besides = (one for one in self.sources_of(figure=figure.id) if one.text != str(stated_in))
        return (Link(text=str(stated_in), address=f"#source-{stated_in}"), *besides)

    def citations(self) -> tuple[CitationLine, ...]:
        return tuple(self.citation(cited) for cited in self._cited)

    @cached_property
    def _cited(self) -> tuple[Cited, ...]:
        """What the record cites, and then the sources that only its figures were stated in."""
        known = {cited.source.record for cited in self.payload.citations}
        stated = self.payload.figures if isinstance(self.payload, TimelineEntryPayload) else ()
        besides = {one.stated_in.source.record: one for one in reversed(stated)}
        further = (Cited(source=one.stated_in.source, figure=one.id) for one in reversed(besides.values()))
        return (*self.payload.citations, *(cited for cited in further if cited.source.record not in known))

    @cached_property
    def _numbers(self) -> dict[tuple[str, str, str], list[Link]]:
        found: dict[tuple[str, str, str], list[Link]] = {}
        for number, cited in enumerate(self._cited, start=1):
            if cited.paragraph_language in ("", self.language):
                thing = (cited.field, cited.figure, cited.paragraph)
                found.setdefault(thing, []).append(Link(text=str(number), address=f"#source-{number}"))
        return found

    def _thing(self, cited: Cited) -> Link | None:
        if cited.paragraph:
            words = {"number": cited.paragraph.removeprefix("p")}
            if cited.paragraph_language in ("", self.language):
                return Link(text=_("Paragraph %(number)s") % words, address=f"#{cited.paragraph}")
            words["language"] = labels.language_name(cited.paragraph_language)
            return Link(text=_("Paragraph %(number)s of the text in: %(language)s") % words)
        if cited.figure:
            return Link(text=_("One of the figures"), address=f"#{cited.figure}")
        return Link(text=labels.label_of(labels.FIELDS, cited.field)) if cited.field else None

    def quoted(self, cited: Cited) -> Quoted:
        """No more of a citation than where a claim stands in it."""
        source = cited.source
        return Quoted(
            source=self._source(source),
            original_title=original_title(source),
            locator=cited.locator,
            quotation=cited.quotation,
            quotation_language=cited.quotation_language,
            address=_leads_to(source.address, self.related.sources.get(source.record)),
        )

    def citation(self, cited: Cited) -> CitationLine:
        source = cited.source
        return CitationLine(
            thing=self._thing(cited),
            about=phrase(cited.about, self.language),
            source=self._source(source),
            sort=kinds.form_called("source", source.sort, self.language),
            original_title=original_title(source),
            creator=phrase(source.creator, self.language),
            publisher=phrase(source.publisher, self.language),
            published=when(source.published, self.language),
            locator=cited.locator,
            relation=labels.label_of(labels.RELATIONS, cited.relation) if cited.relation in labels.RELATIONS else "",
            quotation=cited.quotation,
            quotation_language=cited.quotation_language,
            access=self.access_to(source.address, self.related.sources.get(source.record)),
            accessed=when(source.accessed, self.language),
        )

    def access_to(self, cited: str, source: Access | None, *, stands: bool = True) -> SourceAccess:
        """Where a source is to be read that was cited with the address ``cited``, by what is known of it.

        The copy that it offers is told if that ``stands`` now: a past offer does not hold.
        """
        leads_to = _leads_to(cited, source)
        return SourceAccess(
            address=leads_to,
            host=host(leads_to),
            is_front=addresses.is_front(leads_to),
            cited=cited if cited != leads_to else "",
            state=str(labels.STATES_OF_ADDRESS.get(source.address_state if source else "", "")),
            checked=instant(source.checked_at, self.language) if source else None,
            archived=external(source.archived_address) if source else "",
            copy=self._copy_of(source) if source and stands else "",
        )

    def _source(self, source: CitedSource) -> Link:
        code, title = localized(source.label, self.language)
        return Link(text=title, language=code, address=self.addresses.get(source.record, ""))

    def _copy_of(self, source: Access) -> str:
        if not source.offered_copy or self.visit.as_of:
            return ""
        return addresses.copy(self.language, source.slug, source.offered_copy.sha256)

    def naming(self, kind: str = "") -> tuple[Entry, ...]:
        return tuple(entry for entry in self.related.naming if kind in ("", entry.kind))

    def within(self, facet: str, label: str) -> Within | None:
        """A search in what stands under this record in ``facet``; nothing where no statement names it."""
        if not (self.is_current and self.related.counts.get("statement")):
            return None
        return Within(label=label, address=addresses.search(self.language), name=facet, value=self.payload.slug)

    def map(self, records: Iterable[str], around: Iterable[str] = ()) -> Map | None:
        """A map of the places among ``records`` (uuids): in their order, each once, if it is said where they lie.

        Of those ``around`` it has what is in view anyway.
        """
        return places.of(tuple(self._on_map(records)), tuple(self._on_map(around)))

    def _on_map(self, records: Iterable[str]) -> Iterable[places.Shown]:
        known = {one.record: one for one in (*self.related.places, self.payload) if isinstance(one, PlacePayload)}
        for place in (known[one] for one in dict.fromkeys(records) if one in known):
            code, words = place.words(self.language)
            is_here = place.record == self.payload.record
            language, address = code if code != self.language else "", self.addresses.get(place.record, "")
            link = Link(text=words.title, language=language, address="" if is_here else address)
            yield from places.located(place, link, is_meant=is_here)

    def akin(self) -> tuple[Akin, ...]:
        """What is about the same, and is not shown on this page already."""
        return tuple(map(self._akin, self.related.akin))

    def in_time(self) -> tuple[Akin | None, Akin | None]:
        """What of its kind is next before it in time, and after it."""
        before, after = (self._akin(one) if one else None for one in (self.related.before, self.related.after))
        return before, after

    def _akin(self, one: Named) -> Akin:
        return Akin(
            title=link(one, visit=self.visit),
            kind=kinds.called(one.kind, self.language),
            when=when(one.date, self.language),
        )

    def appears(self, *apart: str) -> tuple[Group, ...]:
        """What names the record, without the collections, which stand among its facts, and what stands ``apart``.

        That the archive shows a record on its first page is no mention of it.
        """
        shown = tuple(one for one in self.naming() if one.kind not in ("collection", "identity", *apart))
        return grouped_by_kind(shown, visit=self.visit, all_of=self.all_naming)

    def all_naming(self, kind: str) -> Link | None:
        """The page of all of a kind that name it, where not all are shown here."""
        total = self.related.counts.get(kind, 0)
        if total <= len(self.naming(kind)):
            return None
        here = (self.language, self.payload.kind, self.payload.slug, kind)
        return Link(
            text=_("All of them: %(counted)s") % {"counted": counting.counted(kind, total, self.language)},
            address=addresses.named_in(*here, as_of=self.visit.as_of),
        )

    def knowing(self, places: Mapping[str, tuple[str, str]]) -> "PageBuilder":
        """One that knows besides where other records stand: record → kind and slug."""
        known = copy(self)
        known.addresses = self.addresses | {record: self._record(*place) for record, place in places.items()}
        return known

    def _record(self, kind: str, slug: str) -> str:
        return addresses.record(self.language, kind, slug, as_of=self.visit.as_of)


def _leads_to(cited: str, source: Access | None) -> str:
    """The address today of what was cited with the address ``cited``, if a page may lead there."""
    if source is None:
        return external(cited)
    return "" if source.address_state == "gone" else external(source.current_address or source.address)


def _by_language(name: NameForm) -> tuple[str, str]:
    return name.language, names.sort_key(name.text, name.language)


def plain_link(ref: Reference, language: str) -> Link:
    """A label that leads nowhere."""
    code, text = localized(ref.label, language)
    return Link(text=text, language=code)


def phrase(said: Phrase, language: str) -> Link | None:
    """Words for a reader of ``language``, with the language they are really in; nothing for none."""
    code, words = said.localized(language)
    return Link(text=words, language=code) if words else None


def used_by(name: NameForm, language: str) -> Link | None:
    """Who calls it so; in a language that nobody knows where nobody noted it."""
    told = phrase(name.users, language)
    return told or (Link(text=name.used_by, language=codes.UNKNOWN) if name.used_by else None)


def rights_link(identifier: str) -> Link | None:
    """What may be done with it, leading to where that is explained; nothing if nobody has said."""
    said = rights.ALL.get(identifier)
    return Link(text=str(said.label), address=said.address) if said else None


def original_title(source: CitedSource | SourcePayload) -> Link | None:
    """How the document itself is headed, in its own language; if nobody says, what we call it in that language."""
    titles = source.label if isinstance(source, CitedSource) else source.titles()
    text = source.original_title or titles.get(source.language, "")
    return Link(text=text, language=source.language) if text else None


def when(written: str, language: str) -> When | None:
    """A frozen date; nothing for none."""
    if not written:
        return None
    return When(machine=labels.machine_date(written), words=labels.date_in_words(written, language))


def instant(written: str, language: str) -> When | None:
    """A frozen instant; nothing for none."""
    if not written:
        return None
    return When(machine=written, words=labels.moment_in_words(datetime.fromisoformat(written), language))


def _shortened(words: Words) -> str:
    """The beginning of a text. No more of it is read than that takes."""
    text = ""
    for block in words.blocks:
        text = " ".join((*text.split(), *markup.plain(block.html).split()))
        if len(text) > SHORT:
            return text[:SHORT].rpartition(" ")[0] + " …"
    return text
