"""What both databases would do, asked of them with five thousand records: no page goes through a table that grows."""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, URLPattern, URLResolver, resolve

from archive import clock, kept
from archive.catalogue.models import Row, RowForReader, Term
from archive.editions.models import Interval
from archive.editorial import publishing
from archive.public.urls import entrance
from archive.records.pictures import Picture
from archive.records.statements import Statement
from memorial import public_urls
from tests import making
from tests.catalogue import many

pytestmark = pytest.mark.django_db

GROWING = {"archive_interval", "archive_row", "archive_rowtext", "archive_rowforreader", "archive_term"}
# The desk asks which editions name a record, those that readers were given last first; SQLite finds the events whose
# figures an observance shows otherwise.
NOT_BY_PAGES = {"term_by_beginning", "term_with_figures"}


def fill() -> None:
    """Five thousand statements, and some hundreds of what else grows; one of each is named by all of them."""
    source, town, house = making.source(slug="decree"), making.place(slug="town"), making.institution(slug="house")
    day, war = making.observance(slug="day", sources=[source]), making.subject("War", slug="war")
    for record in (source, town, house, war):
        making.published(record)
    making.published(day)
    event = making.entry("Event", slug="event", sources=[source], observances=[day], places=[town])
    making.figure(event, 150, by=house, source=source)
    making.published(event)
    statement = making.statement(
        {"en": "Said", "az": "Deyilib"}, slug="said", issuers=[house], observance=day, places=[town], sources=[source]
    )
    statement.subjects.add(war)
    making.published(statement)
    year_before = making.statement(
        "Said before",
        slug="said-before",
        issuers=[house],
        observance=day,
        year=2025,
        date="2025-01-20",
        sources=[source],
    )
    for record in (year_before, making.collection(slug="night", members=[event, town]), making.page(slug="contact")):
        making.published(record)
    gone = making.place("Gone", slug="gone")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})
    somebody = making.human(sources=[source])
    making.published(somebody)
    making.derived_file(making.drawn())
    picture = making.picture("A wall", slug="wall")
    making.published(picture)
    making.published(making.picture("A face", content=making.drawn("#1d2735"), persons=[somebody], consent="own"))
    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})
    for record, times in ((picture, 500), (statement, 5000), (event, 500), (source, 500), (house, 200)):
        many.copy(record, times)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            # Of so few it may be right to read all: what is asked here is whether it has to be.
            cursor.execute("SET LOCAL enable_seqscan = off")


ADDRESSES = (
    *("/en/", "/en/statements/", "/en/statements/?page=200", "/en/sources/", "/en/sources/?page=20", "/en/timeline/"),
    *(f"/en/statements/?{one}" for one in ("observance=day", "issuer=house&place=town", "subject=war", "year=2026")),
    *(
        f"/en/statements/?{one}"
        for one in ("language=az", "observance=day&year=2026&language=az", "from=2026&to=2026-02")
    ),
    *("/en/timeline/?from=1990&to=1990", "/en/timeline/?place=town", "/en/timeline/?lanes=place&page=3"),
    *("/en/search/?q=said", "/en/search/?q=said&observance=day&year=2026", "/en/search/?q=shusha&language=en"),
    *("/en/statements/said/", "/en/statements/said/editions/", "/en/timeline/event/", "/en/sources/decree/"),
    *("/en/search/suggest/?q=sai", "/en/search/suggest/?q=sa", "/en/search/suggest/?q=tow+zz"),
    *("/en/pictures/", "/en/pictures/?page=5", "/en/pictures/wall/"),
    *("/en/places/town/", "/en/institutions/house/", "/en/observances/day/", "/en/observances/day/2026/"),
    *("/en/places/town/named-in/statements/", "/en/places/town/named-in/statements/?page=90", "/en/subjects/war/"),
    *("/en/on-this-day/01-20/", "/en/on-this-day/01-20/?page=90", "/en/years/", "/en/years/2026/"),
    *("/en/feed.atom", "/en/statements/feed.atom", "/en/statements/feed.atom?observance=day&year=2026"),
    *("/en/observances/day/feed.atom", "/en/observances/calendar.ics"),
    *("/en/corrections/", "/en/corrections/?page=90", "/en/corrections/feed.atom"),
    *("/sitemap.xml", "/sitemaps/2026.xml", "/sitemaps/2026.xml?part=4", "/sitemaps/undated.xml"),
    *("/en/on-this-day/", "/en/persons/", "/en/observances/day/calendar.ics", "/en/observances/day/2026/calendar.ics"),
    *("/en/observances/day/compare/house/2025/2026/", "/en/statements/said/editions/1/", "/en/collections/night/"),
    *(
        "/en/about/contact/",
        "/en/institutions/",
        "/en/places/",
        "/en/subjects/",
        "/en/collections/",
        "/en/observances/",
    ),
    *("/en/card.png", "/en/statements/said/card.png", "/en/pictures/wall/card.jpeg", "/en/manifest.webmanifest"),
    "/media/wall/{master}/whole-640.jpeg",
)
# What is not there, and what leads to the same in a reader's language.
ELSEWHERE = (
    *("/en/sources/decree/copies/" + "0" * 64 + "/", "/en/places/gone/", "/en/places/nonsense/", "/places/town/"),
    *("/", "/places/", "/corrections/", "/years/2026/", "/EN/Places/Town/"),
)
# Of these the database is asked nothing.
OF_NO_TABLE = {"robots", "icon", "touch-icon", "icon-192", "icon-512"}


