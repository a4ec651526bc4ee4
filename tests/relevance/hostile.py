"""Questions that nobody means: signs of every script and of every syntax, words beyond measure, and as many wrong, long
or repeated words, names and dates as fit. The same each time.
"""

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
# What is in most archives of remembrance, often: names, days, and words of which there are many forms.
USUAL: Final = (
    *words("Azerbaijan Azərbaycan Азербайджан ministry nazirlik министерство Baku Bakı Баку Karabakh Qarabağ Карабах"),
    *words("statement bəyanat заявление memory yaddaş память victory zəfər победа war müharibə война January yanvar"),
    *words("января people xalq народ killed həlak погибших president prezident президент 1990 2020 8 20"),
)
RANGES: Final = ((0x20, 0x7E), (0xA0, 0x24F), (0x370, 0x52F), (0x530, 0x6FF), (0x2000, 0x206F), (0x4E00, 0x4FFF))
# What is longer is refused; every third question is.
LONGEST: Final = 200


def questions(many: int) -> Iterator[str]:
    """The first of many are the same as of few."""
    for number in range(many):
        chance = Random(SEED * 100_000 + number)
        question = chance.choice((_mixed, _wrong, _repeated, _dated, _quoted, _long))(chance)
        yield question if number % 3 == 0 else question[:LONGEST]


def _mixed(chance: Random) -> str:
    joint = chance.choice((" ", " ", "", "-", "\u00a0", '"'))
    return joint.join(_part(chance) for _one in range(chance.choice((1, 2, 3, 5, 8, 13, 40, 2000))))


def _part(chance: Random) -> str:
    match chance.randrange(3):
        case 0:
            return chance.choice(SYNTAX)
        case 1:
            return chance.choice(WORDS)
    first, last = chance.choice(RANGES)
    return "".join(chr(chance.randint(first, last)) for _letter in range(chance.randint(1, 12)))


def _wrong(chance: Random) -> str:
    """Words with a letter wrong, each."""
    return " ".join(_misspelt(chance.choice(USUAL), chance) for _one in range(chance.choice((1, 4, 12, 30))))


def _misspelt(word: str, chance: Random) -> str:
    place = chance.randrange(len(word))
    return word[:place] + chance.choice("xqəшыii") + word[place + chance.choice((0, 1)) :]


def _repeated(chance: Random) -> str:
    """A name or a few, up to fifty times; or all that is usual at once."""
    said = [chance.choice(USUAL) for _one in range(chance.choice((1, 2, 12)))]
    return chance.choice((" ", "-", ", ")).join(said * chance.choice((1, 4, 50)))


def _dated(chance: Random) -> str:
    """Numbers that are days of no calendar, and some that are."""
    joint = chance.choice((".", "/", "-", " "))
    numbers = (str(chance.choice((0, 1, 20, 31, 99, 1990, 2020, 10**12))) for _one in range(chance.choice((3, 9, 40))))
    return joint.join(numbers) + chance.choice(("", " yanvar", " января 1990", " January " * 12))


def _quoted(chance: Random) -> str:
    """Phrases and what is not wanted, one after the other."""
    opened, closed = chance.choice((('"', '"'), ("«", "»"), ("“", "”"), ("-", ""), ('"', "")))
    several = chance.choice((1, 2, 6, 20))
    return " ".join(
        opened + " ".join(chance.choice(USUAL) for _one in range(chance.choice((1, 2, 6)))) + closed
        for _each in range(several)
    )


def _long(chance: Random) -> str:
    """A word as long as may be, of letters that are folded to several or to none."""
    return "".join(chance.choice("aəшﬃ\u0301\u200d1ßش") for _letter in range(chance.choice((24, 90, 199, 5000))))
