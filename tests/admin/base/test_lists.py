"""Lists at the desk: written as Django writes them, asked as often for many as for one, found by indexes."""

import re

import pytest
from django.contrib.admin.templatetags.admin_list import results
from django.db import connection
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base import lists
from archive.admin.base.lists import WrittenList
from archive.admin.places import PlaceAdmin
from archive.admin.site import site
from archive.editorial.models import State
from archive.records.observances import Observance
from archive.records.statements import Statement
from archive.records.timeline_entries import TimelineEntry
from tests import making

from ..desk import sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def one_of_each() -> None:
    source, day = making.source(slug="decree"), making.observance(slug="day")
    making.published(source)
    making.subject("War & “peace” <of words>", slug="war", broader=making.subject("Broader", slug="broader"))
    making.human()
    making.institution()
    making.captured(source)
    making.entry("Event", sources=[source], observances=[day])
    making.statement("Said", issuers=[], observance=day)
    making.release()


@pytest.mark.parametrize("asked", ["", "p=1&o=1", "_popup=1"])
def test_rows_are_written_as_django_writes_them(asked):
    one_of_each()
    administrator = making.person("all", "archivist", "administrator")
    written = {}
    for model, desk in site._registry.items():
        request = RequestFactory().get(f"/?{asked}")
        request.user = administrator
        found = desk.get_changelist_instance(request) if hasattr(desk, "shelf") else None
        if isinstance(found, WrittenList):
            found.formset = None
            by_django = ["".join(row) for row in results(found)]
            written[model.__name__] = len(by_django)
            assert found.rows() == by_django, model
    assert {"Statement": 1, "Subject": 2, "Source": 1, "Release": 1, "CapturedCopy": 1}.items() <= written.items()
    assert len(written) >= 14


def test_the_page_has_each_row_as_it_was_written():
    making.subject("War & “peace” <of words>", slug="war", broader=making.subject("Broader", slug="broader"))

    shown = sits(making.archivist()).get(reverse("admin:archive_subject_changelist"))

    rows = shown.context["cl"].rows()
    assert re.findall(r"<tr>(<t.*?)</tr>", shown.text, re.DOTALL)[-2:] == rows


QUERIES = {
    "statement": 12,
    "statement?state=draft": 12,
    "source?state=published": 10,
    "record": 10,
    "release?made=all": 10,
    "auditevent": 10,
    "ledgerentry": 7,
}


def test_a_list_asks_as_often_for_fifty_as_for_one():
    client = sits(making.person("all", "archivist", "reviewer", "publisher", "administrator"))
    urls = {one: reverse(f"admin:archive_{one.partition('?')[0]}_changelist") for one in QUERIES}

    def asked() -> dict[str, int]:
        counts = {}
        for address, url in urls.items():
            url = f"{url}?{address.partition('?')[2]}"
            client.get(url)  # what stands around all pages is written once
            with CaptureQueriesContext(connection) as queries:
                client.get(url)
            counts[address] = len(queries)
        return counts

    day = making.observance(slug="day")
    making.published(making.source(slug="source"))
    making.statement(issuers=[], observance=day)
    assert asked() == QUERIES
    for number in range(9):
        making.published(making.source(slug=f"source-{number}"))
    for _number in range(49):
        making.statement(issuers=[], observance=day)
    assert asked() == QUERIES


def test_a_deep_page_goes_on_where_the_one_before_ends():
    made = [making.statement(f"Said {number}", issuers=[], year=2000 + number % 3).pk for number in range(60)]
    client = sits(making.archivist())
    url = reverse("admin:archive_statement_changelist")

    shown = [one.pk for page in (1, 2) for one in client.get(url, {"p": page}).context["cl"].result_list]

    ordered = Statement.objects.order_by("-year", "-earliest", "-pk")
    assert shown == list(ordered.values_list("pk", flat=True))
    assert sorted(shown) == sorted(made)


