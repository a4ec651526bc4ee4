"""A statement as a document: who takes part in it, its issuer's versions, and its further texts."""

from collections.abc import Iterator
from uuid import UUID

from archive import languages
from archive.catalogue.listing import Entry
from archive.editions.payloads.statements import StatementPayload
from archive.public.detail.composing import Composing, plain_link, when
from archive.public.lists.items import item
from archive.public.pages import Anniversary, BylinePart, Item, RenderingLine, VersionLine, When
from archive.public.words import attribution, labels


def byline(payload: StatementPayload, made: Composing) -> tuple[BylinePart, ...]:
    """The issuers and those in other parts, each part in the order of the document: "X, on behalf of Y"."""
    return tuple(_byline(payload, made))


def _byline(payload: StatementPayload, made: Composing) -> Iterator[BylinePart]:
    for role, pattern in labels.PARTS.items():
        if names := made.links(ref for ref in payload.issuers if ref.role == role):
            before, _names, after = str(pattern).partition("%(names)s")
            yield BylinePart(before=before, names=names, after=after)


def provenance(payload: StatementPayload, made: Composing) -> BylinePart:
    """Who speaks, and whether these are all their words."""
    before, at_names, after = attribution.provenance(payload, attribution.of_text(payload))
    names = tuple(plain_link(ref, made.language) for ref in attribution.issuers(payload) if at_names)
    return BylinePart(before=before, names=names, after=after)


def same_issuer_and_day(payload: StatementPayload) -> tuple[UUID, UUID] | None:
    """Its observance and its first issuer, as far as it has both."""
    if not (payload.observance and payload.issuers):
        return None
    return UUID(payload.observance.record), UUID(payload.issuing()[0].record)


def neighbours(payload: StatementPayload, made: Composing) -> tuple[Item | None, Item | None]:
    """What the same issuer said on the same observance in the nearest year before, and after; best in the same form."""
    before = [entry for entry in made.related.siblings if (entry.year or payload.year) < payload.year]
    after = [entry for entry in made.related.siblings if (entry.year or payload.year) > payload.year]
    return _nearest(before, payload, made), _nearest(after, payload, made)


def _nearest(entries: list[Entry], payload: StatementPayload, made: Composing) -> Item | None:
    def distance(entry: Entry) -> tuple[int, bool]:
        return abs((entry.year or 0) - payload.year), entry.form != payload.form

    return item(min(entries, key=distance), visit=made.visit) if entries else None


def moment(stamp: str, zone: str, language: str) -> When | None:
    """A day and time as clocks showed it where it happened; nothing for none."""
    return When(machine=stamp, words=labels.stamp_in_words(stamp, zone, language)) if stamp else None


def anniversary(payload: StatementPayload, language: str) -> Anniversary | None:
    """The one it states beside the one that is counted, if they differ. The archive mends neither."""
    if payload.anniversary is None:
        return None
    span = range(payload.counted[0], payload.counted[-1] + 1) if payload.counted else (payload.anniversary,)
    ordinal = languages.get(language).ordinal
    counted = "" if payload.anniversary in span else " / ".join(ordinal(one) for one in payload.counted)
    return Anniversary(stated=ordinal(payload.anniversary), counted=counted)


def versions(payload: StatementPayload, made: Composing) -> tuple[VersionLine, ...]:
    return tuple(
        VersionLine(
            label=version.label,
            issued=when(version.issued, made.language),
            note=version.note,
            note_language=version.note_language,
            found_in=made.citation(version.found_in) if version.found_in else None,
            is_rendered=version.label == made.words.of_version,
        )
        for version in payload.versions
    )


def renderings(made: Composing) -> tuple[RenderingLine, ...]:
    return tuple(
        RenderingLine(
            sort=labels.spoken(labels.RENDERINGS, one.translation),
            language=one.language,
            language_name=labels.language_name(one.language),
            published=when(one.published, made.language),
            about=labels.about_translation("", one.translator, one.of_version),
            title=one.title,
            paragraphs=made.paragraphs(one.blocks),
            found_in=made.citation(one.found_in) if one.found_in else None,
        )
        for one in made.words.renderings
    )
