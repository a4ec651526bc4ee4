"""What is scheduled is mended in place: no approved word is lost, and something is scheduled at every moment."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from archive import clock
from archive.editions import acts, ledger, payloads, reading
from archive.editions.models import LedgerEntry
from archive.editorial import publishing, reviewing
from archive.editorial.models import Candidate, Review, State
from archive.editorial.permissions import NotAllowed
from archive.editorial.situations import going_out_otherwise, overtaken, situation
from archive.editorial.states import states
from archive.editorial.submissions import Submissions
from archive.records.citations import Citation
from tests import making

pytestmark = pytest.mark.django_db

EVE = datetime(2026, 1, 19, 12, 0, tzinfo=UTC)


@pytest.fixture
def time():
    with time_machine.travel(EVE, tick=False) as traveller:
        yield traveller


def replace(candidate, *, scheduled=None, **options):
    options = {"by": making.publisher(), "digest": candidate.digest, **options}
    return publishing.replace(candidate, scheduled=scheduled or pending(candidate.record), **options)


def pending(record):
    (edition,) = acts.pending(records=[record.uuid])
    return edition


def seen(kind: str, slug: str):
    found = reading.at(clock.now()).find(kind, slug)
    return found and found.payload


def mended(place, **words):
    """``place`` is scheduled; then its words are mended, submitted and approved."""
    making.change(place, **words)
    return making.approved(place)


def unlike_saved() -> list[str]:
    return [edition.payload.held.slug for edition in going_out_otherwise()]


def test_what_is_mended_in_time_goes_out_mended(time):
    place = making.place("Shusha", slug="shusha", summary="A vilage.")
    scheduled = making.scheduled(place, making.release())
    time.shift(60)

    edition = replace(mended(place, summary="A village."))

    assert edition.release == scheduled.release == pending(place).release
    assert [entry.act for entry in LedgerEntry.objects.all()] == ["schedule", "recall", "schedule"]
    assert ledger.broken_at() is None
    assert situation(place).state == states([place])[place.pk] == State.SCHEDULED
    assert seen("place", "shusha") is None
    time.move_to(scheduled.release.instant)
    assert seen("place", "shusha").texts["en"].summary == "A village."
    assert [one.number for one in reading.at(clock.now()).editions("place", "shusha")] == [1]


def test_numbers_count_what_readers_have_had(time):
    place = making.place("1", slug="shusha")
    making.published(place)
    making.change(place, title="2")
    coming = making.scheduled(place, making.release(minutes=5), change="update", note={"en": "So."})
    making.change(place, title="3")
    replace(making.approved(place, change="correction", note={"en": "So."}))
    time.move_to(coming.release.instant)
    making.change(place, title="4")
    publishing.recall(
        making.scheduled(place, making.release(minutes=5), change="minor"), by=making.publisher(), reason="So."
    )
    making.published(place, change="minor")
    time.shift(1)

    stood = reading.at(clock.now()).editions("place", "shusha")

    assert [(one.number, one.payload.texts["en"].title, one.change) for one in stood] == [
        (1, "1", "first"),
        (2, "3", "correction"),
        (3, "4", "minor"),
    ]


def test_saved_words_are_told_from_what_goes_out(time):
    place, other = making.place("Shusha", slug="shusha"), making.place("Lachin")
    release = making.release()
    making.scheduled(place, release)
    making.scheduled(other, release)
    making.change(other, title="Lachin")  # saved once more as it was

    before = unlike_saved()
    making.change(place, title="Shusha town")
    changed = unlike_saved()
    making.change(place, title="Shusha")

    assert (before, changed, unlike_saved()) == ([], ["shusha"], [])


def test_a_language_that_is_still_being_written_is_not_told_from_what_goes_out(time):
    place = making.place("Shusha")
    making.scheduled(place, making.release())

    making.change(place, language="ru", title="Шуша")

    assert unlike_saved() == []


def test_what_others_are_called_is_not_told_from_what_goes_out(time):
    town = making.place("Shusha")
    making.published(town)
    house = making.institution("House", place=town)
    making.scheduled(house, making.release())
    making.change(town, title="Shusha town")
    making.published(town, change="correction", note={"en": "So."})
    making.change(house, title="House")

    assert unlike_saved() == []


def test_what_names_it_as_it_was_scheduled_changes_together_with_it(time):
    town = making.place("Shusa", slug="shusha")
    release = making.release()
    making.scheduled(town, release)
    house = making.institution("House", slug="house", place=town)
    making.scheduled(house, release, release=release)
    time.shift(60)

    candidate = mended(town, title="Shusha")
    replace(candidate)

    (companion,) = candidate.companions.all()
    assert {author.person for author in companion.authors.all()} == {making.archivist()}
    assert Review.objects.get(candidate=companion).by == making.reviewer()
    assert [entry.act for entry in LedgerEntry.objects.filter(seq__gt=2)] == [
        "recall",
        "recall",
        "schedule",
        "schedule",
    ]
    assert [situation(one).state for one in (town, house)] == [State.SCHEDULED] * 2
    time.move_to(release.instant)
    assert seen("institution", "house").place.label == {"en": "Shusha"}
    assert [situation(one).state for one in (town, house)] == [State.PUBLISHED] * 2
    making.change(house, title="House of Memory")
    assert situation(house).state == State.CHANGED


def test_a_source_is_described_alike_in_what_goes_out_together_with_it(time):
    letter = making.source("Leter", slug="letter", creator="A clerk")
    release = making.release()
    making.scheduled(letter, release)
    town = making.place("Shusha", slug="shusha")
    Citation.objects.create(record_id=town.pk, source=letter)
    making.scheduled(town, release, release=release)
    making.change(letter, title="Letter")

    replace(making.approved(letter))

    time.move_to(release.instant)
    assert seen("place", "shusha").citations[0].source == seen("source", "letter").as_cited()


def test_another_mend_of_what_comes_along_stays_under_way(time):
    town, release = making.place("Shusa"), making.release()
    making.scheduled(town, release)
    house = making.institution("House", place=town)
    making.scheduled(house, release, release=release)
    making.change(house, title="House of Memory")
    own = making.submitted(house)

    replace(mended(town, title="Shusha"))

    assert Submissions.read(house).last == own
    assert (situation(house).state, unlike_saved()) == (State.IN_REVIEW, [house.slug])
    assert payloads.from_bytes(bytes(pending(house).payload.content)).place.label == {"en": "Shusha"}


def test_what_was_scheduled_meanwhile_is_not_left_behind(time):
    town, release = making.place("Shusa"), making.release()
    making.scheduled(town, release)
    candidate = mended(town, title="Shusha")
    house = making.institution("House", place=town)
    making.scheduled(house, release, release=release)

    with pytest.raises(acts.NotPublished, match=r"“House” .* Submit this again"):
        replace(candidate)

    assert (len(acts.pending()), LedgerEntry.objects.count()) == (2, 2)
    replace(making.approved(town))
    assert payloads.from_bytes(bytes(pending(house).payload.content)).place.label == {"en": "Shusha"}


def test_a_mend_that_its_instant_has_overtaken_waits_for_its_authors_as_a_correction(time):
    place = making.place("Shusha", slug="shusha", summary="A vilage.")
    scheduled = making.scheduled(place, making.release())
    time.shift(60)
    late = mended(place, summary="A village.")
    time.move_to(scheduled.release.instant + timedelta(hours=1))

    assert (list(overtaken()), situation(place).overtaken) == ([late], late)
    assert situation(place).state == states([place])[place.pk] == State.OVERTAKEN
    with pytest.raises(reviewing.StaleDigest):
        publishing.publish(late, by=making.publisher(), digest=late.digest)

    again = making.submitted(place, change="correction", note={"en": "A letter was missing."})
    assert reviewing.approved_before(again).candidate == late
    assert list(overtaken()) == []
    reviewing.approve(again, by=making.reviewer(), digest=again.digest)
    publishing.publish(again, by=making.publisher(), digest=again.digest)
    assert seen("place", "shusha").texts["en"].summary == "A village."
    assert situation(place).state == State.PUBLISHED


def test_a_mend_that_nobody_had_read_yet_is_overtaken_as_well(time):
    place = making.place("Shusha")
    scheduled = making.scheduled(place, making.release())
    time.shift(60)
    making.change(place, title="Shusha town")
    late = making.submitted(place)

    time.move_to(scheduled.release.instant)

    assert (list(overtaken()), situation(place).state) == ([late], State.OVERTAKEN)


def test_what_was_returned_or_went_out_is_not_overtaken(time):
    place = making.place("Shusha")
    scheduled = making.scheduled(place, making.release())
    time.shift(60)
    making.change(place, title="Shusha town")
    returned = making.submitted(place)
    reviewing.return_(returned, by=making.reviewer(), digest=returned.digest, remark="Why?")
    making.published(making.place("Lachin"))

    time.move_to(scheduled.release.instant)

    assert list(overtaken()) == []


def test_what_is_scheduled_already_is_not_submitted_again(time):
    place = making.place("Shusha")
    making.scheduled(place, making.release())
    making.change(place, title="Shusha")

    with pytest.raises(reviewing.NothingChanged):
        making.submitted(place)


def test_replacing_is_refused_to_whoever_may_not_and_where_something_else_stands(time):
    place = making.place("Shusha")
    first = making.scheduled(place, release := making.release())
    time.shift(60)
    unread = making.change(place, title="Shusha town") and making.submitted(place)
    with pytest.raises(publishing.NotApproved):
        replace(unread)
    reviewing.approve(unread, by=making.reviewer(), digest=unread.digest)
    with pytest.raises(NotAllowed):
        replace(unread, by=making.reviewer())
    with pytest.raises(reviewing.StaleDigest):
        replace(unread, digest="another")
    with pytest.raises(reviewing.StaleDigest):
        replace(unread, scheduled=making.scheduled(making.place("Lachin"), release))

    replace(unread)

    with pytest.raises(publishing.AlreadyPublished):
        replace(unread, scheduled=first)
    making.change(place, title="Town of Shusha")
    late = making.approved(place)
    with pytest.raises(reviewing.StaleDigest):
        replace(late, scheduled=first)
    scheduled = pending(place)
    time.move_to(release.instant)
    with pytest.raises(acts.Refused):
        replace(late, scheduled=scheduled)
    assert Candidate.objects.filter(companion_of=late).count() == 0
