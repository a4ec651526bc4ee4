"""Maps: which part they show, that no words cover others, and that only what is published stands on them."""

import json
from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.editorial import publishing
from archive.public.frame.pages import Link
from archive.public.maps import base, names, outlines, places, views
from archive.public.maps.clipping import Window, pieces, ring, simplified
from archive.public.maps.names import Wanted
from archive.public.maps.outlines import NoOutline, Outline
from tests import making

pytestmark = pytest.mark.once

KHOJALY, BAKU, MOSCOW = (46.7887, 39.9112), (49.8671, 40.4093), (37.6173, 55.7558)


# --- what it is drawn on ------------------------------------------------------------------------------


def test_what_maps_are_drawn_on_is_nature_alone_and_small():
    heights = {f"above-{height}" for height in (500, 1000, 1500, 2000, 3000)}

    assert set(base.region().layers) == {"land", "shelf", "deep", "lakes", "rivers", "peaks", *heights}
    assert set(base.world().layers) == {"land", "lakes"}
    assert base.FILE.stat().st_size < 120_000


def test_shapes_are_cut_to_the_window_and_lose_what_nobody_sees():
    square = [(-2, -2), (2, -2), (2, 2), (-2, 2)]
    window = Window(west=0, south=0, east=4, north=4)

    assert set(ring(square, window)) == {(2, 0), (2, 2), (0, 2), (0, 0)}
    assert ring(square, Window(west=5, south=5, east=6, north=6)) == []
    assert list(pieces([(-9, 1), (-1, 1), (1, 1), (9, 1), (10, 1)], window)) == [[(-1, 1), (1, 1), (9, 1)]]
    assert simplified([(0, 0), (1, 0.01), (2, 0), (2, 2)], 0.1) == [(0, 0), (2, 0), (2, 2)]


# --- which part is shown ------------------------------------------------------------------------------


def test_one_place_is_shown_with_what_is_around_it_and_several_as_near_as_they_are():
    one, near, far = (views.around(points) for points in ([KHOJALY], [KHOJALY, (46.75, 39.76)], [MOSCOW]))

    assert (one.width, near.width, one.base is base.region()) == (680, 320, True)
    assert far.base is base.world()
    assert far.window.holds(MOSCOW)
    assert far.window.holds(BAKU)


def test_a_map_is_drawn_once_for_the_same_places_and_anew_for_all_else():
    link = Link(text="Khojaly", address="/en/places/khojaly/")
    place = places.Shown(link=link, point=KHOJALY, precision="settlement")
    others = (
        *(place._replace(link=replace(link, **changed)) for changed in ({"text": "Xocalı"}, {"address": ""})),
        *(place._replace(**changed) for changed in ({"point": BAKU}, {"precision": "rough"}, {"is_meant": True})),
    )

    with override("en"):
        drawn = places.of([place])
        again, anew = places.of((place,)), [places.of([one]) for one in others]
        beside = places.of([place], [place._replace(point=(46.75, 39.76))])
    with override("az"):
        in_another_language = places.of([place])

    assert again is drawn
    assert all(one != drawn for one in (*anew, beside, in_another_language))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(-179, 179), st.floats(-55, 75)), min_size=1, max_size=6))
def test_every_place_lies_on_its_map(points):
    view = views.around(points)

    at = [view.at(point) for point in points]
    assert all(0 <= x <= views.WIDTH and 0 <= y <= views.HEIGHT for x, y in at)
    assert 0 < views.scale(view) <= view.width / 4


def test_a_hundred_kilometres_are_as_long_everywhere_on_the_map():
    view = views.around([KHOJALY, BAKU])
    (x, y), (east, _y), (_x, north) = (
        view.at(one) for one in ((view.east, view.north), (view.east + 1, view.north), (view.east, view.north + 1))
    )

    a_degree_east = views.KM * 0.766  # at forty degrees north
    assert (east - x) / (y - north) == pytest.approx(a_degree_east / views.KM, rel=0.02)


# --- words --------------------------------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["Baku", "Khankendi", "Əlağoyunlu kəndi"])),
        max_size=12,
    )
)
def test_no_words_cover_others_and_all_stand_within_the_map(wanted):
    asked = [Wanted(*one) for one in wanted]
    for width in (names.NARROW, names.WIDE):
        page = names.Box(0, 0, width, width * 2 / 3)
        found = [(one, words) for one, words in zip(asked, names.placed(asked, width), strict=True) if words]
        boxes = [names._box(one, words.text, page, words.right, words.down, words.anchor) for one, words in found]

        assert not any(one.meets(other) for one, other in combinations(boxes, 2))
        assert all(box.left >= 0 and box.right <= width and box.top >= 0 and box.bottom <= page.bottom for box in boxes)
    assert names.placed(asked, names.WIDE) == names.placed(asked, names.WIDE)


# --- pages --------------------------------------------------------------------------------------------


@pytest.fixture
def region(db):
    """A region with a town and a village that are published, and one that is not."""
    karabakh = making.place("Karabakh", slug="karabakh", latitude="39.8", longitude="46.9", precision="area")
    making.published(karabakh)
    made = {}
    for slug, latitude in (("shusha", "39.7583"), ("village", "39.70"), ("draft", "39.60")):
        made[slug] = making.place(
            slug.title(), slug=slug, latitude=latitude, longitude="46.75", precision="settlement", parent=karabakh
        )
    for slug in ("shusha", "village"):
        making.published(made[slug])
    return made


