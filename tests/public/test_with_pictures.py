"""Lists and searches that are narrowed to what shows pictures."""

import pytest
from django.test import Client

from archive import clock
from archive.editorial import merging, publishing
from archive.records.base import Record
from archive.records.pictures import Picture
from tests import making

pytestmark = pytest.mark.django_db

OTHER = making.drawn("#1d2735")


def found(where: str = "/en/search/?pictures=yes") -> list[str]:
    answer = Client().get(where)
    assert answer.status_code == 200, where
    results = answer.context["page"].results
    return sorted(item.title.text for group in results.groups for item in group.items)


def total(where: str) -> int:
    return Client().get(where).context["page"].results.total


def offered(where: str = "/en/timeline/") -> dict[str, str]:
    """What the facet offers, and how much that leaves."""
    facets = Client().get(where).context["page"].form.facets
    return {value.label: value.count for facet in facets if facet.name == "pictures" for value in facet.values}


def event_with(title: str, *pictures: Picture) -> Record:
    source = making.source(f"Source of {title}")
    event = making.entry(title, sources=[source])
    making.show(event, *pictures)
    for record in (source, event):
        making.published(record)
    return event


def hard_to_see(picture: Picture) -> Picture:
    making.change(picture, content_note="It shows wounded people.")
    return picture


def test_what_shows_a_picture_that_everybody_is_shown_is_found_by_it():
    wall, crowd = making.picture("Wall", slug="wall"), hard_to_see(making.picture("Crowd", slug="crowd", content=OTHER))
    making.published(wall), making.published(crowd)
    event_with("Both", crowd, wall)
    event_with("On request", crowd)
    event_with("Plain")

    assert (found(), found("/en/search/?pictures=yes&q=event"), total("/en/timeline/?pictures=yes")) == (
        ["Both"],
        [],
        1,
    )
    assert offered() == {"With pictures": "1"}
    assert offered("/en/search/?q=plain") == offered("/en/pictures/") == {}
    assert Client().get("/en/timeline/?pictures=no").status_code == 400


def test_it_goes_by_what_is_known_of_the_pictures_now():
    wall = making.picture("Wall", slug="wall")
    making.published(wall)
    event_with("Event", wall)
    before, since = found(), clock.now()

    making.published(hard_to_see(wall), change="update", note={"en": "A note."})
    on_request = found()

    assert (before, on_request, offered()) == (["Event"], [], {})
    # Nobody is shown it in what stood before, either.
    then = f"/en/search/?kind=timeline-entry&as_of={since:%Y-%m-%dT%H:%M:%S.%fZ}"
    assert (found(then), found(f"{then}&pictures=yes")) == (["Event"], [])


def test_a_picture_that_is_withdrawn_or_shows_somebody_withheld_counts_no_more():
    source = making.source()
    somebody = making.human("Zərifə Orucova", sources=[source])
    making.published(source), making.published(somebody)
    wall = making.picture("Wall", slug="wall")
    face = making.picture("Face", slug="face", content=OTHER, persons=[somebody], consent="own")
    making.published(wall), making.published(face)
    event_with("Of the wall", wall), event_with("Of somebody", face)
    before = found()

    publishing.withdraw(somebody, by=making.publisher(), reason_class="personal-data", note={"en": "To protect."})
    one = found()
    publishing.withdraw(wall, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "As asked."})

    assert (before, one, found(), offered()) == (["Of somebody", "Of the wall"], ["Of the wall"], [], {})


def test_what_shows_a_picture_that_was_merged_shows_what_took_it_in():
    wall, kept = making.picture("Wall", slug="wall"), making.picture("The wall", slug="the-wall", content=OTHER)
    making.published(wall), making.published(kept)
    last = making.picture("The very wall", slug="the-very-wall", content=making.drawn("#0b5345"))
    making.published(last)
    event = event_with("Event", wall)
    making.published(making.collection("Walls", slug="walls", members=[wall]))

    for slug, into in ((wall.slug, kept), (kept.slug, last)):
        one = Picture.objects.get(slug=slug)
        merging.merge(one, into=into, by=making.archivist(), seen=merging.plan(one, into=into).seen)
        making.published(Picture.objects.get(pk=one.pk), change="update", note={"en": "The same."})

        for where in (f"timeline/{event.slug}", "collections/walls"):
            assert f"/media/{into.slug}/{into.file.master}/" in Client().get(f"/en/{where}/").content.decode()
        assert found() == ["Event"]
    kept = last
    making.published(hard_to_see(Picture.objects.get(pk=kept.pk)), change="update", note={"en": "A note."})
    assert found() == []


def test_a_picture_that_is_still_to_come_offers_nothing():
    wall = making.picture("Wall", slug="wall")
    event = making.entry("Event", sources=[making.source()])
    making.published(wall)
    for source in event.citations.all():
        making.published(source.source)
    making.published(event)
    making.show(event, wall)
    making.scheduled(event, making.release(), change="update", note={"en": "With a picture."})

    assert (found(), offered()) == ([], {})
