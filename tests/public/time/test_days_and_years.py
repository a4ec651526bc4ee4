"""One day in all years, one year in all its days, and the day that is today on the first page."""

import pytest
import time_machine

from archive.editorial import publishing
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def years():
    """An observance kept since 1991, an event in a night of 1990 and statements of two years."""
    with time_machine.travel("2024-06-01T00:00:00Z"):
        source, house = making.source(), making.institution("House")
        day = making.observance("The day", slug="the-day", month=1, day=20, base_year=1990, summary="It recalls.")
        leap = making.observance(
            "Leap day", slug="leap", rules=[{"kind": "fixed", "month": 2, "day": 29, "leap": "28-february"}]
        )
        for made in (source, house, day, leap):
            making.published(made)
        dated = {
            "In 1990": "1990",
            "That month": "1990-01",
            "The night": "1990-01-19/1990-01-20",
            "A war": "1988-02-20/1990-01-20",
            "On a leap day": "1988-02-29",
        }
        for title, date in dated.items():
            making.published(making.entry(title, date=date, sources=[source]))
        for year in (2023, 2024):
            making.published(
                making.statement(
                    f"Statement of {year}",
                    issuers=[house],
                    observance=day,
                    year=year,
                    date=f"{year}-01-20",
                    sources=[source],
                )
            )


def page(client, address: str, **asked: str):
    answer = client.get(f"/en/{address}", asked)
    assert answer.status_code == 200
    return answer.context["page"]


def titles(items) -> list[str]:
    return [item.title.text for item in items]


def days(found) -> list[tuple[str, str, str]]:
    return [(day.item.title.text, day.when.words, day.address) for day in found]


def test_a_day_shows_what_is_dated_to_it_in_any_year(client, years):
    with time_machine.travel("2026-05-01T12:00:00Z"):
        shown = page(client, "on-this-day/01-20/")

    assert (shown.day, shown.is_today, shown.is_missing, shown.frame.is_indexed) == ("20 January", False, False, True)
    assert days(shown.days) == [("The day", "20 January 2026", "/en/observances/the-day/2026/")]
    assert titles(shown.events) == ["A war", "The night"]
    assert titles(shown.statements) == ["Statement of 2024", "Statement of 2023"]
    assert [(leaf.text, leaf.address) for leaf in (shown.earlier, shown.later)] == [
        ("19 January", "/en/on-this-day/01-19/"),
        ("21 January", "/en/on-this-day/01-21/"),
    ]


def test_the_day_of_today_is_the_archives(client, years):
    with time_machine.travel("2026-01-19T20:00:00Z"):  # midnight in Baku
        shown = page(client, "on-this-day/")
    with time_machine.travel("2026-01-19T19:59:59Z"):
        eve = page(client, "on-this-day/")

    assert (shown.day, shown.is_today, shown.frame.canonical) == (
        "20 January",
        True,
        "http://127.0.0.1:8000/en/on-this-day/01-20/",
    )
    assert (eve.day, days(eve.days)) == ("19 January", [])


@pytest.mark.parametrize(
    ("now", "is_missing", "kept"),
    [("2026-05-01", True, []), ("2028-05-01", False, [("Leap day", "29 February 2028", "/en/observances/leap/2028/")])],
)
def test_29_february_is_a_day_that_most_years_do_not_have(client, years, now, is_missing, kept):
    with time_machine.travel(now):
        shown = page(client, "on-this-day/02-29/")

    assert (shown.is_missing, days(shown.days), titles(shown.events)) == (is_missing, kept, ["On a leap day"])
    assert (shown.earlier.text, shown.later.text) == ("28 February", "1 March")
    said = client.get("/en/on-this-day/02-29/").content.decode()
    assert ("has no such day" in said) is (page(client, "on-this-day/02-29/").is_missing)


def test_there_is_no_page_of_a_day_that_no_year_has(client):
    for address in ("on-this-day/02-30/", "on-this-day/13-01/", "on-this-day/1-20/", "years/1799/", "years/90/"):
        assert (address, client.get(f"/en/{address}").status_code) == (address, 404)
    assert page(client, "on-this-day/03-03/").frame.is_indexed is False
    assert page(client, "years/2100/").frame.is_indexed is False


