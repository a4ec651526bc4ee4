"""What a large archive holds, each record as it is written at the desk, not saved yet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from django.db.models import Model

from archive.records.base import Record
from archive.records.citations import Citation
from archive.records.date_rules import DateRule
from archive.records.figures import Figure, FigureNote
from archive.records.identities import Identity
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.sources import Source, SourceDescription
from archive.records.statements import Issuer, Statement
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from tests.bench import corpus
from tests.bench.corpus import LANGUAGES, chance, some, uneven

YEARS: Final = range(1991, 2027)
ORIGINAL, TRANSLATED = Text.Translation.ORIGINAL, Text.Translation.ARCHIVE
SORTS: Final = (Source.Sort.LAW, Source.Sort.NEWS, Source.Sort.REPORT, Source.Sort.BOOK, Source.Sort.WEB)
OFFICES: Final = ("Ministry of", "Embassy in", "Executive Power of", "Committee on", "Institute of", "Group on")
NAMED: Final = (("Remembrance Day", 9, 27), ("Victory Day", 11, 8), ("Mourning Day", 1, 20), ("Khojaly Day", 2, 26))


@dataclass(slots=True, kw_only=True)
class Draft:
    """A record with the rows that hang on it, each of which knows its owner; and what it names in several.

    ``reaches`` is how far it gets: a draft, in review, or published. ``is_corrected``: its summary was mended later;
    ``is_withdrawn``: at last readers were told that it was published in error.
    """

    record: Record
    rows: Sequence[Model]
    named: dict[str, Sequence[Record]] = field(default_factory=dict)
    reaches: str = "published"
    is_corrected: bool = False
    is_withdrawn: bool = False

    @property
    def texts(self) -> list[Text]:
        """In the order in which they are read."""
        return sorted((row for row in self.rows if isinstance(row, Text)), key=lambda text: text.language)

    def save(self) -> None:
        """The record and its rows; what it names in several is left to whoever calls this."""
        self.record.save()
        for row in self.rows:
            row._prepare_related_fields_for_save("save")  # numbers are given by the key of the owner
            row.save()

    @property
    def languages(self) -> list[str]:
        return [text.language for text in self.texts]


def identity() -> Draft:
    record = Identity(slug=Identity.SLUG)
    return Draft(record=record, rows=[*_texts(record, "The archive of the bench", "<p>Words at the foot.</p>")])


def law() -> Draft:
    record = Source(slug="law", sort=Source.Sort.LAW, published="1990", address="https://example.org/law")
    return Draft(record=record, rows=[*_texts(record, "Law on the days of remembrance")])


def place(number: int) -> Draft:
    name = corpus.PLACES[number]
    record = Place(slug=name.lower(), latitude=f"{39 + number / 10:.4f}", longitude=f"{46 + number / 10:.4f}")
    return Draft(record=record, rows=[*_texts(record, name, f"<p>{name} is a place.</p>")])


def institution(number: int, places: Sequence[Place]) -> Draft:
    random = chance("institution", number)
    called = f"{OFFICES[number % len(OFFICES)]} {some(random, 'en', 1, first=40, last=400).title()} {number}"
    record = Institution(slug=f"institution-{number}", place=places[number % len(places)])
    return Draft(record=record, rows=[*_texts(record, called)])


def observance(number: int, law: Source) -> Draft:
    random = chance("observance", number)
    fresh = (
        f"Day of {some(random, 'en', 1, first=60, last=900).title()} {number}",
        random.randint(1, 12),
        1 + number % 28,
    )
    called, month, day = NAMED[number] if number < len(NAMED) else fresh
    record = Observance(slug=f"observance-{number}", base_year=1990)
    rule = DateRule(observance=record, kind="fixed", month=month, day=day, instrument=law, signed="1990")
    texts = _texts(record, called, corpus.body(random, "en", most=5))
    return Draft(record=record, rows=[*texts, rule, Citation(record=record, source=law)])


def source(number: int) -> Draft:
    random = chance("source", number)
    day = date(YEARS[0], 1, 1) + timedelta(days=random.randrange(12_800))
    address = f"https://example.org/source/{number}"
    record = Source(
        slug=f"source-{number}", sort=random.choice(SORTS), published=day.isoformat(), language="en", address=address
    )
    text = Text(record=record, language="en", title=some(random, "en", 6, first=20, last=3_000).capitalize())
    told = SourceDescription(owner=record, language="en", publisher=f"The {random.choice(corpus.PLACES)} Press")
    return Draft(record=record, rows=[text, told])


def event(
    number: int,
    count: int,
    *,
    observances: Sequence[Record],
    places: Sequence[Record],
    institutions: Sequence[Record],
    sources: Sequence[Record],
) -> Draft:
    """One of ``count``, spread over the years; every third has figures of two speakers who do not agree."""
    random = chance("event", number)
    day = date(1988, 2, 20) + timedelta(days=number * 13_500 // count)
    record = TimelineEntry(slug=f"event-{number}", date=day.isoformat())
    text = Text(
        record=record,
        language="en",
        title=some(random, "en", 6, first=20, last=1_500).capitalize(),
        summary=next(corpus.sentences(random, "en", 18)),
        body=corpus.paragraph("en", random.randrange(corpus.PARAGRAPHS)),
    )
    cited = random.choice(sources)
    rows: list[Model] = [text, Citation(record=record, source=cited)]
    for position, value in enumerate(random.sample(range(5, 900), 2) if number % 3 == 0 else ()):
        one = Figure(
            entry=record,
            measure=Figure.Measure.KILLED,
            qualifier=Figure.Qualifier.EXACT,
            value=value,
            stated_by=institutions[uneven(random, len(institutions))],
            stated_in=cited,
            stated_on=f"{2000 + position}",
            position=position,
        )
        rows += [one, FigureNote(owner=one, language="en", words="Counted by name.")]
    named = {
        "observances": [observances[uneven(random, len(observances))]],
        "places": [places[uneven(random, len(places))]],
    }
    return Draft(record=record, rows=rows, named=named)


def statement(
    number: int,
    *,
    observances: Sequence[Record],
    places: Sequence[Record],
    institutions: Sequence[Record],
    sources: Sequence[Record],
) -> Draft:
    """Dated to its observance's day in one of the years, of which the last ones have most."""
    random = chance("statement", number)
    language = random.choices(LANGUAGES, corpus.SHARES)[0]
    kept = observances[uneven(random, len(observances))]
    year = max(YEARS[0], YEARS[-1] - int(len(YEARS) * random.random() ** 1.6))
    record = Statement(
        slug=f"statement-{number}", observance=kept, year=year, date=f"{year}-{_day(kept)}", original_language=language
    )
    issuer = Issuer(statement=record, institution=institutions[uneven(random, len(institutions))])
    cited = random.sample(sources, 3)
    return Draft(
        record=record,
        rows=[
            *_languages(record, random, language, kept, is_translated=number % 4 == 0),
            *(Citation(record=record, source=one, position=position) for position, one in enumerate(cited)),
            issuer,
        ],
        named={"places": random.sample(places, random.randint(1, 2))},
        **_fate(number),
    )


