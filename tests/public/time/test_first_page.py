"""What archivists put on the first page, days as doors, the leaf of all days, and the order within one."""

import re
from uuid import UUID

import pytest
import time_machine

from archive.editorial import publishing
from archive.editorial.uses import uses
from archive.public.lists.pages import Item
from archive.records.observances import Observance
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db

PICTURES = (("hard", "#1d2735"), ("wall", "#7b342d"))


@pytest.fixture
@kept
def night():
    """A night of which three speakers give numbers; a decree of the day before it, and its effect the day after."""
    with time_machine.travel("2026-06-01T00:00:00Z"):
        source = making.source()
        speakers = [making.institution(name) for name in ("Embassy", "Ministry", "Observers")]
        day = making.observance("The day", slug="the-day", month=1, day=20, base_year=1990)
        for made in (source, *speakers, day):
            making.published(made)
        entry = making.entry(
            {"az": "A gecə", "en": "The night", "ru": "Ночь"},
            slug="night",
            date="1990-01-19/1990-01-20",
            one_night=True,
            sources=[source],
            observances=[day],
        )
        for by, number, year in ((speakers[0], 131, "2011"), (speakers[1], 147, "2021"), (speakers[1], 150, "2026")):
            making.figure(entry, number, by=by, source=source, stated_on=year)
        making.figure(
            entry, 100, by=speakers[2], source=source, stated_on="1995", qualifier="more-than", population="civilians"
        )
        making.figure(entry, 4, by=speakers[1], source=source, measure="missing", stated_on="2026")
        making.published(entry)
    return entry


def page(client, address: str = "", language: str = "en", **asked: str):
    answer = client.get(f"/{language}/{address}", asked)
    assert answer.status_code == 200
    return answer.context["page"]


def titles(items: tuple[Item, ...]) -> list[str]:
    return [item.title.text for item in items]


def test_archivists_choose_a_story_and_an_event_whose_speakers_differ(client, night):
    with time_machine.travel("2026-06-02T00:00:00Z", tick=False):
        nothing = page(client)
    with time_machine.travel("2026-06-03T00:00:00Z"):
        story = making.collection("A story", slug="story", summary="In short.", members=[night])
        making.published(story)
        making.published(making.identity({"en": "House"}, story=story, figures_of=night))
    with time_machine.travel("2026-06-04T00:00:00Z", tick=False):
        shown = page(client)
        html = client.get("/en/").content.decode()
        event = page(client, "timeline/night/")
    with time_machine.travel("2027-01-20T08:00:00Z", tick=False):
        today = page(client)

    assert (nothing.story, nothing.accounts) == (None, None)
    assert (shown.story.title.text, shown.story.summary) == ("A story", "In short.")
    assert (shown.accounts.event.address, shown.accounts.measure, shown.accounts.more) == (
        "/en/timeline/night/",
        "Killed",
        "",
    )
    # All who speak of that measure, with what each says now, in the order in which they said it.
    assert [(one.number, one.counted, one.speaker.text, one.stated_on.words) for one in shown.accounts.claims] == [
        ("more than 100", "civilians", "Observers", "1995"),
        ("131", "people", "Embassy", "2011"),
        ("150", "people", "Ministry", "2026"),
    ]
    assert html.index("A story") < html.index("more than 100") < html.index("does not add, average or choose")
    assert len(html.encode()) < 60_000
    assert (len(today.leading), today.story, today.accounts) == (1, None, None)
    # To be shown there is no mention; at the desk it is told before an event is withdrawn.
    assert event.appears == ()
    assert [use.record.kind for use in uses(night)] == ["collection", "identity"]


def test_a_story_is_shown_with_the_first_picture_that_everybody_may_see_at_once(client, night):
    with time_machine.travel("2026-06-02T00:00:00Z"):
        hard, wall = (making.picture(slug, slug=slug, content=making.drawn(colour)) for slug, colour in PICTURES)
        making.change(hard, content_note="It shows wounded people.")
        making.published(hard), making.published(wall)
        story = making.collection("A story", slug="story", body="<p>At length.</p>", members=[night, hard, wall])
        making.published(story)
        making.published(making.identity({"en": "House"}, story=story))
    with time_machine.travel("2026-06-03T00:00:00Z"):
        shown, html = page(client), client.get("/en/").content.decode()
        publishing.withdraw(wall, by=making.publisher(), reason_class="superseded", note={"en": "Note."})
    with time_machine.travel("2026-06-04T00:00:00Z", tick=False):
        without = page(client)

    assert (shown.story.image.address.split("/")[2], without.story.image) == ("wall", None)
    # A picture stands in place of the first words.
    assert ("At length." in html, html.count("/media/wall/") > 0) == (False, True)
    assert without.story.opening == "At length."


