"""Texts that are put in order by what they say, and what is known of each by now."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from archive.catalogue import engines
from archive.word_index import Group as Words

from .sql import among, ask


class Candidates:
    """``held`` are the names of what each text holds of all that was asked for by now; some are ``certain``."""

    def __init__(self, texts: Iterable[int], *, certain: frozenset[str]) -> None:
        """One query."""
        said: dict[str, Any] = {}
        found = ask(_TEXTS.format(among("text", texts, said)), said)
        self.languages = {text: language for text, language, _title in found}
        self.titles = {text: title for text, _language, title in found}
        self.certain = certain
        self.held = dict.fromkeys(self.titles, certain)

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


_TEXTS: Final = """
    SELECT said.id, said.language, said.title FROM archive_rowtext AS said WHERE said.id {} ORDER BY said.id
"""
