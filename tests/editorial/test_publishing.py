"""Through the door, at its second, and back."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection

from archive import clock
from archive.catalogue import listing
from archive.editions import acts, ledger, payloads, reading
from archive.editions.models import Address, Edition, Interval, LedgerEntry, Release
from archive.editions.payloads.sources import SourcePayload
from archive.editorial import publishing, reviewing
from archive.editorial.models import State
from archive.editorial.situations import approved, situation
from archive.editorial.states import states
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db

EVE = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)
MIDNIGHT = datetime(2026, 1, 20)  # in Baku, which is 20:00 UTC of the eve


def title(place, *, at=None):
    found = reading.at(at or clock.now()).find("place", place.slug)
    return found and found.payload.texts["en"].title


def midnight_release():
    return publishing.plan_release(by=making.publisher(), wall=MIDNIGHT, zone="Asia/Baku", title="20 January")


def test_publishing_shows_at_once_and_writes_the_ledger():
    place = making.place("Shusha")

    edition = making.published(place)

    assert title(place) == "Shusha"
    entry = LedgerEntry.objects.get()
    assert (entry.seq, entry.act, entry.by_name, entry.record, entry.edition, entry.payload_digest) == (
        1,
        "publish",
        "Publisher",
        place.uuid,
        edition,
        edition.payload_id,
    )
    assert entry.instant == entry.at == edition.release.instant
    assert ledger.broken_at() is None
    assert situation(place).state == State.PUBLISHED


def test_embargo_lifts_by_itself_at_its_second():
    with time_machine.travel(EVE, tick=False) as traveller:
        place = making.place("Shusha")
        edition = making.scheduled(place, midnight_release())
        assert edition.release.instant == datetime(2026, 1, 19, 20, 0, tzinfo=UTC)
        assert situation(place).state == State.SCHEDULED

        traveller.move_to(datetime(2026, 1, 19, 19, 59, 59, 999999, tzinfo=UTC))
        before = title(place)
        traveller.move_to(datetime(2026, 1, 19, 20, 0, tzinfo=UTC))

        assert (before, title(place)) == (None, "Shusha")
        assert situation(place).state == State.PUBLISHED


def test_a_summer_midnight_is_the_wall_time_of_its_day():
    # Baku had summer time until 2016; zone data know it.
    with time_machine.travel(datetime(2015, 6, 1, tzinfo=UTC), tick=False):
        release = publishing.plan_release(by=making.publisher(), wall=datetime(2015, 7, 1), zone="Asia/Baku")

    assert release.instant == datetime(2015, 6, 30, 19, 0, tzinfo=UTC)


def test_an_instant_that_has_gone_by_is_refused():
    with time_machine.travel(EVE, tick=False) as traveller:
        release = midnight_release()
        candidate = making.approved(making.place())
        traveller.move_to(release.instant)

        with pytest.raises(acts.InstantPast):
            publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
        with pytest.raises(acts.InstantPast):
            publishing.plan_release(by=making.publisher(), wall=MIDNIGHT, zone="Asia/Baku")
        with pytest.raises(acts.ReleaseIsLive):
            publishing.reschedule(
                release, by=making.publisher(), wall=datetime(2026, 2, 1), zone="Asia/Baku", reason="Later."
            )


@pytest.mark.parametrize("zone", ["UTC", "America/New_York", "Asia/Baku"])
def test_an_instant_at_the_end_of_all_calendars_is_refused(zone):
    with pytest.raises((acts.Refused, clock.ClockError)):
        publishing.plan_release(by=making.publisher(), wall=datetime(9999, 12, 31, 19), zone=zone)


def test_rescheduling_moves_every_edition_of_the_release():
    with time_machine.travel(EVE, tick=False):
        release = midnight_release()
        one, two = making.place("One"), making.place("Two")
        making.scheduled(one, release)
        making.scheduled(two, release)

        publishing.reschedule(
            release,
            by=making.publisher(),
            wall=datetime(2026, 1, 19, 22, 0),
            zone="Asia/Baku",
            reason="Released early.",
        )

        eve = datetime(2026, 1, 19, 18, 0, tzinfo=UTC)
        assert [title(place, at=eve) for place in (one, two)] == ["One", "Two"]
        assert title(one, at=eve - timedelta(microseconds=1)) is None
        assert Release.objects.get(pk=release.pk).wall == "2026-01-19T22:00:00"


def test_rescheduling_to_an_instant_that_comes_meanwhile_shows_it_in_lists_too():
    with time_machine.travel(EVE, tick=False) as traveller:
        making.scheduled(making.place("Shusha"), release := midnight_release())

        def slowly(execute, sql, *rest):
            if sql.startswith('UPDATE "archive_release"'):
                traveller.shift(10)
            return execute(sql, *rest)

        with connection.execute_wrapper(slowly):
            publishing.reschedule(
                release, by=making.publisher(), wall=datetime(2026, 1, 19, 12, 0, 5), zone="UTC", reason="Now."
            )

        assert listing.find(reading.at(clock.now()), listing.Query(), reader="en").total == 1


def test_a_recalled_edition_never_stands_and_leaves_no_trace_in_the_numbers():
    with time_machine.travel(EVE, tick=False) as traveller:
        place = making.place("Shusha", slug="shusha")
        release = midnight_release()
        edition = making.scheduled(place, release)

        publishing.recall(edition, by=making.publisher(), reason="A word was missing.")
        making.change(place, title="Shusha town")
        making.scheduled(place, release)

        traveller.move_to(release.instant)
        assert title(place) == "Shusha town"
        assert [standing.number for standing in reading.at(clock.now()).editions("place", "shusha")] == [1]


def test_a_live_edition_cannot_be_recalled():
    edition = making.published(making.place())

    with pytest.raises(acts.ReleaseIsLive):
        publishing.recall(edition, by=making.publisher(), reason="Too late.")


def test_only_one_edition_of_a_record_is_to_come():
    place = making.place()
    making.scheduled(place, making.release())
    making.change(place, title="Other")
    candidate = making.approved(place)

    with pytest.raises(acts.PendingEditionExists):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_what_was_approved_before_readers_were_given_another_edition_is_stale():
    with time_machine.travel(EVE, tick=False) as traveller:
        place = making.place({"en": "Shusha", "az": "Susa"})
        making.published(place)
        making.change(place, language="az", title="Şuşa")
        release = midnight_release()
        traveller.shift(1)
        making.scheduled(place, release, change="minor")
        making.change(place, title="Shusha town")
        candidate = making.approved(place, change="minor", languages=["en"])  # would bring the old "Susa" back

        traveller.move_to(release.instant)

        with pytest.raises(reviewing.StaleDigest):
            publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
        assert situation(place).state == State.OVERTAKEN == states([place])[place.pk]
        assert not approved().exists()


def test_a_first_edition_is_not_published_over_another():
    with time_machine.travel(EVE, tick=False) as traveller:
        place, release = making.place("Shusha"), midnight_release()
        making.scheduled(place, release)
        making.change(place, title="Shusha town")
        candidate = making.approved(place)

        traveller.move_to(release.instant)

        with pytest.raises(reviewing.StaleDigest):
            publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_publishing_twice_is_refused():
    candidate = making.approved(making.place())
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    with pytest.raises(publishing.AlreadyPublished):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_publishing_what_nobody_approved_is_refused():
    candidate = making.submitted(making.place())

    with pytest.raises(publishing.NotApproved):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_a_correction_takes_the_place_of_the_last_edition_and_leaves_it_readable():
    place = making.place("Shusa", slug="shusha")
    first = making.published(place)
    making.change(place, title="Shusha")

    second = making.published(place, change="correction", note={"en": "The name lacked a letter."})

    editions = reading.at(clock.now()).editions("place", "shusha")
    assert [(one.number, one.payload.texts["en"].title, one.change) for one in editions] == [
        (1, "Shusa", "first"),
        (2, "Shusha", "correction"),
    ]
    assert editions[0].until == editions[1].since == second.release.instant
    assert title(place, at=first.release.instant) == "Shusa"


def test_a_release_publishes_what_names_each_other_together():
    with time_machine.travel(EVE, tick=False) as traveller:
        release = midnight_release()
        issuer = making.institution("Ministry")
        statement = making.statement(issuers=[issuer])
        with pytest.raises(reviewing.NotReady):
            making.submitted(statement, release=release)
        pending = making.scheduled(issuer, release)
        candidate = making.approved(statement, release=release)
        with pytest.raises(publishing.WaitsForRelease):
            publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
        publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
        with pytest.raises(acts.NotPublished):
            publishing.recall(pending, by=making.publisher(), reason="The statement names it.")

        traveller.move_to(release.instant)
        standing = reading.at(clock.now()).find("statement", statement.slug)
        assert standing.payload.issuers[0].label == {"en": "Ministry"}


def test_moving_a_release_before_what_it_names_is_refused():
    with time_machine.travel(EVE, tick=False):
        early, late = making.release(hours=10), making.release(hours=20)
        issuer = making.institution("Ministry")
        making.scheduled(issuer, early)
        making.scheduled(making.statement(issuers=[issuer]), late, release=late)

        with pytest.raises(acts.NotPublished):
            publishing.reschedule(
                late, by=making.publisher(), wall=datetime(2026, 1, 19, 17, 0), zone="Asia/Baku", reason="Earlier."
            )

        assert Release.objects.get(pk=late.pk).instant == late.instant


def test_a_coming_rename_does_not_show_through_a_label():
    with time_machine.travel(EVE, tick=False):
        issuer = making.institution("Ministry")
        making.published(issuer)
        making.change(issuer, title="Ministry, renamed")
        release = midnight_release()
        making.scheduled(issuer, release, change="minor")

        candidate = making.approved(making.statement(issuers=[issuer]), release=release)

        with pytest.raises(publishing.WaitsForRelease):
            publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


@pytest.fixture
def renamed():
    """An issuer that will be renamed with an early release, and a statement that will name it so with a later one."""
    with time_machine.travel(EVE, tick=False):
        issuer, early, late = making.institution("Ministry"), making.release(hours=10), making.release(hours=20)
        making.published(issuer)
        making.change(issuer, title="Ministry, renamed")
        rename = making.scheduled(issuer, early, change="minor")
        statement = making.statement(issuers=[issuer])
        candidate = making.approved(statement, release=late)
        yield {"issuer": issuer, "early": early, "late": late, "rename": rename, "candidate": candidate}


def test_a_name_that_will_never_have_been_public_is_not_scheduled_in_a_label(renamed):
    publishing.recall(renamed["rename"], by=making.publisher(), reason="Not renamed.")

    candidate = renamed["candidate"]
    with pytest.raises(acts.NotPublished):
        publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=renamed["late"])


@pytest.mark.parametrize(
    "act",
    [
        lambda by, r: publishing.recall(r["rename"], by=by, reason="Not renamed."),
        lambda by, r: publishing.reschedule(r["early"], by=by, wall=datetime(2026, 2, 1), zone="UTC", reason="Later."),
        lambda by, r: publishing.reschedule(
            r["late"], by=by, wall=datetime(2026, 1, 19, 14), zone="UTC", reason="Earlier."
        ),
    ],
    ids=["recall", "later", "earlier"],
)
def test_no_act_lets_a_coming_label_show_a_name_that_readers_do_not_know(renamed, act):
    candidate = renamed["candidate"]
    publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=renamed["late"])

    with pytest.raises(acts.NotPublished, match="Statement on the Day of Remembrance"):
        act(making.publisher(), renamed)


def test_a_coming_description_of_a_source_does_not_show_through_a_citation():
    with time_machine.travel(EVE, tick=False):
        source = making.source()
        making.published(source)
        source = type(source).objects.get(pk=source.pk)
        with saving(source, by=making.archivist(), version=source.version):
            source.address = "https://law.example/moved"
            source.save()
        release = midnight_release()
        making.scheduled(source, release, change="minor")

        candidate = making.approved(making.entry(sources=[source]), release=release)

        with pytest.raises(publishing.WaitsForRelease):
            publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_withdrawing_in_error_takes_the_words_away_from_past_and_present():
    place = making.place("Shusha", slug="shusha", body="<p>Words.</p>")
    edition = making.published(place)
    before = clock.now()

    publishing.withdraw(
        place, by=making.publisher(), reason_class="published-in-error", note={"en": "It was not ours to publish."}
    )

    now = clock.now()
    for found in (reading.at(now).find("place", "shusha"), reading.at(now, as_of=before).find("place", "shusha")):
        assert (found.withdrawn, found.withheld, found.note) == (True, True, {"en": "It was not ours to publish."})
        assert (found.payload.texts["en"].title, found.payload.texts["en"].blocks) == ("Shusha", ())
    assert [one.withheld for one in reading.at(now).editions("place", "shusha")] == [True]
    assert situation(place).state == State.WITHDRAWN
    assert bytes(edition.payload.content)  # kept, and no longer read


def test_an_earlier_notice_says_no_more_than_the_one_that_stands():
    place, by = making.place("Name of a person", slug="shusha"), making.publisher()
    making.published(place)
    publishing.withdraw(place, by=by, reason_class="published-in-error", note={"en": "First."})
    between = clock.now()
    publishing.reinstate(place, by=by, note={"en": "Back."})
    publishing.withdraw(place, by=by, reason_class="personal-data", note={"en": "Second."})

    now = clock.now()
    then, today = reading.at(now, as_of=between).find("place", "shusha"), reading.at(now).find("place", "shusha")
    assert (then.reason_class, then.payload.texts["en"].title) == ("personal-data", "")
    assert reading.at(now).editions("place", "shusha") == (today,)


def test_withholding_a_record_withholds_all_that_it_says():
    source = making.source("Title", slug="s", creator="A person", names=[("en", "A person")])
    making.published(source)
    making.change(source, title="Other title")
    making.published(source, change="correction", note={"en": "It named a person."})

    publishing.withdraw(source, by=making.publisher(), reason_class="personal-data", note={"en": "Data."})

    assert reading.at(clock.now()).find("source", "s").payload == SourcePayload(
        kind="source",
        record=str(source.uuid),
        slug="",  # an address is a name as well
        change=payloads.Change(kind="correction"),
        texts={"en": payloads.Words(title="")},
        sort="law",
    )


def test_withdrawing_what_its_issuer_withdrew_leaves_it_readable():
    place = making.place("Shusha", slug="shusha")
    making.published(place)

    publishing.withdraw(place, by=making.publisher(), reason_class="issuer-withdrew", note={"en": "By its issuer."})

    found = reading.at(clock.now()).find("place", "shusha")
    assert (found.withdrawn, found.withheld, found.payload.texts["en"].title) == (True, False, "Shusha")


def test_withdrawing_recalls_what_is_to_come():
    with time_machine.travel(EVE, tick=False) as traveller:
        place = making.place("Shusha", slug="shusha")
        making.published(place)
        making.change(place, title="Renamed")
        release = midnight_release()
        making.scheduled(place, release, change="minor")
        traveller.shift(1)

        publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})

        traveller.move_to(release.instant)
        assert reading.at(clock.now()).find("place", "shusha").withdrawn is True
        assert [entry.act for entry in LedgerEntry.objects.all()] == ["publish", "schedule", "recall", "withdraw"]


def test_withdrawing_needs_a_reason_and_a_note_in_every_language_readers_have():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    making.published(place)

    with pytest.raises(reviewing.NoteMissing, match="az"):
        publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A court."})
    with pytest.raises(acts.Refused):
        publishing.withdraw(place, by=making.publisher(), reason_class="whim", note={"en": "A.", "az": "A."})
    with pytest.raises(acts.NotPublished):
        publishing.withdraw(making.place(), by=making.publisher(), reason_class="legal", note={"en": "A."})


def test_reinstating_undoes_a_withdrawal():
    place = making.place("Shusha", slug="shusha")
    making.published(place)
    with pytest.raises(acts.NotWithdrawn):
        publishing.reinstate(place, by=making.publisher(), note={"en": "Back."})
    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A court."})
    with pytest.raises(acts.AlreadyWithdrawn):
        publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A court."})

    publishing.reinstate(place, by=making.publisher(), note={"en": "The court changed its mind."})

    assert title(place) == "Shusha"
    assert situation(place).state == State.PUBLISHED


def test_a_withdrawn_record_is_reinstated_before_it_is_published_anew():
    place = making.place("Shusha")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A court."})
    making.change(place, title="Renamed")
    candidate = making.approved(place, change="correction", note={"en": "Renamed."})

    with pytest.raises(acts.AlreadyWithdrawn):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_an_address_is_given_once_and_an_old_one_leads_on():
    place = making.place("Shusha", slug="shusha")
    making.published(place)
    current = type(place).objects.get(pk=place.pk)
    current.slug = "shusha-town"
    current.save()
    making.change(current, title="Shusha town")
    making.published(current, change="minor")

    found = reading.at(clock.now())
    assert found.find("place", "shusha") == reading.Moved(slug="shusha-town")
    with pytest.raises(reviewing.NotReady, match="belongs"):
        making.submitted(making.place("Other", slug="shusha"))
    assert Address.objects.count() == 2


def test_the_address_of_a_recalled_edition_is_nonsense_for_ever():
    place = making.place("Shusha", slug="shusha-draft")
    edition = making.scheduled(place, making.release())
    publishing.recall(edition, by=making.publisher(), reason="Wrong address.")
    place = type(place).objects.get(pk=place.pk)
    place.slug = "shusha"
    place.save()
    making.change(place, title="Shusha")
    making.published(place)

    assert reading.at(clock.now()).find("place", "shusha-draft") is None


def test_how_the_archive_will_stand_is_refused():
    with pytest.raises(reading.FutureReading):
        reading.at(clock.now(), as_of=clock.now() + timedelta(seconds=1))


def test_what_an_act_refuses_leaves_no_trace():
    place = making.place()
    making.scheduled(place, making.release())
    making.change(place, title="Other")
    candidate = making.approved(place)
    before = (Edition.objects.count(), Release.objects.count(), LedgerEntry.objects.count(), Interval.objects.count())

    with pytest.raises(acts.PendingEditionExists):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    after = (Edition.objects.count(), Release.objects.count(), LedgerEntry.objects.count(), Interval.objects.count())
    assert after == before


def test_the_reason_of_a_withdrawal_can_become_graver_without_showing_the_words_again():
    place = making.place("Shusha", slug="shusha")
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})

    publishing.withdraw(place, by=making.publisher(), reason_class="legal", note={"en": "A court."})

    found = reading.at(clock.now()).find("place", "shusha")
    assert (found.reason_class, found.withheld, found.note) == ("legal", True, {"en": "A court."})
    states = list(Interval.objects.order_by("live_from").values_list("state", "reason_class"))
    assert states == [("live", ""), ("withdrawn", "superseded"), ("withdrawn", "legal")]


def test_nothing_to_come_stands_in_the_way_of_a_withdrawal():
    with time_machine.travel(EVE, tick=False) as traveller:
        issuer = making.institution("Ministry")
        making.published(issuer)
        making.change(issuer, title="Ministry, renamed")
        traveller.shift(1)
        release = midnight_release()
        rename = making.scheduled(issuer, release, change="minor")
        naming = making.scheduled(making.statement(issuers=[issuer]), release, release=release)

        recalled = publishing.withdraw(
            issuer, by=making.publisher(), reason_class="safety", note={"en": "Somebody is in danger."}
        )

        assert recalled == (rename, naming)
        traveller.move_to(release.instant)
        assert list(Interval.objects.live(clock.now())) == []
        assert [entry.act for entry in LedgerEntry.objects.all()][-3:] == ["recall", "withdraw", "recall"]


def test_a_clock_that_was_set_back_never_puts_an_act_before_the_last():
    with time_machine.travel(EVE, tick=False) as traveller:
        making.published(making.place("One"))
        traveller.shift(-3600)
        making.published(making.place("Two"))

    first, second = LedgerEntry.objects.all()
    assert second.at == second.instant == first.at + timedelta(microseconds=1)
