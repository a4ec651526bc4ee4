"""How a question is asked: as it is understood, with errors mended where nothing is found, and in fewer words.

All of it goes by the words alone: whatever narrows a search afterwards, it is of the same things.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Any, Final

from archive.catalogue import engines
from archive.catalogue.models import TEXTS
from archive.editions.reading import Reading
from archive.word_index import Wanted

from . import finding, ranking
from .entries import Entry, entries
from .keeping import kept
from .linked import linked
from .ordering import PER_PAGE
from .selecting import FROM_LISTS, LISTED, instants, standing
from .sql import among, ask, each
from .standing import at
from .understanding import (
    Group,
    Sort,
    Understood,
    guesses,
    in_other_forms,
    in_their_years,
    literally,
    on_other_keys,
    understand,
)
from .understanding.groups import SAME_ROOT

# With fewer, what comes near is looked for as well.
ENOUGH: Final = 10
# Of what stands in so many texts it makes no difference in how many more.
MOST_COUNTED: Final = 3000
# What tells less than such a part of what tells most may be lacking; of so many others any.
LITTLE: Final = 0.5
MOST_LACKING: Final = 4
# Which rows are best, and what is linked with them, is found out of as many as are ranked for up to four groups, and of
# fewer for more: with each group a row takes longer to be weighed, and fewer rows hold the same.
MOST_WEIGHED: Final = 4**2 * ranking.MOST_RANKED
# How much a group tells beside a word that is as rare.
TELLS: Final = {Sort.PHRASE: 2.0, Sort.NAME: 1.6, Sort.DATE: 1.3, Sort.WORD: 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """How a question was asked. ``total`` records have all of it; ``groups`` are those of it that were asked for in the
    end, of which so many may be ``lacking``. ``instead`` of words that are nowhere others were looked for.
    What ``is_wider`` has phrases in other forms as well, dates as their years, or what is linked with the best.
    """

    understood: Understood
    groups: tuple[Group, ...]
    lacking: int = 0
    total: int = 0
    instead: Mapping[str, str] = field(default_factory=dict)
    is_wider: bool = False

    @property
    def wanted(self) -> Wanted:
        return self.understood.wanted(self.groups, self.lacking)

    @property
    def left_out(self) -> tuple[Group, ...]:
        """What was not asked for in the end."""
        return tuple(group for group in self.understood.groups if group not in self.groups)

    @property
    def is_near(self) -> bool:
        """Whether what is found may lack something."""
        return bool(self.lacking or self.left_out or self.is_wider)


def search(reading: Reading, question: str, *, is_literal: bool = False) -> Search | None:
    """None for a question without words. However many it has, some ten queries for a version, one more for each of at
    most five steps of fewer words, and those of ``linked``.
    """
    if not question:
        return None
    return kept(
        reading, ("search", question, is_literal), lambda: _search(reading, question, is_literal), weigh=_weight
    )


def bearers(reading: Reading, answer: Search, *, reader: str) -> tuple[Entry, ...]:
    """The records whose names stand in the question, as lists show them. One query for a version, none for none."""
    records = sorted({record for group in answer.understood.groups for record, _weight in group.bearers})
    if not records:
        return ()

    def find() -> "array[int]":
        said: dict[str, Any] = {**instants(reading), "reader": reader}
        where = " AND ".join((LISTED, *standing(reading), f"own.record {among('record', records, said)}"))
        return array("q", (text for (text,) in ask(_BEARERS.format(where), said)))

    return entries(kept(reading, ("bearers", tuple(records), reader), find), reader=reader)


_BEARERS: Final = f"""
    SELECT shown.text_id FROM archive_row AS own CROSS JOIN {FROM_LISTS}
    WHERE {{}} AND shown.row_id = own.id ORDER BY shown.sort_key, shown.row_id
