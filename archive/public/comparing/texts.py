"""The two texts of a comparison beside one another: sentences, figures, names and terms."""

from collections.abc import Collection, Mapping
from functools import cached_property

from archive import aligning, markup, names, terms
from archive.aligning import Figures, Line, Passage, Sentence
from archive.editions.payloads import Words
from archive.terms import Respelled, Term


class Texts:
    """``before`` and ``after`` are words of one ``language``, so many ``years`` apart.

    ``borne`` says of folded names what bears them: what has one in common is spelled in two ways.
    """

    def __init__(self, before: Words, after: Words, language: str, *, years: int) -> None:
        self.before = aligning.sentences(_passages(before), language)
        self.after = aligning.sentences(_passages(after), language)
        self.lines: tuple[Line, ...] = aligning.align(self.before, self.after)
        self.figures: tuple[Figures, ...] = aligning.changed_figures(self.lines, years=years)

    @cached_property
    def gone(self) -> tuple[Term, ...]:
        return terms.missing_terms(self.before, self.after)

    @cached_property
    def new(self) -> tuple[Term, ...]:
        return terms.missing_terms(self.after, self.before)

    def names_to_ask_for(self) -> frozenset[str]:
        """Folded, of what begins with a capital letter and is gone, or new."""
        return frozenset(names.fold(term.words) for term in (*self.gone, *self.new) if term.words[0].isupper())

    def respelled(
        self, borne: Mapping[str, Collection[int]]
    ) -> tuple[tuple[Respelled, ...], tuple[Term, ...], tuple[Term, ...]]:
        """Names that are spelled otherwise, and the terms that are gone and new besides."""

        def alike(one: str, other: str) -> bool:
            return not set(borne.get(one, ())).isdisjoint(borne.get(other, ()))

        return terms.respelled(self.gone, self.new, alike)


def _passages(words: Words) -> tuple[Passage, ...]:
    """Its text; of what has none, the summary."""
    if not words.blocks:
        return (Passage(id="", text=words.summary),)
    parts = {slot.block: slot.part for slot in words.slots}
    return tuple(
        Passage(id=block.id, text=markup.plain(block.html), slot=parts.get(block.id, "")) for block in words.blocks
    )


def first_of(line: Line) -> Sentence:
    """The sentence as it is, or as it was."""
    found = line.after or line.before
    assert found
    return found
