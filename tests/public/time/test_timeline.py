"""The timeline between decades and single days: what is counted, what is shown, and how it reaches beyond."""

from datetime import date
from itertools import pairwise

import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.catalogue.listing import Bucket, Query
from archive.dates import Dating
from archive.editorial import merging
from archive.public.frame.pages import Link
from archive.public.lists import understanding
from archive.public.time import axis, spans
from archive.public.time.context import shown_span
from archive.public.time.pages import Extent, TimelinePage
from archive.public.time.spans import Span, Unit
from archive.records.sources import Source
from tests import making
from tests.everybody import too_wide
from tests.kept import kept
from tests.public.archives import small

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# --- stretches of time -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "unit", "headings"),
    [
        ("1990-01-20", "1990-01-20", Unit.DAY, (Unit.DAY,)),
        ("1990-01-01", "1990-01-31", Unit.DAY, (Unit.DAY,)),
        ("1990-01-01", "1990-12-31", Unit.MONTH, (Unit.MONTH, Unit.DAY)),
        ("1990-01-01", "1999-12-31", Unit.YEAR, (Unit.YEAR, Unit.MONTH)),
        ("1988-01-01", "2026-12-31", Unit.YEAR, (Unit.DECADE, Unit.YEAR)),
        ("1918-01-01", "2026-12-31", Unit.DECADE, (Unit.DECADE, Unit.YEAR)),
        ("0001-01-01", "9999-12-31", Unit.DECADE, (Unit.DECADE, Unit.YEAR)),
    ],
)
def test_bars_and_headings_fit_the_span_that_is_shown(first, last, unit, headings):
    span = Span(first=date.fromisoformat(first), last=date.fromisoformat(last))

    assert (span.unit, span.headings) == (unit, headings)
    assert spans.of(span.stretches(unit)[0]).first <= span.first
    assert spans.of(span.stretches(unit)[-1]).last >= span.last


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1990-01-20", ("19XX", "199X", "1990", "1990-01", "1990-01-20")),
        ("1990-01~", ("19XX", "199X", "1990", "1990-01", "1990-01")),
        ("1990-21", ("19XX", "199X", "1990", "1990-21", "1990-21")),
        ("199X", ("19XX", "199X", "199X", "199X", "199X")),
        ("19XX", ("19XX", "19XX", "19XX", "19XX", "19XX")),
        ("0044", ("004X", "004X", "0044", "0044", "0044")),
        ("0005-01-02", ("0005", "0005", "0005", "0005-01", "0005-01-02")),
        ("../1991", ("19XX", "199X", "1991", "1991", "1991")),
        ("[1992,1993]", ("19XX", "199X", "1992", "1992", "1992")),
    ],
)
def test_something_stands_under_the_stretch_in_which_it_begins_as_far_as_that_is_known(written, expected):
    dating = Dating.parse(written)

    assert tuple(str(spans.beginning(dating, unit)) for unit in Unit) == expected


@pytest.mark.parametrize(
    "asked", [("", ""), ("1000", "1500"), ("", "1950"), ("2050", ""), ("9999-12-31", ""), ("", "0001")]
)
@pytest.mark.parametrize(
    "written", ["../1990", "1990/..", "0044/2100", "9999-12-05/..", "0001-01-01/9999-12-31", "1500"]
)
def test_what_is_drawn_lies_within_what_was_asked(written, asked):
    dating = Dating.parse(written)
    first, last = (Dating.parse(one) if one else None for one in asked)
    query = Query(earliest=first and first.earliest, latest=last and last.latest)
    bucket = Bucket(
        earliest=dating.earliest or date.min, latest=dating.latest or date.max, year=dating.order[0].year, count=1
    )

    shown = shown_span([bucket], query)

    if bucket.overlaps(query.earliest, query.latest):
        assert (query.earliest or date.min) <= shown.first <= shown.last <= (query.latest or date.max)
        assert shown.stretches(shown.unit)


# --- pages -------------------------------------------------------------------------------------------

DATED = {
    "March 1918": "1918-03",
    "The war": "1988-02/1994-05-12",
    "In 1990": "1990",
    "The night": "1990-01-19/1990-01-20",
    "The day": "1990-01-20",
    "One of two": "[1990-01-21,1990-01-23]",
    "Or later": "1991/..",
    "Circa 1995": "1995~",
}


