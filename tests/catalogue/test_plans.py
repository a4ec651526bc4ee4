"""What both databases would do, asked of them with five thousand records: no page goes through a table that grows."""

import json
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import kept
from archive.catalogue.models import RowForReader, Term
from archive.editorial import publishing
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
    gone = making.place("Gone", slug="gone")
    making.published(gone)
    publishing.withdraw(gone, by=making.publisher(), reason_class="legal", note={"en": "No."})
    somebody = making.human(sources=[source])
    making.published(somebody)
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
    *("/en/search/?q=said", "/en/search/?q=said&observance=day&year=2026", "/en/search/?q=town&language=en"),
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
)


def test_no_page_goes_through_a_table_that_grows(client):
    with time_machine.travel("2026-03-01T07:00:00Z"):
        fill()
    assert [*scanned("SELECT 1 FROM archive_row AS edition WHERE edition.number = 2")] == ["archive_row"]
    past = (f"{one}{'&' if '?' in one else '?'}as_of=2026-03-02" for one in ADDRESSES[:30])
    found, used = {}, set[str]()
    for address in (*ADDRESSES, *past):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        for query in asked:
            if gone_through := sorted(set(scanned(query["sql"])) & GROWING):
                found.setdefault(address, []).append((gone_through, query["sql"]))
            used |= indexes_in(query["sql"])

    assert found == {}
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
            if step.startswith("SCAN ") and "VIRTUAL TABLE" not in step:
                name = step.split()[1]
                yield aliases.get(name, name)


def _sequential(node: dict) -> Iterator[str]:
    if node["Node Type"] == "Seq Scan":
        yield node["Relation Name"]
    for part in node.get("Plans", ()):
        yield from _sequential(part)
