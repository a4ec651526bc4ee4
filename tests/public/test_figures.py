"""What readers see of figures: who says so, when and where; and that accounts differ where they do."""

import re

import pytest
from django.conf import settings
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


def section(answer) -> str:
    return re.search(r'<section[^>]* aria-labelledby="figures">.*?</section>', answer.content.decode(), re.DOTALL)[0]


def rows(answer) -> list[str]:
    """Each row of the board, its cells parted by bars."""
    table = re.search(r"<table>.*?</table>", section(answer), re.DOTALL)[0]
    table = re.sub(r'<span class="lane-name".*?</span>|<span class="letter".*?</span>', "", table)
    found = re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)
    return [" | ".join(plain(cell) for cell in re.split(r"</t[hd]>", row)[:-1]) for row in found]


def lines(answer) -> list[str]:
    """The lines for each measure of the events of an observance."""
    return [plain(line) for line in re.findall(r"<li>(.*?)</li>", section(answer), re.DOTALL)]


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace(" ,", ",").split()).replace(" ,", ",")


def test_an_event_shows_one_board_with_a_row_for_each_speaker(client, january):
    assert rows(client.get("/en/timeline/night/")) == [
        "Stated by | Killed Accounts differ. | Destroyed",
        "Ministry | 1,150 2024 1 63 children, part of 1,150 2024 1 1 earlier 131 2011 1 | 167 villages, Town 2024 1",
        "Agency | more than 147 2021 1 counted up to: 15 December 2020 | ",
    ]
    assert "Agency, Killed: more than 147. Note: A note." in plain(section(client.get("/en/timeline/night/")))


def test_every_figure_has_an_anchor_and_is_told_and_cited_by_itself(client, january):
    told = section(client.get("/en/timeline/night/"))
    edition = f"{settings.MEMORIAL_ADDRESS}/en/timeline/night/editions/1/"

    found = dict(re.findall(r'<li id="(f\d+)">(.*?)</li>', told, re.DOTALL))
    assert sorted(found) == ["f1", "f2", "f3", "f4", "f5"]
    assert set(re.findall(r'<a class="number" href="#(f\d+)"', told)) == {*found}
    assert plain(found["f3"]) == (
        "Killed: more than 147 people 1 · Agency · 2021 Source: Report, p. 3 147 nəfər "
        "Agency. Killed: more than 147 people, 2021. Report, p. 3. Quoted in: “The night”. "
        f"{archive_name(client)}, edition 1. {edition}#f3 (accessed: [date])."
    )
    assert "Later gave 1,150." in plain(found["f2"])


def archive_name(client) -> str:
    return client.get("/en/").context["page"].frame.identity.name


def test_a_source_in_which_a_figure_was_stated_has_its_number_even_if_nothing_else_cites_it(client, january):
    other = making.source("Yearbook", slug="yearbook")
    making.published(other)
    making.figure(january, 9, by=making.Institution.objects.get(slug="agency"), source=other, measure="missing")
    making.published(january, change="update", note={"en": "More.", "az": "Yenə."})

    page = client.get("/en/timeline/night/").context["page"]

    assert [cited.source.text for cited in page.citations] == ["Report", "Yearbook"]
    assert [link.text for link in page.figures.claims[-2].sources] == ["2"]
    assert page.citations[1].thing.address == "#f6"


def test_the_observance_shows_a_line_for_each_measure_that_leads_to_the_event(client, january):
    answer = client.get("/en/observances/day/")

    assert lines(answer) == [
        "Killed: more than 147 Agency, 2021 · 1,150 Ministry, 2024 Accounts differ.",
        "Destroyed: 167 villages, Town Ministry, 2024",
    ]
    assert re.search(r'<h3>\s*<a href="([^"]+)"', section(answer))[1] == "/en/timeline/night/"
    assert sorted(set(re.findall(r'href="([^"]+)"', section(answer)))) == [
        "/en/institutions/agency/",
        "/en/institutions/ministry/",
        "/en/timeline/night/",
        "/en/timeline/night/#f1",
        "/en/timeline/night/#f3",
        "/en/timeline/night/#f5",
        "/en/timeline/night/#figures",
    ]


