"""The figures that a statement gives, and what stands behind each: a source that is cited, or what somebody claims of
the events that it is about.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Self

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext

from archive import languages, markup
from archive.aligning import Sentence
from archive.editions.payloads import Cited, Words
from archive.figures_said import figures_in
from archive.records.citations import Citation
from archive.records.figures import Figure
from archive.records.statements import Statement
from archive.records.timeline_entries import TimelineEntry

from .problems import Doubt, Spot
from .sentences_said import sentences_of

LONGEST: Final = 120
# So many claims of the events of one statement are read.
MOST_CLAIMS: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a figure is said: in which sentence of the text in a ``language``, and by which ``words``."""

    language: str
    sentence: Sentence
    words: str

    @property
    def spot(self) -> Spot:
        return Spot(language=self.language, block=self.sentence.block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cites:
    """A citation, as far as it can stand behind a figure: of one ``block``, in one ``language`` or in all; or of the
    whole. ``numbers`` are those in its own words.
    """

    block: str
    language: str
    is_of_the_whole: bool
    numbers: frozenset[int]
    cited: Cited | Citation

    @classmethod
    def of(cls, one: Cited) -> Self:
        return cls._read(one, block=one.paragraph, about=one.about.words.values(), what=one.field or one.figure)

    @classmethod
    def of_row(cls, one: Citation) -> Self:
        block = f"p{one.paragraph}" if one.paragraph else ""
        about = [phrase.words for phrase in one.phrases.all()]
        return cls._read(one, block=block, about=about, what=one.field or one.figure_id)

    @classmethod
    def _read(cls, one: Cited | Citation, *, block: str, about: Iterable[str], what: object) -> Self:
        words = Sentence(text="\n".join((*about, one.quotation)))
        return cls(
            block=block,
            language=one.paragraph_language,
            is_of_the_whole=not (block or what),
            numbers=frozenset(words.numbers),
            cited=one,
        )


@dataclass(frozen=True, kw_only=True)
class Figures:
    """Those of one statement. ``original`` is the language of its original; ``linked`` what its words link to."""

    texts: Mapping[str, Words]
    original: str
    origin: str
    observance: str
    citations: tuple[Cites, ...]

    @cached_property
    def said(self) -> dict[int, list[Place]]:
        """Number → where it is said; in the order of the original, then of what only other languages say."""
        found: dict[int, list[Place]] = defaultdict(list)
        for language in languages.stand_ins(first=self.original):
            for sentence in self.sentences.get(language, ()):
                for one in figures_in(sentence.text, language):
                    found[one.number].append(Place(language=language, sentence=sentence, words=one.words))
        return dict(found)

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        return {language: sentences_of(words, language) for language, words in self.texts.items()}

    @property
    def is_evidence(self) -> bool:
        return self.origin == Statement.Origin.TRANSCRIBED

    @cached_property
    def claims(self) -> "QuerySet[Figure]":
        """What is claimed of the events of its observance, and of those that its words link to."""
        linked = {uuid for words in self.texts.values() for one in words.blocks for uuid in markup.mentions(one.html)}
        entries = TimelineEntry.objects.filter(uuid__in=linked).values("pk")
        if self.observance:
            # Two rows of keys are looked up; for one condition or the other, all figures would be read.
            entries = entries.union(TimelineEntry.objects.filter(observances__uuid=self.observance).values("pk"))
        return Figure.objects.filter(entry__in=entries, entry__merged_into=None)[:MOST_CLAIMS]

    def citing(self, number: int) -> list[Cites]:
        """The citations that stand behind it: they name it, or are about a paragraph with it. Of evidence, those of the
        whole document too: there it was read.
        """
        return [one for one in self.citations if self._is_behind(one, number)]

    def _is_behind(self, one: Cites, number: int) -> bool:
        if one.cited.relation == Citation.Relation.DISPUTES:
            return False
        if number in one.numbers or (self.is_evidence and one.is_of_the_whole):
            return True
        places = self.said[number]
        return bool(one.block) and any(
            place.sentence.block == one.block and one.language in ("", place.language) for place in places
        )


def doubts(figures: Figures) -> Iterator[Doubt]:
    """The figures behind which nothing stands. One query, and none where each is cited for."""
    left = [number for number in figures.said if not figures.citing(number)]
    claimed = set(chain.from_iterable(figures.claims.values_list("value", "low", "high"))) if left else set()
    for number in left:
        if number not in claimed:
            yield _unsourced(number, figures.said[number][0], is_evidence=figures.is_evidence)


def _unsourced(number: int, place: Place, *, is_evidence: bool) -> Doubt:
    told = {"figure": place.words, "sentence": Truncator(place.sentence.text).chars(LONGEST)}
    return Doubt(
        rule="figure-without-source",
        about=str(number),
        message=gettext("%(figure)s has no source here: “%(sentence)s”") % told,
        spot=place.spot,
        words=(str(number),),
        keeps_back=not is_evidence,
        answered_at=Spot(rows="citations"),
    )
