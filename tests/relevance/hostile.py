"""Questions that nobody means: signs of every script and of every syntax, words beyond measure. The same each time."""

from collections.abc import Iterator
from random import Random
from typing import Final

from archive.languages.letters import words

SEED: Final = 20_011_990
# What some engine, database, template or protocol takes for its own; and signs of the index, which nobody can type.
SYNTAX: Final = (
    *words("AND OR NOT NEAR NEAR/2 NULL title: folded: a* * ^ ( ) (( { } | & ! <-> <2> :* :A @@ /* */ -- ; _ % %s"),
    *words("%(words)s {0} $1 <script> &amp; \" “ ” „ « » ' '' - − – \\ ·susa §19900120 ¤5c4d ¶5c4d ¦en · § ¤ ¶ ¦"),
    *("\0", "\n", "\t", "\r\n"),
)
WORDS: Final = (
    *words("susa Şuşa Шуша 20 yanvar January 1990 20.01.1990 the və и Əliyev İ ı ß ﬁ ё й é ١٩٩٠ ² Ⅷ 漢字 שושי 🕯️"),
    *("e" * 300, "e\u0301" * 40, "\u202eabc", "\ufeff", "\u200d", "\u0300", "\u00ad", "\U0010ffff", "\ud7ff"),
    *("1" * 200, "0", "-1", "1e9", "31.02.1990", "99.99.9999"),
)
RANGES: Final = ((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x52F), (0x530, 0x6FF), (0x2000, 0x206F), (0x4E00, 0x4FFF))


def questions(many: int) -> Iterator[str]:
    """The first of many are the same as of few."""
    for number in range(many):
        yield _question(Random(SEED * 100_000 + number))


def _question(chance: Random) -> str:
    joint = chance.choice((" ", " ", "", "-", "\u00a0", '"'))
    return joint.join(_part(chance) for _one in range(chance.choice((1, 2, 3, 5, 8, 13, 40))))


def _part(chance: Random) -> str:
    match chance.randrange(3):
        case 0:
            return chance.choice(SYNTAX)
        case 1:
            return chance.choice(WORDS)
    first, last = chance.choice(RANGES)
    return "".join(chr(chance.randint(first, last)) for _letter in range(chance.randint(1, 12)))
