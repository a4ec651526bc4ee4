"""How much of a screen pages take, and where what matters stands on it."""

import pytest

from archive.public.frame import addresses
from tests import making
from tests.everybody import unoutlined, untold, violations

pytestmark = [pytest.mark.browser, pytest.mark.once]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
SENTENCES = " ".join(["What is told here was told by those who are named beside it, in these words and no others."] * 4)
TEXT = f"<p>{SENTENCES}</p>" * 3


@pytest.fixture
def archive(served) -> str:
    """An event with seven figures, a day with eight years of statements by two issuers, all with long names."""
    houses = [
        making.institution(f"Ministry of Foreign Affairs of the Republic, department {one}") for one in (1, 2, 3, 4)
    ]
    reports = [
        making.source({"en": f"Report {one} on the night and the days after it", "az": f"Hesabat {one}"}, language="az")
        for one in range(1, 8)
    ]
    day = making.observance("Day of Remembrance", slug="day", body=TEXT, sources=reports[:3], first_year=2015)
    for one in (*houses, *reports, day):
        making.published(one)
    event = making.entry(
        {"en": "The night", "az": "Gecə", "ru": "Ночь"},
        slug="night",
        observances=[day],
        sources=reports,
        body=TEXT,
        summary=SENTENCES[:180],
    )
    for position, (value, by) in enumerate(zip((100, 131, 147, 147, 150, 150, 744), [*houses, *houses], strict=False)):
        stated = {"stated_on": f"{1995 + 5 * position}-01", "measure": "killed" if value < 700 else "injured"}
        making.figure(event, value, by=by, source=reports[position], **stated)
    making.published(event)
    making.published(making.entry("The day after", slug="after", observances=[day], sources=reports, date="1990-01-22"))
    for year in range(2018, 2026):
        title = f"Statement of the Ministry of Foreign Affairs on the Day of Remembrance ({year})"
        said = {"summary": SENTENCES[:120], "date": f"{year}-09-27", "sources": reports[:2], "body": TEXT}
        whose = {"origin": "transcribed", "completeness": "summary"} if year % 2 else {}
        by = houses[year % 2]
        making.published(
            making.statement(title, issuers=[by], observance=day, year=year, slug=str(year), **said, **whose)
        )
    return served


def height(page) -> int:
    return page.evaluate("document.documentElement.scrollHeight")


@pytest.fixture
def with_pictures(served) -> list[str]:
    """The addresses of records of each kind that show a picture at their heads, with a summary and without."""
    picture, source = (
        making.picture("A wall", slug="wall", content=making.drawn(width=600, height=800)),
        making.source(),
    )
    heads = []
    for summary in ("", SENTENCES[:180]):
        words = {"body": TEXT, "summary": summary, "sources": [source]}
        where = {"latitude": "39.7", "longitude": "46.7", "precision": "settlement"}
        heads += [
            making.entry("The night", offers_support=True, **words),
            making.observance("Day of Remembrance", first_year=2015, **words),
            making.human("Zərifə Orucova", **words),
            making.institution("Ministry of Foreign Affairs of the Republic", **words),
            making.place("Shusha", **where, **words),
        ]
    for one in heads:
        making.show(one, picture)
    for one in (picture, source, *heads):
        making.published(one)
    return [served + addresses.record("en", one.kind, one.slug) for one in heads]


def test_a_phone_shows_the_first_sentence_before_any_picture(with_pictures, new_page):
    phone, found = new_page(viewport=PHONE), {}
    for address in with_pictures:
        phone.goto(address)
        words, picture = (phone.locator(one).first.bounding_box() for one in (".lede, .prose p", ".shown-picture"))
        found[address] = words["y"] + 28 <= 500 and words["y"] < picture["y"]

    assert (len(found), [address for address, is_seen in found.items() if not is_seen]) == (10, [])


def test_pages_are_short_and_everything_is_where_it_is_looked_for(archive, new_page):
    page = new_page(viewport=DESKTOP)
    for address, most in (
        *((f"{language}/timeline/night/", 2600) for language in ("en", "az", "ru")),
        ("en/observances/day/", 3200),
    ):
        page.goto(f"{archive}/{address}")
        assert height(page) <= most, address
        assert violations(page) + unoutlined(page) + untold(page) == []

    # What follows a few sources begins beside them, as high as they do.
    page.goto(f"{archive}/en/statements/2025/")
    begins = [page.locator(one).bounding_box() for one in ("#sources", "#akin")]
    assert begins[0]["x"] < begins[1]["x"]
    assert begins[0]["y"] == begins[1]["y"]

    # The first words of a statement are near the top of a phone; facts come before sources.
    phone = new_page(viewport=PHONE, java_script_enabled=False)
    phone.goto(f"{archive}/en/statements/2025/")
    order = [
        phone.locator(one).first.bounding_box()["y"]
        for one in ("main", ".byline", "h1", ".ribbon", ".lede", ".facts", "#sources")
    ]
    assert order == sorted(order)
    assert order[4] - order[0] <= 430

    # A figure is unfolded by whoever comes to it, without scripts; of two drawings there is one.
    phone.goto(f"{archive}/en/timeline/night/")
    assert height(phone) <= 4500
    assert not phone.locator("#f3").is_visible()
    phone.locator(".board a.number[href='#f3']").click()
    assert (
        phone.locator("#f3 .copied")
        .inner_text()
        .startswith("Ministry of Foreign Affairs of the Republic, department 3.")
    )
    assert [phone.locator(f".plot .{size}").first.is_visible() for size in ("wide", "narrow")] == [False, True]

    # So are the sources, which are folded there and not where there is room.
    assert not phone.locator("#source-2").is_visible()
    phone.locator(".citations summary").click()
    assert phone.locator("#source-2").is_visible()
    phone.goto(f"{archive}/en/timeline/night/?fresh#source-3")
    assert phone.locator("#source-3").is_visible()
    page.goto(f"{archive}/en/timeline/night/")
    assert page.locator("#source-2").is_visible()
    assert not page.locator(".citations summary").is_visible()

    # What is folded is printed.
    page.goto(f"{archive}/en/timeline/night/")
    assert not page.locator("#f2").is_visible()
    page.emulate_media(media="print")
    assert page.locator("#f2").is_visible()
    assert not page.locator(".tools").is_visible()
