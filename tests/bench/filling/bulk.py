"""Drafts that live as ``verbs`` would let them, many of them written together.

What is derived comes from the product's own functions: saving numbers paragraphs, ``freezing`` makes payloads, the
ledger chains its entries, ``intervals`` and the catalogue derive their rows. Only the order of the steps is repeated
here; ``checking`` lets records live through the verbs and compares every row.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Model, Prefetch
from time_machine import Traveller

from archive import audit, clock, markup
from archive.catalogue import vocabulary
from archive.catalogue.deriving import derived
from archive.catalogue.models import RowText
from archive.editions import intervals, payloads
from archive.editions.histories import History
from archive.editions.ledger import LedgerWriter
from archive.editions.models import Act, Address, Edition, Interval, LedgerEntry, Release, StoredPayload
from archive.editions.payloads import Change
from archive.editorial.freezing import verbs as freezing
from archive.editorial.freezing.labels import Public
from archive.editorial.models import Candidate, CandidateAuthor, Review
from archive.records import saved_rows, seals, stored_rows, written
from archive.records.contributions import Contribution
from archive.records.saved_rows import SavedRows
from archive.records.statements import Statement
from archive.records.texts import Linking, TextLink
from archive.records.timeline_entries import TimelineEntry

from .drafts import Draft
from .pen import Pen
from .verbs import IN_ERROR, MENDED, WHY, People, mend


class Known(Public):
    """What readers can see of all that the mass names, read once. It names no statement and no event."""

    def __init__(self) -> None:
        live = Interval.objects.nameable(clock.now()).exclude(kind__in=(Statement.KIND, TimelineEntry.KIND))
        found = live.select_related("payload").iterator()
        self.payloads = {str(one.record): payloads.from_bytes(bytes(one.payload.content)) for one in found}


class Bulk:
    """Lets drafts live, each at the instant to which ``travel`` moves the clock; ``pen`` writes what became of them."""

    def __init__(self, *, by: People, travel: Traveller) -> None:
        self.by, self.travel = by, travel
        self.public, self.pen = Known(), Pen()
        self.words: dict[str, set[str]] = defaultdict(set)
        last = LedgerEntry.objects.latest("seq")
        self.ledger = LedgerWriter(by=by.publisher, reason="", now=last.at, seq=last.seq, head=last.hash)

    def write(self) -> None:
        """Write what became of them, and the words that their texts are the first to hold. Call it in a transaction."""
        held = vocabulary.held_by(row for row in self.pen.rows.get(RowText, ()) if isinstance(row, RowText))
        self.pen.write()
        vocabulary.learn(new := vocabulary.without(held, self.words))
        for language, words in new.items():
            self.words[language].update(words)

    def live(self, draft: Draft) -> None:
        with self.pen.collecting():
            self._written(draft)
            if draft.reaches == "draft":
                return
            candidate = self._submitted(draft, Change(kind="first"))
            if draft.reaches == "in review":
                return
            self._lived(draft, candidate)

    def _lived(self, draft: Draft, candidate: Candidate) -> None:
        history = History(draft.record.uuid).and_then(self._published(draft, candidate, number=1))
        if draft.is_corrected:
            history = history.and_then(self._published(draft, self._corrected(draft), number=2))
        if draft.is_withdrawn:
            history = history.and_then(self._withdrawn(draft, history.spans[-1].edition))
        for row in _derived(history):
            row.save()

    def _written(self, draft: Draft) -> None:
        record = draft.record
        draft.save()
        for name, named in draft.named.items():
            field = record._meta.get_field(name)
            for one in named:
                through = field.remote_field.through
                through(**{field.m2m_field_name(): record, field.m2m_reverse_field_name(): one}).save()
        _confirm_translations(draft)
        _keep_links(draft)
        _fill_caches(draft)
        self._saved(draft)

    def _saved(self, draft: Draft) -> None:
        record, rows = draft.record, _kept(draft)
        self.last = Contribution.objects.create(
            record_id=record.pk,
            by=self.by.archivist,
            at=clock.now(),
            version=record.version,
            seals=seals.of(record, rows),
        )
        written.keep(record, rows)

    def _submitted(self, draft: Draft, change: Change) -> Candidate:
        record = draft.record
        payload = freezing._form(record, draft.texts, self.public, change=change)
        content = payloads.to_bytes(payload)
        candidate = Candidate.objects.create(
            record_id=record.pk,
            record_version=record.version,
            content=content,
            digest=payloads.digest(content),
            change=change.kind,
            languages=draft.languages,
            submitted_by=self.by.archivist,
            submitted_at=clock.now(),
        )
        CandidateAuthor(candidate=candidate, person=self.by.archivist).save()
        self._noted(draft, "submit", self.by.archivist, digest=candidate.digest)
        return candidate

    def _published(self, draft: Draft, candidate: Candidate, *, number: int) -> LedgerEntry:
        record, by, digest = draft.record, self.by, candidate.digest
        verdict = Review.Verdict.APPROVED
        Review.objects.create(candidate=candidate, verdict=verdict, digest=digest, by=by.reviewer, at=clock.now())
        self._noted(draft, verdict, by.reviewer, digest=digest)
        zone, self.ledger.now = settings.MEMORIAL_TIME_ZONE, clock.now()
        wall = clock.local(self.ledger.now, zone).replace(tzinfo=None)
        release = Release.objects.create(wall=wall.isoformat(), zone=zone, instant=self.ledger.now, at_once=True)
        content, candidate.content = candidate.content, None  # it is frozen as it is
        payload = payloads.from_bytes(content)
        if number == 1:
            Address.objects.create(kind=record.kind, slug=record.slug, record=record.uuid)
        edition = Edition.objects.create(
            record=record.uuid,
            kind=record.kind,
            payload=StoredPayload.objects.create(digest=digest, content=content),
            change=candidate.change,
            release=release,
            candidate=candidate.uuid,
        )
        self._noted(draft, Act.PUBLISH, by.publisher, edition=number, digest=digest)
        return self.ledger.write(Act.PUBLISH, instant=self.ledger.now, edition=edition, note=payload.change.note)

    def _corrected(self, draft: Draft) -> Candidate:
        self.travel.shift(1)
        SavedRows(contribution=self.last, content=saved_rows.to_bytes(_kept(draft))).save()
        draft.record.version += 1
        mend(draft.texts[0])
        self._saved(draft)
        return self._submitted(draft, Change(kind="correction", note=dict.fromkeys(draft.languages, MENDED)))

    def _withdrawn(self, draft: Draft, edition: Edition) -> LedgerEntry:
        self.travel.shift(1)
        self.ledger.now = clock.now()
        note = dict.fromkeys(draft.languages, IN_ERROR)
        self._noted(draft, Act.WITHDRAW, self.by.publisher, reason_class=WHY)
        return self.ledger.write(Act.WITHDRAW, instant=self.ledger.now, edition=edition, reason_class=WHY, note=note)

    def _noted(self, draft: Draft, act: str, by: Any, **details: Any) -> None:
        record = draft.record
        about = record.title() or record.slug
        audit.note(act, by=by, kind=record.kind, record=record.uuid, about=about, **details)


def _kept(draft: Draft) -> stored_rows.Rows:
    """As ``stored_rows`` reads it from the database; a bench's rows of one owner are saved in their order."""
    rows: dict[str, list[stored_rows.Row]] = {}
    for row in (draft.record, *draft.texts, *(row for row in draft.rows if row not in draft.texts)):
        columns = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
        rows.setdefault(str(row._meta.model_name), []).append(columns)
    (own,) = rows[str(draft.record._meta.model_name)]
    for field in stored_rows.several(type(draft.record)):
        own[field.name] = sorted(one.pk for one in draft.named.get(field.name, ()))
    return rows


