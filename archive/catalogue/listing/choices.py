"""What readers are offered to choose from: records by name, those that facets count, and names like what they typed."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final, NamedTuple
from uuid import UUID

from archive.editions.reading import Reading

from .entries import COLUMNS, Entry, entries, entry
from .keeping import kept
from .selecting import LISTED, instants, standing
from .sql import among, ask, read_uuid

# Who has found nothing is offered so many names, out of so many, that are at least so like what was typed.
MOST_ALIKE: Final = 3
MOST_COMPARED: Final = 5000
LIKENESS: Final = 0.75
SHORTEST: Final = 4
# As many names are soon asked for at one version.
MOST_NAMED: Final = 500


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


class Alike(NamedTuple):
    """What bears a name that looks like words of a question, and the folded words before and after these."""

    entry: Entry
    before: tuple[str, ...]
    after: tuple[str, ...]


def suggestions(reading: Reading, terms: tuple[str, ...], *, reader: str) -> tuple[Alike, ...]:
    """What bears a name that looks like the folded ``terms``, or like one of them, the likest first.

    A single word has to begin as the name does, and not to be short: else anything looks like anything. One query, and
    one for a version.
    """
    known = kept(reading, ("names", reader), lambda: _names(reading, reader))
    found: dict[int, tuple[int, int]] = {}
    for first, end in ((0, len(terms)), *((place, place + 1) for place in range(len(terms)))):
        for text in _like(" ".join(terms[first:end]), known):
            found.setdefault(text, (first, end))
    spans = list(found.items())[:MOST_ALIKE]
    named = entries((text for text, _span in spans), reader=reader)
    return tuple(
        Alike(entry, terms[:first], terms[end:]) for entry, (_text, (first, end)) in zip(named, spans, strict=True)
    )


def _like(words: str, known: Mapping[str, tuple[int, ...]]) -> Iterable[int]:
    if len(words) < SHORTEST:
        return ()
    names = get_close_matches(words, known, n=MOST_ALIKE, cutoff=LIKENESS)
    return (text for name in names if " " in words or name[0] == words[0] for text in known[name])


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


# --- what facets count ----------------------------------------------------------------------------------


class Named(NamedTuple):
    """A live record under its current name; ``date`` is as ``Entry`` has it."""

    record: UUID
    kind: str
    slug: str
    title: str
    language: str
    date: str


def named(reading: Reading, records: Collection[UUID], *, reader: str) -> Mapping[UUID, Named]:
    """Those of ``records`` that can be read, and perhaps more. One query for what was not asked for at this version."""
    found: dict[UUID, Named | None] = kept(reading, ("named", reader), dict, weigh=lambda found: MOST_NAMED)
    if unknown := [one for one in records if one not in found]:
        found |= dict.fromkeys(unknown)
        said: dict[str, Any] = {**instants(reading), "reader": reader}
        which = f"edition.record {among('record', unknown, said)}"
        found |= {one.record: one for one in _named(_NAMED.format(_where(reading, which)), said)}
    return {record: one for record, one in found.items() if one}


def at_addresses(reading: Reading, slugs: Mapping[str, Collection[str]], *, reader: str) -> tuple[Named, ...]:
    """What can be read of what stands at some addresses: kind → slugs. One query, none for none."""
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    parts = []
    for place, (kind, wanted) in enumerate(sorted(slugs.items())):
        if wanted:
            said[f"kind_{place}"] = kind
            which = f"there.kind = %(kind_{place})s AND there.slug {among(f'slug_{place}', sorted(wanted), said)}"
            parts.append(_AT_ADDRESSES.format(_where(reading, which)))
    return tuple(_named(" UNION ALL ".join(parts), said)) if parts else ()


def of_rows(reading: Reading, rows: Sequence[int], *, reader: str) -> tuple[Named, ...]:
    """What rows are called, in their order. One query, none for none."""
    if not rows:
        return ()
    said: dict[str, Any] = {**instants(reading), "reader": reader}
    asked = ask(_OF_ROWS.format(_where(reading, f"edition.id {among('row', rows, said)}")), said)
    found = {row: Named(read_uuid(record), *rest) for row, record, *rest in asked}
    return tuple(found[row] for row in rows if row in found)


def _named(sql: str, said: dict[str, Any]) -> Iterable[Named]:
    return (Named(read_uuid(record), *rest) for record, *rest in ask(sql, said))


def _where(reading: Reading, which: str) -> str:
    return " AND ".join((which, LISTED, *standing(reading)))


_COLUMNS: Final = "edition.record, edition.kind, edition.slug, said.title, said.language, edition.date"
_NAMED: Final = f"""
    SELECT {_COLUMNS}
    FROM archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    WHERE {{}} AND shown.row_id = edition.id AND said.id = shown.text_id
"""
_OF_ROWS: Final = _NAMED.replace("SELECT", "SELECT edition.id,", 1)
_AT_ADDRESSES: Final = f"""
    SELECT {_COLUMNS}
    FROM archive_interval AS there
    CROSS JOIN archive_row AS edition
    CROSS JOIN archive_rowforreader AS shown
    CROSS JOIN archive_rowtext AS said
    WHERE {{}} AND there.live_from <= %(instant)s AND there.live_until > %(instant)s
      AND edition.record = there.record AND edition.live_from = there.live_from
      AND shown.row_id = edition.id AND said.id = shown.text_id
"""