def _fate(number: int) -> dict[str, object]:
    """One in a hundred is still a draft or in review, one in twenty was corrected, one in two hundred withdrawn."""
    if number % 100 in (8, 9):
        return {"reaches": "draft" if number % 100 == 8 else "in review"}
    return {"is_corrected": number % 20 == 7, "is_withdrawn": number % 200 == 11}


def _languages(
    record: Statement, random: Random, language: str, kept: Observance, *, is_translated: bool
) -> Iterator[Text]:
    """The original, and perhaps a translation of half its length in one paragraph. Both link to the observance, and
    nothing in them is doubted.
    """
    title = f"{_title(kept)}: {some(random, language, random.randint(3, 7))} {record.year}"
    link = f'<a data-record="{kept.uuid}">{_title(kept)}</a>'
    # Whatever other place the words of one of both happen to name is named in the other as well.
    link += f": {', '.join(corpus.PLACES)}. " if is_translated else ""
    summary = next(corpus.sentences(random, language, 18))
    body = corpus.body(random, language, first=f"<p>{link.rstrip()}</p>")
    yield Text(record=record, language=language, title=title[:300], summary=summary, body=body, translation=ORIGINAL)
    if is_translated:
        other = random.choice([code for code in LANGUAGES if code != language])
        body = f"<p>{link}{corpus.run_on(corpus.body(random, other, most=6))}</p>"
        title = f"{_title(kept)}: {some(random, other, 6)} {record.year}"
        yield Text(record=record, language=other, title=title[:300], body=body, translation=TRANSLATED)


def _texts(record: Record, title: str, body: str = "") -> Iterator[Text]:
    """The same words in each language: what is named has a label for every reader."""
    for language in LANGUAGES:
        translation = ORIGINAL if language == "en" else TRANSLATED
        yield Text(record=record, language=language, title=title[:300], body=body, translation=translation)


def _title(record: Record) -> str:
    return record.title("en")


def _day(observance: Observance) -> str:
    rule = next(iter(observance.rules.all()))
    return f"{rule.month:02}-{rule.day:02}"
