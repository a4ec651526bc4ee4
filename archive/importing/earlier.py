"""Whether a document came before: with the same words, or as a copy that was changed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Count

from archive import languages, year_words
from archive.records.base import Record
from archive.records.sources import Source

from .documents import Document
from .likeness import letters, likeness, sketch
from .models import Fingerprint, ImportedDocument

__all__ = ["Before", "Said", "Seen", "before_of", "made_from", "remember", "said", "source_of"]

# From here on one text is a changed copy of another; at the same web address, from here on.
ALIKE: Final = 0.6
ALIKE_AT_ONE_ADDRESS: Final = 0.25
# What is counted from a year: it tells the year of a text that bears no date.
AGES: Final = (year_words.Kind.AGO, year_words.Kind.ANNIVERSARY)
# So many of those that have most in common with a document are compared with it.
COMPARED: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A document by what tells it from others. ``dated`` is empty when nobody knows."""

    name: str
    title: str
    text: str
    dated: str = ""
    addresses: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        return f"{self.title}\n{self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What came before a document: ``row`` if it was imported, else it stands above in this round."""

    said: Said
    row: ImportedDocument | None = None
    is_same: bool = True
    alike: float = 1.0


def said(document: Document, dated: str = "") -> Said:
    return Said(
        name=document.name,
        title=document.title[:300],
        text=document.text,
        dated=dated,
        addresses=tuple(filter(None, [document.address])),
    )


class Seen:
    """The documents of one round that were understood and not saved."""

    def __init__(self) -> None:
        self.digests: dict[str, Said] = {}
        self.found: defaultdict[int, list[Said]] = defaultdict(list)

    def add(self, document: Document, dated: str) -> None:
        one = self.digests[document.digest] = said(document, dated)
        for value in sketch(one.words):
            self.found[value].append(one)

    def same(self, document: Document) -> Before | None:
        """The one with the very same words in their order."""
        one = self.digests.get(document.digest)
        return Before(said=one) if one else None

    def alike(self, now: Said) -> Iterator[Said]:
        shared = Counter(id(one) for value in sketch(now.words) for one in self.found.get(value, ()))
        closest = {number for number, _count in shared.most_common(COMPARED)}
        return (one for one in self.digests.values() if id(one) in closest)


def before_of(document: Document, dated: str, *, seen: Seen) -> Before | None:
    """What is most like this document, if it is that document: the same words, or a changed copy."""
    now = said(document, dated)
    stored = (_compared(Before(said=_said_by(row), row=row), now) for row in _rows_alike(now))
    here = (_compared(Before(said=one), now) for one in seen.alike(now))
    return max(filter(None, (*stored, *here)), key=lambda before: (before.is_same, before.alike), default=None)


def made_from(digest: str) -> Before | None:
    """The import of a document with the very same words, if there was one."""
    row = ImportedDocument.objects.select_related("by", "record").filter(digest=digest).first()
    return Before(said=_said_by(row), row=row) if row else None


def source_of(row: ImportedDocument) -> Source | None:
    """The document itself as a source: the one that was drafted, or that its draft cites."""
    cited = Source.objects.filter(cited_by__record=row.record).order_by("cited_by__position", "cited_by__pk")
    itself = Source.objects.filter(pk=row.record_id)
    source = (itself if row.record.kind == Source.KIND else cited).first()
    return Source.objects.get(pk=source.merged_into_id) if source and source.merged_into_id else source


def remember(now: Said, *, digest: str, record: Record, at, by) -> None:
    """Write down that this document became ``record``, or is a changed copy of what did."""
    row = ImportedDocument.objects.create(
        digest=digest,
        name=now.name[-255:],
        title=now.title,
        dated=now.dated,
        text=now.text,
        at=at,
        by=by,
        record=Record.objects.get(pk=record.pk),
    )
    Fingerprint.objects.bulk_create(Fingerprint(document=row, value=value) for value in sketch(now.words))


def _rows_alike(now: Said) -> Iterator[ImportedDocument]:
    shared = Fingerprint.objects.filter(value__in=sketch(now.words)).order_by()
    closest = shared.values("document").annotate(count=Count("pk")).order_by("-count", "document")[:COMPARED]
    found = [row["document"] for row in closest]
    yield from ImportedDocument.objects.select_related("by", "record").filter(pk__in=found).order_by("pk")


def _said_by(row: ImportedDocument) -> Said:
    source = source_of(row)
    addresses = source.addresses() if source else ()
    return Said(name=row.name, title=row.title, text=row.text, dated=row.dated, addresses=addresses)


def _compared(before: Before, now: Said) -> Before | None:
    then = before.said
    if not _may_be_one(then.dated, now.dated):
        return None  # the same words may be said every year
    if letters(then.words) == letters(now.words):
        return before
    if not (then.dated and now.dated) and _count_other_years(then, now):
        return None
    alike = likeness(then.words, now.words)
    enough = ALIKE_AT_ONE_ADDRESS if set(then.addresses) & set(now.addresses) else ALIKE
    return Before(said=then, row=before.row, is_same=False, alike=alike) if alike >= enough else None


def _may_be_one(one: str, other: str) -> bool:
    """Whether two dates may be the same, one of them known better than the other."""
    return one.startswith(other) or other.startswith(one)


def _count_other_years(one: Said, other: Said) -> bool:
    """Whether one says “36 years ago” and the other “35”, and neither both."""
    said, said_there = _ages(one), _ages(other)
    return bool(said and said_there) and said.isdisjoint(said_there)


def _ages(said: Said) -> frozenset[int]:
    found = (one for code in languages.spoken() for one in year_words.find(said.text, code))
    return frozenset(one.number for one in found if one.kind in AGES)
