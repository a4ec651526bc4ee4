"""Before a statement goes out, somebody looks at it for sensitivity, and times for it are offered."""

from datetime import UTC, datetime, time

import pytest
from django.urls import reverse

from archive.editions.models import Edition, Release
from archive.editorial.preparations import Preparation
from archive.editorial.sensitivity import SensitivityReview
from tests import making
from tests.admin.desk import act, sits

pytestmark = pytest.mark.django_db

DAY = datetime(2027, 1, 19, 20, 0, tzinfo=UTC)


@pytest.fixture
def approved(time_machine):
    """A statement of a day that asks for a look at sensitivity, with a ceremony at noon; it is five days before."""
    time_machine.move_to(datetime(2027, 1, 15, 8, 0, tzinfo=UTC), tick=False)
    issuer, day = making.institution("Ministry"), making.observance("The day", slug="the-day", month=1, day=20)
    making.published(issuer), making.published(day)
    time_machine.move_to(datetime(2027, 1, 15, 9, 0, tzinfo=UTC), tick=False)
    Preparation.objects.create(observance=day, asks_sensitivity=True, ceremony_at=time(12, 0))
    said = {"issuers": [issuer], "observance": day, "year": 2027, "date": "2027-01-20"}
    return making.approved(making.statement("Words of the day", **said))


def test_a_statement_that_nobody_looked_at_is_kept_back_and_leads_to_where_one_does(approved):
    publisher, reviewer = sits(making.publisher()), sits(making.reviewer())
    scheduling, review = act(approved.record, "schedule"), reverse("admin:review", args=[approved.uuid])
    sent = {"schedule-seen": approved.digest, "schedule-at": "2027-01-20T00:00:00"}

    dossier = reverse("admin:dossier", args=[approved.payload.observance.record, 2027])
    waits = [told.url for told in publisher.get(dossier).context["not_looked_at"]]
    refused = publisher.post(scheduling, sent)
    form = reviewer.get(review).context["readings"][0].sensitivity
    unsaid = sits(making.archivist()).post(form.url, {"sensitivity-seen": approved.digest})
    stale = reviewer.post(form.url, {"sensitivity-seen": "another"})
    signed = reviewer.post(form.url, {"sensitivity-seen": approved.digest, "sensitivity-remark": "No names."})
    again = reviewer.post(form.url, {"sensitivity-seen": approved.digest})

    assert refused.status_code == 422
    assert f'<a href="{review}#sensitivity-{approved.pk}">Somebody who did not write it' in refused.content.decode()
    assert (unsaid.status_code, stale.status_code, signed.status_code, again.status_code) == (422, 422, 302, 422)
    assert SensitivityReview.objects.get().by == making.reviewer()
    assert waits == [f"{review}#sensitivity-{approved.pk}"]
    assert publisher.get(dossier).context["not_looked_at"] == []
    assert "Reviewer has looked at media, personal data and content notes" in publisher.get(review).content.decode()
    assert publisher.post(scheduling, sent).status_code == 302
    assert Edition.objects.get(record=approved.record.uuid).release.instant == DAY


def test_what_nobody_looked_at_waits_on_the_start_page_of_whoever_may(approved):
    def waits(person) -> list[tuple[str, str]]:
        piles = sits(person).get(reverse("admin:index")).context["worklists"]
        return [
            (line.title, line.first)
            for pile in piles
            if str(pile.heading) == "To be looked at for sensitivity"
            for line in pile.lines
        ]

    spot = f"{reverse('admin:review', args=[approved.uuid])}#sensitivity-{approved.pk}"
    assert waits(making.reviewer()) == [("Words of the day", spot)]
    assert waits(making.archivist()) == waits(making.publisher()) == []

    making.looked_at(approved)
    assert waits(making.reviewer()) == []


def test_the_times_at_which_it_may_be_wanted_are_one_click_each(approved):
    making.looked_at(approved)
    viewer = making.publisher()
    viewer.time_zone = "America/New_York"
    viewer.save()
    publisher, scheduling = sits(viewer), act(approved.record, "schedule")

    page = publisher.get(scheduling)
    offered = page.context["form"].offered
    # Whatever else stands in the form is no matter.
    typed = {"schedule-seen": approved.digest, "schedule-day": "2027-03-01", "schedule-hour": "nonsense"}
    done = publisher.post(scheduling, {**typed, "schedule-at": offered[3][0].wall.isoformat()})

    assert [one.label for one, _when in offered] == [
        "00:00, as the day begins",
        "00:01",
        "22:00 on the eve",
        "12:00, at the ceremony",
    ]
    assert "20 January 2027, 00:00 (Baku, Azerbaijan) = 19 January 2027, 15:00 (New York" in page.content.decode()
    assert "= 19 January 2027, 20:00 (UTC)" in page.content.decode()
    assert page.content.decode().count('name="schedule-at"') == 4
    assert done.status_code == 302
    assert Release.objects.get(at_once=False).instant == datetime(2027, 1, 20, 8, 0, tzinfo=UTC)


def test_midnight_is_refused_with_both_instants_and_each_can_be_chosen(approved):
    making.looked_at(approved)
    publisher, scheduling = sits(making.publisher()), act(approved.record, "schedule")
    typed = {"schedule-seen": approved.digest, "schedule-day": "2027-01-20", "schedule-zone": "Asia/Baku"}

    for said in ("midnight", "Gecəyarısı", "полночь", "24:00"):
        refused = publisher.post(scheduling, typed | {"schedule-hour": said})
        assert refused.status_code == 422
        assert "Midnight may be the beginning of a day or its end." in refused.content.decode()
    offered = refused.context["form"].offered
    nonsense = publisher.post(scheduling, typed | {"schedule-at": "x" * 300})

    assert [one.instant for one, _when in offered] == [DAY, datetime(2027, 1, 20, 20, 0, tzinfo=UTC)]
    assert (nonsense.status_code, Release.objects.filter(at_once=False).count()) == (422, 0)
    assert publisher.post(scheduling, typed | {"schedule-at": offered[1][0].wall.isoformat()}).status_code == 302


def test_what_is_gone_by_is_not_offered_and_a_day_follows_from_the_observance(approved, time_machine):
    record = approved.record.of_its_kind()
    making.change(record, summary="Anew.")
    type(record).objects.filter(pk=record.pk).update(date="2027-01")
    again = making.approved(record)
    time_machine.move_to(datetime(2027, 1, 19, 21, 0, tzinfo=UTC), tick=False)

    page = sits(making.publisher()).get(act(again.record, "schedule"))

    assert [one.label for one, _when in page.context["form"].offered] == ["12:00, at the ceremony"]


def test_a_time_is_chosen_where_it_is_approved_as_well(approved):
    record = approved.record.of_its_kind()
    making.change(record, summary="Anew.")
    submitted = making.submitted(record)
    making.looked_at(submitted)
    both = sits(making.person("both", "reviewer", "publisher"))

    page = both.get(reverse("admin:review", args=[submitted.uuid]))
    button = page.context["readings"][0].buttons["approve-and-schedule"]
    sent = {"verdict-seen": submitted.digest, "verdict-at": "2027-01-19T22:00:00"}
    done = both.post(button.url, sent)

    assert (
        f'name="verdict-at" value="2027-01-19T22:00:00" data-act="approve-and-schedule" formaction="{button.url}"'
        in (page.content.decode())
    )
    assert done.status_code == 302
    assert Release.objects.get(at_once=False).instant == datetime(2027, 1, 19, 18, 0, tzinfo=UTC)
