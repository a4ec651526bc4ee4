"""Texts that are put in order by what they say, and what is known of each by now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from archive.catalogue import engines
from archive.catalogue.models import TEXTS
from archive.word_index import Group as Words

from .sql import among, ask


class Candidates:
    """``held`` are the names of what each text holds of all that was asked for by now; some are ``certain``."""

    def __init__(self, texts: Iterable[int], *, certain: frozenset[str]) -> None:
        """``texts`` in the order of their keys."""
        self.certain = certain
        self.held = dict.fromkeys(texts, certain)
        self._first = {text // TEXTS: text for text in reversed(self.held)}

    def learn(self, texts: Collection[int], several: Mapping[str, Words]) -> None:
        """Which of ``several`` each of ``texts`` holds. One query, none for none."""
        if not texts or not several:
            return
        known: dict[tuple[frozenset[str], frozenset[str]], frozenset[str]] = {}
        for text, more in engines.WORDS.held_by(texts, several).items():
            if more:
                both = self.held[text], more
                self.held[text] = known.get(both) or known.setdefault(both, both[0] | more)

    def alike(self) -> Mapping[frozenset[str], list[int]]:
        """Texts by what they hold: many hold the same."""
        found: dict[frozenset[str], list[int]] = defaultdict(list)
        for text, held in self.held.items():
            found[held].append(text)
        return found

    def leave_out(self, texts: Iterable[int]) -> None:
        for text in texts:
            del self.held[text]

    def titles(self) -> dict[int, str]:
        """Of those that were not left out, and of the first text of each row of theirs. One query."""
        said, texts = dict[str, Any](), {*self.held, *(self._first[text // TEXTS] for text in self.held)}
        return dict(ask(_TITLES.format(among("text", sorted(texts), said)), said))

    def of_rows(self, titles: Mapping[int, str]) -> dict[int, str]:
        """Row → the title of its first text."""
        return {text // TEXTS: titles.get(self._first[text // TEXTS], "") for text in self.held}


_TITLES: Final = "SELECT said.id, said.title FROM archive_rowtext AS said WHERE said.id {}"
