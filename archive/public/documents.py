"""A statement as a document: who takes part in it, its issuer's versions, and its further texts."""

from collections.abc import Iterator

from archive import dates
from archive.editions.payloads import StatementPayload

from . import labels
from .composing import Composing, plain_link, when
from .pages import Anniversary, BylinePart, RenderingLine, VersionLine, When


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
    issuing = [ref for ref in payload.issuers if ref.role == "issuer"] or payload.issuers
    before, at_names, after = labels.provenance(payload, is_issued=bool(issuing))
    names = tuple(plain_link(ref, made.language) for ref in issuing if at_names)
    return BylinePart(before=before, names=names, after=after)


def moment(stamp: str, zone: str, language: str) -> When | None:
    """A day and time as clocks showed it where it happened; nothing for none."""
    return When(machine=stamp, words=labels.stamp_in_words(stamp, zone, language)) if stamp else None


def anniversary(payload: StatementPayload, language: str) -> Anniversary | None:
    """The one it states beside the one that is counted, if they differ. The archive mends neither."""
    if payload.anniversary is None:
        return None
    span = range(payload.counted[0], payload.counted[-1] + 1) if payload.counted else (payload.anniversary,)
    counted = "" if payload.anniversary in span else " / ".join(dates.ordinal(one, language) for one in payload.counted)
    return Anniversary(stated=dates.ordinal(payload.anniversary, language), counted=counted)


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