@pytest.fixture
@kept
def dated():
    """Events dated as well as they are known, some at a place."""
    source, town = making.source(), making.place("Baku", slug="baku")
    other = making.place("Shusha", slug="shusha")
    for made in (source, town, other):
        making.published(made)
    for number, (title, written) in enumerate(DATED.items()):
        places = {"The night": (town, other), "The day": (town,)}.get(title, ())
        entry = making.entry(
            title, slug=f"event-{number}", date=written, one_night=title == "The night", sources=[source], places=places
        )
        making.published(entry)


def page(client, **asked: str) -> TimelinePage:
    answer = client.get("/en/timeline/", asked)
    assert answer.status_code == 200
    return answer.context["page"]


def outline(periods) -> list:
    """Headings with what stands under them."""
    return [
        (period.heading, [one.item.title.text for one in period.items], outline(period.parts)) for period in periods
    ]


def test_all_of_time_is_read_by_decade_and_year(client, dated):
    shown = page(client)

    assert outline(shown.periods) == [
        ("1910s", [], [("1918", ["March 1918"], [])]),
        ("1980s", [], [("1988", ["The war"], [])]),
        (
            "1990s",
            [],
            [
                ("1990", ["In 1990", "The night", "The day", "One of two"], []),
                ("1991", ["Or later"], []),
                ("1995", ["Circa 1995"], []),
            ],
        ),
    ]
    assert [(bar.label, bar.count) for bar in shown.overview.bars if bar.count] == [
        ("1910", 1),
        ("80", 1),
        ("90", 7),
    ]
    assert (shown.breadcrumbs, shown.earlier, shown.later) == ((), None, None)
    march = shown.periods[0].parts[0].items[0]
    assert (march.item.when.words, march.extent) == ("March 1918", Extent(x="16%", until="25%", shape="sometime"))


def test_a_month_is_read_by_its_days_and_shows_what_reaches_into_it(client, dated):
    shown = page(client, **{"from": "1990-01", "to": "1990-01"})

    assert shown.heading == "Timeline: January 1990"
    assert outline(shown.periods) == [
        ("February 1988", ["The war"], []),
        ("1990", ["In 1990"], []),
        ("19 January 1990", ["The night"], []),
        ("20 January 1990", ["The day"], []),
        ("21 January 1990", ["One of two"], []),
    ]
    items = [one for period in shown.periods for one in period.items]
    assert [(one.item.title.text, one.notes, one.is_said) for one in items if one.notes or one.is_said] == [
        ("The war", ("It began before the period shown.", "It ended after the period shown."), False),
        ("In 1990", ("It is not known whether it fell within the period shown.",), True),
        ("The day", (), True),
    ]
    assert [one.extent.shape for one in items if one.extent] == ["lasting", "lasting", "one-of"]
    assert [(link.text, link.address) for link in shown.breadcrumbs] == [
        ("Whole period", "/en/timeline/"),
        ("1990s", "/en/timeline/?from=199X&to=199X"),
        ("1990", "/en/timeline/?from=1990&to=1990"),
        ("January 1990", ""),
    ]
    assert (shown.earlier.text, shown.later.text) == ("March 1918", "January 1991")
    assert len(shown.overview.bars) == 31
    assert shown.frame.is_indexed is False


def test_a_night_is_shown_within_its_month(client, dated):
    shown = page(client, **{"from": "1990-01-19", "to": "1990-01-20", "place": "baku"})

    assert outline(shown.periods) == [("19 January 1990", ["The night"], []), ("20 January 1990", ["The day"], [])]
    assert shown.breadcrumbs[-2:] == (
        Link(text="January 1990", address="/en/timeline/?place=baku&from=1990-01&to=1990-01"),
        Link(text="19–20 January 1990", is_current=True),
    )
    assert [(bar.words, bar.count, bar.is_chosen) for bar in shown.overview.bars if bar.count] == [
        ("19 January 1990", 1, True),
        ("20 January 1990", 2, True),
    ]
    assert [(one.name, one.value) for one in shown.results.active_filters] == [("Place", "Baku")]


def test_a_bar_counts_what_its_address_shows(client, dated):
    waiting, seen = [page(client)], 0

    while waiting:
        for bar in waiting.pop().overview.bars:
            if bar.count:
                answer = client.get(bar.address).context["page"]
                assert (bar.words, bar.count) == (answer.breadcrumbs[-1].text, answer.results.total)
                seen += 1
                if seen < 5:
                    waiting.append(answer)

    assert seen > 20


