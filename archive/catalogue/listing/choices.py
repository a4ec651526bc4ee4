"""What readers are offered to choose from: the values of filters, and names like the one they typed."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from uuid import UUID

from django.db.models import F

from archive.editions.reading import Reading

from . import queries
from .entries import BROADER, Entry, entry_of

# Who has found nothing is offered so many names, out of so many, that are at least so like what was typed.
MOST_ALIKE = 3
MOST_COMPARED = 5000
LIKENESS = 0.75


def choices(reading: Reading, kinds: Iterable[str], *, reader: str) -> tuple[Entry, ...]:
    """Every live record of ``kinds`` by title: what filters offer, under its current name. One query."""
    rows = queries.listed(reading).leading(reader).filter(kind__in=tuple(kinds)).annotate(broader=BROADER)
    return tuple(entry_of(row) for row in rows.order_by(*queries.ordering("title")))


def suggestions(reading: Reading, terms: tuple[str, ...], *, reader: str) -> tuple[Entry, ...]:
    """What bears a name that looks like the folded ``terms``, or like one of them, the likest first. One query."""
    spelled = queries.listed(reading).for_reader(reader).filter(spellings__isnull=False)
    rows = list(spelled.annotate(folded=F("spellings__folded")).order_by("pk", "folded")[:MOST_COMPARED])
    of_name: dict[str, list[UUID]] = defaultdict(list)
    for row in rows:
        of_name[getattr(row, "folded")].append(row.record)  # noqa: B009  # an annotation
    words = dict.fromkeys((" ".join(terms), *terms))
    alike = [name for word in words for name in get_close_matches(word, of_name, n=MOST_ALIKE, cutoff=LIKENESS)]
    found = dict.fromkeys(record for name in alike for record in of_name[name])
    leading = {row.record: row for row in rows if getattr(row, "leads")}  # noqa: B009  # an annotation
    return tuple(entry_of(leading[record]) for record in found if record in leading)[:MOST_ALIKE]


def with_narrower(subject: UUID, subjects: Iterable[Entry]) -> frozenset[UUID]:
    """``subject`` and all that are narrower, by the tree as it stands at the reader's instant. No query."""
    parents = {entry.record: entry.broader for entry in subjects}
    found, step = {subject}, {subject}
    while step:  # a circle, which two editions can make between them, ends where it began
        step = {one for one, parent in parents.items() if parent in step} - found
        found |= step
    return frozenset(found)
