"""Every kind of page of a filled archive, with addresses of it, and what it may cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote_plus

from django.db.models import Count

from archive.editorial.models import Candidate
from archive.records.base import Record
from archive.records.observances import Observance
from archive.records.places import Place
from archive.records.statements import Statement
from archive.records.texts import Text
from tests.bench import corpus

DETAIL: Final = "statement"
# Who has the right to see it, where an archivist has none.
DESK: Final = {"review": "reviewer", "many at once": "reviewer", "acts on record": "administrator"}
# Bytes of a page that would list all there is of something.
LARGEST: Final = 200_000
# Of so many questions the first are asked again and again, and each of the others once.
MANY_QUESTIONS, MIXED = 3000, 60
ALL_FACETS: Final = "observance=observance-0&issuer=institution-0&place=baku&year={year}&language=en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of page. ``most`` is its goal in bare views, ``growth`` that from the smallest archive to the largest.

    ``queries`` and ``bytes`` are the most that it may ask and weigh. At the desk ``who`` asks; readers are nobody.
    Of what ``is_known`` every address was asked before.
    """

    name: str
    addresses: Sequence[str]
    most: float | None = None
    growth: float | None = None
    queries: int | None = None
    bytes: int | None = None
    who: str = ""
    is_known: bool = False

    def goals(self) -> dict[str, float]:
        goals = {"times": self.most, "growth": self.growth, "queries": self.queries, "bytes": self.bytes}
        return {of: goal for of, goal in goals.items() if goal is not None}


