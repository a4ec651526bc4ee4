"""What is offered to somebody who is still typing: records by their names and titles, and words of texts.

Whatever is offered is read from what stands: the index holds as well what is still to come.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final, NamedTuple

from archive import names
from archive.catalogue import engines, tokens
from archive.catalogue.models import TEXTS, unpacked
from archive.editions.reading import Reading
from archive.sounds import root

from .entries import Entry, entries
from .keeping import kept
from .selecting import LISTED, instants, standing
from .sql import among, ask

# So many lines, and of them so many records, and of these so many by their names.
MOST: Final = 8
MOST_RECORDS: Final = 6
MOST_NAMES: Final = 4
# Fewer letters begin too many words.
SHORTEST: Final = 2
SHORTEST_IN_TEXTS: Final = 3
MOST_TYPED: Final = 6
# So many texts that were stored last are looked at for titles, and read for words.
MOST_TITLES: Final = 200
MOST_READ: Final = 12
# So many are looked at, whether they stand or not; where too few of them do, so many times more.
LOOKED_AT: Final = 800
TIMES_MORE: Final = 8


class Completed(NamedTuple):
    """What was typed with its last word whole, as a text in ``language`` writes it."""

    text: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Completions:
    records: tuple[Entry, ...] = ()
    words: tuple[Completed, ...] = ()


def completions(reading: Reading, typed: str, *, reader: str) -> Completions:
    """What has words that begin as each word of ``typed`` does. Records that others name come first, by their names,
    then others by their titles, the newest first.

    Five queries where something begins so in the reader's language; some more where little of it stands.
    """
    beginnings = _beginnings(typed)
    if not beginnings:
        return Completions()
    named = _named(reading, beginnings, reader)
    titled = _titled(reading, beginnings, reader, besides={text // TEXTS for text in named})
    records = _records(named, titled, reader)[:MOST_RECORDS]
    words = _words(reading, beginnings, typed.lstrip(), reader)
    return Completions(records=records, words=words[: MOST - len(records)])


def _beginnings(typed: str) -> tuple[str, ...]:
    words = [word.folded for word in names.words(typed)]
    return tuple(dict.fromkeys(word for word in words if len(word) >= SHORTEST))[:MOST_TYPED]


# --- records ------------------------------------------------------------------------------------------


def _named(reading: Reading, beginnings: Sequence[str], reader: str) -> list[int]:
    """The texts that readers are shown of what bears such a name: what is called just so first, then what begins so."""
    whole = " ".join(beginnings)
    said: dict[str, Any] = {**instants(reading), "reader": reader, "whole": whole, "begins": f"{whole}%"}
    said |= {f"word_{place}": f"% {word}%" for place, word in enumerate(beginnings)}
    has_all = (f"' ' || name.folded LIKE %(word_{place})s" for place in range(len(beginnings)))
    where = " AND ".join((*has_all, LISTED, *standing(reading)))
    return [text for (text,) in ask(_NAMED.format(where), said | {"most": MOST_NAMES})]


# Names are few beside all records.
_NAMED: Final = """
    SELECT shown.text_id
    FROM archive_spelling AS name CROSS JOIN archive_rowforreader AS shown
    WHERE {} AND shown.row_id = name.row_id
    GROUP BY shown.text_id, shown.sort_key, shown.row_id
    ORDER BY MIN(CASE WHEN name.folded = %(whole)s THEN 0 WHEN name.folded LIKE %(begins)s THEN 1 ELSE 2 END),
             shown.sort_key, shown.row_id
    LIMIT %(most)s
