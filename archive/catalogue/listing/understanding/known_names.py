"""Names of the archive's records in a question: all of them, by their spellings, their roots and their sounds."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final
from uuid import UUID

from archive import languages, sounds
from archive.editions.reading import Reading

from ..keeping import kept
from ..sql import among, ask, read_uuid
from .groups import SAME_ROOT, SAME_SOUND
from .vocabulary import small_words

# No name that anybody types has more words; and shorter ones are meant only as they are spelled.
MOST_WORDS: Final = 9
SHORTEST: Final = 4
# In the names of more records a word may mean any, or none. The names of so many are looked at, and it weighs less.
MOST_MEANT: Final = 2
MOST_COMPARED: Final = 3000
PART: Final = 0.6
# What several words say that stand in the names of one record alone.
SEVERAL_PARTS: Final = 0.8
# So much of a question stands in a name, if it may mean what bears it.
MOST_OF: Final = 2 / 3
FEWEST_OF: Final = 3
FEWEST_INITIALS, MOST_INITIALS = 2, 5
PERSON_KIND: Final = "person"
SUBJECT_KIND: Final = "subject"


@dataclass(slots=True)
class Known:
    """A record that may be named: all its folded names, and in which events it took part."""

    record: UUID
    kind: str
    names: list[str] = field(default_factory=list)
    keys: set[tuple[str, str, str]] = field(default_factory=set)
    events: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Named:
    """The words from ``first`` to before ``end`` of a question name ``known``, each with what that weighs."""

    first: int
    end: int
    known: tuple[tuple[Known, float], ...]


def named(reading: Reading, words: Sequence[str]) -> tuple[Named, ...]:
    """What folded ``words`` name, in their order. Longer names win, and what is spelled so over what sounds so.

    Names are those of today, whenever the archive is looked at. Empty words part two names. One query.
    """
    spans = {(first, end): " ".join(words[first:end]) for first, end in _spans(words)}
    known = _known(reading, set(spans.values()))
    found = (Named(*span, _unless_a_subject(words, span, _called(said, known))) for span, said in spans.items())
    return _longest(one for one in found if one.known)


def _unless_a_subject(
    words: Sequence[str], span: tuple[int, int], called: Iterable[tuple[Known, float]]
) -> tuple[tuple[Known, float], ...]:
    """The words of a subject are ordinary ones: beside others they mean nothing but themselves."""
    is_all = all(not word or span[0] <= place < span[1] for place, word in enumerate(words))
    return tuple((one, weight) for one, weight in called if is_all or one.kind != SUBJECT_KIND)


def _longest(found: Iterable[Named]) -> tuple[Named, ...]:
    """Those of which none reaches into another: the longest, and of these what is written nearest to the name."""
    taken: set[int] = set()
    chosen = []
    for one in sorted(found, key=lambda one: (one.first - one.end, -one.known[0][1], one.first)):
        if taken.isdisjoint(range(one.first, one.end)):
            taken.update(range(one.first, one.end))
            chosen.append(one)
    return tuple(sorted(chosen, key=lambda one: one.first))


def _spans(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Every run of words."""
    for first in range(len(words)):
        end = first
        while end < min(first + MOST_WORDS, len(words)) and words[end]:
            end += 1
            yield first, end


def _called(said: str, known: Iterable[Known]) -> Iterator[tuple[Known, float]]:
    """Those that are called so; what only sounds so is not meant where something is spelled so."""
    keys = _keys(said)
    weighed = [(one, max(_weight(said, keys, key) for key in one.keys)) for one in known]
    best = max((weight for _one, weight in weighed), default=0.0)
    return ((one, weight) for one, weight in weighed if weight and weight == best)


def _weight(said: str, keys: tuple[frozenset[str], frozenset[str]], name: tuple[str, str, str]) -> float:
    folded, roots, heard = name
    if said == folded:
        return 1.0
    if len(said) < SHORTEST or len(folded) < SHORTEST:
        return 0.0
    return SAME_ROOT if roots in keys[0] else SAME_SOUND if heard in keys[1] else 0.0


