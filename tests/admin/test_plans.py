"""What both databases would do for the desk: no table that grows is read row by row, whatever is asked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base import filters
from archive.editorial.models import State
from tests import making
from tests.catalogue import many
from tests.catalogue.test_plans import rows_read, scanned

from .desk import sits

pytestmark = pytest.mark.django_db

GROWING = {
    *("archive_record", "archive_statement", "archive_text", "archive_textlink", "archive_contribution"),
    *("archive_recordstate", "archive_candidate", "archive_candidateauthor", "archive_review"),
    *("archive_release", "archive_edition", "archive_interval", "archive_ledgerentry", "archive_auditevent"),
    *("archive_row", "archive_rowtext", "archive_term", "archive_source", "archive_writtenwords"),
}
# One row, whatever is published; what is said at the desk and not resolved yet.
NEVER = {"SCAN archive_derivation", "SCAN archive_opencomment"}
# Lists that are short, or are ordered by what stands in their texts, are none of those that grow.
LISTS = ("statement", "timelineentry", "record", "release", "ledgerentry", "auditevent")


@pytest.mark.postgresql  # SQLite does not tell how much it reads
def test_a_list_of_what_somebody_saved_is_counted_without_what_others_are_older(monkeypatch):
    monkeypatch.setattr(filters, "FEW", 500)
    me = making.archivist()
    for record in (making.place("Town", by=me), making.statement("Said", issuers=(), by=me)):
        many.copy_draft(record, 3000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client = sits(me)

    for asked in ("saved", "written"):
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("admin:archive_statement_changelist"), {"mine": asked}).context["cl"]
        counts = [query["sql"] for query in queries if "COUNT(*)" in query["sql"]]

        assert page.paginator.has_more
        assert sum(map(rows_read, counts)) < 4 * page.paginator.count


def gone_through(sql: str) -> set[str]:
    """Tables that are read without an index, to count a list or to find where a page of it begins excepted."""
    if connection.vendor == "postgresql":
        return GROWING & set(scanned(sql))
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"), [])
        steps = [step for *_ids, step in cursor.fetchall()]
    if steps[0].startswith("SCAN ") and len(steps) == 1 and "ORDER BY" in sql:
        return set()  # a list in the order of its keys
    beside = (" USING ", "VIRTUAL TABLE")  # an index in its order, and one of words
    found = {step for step in steps if step.startswith("SCAN archive_") and step not in NEVER}
    return {step for step in found if not any(one in step for one in beside)}


def test_no_screen_of_the_desk_goes_through_a_table_that_grows():
    town, house = making.place(slug="town"), making.institution(slug="house")
    for record in (town, house):
        making.published(record)
    link = f'<p>In <a data-record="{town.uuid}">Shusha</a>.</p>'
    said = making.statement("Said", issuers=[house], places=[town], body=link)
    making.published(said)
    making.change(said, title="Otherwise")
    making.scheduled(said, making.release(), change="update", note={"en": "New."})
    making.change(said, title="Once more")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Of so few it may be right to read all: what is asked here is whether it has to be.
            cursor.execute("SET LOCAL enable_seqscan = off")
    client = sits(making.person("all", "archivist", "reviewer", "publisher", "administrator"))
    statements = reverse("admin:archive_statement_changelist")
    addresses = [
        *(reverse("admin:index"), reverse("admin:batch"), reverse("admin:used_in", args=[town.uuid])),
        *(reverse(f"admin:archive_{model}_changelist") for model in LISTS),
        *(f"{statements}?state={state}" for state in State),
        *(f"{statements}?{asked}" for asked in ("year=2026", "o=-6", f"observance__record_ptr__exact={said.pk}")),
        *(f"{statements}?{asked}" for asked in ("form__exact=message", "origin__exact=authored")),
        *(f"{statements}?{asked}" for asked in ("mine=saved", "mine=written", "lacks=ru", "q=said")),
        *(f"{reverse('admin:go')}?q={asked}" for asked in ("said", "https://example.org/decree")),
    ]

    found = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200, address
        for query in asked:
            if query["sql"].lstrip().startswith(("SELECT", "WITH")) and (tables := gone_through(query["sql"])):
                found.setdefault(address, []).append((tables, query["sql"]))

    assert found == {}