"""


def _weight(found: Search | None) -> int:
    return _size(found.understood) if found else 0


def understood(reading: Reading, question: str, *, is_literal: bool = False) -> Understood:
    """At most three queries for a version, none for the very words."""
    if is_literal:
        return literally(question)
    return kept(reading, ("understood", question), lambda: understand(reading, question), weigh=_size)


def _size(found: Understood) -> int:
    return sum(len(group.alternatives) for group in found.groups)


def _search(reading: Reading, question: str, is_literal: bool) -> Search | None:
    meant = understood(reading, question, is_literal=is_literal)
    if not meant.groups:
        return None
    found = Search(understood=meant, groups=meant.groups, total=_total(reading, meant.wanted()))
    if is_literal or found.total >= ENOUGH:
        return found
    counts = _counts_of_each(reading, found)
    of_words = [count for group, count in zip(found.groups, counts, strict=True) if _of_words(group)]
    if of_words and not any(of_words) and (otherwise := _on_other_keys(reading, question)):
        found, counts = otherwise, _counts_of_each(reading, otherwise)
    if not all(counts):
        found = _mended(reading, question, found, counts)
        if found.total >= ENOUGH:
            return found
        counts = _counts_of_each(reading, found) if found.instead else counts
    if not found.total and (meant := in_their_years(found.understood)) != found.understood:
        found = _wider(found, meant)
        counts = _counts_of_each(reading, found)
    return _with_linked(reading, _in_other_forms(_nearest(reading, found, counts)))


def _counts_of_each(reading: Reading, found: Search) -> list[int]:
    """How many records stand that have each of its groups, up to a bound. At most one query."""
    if len(found.groups) == 1 or found.total >= ENOUGH:
        return [found.total] * len(found.groups)
    return _counts(reading, [found.understood.wanted([group]) for group in found.groups])


def _total(reading: Reading, wanted: Wanted) -> int:
    return (finding.found(reading, wanted).bits & at(reading).live).bit_count()


def _on_other_keys(reading: Reading, question: str) -> Search | None:
    """As it was meant if it was typed with the keys of another language, where half of its words are found so, and not
    by how they sound.
    """
    for other in on_other_keys(question):
        meant = understand(reading, other)
        counts = _counts(reading, [meant.wanted([_surely(group)]) for group in meant.groups if _of_words(group)])
        if counts and sum(map(bool, counts)) >= len(counts) / 2:
            total = _total(reading, meant.wanted())
            return Search(understood=meant, groups=meant.groups, total=total, instead={question: other})
    return None


def _surely(group: Group) -> Group:
    return replace(group, alternatives=tuple(one for one in group.alternatives if one.weight >= SAME_ROOT))


def _of_words(group: Group) -> bool:
    """Whether it is more than numbers."""
    return not all(map(str.isdecimal, group.typed))


def _mended(reading: Reading, question: str, found: Search, counts: Sequence[int]) -> Search:
    """With errors looked past in words that are found nowhere."""
    unknown = [group for group, count in zip(found.groups, counts, strict=True) if not count]
    several = [
        (word, other) for word, others in guesses(reading, found.understood, unknown).items() for other in others
    ]
    sizes = _counts(reading, [Wanted(((tuple(other.split()),),)) for _word, other in several])
    best: dict[str, tuple[int, str]] = {}
    for (word, other), size in zip(several, sizes, strict=True):
        if size and size > best.get(word, (0, ""))[0]:
            best[word] = size, other
    if not best:
        return found
    instead = {word: other for word, (_size, other) in best.items()}
    meant = understand(reading, question, instead=instead)
    return Search(understood=meant, groups=meant.groups, total=_total(reading, meant.wanted()), instead=instead)


def _nearest(reading: Reading, found: Search, counts: Sequence[int]) -> Search:
    """What comes near, in as many of the groups as find enough. A query for each step up to there: the last is what
    is looked for in the end.
    """
    if found.total >= ENOUGH or len(found.groups) == 1:
        return found
    size, groups, lacking = 0, found.groups, 0
    for groups, lacking in _steps(found, counts):
        # Phrases are read in what is found, and not in what is only counted.
        size = _total(reading, replace(found.understood.wanted(groups, lacking), phrases=()))
        if size >= PER_PAGE:
            break
    return replace(found, groups=groups, lacking=lacking) if size > found.total else found


def _in_other_forms(found: Search) -> Search:
    """With other forms of the words of its phrases."""
    meant = in_other_forms(found.understood)
    return _wider(found, meant) if meant != found.understood else found


def _with_linked(reading: Reading, found: Search) -> Search:
    """With what is linked with the best of those that have all of it; if there are none, with the best of all."""
    live = at(reading).live
    of_all = finding.found(reading, found.understood.wanted())
    holding = of_all if of_all.bits & live else finding.found(reading, found.wanted)
    rows = (holding.bits & live).bit_count()
    is_ranked = 0 < rows <= min(ranking.MOST_RANKED, MOST_WEIGHED // len(found.understood.groups) ** 2)
    meant = linked(reading, found.understood, holding) if is_ranked else found.understood
    return _wider(found, meant) if meant.linked else replace(found, understood=meant)


def _wider(found: Search, meant: Understood) -> Search:
    instead = dict(zip(found.understood.groups, meant.groups, strict=True))
    return replace(found, understood=meant, groups=tuple(map(instead.__getitem__, found.groups)), is_wider=True)


def _steps(found: Search, counts: Sequence[int]) -> Iterator[tuple[tuple[Group, ...], int]]:
    """Groups, and how many of them may be lacking. What is nowhere is left out first, then what tells little beside
    the others, then any.
    """
    tells = {group: _tells(group, count) for group, count in zip(found.groups, counts, strict=True) if count}
    known = tuple(tells)
    most = max(tells.values(), default=0.0)
    telling = tuple(group for group in known if tells[group] >= LITTLE * most)
    if known and len(known) < len(found.groups):
        yield known, 0
    if phrased := tuple(group for group in known if group.sort is Sort.PHRASE):
        yield phrased, 0
        return
    if len(telling) < len(known):
        yield telling, 0
    # Where one tells more than all others together, these are asked for as well.
    several = telling if len(telling) > 1 else known
    telling = tuple(sorted(several, key=lambda group: -tells[group]))[:MOST_LACKING]
    for lacking in range(1, len(telling)):
        yield telling, lacking


def _tells(group: Group, count: int) -> float:
    return TELLS[group.sort] * log(1 + MOST_COUNTED / count)


def _counts(reading: Reading, several: Sequence[Wanted]) -> list[int]:
    """How many records stand that hold each of ``several``, up to a bound. One query."""
    parts, said = [], dict[str, Any]()
    for place, wanted in enumerate(several):
        texts, said[f"words_{place}"] = engines.WORDS.rows_that_hold(wanted)
        texts = texts.format(f"%(words_{place})s")
        limited = f"SELECT {place} AS place, id FROM ({texts}) AS found LIMIT {MOST_COUNTED}"
        parts.append(f"SELECT * FROM ({limited}) AS part_{place}")
    rows: list[set[int]] = [set() for _one in several]
    for place, text in each(" UNION ALL ".join(parts), said) if parts else ():
        rows[place].add(text // TEXTS)
    there = at(reading)
    return [(there.of_rows(found) & there.live).bit_count() for found in rows]