def _keys(said: str) -> tuple[frozenset[str], frozenset[str]]:
    """Its roots and its sounds, in whichever language it is said."""
    codes = [one.code for one in languages.known()]
    heard = (sounds.heard(one, code) for one in sounds.spelled_elsewhere(said) for code in ("", *codes))
    return frozenset(sounds.roots(said, code) for code in codes), frozenset(heard)


def _known(reading: Reading, said: Iterable[str]) -> tuple[Known, ...]:
    """All that may be called so, in an order that does not depend on the database. One query."""
    exact = sorted(said)
    keys = [_keys(one) for one in exact if len(one) >= SHORTEST]
    values: dict[str, Any] = {"now": reading.now}
    asked = _NAMED.format(
        among("name", exact, values),
        among("root", sorted({root for roots, _heard in keys for root in roots}), values),
        among("sound", sorted({one for _roots, heard in keys for one in heard}), values),
    )
    return _read(ask(asked, values))


def _read(rows: Iterable[Sequence[Any]]) -> tuple[Known, ...]:
    found: dict[UUID, Known] = {}
    for record, kind, folded, roots, heard, other in rows:
        one = found.setdefault(read_uuid(record), Known(read_uuid(record), kind))
        if other:
            one.events.append(read_uuid(other))
        else:
            one.names.append(folded)
            one.keys.add((folded, roots, heard))
    for one in found.values():
        one.names.sort()
        one.events.sort()
    return tuple(found[record] for record in sorted(found))


_OF_THESE: Final = """
    SELECT edition.record, edition.kind, name.folded, name.roots, name.sounds, NULL
    FROM asked CROSS JOIN archive_row AS edition CROSS JOIN archive_spelling AS name
    WHERE edition.id = asked.row_id AND name.row_id = edition.id
      AND edition.live_from <= %(now)s AND edition.live_until > %(now)s
    UNION ALL
    SELECT edition.record, edition.kind, '', '', '', CAST(term.value AS text)
    FROM asked CROSS JOIN archive_row AS edition CROSS JOIN archive_term AS term
    WHERE edition.id = asked.row_id AND term.row_id = edition.id AND term.facet = 'event'
      AND edition.live_from <= %(now)s AND edition.live_until > %(now)s
"""
_NAMED: Final = (
    """
    WITH asked AS (
        SELECT row_id FROM archive_spelling WHERE folded {0} UNION
        SELECT row_id FROM archive_spelling WHERE roots {1} UNION
        SELECT row_id FROM archive_spelling WHERE sounds {2}
    )
"""
    + _OF_THESE
)


# --- parts of names -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Parts:
    """Which names have a word, by its root and by its sound, each by its number, and which have words that begin with
    such letters one after another; ``known`` says whose each is.
    """

    known: tuple[Known, ...]
    of_initials: Mapping[str, frozenset[int]]
    of_root: Mapping[tuple[str, str], frozenset[int]]
    of_sound: Mapping[str, frozenset[int]]

    def __len__(self) -> int:
        return 4 * len(self.known)

    def meant(self, words: Sequence[str]) -> tuple[Known, ...]:
        """Those in whose names all ``words`` stand."""
        several = [self.with_word(word, is_alone=len(words) == 1) for word in words]
        found = [{self.known[one].record: self.known[one] for one in named} for named in several]
        every = set.intersection(*map(set, found))
        return tuple(found[0][record] for record in sorted(every))

    def with_word(self, word: str, *, is_alone: bool = False) -> frozenset[int]:
        """It may be initials, but alone only in capitals."""
        none, small = frozenset[int](), word.lower()
        found = self.of_initials.get(small, none) if word.isupper() or not is_alone else none
        if len(small) < SHORTEST - 1:
            return found
        found = found.union(*(self.of_root.get(one, none) for one in _roots(small)))
        return found or none.union(*(self.of_sound.get(one, none) for one in _keys(small)[1]))


def _roots(word: str) -> Iterator[tuple[str, str]]:
    """In each language: in one "arm" is what "army" has in common with its forms, in another "Armenian"."""
    return ((one.code, sounds.root(word, one.code)) for one in languages.known())