def test_a_year_of_the_observance_shows_what_was_stated_in_it(client, january):
    assert lines(client.get("/en/observances/day/2011/")) == ["Killed: 131 Ministry, 2011 Accounts differ."]


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


def test_rows_columns_and_measures_have_their_headings(client, january):
    html = client.get("/en/timeline/night/").content.decode()

    assert (html.count("<caption"), html.count('<th scope="col">'), html.count('<th scope="row">')) == (1, 3, 2)
    assert re.findall(r'role="heading" aria-level="3">([^<]+)<', html) == ["Killed", "Destroyed"]
    assert '<q lang="az" dir="auto">147 nəfər</q>' in html


@pytest.mark.parametrize("events", [1, 12])
def test_figures_cost_an_observance_no_query(client, january, events, django_assert_num_queries):
    day, report = making.Observance.objects.get(slug="day"), making.Source.objects.get(slug="report")
    for number in range(1, events):
        event = making.entry(f"Event {number}", sources=[report], observances=[day])
        making.figure(event, number, by=making.Institution.objects.get(slug="agency"), source=report)
        making.published(event)

    client.get("/en/")  # from now on it is known who the archive is
    for address, number in (("/en/observances/day/", 7), ("/en/timeline/night/", 4)):
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
            r'<a class="number"[^>]*>([^<]+)</a>', client.get(f"/{language}/observances/day/").content.decode()
        )[0]
        for language in ("az", "en", "ru")
    }

    assert found == {"az": "147-dən çox", "en": "more than 147", "ru": "более 147"}


def test_the_figures_are_drawn_on_one_scale_of_time(client, january):
    told = section(client.get("/en/timeline/night/"))

    (chart,) = re.findall(r'<svg class="wide".*?</svg>', told, re.DOTALL)
    marks = re.findall(r'<g class="drawn ([^"]+)" data-figure="([^"]+)">(.*?)</g>', chart, re.DOTALL)
    assert [(kinds, figure, re.findall(r"<text[^>]*>([^<]+)<", drawn)) for kinds, figure, drawn in marks] == [
        ("earlier", "f2", ["A"]),
        ("or-more", "f3", ["B"]),
        ("exact", "f4", ["A"]),
        ("exact", "f1", ["A"]),
    ]
    assert re.findall(r'text-anchor="end">([^<]+)<', chart) == ["0", "500", "1,000", "1,500"]
    assert "An arrow upwards stands for “more than” or “at least”." in told
    assert "A dashed mark" in told
    assert "hollow" not in told
    assert "Killed. A: 131 · Ministry · January 2011; B: more than 147 · Agency · 2021" in chart
    assert plain(told).count("Not drawn. No other number is given on it: Destroyed: 167 villages, Town · Ministry") == 1


def test_a_range_is_drawn_from_end_to_end_and_what_has_no_number_is_named(client, january):
    agency, report = making.Institution.objects.get(slug="agency"), making.Source.objects.get(slug="report")
    stated = {"by": agency, "source": report, "measure": "missing"}
    making.figure(january, None, low=0, high=10, qualifier="range", stated_on="2001", **stated)
    making.figure(january, None, qualifier="unquantified", stated_on="2002", **stated)
    making.figure(january, 5, qualifier="about", stated_on="2003", **stated)
    making.published(january, change="update", note={"en": "Missing persons.", "az": "İtkinlər."})

    page = client.get("/en/timeline/night/")

    missing = page.context["page"].figures.plot.panels[1].drawings[0]
    assert "Not drawn. No number is given: Missing: no number given · Agency · 2002" in plain(section(page))
    bottom, top = missing.numbers[0].at, missing.numbers[-1].at
    assert [(mark.kinds, mark.low, mark.high) for mark in missing.marks] == [
        (("range", "earlier"), bottom, top),
        (("about",), (bottom + top) // 2, (bottom + top) // 2),
    ]
