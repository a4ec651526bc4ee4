"""What a release makes public is looked at before, by what is scheduled, and from outside afterwards."""

import pytest
import time_machine
from django.core.management import CommandError, call_command

from archive import clock
from archive.dossiers.models import Report
from archive.editions import reading
from archive.editorial import publishing
from archive.public.kinds import observance_calendar
from archive.records.institutions import Institution
from archive.records.observances import Observance
from archive.rehearsal import checks, reporting, site
from archive.rehearsal.checks import Answer, Place
from tests import making

pytestmark = pytest.mark.django_db

EVE, DAY = "2027-01-18T12:00:00Z", "2027-01-19T20:00:00Z"


@pytest.fixture
def release():
    """A statement on a day of remembrance, scheduled for its first minute."""
    with time_machine.travel(EVE, tick=False):
        issuer = making.institution("Ministry")
        day = making.observance("The day", slug="the-day", month=1, day=20, base_year=1990)
        making.published(issuer), making.published(day)
        release = publishing.plan_release(
            by=making.publisher(), wall=clock.local(clock.now()).replace(day=20, hour=0, tzinfo=None), zone="Asia/Baku"
        )
        said = {"issuers": [issuer], "observance": day, "year": 2027, "date": "2027-01-20", "slug": "said"}
        making.scheduled(making.statement("Words of the day", **said), release)
    return release


def answers(address: str, release) -> Answer:
    response = site.page(address, at=release.instant)
    return Answer(status=response.status_code, text=response.content.decode())


def test_all_places_of_a_release_are_looked_at_by_what_is_scheduled(release):
    with time_machine.travel(EVE, tick=False):
        found = checks.of_release(release)
        outcomes = checks.run(found, lambda address: answers(address, release))
        assert site.page("/en/statements/said/", at=clock.now()).status_code == 404

    assert [(one.place, one.address) for one in found] == [
        (Place.PAGE, "/en/statements/said/"),
        (Place.EDITION, "/en/statements/said/editions/1/"),
        (Place.FEED, "/en/feed.atom"),
        (Place.LIST_FEED, "/en/statements/feed.atom"),
        (Place.YEAR, "/en/observances/the-day/2027/"),
        (Place.HOME, "/en/"),
    ]
    assert [(one.check.place, one.status) for one in outcomes if not one.is_ok] == []


def test_of_a_large_release_statements_are_looked_at_first(release, monkeypatch):
    monkeypatch.setattr(checks, "MOST", 1)
    with time_machine.travel(EVE, tick=False):
        source = making.source()
        making.published(source)
        making.scheduled(making.entry(sources=[source]), release)

        assert {one.title for one in checks.of_release(release)} == {"Words of the day"}


def test_of_many_statements_of_one_day_the_first_page_need_not_lead_to_each(release):
    with time_machine.travel(EVE, tick=False):
        issuer, day = (model.objects.get() for model in (Institution, Observance))
        for number in range(9):
            said = {"issuers": [issuer], "observance": day, "year": 2027, "date": "2027-01-20"}
            making.scheduled(making.statement(f"Words {number}", **said), release)
        outcomes = checks.run(checks.of_release(release), lambda address: answers(address, release))

    assert [(one.check.place, one.check.title) for one in outcomes if not one.is_ok] == []


def test_the_report_is_kept_in_the_dossier_and_names_what_is_not_at_its_place(release):
    with time_machine.travel(EVE, tick=False):
        reporting.rehearse(release, by=making.publisher())
        lost = checks.run(checks.of_release(release), lambda address: Answer(status=200 if "feed" in address else 404))
        reporting.keep(release, "probe", lost)

    probe, rehearsal = Report.objects.all()
    assert (str(rehearsal.dossier.observance), rehearsal.dossier.year) == ("The day", 2027)
    assert (rehearsal.is_ok, rehearsal.data["checked"], rehearsal.data["wrong"]) == (True, 6, [])
    assert (probe.is_ok, len(probe.data["wrong"])) == (False, 6)
    assert probe.data["wrong"][2] == {"address": "/en/feed.atom", "place": "feed", "status": 200}


def test_what_was_made_for_a_rehearsal_is_never_shown_to_readers(release):
    """An earlier release may be recalled after it was rehearsed: nothing that was kept of it is found again."""
    with time_machine.travel(EVE, tick=False):
        earlier = making.scheduled(making.observance("Another day", month=1, day=20), making.release(hours=1))
        seen = observance_calendar.everything(reading.rehearsed_at(release.instant))
        assert "Another day" in [one.texts["en"].title for one in seen.known.values()]
        publishing.recall(earlier, by=making.publisher(), reason="Not yet.")
        again = observance_calendar.everything(reading.rehearsed_at(release.instant))
    with time_machine.travel(release.instant, tick=False):
        shown = observance_calendar.everything(reading.at(clock.now()))
    for known in (again, shown):
        assert [one.texts["en"].title for one in known.known.values()] == ["The day"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.once
def test_the_public_site_is_looked_at_from_outside(committed, live_server, capsys):
    issuer = making.institution("Ministry")
    day = making.observance("The day", slug="the-day", month=1, day=20)
    making.published(issuer), making.published(day)
    edition = making.published(making.statement("Said", issuers=[issuer], observance=day, year=2026, slug="said"))

    call_command("probe_release", address=live_server.url)
    (report,) = Report.objects.all()
    assert (report.kind, report.is_ok, report.data["release"]) == ("probe", True, edition.release_id)
    call_command("probe_release", address=live_server.url)
    assert Report.objects.count() == 1  # each release once

    with pytest.raises(CommandError, match="not at its place"):
        call_command("probe_release", edition.release_id, address=f"{live_server.url}/elsewhere")
    assert "404 /en/statements/said/ (page)" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no such release"):
        call_command("probe_release", making.release().pk, address=live_server.url)


def test_what_of_a_large_release_was_not_looked_at_is_told(release, monkeypatch):
    with time_machine.travel(EVE, tick=False):
        said = {"issuers": [Institution.objects.get()], "year": 2027, "date": "2027-01-20"}
        making.scheduled(making.statement("More of it", slug="more", **said), release)
        monkeypatch.setattr(checks, "MOST", 1)

        reporting.rehearse(release)

    assert Report.objects.get().data["left_out"] == 1
