"""What readers see of figures: who says so, when and where; and that accounts differ where they do."""

import re

import pytest
from django.test import Client

from archive import clock, languages
from archive.editorial import publishing
from archive.editorial.reviewing import standing
from archive.public.detail import details
from tests import making
from tests.kept import kept
from tests.public.test_pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
@kept
def january():
    """An observance and its event, with what a ministry said in three years and an agency in one."""
    ministry = making.institution({"en": "Ministry", "az": "Nazirlik", "ru": "Министерство"}, slug="ministry")
    agency, town = making.institution("Agency", slug="agency"), making.place("Town", slug="town")
    report = making.source({"en": "Report", "az": "Hesabat"}, slug="report")
    day = making.observance({"en": "The day", "az": "Gün", "ru": "День"}, slug="day")
    for one in (ministry, agency, town, report, day):
        making.published(one)
    event = making.entry(
        {"en": "The night", "az": "Gecə"}, slug="night", sources=[report], observances=[day], date="1990-01-19"
    )
    whole = making.figure(event, 1150, by=ministry, source=report, stated_on="2024")
    making.figure(event, 131, by=ministry, source=report, stated_on="2011-01")
    making.figure(
        event,
        147,
        by=agency,
        source=report,
        stated_on="2021",
        as_of="2020-12-15",
        qualifier="more-than",
        locator="p. 3",
        quotation="147 nəfər",
        quotation_language="az",
        note="A note.",
    )
    making.figure(event, 63, by=ministry, source=report, stated_on="2024", population="children", part_of=whole)
    making.figure(event, 167, by=ministry, source=report, measure="destroyed", unit="villages", place=town)
    making.published(event)
    return event


def tables(answer) -> list[list[str]]:
    """Each table of the section on figures: its caption, then its rows with their cells parted by bars."""
    section = re.search(r'<section aria-labelledby="figures">.*?</section>', answer.content.decode(), re.DOTALL)[0]
    found = []
    for table in re.findall(r"<table>.*?</table>", section, re.DOTALL):
        caption = re.search(r"<caption>(.*?)</caption>", table, re.DOTALL)[1]
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)[1:]
        lines = [" | ".join(plain(cell) for cell in re.split(r"</t[hd]>", row)[:-1]) for row in rows]
        found.append([plain(caption), *lines])
    return found


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(" ,", ",").split()).replace(" ,", ",")


EXPECTED = [
    [
        "Killed Accounts differ.",
        "131 | people | Ministry | January 2011 Its speaker has since stated: 1,150. | Report",
        "more than 147 | people | Agency | 2021 counted up to: 15 December 2020 | Report p. 3 147 nəfər Note: A note.",
        "1,150 | people | Ministry | 2024 | Report",
        "63 | children, part of 1,150 | Ministry | 2024 | Report",
    ],
    ["Destroyed", "167 | villages, Town | Ministry | 20 January 2024 | Report"],
]


def test_an_event_shows_its_figures_by_measure_with_their_speakers(client, january):
    assert tables(client.get("/en/timeline/night/")) == EXPECTED


def test_the_observance_shows_the_figures_of_its_events_with_the_same_links(client, january):
    answer = client.get("/en/observances/day/")

    assert tables(answer) == EXPECTED
    section = answer.content.decode().partition('id="figures"')[2].partition("</section>")[0]
    assert re.search(r'<h3>\s*<a href="([^"]+)"', section)[1] == "/en/timeline/night/"
    assert sorted(set(re.findall(r'href="([^"]+)"', section))) == [
        "/en/institutions/agency/",
        "/en/institutions/ministry/",
        "/en/places/town/",
        "/en/sources/report/",
        "/en/timeline/night/",
    ]


def test_what_a_preview_knows_besides_is_not_kept_for_readers(client, january):
    agency = making.Institution.objects.get(slug="agency")
    publishing.withdraw(agency, by=making.publisher(), reason_class="superseded", note={"en": "Another one."})
    day = standing(making.Observance.objects.get(slug="day"))

    details.preview(day, language="en", now=clock.now(), stands={str(agency.uuid): ("institution", "agency")})

    page = client.get("/en/observances/day/").content.decode()
    section = page.partition('id="figures"')[2].partition("</section>")[0]
    assert "Agency" in section
    assert "/en/institutions/agency/" not in section


def test_a_page_without_figures_has_no_section_for_them(client, january):
    other = making.entry("Other", slug="other", sources=[making.Source.objects.get(slug="report")])
    making.published(other)

    assert 'id="figures"' not in client.get("/en/timeline/other/").content.decode()


def test_names_in_figures_say_their_language_where_it_is_another(client, january):
    section = client.get("/ru/observances/day/").content.decode().partition('id="figures"')[2]

    assert '<a href="/ru/institutions/ministry/" dir="auto">Министерство</a>' in section.replace(' lang="ru"', "")
    assert '<a href="/ru/institutions/agency/" lang="en" dir="auto">Agency</a>' in section
    assert '<a href="/ru/timeline/night/" lang="az" dir="auto">Gecə</a>' in section


