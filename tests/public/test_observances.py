"""Observances as law made them: their history, their days, the page of each year."""

import re
from dataclasses import replace
from datetime import date, time

import pytest
import time_machine

from archive import clock
from archive.editions import reading
from archive.editorial import publishing
from archive.public.frame.pages import Link, When
from archive.public.kinds import observance_calendar
from archive.public.kinds.observances import LawLine, RitualLine
from archive.records.date_rules import Override
from tests import making

pytestmark = [pytest.mark.django_db, pytest.mark.once]

NOW = "2026-11-22T10:00:00Z"


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(NOW, tick=True):
        yield


def victory_day(**options):
    """With the two orders of 2 and 3 December 2020."""
    first = making.source("Order of 2 December", slug="order-of-2-december")
    second = making.source("Order of 3 December", slug="order-of-3-december")
    for instrument in (first, second):
        making.published(instrument)
    made = making.observance(
        {"az": "Zəfər Günü", "en": "Victory Day", "ru": "День Победы"},
        slug="victory-day",
        rules=[
            {
                "kind": "fixed",
                "month": 11,
                "day": 10,
                "valid_from_year": 2021,
                "signed": "2020-12-02",
                "instrument": first,
            },
            {
                "kind": "fixed",
                "effect": "changes-date",
                "month": 11,
                "day": 8,
                "valid_from_year": 2021,
                "signed": "2020-12-03",
                "instrument": second,
            },
        ],
        **options,
    )
    return made


def page(client, address: str):
    return client.get(address).context["page"]


def test_scenario_12_both_orders_stand_in_the_history_and_10_november_finds_the_page(client):
    making.published(victory_day())

    shown = page(client, "/en/observances/victory-day/")

    assert shown.law == (
        LawLine(
            kept_by=None,
            signed=When(machine="2020-12-02", words="2 December 2020"),
            effect="It establishes the day.",
            instrument=Link(text="Order of 2 December", language="en", address="/en/sources/order-of-2-december/"),
            days="10 November",
            years="from 2021 on",
            never_kept=True,
            is_in_force=False,
        ),
        LawLine(
            kept_by=None,
            signed=When(machine="2020-12-03", words="3 December 2020"),
            effect="It changes the date.",
            instrument=Link(text="Order of 3 December", language="en", address="/en/sources/order-of-3-december/"),
            days="8 November",
            years="from 2021 on",
            never_kept=False,
            is_in_force=True,
        ),
    )
    assert shown.day == When(machine="11-08", words="8 November")
    assert [(day.when.machine, day.address) for day in shown.coming] == [
        ("2027-11-08", "/en/observances/victory-day/2027/"),
        ("2028-11-08", "/en/observances/victory-day/2028/"),
        ("2029-11-08", "/en/observances/victory-day/2029/"),
    ]
    for query in ("10 November", "10 noyabr", "10 ноября", "8 noyabr"):
        (found,) = page(client, f"/en/search/?q={query}&kind=observance").results.groups[0].items
        assert found.title.address == "/en/observances/victory-day/"


def test_scenario_12_2020_has_no_occurrence_and_2021_has_one(client):
    making.published(victory_day())

    years = {year: page(client, f"/en/observances/victory-day/{year}/") for year in (2020, 2021)}

    assert {year: [day.when.words for day in shown.days] for year, shown in years.items()} == {
        2020: [],
        2021: ["8 November 2021"],
    }
    assert "This observance has no day in 2020." in client.get("/en/observances/victory-day/2020/").content.decode()
    assert [day.instrument.text for day in years[2021].days] == ["Order of 3 December"]
    assert (years[2021].earlier, years[2021].later) == (
        None,
        Link(text="2022", address="/en/observances/victory-day/2022/"),
    )


def test_one_leafs_back_to_the_earliest_year_of_which_something_is_known(client):
    house = making.institution("House")
    making.published(house)
    unknown, recalled = making.observance("Unknown", slug="a"), making.observance("Recalled", slug="b", base_year=1990)
    for made in (unknown, recalled):
        making.published(made)
    for year in (2021, 2024):
        making.published(making.statement("Said", issuers=[house], observance=unknown, year=year, date=f"{year}-09-27"))

    earlier = {
        at: leaf.text if (leaf := page(client, f"/en/observances/{at}/").earlier) else None
        for at in ("a/2026", "a/2022", "a/2021", "a/2020", "b/1992", "b/1991")
    }

    assert earlier == {
        "a/2026": "2025",
        "a/2022": "2021",
        "a/2021": None,
        "a/2020": None,
        "b/1992": "1991",
        "b/1991": None,
    }
    assert [one.title.text for one in page(client, "/en/observances/a/2024/").statements] == ["Said"]
    assert page(client, "/en/observances/a/2022/").statements == ()