def test_those_in_a_state_are_counted_so_far_and_its_first_pages_are_shown(monkeypatch):
    monkeypatch.setattr(PlaceAdmin, "list_per_page", 2)
    for number in range(4):
        making.place(f"Town {number}")
    client, url = sits(making.archivist()), reverse("admin:archive_place_changelist")

    def counted(most: int, **asked: str) -> tuple[int, bool, list[int]]:
        monkeypatch.setattr(lists, "MOST", most)
        pages = [client.get(url, {"state": "draft", "p": page, **asked}).context["cl"] for page in (1, 2)]
        return pages[0].result_count, pages[0].paginator.has_more, [len(page.result_list) for page in pages]

    assert [counted(most) for most in (3, 4)] == [(3, True, [2, 1]), (4, False, [2, 2])]
    assert counted(3, q="town") == (4, False, [2, 2])
    assert "More than 3; the first of them are listed." in client.get(url, {"state": "draft"}).content.decode()


def test_a_state_that_is_none_narrows_nothing():
    making.place()

    shown = (
        sits(making.archivist()).get(reverse("admin:archive_place_changelist"), {"state": "in_review"}).context["cl"]
    )

    assert (shown.result_count, len(shown.result_list)) == (1, 1)


def test_what_was_done_is_counted_so_far(monkeypatch):
    monkeypatch.setattr(lists, "MOST", 2)
    making.published(making.place())
    client = sits(making.person("all", "publisher", "administrator"))

    found = {one: client.get(reverse(f"admin:archive_{one}_changelist")) for one in ("auditevent", "ledgerentry")}

    assert {one: page.context["cl"].result_count for one, page in found.items()} == {"auditevent": 2, "ledgerentry": 1}
    assert "More than 2; the first of them are listed." in found["auditevent"].content.decode()


def test_only_what_there_is_may_be_chosen():
    kept, other = making.observance("Kept", slug="kept"), making.observance("Other", slug="other")
    making.statement(issuers=[], observance=kept, year=2026)
    making.statement(issuers=[], observance=None, year=1990)
    making.entry("Event", observances=[other])
    client = sits(making.archivist())

    def choices(model) -> dict[str, list[str]]:
        found = client.get(reverse(f"admin:archive_{model._meta.model_name}_changelist")).context["cl"]
        return {str(one.title): [str(choice["display"]) for choice in one.choices(found)] for one in found.filter_specs}

    assert choices(Statement)["observance"] == ["All", "Kept", "none"]
    assert choices(Statement)["year"] == ["All", "2026", "1990"]
    assert choices(TimelineEntry)["observances"] == ["All", "Kept", "Other", "none"]


def test_choices_are_written_as_django_writes_them_and_anew_when_there_are_others():
    making.observance("War & “peace” <of words>", slug="kept")
    making.statement("Said", issuers=[], observance=Observance.objects.get(), year=2026)
    client, url = sits(making.archivist()), reverse("admin:archive_statement_changelist")

    for asked in ({}, {}, {"year": 2026}, {"state": "draft", "q": "<“said”>"}, {"_facets": "True"}):
        answered = client.get(url, asked)
        found = answered.context["cl"]
        for one in found.filter_specs:
            django = render_to_string("admin/filter.html", {"title": one.title, "choices": list(one.choices(found))})
            assert django in answered.content.decode(), (asked, one)
    making.statement("Said before", issuers=[], observance=None, year=1990)
    assert "?year=1990" in client.get(url).content.decode()


def test_choices_are_counted_where_somebody_asks_for_it():
    making.published(making.place("Town"))
    making.place("Village")

    html = sits(making.archivist()).get(reverse("admin:archive_place_changelist"), {"_facets": "True"}).content.decode()

    told = dict(re.findall(r">([^<>]+) [(]([0-9]+)[)]</a>", html))
    assert {State.DRAFT.label: "1", State.PUBLISHED.label: "1", State.MERGED.label: "0"}.items() <= told.items()
