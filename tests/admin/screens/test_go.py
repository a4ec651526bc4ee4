"""The search in the header: pasted addresses, identifiers, names, words of texts, dates and numbers, in every state."""

import re
from html import unescape

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.records import finding
from archive.records.saving import saving
from archive.records.sources import FurtherAddress
from tests import making
from tests.admin.desk import form_of, sits

pytestmark = pytest.mark.django_db

# A heading, a line, or what leads to a list.
LINE = re.compile(r'<h2>(.*?)</h2>|<li>\s*<a href=[^>]*>(.*?)</li>|class="all"><a [^>]*>(.*?)</a>', re.DOTALL)


def looked_for(person, written: str):
    return sits(person).get(reverse("admin:go", query={"q": written}))


@pytest.mark.parametrize(
    "pasted",
    [
        "https://archive.example/az/places/shusha/",
        "http://archive.example:8000/en/places/shusha/editions/1/?as_of=2026-01-20#changed",
        "archive.example/ru/places/shusha",
        "/ru/places/shusha/",
        "  en/places/shusha/named-in/statements/ ",
        "/places/shusha/",
        "/en/places/once-there/",
    ],
)
def test_a_pasted_address_leads_to_the_record(pasted):
    place = making.place("Shusha", slug="once-there")
    making.published(place)
    with saving(place, by=making.archivist(), version=1):
        place.slug = "shusha"
        place.save()
    making.published(place, change="minor")
    making.institution("Shusha", slug="shusha")

    assert looked_for(making.archivist(), pasted).headers["Location"] == form_of(place)


def lines(person, written: str) -> list[str]:
    """What is shown, a string for each heading and each line, or where one is led to at once."""
    answer = looked_for(person, written)
    if answer.status_code == 302:
        return [answer.headers["Location"]]
    shown = LINE.findall(answer.content.decode().partition('class="found"')[2].partition("</div>")[0])
    return [" ".join(unescape(re.sub("<[^>]*>", " ", "".join(one))).split()) for one in shown]


def test_what_leads_nowhere_is_said_and_words_find_what_is_called_so():
    place, _other = making.place("Şuşa", slug="town"), making.institution("Executive Power of Shusha")
    for pasted in ("/en/places/nowhere/", "https://elsewhere.example/", "/", "http://[", "/en/places/", "//", "/\x00/"):
        answer = looked_for(making.archivist(), pasted)
        assert (answer.status_code, "No record stands" in answer.content.decode()) == (200, True)
    assert looked_for(making.archivist(), "/en/places/town/").headers["Location"] == form_of(place)  # a draft has one
    assert lines(making.archivist(), "susa") == [form_of(place)]
    for nothing in ("zzzz", "", "§", "§§ru", '"', "' OR 1", "%", "*", "\x00", "x" * 10_000, "99.99.9999", "0000-00-00"):
        assert "Nothing has all of this" in looked_for(making.archivist(), nothing).content.decode(), nothing
    assert "Nothing has all of this" in looked_for(making.person("nobody"), "susa").content.decode()
    assert "No record stands" in looked_for(making.person("nobody"), "/en/places/town/").content.decode()


@pytest.fixture
def some_of_each() -> dict[str, object]:
    """Records of several kinds and states, with words that only their texts have."""
    house = making.institution("Prosecutor’s Office", slug="office")
    said = making.statement(
        {"en": "On the day", "az": "Anım günü", "ru": "О дне"},
        issuers=[house],
        body="<p>Forty thousand <b>carnations</b>; Qara Yanvar; чёрный январь. They numbered 2 783.</p>",
        date="2026-01-19",
    )
    source = making.source("Decree", address="https://www.law.example/acts/77?lang=az", published="1990-05", slug="act")
    event = making.entry("Night of carnations", date="1990-01-19/1990-01-20", one_night=True, slug="night")
    making.figure(event, 613, by=house, source=source)
    FurtherAddress.objects.create(source=source, address="http://copies.example/77")
    for one in (event, source):
        making.change(one)  # with what hangs on them
    return {"said": said, "event": event, "source": source, "house": house}


def test_all_that_is_written_is_found_by_kind_with_where_it_stands(some_of_each):
    making.published(some_of_each["house"])
    night, day = "Night of carnations Draft night of 19–20 January 1990", "On the day Draft 19 January 2026"

    found_so = {written: lines(making.archivist(), written) for written in ("carnations", "prosecutor", "61")}

    # What is called so comes first. A speaker is told beside the number that was looked for.
    assert found_so == {
        "carnations": ["Timeline entries", night, "Statements", f"{day} Prosecutor’s Office"],
        "prosecutor": [form_of(some_of_each["house"])],
        "61": [form_of(some_of_each["event"])],
    }
    making.place("613 steps")
    making.change(some_of_each["said"], body="<p>613 carnations.</p>")
    assert lines(making.archivist(), "613") == [
        *("Places", "613 steps Draft"),
        *("Statements", f"{day} Prosecutor’s Office"),
        *("Timeline entries", f"{night} Killed: 613 (2024-01-20); Prosecutor’s Office"),
    ]