def test_scenario_13_a_day_off_is_shown_where_it_is_recorded_and_moves_nothing(client):
    made = victory_day()
    instrument = making.source("Production calendar of 2026")
    making.published(instrument)
    Override.objects.create(
        observance=made, year=2026, outcome="as-ruled", day_off=date(2026, 11, 10), instrument=instrument
    )
    making.published(made)

    (day,) = page(client, "/en/observances/victory-day/2026/").days
    (before,) = page(client, "/en/observances/victory-day/2025/").days

    assert (day.when.words, day.day_off.words) == ("8 November 2026", "10 November 2026")
    assert (before.when.words, before.day_off) == ("8 November 2025", None)


def test_scenario_14_a_former_name_finds_the_day_and_a_statement_keeps_its_heading(client):
    day = making.observance("Day of the 1994 Genocide against the Tutsi in Rwanda", slug="7-april", month=4, day=7)
    day.names.create(text="Genocide in Rwanda", language="en", sort="former")
    house = making.institution("House")
    for one in (day, house):
        making.published(one)
    making.published(
        making.statement(
            "Message on the Genocide in Rwanda", issuers=[house], observance=day, year=2015, date="2015-04-07"
        )
    )

    found = page(client, "/en/search/?q=genocide+in+rwanda").results.groups[0].items

    assert {one.title.text for one in found[:2]} == {
        "Day of the 1994 Genocide against the Tutsi in Rwanda",
        "Message on the Genocide in Rwanda",
    }


def test_scenario_15_a_stricken_bill_has_a_page_and_no_days(client):
    making.published(making.observance("A day", slug="a-day", status="stricken"))

    shown = page(client, "/en/observances/a-day/")

    assert (shown.status, shown.day, shown.coming) == ("Stricken. This day never came into force.", None, ())
    assert page(client, "/en/observances/a-day/2026/").days == ()
    assert page(client, "/en/").coming == ()


def test_the_page_of_a_year_has_that_years_statements_and_the_events(client):
    made, house = victory_day(), making.institution("House")
    source = making.source()
    for one in (made, house, source):
        making.published(one)
    for year in (2024, 2025):
        making.published(
            making.statement(f"Of {year}", issuers=[house], observance=made, year=year, date=f"{year}-11-07")
        )
    making.published(making.entry("Something", observances=[made], date="2020-11-08", sources=[source]))

    shown = page(client, "/en/observances/victory-day/2025/")

    assert [one.title.text for one in shown.statements] == ["Of 2025"]
    assert [one.title.text for one in shown.events] == ["Something"]
    assert [row.years.address for row in page(client, "/en/observances/victory-day/").matrix.rows] == [
        "/en/observances/victory-day/2025/",
        "/en/observances/victory-day/2024/",
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("observances/victory-day/2020/", 200),
        ("observances/victory-day/2200/", 200),
        ("observances/victory-day/2201/", 404),
        ("observances/victory-day/1799/", 404),
        ("observances/victory-day/0000/", 404),
        ("observances/victory-day/02021/", 404),
        ("observances/nothing/2021/", 404),
        ("statements/victory-day/2021/", 404),
    ],
)
def test_there_is_an_end_to_the_years(client, address, status):
    making.published(victory_day())

    assert client.get(f"/en/{address}").status_code == status


def test_a_year_that_says_nothing_is_not_indexed(client):
    making.published(victory_day())

    indexed = [page(client, f"/en/observances/victory-day/{year}/").frame.is_indexed for year in (2020, 2021)]

    assert indexed == [False, True]