def test_words_leave_what_holds_them_in_the_list_the_filters_and_the_bars(client, dated, monkeypatch):
    monkeypatch.setattr(understanding, "MOST_RANKED", 1)
    shown = page(client, q="night")

    assert (shown.results.total, outline(shown.periods)[0][1]) == (1, ["The night"])
    assert [bar.count for bar in shown.overview.bars if bar.count] == [1, 1]  # it reaches into the next day
    (places,) = [facet for facet in shown.form.facets if facet.name == "place"]
    assert {one.label: one.count for one in places.values} == {"Baku": "1", "Shusha": "1"}
    assert page(client, q="nonsense").results.total == 0
    several = page(client, q="baku")
    assert (several.results.total > 1, several.understanding.best_of) == (True, 0)  # all of it stands in time
    assert page(client, q="night", lanes="place").results.total == 1


def test_what_comes_near_is_shown_where_no_event_has_all_that_is_asked(client, dated):
    paper = making.source("A lantern", slug="lantern")
    making.published(paper)
    making.published(making.entry("Unlike", slug="unlike", date="1996", sources=[paper]))

    near = page(client, q="lantern")
    assert (outline(near.periods), near.understanding.is_near) == ([("1996", ["Unlike"], [])], True)

    making.published(making.entry("Lantern", slug="lantern", date="1997", sources=[paper]))
    full = page(client, q="lantern")
    assert (outline(full.periods), full.understanding.is_near) == ([("1997", ["Lantern"], [])], False)


def test_what_is_open_at_one_end_is_told_apart_where_it_may_not_have_been(client, dated):
    shown = page(client, **{"from": "1990", "to": "1996"})
    (happening,) = (
        one
        for period in page(client, **{"from": "1993", "to": "1993"}).periods
        for one in period.items
        if one.item.title.text == "Or later"
    )

    assert [(bar.label, bar.count, bar.open) for bar in shown.overview.bars] == [
        ("1990", 5, 0),
        ("91", 2, 0),
        ("92", 2, 1),
        ("93", 2, 1),
        ("94", 2, 1),
        ("95", 2, 1),
        ("96", 1, 1),
    ]
    assert [(bar.height, bar.solid_height) for bar in shown.overview.bars[-2:]] == [("40%", "20%"), ("20%", "0%")]
    assert happening.notes == (
        "It began before the period shown.",
        "It is not known whether it fell within the period shown.",
    )


def test_an_open_span_is_said_in_words(client, dated):
    shown = page(client, **{"from": "1990-01-22"})

    assert [link.text for link in shown.breadcrumbs] == ["Whole period", "22 January 1990 or later"]
    assert shown.results.total == 5
    assert page(client, to="1950").results.total == 1
    assert page(client, **{"from": "2050", "to": "2050", "place": "baku"}).results.total == 0
    ages = page(client, **{"from": "0001", "to": "9999"})
    assert (len(ages.overview.bars), ages.breadcrumbs[-1].text) == (9, "1–9999")
    assert page(client, **{"from": "0001", "to": "1000"}).overview is None


def published(*dates: str) -> None:
    source = making.source()
    making.published(source)
    for written in dates:
        making.published(making.entry(written, date=written, sources=[source]))


def test_many_decades_are_folded_where_nothing_was_and_the_rest_leads_on(client, db):
    published("0044-03-15", "1813", "1990-01-20", "1988/1994", "2100")

    shown = page(client)

    assert [(bar.label, bar.words, bar.count, bar.is_gap) for bar in shown.overview.bars] == [
        ("40", "40s", 1, False),
        ("…", "50s – 1800s", 0, True),
        ("1810", "1810s", 1, False),
        ("…", "1820s – 1970s", 0, True),
        ("1980", "1980s", 1, False),
        ("90", "1990s", 2, False),
        ("…", "2000s – 2090s", 0, True),
        ("2100", "2100s", 1, False),
    ]
    assert shown.overview.gaps == ("50s – 1800s", "1820s – 1970s", "2000s – 2090s")
    said = client.get("/en/timeline/").content.decode()
    assert "“…” stands for periods without records: 50s\xa0– 1800s; 1820s\xa0– 1970s; 2000s\xa0– 2090s." in said
    for bar in shown.overview.bars:
        assert not bar.count or client.get(bar.address).context["page"].results.total == bar.count


