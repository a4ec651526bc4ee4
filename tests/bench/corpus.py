"""Words for a large archive: the same at every run, as unevenly frequent as in a real one, in three languages.

A word's frequency falls with its rank. The first of a language are real ones, so that searches by them are those that
readers make; behind them come words made of its syllables.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from random import Random
from typing import Final

SEED: Final = "a bench of words"
LANGUAGES: Final = ("az", "en", "ru")
# Two in five are written in Azerbaijani or in English each, the others in Russian.
SHARES: Final = (45, 40, 15)
PLACES: Final = (
    *("Baku", "Shusha", "Agdam", "Fuzuli", "Lachin", "Kalbajar"),
    *("Zangilan", "Jabrayil", "Gubadli", "Khankendi", "Ganja", "Khojaly"),
)
VOCABULARY: Final = 30_000
# Paragraphs of each language that texts are drawn from: what reading one yields need be found out once.
PARAGRAPHS: Final = 3_000

FREQUENT: Final = {
    "az": """və bu bir ki ilə üçün də da o olan azərbaycan xalq respublika bəyanat gün zəfər yaddaş müharibə milli
        nazirlik xarici qarabağ şuşa matəm yanvar sentyabr noyabr anım prezident işğal ərazi mülki həlak yaralı itkin
        şəhid ordu atəşkəs ağdam kəlbəcər laçın qubadlı füzuli cəbrayıl zəngilan hadrut sərəncam ildönümü suverenlik
        müstəqillik bütövlük qəsəbə kənd azad razılaşma başsağlığı beynəlxalq hüquq sülh region bərpa köçkün bakı""",
    "en": """the of and to in a is that for it as was with be by on not he his but at are this have from or had an
        which you azerbaijan people republic statement day victory memory war national ministry foreign karabakh shusha
        mourning january september november remembrance president occupation territories civilians killed injured
        missing martyrs army ceasefire agdam fuzuli lachin kalbajar gubadli jabrayil zangilan hadrut decree anniversary
        sovereignty independence integrity settlements villages liberated agreement condolences international law
        peace region restoration displaced baku moscow commemorate silence minute""",
    "ru": """и в на с что по не из к за от это как для азербайджан народ республика заявление день победа память война
        национальный министерство иностранных карабах шуша траур январь сентябрь ноябрь поминовение президент оккупация
        территории граждане погибли ранены пропавшие мученики армия перемирие агдам кельбаджар лачин губадлы физули
        джебраил зангилан гадрут указ годовщина суверенитет независимость целостность поселки села освобождены баку""",
}
SYLLABLES: Final = {
    "az": "ba çə də ər fi gü hə iş qa lər mə na öz pə rı sə şu tə üz və xa yə zi lıq dır lar",
    "en": "ba be con de ex for gra in ja ka lo mi na or per qua re sta tion un ver wil ment ing ous ly al ent",
    "ru": "ба ве го до ен жи за из ка ло ми на об пе ра сто те ус фо хо це чи ше ность ение ать",
}


def chance(*about: object) -> Random:
    """Randomness that is the same at every run, and each thing's own."""
    return Random(f"{SEED} {about}")


@cache
def vocabulary(language: str) -> tuple[str, ...]:
    """Its words, the most frequent first."""
    random, syllables = chance("vocabulary", language), SYLLABLES[language].split()
    found = dict.fromkeys(FREQUENT[language].split())
    while len(found) < VOCABULARY:
        found.setdefault("".join(random.choices(syllables, k=random.choice((2, 3, 3, 4)))))
    return tuple(found)


@cache
def weights() -> tuple[float, ...]:
    """Of the words of any vocabulary, summed up."""
    return tuple(accumulate(1 / (rank + 5) for rank in range(VOCABULARY)))


def uneven(random: Random, count: int) -> int:
    """A place among ``count``, of which the first are named far oftener than the last."""
    return min(int(count ** random.random()) - 1 if random.random() < 0.85 else random.randrange(count), count - 1)


def some(random: Random, language: str, count: int, *, first: int = 15, last: int = 2_000) -> str:
    """So many words of these ranks."""
    return " ".join(random.choices(vocabulary(language)[first:last], k=count))


def sentences(random: Random, language: str, count: int) -> Iterator[str]:
    """Sentences of ``count`` words together."""
    words = random.choices(vocabulary(language), cum_weights=weights(), k=count)
    while words:
        length = random.randint(9, 24)
        yield " ".join(words[:length]).capitalize() + "."
        words = words[length:]


@cache
def paragraph(language: str, number: int) -> str:
    """Canonical HTML of some 450 bytes; every third has a strong sentence and a link to elsewhere."""
    random = chance("paragraph", language, number)
    *said, last = sentences(random, language, 66)
    if number % 3 == 1:
        address = f"https://example.org/document/{random.randint(1, 99_999)}"
        last = f'<strong>{last}</strong> <a href="{address}">{random.choice(PLACES)}</a>'
    return f"<p>{' '.join((*said, last))}</p>"


def body(random: Random, language: str, *, first: str = "", most: int = 13) -> str:
    """Canonical HTML of half a kilobyte to six; ``first`` is what it begins with."""
    count = max(1, round(random.triangular(1, most, most * 0.75)))
    blocks = [first, *(paragraph(language, number) for number in random.sample(range(PARAGRAPHS), count))]
    if count > 4:
        blocks.insert(3, f"<h2>{some(random, language, 1, first=40, last=900).capitalize()}</h2>")
    return "\n".join(filter(None, blocks))


def run_on(body: str) -> str:
    """``body`` as the inside of one paragraph."""
    return " ".join(re.sub("</?(?:p|h2)>", " ", body).split())


def questions(count: int) -> Iterator[str]:
    """What readers look for: common and rarer words, two words, and now and then a very rare one."""
    random = chance("questions")
    for _ in range(count):
        words = vocabulary(random.choices(LANGUAGES, SHARES)[0])
        first, last, more = random.choices(
            ((32, 100, 0), (200, 2_000, 0), (32, 300, 1), (5_000, 20_000, 0)), (2, 4, 3, 1)
        )[0]
        asked = [random.choice(words[first:last]), *random.sample(words[100:1_500], more)]
        yield " ".join(asked)
