"""From what stands at an address to the page that shows it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import override

from archive.catalogue import listing
from archive.editions import reading
from archive.editions.payloads import Payload
from archive.editions.reading import Snapshot
from archive.editions.reasons import REASONS
from archive.public import kinds
from archive.public.detail import changes, citing, editions
from archive.public.detail.builder import PageBuilder, plain_link, when
from archive.public.detail.pages import DetailPage, MissingLanguagePage, TombstonePage
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link, Notice
from archive.public.frame.visits import Visit
from archive.public.lists.items import item
from archive.public.pictures import heads, showing
from archive.public.programs import json_ld
from archive.public.words import labels
from archive.public.words.labels import localized


def page_for(
    payload: Payload,
    *,
    visit: Visit,
    history: tuple[Snapshot, ...] = (),
    edition: Snapshot | None = None,
    notices: Iterable[Notice] = (),
    stands: Mapping[str, tuple[str, str]] | None = None,
    media: str = "",
    coming: Iterable[Payload] = (),
) -> DetailPage | MissingLanguagePage:
    """The page for a payload. ``history`` is all that has stood at its address, oldest first.

    ``edition`` is given at an edition's own address. ``stands`` tells where records are that readers cannot see yet:
    record → kind and slug; ``media``, under which the files of pictures are asked for that readers cannot have yet;
    ``coming``, those of them that it shows. Two queries, one or two where it names pictures, and what
    ``listing.related`` has to count.
    """
    if visit.language not in payload.texts:
        return missing_language(payload, visit=visit)
    kind = kinds.of(payload.kind)
    is_current = bool(history) and edition is None
    related = listing.related(
        visit.reading,
        payload,
        reader=visit.language,
        siblings=kind.siblings(payload),
        in_time=kind.in_time(payload) if is_current else None,
        with_akin=kind.shows_akin and is_current,
        with_named=kind.lists_named,
        apart=kind.apart,
    )
    cite = citing.cite(history, visit=visit, edition=edition)
    builder = PageBuilder(
        payload,
        visit=visit,
        related=related,
        is_current=is_current,
        cite=cite,
        media=media,
        pictures={
            **showing.to_be_seen(coming, visit.reading),
            **heads.known(payload, visit.language, visit.reading),
        },
    )
    if stands:
        builder = builder.knowing(stands)
    shown = edition or (history[-1] if history else None)
    past = editions.history(history, visit=visit, edition=edition)
    frame = builder.frame(
        slug=history[-1].payload.slug if history else payload.slug,
        is_indexed=edition is None and not (history and history[-1].withdrawn),
        number=shown.number if shown else 0,
        published=past.published.machine if past else "",
        on_card=heads.on_card(history[-1], builder.pictures, visit.reading) if is_current else None,
    )
    pictures = heads.shown_on(builder)
    page = kind.page(
        frame=frame,
        kind=kinds.called(payload.kind, visit.language),
        offers_support=payload.offers_support,
        notices=(*notices, *editions.notices(history, visit=visit, edition=edition), *builder.warnings()),
        prose=builder.prose(pictures),
        languages=frames.readable(frame.languages),
        names=builder.names(),
        elsewhere=builder.elsewhere(),
        citations=builder.citations(),
        sources={field: builder.sources_of(field=field) for field in labels.FIELDS},
        changes=changes.of(edition, history, visit=visit) if edition else None,
        history=past,
        cite=cite,
        subjects=builder.alphabetical(payload.subjects),
        collections=tuple(item(entry, visit=visit).title for entry in builder.naming("collection")),
        pictures=tuple(pictures[ref.record] for ref in payload.pictures if ref.record in pictures),
        **kind.fill(payload, builder),
    )
    return replace(page, frame=json_ld.attach(frame, json_ld.record(page, builder)))


def preview(
    payload: Payload,
    *,
    language: str,
    now: datetime,
    stands: Mapping[str, tuple[str, str]] | None = None,
    says_so: bool = True,
    media: str = "",
    coming: Iterable[Payload] = (),
) -> DetailPage | MissingLanguagePage:
    """How ``payload`` would look to a reader of ``language``. It need not be published.

    Its links are those that work ``now``, and those to records that ``stands`` knows besides; its pictures are those
    that can be seen now, and ``coming`` ones. ``says_so``: it tells that it is a preview.
    """
    read = reading.at(now)
    visit = Visit(
        reading=read,
        version=read.version(),
        language=language,
        path=addresses.record(language, payload.kind, payload.slug).removeprefix(f"/{language}/"),
    )
    with override(language):
        said = [Notice(tone="note", heading=_("This is a preview. Readers cannot see this page."))] if says_so else []
        if payload.merged_into:
            into = localized(payload.merged_into.label, language)[1]
            said.append(
                Notice(tone="note", heading=_("From here on readers will be led to “%(title)s”.") % {"title": into})
            )
        return page_for(payload, visit=visit, notices=said, stands=stands, media=media, coming=coming)


def missing_language(payload: Payload, *, visit: Visit) -> MissingLanguagePage:
    """A record that readers of this language cannot read yet, and the languages it can be read in."""
    language, words = payload.words(visit.language)
    return MissingLanguagePage(
        frame=frames.frame_for(
            visit,
            title=words.title,
            canonical=addresses.record(visit.language, payload.kind, payload.slug),
            kind=payload.kind,
            live=payload.texts,
            is_indexed=False,
        ),
        kind=str(kinds.of(payload.kind).label),
        title=Link(text=words.title, language=language),
        languages=frames.readable(frames.language_links(visit, payload.texts)),
    )


def tombstone(snapshot: Snapshot, *, visit: Visit) -> TombstonePage:
    """What is left where a record was withdrawn and may not be read any more."""
    payload, reason = snapshot.payload, REASONS[snapshot.reason_class]
    language, words = payload.words(visit.language)
    note_language, note = localized(snapshot.note, visit.language)
    kind, shown = kinds.of(payload.kind), reason.shows_title
    dating = payload.dating() if shown else None
    here = addresses.record(visit.language, payload.kind, payload.slug) if shown else frames.here(visit, as_of=False)
    return TombstonePage(
        frame=frames.frame_for(
            visit,
            title=words.title if shown else _("Withdrawn"),
            canonical=here,
            kind=payload.kind,
            live=(),
            is_indexed=False,
        ),
        kind=str(kind.label),
        title=Link(text=words.title, language=language) if shown else None,
        issuers=tuple(plain_link(ref, visit.language) for ref in (kind.parties(payload) if shown else ())),
        date=when(str(dating) if dating else "", visit.language),
        reason=str(reason.label),
        note=note,
        note_language=note_language,
        since=editions.instant(snapshot.since, visit.language),
    )
