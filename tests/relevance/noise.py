"""Records that no query asks for, in words that queries use too: statements, ministries, days, years, numbers."""

from collections.abc import Iterator
from random import Random
from typing import Any, Final

from archive.sample.contents import Cited, Entry, Instrument, IssuedBy, Words

# No judged query asks for anything of these years, and no judged figure is among the numbers.
YEARS: Final = (1995, 1996, *range(1999, 2009), *range(2012, 2020))
LANGUAGES: Final = ("az", "en", "ru")
SEED: Final = 20
# So many, unless somebody asks for more.
MANY: Final = 300

# In three languages each: Azerbaijani, English, Russian.
Said = tuple[str, str, str]

PLACES: Final[dict[str, Said]] = {
    "ganja": ("Gəncə", "Ganja", "Гянджа"),
    "shaki": ("Şəki", "Shaki", "Шеки"),
    "mingachevir": ("Mingəçevir", "Mingachevir", "Мингечевир"),
    "shamakhi": ("Şamaxı", "Shamakhi", "Шемаха"),
    "gazakh": ("Qazax", "Gazakh", "Газах"),
    "yevlakh": ("Yevlax", "Yevlakh", "Евлах"),
    "goychay": ("Göyçay", "Goychay", "Гёйчай"),
    "balakan": ("Balakən", "Balakan", "Белоканы"),
}
OFFICES: Final[dict[str, Said]] = {
    "ministry-of-culture": ("Mədəniyyət Nazirliyi", "Ministry of Culture", "Министерство культуры"),
    "ministry-of-education": ("Təhsil Nazirliyi", "Ministry of Education", "Министерство образования"),
    "ministry-of-agriculture": (
        "Kənd Təsərrüfatı Nazirliyi",
        "Ministry of Agriculture",
        "Министерство сельского хозяйства",
    ),
    "national-library": ("Milli Kitabxana", "National Library", "Национальная библиотека"),
    "academy-of-sciences": ("Elmlər Akademiyası", "Academy of Sciences", "Академия наук"),
    "union-of-composers": ("Bəstəkarlar İttifaqı", "Union of Composers", "Союз композиторов"),
}
DAYS: Final[dict[str, tuple[int, int, Said]]] = {
    "22-july": (7, 22, ("22 İyul – Mətbuat Günü", "22 July – Day of the Press", "22 июля — День печати")),
    "15-september": (
        9,
        15,
        ("15 Sentyabr – Bilik Günü", "15 September – Day of Knowledge", "15 сентября — День знаний"),
    ),
    "18-may": (5, 18, ("18 May – Muzeylər Günü", "18 May – Day of Museums", "18 мая — День музеев")),
    "12-june": (6, 12, ("12 İyun – Kitabxanalar Günü", "12 June – Day of Libraries", "12 июня — День библиотек")),
}
DOINGS: Final[tuple[Said, ...]] = (
    ("muzeyin yeni binasının açılışı", "opening of the museum’s new building", "открытие нового здания музея"),
    ("xalça sərgisi", "an exhibition of carpets", "выставка ковров"),
    ("məktəbin ildönümü", "the anniversary of a school", "годовщина школы"),
    ("üzüm yığımı", "the grape harvest", "сбор винограда"),
    ("su kəmərinin çəkilməsi", "the laying of a water main", "прокладка водопровода"),
    ("musiqi festivalı", "a festival of music", "музыкальный фестиваль"),
    ("kitabxanaya əlyazmaların verilməsi", "manuscripts given to the library", "передача рукописей библиотеке"),
    ("teatrın təmiri", "the repair of the theatre", "ремонт театра"),
    ("körpünün istifadəyə verilməsi", "a bridge opened for traffic", "открытие моста"),
    ("şahmat turniri", "a chess tournament", "шахматный турнир"),
    ("ağac əkilməsi", "the planting of trees", "посадка деревьев"),
    ("arxeoloji qazıntılar", "archaeological excavations", "археологические раскопки"),
)
# What is said of them: {number} of something, in words of the archive.
REPORTS: Final[tuple[Said, ...]] = (
    (
        "Məlumata görə, {number} nəfər iştirak edib.",
        "According to the report {number} people took part.",
        "По сообщению, участвовали {number} человек.",
    ),
    ("Siyahıda {number} ad var.", "The list has {number} names.", "В списке {number} имён."),
    (
        "Bu gün {number} kitab verilib.",
        "On this day {number} books were handed over.",
        "В этот день передано {number} книг.",
    ),
    ("İş {number} gün davam edib.", "The work lasted {number} days.", "Работа длилась {number} дней."),
    (
        "Nazirlik {number} rəqəmini bildirir.",
        "The ministry gives the figure {number}.",
        "Министерство называет цифру {number}.",
    ),
    (
        "Sənəddə {number} səhifə var; mətn arxivdə saxlanılır.",
        "The document has {number} pages; its text is kept in the archive.",
        "В документе {number} страниц; текст хранится в архиве.",
    ),
)
MONTHS: Final[tuple[Said, ...]] = (
    ("mart", "March", "марта"),
    ("aprel", "April", "апреля"),
    ("iyun", "June", "июня"),
    ("avqust", "August", "августа"),
    ("oktyabr", "October", "октября"),
)
MONTH_NUMBERS: Final = (3, 4, 6, 8, 10)