@pytest.mark.parametrize(
    ("written", "which"),
    [
        *((written, "said") for written in ("forty carnat", "qara yanvar", "черный ЯНВАР", "2,783", "2783 carnations")),
        *((written, "said") for written in ("19.01.2026", "19 yanvar 2026", "19 января 2026 г.", "January 19, 2026")),
        *((written, "event") for written in ("20.01.1990", "20/1/1990", "20 yanvar 1990-cı il", "1990-01-20", "613")),
        *((written, "event") for written in ("январь 1990", "в январе 1990 года", "1990-cı ilin yanvarı", "01.1990")),
        *((written, "event") for written in ("19-20 January 1990", "1990-01-19/1990-01-20", "20 January")),
        *((written, "source") for written in ("may 1990", "май 1990", "law.example/acts/77", "acts/77", "law.example")),
        *((written, "source") for written in ("http://law.example/acts/77?lang=az", "https://www.copies.example/77/")),
    ],
)
def test_words_dates_numbers_and_addresses_lead_to_the_one_that_has_them(some_of_each, written, which):
    assert lines(making.archivist(), written) == [form_of(some_of_each[which])]


@pytest.mark.parametrize(
    ("language", "night", "state"),
    [
        ("az", "Night of carnations Qaralama 1990-cı il 19–20 yanvar gecəsi", "Anım günü"),
        ("en", "Night of carnations Draft night of 19–20 January 1990", "On the day"),
        ("ru", "Night of carnations Черновик ночь с 19 на 20 января 1990", "О дне"),
    ],
)
def test_what_is_found_is_told_in_the_language_of_the_desk(some_of_each, language, night, state):
    person = making.archivist()
    person.language = language
    person.save()

    shown = lines(person, "carnations")

    assert shown[1] == night
    assert shown[3].startswith(state)


def test_identifiers_lead_to_records_and_to_what_was_submitted_of_them():
    place = making.place("Shusha")
    edition = making.published(place)
    submitted = making.submitted(making.change(place, title="Şuşa"), change="minor")
    person = making.archivist()

    assert lines(person, f"  {str(place.uuid).upper()} ") == [form_of(place)]
    assert lines(person, f"https://archive.example/id/{place.uuid}/") == [form_of(place)]
    for uuid in (submitted.uuid, edition.candidate):
        assert lines(person, str(uuid)) == [reverse("admin:review", args=[uuid])]
    unknown = looked_for(person, "00000000-0000-4000-8000-000000000000")
    assert "Nothing has all of this" in unknown.content.decode()


def test_who_may_not_see_a_kind_does_not_find_it(some_of_each):
    person = making.person("guest")
    may = Permission.objects.filter(codename__in=("view_place", "view_timelineentry"))
    group = Group.objects.create(name="guests")
    group.permissions.set(may)
    person.groups.add(group)
    submitted = making.submitted(some_of_each["house"])

    assert lines(person, "carnations") == [form_of(some_of_each["event"])]
    for written in ("forty carnations", "https://law.example/acts/77?lang=az", "prosecutor"):
        assert "No record stands" in (page := looked_for(person, written).content.decode()) or "Nothing has" in page
    for uuid in (some_of_each["said"].uuid, submitted.uuid):
        assert "Nothing has" in looked_for(person, str(uuid)).content.decode()


def test_a_name_is_found_in_every_language_and_spelling_that_its_record_has():
    house = making.institution("House")
    making.place({"az": "Xocalı", "en": "Khojaly"}, slug="place", names=[("ru", "Ходжалы")])
    making.statement({"az": "Xocalının 35 ili"}, slug="azeri", issuers=[house], body="<p>Mətn.</p>")
    making.statement("What happened", slug="english", issuers=[house], body="<p>At Khojaly in 1992.</p>")
    making.place("Xocasan", slug="other")

    for written in ("Ходжалы", "khojaly", "XOCALI"):
        told = lines(making.archivist(), written)
        assert "Khojaly Draft" in told
        assert len([one for one in told if "20 January 2026" in one]) == 2
        listed = sits(making.archivist()).get(reverse("admin:archive_statement_changelist"), {"q": written})
        assert listed.context["cl"].result_count == 2
    assert "Khojaly Draft" not in lines(making.archivist(), "Xocasan")


def test_the_page_is_called_by_what_was_looked_for():
    said = looked_for(making.archivist(), "forty carnations").content.decode()

    assert "<title>Search: forty carnations |" in " ".join(said.split())
    assert "<title>Search: " in looked_for(making.archivist(), "<b>" * 100).content.decode()


def test_of_many_the_first_are_shown_and_a_list_has_all_searched_so(some_of_each, monkeypatch):
    monkeypatch.setattr(finding, "FEW", 15)
    for number in range(13):
        making.place(f"Carnation square {number}", slug=f"square-{number}")
    shown = looked_for(making.archivist(), "carnation").content.decode()
    told = lines(making.archivist(), "carnation")

    names = [f"Carnation square {number} Draft" for number in range(12, 2, -1)]
    assert told[2:14] == ["Places", *names, "All: 13"]
    assert (listed := f"{reverse('admin:archive_place_changelist')}?q=carnation") in shown
    assert sits(making.archivist()).get(listed).context["cl"].result_count == 13
    for number in (13, 14):
        making.place(f"Carnation square {number}", slug=f"square-{number}")
    assert "All: at least 15" in lines(making.archivist(), "carnation")


def test_as_many_queries_are_asked_for_much_as_for_little(some_of_each):
    def asked(written: str) -> int:
        client = sits(making.archivist())
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:go", query={"q": written}))
        return len(queries)

    asked("1990")  # what stands around all pages is written once
    little = [asked(written) for written in ("carnations", "zzzz", "613 carnations")]
    for number in range(12):
        for kind in (making.place, making.source, making.entry, making.page, making.institution):
            kind(f"Carnations 613: {number}", slug=f"one-{number}")
        making.statement(f"Carnations {number}", issuers=[some_of_each["house"]])

    assert [*little, asked("carnations"), asked("613")] == [9, 6, 9, 10, 10]  # one more where it begins a name