def test_a_story_that_is_withdrawn_stands_on_the_first_page_no_longer(client, night):
    with time_machine.travel("2026-06-02T00:00:00Z"):
        making.published(making.identity({"en": "House"}, story=night))
    with time_machine.travel("2026-06-02T12:00:00Z", tick=False):
        assert page(client).accounts.event.text == page(client).story.title.text == "The night"
    with time_machine.travel("2026-06-03T00:00:00Z"):
        publishing.withdraw(
            night,
            by=making.publisher(),
            reason_class="superseded",
            note={"az": "Qeyd.", "en": "Note.", "ru": "Причина."},
        )
    with time_machine.travel("2026-06-04T00:00:00Z", tick=False):
        assert (page(client).story, page(client).accounts) == (None, None)
        assert page(client, as_of="2026-06-02").story.title.address == "/en/timeline/night/?as_of=2026-06-02"


def test_days_of_remembrance_are_doors_with_their_next_occurrence(client, night):
    with time_machine.travel("2026-12-01T08:00:00Z", tick=False):
        (door,) = page(client).coming
        html = client.get("/en/").content.decode()

    assert (door.item.title.address, door.when.words, door.nearness, door.anniversary) == (
        "/en/observances/the-day/",
        "20 January 2027",
        "In 50 days",
        "37th anniversary",
    )
    assert "In 50 days" in html


def test_a_door_says_what_its_observance_is_called_by_now_and_how_far_the_day_is(client, night):
    day = Observance.objects.get(slug="the-day")

    def told(instant: str, **asked: str) -> tuple[str, str]:
        with time_machine.travel(instant, tick=False):
            (door,) = page(client, **asked).coming
        return door.item.title.text, door.nearness

    assert told("2026-12-01T08:00:00Z") == told("2026-12-01T08:30:00Z") == ("The day", "In 50 days")
    with time_machine.travel("2026-12-01T09:00:00Z"):
        making.change(day, title="The night and the day")
        making.published(day, change="minor")
    assert told("2026-12-01T10:00:00Z") == ("The night and the day", "In 50 days")
    assert told("2026-12-02T10:00:00Z") == ("The night and the day", "In 49 days")
    assert told("2026-12-02T10:00:00Z", as_of="2026-11-30") == ("The day", "In 51 days")


def test_the_first_page_asks_the_database_once_more_for_what_was_chosen(client, night, django_assert_num_queries):
    with time_machine.travel("2026-06-02T00:00:00Z"):
        making.published(making.identity({"en": "House"}, story=night))
    with time_machine.travel("2026-06-03T00:00:00Z", tick=False):
        with django_assert_num_queries(13):  # nothing is kept; 12 without a choice
            client.get("/en/")
        with django_assert_num_queries(1):
            client.get("/en/")


def test_no_day_is_a_dead_end(client, night):
    with time_machine.travel("2027-05-12T08:00:00Z", tick=False):
        empty = page(client, "on-this-day/05-12/")
        html = client.get("/en/on-this-day/05-12/").content.decode()
        alone = page(client, "on-this-day/01-20/")

    assert [way.address for way in (empty.before, empty.after)] == [
        "/en/on-this-day/01-20/",
        "/en/on-this-day/01-19/",
    ]
    assert alone.before.text == alone.after.text == "19 January"
    days = [(month.value, day) for month in empty.leaf for day in re.findall("<li.*?</li>", month.days)]
    assert len(days) == 366
    assert [(month, *re.findall(">([0-9]+)<", day)) for month, day in days if "href" in day] == [(1, "19"), (1, "20")]
    assert [day for day in days if "aria-current" in day[1]] == [
        (5, '<li class="today"><span aria-current="page">12</span></li>')
    ]
    assert '<a href="/en/on-this-day/01-20/" aria-label="20 January">20</a>' in html


