"""All that was done to one record, as lines of one list, newest first: saves, submissions, verdicts, acts."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from django.db.models import CharField, F, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from archive import clock, languages
from archive.audit import AuditEvent
from archive.editions.histories import History
from archive.editions.models import Act, ChangeKind, Edition, LedgerEntry
from archive.editions.reasons import REASONS
from archive.editorial.models import Candidate, Review
from archive.editorial.versions import Saved, Submitted
from archive.public.frame import addresses
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.pictures import Picture, PictureFile
from archive.records.stored_rows import name_of
from archive.templatetags.desk import act_in_words, moment

# Acts of which the rows themselves tell more than the trail does.
TOLD: Final = ("submit", *Review.Verdict.values, *Act.values)
# Acts that write an edition down.
ISSUING: Final = (Act.PUBLISH, Act.SCHEDULE)
# What was done at one instant was done in this order.
ORDER: Final = ("save", "other", "candidate", "verdict", "act")
# Row of the union: which table, when, and its key.
Place = tuple[str, datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One of them. ``key`` names the version that it wrote down, if it did; ``back`` is what coming back would bring.

    ``number`` is that of an edition that readers have or had. ``notes`` are what readers are told, by language;
    ``facts`` what else is known of it; ``links`` lead on.
    """

    what: str
    at: datetime
    by: str
    key: str = ""
    number: int | None = None
    reason: str = ""
    notes: tuple[tuple[str, str], ...] = ()
    facts: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    back: str = ""

    @property
    def is_edition(self) -> bool:
        return self.number is not None


def places(record: Record) -> QuerySet[Any, Place]:
    """Where the lines of ``record`` stand, the newest first: only those that are shown are read."""
    saves = _place("save", Contribution.objects.filter(record=record.pk), "at")
    submitted = _place("candidate", Candidate.objects.filter(record=record.pk), "submitted_at")
    verdicts = _place("verdict", Review.objects.filter(candidate__record=record.pk), "at")
    acts = _place("act", LedgerEntry.objects.filter(record=record.uuid), "at")
    others = _place("other", AuditEvent.objects.filter(record=record.uuid).exclude(act__in=TOLD), "at")
    return saves.union(submitted, verdicts, acts, others, all=True).order_by("-written", "-sort", "-key")


def _place(table: str, rows: QuerySet[Any, Any], instant: str) -> QuerySet[Any, Any]:
    named = Value(f"{ORDER.index(table)}{table}", output_field=CharField())
    return rows.order_by().annotate(sort=named, written=F(instant), key=F("pk")).values_list("sort", "written", "key")


