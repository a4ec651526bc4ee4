"""What happens around an instant: its edge, another reader's clock, a law that moves it, and a withdrawal."""

import pytest
import time_machine
from django.urls import reverse

from archive import clock
from archive.editions.models import LedgerEntry, Release
from archive.editorial import publishing
from tests import making
from tests.admin.desk import sits
from tests.zones import law_changed

pytestmark = pytest.mark.django_db

BEFORE, AT = "2027-01-19T19:59:59Z", "2027-01-19T20:00:00Z"


@pytest.fixture
def planned():
    """A statement that goes out at 00:00 of 20 January 2027 in Baku."""
    making.published(ministry := making.institution("Ministry", slug="ministry"))
    made = making.statement("Words of the day", slug="words", issuers=[ministry], year=2027, date="2027-01-20")
    with time_machine.travel("2027-01-10T08:00:00Z", tick=False):
        midnight = publishing.plan_release(
            by=making.publisher(), wall=clock.wall_time("2027-01-20 00:00"), zone="Asia/Baku"
        )
        making.scheduled(made, midnight)
    return midnight


def test_scenario_1_a_second_before_nothing_betrays_it_and_at_its_second_all_tells_of_it(planned, client):
    public = ("/en/", "/en/search/?q=words", "/en/statements/", "/en/feed.atom", "/sitemaps/2027.xml")

    with time_machine.travel(BEFORE, tick=False):
        assert client.get("/en/statements/words/").status_code == 404
        assert not [page for page in public if "Words of the day" in client.get(page).content.decode()]
    with time_machine.travel(AT, tick=False):
        assert client.get("/en/statements/words/").status_code == 200
        found = [page for page in public if "statements/words/" in client.get(page).content.decode()]

    assert found == [*public]


def test_scenario_2_a_reader_elsewhere_reads_it_at_the_same_instant_dated_as_it_is(planned, client):
    with time_machine.travel("2027-01-19T15:00:00-05:00", tick=False):  # in New York it is the day before
        page = client.get("/en/statements/words/").context["page"]

    assert page.when.words == "20 January 2027"
    assert page.history.published.words == "20 January 2027, 00:00 (Baku time)"


def test_scenario_7_a_law_that_moves_the_clocks_is_told_in_red_and_followed_by_one_act(planned, client):
    page = reverse("admin:archive_release_change", args=[planned.pk])
    told = "Planned for 20 January 2027, 00:00 (Baku, Azerbaijan). As the clocks there go now, it would go out on"

    with time_machine.travel("2027-01-12T08:00:00Z", tick=False), law_changed("Asia/Baku", hours=5):
        desk = sits(making.publisher())
        first = desk.get(reverse("admin:index"))
        release = desk.get(page)
        form = next(form for name, _verb, form in release.context["verbs"] if name == "reschedule")
        words = {f"reschedule-{name}": form[name].value() for name in ("seen", "day", "hour", "zone", "reason")}
        moved = desk.post(reverse("admin:release_act", args=[planned.pk, "reschedule"]), words)
        after = desk.get(reverse("admin:index")).content.decode()

    (alarm,) = [one for one in first.context["worklists"] if one.is_alarm]
    assert [line.said for line in alarm.lines] == [f"{told} 20 January 2027, 01:00."]
    assert told in release.content.decode()
    assert moved.status_code == 302
    assert told not in after
    again = Release.objects.get(pk=planned.pk)
    assert (again.wall, again.zone) == ("2027-01-20T00:00:00", "Asia/Baku")
    assert again.instant.isoformat() == "2027-01-19T19:00:00+00:00"
    assert LedgerEntry.objects.get(act="reschedule").reason
    with time_machine.travel("2027-01-19T19:00:00Z", tick=False):
        assert client.get("/en/statements/words/").status_code == 200


def test_scenario_7_what_is_past_stays_where_it_was(planned):
    with time_machine.travel("2027-01-20T08:00:00Z", tick=False), law_changed("Asia/Baku", hours=5):
        first = sits(making.publisher()).get(reverse("admin:index")).content.decode()

    assert "As the clocks there go now" not in first
    assert Release.objects.get(pk=planned.pk).instant.isoformat() == "2027-01-19T20:00:00+00:00"
