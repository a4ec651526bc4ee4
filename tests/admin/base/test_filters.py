"""What lists are narrowed by: what is mine, what lacks a language; told above the list, and taken away there."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base import filters
from archive.editorial.models import Candidate
from archive.records import finding
from archive.records.base import KINDS
from archive.records.texts import Text
from tests import making
from tests.admin.desk import message, sits

pytestmark = pytest.mark.django_db


def listed(person, kind: str = "place", **asked: str) -> list[str]:
    model = KINDS[kind]._meta.model_name if kind else "record"
    page = sits(person).get(reverse(f"admin:archive_{model}_changelist"), asked)
    return sorted(record.slug for record in page.context["cl"].result_list)


@pytest.fixture(params=["few", "many"])
def any_way(request, monkeypatch) -> None:
    """Looked up first, or met in the order of the list."""
    if request.param == "many":
        monkeypatch.setattr(finding, "FEW", 0)
        monkeypatch.setattr(filters, "FEW", 0)


def test_mine_is_what_i_saved_last_or_at_some_time(any_way):
    me, other = making.person("me", "archivist"), making.person("other", "archivist")
    making.place("Last", slug="last", by=me)
    making.change(making.place("Once", slug="once", by=me), by=other)
    making.change(making.place("Taken up", slug="taken-up", by=other), by=me)
    making.place("Other", slug="other", by=other)
    making.source("Source", slug="source", by=me)

    found = {
        (asked, kind): listed(me, kind, mine=asked) for asked in ("saved", "written", "x") for kind in ("place", "")
    }

    assert found == {
        ("saved", "place"): ["last", "taken-up"],
        ("saved", ""): ["last", "source", "taken-up"],
        ("written", "place"): ["last", "once", "taken-up"],
        ("written", ""): ["last", "once", "source", "taken-up"],
        ("x", "place"): ["last", "once", "other", "taken-up"],
        ("x", ""): ["last", "once", "other", "source", "taken-up"],
    }
    assert listed(making.reviewer(), mine="written") == []


def test_what_lacks_a_language_is_what_has_no_title_in_it(any_way):
    person = making.archivist()
    making.place({"az": "Şuşa", "ru": "Шуша", "en": "Shusha"}, slug="whole")
    making.place({"az": "Laçın"}, slug="lachin")
    making.source({"en": "Decree"}, slug="decree")
    late = making.place({"az": "Ağdam", "en": "Aghdam"}, slug="aghdam")

    assert {code: listed(person, "", lacks=code) for code in ("az", "en", "ru", "de", "§")} == {
        "az": ["decree"],
        "en": ["lachin"],
        "ru": ["aghdam", "decree", "lachin"],
        **{none: ["aghdam", "decree", "lachin", "whole"] for none in ("de", "§")},
    }
    Text.objects.create(record=late, language="ru", title="Агдам")
    making.change(late)
    assert listed(person, lacks="ru") == ["lachin"]
    assert listed(person, lacks="ru", q="susa") == []
    assert listed(person, lacks="ru", q="lac", state="draft", mine="saved") == ["lachin"]


def test_a_list_says_by_what_it_is_narrowed_and_each_can_be_taken_away():
    making.statement("Said", issuers=[], year=2026)
    url = reverse("admin:archive_statement_changelist")

    def chips(asked: str) -> dict[str, str]:
        html = (
            sits(making.archivist())
            .get(url + asked)
            .content.decode()
            .partition('class="chips"')[2]
            .partition("</ul>")[0]
        )
        found = re.findall(r'<a href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
        return {" ".join(re.sub("<[^>]*>", "", told).split()): unescape(where) for where, told in found}

    asked = "?form__exact=message&lacks=ru&mine=saved&q=%3Cb%3E&state=draft&year=2026"
    assert chips(asked) == {
        "Search: &lt;b&gt; ×": asked.replace("&q=%3Cb%3E", ""),
        "State: Draft ×": asked.replace("&state=draft", ""),
        "Whose work: saved last by me ×": asked.replace("&mine=saved", ""),
        "Missing language: Russian ×": asked.replace("&lacks=ru", ""),
        "Issued as: Message ×": asked.replace("form__exact=message&", ""),
        "Year: 2026 ×": asked.replace("&year=2026", ""),
    }
    assert chips("?lacks=ru") == {"Missing language: Russian ×": "?"}
    assert chips("") == chips("?p=1") == {}


def test_a_statement_is_listed_with_its_issuers_date_languages_and_who_saved_it_last():
    house, other = making.institution({"az": "Nazirlik", "en": "Ministry"}), making.institution("Museum <of> Memory")
    person = making.person("aysel", "archivist")
    person.public_name = "Aysel"
    person.save()
    making.statement({"en": "Said", "az": "Deyildi"}, issuers=[house, other], by=person, slug="said")
    making.statement("Undated", issuers=[], date="", year=1990, slug="undated")

    html = sits(making.archivist()).get(reverse("admin:archive_statement_changelist")).content.decode()
    rows = [
        re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row) for row in re.findall(r"<tr>.*?field-shown_title.*?</tr>", html)
    ]
    told = [[re.sub("<[^>]*>", "", cell).strip() for cell in row] for row in rows]

    assert [[unescape(cell) for cell in row[2:6]] for row in told] == [
        ["Draft", "Ministry, Museum <of> Memory", "20 January 2026", "az en"],
        ["Draft", "-", "1990", "en"],
    ]
    assert [row[6].split()[1] for row in told] == ["Aysel", "Archivist"]


def test_records_of_every_kind_are_submitted_from_their_list_and_from_that_of_all():
    person = making.archivist()
    house = making.institution()
    making.published(house)
    drafts = [making.observance(), making.page(), making.subject(), making.collection(members=[house])]
    chosen = {
        **{kind: [one] for kind, one in ((one.kind, one) for one in drafts)},
        "": [making.institution(), making.place()],
    }

    said = {kind: submitted(person, kind, records) for kind, records in chosen.items()}

    assert set(said.values()) <= {"1 record was submitted for review.", "2 records were submitted for review."}, said
    assert Candidate.objects.count() == 7
    incomplete = making.statement(issuers=[])
    assert str(incomplete) in submitted(person, "statement", [incomplete])
    assert "No action selected" in submitted(making.reviewer(), "place", [making.place()])
    assert Candidate.objects.count() == 7


def submitted(person, kind: str, records) -> str:
    model = KINDS[kind]._meta.model_name if kind else "record"
    sent = {"action": "submit_chosen", "_selected_action": [one.pk for one in records], "index": 0}
    return message(sits(person).post(reverse(f"admin:archive_{model}_changelist"), sent))


def test_filters_cost_no_more_for_many():
    client, url = sits(making.archivist()), reverse("admin:archive_place_changelist")
    making.place("Town")

    def asked() -> list[int]:
        counts = []
        for filtered in ("mine=saved", "mine=written", "lacks=ru", "q=town", "q=town&lacks=ru&mine=saved"):
            with CaptureQueriesContext(connection) as queries:
                client.get(f"{url}?{filtered}")
            counts.append(len(queries))
        return counts

    client.get(url)
    little = asked()
    for number in range(12):
        making.place(f"Town {number}")
    assert (little, asked()) == ([11, 11, 10, 12, 15], [11, 11, 10, 12, 15])


def test_what_so_many_have_in_common_is_counted_only_in_the_whole_list(monkeypatch):
    for name in ("Town", "Village", "Hill"):
        making.place(name)
    client, url = sits(making.archivist()), reverse("admin:archive_place_changelist")

    def counted(**asked: str) -> dict[str, str]:
        html = client.get(url, {"_facets": "True", **asked}).content.decode()
        return dict(re.findall(r">([^<>]+) [(]([0-9]+)[)]</a>", html))

    few = [counted(**asked)["Russian"] for asked in ({}, {"q": "town"}, {"lacks": "ru"})]
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "COMMON", dict.fromkeys(finding.COMMON, "1"))
    with CaptureQueriesContext(connection) as queries:
        whole = counted()["Russian"]

    assert few == ["3", "1", "3"]
    assert (whole, [one["sql"] for one in queries if "LIKE" in one["sql"].upper()]) == ("3", [])
    assert [counted(**asked) for asked in ({"q": "town"}, {"lacks": "ru"}, {"q": "town", "state": "draft"})] == [{}] * 3


def test_what_is_common_is_looked_up_and_not_met_where_another_order_is_chosen(monkeypatch):
    for name in ("Town", "Town hall", "Town mill"):
        making.place(name)
    client, url = sits(making.archivist()), reverse("admin:archive_place_changelist")
    monkeypatch.setattr(finding, "FEW", 0)
    monkeypatch.setattr(finding, "COMMON", dict.fromkeys(finding.COMMON, "1"))

    def met(**asked: str) -> tuple[bool, bool]:
        with CaptureQueriesContext(connection) as queries:
            client.get(url, asked)
        return tuple(any(f"'% {word}%'" in one["sql"] for one in queries) for word in ("town", "§§ru "))

    assert [met(q="town"), met(lacks="ru")] == [(True, False), (False, True)]
    assert [met(q="town", o="-5"), met(lacks="ru", o="-5")] == [(False, False)] * 2
