"""What became of a record since it was first published: its editions, and what readers were told."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.editions.reading import Snapshot
from archive.editions.reasons import ANNOUNCED, REASONS
from archive.public import kinds
from archive.public.detail import changes
from archive.public.detail.pages import ChangeLine, EditionsPage, History
from archive.public.frame import addresses, frames
from archive.public.frame.pages import Link, Notice, When
from archive.public.frame.visits import Visit
from archive.public.words import labels
from archive.public.words.labels import localized

# What stands over the page after such a change. An update is no error: the history tells of it.
HEADINGS: Final = {
    "correction": gettext_lazy("This record was corrected."),
    "doubt": gettext_lazy("This record is under review."),
}


def page(snapshots: tuple[Snapshot, ...], *, visit: Visit) -> EditionsPage:
    """All editions of a record that readers have had. ``snapshots`` is all that has stood there, oldest first."""
    payload = snapshots[-1].payload
    language, words = payload.words(visit.language)
    record = addresses.record(visit.language, payload.kind, payload.slug, as_of=visit.as_of)
    return EditionsPage(
        frame=frames.frame_for(
            visit,
            title=_("Editions: %(title)s") % {"title": words.title},
            description=f"{_('All editions')}: {words.title}",
            canonical=addresses.editions(visit.language, payload.kind, payload.slug),
            kind=payload.kind,
            is_indexed=False,
        ),
        kind=str(kinds.of(payload.kind).label),
        title=Link(text=words.title, language=language, address=record),
        editions=editions(snapshots, visit=visit),
    )


def history(snapshots: tuple[Snapshot, ...], *, visit: Visit, edition: Snapshot | None = None) -> History | None:
    """What the page says of its own past; ``edition`` is the one shown at its own address."""
    if not snapshots:
        return None
    told = tuple(one for one in snapshots if is_announced(one))
    number = (edition or snapshots[-1]).number
    first, shown = snapshots[0], next(one for one in snapshots if one.number == number)
    return History(
        published=instant(first.since, visit.language),
        number=number,
        changed=instant(shown.since, visit.language) if shown is not first else None,
        announced=_lines(told, of=snapshots, visit=visit),
        address=_editions(snapshots[-1], visit),
    )


def editions(snapshots: tuple[Snapshot, ...], *, visit: Visit) -> tuple[ChangeLine, ...]:
    """A line for each edition and each notice of withdrawal, newest first."""
    return _lines(snapshots, of=snapshots, visit=visit)


def _lines(some: tuple[Snapshot, ...], *, of: tuple[Snapshot, ...], visit: Visit) -> tuple[ChangeLine, ...]:
    first, slug = of[0].number, of[-1].payload.slug
    return tuple(_line(one, visit=visit, slug=slug, is_first=one.number == first) for one in reversed(some))


def is_announced(snapshot: Snapshot) -> bool:
    """Whether readers were told that it began."""
    return snapshot.withdrawn or snapshot.is_again or snapshot.change in ANNOUNCED


def notices(snapshots: tuple[Snapshot, ...], *, visit: Visit, edition: Snapshot | None = None) -> Iterable[Notice]:
    """What a reader has to know before the text; ``edition`` is the one shown at its own address."""
    if not snapshots:
        return
    newest = snapshots[-1]
    if edition:
        yield _about_edition(edition, newest, visit=visit)
    if newest.withdrawn:
        yield _withdrawn(newest, visit=visit)
    announced = [one for one in ([edition] if edition else snapshots) if one.change in ANNOUNCED and not one.withdrawn]
    if announced and announced[-1].change in HEADINGS:
        yield _announced(announced[-1], newest, visit=visit)


def instant(moment: datetime, language: str) -> When:
    return When(machine=moment.isoformat(timespec="seconds"), words=labels.moment_in_words(moment, language))


def _announced(snapshot: Snapshot, newest: Snapshot, *, visit: Visit) -> Notice:
    language, note = localized(snapshot.payload.change.note, visit.language)
    return Notice(
        tone=snapshot.change,
        heading=str(HEADINGS[snapshot.change]),
        text=note,
        language=language,
        when=instant(snapshot.since, visit.language),
        link=Link(text=_("All editions of this record"), address=_editions(newest, visit)),
    )


def _withdrawn(snapshot: Snapshot, *, visit: Visit) -> Notice:
    language, note = localized(snapshot.note, visit.language)
    reason = REASONS[snapshot.reason_class].label
    return Notice(
        tone="withdrawal",
        heading=_("This record was withdrawn. The reason: %(reason)s.") % {"reason": reason},
        text=note,
        language=language,
        when=instant(snapshot.since, visit.language),
    )


def _about_edition(edition: Snapshot, newest: Snapshot, *, visit: Visit) -> Notice:
    number = {"number": edition.number}
    if newest.payload.merged_into and not newest.withdrawn:
        heading = _("This is edition %(number)s of a record that was merged into “%(title)s”.") % {
            **number,
            "title": localized(newest.payload.merged_into.label, visit.language)[1],
        }
    elif edition.number == newest.number:
        heading = _("This is edition %(number)s of this record, the one that stands now.") % number
    else:
        heading = _("This is edition %(number)s of this record. A later one has taken its place.") % number
    kind, slug = newest.payload.kind, newest.payload.slug
    return Notice(
        tone="note",
        heading=heading,
        when=instant(edition.since, visit.language),
        link=Link(
            text=_("The record as it stands now"),
            address=addresses.record(visit.language, kind, slug, as_of=visit.as_of),
        ),
    )


def public_note(snapshot: Snapshot, language: str) -> tuple[str, str]:
    """The public note on what happened, and its language. What was reinstated was told of before."""
    if snapshot.is_again:
        return "", ""
    return localized(snapshot.note if snapshot.withdrawn else snapshot.payload.change.note, language)


def _line(snapshot: Snapshot, *, visit: Visit, slug: str, is_first: bool) -> ChangeLine:
    payload = snapshot.payload
    language, note = public_note(snapshot, visit.language)
    address = addresses.edition(visit.language, payload.kind, slug, snapshot.number, as_of=visit.as_of)
    return ChangeLine(
        number=snapshot.number,
        label=label(snapshot, visit.language),
        note=note,
        note_language=language,
        since=instant(snapshot.since, visit.language),
        until=instant(snapshot.until, visit.language) if snapshot.until else None,
        address=address,
        changed="" if is_first or snapshot.withdrawn or snapshot.is_again else address + changes.ANCHOR,
        then="" if snapshot.withdrawn else _then(snapshot, visit.language, slug),
        is_withdrawal=snapshot.withdrawn,
        is_announced=is_announced(snapshot),
    )


def _then(snapshot: Snapshot, language: str, slug: str) -> str:
    """The record in the archive as it stood when this edition began to stand."""
    began = snapshot.since.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return addresses.record(language, snapshot.payload.kind, slug, as_of=began)


def label(snapshot: Snapshot, language: str) -> str:
    """What happened, in a word or two."""
    if snapshot.withdrawn:
        return _("Withdrawn: %(reason)s") % {"reason": REASONS[snapshot.reason_class].label}
    if snapshot.payload.merged_into:
        _language, title = localized(snapshot.payload.merged_into.label, language)
        return _("Merged into “%(title)s”") % {"title": title}
    return _("Reinstated") if snapshot.is_again else labels.label_of(labels.CHANGES, snapshot.change)


def _editions(snapshot: Snapshot, visit: Visit) -> str:
    return addresses.editions(visit.language, snapshot.payload.kind, snapshot.payload.slug, as_of=visit.as_of)