def test_rows_and_columns_have_their_headings(client, january):
    html = client.get("/en/timeline/night/").content.decode()

    assert (html.count("<caption>"), html.count('<th scope="col">'), html.count('<th scope="row">')) == (2, 10, 5)
    assert '<q lang="az" dir="auto">147 nəfər</q>' in html


@pytest.mark.parametrize("events", [1, 12])
def test_figures_cost_an_observance_no_query(client, january, events, django_assert_num_queries):
    day, report = making.Observance.objects.get(slug="day"), making.Source.objects.get(slug="report")
    for number in range(1, events):
        event = making.entry(f"Event {number}", sources=[report], observances=[day])
        making.figure(event, number, by=making.Institution.objects.get(slug="agency"), source=report)
        making.published(event)

    client.get("/en/")  # from now on it is known who the archive is
    for address, number in (("/en/observances/day/", 7), ("/en/timeline/night/", 5)):
        with django_assert_num_queries(number):
            client.get(address)
    section = client.get("/en/observances/day/").content.decode().partition('id="figures"')[2]
    assert section.count("<h3>") == events


def test_the_figures_of_a_withdrawn_event_leave_the_observance(january):
    assert "1,150" in words(Client().get("/en/observances/day/"))

    publishing.withdraw(january, by=making.publisher(), reason_class="legal", note={"en": "No.", "az": "Yox."})

    assert 'id="figures"' not in Client().get("/en/observances/day/").content.decode()


def test_a_number_has_its_thousands_apart_as_each_language_does():
    assert {code: [languages.get(code).grouped(one) for one in (613, 2783, 16000)] for code in ("az", "en", "ru")} == {
        "az": ["613", "2783", "16\N{NO-BREAK SPACE}000"],
        "en": ["613", "2,783", "16,000"],
        "ru": ["613", "2783", "16\N{NO-BREAK SPACE}000"],
    }


def test_a_number_in_azerbaijani_has_the_ending_of_its_last_word():
    # yüz, min, on altı, doxsan, otuz, əlli beş, milyon
    numbers = (200, 6000, 16, 90, 30, 55, 1000000)

    assert [languages.get("az").than(number).partition("-")[2] for number in numbers] == [
        "dən",
        "dən",
        "dan",
        "dan",
        "dan",
        "dən",
        "dan",
    ]
    assert languages.get("en").than(16000) == "16,000"


def test_numbers_are_put_as_their_speakers_put_them_in_every_language(client, january):
    found = {
        language: re.findall(
            r'<th scope="row">([^<]+)</th>', client.get(f"/{language}/observances/day/").content.decode()
        )[1]
        for language in ("az", "en", "ru")
    }

    assert found == {"az": "147-dən çox", "en": "more than 147", "ru": "более 147"}


def test_the_claims_of_a_table_are_drawn_on_one_scale(client, january):
    html = client.get("/en/timeline/night/").content.decode()

    chart = html.partition('<svg role="img"')[2].partition("</figure>")[0]
    claims = re.findall(r'<g class="claim ([^"]+)">(.*?)</g>', chart, re.DOTALL)
    assert [(shape, plain(drawn), re.search(r'cx="([^"]+)"', drawn)[1]) for shape, drawn in claims] == [
        ("exact earlier", "131 · Ministry · January 2011", "10.1%"),
        ("or-more", "more than 147 · Agency · 2021", "11.1%"),
        ("exact", "1,150 · Ministry · 2024", "73.3%"),
        ("exact", "63 children · Ministry · 2024", "5.9%"),
    ]
    assert re.findall(r'class="tick"[^>]*>([^<]+)<', chart) == ["0", "1,500"]
    assert "An arrow to the right stands for “more than” or “at least”." in chart
    assert "A faint mark" in chart
    assert "hollow" not in chart
    assert 'aria-label="Chart of Killed: the table above says the same in words."' in chart


def test_a_range_is_drawn_from_end_to_end_and_what_has_no_number_is_named(client, january):
    agency, report = making.Institution.objects.get(slug="agency"), making.Source.objects.get(slug="report")
    stated = {"by": agency, "source": report, "measure": "missing"}
    making.figure(january, None, low=0, high=10, qualifier="range", stated_on="2001", **stated)
    making.figure(january, None, qualifier="unquantified", stated_on="2002", **stated)
    making.figure(january, 5, qualifier="about", stated_on="2003", **stated)
    making.published(january, change="update", note={"en": "Missing persons.", "az": "İtkinlər."})

    missing = client.get("/en/timeline/night/").content.decode().partition("Chart of Missing")[2]

    assert "Not drawn. No number is given: Agency · 2002" in plain(missing)
    drawn = re.findall(r'<g class="claim ([^"]+)">(.*?)</g>', missing, re.DOTALL)
    assert [(shape, re.findall(r'cx="([^"]+)"', marks)) for shape, marks in drawn] == [
        ("range earlier", ["2.0%", "95.0%"]),
        ("about", ["48.5%"]),
    ]
