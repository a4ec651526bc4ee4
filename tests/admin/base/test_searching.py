"""Lists that are searched, in an archive with thousands: bounded, and by no way that grows with it."""

import json

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base.found import groups
from archive.admin.base.searching import MOST, BoundedPaginator, searched_whole
from archive.admin.screens import lookup
from archive.admin.sources import SourceAdmin
from archive.admin.statements import StatementAdmin
from archive.kept import forget
from archive.records import finding
from archive.records.base import KINDS, Record
from archive.records.sources import Source
from archive.records.statements import Statement
from tests import making
from tests.catalogue import many

from ..desk import sits

pytestmark = pytest.mark.django_db


def fill(times: int) -> None:
    """So many statements and places, of which each has a word of its own and those that all have."""
    said, town = making.statement("Words on Shusha", slug="said", issuers=()), making.place("Town", slug="town")
    for record in (said, town, making.source("Decree")):
        many.copy_draft(record, times)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
            # Of so few it may be right to read all: what is asked here is whether it has to be.
            cursor.execute("SET LOCAL enable_seqscan = off")


def listed(written: str, **filters: object) -> QuerySet:
    """As the list of statements is searched."""
    records = Statement.objects.filter(**filters).order_by(*StatementAdmin.ordering)
    return searched_whole(records, written, are_all=not filters)


def sources(written: str) -> QuerySet:
    return searched_whole(Source.objects.order_by(*SourceAdmin.ordering), written, are_all=True)


def found_everywhere(written: str) -> list[Record]:
    """As the search in the header finds."""
    return [line.record for group in groups(written, [*KINDS]) for line in group.lines]


def test_what_many_are_called_is_counted_so_far_and_its_first_pages_are_shown():
    fill(MOST + 200)
    client = sits(making.archivist())
    address = reverse("admin:archive_statement_changelist")

    pages = {page: client.get(address, {"q": "shusha", "p": page}) for page in (1, MOST // 50)}
    assert "More than 1000; the first of them are listed." in pages[1].content.decode()
    assert "more than 1000 results" in pages[1].content.decode()
    in_order = [*Statement.objects.order_by(*StatementAdmin.ordering)[:MOST]]
    assert [list(page.context["cl"].result_list) for page in pages.values()] == [in_order[:50], in_order[-50:]]
    assert client.get(address, {"q": "shusha", "p": MOST // 50 + 1}).status_code == 302

    exact = client.get(address, {"q": "shusha 77"}).content.decode()
    assert ("In all: 11" in exact, "11 results" in exact) == (True, True)  # 77, and 770 to 779
    assert "In all: 1201" in client.get(address).content.decode()  # what is not searched is counted whole
    lacking = client.get(address, {"lacks": "ru"}).content.decode()
    assert "More than 1000; the first of them are listed." in lacking


def test_a_narrowed_list_is_counted_by_what_is_left_of_it():
    fill(MOST + 200)
    few = list(Statement.objects.values_list("pk", flat=True)[:31])
    Statement.objects.exclude(pk__in=few).update(year=1999)

    counted = {
        year: (paginator.count, paginator.has_more)
        for year in (2026, 1999)
        if (paginator := BoundedPaginator(listed("shusha", year=year), 50))
    }

    assert counted == {2026: (31, False), 1999: (MOST, True)}


@pytest.mark.parametrize("common", [100_000, finding.FEW], ids=["many", "common"])
def test_a_search_goes_through_no_table_and_sorts_no_more_than_it_may_have_found(common, monkeypatch):
    monkeypatch.setattr(finding, "COMMON", dict.fromkeys(finding.COMMON, common))
    fill(5000)
    asked = {}
    for said, ask in {
        "rare": lambda: BoundedPaginator(listed("shusha 4711"), 50).page(1).object_list,
        "common": lambda: BoundedPaginator(listed("shusha"), 50).page(1).object_list,
        "deep": lambda: BoundedPaginator(listed("words said"), 50).page(20).object_list,
        "sources": lambda: BoundedPaginator(sources("decree"), 20).page(1).object_list,
        "header": lambda: found_everywhere("town 4711"),
        "header, common": lambda: found_everywhere("said"),
        "header, one kind newer than another": lambda: found_everywhere("4"),
        "link dialog": lambda: lookup.records_called("town 4711", ("place", "person")),
        "link dialog, common": lambda: lookup.records_called("town", ("place", "person")),
    }.items():
        with CaptureQueriesContext(connection) as queries:
            found = [one.pk for one in ask()]
        asked[said] = len(found), len(queries), [bad for query in queries for bad in wasteful(query["sql"])]

    assert asked == {
        "rare": (1, 3, []),  # what is called so, the index, the page
        "common": (50, 3, []),
        "deep": (50, 3, []),
        "sources": (20, 3, []),
        "header": (1, 6, []),  # what is called so and its names, both indexes, what was found, its state and its titles
        "header, common": (10, 7, []),  # the kinds that are rare once more, and issuers
        "header, one kind newer than another": (30, 7, []),  # what is older in one question as well
        "link dialog": (1, 4, []),  # the index for each kind, what one of them has, and its texts
        "link dialog, common": (20, 4, []),
    }


def test_what_is_common_is_not_looked_up_again_until_it_might_be_common_no_more(monkeypatch):
    monkeypatch.setattr(finding, "FEW", 3)
    monkeypatch.setattr(finding, "COMMON", dict.fromkeys(finding.COMMON, "5"))
    said = [making.statement(f"Shusha {number}", issuers=()) for number in range(6)]

    def asked() -> tuple[int, bool, bool]:
        """How many are found, whether their order is gone through for them, and whether they were looked up."""
        with CaptureQueriesContext(connection) as queries:
            found = finding.holding(Statement.objects.all(), [["shusha"]], kind="statement", are_all=True)
        return (
            found.records.count(),
            "LIKE" in str(found.records.query).upper(),
            any("words" in one["sql"] for one in queries),
        )

    forget()
    assert [asked(), asked()] == [(6, True, True), (6, True, False)]
    making.change(said[0], title="Otherwise")
    assert asked() == (5, True, False)  # and four of them if another had gone
    making.change(said[1], title="Otherwise")
    assert asked() == (4, False, True)


# What was looked up so far, and the few words that begin alike.
BOUNDED = ("SCAN subquery", "SCAN found", "SCAN few", "SCAN keys", "SCAN begun", "SCAN CONSTANT ROW")


def wasteful(sql: str) -> list[str]:
    """Steps by which ``sql`` reads or sorts a whole table; one that goes through the order of a list does neither."""
    goes_in_order = "LIKE" in sql.upper()
    with connection.cursor() as cursor:
        explain = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN (FORMAT JSON)"}[connection.vendor]
        cursor.execute(f"{explain} {sql}".replace("%", "%%"), [])
        if connection.vendor == "postgresql":
            (plan,) = cursor.fetchone()
            steps = list(_steps((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]))
            return [step for step in steps if step == "Seq Scan" or (goes_in_order and step == "Sort")]
        steps = [
            step for *_ids, step in cursor.fetchall() if "VIRTUAL TABLE" not in step and not step.startswith(BOUNDED)
        ]
    return [
        step
        for step in steps
        if (step.startswith("SCAN ") and not (goes_in_order and "USING" in step))
        or (goes_in_order and step == "USE TEMP B-TREE FOR ORDER BY")
    ]


def _steps(node: dict):
    yield node["Node Type"]
    for part in node.get("Plans", ()):
        yield from _steps(part)
