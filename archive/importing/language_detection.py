"""Which of the archive's languages a text is in, by its letters and its small words."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from archive import languages

__all__ = ["Spoken", "language_of"]

# Enough to tell; the rest of a long text only costs time.
SAMPLE: Final = 20_000
# A text of the language has about every third word among these; one with a quotation in it, fewer.
SHARE: Final = 0.08


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A language, and the small words with their counts that tell it."""

    language: str
    words: tuple[tuple[str, int], ...]


def language_of(text: str) -> Spoken | None:
    """The language of most of the text; None when it is too short, mixed, or in another language."""
    words = re.findall(r"[^\W\d_]+", text[:SAMPLE].replace("İ", "i").lower())
    if not words:
        return None
    counts = Counter(words)
    found = {one: {word: counts[word] for word in one.small_words if word in counts} for one in languages.known()}
    (best, hits), *others = sorted(found.items(), key=lambda each: -sum(each[1].values()))
    count, second = sum(hits.values()), max((sum(words.values()) for _one, words in others), default=0)
    if len(hits) < 2 or count < SHARE * len(words) or count < 2 * second:
        return None
    if best.code not in languages.spoken() or best.foreign_letters & set("".join(counts)):
        return None
    most = sorted(hits.items(), key=lambda each: (-each[1], each[0]))[:3]
    return Spoken(language=best.code, words=tuple(most))