def test_a_week_counted_from_another_day_is_counted_from_what_readers_can_see(client, django_assert_num_queries):
    yom = making.observance(
        "Yom HaShoah", slug="yom", rules=[{"kind": "listed", "dates": "2027-05-04, 2028-04-25", "at_sunset": True}]
    )
    making.published(yom)
    week = making.observance(
        "Days of Remembrance",
        slug="week",
        rules=[{"kind": "weekday-near", "weekday": "sun", "side": "on-or-before", "base": yom, "duration": 8}],
    )
    making.published(week)
    yom.rules.update(dates="2027-06-01")  # a draft: readers see nothing of it

    client.get("/en/")  # from now on it is known who the archive is
    with django_assert_num_queries(6):  # as many as others: the day it is counted from is known
        answer = client.get("/en/observances/week/")
    shown = answer.context["page"]

    assert (shown.day.words, shown.day.machine) == ("the Sunday on or before “Yom HaShoah” (8 days)", "")
    assert [day.when.words for day in shown.coming] == ["2–9 May 2027", "23–30 April 2028"]
    with time_machine.travel("2027-05-09T19:59:59Z"):
        assert [day.when.words for day in page(client, "/en/").leading] == ["2–9 May 2027"]
    assert page(client, "/en/observances/yom/2027/").days[0].at_sunset


def test_a_day_that_moves_within_a_month_is_listed_under_it(client):
    making.published(
        making.observance(
            "Remembrance Sunday", rules=[{"kind": "nth-weekday", "month": 11, "weekday": "sun", "nth": 2}]
        )
    )
    making.published(making.observance("Victory Day", month=11, day=8))

    items = page(client, "/en/observances/").results.groups[0].items

    assert [(one.title.text, one.when) for one in items] == [
        ("Remembrance Sunday", When(machine="", words="November")),
        ("Victory Day", When(machine="11-08", words="8 November")),
    ]
    first, *_near = page(client, "/en/search/?q=second+sunday+november").results.groups[0].items
    assert first.title.text == "Remembrance Sunday"


def test_two_observances_on_one_date_come_both_with_their_own_year(client):
    making.published(
        making.observance(
            "Remembrance Sunday", rules=[{"kind": "nth-weekday", "month": 11, "weekday": "sun", "nth": 2}]
        )
    )
    making.published(making.observance("Victory Day", month=11, day=8))

    with time_machine.travel("2032-11-08T10:00:00Z"):
        today = page(client, "/en/").leading
    with time_machine.travel("2037-11-08T10:00:00Z"):
        both = page(client, "/en/").leading

    assert [day.item.title.text for day in today] == ["Victory Day"]
    assert [day.item.title.text for day in both] == ["Remembrance Sunday", "Victory Day"]


def test_the_page_of_a_year_tells_that_the_observance_was_withdrawn(client):
    made = victory_day()
    making.published(made)
    note = {"az": "Geri götürülüb.", "en": "It was taken back.", "ru": "Отозвано."}
    publishing.withdraw(made, by=making.publisher(), reason_class="issuer-withdrew", note=note)

    shown = page(client, "/en/observances/victory-day/2025/")

    assert ([notice.tone for notice in shown.notices], shown.frame.is_indexed) == (["withdrawal"], False)
    assert page(client, "/en/").coming == ()


def test_a_statement_leads_to_its_observance_in_its_year(client):
    made, house = victory_day(), making.institution("House")
    for one in (made, house):
        making.published(one)
    making.published(making.statement("Of 2025", issuers=[house], observance=made, year=2025, slug="of-2025"))

    assert page(client, "/en/statements/of-2025/").occasion == "/en/observances/victory-day/2025/"


def test_scenario_11_a_body_without_the_shift_keeps_a_day_of_its_own(client):
    community = making.institution("Community", slug="community")
    making.published(community)
    nisan = {"kind": "listed", "dates": "2024-05-05, 2025-04-25, 2026-04-14", "at_sunset": True}
    made = making.observance(
        "Yom HaShoah",
        slug="yom-hashoah",
        rules=[{**nisan, "shifts": "fri -1, sun +1"}, {**nisan, "kept_by": community}],
    )
    making.published(made)

    shown = page(client, "/en/observances/yom-hashoah/2025/")
    (own,) = shown.days_of_bodies

    assert [day.when.words for day in shown.days] == ["24 April 2025"]
    assert (own.body, [day.when.words for day in own.days]) == (
        Link(text="Community", language="en", address="/en/institutions/community/"),
        ["25 April 2025"],
    )
    assert [day.when.words for day in page(client, "/en/observances/yom-hashoah/2024/").days] == ["6 May 2024"]


