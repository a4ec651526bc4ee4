"""Names that our own words spell otherwise than the archive does: by its titles, and by the official and short names
that were borne in the year of the statement.
"""

from collections.abc import Callable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Final

from django.utils.translation import gettext

from archive import markup
from archive.editions.payloads import Words
from archive.matching import Mention, Names, stem
from archive.names import fold
from archive.records import known_names
from archive.records.known_names import TITLE, Authority, Called
from archive.records.names import Name

from .problems import Doubt, Spot

# What quotes keeps its spelling.
QUOTATION: Final = "<blockquote"
OPENING: Final = '“«„"‘'
SHOWN: Final = frozenset({TITLE, Name.Sort.OFFICIAL, Name.Sort.SHORT})
# Names that our words do not bear, however they are spelled; of the others, only what looks like the archive's.
REPLACED: Final = frozenset({Name.Sort.FORMER, Name.Sort.OTHER})
ALIKE: Final = 0.6


def doubts(
    texts: Mapping[str, Words], year: int, *, known: Callable[[], Names[Authority]] = known_names.known
) -> Iterator[Doubt]:
    """Each spelling once in a language, where it stands first. Only for words it is asked which names are ``known``."""
    if not any(words.blocks for words in texts.values()):
        return
    names = known()
    for language, words in texts.items():
        told: set[str] = set()
        for block, text in _passages(words):
            for mention in names.mentions(text, language=language):
                preferred = "" if _is_quoted(mention, text) else _preferred(mention, language, year)
                if preferred and mention.words not in told:
                    told.add(mention.words)
                    yield _spelled_otherwise(language, block, mention.words, preferred)


def _passages(words: Words) -> Iterator[tuple[str, str]]:
    yield "", words.title
    for block in words.blocks:
        if QUOTATION not in block.html:
            yield block.id, markup.plain(block.html)


def _is_quoted(mention: Mention[Authority], text: str) -> bool:
    """Whether it begins a quotation, as the name that somebody has given it does."""
    return text[: mention.start].rstrip()[-1:] in tuple(OPENING)


def _preferred(mention: Mention[Authority], language: str, year: int) -> str:
    """How the archive spells it; empty if it spells it so, or nobody has said how, or it is another name."""
    authorities = sorted(mention.authorities, key=lambda one: one.uuid)
    shown = [[one.text for one in known.names if _is_shown(one, language, year)] for known in authorities]
    if not all(shown) or any(_is_of(mention.words, text, language) for several in shown for text in several):
        return ""
    known, preferred = authorities[0], shown[0][0]
    return preferred if _is_replaced(mention.words, known, language) or _looks_like(mention.words, preferred) else ""


def _is_replaced(words: str, known: Authority, language: str) -> bool:
    said = _stems(words, language)
    found = (one for one in known.names if one.language == language and _stems(one.text, language) == said)
    return any(one.sort in REPLACED for one in found)


def _looks_like(words: str, preferred: str) -> bool:
    """Of single words, whichever they are: nothing else is called so."""
    one, other = fold(words), fold(preferred)
    return " " not in f"{one}{other}" or SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE


def _is_shown(one: Called, language: str, year: int) -> bool:
    return one.language == language and one.sort in SHOWN and one.is_borne(year)


def _is_of(words: str, text: str, language: str) -> bool:
    """Whether ``words`` are ``text`` in one of its forms, or some of its words in their order."""
    left = iter(_stems(text, language))
    return all(word in left for word in _stems(words, language))


def _stems(words: str, language: str) -> tuple[str, ...]:
    return tuple(stem(word, language) for word in fold(words).split())


def _spelled_otherwise(language: str, block: str, words: str, preferred: str) -> Doubt:
    return Doubt(
        rule="name-spelled-otherwise",
        about=language,
        message=gettext("It says “%(words)s”; the archive’s spelling in this year is “%(preferred)s”.")
        % {"words": words, "preferred": preferred},
        spot=Spot(language=language, block=block),
        words=(words, preferred),
    )
