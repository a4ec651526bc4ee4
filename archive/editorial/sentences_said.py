"""The sentences of a text as it is frozen, taken apart once: each is compared with many, by whoever looks at it."""

from functools import lru_cache

from archive import markup
from archive.aligning import Passage, Sentence, sentences
from archive.editions.payloads import Block, Words


def sentences_of(words: Words, language: str) -> tuple[Sentence, ...]:
    """Those of its title, which stands in no block, and of its paragraphs."""
    return _sentences(words.title, words.blocks, language)


@lru_cache(maxsize=100)
def _sentences(title: str, blocks: tuple[Block, ...], language: str) -> tuple[Sentence, ...]:
    passages = (Passage(id=block.id, text=markup.plain(block.html)) for block in blocks)
    return sentences([Passage(id="", text=title), *passages], language)