def test_a_dozen_decades_stand_beside_each_other_as_they_are(client, db):
    published("1913", "2026")

    shown = page(client).overview

    assert " ".join(bar.label for bar in shown.bars) == "1910 20 30 40 50 60 70 80 90 2000 10 20"
    assert shown.gaps == ()


def test_where_decades_are_too_many_bars_stand_for_centuries(client, db):
    published("0044", "0801/2100", "1913")

    shown = page(client)

    centuries = [bar for bar in shown.overview.bars if "century" in bar.words]
    assert [bar.label for bar in shown.overview.bars][:3] == ["40", "…", "9th"]
    assert [(bar.words, bar.count) for bar in centuries[-3:]] == [
        ("20th century", 2),
        ("21st century", 1),
        ("22nd century", 1),
    ]
    within = client.get(centuries[-3].address).context["page"]
    assert (within.breadcrumbs[-1].text, within.results.total, len(within.overview.bars)) == ("20th century", 2, 10)
    assert (within.earlier.text, within.later) == ("40s", None)


@pytest.mark.browser
def test_no_timeline_is_wider_than_a_phone(served, new_page):
    published("0044", "1813", "1990-01-20", "1988/1994", "2100")
    screen = new_page(viewport={"width": 390, "height": 844})

    def wide(*addresses: str) -> list[str]:
        found = []
        for address in addresses:
            screen.goto(f"{served}/{address}")
            for width in (390, 320):
                screen.set_viewport_size({"width": width, "height": 844})
                found += [f"{screen.url}: {one}" for one in too_wide(screen)]
        return found

    assert wide("ru/", "az/timeline/", "en/timeline/?from=1990&to=2020", "ru/timeline/?from=1990-01&to=1990-01") == []
    published("0001/9999")
    assert wide("ru/timeline/") == []


def test_lanes_show_the_same_side_by_side(client, dated):
    shown = page(client, **{"from": "1990", "to": "1990", "lanes": "place"})

    assert shown.periods == ()
    assert [(link.text, link.address) for link in shown.lanes.headings] == [
        ("Baku", "/en/places/baku/"),
        ("Shusha", "/en/places/shusha/"),
        ("Other places, or none", ""),
    ]
    rows = {
        row.heading: [[one.item.title.text for one in lane.items] for lane in row.lanes] for row in shown.lanes.rows
    }
    assert rows == {
        "February 1988": [[], [], ["The war"]],
        "1990": [[], [], ["In 1990"]],
        "19 January 1990": [["The night"], ["The night"], []],
        "20 January 1990": [["The day"], [], []],
        "21 January 1990": [[], [], ["One of two"]],
    }
    assert [(link.text, link.is_current) for link in shown.layouts] == [
        ("List", False),
        ("By place", True),
        ("By subject", False),
    ]
    assert "lanes" not in shown.layouts[0].address


@pytest.fixture
def in_karabakh(db):
    """What happened in two towns of a region, and elsewhere, between 1918 and 2020."""
    source = making.source("Report", slug="report")
    karabakh, baku = making.place("Karabakh", slug="karabakh"), making.place("Baku", slug="baku")
    for made in (source, karabakh, baku):
        making.published(made)
    towns = [making.place(one, slug=one.lower(), parent=karabakh) for one in ("Khojaly", "Shusha")]
    for town in towns:
        making.published(town)
    for title, when, where, weight in (
        ("Long ago", "1918-03/1918-04", [baku], 2),
        ("A night", "1992-02-25/1992-02-26", [towns[0]], 3),
        ("A day", "1992-05-08", [towns[1]], 1),
        ("Perhaps", "1994~", [karabakh], 2),
        ("At last", "2020-11-08", [], 2),
    ):
        slug = title.lower().replace(" ", "-")
        making.published(making.entry(title, slug=slug, date=when, places=where, weight=weight, sources=[source]))


def test_what_happened_in_a_town_stands_in_the_lane_of_its_region(client, in_karabakh):
    shown = page(client, lanes="place")

    assert [heading.text for heading in shown.lanes.headings] == ["Karabakh", "Baku", "Other places, or none"]
    assert shown.lanes.is_slim == (False, True, True)
    assert [[mark.title.text for mark in lane.marks] for lane in shown.picture.lanes] == [
        ["A night", "A day", "Perhaps"],
        ["Long ago"],
        ["At last"],
    ]


