"""What different spellings and forms of a word have in common: how it is heard, whatever its script, and its root."""

import re
from functools import lru_cache
from typing import Final

from archive import languages
from archive.names import LATIN_FOR_CYRILLIC

__all__ = ["heard", "respellings", "root", "roots", "sound", "spelled_elsewhere"]

# What is written differently and heard alike, in this order: Xocalı, Khojaly, Ходжалы; Qarabağ, Karabakh, Garabagh.
# The result is for comparing alone. It joins more than it should: what is heard alike weighs less than what is spelled
# so.
HEARD: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|sh|ts|tz", "s"),
        ("dzh|dj|zh|ch|c", "j"),
        ("kh|gh|[qgxh]", "k"),
        ("w", "v"),
        ("[eo]", "a"),
        ("[yu]", "i"),
        (r"(\D)\1+", r"\1"),
    )
)


# How others spell what is heard, a language each: French, German, English; Azerbaijani in letters of English, and as it
# is typed in short; and in Russian letters. A question is heard in all of these ways, and texts as they are.
ELSEWHERE: Final = tuple(
    tuple((re.compile(pattern), sound) for pattern, sound in one)
    for one in (
        (("tch", "\0"), ("ou", "u"), ("ch", "sh"), ("\0", "ch"), ("gu(?=[eiy])", "g")),
        (("dsch", "j"), ("tsch", "\0"), ("sch", "sh"), ("ch", "kh"), ("\0", "ch")),
        (("oo|ou", "u"), ("ee", "i"), ("tch", "ch")),
        (("sh", "s"), ("ch", "c"), ("zh", "j"), ("gh", "g"), ("kh", "x")),
        (("w", "sh"),),
        (("(?<=[бвгджзклмнпрстфхчш])я(?=.)", "а"),),
    )
)


_ELSEWHERE: Final = re.compile("|".join(pattern.pattern for one in ELSEWHERE for pattern, _sound in one))


# Of shorter ones too many are heard alike.
SHORTEST: Final = 4


@lru_cache(maxsize=20_000)
def sound(folded: str) -> str:
    """How a folded word is heard, roughly."""
    heard = folded.translate(LATIN_FOR_CYRILLIC)
    for pattern, one in HEARD:
        heard = pattern.sub(one, heard)
    return heard or folded


@lru_cache(maxsize=20_000)
def root(folded: str, language: str) -> str:
    """What a folded word has in common with its other forms, if its language is known."""
    spoken = languages.pack(language)
    found, before = folded, ""
    while spoken and found != before:
        found, before = spoken.root(found), found
    return found


def spelled_elsewhere(folded: str) -> tuple[str, ...]:
    """Folded words, and how they may be spelled here if they are spelled as others do it."""
    if not _ELSEWHERE.search(folded):
        return (folded,)
    return tuple(dict.fromkeys((folded, *(_respelled(folded, one) for one in ELSEWHERE))))


def _respelled(folded: str, ways: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, one in ways:
        folded = pattern.sub(one, folded)
    return folded


def roots(folded: str, language: str) -> str:
    """Those of several words, joined by blanks."""
    return " ".join(root(word, language) for word in folded.split())


def heard(folded: str, language: str) -> str:
    """How words are heard without their endings, joined by blanks. Of what would be too short, all is heard."""
    bare = ((word, root(word, language)) for word in folded.split())
    return " ".join(sound(one if len(one) >= SHORTEST else word) for word, one in bare)


def respellings(folded: str) -> tuple[str, ...]:
    """A folded word of letters that a language has given up, in those of today."""
    found = (one.rewritten(folded) for one in languages.known())
    return tuple(dict.fromkeys(one for one in found if one and one != folded))