def test_a_place_is_shown_with_the_published_places_that_lie_in_it(client, region):
    shown = client.get("/en/places/karabakh/").context["page"].map

    assert [(mark.place.text, mark.shape, mark.is_meant, mark.place.address) for mark in shown.marks] == [
        ("Karabakh", "area", True, ""),
        ("Shusha", "settlement", False, "/en/places/shusha/"),
        ("Village", "settlement", False, "/en/places/village/"),
    ]
    assert shown.title == "Map: Karabakh"
    assert "Draft" not in client.get("/en/places/karabakh/").content.decode()


def test_a_place_is_shown_within_what_it_lies_in_as_near_as_it_would_be_alone(client, region):
    shown = client.get("/en/places/shusha/").context["page"].map

    assert [(mark.place.text, mark.is_meant) for mark in shown.marks] == [("Shusha", True), ("Karabakh", False)]
    assert shown.kilometres == "100\u00a0km"


def test_what_is_withdrawn_leaves_the_map(client, region):
    publishing.withdraw(
        region["village"],
        by=making.publisher(),
        reason_class="published-in-error",
        note=dict.fromkeys(("az", "en", "ru"), "Twice."),
    )

    assert [mark.place.text for mark in client.get("/en/places/karabakh/").context["page"].map.marks] == [
        "Karabakh",
        "Shusha",
    ]


def test_the_list_shows_what_is_on_its_page_and_names_what_lies_far_away(client, region):
    making.published(making.place("Moscow", slug="moscow", latitude="55.7558", longitude="37.6173"))
    making.published(making.place("Nowhere yet", slug="nowhere"))

    shown = client.get("/en/places/").context["page"].map

    assert [mark.place.text for mark in shown.marks] == ["Karabakh", "Shusha", "Village"]
    assert [one.text for one in shown.beyond] == ["Moscow"]
    # What stands in the list is not named under the map once more.
    beneath = client.get("/en/places/").content.decode().partition("<figcaption>")[2].partition("</figcaption>")[0]
    assert ("Moscow" in beneath, "Shusha" in beneath) == (True, False)
    assert client.get("/en/places/?q=moscow").context["page"].map.beyond == ()
    assert client.get("/en/places/?q=nowhere").context["page"].map is None


def test_a_mark_is_called_by_all_that_is_seen_of_it(client, region):
    for number in range(4):
        crowded = making.place(f"Settlement {number}", slug=f"s{number}", latitude="39.758", longitude="46.75")
        making.published(crowded)

    shown = client.get("/en/places/").context["page"].map
    html = client.get("/en/places/").content.decode()

    seen = [(mark.label, [words.text for words in mark.words], mark.place.text) for mark in shown.marks]
    assert any(text.isdecimal() for _label, texts, _name in seen for text in texts)
    assert all(text in label.split(" ", 1) or text == label for label, texts, _name in seen for text in texts)
    assert all(label.endswith(name) and f'aria-label="{label}"' in html for label, _texts, name in seen)


def test_an_event_and_its_year_show_where_it_was(client, region):
    source = making.source("Report", slug="report")
    making.published(source)
    making.published(making.entry(slug="event", date="1992-05-08", places=[region["shusha"]], sources=[source]))

    for address in ("/en/timeline/event/", "/en/years/1992/"):
        assert [mark.place.text for mark in client.get(address).context["page"].map.marks] == ["Shusha"]


# --- an outline of one's own --------------------------------------------------------------------------

OUTLINE = {
    "type": "FeatureCollection",
    "source": "A committee",
    "date": "2021-06-01",
    "note": {"az": "Sərhəd.", "en": "An outline.", "ru": "Контур."},
    "features": [{"geometry": {"type": "LineString", "coordinates": [[46, 39.5], [47.5, 40]]}}],
}


def test_an_outline_is_drawn_and_credited(client, region, settings, tmp_path):
    settings.MEMORIAL_MAP_OUTLINE = tmp_path / "outline.json"
    settings.MEMORIAL_MAP_OUTLINE.write_text(json.dumps(OUTLINE))

    shown = client.get("/en/places/karabakh/").context["page"].map

    assert outlines.outline() == Outline(
        lines=([(46, 39.5), (47.5, 40)],), source="A committee", drawn_on=date(2021, 6, 1), note=OUTLINE["note"]
    )
    assert shown.outline.startswith("M")
    assert shown.credits[-1] == "Dashed line: An outline. Source: A committee, 1 June 2021."
    assert outlines.check_outline(None) == []


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"source": ""}, "“source” has to say whose the lines are."),
        ({"date": "June"}, "“date” has to say of which day the lines are, as in 2024-01-24."),
        ({"note": {"az": "Sərhəd."}}, "“note.en” has to say what the lines mean."),
        ({"features": []}, "it holds no line: LineString, Polygon or several of these."),
        (
            {"features": [{"geometry": {"type": "LineString", "coordinates": [[460, 39]]}}]},
            "[460, 39] is no place on earth. Write degrees east and north, in this order.",
        ),
    ],
)
def test_an_outline_that_cannot_be_drawn_is_refused_in_words(changed, why, settings, tmp_path):
    settings.MEMORIAL_MAP_OUTLINE = tmp_path / "outline.json"
    settings.MEMORIAL_MAP_OUTLINE.write_text(json.dumps({**OUTLINE, **changed}))

    (found,) = outlines.check_outline(None)

    assert found.msg == f"MEMORIAL_MAP_OUTLINE: {why}"
    with pytest.raises(NoOutline):
        outlines.read(tmp_path / "missing.json")