def partly_named(reading: Reading, words: Sequence[str]) -> tuple[Named, ...]:
    """What the longest runs of ``words`` may mean that stand in the names of few records alone: "Putin".

    Empty words part two runs, and those in capitals may be initials: "СБ". One query for a version.
    """
    parts = _parts(reading)
    runs = [span for span in _spans(words) if all(map(_may_mean, words[slice(*span)]))]
    meant = ((span, _weighed(parts.meant(words[slice(*span)]), span)) for span in runs)
    found = [Named(*span, _unless_a_subject(words, span, called)) for span, called in meant]
    return _longest(one for one in found if 0 < len(one.known) <= MOST_MEANT)


def bearing(reading: Reading, word: str) -> frozenset[UUID]:
    """All in whose names a folded ``word`` stands. One query for a version."""
    parts = _parts(reading)
    return frozenset(parts.known[one].record for one in parts.with_word(word))


def _weighed(meant: Sequence[Known], span: tuple[int, int]) -> list[tuple[Known, float]]:
    is_sure = len(meant) == 1 and span[1] - span[0] > 1
    return [(one, SEVERAL_PARTS if is_sure else PART) for one in meant]


def _may_mean(word: str) -> bool:
    return len(word) >= FEWEST_INITIALS


def nearly_named(reading: Reading, words: Sequence[str]) -> tuple[Known, frozenset[int]] | None:
    """The one record in a name of which most of ``words`` stand, and where these are: "Organisation of Turkish States".

    Empty words say nothing. None where one word alone stands there, or less than two of three, or as many in others.
    """
    parts = _parts(reading)
    telling = [place for place, word in enumerate(words) if _may_mean(word)]
    if len(telling) < FEWEST_OF:
        return None
    places: defaultdict[int, set[int]] = defaultdict(set)
    for place in telling:
        for one in parts.with_word(words[place]):
            places[one].add(place)
    most = max(map(len, places.values()), default=0)
    meant = {parts.known[one].record: one for one, found in places.items() if len(found) == most}
    if most < max(2, MOST_OF * len(telling)) or len(meant) > 1:
        return None
    (one,) = meant.values()
    return None if parts.known[one].kind == SUBJECT_KIND else (parts.known[one], frozenset(places[one]))


def _parts(reading: Reading) -> Parts:
    return kept(reading, "parts of names", lambda: _parts_of_all(reading))


def _parts_of_all(reading: Reading) -> Parts:
    of_root: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    of_sound: defaultdict[str, set[int]] = defaultdict(set)
    of_initials: defaultdict[str, set[int]] = defaultdict(set)
    owners: list[Known] = []
    for one in _read(ask(_ALL_NAMES, {"now": reading.now, "most": MOST_COMPARED})):
        for folded, _rooted, heard in sorted(one.keys):
            # Endings of any language are put to a name: "Putinin".
            for root in chain.from_iterable(map(_roots, folded.split())):
                of_root[root].add(len(owners))
            for sound in heard.split():
                of_sound[sound].add(len(owners))
            for initials in _initials(folded.split()):
                of_initials[initials].add(len(owners))
            owners.append(one)
    return Parts(
        tuple(owners),
        {one: frozenset(found) for one, found in of_initials.items()},
        {one: frozenset(found) for one, found in of_root.items()},
        {one: frozenset(found) for one, found in of_sound.items()},
    )


def _initials(words: Sequence[str]) -> Iterator[str]:
    """Of each run of some ``words``, with small ones and without."""
    for letters in {"".join(word[0] for word in words if word not in small) for small in ((), small_words())}:
        for size in range(FEWEST_INITIALS, MOST_INITIALS + 1):
            yield from (letters[first : first + size] for first in range(len(letters) - size + 1))


_ALL_NAMES: Final = (
    """
    WITH asked AS (SELECT DISTINCT row_id FROM archive_spelling ORDER BY row_id LIMIT %(most)s)
"""
    + _OF_THESE
)