def test_a_day_is_asked_for_in_a_field(client, night):
    def asked(**parameters: str):
        return client.get("/en/on-this-day/", parameters)

    assert asked(day="12", month="5").headers["Location"] == "/en/on-this-day/05-12/"
    assert asked(day="29", month="2").headers["Location"] == "/en/on-this-day/02-29/"
    for wrong in ({"day": "31", "month": "2"}, {"day": "x", "month": "5"}, {"day": "5"}, {"day": "", "month": ""}):
        answer = asked(**wrong)
        assert (answer.status_code, "There is no such day." in answer.content.decode()) == (400, True)


def test_within_a_day_cause_comes_before_effect_in_every_language(client, night):
    source = making.Source.objects.get()
    day = {"date": "1990-01-19", "sources": [source]}
    with time_machine.travel("2026-06-02T00:00:00Z"):
        made = (
            making.entry({"az": "Z fərman", "en": "Z decree", "ru": "Я указ"}, slug="decree", **day),
            making.entry({"az": "A nəticə", "en": "A result", "ru": "А итог"}, slug="result", order_in_day=2, **day),
            making.entry({"az": "B iclas", "en": "B session", "ru": "Б сессия"}, slug="session", order_in_day=1, **day),
            making.entry({"az": "Ç", "en": "C at noon", "ru": "В"}, slug="noon", time="12:00", zone="Asia/Baku", **day),
        )
        for entry in made:
            making.published(entry)
    with time_machine.travel("2026-06-03T00:00:00Z", tick=False):
        found = {code: page(client, "on-this-day/01-19/", code) for code in ("az", "en", "ru")}
        timeline = page(client, "timeline/")

    def slugs(items: tuple[Item, ...]) -> list[str]:
        return [item.title.address.split("/")[-2] for item in items]

    # By what archivists said, then by time; the night comes after the day in which it began.
    for shown in found.values():
        assert slugs(shown.events) == ["decree", "session", "result", "noon", "night"]
    parts = [part for period in timeline.periods for part in (period, *period.parts)]
    assert [slug for part in parts for slug in slugs(tuple(one.item for one in part.items))] == [
        *("decree", "session", "result", "noon", "night"),
    ]


def test_what_archivists_say_nothing_of_stands_alike_in_every_language(client):
    with time_machine.travel("2026-06-02T00:00:00Z"):
        source, house = making.source(), making.institution()
        making.published(source), making.published(house)
        for number in range(4):
            words = {"az": f"{number}", "en": f"{9 - number}", "ru": f"{number % 2}{number}"}
            # Of two whose last bits are alike by chance titles decide.
            its_own = {"slug": f"entry-{number}", "uuid": UUID(int=number, version=4)}
            making.published(making.entry(words, date="1990-01-20", sources=[source], **its_own))
            said = {"issuers": [house], "slug": f"said-{number}", "date": "2026-01-20"}
            making.published(making.statement(words, original_language="az", **said))
    with time_machine.travel("2026-06-03T00:00:00Z", tick=False):
        days = [page(client, "on-this-day/01-20/", code) for code in ("az", "en", "ru")]
        firsts = [page(client, language=code) for code in ("az", "en", "ru")]

    for shown in ([day.events for day in days], [day.statements for day in days], [one.statements for one in firsts]):
        orders = {tuple(item.title.address.split("/")[-2] for item in items) for items in shown}
        assert ([len(order) for order in orders], len(orders)) == ([4], 1)


def test_lists_are_grouped_and_repeat_neither_year_nor_day(client, night):
    with time_machine.travel("2026-06-02T00:00:00Z"):
        house, day = making.Institution.objects.first(), making.Observance.objects.get()
        for year, date in ((2024, "2024-01-20"), (2025, "2025-01-20"), (2026, "2025-12-31")):
            made = making.statement(f"Of {year}", issuers=[house], observance=day, year=year, date=date)
            making.published(made)
    with time_machine.travel("2026-06-03T00:00:00Z", tick=False):
        statements = page(client, "statements/")
        observances = page(client, "observances/")
        html = client.get("/en/statements/").content.decode()
        of_day = page(client, "on-this-day/01-20/")

    told = [(group.heading, [one.when.words for one in group.items]) for group in statements.results.groups]
    assert told == [("2026", ["31 December 2025"]), ("2025", ["20 January"]), ("2024", ["20 January"])]
    assert [group.heading for group in observances.results.groups] == ["January"]
    assert [one.when.words for one in of_day.statements] == ["2025", "2024"]
    assert html.index('class="list-bar"') < html.index('class="lines"')
