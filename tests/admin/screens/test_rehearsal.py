"""The public site as it will stand at an instant to come: for the desk alone, and leading on in itself."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from archive import clock
from archive.admin.base.rehearsals import rehearsal_url
from tests import making
from tests.admin.desk import sits

pytestmark = pytest.mark.django_db


@pytest.fixture
def release():
    release = making.release()
    making.scheduled(making.place("Shusha", slug="shusha", body="<p>A town.</p>"), release)
    return release


def test_the_site_is_seen_as_it_will_stand_and_every_way_leads_on_in_it(release):
    desk = sits(making.publisher())
    answer = desk.get(rehearsal_url(release.instant, "/en/places/shusha/"))
    html = answer.content.decode()

    assert (answer.status_code, "A town." in html, "Rehearsal" in html) == (200, True, True)
    assert ("no-store" in answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (True, "noindex")
    assert "ETag" not in answer.headers
    body = html[html.index("<main") :]
    ways = re.findall(r'<(?:a|form)\b[^>]*?(?:href|action)="(/[^"]*)"', body)
    mount = rehearsal_url(release.instant)
    assert ways
    assert [way for way in ways if not way.startswith(mount)] == []
    assert desk.get(rehearsal_url(release.instant, "/en/places/")).content.decode().count("Shusha") == 1
    assert desk.get(rehearsal_url(release.instant, "/en/search/"), {"q": "shusha"}).content.decode().count("Shusha")
    assert desk.get(rehearsal_url(release.instant, "/en/feed.atom")).content.decode().count("/en/places/shusha/")


def test_a_picture_is_seen_before_readers_have_it(release):
    picture = making.picture("A wall", slug="wall")
    making.derived_file(making.drawn())
    making.scheduled(picture, release)
    desk = sits(making.publisher())

    html = desk.get(rehearsal_url(release.instant, "/en/pictures/wall/")).content.decode()

    files = f"/desk/archive/picture/media/{picture.file.master}/"
    assert f'<img src="{files}whole-700.jpeg"' in html
    assert f'<a href="{files}whole-700.jpeg">' in html
    assert "/media/wall/" not in html
    seen = desk.get(f"{files}whole-320.jpeg")
    assert (seen.status_code, b"".join(seen)[:3]) == (200, b"\xff\xd8\xff")
    assert Client().get(f"/media/wall/{picture.file.master}/whole-320.jpeg").status_code == 404


def test_what_is_not_there_then_is_not_there_and_readers_see_nothing_of_any_of_it(release):
    before = rehearsal_url(release.instant - timedelta(seconds=1), "/en/places/shusha/")
    seen = [sits(making.publisher()).get(address).status_code for address in (before, f"{before}nonsense/")]
    assert seen == [404, 404]
    assert Client().get("/en/places/shusha/").status_code == 404
    assert Client().get(rehearsal_url(release.instant, "/en/places/shusha/")).status_code == 302  # to the door


def test_an_address_of_old_leads_on_within_the_rehearsal(release):
    answer = sits(making.publisher()).get(rehearsal_url(release.instant, "/places/shusha/"))
    assert (answer.status_code, answer.url) == (302, rehearsal_url(release.instant, "/en/places/shusha/"))


@pytest.mark.parametrize("when", ["20270231T000000Z", "20200101T000000Z", "tomorrow", "2027-01-20"])
def test_an_instant_that_is_none_or_past_is_not_found(when):
    assert sits(making.publisher()).get(f"/desk/rehearsal/{when}/").status_code == 404


def test_a_release_or_another_instant_is_chosen(release):
    desk = sits(making.publisher())
    page = desk.get(reverse("admin:rehearse"))
    assert [address for _release, _name, _when, address in page.context["releases"]] == [rehearsal_url(release.instant)]

    asked = {"day": "2040-01-20", "hour": "00:00", "zone": "Baku"}
    assert desk.get(reverse("admin:rehearse"), asked).url == "/desk/rehearsal/20400119T200000Z/"
    for wrong in ({"day": "2020-01-20"}, {"day": "soon"}, {"zone": "Nowhere"}):
        assert desk.get(reverse("admin:rehearse"), asked | wrong).status_code == 422


def test_all_pages_of_a_release_are_checked_before_its_instant(release):
    answer = sits(making.publisher()).post(reverse("admin:check_release", args=[release.pk]))
    assert answer.status_code == 200
    assert answer.context["outcomes"] == []
    assert answer.context["checked"] == 4
    assert clock.now() < release.instant