def test_a_year_shows_what_was_kept_said_and_happened(client, years):
    then, now = page(client, "years/1990/"), page(client, "years/2024/")

    assert (titles(then.events), titles(then.statements)) == (["A war", "In 1990", "That month", "The night"], [])
    # The law does not say since when the day is kept; in the year that it recalls it was not.
    assert days(then.days) == [("Leap day", "28 February 1990", "/en/observances/leap/1990/")]
    assert days(now.days) == [
        ("The day", "20 January 2024", "/en/observances/the-day/2024/"),
        ("Leap day", "29 February 2024", "/en/observances/leap/2024/"),
    ]
    assert (titles(now.statements), now.later) == (["Statement of 2024"], None)
    assert [(leaf.text, leaf.address) for leaf in (then.earlier, then.later)] == [
        ("1988", "/en/years/1988/"),
        ("2023", "/en/years/2023/"),
    ]


def test_all_years_are_listed_by_decade(client, years):
    assert [
        (decade.heading, [(line.year.text, line.counted) for line in decade.years])
        for decade in page(client, "years/").decades
    ] == [
        ("1980s", [("1988", "2 events")]),
        ("1990s", [("1990", "3 events")]),
        ("2020s", [("2023", "1 statement"), ("2024", "1 statement")]),
    ]


def test_the_calendar_can_be_read_as_it_stood(client, years):
    with time_machine.travel("2024-07-01T12:00:00Z"):
        making.published(making.entry("Later", date="1990-01-20", sources=[making.Source.objects.get()]))

        day, year = (page(client, address, as_of="2024-06-15") for address in ("on-this-day/01-20/", "years/1990/"))

        assert "Later" not in [*titles(day.events), *titles(year.events)]
        assert titles(page(client, "on-this-day/01-20/").events) == ["A war", "The night", "Later"]
    ways = [day.earlier, day.later, year.earlier, *(item.title for item in (*day.events, *year.events))]
    assert all("as_of=2024-06-15" in way.address for way in ways)
    assert (year.timeline, year.years) == (
        "/en/timeline/?from=1990&to=1990&as_of=2024-06-15",
        "/en/years/?as_of=2024-06-15",
    )


def test_home_is_led_by_the_day_that_is_today_with_what_was_said_on_it_this_year(client, years):
    with time_machine.travel("2024-06-02T12:00:00Z"):
        house = making.Institution.objects.get()
        for number in range(6):
            making.published(making.statement(f"Newer {number}", issuers=[house], year=2024, date="2024-05-01"))
        making.published(making.observance("Another day", slug="another", month=1, day=20, first_year=2000))
        before = page(client, "")
    with time_machine.travel("2025-01-20T12:00:00Z"):
        day = making.Observance.objects.get(slug="the-day")
        making.published(
            making.statement("Of this year", issuers=[house], year=2025, date="2024-01-01", observance=day)
        )
        today = page(client, "")

    assert days(before.coming) == [
        ("Another day", "20 January 2025", "/en/observances/another/2025/"),
        ("The day", "20 January 2025", "/en/observances/the-day/2025/"),
        ("Leap day", "28 February 2025", "/en/observances/leap/2025/"),
    ]
    assert [(day.nearness, day.item.title.text, day.item.summary, titles(day.statements)) for day in today.leading] == [
        ("Today", "Another day", "", []),
        ("Today", "The day", "It recalls.", ["Of this year"]),
    ]
    assert "The day" not in [day.item.title.text for day in today.coming]
    assert (len(today.statements), "Of this year" in titles(today.statements)) == (4, False)
    bars = [(bar.label, bar.count, bar.address) for bar in today.overview.bars if bar.count > 1]
    assert bars[0] == ("Feb", 2, "/en/timeline/?from=1988-02&to=1988-02")
    assert bars[1] == ("Jan", 4, "/en/timeline/?from=1990-01&to=1990-01")


def led(client, instant: str):
    """The one day that leads the first page at ``instant``."""
    with time_machine.travel(instant, tick=False):
        (day,) = page(client, "").leading
    return day


def test_the_first_page_is_led_from_the_eve_to_a_week_after_in_the_zone_of_the_archive(client, years):
    near = ("2025-01-18T20:00:00Z", "2025-01-19T20:00:00Z", "2025-01-20T20:00:00Z", "2025-01-27T19:59:00Z")
    found = [(day.nearness, day.when.words, day.anniversary) for day in (led(client, instant) for instant in near)]

    assert found == [
        ("Tomorrow", "20 January 2025", "35th anniversary"),
        ("Today", "20 January 2025", "35th anniversary"),
        ("Yesterday", "20 January 2025", "35th anniversary"),
        ("7 days ago", "20 January 2025", "35th anniversary"),
    ]
    for instant in ("2025-01-18T19:59:00Z", "2025-01-27T20:00:00Z"):
        with time_machine.travel(instant, tick=False):
            assert page(client, "").leading == ()