def test_time_is_drawn_to_scale_and_broken_where_nothing_is_for_long(client, in_karabakh):
    picture = page(client).picture

    assert [fold.words for fold in picture.folds] == ["1919–1991", "1995–2019"]
    marks = {mark.title.text: mark for lane in picture.lanes for mark in lane.marks}
    at = {title: float(mark.x.rstrip("%")) for title, mark in marks.items()}
    years = {tick.words: float(tick.x.rstrip("%")) for tick in picture.ticks}
    a_year = years["1993"] - years["1992"]
    assert at["Long ago"] == pytest.approx(years["1918"] + a_year * 59 / 365, abs=0.3)
    assert at["At last"] == pytest.approx(years["2020"] + a_year * 312 / 366, abs=0.3)
    assert {title: (mark.shape, mark.weight, mark.label) for title, mark in marks.items()} == {
        "Long ago": ("lasting", 2, ""),
        "A night": ("lasting", 3, "A night"),
        "A day": ("certain", 1, ""),
        "Perhaps": ("doubtful", 2, ""),
        "At last": ("certain", 2, ""),
    }


def test_each_page_is_drawn_by_itself_and_anew_after_something_is_published(client, in_karabakh, monkeypatch):
    monkeypatch.setattr("archive.catalogue.listing.timelines.EVENTS_PER_PAGE", 3)

    def drawn(**asked: str) -> list[list[str]]:
        return [[mark.title.text for mark in lane.marks] for lane in page(client, **asked).picture.lanes]

    assert drawn() == [["A night", "A day"], ["Long ago"]]
    assert drawn(page="2") == [["Perhaps"], ["At last"]]
    assert drawn(page="2", lanes="place") == drawn(page="2")
    making.published(making.entry("Before all", date="1905-02", sources=[Source.objects.get()]))
    assert drawn() == [["A night"], ["Long ago"], ["Before all"]]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.dates(date(44, 1, 1), date(2100, 12, 31)), min_size=2, max_size=30))
def test_an_axis_keeps_the_order_of_time_within_the_width(days):
    drawn = axis.of([Span(first=day, last=day) for day in days])
    at = [(drawn.across(day), drawn.across(day, at_its_end=True)) for day in sorted(days)]

    assert all(0 <= begins < ends <= 1.0001 for begins, ends in at)
    assert at == sorted(at)
    assert all(one.last < other.first for one, other in pairwise(drawn.stretches))


def test_lanes_of_a_merged_place_are_those_of_the_kept_one(client, dated):
    town, other = making.Place.objects.get(slug="baku"), making.Place.objects.get(slug="shusha")
    merging.merge(other, into=town, by=making.archivist(), seen=merging.plan(other, into=town).seen)
    making.published(other, change="update", note={"en": "One town."})

    assert [link.text for link in page(client, lanes="place").lanes.headings] == ["Baku", "Other places, or none"]


def test_what_cannot_be_understood_is_said_beside_its_field(client, dated):
    for asked, sentence in (
        ({"lanes": "nonsense"}, "The archive has nothing under this name."),
        ({"from": "1990-13"}, "Write a day, a month or a year"),
        ({"from": "1991", "to": "1990"}, "The last day is before the first."),
    ):
        answer = client.get("/en/timeline/", asked)

        assert (asked, answer.status_code) == (asked, 400)
        assert sentence in answer.content.decode()


def test_the_timeline_can_be_read_as_it_stood(client, db):
    with time_machine.travel("2025-01-01T00:00:00Z"):
        source = making.source()
        making.published(source)
        making.published(making.entry("First", date="1990-01-20", sources=[source]))
    with time_machine.travel("2026-01-01T00:00:00Z"):
        making.published(making.entry("Second", date="1990-01-20", sources=[source]))

        shown = page(client, **{"from": "1990", "to": "1990", "as_of": "2025-06-01"})

    assert shown.results.total == 1
    assert [bar.count for bar in shown.overview.bars if bar.count] == [1]
    links = [*shown.breadcrumbs[:-1], *shown.layouts, *(bar for bar in shown.overview.bars if bar.count)]
    assert all("as_of=2025-06-01" in link.address for link in links)


def test_the_whole_page_is_there_for_everybody(client, db):
    small()

    said = client.get("/ru/timeline/?from=2020-11&to=2020-11").content.decode()

    assert 'rel="nofollow" aria-current="true"' not in said
    assert said.count("<h1>") == 1
    assert "10 ноября 2020: 1 запись" in said