@dataclass(frozen=True, kw_only=True)
class Lines:
    """Reads the lines that stand in some places. As many queries as there are tables."""

    record: Record
    now: datetime = field(default_factory=clock.now)

    def read(self, found: list[Place]) -> list[Line]:
        keys: Mapping[str, list[int]] = defaultdict(list)
        for sort, _at, key in found:
            keys[sort[1:]].append(key)
        made = {
            (table, row.pk): line(row)
            for table, line, rows in self._tables()
            if keys[table]
            for row in rows.filter(pk__in=keys[table])
        }
        return [made[sort[1:], key] for sort, _at, key in found]

    def _tables(self) -> Iterator[tuple[str, Any, QuerySet[Any]]]:
        saves = Contribution.objects.select_related("by", "saved_rows")
        yield "save", self._save, saves.prefetch_related("brought_in__person", "brought_in__taken_from__texts")
        yield "candidate", self._candidate, Candidate.objects.defer("content").select_related("submitted_by")
        yield "verdict", self._verdict, Review.objects.select_related("by")
        yield "act", self._act, LedgerEntry.objects.select_related("edition__release", "release")
        yield "other", self._other, AuditEvent.objects.all()

    @cached_property
    def history(self) -> History:
        return History.of(self.record.uuid)

    def _save(self, one: Contribution) -> Line:
        version = Saved.found(self.record, one)
        key = version.key if version.save else ""
        what = _("Saved: version %(number)s") % {"number": one.version}
        facts = (
            *map(self._brought, one.brought_in.all()),
            *self._file(version),
            *_kept(version),
            *_now(version.is_now),
        )
        return Line(what=what, at=one.at, by=str(one.by), key=key, facts=facts, back="" if version.is_now else key)

    def _file(self, version: Saved) -> Iterator[str]:
        """Which one a picture showed."""
        rows = version.rows().get(name_of(Picture), ()) if self._files else ()
        if file := next((self._files[row["file_id"]] for row in rows if row.get("file_id") in self._files), None):
            yield _("File: %(file)s") % {"file": file}

    @cached_property
    def _files(self) -> Mapping[int, PictureFile]:
        is_picture = self.record.kind == Picture.KIND
        return PictureFile.objects.filter(picture=self.record.pk).in_bulk() if is_picture else {}

    def _brought(self, one: Any) -> str:
        if one.taken_from_id == self.record.pk:
            return _("its earlier words were brought back: %(who)s") % {"who": one.person}
        if record := getattr(one, "taken_from", None):
            return _("brought in from “%(title)s”: %(who)s") % {"who": one.person, "title": record}
        return _("brought in from a draft that was deleted since: %(who)s") % {"who": one.person}

    def _candidate(self, one: Candidate) -> Line:
        key = Submitted.found(self.record, one).key
        change = _("%(change)s, of version %(number)s") % {
            "change": one.get_change_display(),
            "number": one.record_version,
        }
        links = ((_("What was submitted"), reverse("admin:review", args=[one.uuid])),)
        said = {"by": str(one.submitted_by), "reason": one.remark, "facts": (change,), "links": links}
        return Line(what=_("Submitted for review"), at=one.submitted_at, key=key, back=key, **said)

    def _verdict(self, one: Review) -> Line:
        return Line(what=act_in_words(one.verdict), at=one.at, by=str(one.by), reason=one.remark)

    def _act(self, one: LedgerEntry) -> Line:
        number = self._number(one)
        key = f"edition-{one.edition_id}" if one.act in ISSUING else ""
        return Line(
            what=self._act_in_words(one, number),
            at=one.at,
            by=one.by_name,
            key=key,
            back=key,
            number=number if key else None,
            reason=one.reason,
            notes=tuple((code, words) for code, words in sorted(one.note.items()) if words),
            facts=tuple(self._facts(one)),
            links=tuple(self._links(one, number)),
        )

    def _number(self, one: LedgerEntry) -> int | None:
        """By which readers know the edition; what is still to come has none."""
        has_begun = one.edition is not None and one.edition.release.instant <= self.now
        return self.history.number_of(one.edition) if one.edition and has_begun else None

    def _act_in_words(self, one: LedgerEntry, number: int | None) -> str:
        act = str(one.get_act_display())
        if number:
            return f"{act}: {_('edition %(number)s') % {'number': number}}"
        return f"{act}: {_('the coming edition')}" if one.edition and one.edition == self._pending else act

    @cached_property
    def _pending(self) -> Edition | None:
        return self.history.pending(self.now)

    def _facts(self, one: LedgerEntry) -> Iterator[str]:
        if one.act in ISSUING and one.edition:
            yield str(ChangeKind(one.edition.change).label)
            if one.edition not in self.history.issued.values():
                yield _("recalled")
        if one.act in (Act.SCHEDULE, Act.RESCHEDULE):
            yield _("visible from %(when)s") % {"when": moment(one.instant)}
        if one.reason_class:
            yield str(REASONS[one.reason_class].label)

    def _links(self, one: LedgerEntry, number: int | None) -> Iterator[tuple[str, str]]:
        if number:  # its newest address leads there, whichever it had then
            slug = self.history.spans[-1].edition.payload.held.slug
            where = addresses.edition(languages.current(), self.record.kind, slug, number)
            yield _("As readers find it"), addresses.absolute(where)
        if one.act in ISSUING and one.edition:
            yield _("Its release"), reverse("admin:archive_release_change", args=[one.edition.release_id])

    def _other(self, one: AuditEvent) -> Line:
        return Line(what=act_in_words(one.act), at=one.at, by=one.by_name)


def _kept(version: Saved) -> Iterator[str]:
    if not (version.kept or version.is_now):
        yield _("What was saved then was not kept: only later saves are.")
    elif not version.save:
        yield _("What was saved then was masked.")


def _now(is_now: bool) -> Iterator[str]:
    if is_now:
        yield _("This is what is saved now.")


def public_address(record: Record, history: History, now: datetime) -> str:
    """Where readers find ``record`` now; empty where there is nothing to find."""
    span = history.at(now)
    if span is None or history.is_unnamed:
        return ""
    return addresses.absolute(addresses.record(languages.current(), record.kind, span.edition.payload.held.slug))