def test_no_page_goes_through_a_table_that_grows(client):
    with time_machine.travel("2026-03-01T07:00:00Z"):
        fill()
    assert [*scanned("SELECT 1 FROM archive_row AS edition WHERE edition.number = 2")] == ["archive_row"]
    past = (f"{one}{'&' if '?' in one else '?'}as_of=2026-03-02" for one in ADDRESSES[:30])
    media = {"master": Picture.objects.get(slug="wall").file.master}
    found, used = {}, set[str]()
    for address in (*ADDRESSES, *past, *ELSEWHERE):
        with CaptureQueriesContext(connection) as asked:
            answered = client.get(address.format_map(media))
            b"".join(answered)
            assert (answered.status_code == 200) == (address not in ELSEWHERE), (address, answered.status_code)
        for query in asked:
            if gone_through := sorted(set(scanned(query["sql"])) & GROWING):
                found.setdefault(address, []).append((gone_through, query["sql"]))
            used |= indexes_in(query["sql"])

    assert found == {}
    assert public_names() - {name_of(address) for address in (*ADDRESSES, *ELSEWHERE)} == OF_NO_TABLE
    # PostgreSQL goes by how many rows there are.
    assert connection.vendor == "postgresql" or indexes() - used == NOT_BY_PAGES

    with CaptureQueriesContext(connection) as asked:
        client.get("/en/corrections/?page=90")
    assert any("interval_announced" in plan(query["sql"]) for query in asked)

    kept.forget()
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/")
    ways = [plan(query["sql"]) for query in asked]
    assert not any("interval_by_state" in way for way in ways), "nearly all there is can be read: that finds nothing"
    assert any("interval_by_address" in way for way in ways)
    with CaptureQueriesContext(connection) as asked:
        assert Interval.objects.live(clock.now()).filter(record=Statement.objects.get(slug="said").uuid).first()
    assert "interval_by_state" not in plan(asked[-1]["sql"])


@pytest.mark.postgresql  # SQLite does not tell how much it reads
def test_what_is_next_in_time_is_found_without_all_that_is_of_its_observance(client):
    making.published(source := making.source("Decree"))
    making.published(day := making.observance("Day", slug="day", sources=[source]))
    event = making.entry("Event", slug="event", sources=[source], observances=[day])
    making.published(event)
    many.copy(event, 1000)
    first = Row.objects.get(slug="event").pk
    Term.objects.bulk_create(_of_another(Term.objects.filter(row=first)[0]) for _one in range(3000))  # most name little
    for model in (RowForReader, Term):  # a day for each, half of them before it
        others = model.objects.filter(kind=event.KIND, row_id__gt=first)
        others.filter(row_id__lte=first + 500).update(sort_date=F("sort_date") - F("row_id"))
        others.filter(row_id__gt=first + 500).update(sort_date=F("sort_date") + F("row_id"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

    kept.forget()
    client.get("/en/timeline/")  # what is found out once
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/en/timeline/event/").context["page"]

    assert (page.before.title.address, page.after.title.address) == ("/en/timeline/event-1/", "/en/timeline/event-501/")
    assert sum(rows_read(query["sql"]) for query in asked) < 100


def _of_another(term: Term) -> Term:
    values = {field.attname: getattr(term, field.attname) for field in Term._meta.concrete_fields}
    return Term(**values | {"id": None, "value": uuid4()})


def public_names() -> set[str]:
    """What every page of the reading room is called among the addresses."""
    patterns = [*public_urls.urlpatterns, *entrance]
    return {name for one in patterns for name in _names(one) if name}


def _names(one: URLPattern | URLResolver) -> Iterator[str | None]:
    if isinstance(one, URLPattern):
        yield one.name
    else:
        for part in one.url_patterns:
            yield from _names(part)


def name_of(address: str) -> str | None:
    with suppress(Resolver404):
        return resolve(address.partition("?")[0].format(master="0" * 64)).url_name
    return None


def indexes() -> set[str]:
    """Those by which lists are read, and what names a record. Each takes room in every row."""
    return {index.name for model in (RowForReader, Term) for index in model._meta.indexes}


def indexes_in(sql: str) -> set[str]:
    return {name for name in indexes() if re.search(rf"\b{name}\b", plan(sql))}


def plan(sql: str) -> str:
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"
    with connection.cursor() as cursor:
        cursor.execute(f"{how} {sql}".replace("%", "%%"), [])
        return str(cursor.fetchall())


def scanned(sql: str) -> Iterator[str]:
    """The tables that are read from end to end to answer ``sql``."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}".replace("%", "%%"), [])
            (plan,) = cursor.fetchone()
        plan = json.loads(plan) if isinstance(plan, str) else plan
        yield from _sequential(plan[0]["Plan"])
        return
    aliases = {alias: table for table, alias in re.findall(r'(archive_\w+)"? AS "?(\w+)', sql)}
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        for *_ids, step in cursor.fetchall():
            # An index that is made for the one question is made of all rows.
            is_read = step.startswith("SCAN ") and "VIRTUAL TABLE" not in step
            if is_read or re.match(r"SEARCH \w+ USING AUTOMATIC", step):
                name = step.split()[1]
                yield aliases.get(name, name)


def rows_read(sql: str) -> int:
    """How many rows PostgreSQL takes from tables and indexes to answer ``sql``."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}".replace("%", "%%"), [])
        (plan,) = cursor.fetchone()
    plan = json.loads(plan) if isinstance(plan, str) else plan
    return _rows_of(plan[0]["Plan"])


def _rows_of(node: dict) -> int:
    """Those that ``node`` and all below it take from tables, also those that turn out to be others."""
    of_each = node["Actual Rows"] + node.get("Rows Removed by Filter", 0) if "Scan" in node["Node Type"] else 0
    return node["Actual Loops"] * of_each + sum(_rows_of(part) for part in node.get("Plans", ()))


def _sequential(node: dict) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        yield from _sequential(part)