def entries(many: int = MANY) -> Iterator[Entry]:
    """``many`` records, each after all that it names. The first of many are the same as of few."""
    made = (_made(number) for number in range(many))
    yield from (entry for entry in (*_named(), *made))


def _named() -> Iterator[Entry]:
    """What the others name. It is there however few they are."""
    for slug, said in PLACES.items():
        about: Said = ("Azərbaycanda şəhər.", "A city in Azerbaijan.", "Город в Азербайджане.")
        yield _entry("place", slug, said, about, values={"latitude": "40.5", "longitude": "47.1", "precision": "rough"})
    for slug, said in OFFICES.items():
        yield _entry("institution", slug, said, ("", "", ""), values={"sort": "state"})
    for slug, (month, day, said) in DAYS.items():
        rule = Instrument(source="", values={"effect": "establishes", "kind": "fixed", "month": month, "day": day})
        yield _entry(
            "observance", slug, said, ("Hər il keçirilir.", "Kept every year.", "Отмечается ежегодно."), rules=(rule,)
        )


def _made(number: int) -> Entry:
    """Every fifth is a source, every third of the others a statement."""
    chance = Random(SEED * 1_000_000 + number)
    if number % 5 == 0:
        return _source(number, chance)
    return _statement(number, chance) if number % 3 == 0 else _event(number, chance)


def _source(number: int, chance: Random) -> Entry:
    year, doing = chance.choice(YEARS), chance.choice(DOINGS)
    place = chance.choice([*PLACES.values()])
    title = _each(f"{{place}}, {year}: {{doing}}", place=place, doing=doing)
    values = {"sort": "news", "published": str(year), "language": "en", "address": f"https://noise.example/{number}"}
    return _entry("source", f"noise-source-{number}", title, _report(chance), values=values)


def _event(number: int, chance: Random) -> Entry:
    at, doing = chance.choice([*PLACES]), chance.choice(DOINGS)
    year, month, day = chance.choice(YEARS), chance.randrange(len(MONTHS)), chance.randint(1, 28)
    when = _each("{day} {month} {year}", day=(str(day),) * 3, month=MONTHS[month], year=(str(year),) * 3)
    title = _each("{place}: {doing}, {when}", place=PLACES[at], doing=doing, when=when)
    values = {"date": f"{year}-{MONTH_NUMBERS[month]:02}-{day:02}"}
    cited = (Cited(source=f"noise-source-{number // 5 * 5}", about={"en": "the report"}),)
    links = {"places": (at,)}
    return _entry(
        "timeline-entry", f"noise-event-{number}", title, _report(chance), values=values, links=links, citations=cited
    )


def _statement(number: int, chance: Random) -> Entry:
    office, day, year = chance.choice([*OFFICES]), chance.choice([*DAYS]), chance.choice(YEARS)
    month, of_month, called = DAYS[day]
    titles = (
        f"{OFFICES[office][0]}: {called[0]} ilə bağlı bəyanat ({year})",
        f"Statement of the {OFFICES[office][1]} on {called[1]} ({year})",
        f"{OFFICES[office][2]}: заявление к дню {called[2]} ({year})",
    )
    values = {
        **{"year": year, "date": f"{year}-{month:02}-{of_month:02}", "origin": "transcribed"},
        **{"completeness": "summary", "original_language": "az"},
    }
    more: dict[str, Any] = {
        "links": {"observance": (day,), "places": (chance.choice([*PLACES]),)},
        "issuers": (IssuedBy(institution=office),),
        "citations": (Cited(source=f"noise-source-{number // 5 * 5}", about={"en": "text"}),),
    }
    return _entry("statement", f"noise-statement-{number}", titles, _report(chance), values=values, **more)


def _report(chance: Random) -> Said:
    """One or two sentences with numbers."""
    said = chance.sample(REPORTS, chance.randint(1, 2))
    numbers = [str(chance.randint(11, 99)) for _one in said]
    az, en, ru = (
        " ".join(one[place].format(number=number) for one, number in zip(said, numbers, strict=True))
        for place in range(len(LANGUAGES))
    )
    return az, en, ru


def _each(pattern: str, **parts: Said) -> Said:
    az, en, ru = (pattern.format(**{name: said[place] for name, said in parts.items()}) for place in range(3))
    return az, en, ru


def _entry(kind: str, slug: str, titles: Said, bodies: Said, **more: Any) -> Entry:
    """Read in Azerbaijani and English, and every third in Russian as well."""
    spoken = LANGUAGES if kind in ("place", "institution", "observance") or len(slug) % 3 == 0 else LANGUAGES[:2]
    said = zip(spoken, titles, bodies, strict=False)
    texts = {
        code: Words(title=title, body=body, translation="original" if code == "az" else "archive")
        for code, title, body in said
    }
    fields: dict[str, Any] = {"values": {}, "links": {}, "names": (), "citations": (), "issuers": (), **more}
    return Entry(kind=kind, slug=slug, texts=texts, **fields)