def public() -> list[Kind]:
    random = corpus.chance("pages")
    statements = Statement.objects.filter(slug__startswith="statement-").count()
    pages = max(1, statements * 9 // 200)  # a page has twenty; some are drafts
    deep = [f"/en/statements/?page={random.randint(max(1, pages // 2), pages)}" for _ in range(5)]
    crowded, last = _crowded_year(), Observance.objects.count() - 1
    questions = [*dict.fromkeys(f"/en/search/?q={quote_plus(one)}" for one in corpus.questions(MANY_QUESTIONS))]
    rare = corpus.vocabulary("en")[20_000]
    return [
        Kind(name="home", addresses=["/en/", "/az/", "/ru/"], most=4, growth=1.3),
        Kind(name=DETAIL, addresses=_statements(), most=5, growth=1.3, queries=5),
        Kind(
            name="event",
            addresses=_numbered("timeline", "event", _count("timeline-entry")),
            most=5,
            growth=1.3,
            queries=5,
        ),
        Kind(name="source", addresses=_numbered("sources", "source", _count("source")), most=5, growth=1.3, queries=5),
        Kind(
            name="institution, most", addresses=["/en/institutions/institution-0/"], most=10, growth=1.3, bytes=LARGEST
        ),
        Kind(name="place, most", addresses=["/en/places/baku/"], most=10, growth=1.3, bytes=LARGEST),
        Kind(name="observance, most", addresses=["/en/observances/observance-0/"], most=10, growth=1.3, bytes=LARGEST),
        Kind(
            name="observance, few",
            addresses=[f"/en/observances/observance-{last}/"],
            most=10,
            growth=1.3,
            bytes=LARGEST,
        ),
        Kind(
            name="observance in a year",
            addresses=[f"/en/observances/observance-0/{crowded}/"],
            most=10,
            growth=1.3,
            bytes=LARGEST,
        ),
        Kind(name="editions", addresses=["/en/statements/statement-7/editions/"], most=5, growth=1.3, queries=5),
        Kind(name="past edition", addresses=["/en/statements/statement-7/editions/1/"], most=5, growth=1.3, queries=5),
        Kind(name="list, first page", addresses=["/en/statements/", "/az/statements/"], most=8, growth=1.3),
        Kind(name="list, narrowed", addresses=_narrowed(), most=8, growth=1.3),
        Kind(
            name="list, all facets",
            addresses=[f"/en/statements/?{ALL_FACETS.format(year=crowded)}"],
            most=8,
            growth=1.3,
        ),
        Kind(name="list, deep", addresses=deep, most=8, growth=1.3),
        Kind(name="list by alphabet", addresses=["/en/sources/"], most=8, growth=1.3),
        Kind(name="search, common word", addresses=["/en/search/?q=statement"], most=10, growth=1.5),
        Kind(name="search, two words", addresses=["/en/search/?q=victory+region"], most=10, growth=1.5),
        Kind(name="search, a name", addresses=["/en/search/?q=shusha"], most=10, growth=1.5),
        Kind(name="search, rare word", addresses=[f"/en/search/?q={rare}"], most=10, growth=1.5),
        Kind(name="search, a phrase", addresses=["/en/search/?q=%22victory+day%22"], most=10, growth=1.5),
        Kind(name="search, a date", addresses=["/en/search/?q=20+January+1990"], most=10, growth=1.5),
        Kind(name="search, a letter wrong", addresses=["/en/search/?q=victroy"], most=10, growth=1.5),
        Kind(name="search, no answer", addresses=["/en/search/?q=xylophone+quartzite"], most=10, growth=1.5),
        Kind(name="search, mixed", addresses=questions[:MIXED], is_known=True, most=10, growth=1.5),
        Kind(name="search, asked first", addresses=questions[MIXED:], most=10, growth=1.5),
        Kind(
            name="search, narrowed", addresses=[f"/en/search/?q=day&kind=statement&year={crowded}"], most=10, growth=1.5
        ),
        Kind(
            name="suggestions",
            addresses=[f"/en/search/suggest/?q={typed}" for typed in ("vic", "shu", "baku+st", "state")],
            most=10,
            growth=1.5,
        ),
        Kind(name="timeline", addresses=["/en/timeline/"], most=10, growth=1.3),
        Kind(name="timeline, lanes", addresses=["/en/timeline/?lanes=place"], most=10, growth=1.3),
        Kind(name="timeline, a decade", addresses=["/en/timeline/?from=1990&to=1999"], most=10, growth=1.3),
        Kind(name="on this day", addresses=["/en/on-this-day/09-27/"], most=10, growth=1.3, bytes=LARGEST),
        Kind(name="on a quiet day", addresses=["/en/on-this-day/02-29/"], most=10, growth=1.3, bytes=LARGEST),
        Kind(name="year", addresses=[f"/en/years/{crowded}/"], most=10, growth=1.3, bytes=LARGEST),
        Kind(name="years", addresses=["/en/years/"], most=10, growth=1.3),
        Kind(name="corrections", addresses=["/en/corrections/"], most=10, growth=1.3),
        Kind(name="feed", addresses=["/en/feed.atom"], most=6, growth=1.3),
        Kind(name="feed of an observance", addresses=["/en/observances/observance-0/feed.atom"], most=6, growth=1.3),
        Kind(name="calendar", addresses=["/en/observances/calendar.ics"], most=6, growth=1.3),
        Kind(name="sitemap index", addresses=["/sitemap.xml"], growth=1.3),
        Kind(name="sitemap of a year", addresses=[f"/sitemaps/{crowded}.xml"]),
        Kind(name="withdrawn", addresses=["/en/statements/statement-11/"]),
        Kind(name="nothing there", addresses=["/en/statements/nothing-there/"]),
    ]


def desk() -> list[Kind]:
    baku = Place.objects.get(slug="baku")
    statement = Statement.objects.get(slug="statement-7")
    rare = corpus.vocabulary("en")[20_000]
    listed = "/desk/archive/statement/"
    review = Candidate.objects.latest("pk")
    rows = {
        "start": "/desk/",
        "list": listed,
        "list, deep": f"{listed}?p=20",
        "list, in review": f"{listed}?state=in-review",
        "list, drafts": f"{listed}?state=draft",
        "list, published": f"{listed}?state=published",
        "search": f"{listed}?q=shusha",
        "search, rare word": f"{listed}?q={rare}",
        "list, missing language": f"{listed}?lacks=ru",
        "list, mine": f"{listed}?mine=saved",
        "find": "/desk/go/?q=shusha",
        "find, rare word": f"/desk/go/?q={rare}",
        "find, a day": "/desk/go/?q=20+yanvar+1990",
        "form": f"{listed}{statement.pk}/change/",
        "new statement": f"{listed}add/",
        "used in": f"/desk/record/{baku.uuid}/used-in/",
        "link dialog": "/desk/find/?q=shusha",
        "choosing a source": _choosing(),
        "review": f"/desk/review/{review.uuid}/",
        "many at once": "/desk/many/",
        "acts on record": "/desk/archive/auditevent/",
    }
    return [
        Kind(name=f"desk: {name}", addresses=[address], most=30, growth=2, who=DESK.get(name, "archivist"))
        for name, address in rows.items()
    ]


def _choosing() -> str:
    return "/desk/autocomplete/?term=vi&app_label=archive&model_name=citation&field_name=source"


def _statements() -> list[str]:
    """Pages of published statements, each in a language that it has."""
    random = corpus.chance("statements")
    count = _count("statement")
    slugs = [
        f"statement-{number}"
        for number in random.sample(range(count), min(count, 150))
        if number % 100 not in (8, 9, 11)
    ]
    found = Text.objects.filter(record__kind="statement", record__slug__in=slugs).select_related("record")
    return [
        f"/{text.language}/statements/{text.record.slug}/"
        for text in found.select_related("record")
        if text.is_original
    ]


def _count(kind: str) -> int:
    return Record.objects.filter(kind=kind, slug__regex="-[0-9]+$").count()


def _numbered(segment: str, called: str, count: int) -> list[str]:
    return [f"/en/{segment}/{called}-{number}/" for number in range(0, count, max(1, count // 20))]


def _narrowed() -> list[str]:
    asked = ((0, 2020, "az"), (1, 2024, "en"), (2, 2015, "az"), (0, 2010, "en"))
    return [f"/en/statements/?observance=observance-{one}&year={year}&language={code}" for one, year, code in asked]


def _crowded_year() -> int:
    """The one in which most statements stand on the day that has most."""
    kept = Statement.objects.filter(observance__slug="observance-0").values_list("year")
    return kept.annotate(count=Count("pk")).order_by("-count", "-year")[0][0]
