"""What readers are offered to choose from: the values of filters, and names like the one they typed."""

from collections import defaultdict
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any, Final
from uuid import UUID

from archive.editions.reading import Reading

from .entries import COLUMNS, Entry, entries, entry
from .keeping import kept
from .selecting import LISTED, instants, standing
from .sql import among, ask

# Who has found nothing is offered so many names, out of so many, that are at least so like what was typed.
MOST_ALIKE: Final = 3
MOST_COMPARED: Final = 5000
LIKENESS: Final = 0.75


def choices(reading: Reading, kinds: Iterable[str], *, reader: str) -> tuple[Entry, ...]:
    """Every live record of ``kinds`` by title: what filters offer, under its current name. One query for a version."""
    wanted = tuple(sorted(set(kinds)))
    return kept(reading, ("choices", wanted, reader), lambda: _choices(reading, wanted, reader), weigh=_weight)


def _weight(found: tuple[Entry, ...]) -> int:
    return 4 * len(found)


def _choices(reading: Reading, kinds: tuple[str, ...], reader: str) -> tuple[Entry, ...]:
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    where = " AND ".join((LISTED, f"shown.kind {among('kind', kinds, said)}", *standing(reading)))
    return tuple(entry(row[:-1], broader=row[-1]) for row in ask(_CHOICES.format(where), said))


# Under which subject a subject stands.
_CHOICES: Final = f"""
    SELECT {COLUMNS}, (
        SELECT term.value FROM archive_term AS term WHERE term.row_id = edition.id AND term.facet = 'broader' LIMIT 1
    )
    FROM archive_rowforreader AS shown
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowtext AS said
    WHERE {{}} AND edition.id = shown.row_id AND said.id = shown.text_id
    ORDER BY shown.sort_key, shown.row_id
"""


def suggestions(reading: Reading, terms: tuple[str, ...], *, reader: str) -> tuple[Entry, ...]:
    """What bears a name that looks like the folded ``terms``, or like one of them, the likest first.

    One query, and one for a version.
    """
    known = kept(reading, ("names", reader), lambda: _names(reading, reader))
    words = dict.fromkeys((" ".join(terms), *terms))
    alike = [name for word in words for name in get_close_matches(word, known, n=MOST_ALIKE, cutoff=LIKENESS)]
    found = dict.fromkeys(text for name in alike for text in known[name])
    return entries(list(found)[:MOST_ALIKE], reader=reader)


def _names(reading: Reading, reader: str) -> dict[str, tuple[int, ...]]:
    """Folded name → the texts of what bears it."""
    said = {**instants(reading), "reader": reader, "most": MOST_COMPARED}
    found: dict[str, list[int]] = defaultdict(list)
    for folded, text in ask(_NAMES.format(" AND ".join((LISTED, *standing(reading)))), said):
        found[folded].append(text)
    return {folded: tuple(texts) for folded, texts in found.items()}


_NAMES: Final = """
    SELECT name.folded, shown.text_id
    FROM archive_spelling AS name CROSS JOIN archive_rowforreader AS shown
    WHERE {} AND shown.row_id = name.row_id
    ORDER BY name.row_id, name.folded LIMIT %(most)s
"""


def with_narrower(subject: UUID, subjects: Iterable[Entry]) -> frozenset[UUID]:
    """``subject`` and all that are narrower, by the tree as it stands at the reader's instant. No query."""
    parents = {entry.record: entry.broader for entry in subjects}
    found, step = {subject}, {subject}
    while step:  # a circle, which two editions can make between them, ends where it began
        step = {one for one, parent in parents.items() if parent in step} - found
        found |= step
    return frozenset(found)