"""


def _titled(reading: Reading, beginnings: Sequence[str], reader: str, *, besides: set[int]) -> list[list[int]]:
    """The texts that have such a title, of each row together, the newest rows first."""
    of_row: dict[int, list[int]] = defaultdict(list)
    dates = _standing(reading, tuple(map(tokens.head, beginnings)), reader, MOST_TITLES)
    for text in dates:
        if text // TEXTS not in besides:
            of_row[text // TEXTS].append(text)
    newest = sorted(of_row, key=lambda row: (-dates[of_row[row][0]], row))
    return [sorted(of_row[row]) for row in newest[:MOST_RECORDS]]


def _standing(reading: Reading, beginnings: Sequence[str], reader: str, most: int) -> dict[int, int]:
    """The last texts that stand and have words beginning so, each with the date by which its row is ordered: in the
    reader's language, or if there are none in any. One or two queries for a version.

    Words before the last one are whole where they are short: too much begins so.
    """
    name = ("standing", tuple(beginnings), reader, most)
    return kept(reading, name, lambda: _last_that_stand(reading, beginnings, reader, most))


def _last_that_stand(reading: Reading, beginnings: Sequence[str], reader: str, most: int) -> dict[int, int]:
    whole = tuple(word for word in beginnings[:-1] if len(word.removeprefix(tokens.HEAD)) < SHORTEST_IN_TEXTS)
    begun = tuple(word for word in beginnings if word not in whole)
    for language in ((tokens.of_language(reader),), ()):
        sql, words = engines.WORDS.rows_with([begun], beginnings=True, also=(*whole, *language))
        if found := _last(reading, sql, {"words": words, "reader": reader}, most):
            return found
    return {}


def _last(reading: Reading, sql: str, said: dict[str, Any], most: int) -> dict[int, int]:
    """The last ``most`` that stand of what ``sql`` finds. What does not stand takes none of their places: where there
    is much of it, more are looked at. One query, seldom two or three.
    """
    newest = engines.WORDS.newest(sql, "%(words)s", "%(most)s")
    sql = _LAST.format(found=newest, where=" AND ".join((LISTED, *standing(reading))))
    looked_at = LOOKED_AT
    while True:
        rows = ask(sql, {**said, **instants(reading), "most": looked_at})
        found = [(text, date) for text, date in rows if date is not None]
        if len(found) >= most or len(rows) < looked_at:
            return dict(found[:most])
        looked_at *= TIMES_MORE


_LAST: Final = f"""
    SELECT found.id, shown.sort_date
    FROM ({{found}}) AS found
    LEFT JOIN archive_rowforreader AS shown ON shown.row_id = found.id / {TEXTS} AND {{where}}
    ORDER BY found.id DESC
"""


def _records(named: Sequence[int], titled: Sequence[Sequence[int]], reader: str) -> tuple[Entry, ...]:
    """Each in the text in which it was found: the reader's, if it is among them."""
    found: dict[Any, Entry] = {}
    for one in entries((*named, *chain.from_iterable(titled)), reader=reader):
        if one.record not in found or (one.leads and not found[one.record].leads):
            found[one.record] = one
    return tuple(found.values())


# --- words --------------------------------------------------------------------------------------------


def _words(reading: Reading, beginnings: Sequence[str], typed: str, reader: str) -> tuple[Completed, ...]:
    """The ends that the last word has in texts where all of them stand, those in most texts first; of several forms of
    a word the one that is met most. Three queries.
    """
    last = names.words(typed)[-1]
    if len(last.folded) < SHORTEST_IN_TEXTS:
        return ()
    texts = [*_standing(reading, beginnings, reader, MOST_READ)]
    found: dict[str, Counter[Completed]] = defaultdict(Counter)
    for language, text in _read(texts):
        for folded, written in _ends(text, last.folded):
            found[root(folded, language)][Completed(typed[: last.start] + written, language)] += 1
    most = sorted(found, key=lambda one: (-found[one].total(), one))
    return tuple(min(found[one].items(), key=lambda form: (-form[1], len(form[0].text), form[0]))[0] for one in most)


def _ends(text: str, beginning: str) -> set[tuple[str, str]]:
    """Each word that begins so, folded and as it is written."""
    found = {word for line in text.split("\n") for word in names.begun(line, beginning)}
    return {(folded, written) for folded, written in found if folded != beginning}


def _read(texts: Sequence[int]) -> Iterator[tuple[str, str]]:
    """The words of each text, with its language. One query, none for none."""
    if not texts:
        return
    said: dict[str, Any] = {}
    sql = _WORDS_OF.format(among("text", texts, said))
    for language, packed in ask(sql, said):
        yield language, unpacked(bytes(packed))[0]


_WORDS_OF: Final = (
    "SELECT said.language, said.words FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id DESC"
)