def _confirm_translations(draft: Draft) -> None:
    _cache(draft.record)["texts"] = draft.texts
    original = draft.record.original()
    for text in draft.texts:
        if original and not text.is_original:
            text.renders = original.seal()


def _keep_links(draft: Draft) -> None:
    linking = (row for row in (*draft.texts, *draft.rows) if isinstance(row, Linking))
    for named in sorted({UUID(named) for row in linking for named in markup.mentions(row.body)}):
        TextLink(record_id=draft.record.pk, named=named).save()


def _fill_caches(draft: Draft) -> None:
    """What freezing would read, so that it asks nothing of the database."""
    for prefetch in freezing._rows(draft.record):
        name = prefetch.prefetch_to
        rows = draft.texts if name == "texts" else draft.named.get(name) or _hanging(draft, name)
        _cache(draft.record)[name] = rows
        for row in rows:
            for lookup in _beside(prefetch):
                _cache(row)[lookup] = [one for one in draft.rows if getattr(one, "owner", None) is row]


def _hanging(draft: Draft, name: str) -> Sequence[Model]:
    relation = getattr(getattr(type(draft.record), name), "rel", None)
    return [row for row in draft.rows if relation and type(row) is relation.related_model]


def _beside(prefetch: Prefetch) -> Iterable[str]:
    return prefetch.queryset._prefetch_related_lookups if prefetch.queryset is not None else ()


def _cache(row: Any) -> dict[str, Sequence[Model]]:
    if not hasattr(row, "_prefetched_objects_cache"):
        row._prefetched_objects_cache = {}
    found: dict[str, Sequence[Model]] = row._prefetched_objects_cache
    return found


def _derived(history: History) -> Iterator[Model]:
    """The intervals of one record, and its rows in the catalogue: nothing that the mass names is withheld.

    Save each before you ask for the next: what belongs to a row bears its key.
    """
    stood = intervals.intervals(history.spans)
    yield from stood
    for interval in stood:
        if interval.state != Interval.State.WITHDRAWN:
            found = derived(interval, ())
            yield found.row
            found.pack()
            for beside in found.parts:
                yield from beside