def test_the_day_shows_the_first_words_of_its_statement_and_what_was_said_a_year_before_once(client, years):
    long = " ".join(["The nation remembers those who gave their lives."] * 12)
    with time_machine.travel("2025-01-19T20:00:00Z", tick=False):
        house, day = making.Institution.objects.get(), making.Observance.objects.get(slug="the-day")
        event = making.TimelineEntry.objects.all()[2]
        making.change(event, title="The night")
        event.observances.add(day)
        making.published(event, change="minor")
        said = {"issuers": [house], "observance": day, "year": 2025, "date": "2025-01-20"}
        making.published(making.statement("Of this year", body=f"<h2>Statement</h2><p>{long}</p>", **said))
        making.published(making.statement("Of the year before", **{**said, "year": 2024}))

    day = led(client, "2025-01-20T10:00:00Z")
    assert (titles(day.statements), titles(day.before), titles(day.events)) == (
        ["Of this year"],
        ["Of the year before"],
        ["The night"],
    )
    assert day.opening.startswith("The nation remembers those who gave their lives. The nation")
    assert day.opening.endswith(" …")
    assert len(day.opening) < 370
    assert "Of this year" not in day.opening
    with time_machine.travel("2025-01-20T10:00:00Z", tick=False):
        html = client.get("/en/").content.decode()
    assert [html.count(f">{title}<") for title in ("Of this year", "Of the year before", "The night")] == [1, 1, 1]
    with time_machine.travel("2025-01-20T10:00:00Z", tick=False):
        assert client.get("/az/").content.decode().count('lang="en"><p>The nation remembers') == 1


def test_the_page_of_a_year_says_that_its_day_has_not_come(client, years):
    said = {}
    for instant in ("2026-01-19T19:59:59Z", "2026-01-19T20:00:00Z"):
        with time_machine.travel(instant, tick=False):
            said[instant] = client.get("/en/observances/the-day/2026/").content.decode()
    before, after = said.values()

    assert ("This day has not come yet." in before, "has no statement for this year" in before) == (True, False)
    assert ("This day has not come yet." in after, "has no statement for this year" in after) == (False, True)


def test_what_was_corrected_is_listed_with_its_note_and_its_edition(client):
    with time_machine.travel("2024-01-01T12:00:00Z"):
        town, gone, secret = (making.place(name, slug=name.lower()) for name in ("Town", "Gone", "Secret"))
        for made in (town, gone, secret):
            making.published(made)
    with time_machine.travel("2024-05-01T12:00:00Z"):
        making.change(town, title="City")
        making.published(town, change="correction", note={"en": "It said Town; it says City."})
    with time_machine.travel("2025-02-01T12:00:00Z"):
        making.change(town, summary="A word.")
        making.published(town, change="minor")
        for made, reason in ((gone, "superseded"), (secret, "personal-data")):
            publishing.withdraw(made, by=making.publisher(), reason_class=reason, note={"en": f"Since {reason}."})

    with time_machine.travel("2025-03-01T12:00:00Z"):
        now, then = page(client, "corrections/"), page(client, "corrections/", as_of="2024-12-31")
        (line,) = then.years[0].lines
        assert client.get(line.edition.address).status_code == 200
        first = page(client, "places/town/editions/").editions[-1]
        past = page(client, first.then.removeprefix("/en/"))

    told = [
        (year.heading, [(line.title.text, line.note, line.edition and line.edition.text) for line in year.lines])
        for year in now.years
    ]
    assert told == [
        ("2025", [("A withdrawn record", "Since personal-data.", None), ("Gone", "Since superseded.", None)]),
        ("2024", [("City", "It said Town; it says City.", "Edition 2")]),
    ]
    assert (line.label, line.title.address, line.edition.address) == (
        "Correction",
        "/en/places/town/?as_of=2024-12-31",
        "/en/places/town/editions/2/?as_of=2024-12-31#changed",
    )
    assert (past.prose.title, past.frame.as_of.when.words) == ("Town", "1 January 2024, 16:00 (Baku time)")
    assert "/en/corrections/" in {link.address for link in now.frame.sections}
    assert client.get("/en/corrections/?page=x").status_code == 400