def test_what_took_the_place_of_a_day_is_named_on_both_pages(client):
    later = making.observance("Day of German Unity", slug="3-october", month=10, day=3)
    making.published(later)
    earlier = making.observance(
        "17 June",
        slug="17-june",
        status="abolished",
        successor=later,
        rules=[{"kind": "fixed", "month": 6, "day": 17, "valid_from_year": 1954, "valid_to_year": 1990}],
    )
    making.published(earlier)

    assert page(client, "/en/observances/17-june/").successor == Link(
        text="Day of German Unity", language="en", address="/en/observances/3-october/"
    )
    (group,) = page(client, "/en/observances/3-october/").others
    assert [item.title.text for item in group.items] == ["17 June"]


def test_the_page_of_a_year_has_the_figures_that_were_stated_in_it(client):
    made, house, source = victory_day(), making.institution("House"), making.source()
    for one in (made, house, source):
        making.published(one)
    event = making.entry("Something", observances=[made], date="2020-11-08", sources=[source])
    making.figure(event, 2783, by=house, source=source, stated_on="2020-12-03")
    making.figure(event, 2906, by=house, source=source, stated_on="2021-10-21")
    making.published(event)

    def numbers(year: int) -> list[str]:
        written = page(client, f"/en/observances/victory-day/{year}/").figures
        return re.findall(r'<a class="number"[^>]*>([0-9,]+)', written)

    assert {year: numbers(year) for year in (2020, 2021, 2022)} == {2020: ["2,783"], 2021: ["2,906"], 2022: []}


def test_what_is_done_on_the_day_stands_on_its_page_and_on_those_of_its_years(client):
    source, decree = making.source("A report", slug="a-report"), making.source("A decree", slug="a-decree")
    for one in (source, decree):
        making.published(one)
    noon = {"what": {"az": "Sükut", "en": "A moment of silence"}, "time": time(12)}
    made = making.observance(
        slug="a-day",
        first_year=2021,
        sources=[source],
        rituals=[
            {**noon, "zone": "Asia/Baku", "valid_to_year": 2024, "instrument": decree},
            {**noon, "local_everywhere": True, "valid_from_year": 2025, "position": 1},
            {"what": {"ru": "Возложение цветов"}, "position": 2},
        ],
    )
    made.citations.update(field="rituals")
    making.published(made)

    shown = page(client, "/en/observances/a-day/")
    in_baku = RitualLine(
        what=Link(text="A moment of silence"),
        time="12:00, Baku time",
        years="until 2024",
        instrument=Link(text="A decree", language="en", address="/en/sources/a-decree/"),
    )
    everywhere = RitualLine(
        what=Link(text="A moment of silence"),
        time="12:00, local time wherever one is",
        years="from 2025 on",
        instrument=None,
    )
    flowers = RitualLine(what=Link(text="Возложение цветов", language="ru"), time="", years="", instrument=None)

    assert shown.rituals == (in_baku, everywhere, flowers)
    assert shown.sources["rituals"] == (Link(text="1", address="#source-1"),)
    years = {year: page(client, f"/en/observances/a-day/{year}/") for year in (2020, 2024, 2025)}
    assert {year: one.rituals for year, one in years.items()} == {
        2020: (),
        2024: (replace(in_baku, years=""), flowers),
        2025: (replace(everywhere, years=""), flowers),
    }
    assert years[2024].ritual_sources == (Link(text="1", address="/en/observances/a-day/#source-1"),)
    assert page(client, "/en/search/?q=moment+of+silence").results.groups[0].items[0].title.text == "Day of Remembrance"


def test_days_are_made_anew_where_an_observance_changed_and_for_no_other_publication():
    making.published(victory_day())
    before = observance_calendar.everything(reading.at(clock.now()))
    making.published(making.source("Something else", slug="something-else"))

    assert observance_calendar.everything(reading.at(clock.now())) is before

    making.published(making.observance(slug="another-day"))
    after = observance_calendar.everything(reading.at(clock.now()))
    assert [one.payload.slug for one in after.snapshots] == ["another-day", "victory-day"]
