"""Which of the archive's languages a text is in, by its letters and its small words."""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

__all__ = ["Spoken", "language_of"]

# Words that no text of the language goes without and that its neighbours write otherwise: Turkish has "ve",
# "ile", "için" where Azerbaijani has "və", "ilə", "üçün"; Ukrainian has letters that Russian lacks.
SMALL_WORDS: Final = {
    language: frozenset(line.split())
    for language, line in {
        "az": "və ilə üçün isə də həm hər həmin kimi olan edən sonra əsasən görə haqqında ildə ilin edib etdi edir "
        "olub oldu əvvəl artıq üzrə",
        "en": "the of and to in is was were for on with that by at as it are from this be which has have had not its "
        "their will",
        "ru": "и в на не что с по к для из от о об как был была были было это его её их при за года году также "
        "который которые",
    }.items()
}
ELSEWHERE: Final = frozenset("іїєґўӣӯқҳҷңұһөү")
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
    found = {code: {word: counts[word] for word in small if word in counts} for code, small in SMALL_WORDS.items()}
    (best, hits), (_second, others) = sorted(found.items(), key=lambda each: -sum(each[1].values()))[:2]
    count = sum(hits.values())
    if len(hits) < 2 or count < SHARE * len(words) or count < 2 * sum(others.values()):
        return None
    if best == "ru" and ELSEWHERE & set("".join(counts)):
        return None
    most = sorted(hits.items(), key=lambda each: (-each[1], each[0]))[:3]
    return Spoken(language=best, words=tuple(most))
