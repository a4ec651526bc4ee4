"""Random histories of two records, beside a model of ten lines that knows only what readers should see."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from archive import clock, kept
from archive.catalogue import listing, rebuilding
from archive.catalogue.models import Row, RowForReader, RowText, Spelling, Term
from archive.editions import acts, ledger, reading
from archive.editions.models import Interval, LedgerEntry, Release
from archive.editorial import (
    acknowledgements,
    comments,
    merging,
    permissions,
    publishing,
    reviewing,
    second_opinions,
    states,
)
from archive.editorial.models import Candidate, RecordState, Review, State
from archive.editorial.problems import EVERYWHERE
from archive.editorial.readiness import doubts_of
from archive.editorial.situations import going_out_otherwise, situation
from archive.editorial.submissions import Submissions
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.places import Place
from tests import making
from tests.crawling import snapshot

SLUGS = ("one", "two")
WITHDRAWN = "(withdrawn)"
slugs = st.sampled_from(SLUGS)
minutes = st.integers(5, 60)


class Expected:
    """What readers should see: for each record what was shown from when on, and what is still to come."""

    def __init__(self) -> None:
        self.shown: dict[str, list[tuple[datetime, str]]] = {slug: [] for slug in SLUGS}
        self.coming: dict[str, tuple[int, str]] = {}  # slug → release, title

    def arrive(self, instants: dict[int, datetime], now: datetime) -> None:
        for slug, (release, title) in list(self.coming.items()):
            if instants[release] <= now:
                self.shown[slug].append((instants[release], title))
                del self.coming[slug]

    def at(self, slug: str, instant: datetime) -> str | None:
        return next((what for begin, what in reversed(self.shown[slug]) if begin <= instant), None)


class Histories(RuleBasedStateMachine):
    """Every rule does what a person may try. What the archive refuses must be refused, and changes nothing."""

    @initialize()
    def open_the_archive(self) -> None:
        self.undo = transaction.atomic()
        self.undo.__enter__()
        making.people.clear()
        kept.forget()  # of another history, whose versions are called alike
        self.traveller = time_machine.travel(datetime(2026, 1, 19, 8, 0, tzinfo=UTC), tick=False)
        self.time = self.traveller.start()
        self.expected = Expected()
        self.places = {slug: making.place(f"{slug} 0", slug=slug) for slug in SLUGS}
        self.saves = 0
        self.reasons: dict[str, str] = {}
        self.pairs: list[tuple[tuple[Record, Record], int]] = []
        self.moments = [clock.now()]
        self.listed = self.rebuilt = self.asked = (0, [])

    def teardown(self) -> None:
        if hasattr(self, "undo"):
            self.traveller.stop()
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @rule(slug=slugs)
    def prepare(self, slug: str) -> None:
        """The usual way, without a detour: another title, submitted and approved."""
        self.save(slug)
        change = {} if self.expected.at(slug, clock.now()) is None else {"change": "update", "note": {"en": "So."}}
        making.approved(self.places[slug], **change)

    def submissions(self, slug: str) -> Submissions:
        return Submissions.read(Place.objects.get(slug=slug))

    def candidate(self, slug: str):
        return self.submissions(slug).last

    def last_title(self, slug: str) -> str:
        return Place.objects.get(slug=slug).title("en")

    @rule(slug=slugs)
    def save(self, slug: str) -> None:
        self.saves += 1
        making.change(self.places[slug], title=f"{slug} {self.saves}")

    @rule(slug=slugs)
    def save_a_language_that_nobody_submits(self, slug: str) -> None:
        """It has no title yet."""
        self.saves += 1
        making.change(self.places[slug], language="ru", summary=f"{self.saves}")

    @rule(slug=slugs)
    def save_with_a_name_of_nobody(self, slug: str) -> None:
        """It is doubted until somebody lets it stand."""
        self.saves += 1
        self.places[slug].names.create(text=f"{slug} called {self.saves}", language="en", sort="other")
        making.change(self.places[slug], title=f"{slug} {self.saves}")

    @rule(slug=slugs)
    def submit(self, slug: str) -> None:
        shown = self.expected.at(slug, clock.now())
        if shown is None:
            self.submitted_unless_it_is_what_is_scheduled(slug)
            return
        with pytest.raises(reviewing.AlreadyPublic):
            making.submitted(self.places[slug])

    @rule(slug=slugs, change=st.sampled_from(["minor", "correction", "update", "doubt"]))
    def correct(self, slug: str, change: str) -> None:
        if self.expected.at(slug, clock.now()) is None:
            with pytest.raises(acts.NotPublished):
                making.submitted(self.places[slug], change=change, note={"en": "So."})
            return
        before = self.standing_title(slug)
        if before == self.last_title(slug):
            with pytest.raises(reviewing.NothingChanged):
                making.submitted(self.places[slug], change=change, note={"en": "So."})
        else:
            self.submitted_unless_it_is_what_is_scheduled(slug, change=change, note={"en": "So."})

    def submitted_unless_it_is_what_is_scheduled(self, slug: str, **change) -> None:
        try:
            making.submitted(self.places[slug], **change)
        except reviewing.NothingChanged:
            assert self.expected.coming[slug][1] == self.last_title(slug)

    def standing_title(self, slug: str) -> str:
        return next(what for _, what in reversed(self.expected.shown[slug]) if what != WITHDRAWN)

    @rule(slug=slugs, verdict=st.sampled_from(["approve", "approve", "return"]))
    def review(self, slug: str, verdict: str) -> None:
        candidate = self.candidate(slug)
        if (
            candidate is None
            or self.submissions(slug).is_stale(candidate)
            or Review.objects.filter(candidate=candidate).exists()
        ):
            return
        signed = {"by": making.reviewer(), "digest": candidate.digest, "remark": "Read."}
        if verdict == "return":
            reviewing.return_(candidate, **signed)
            return
        known = acknowledgements.of(candidate.record_id, doubts_of(candidate.payload))
        if doubted := set(making.doubted(candidate)) - known.keys():
            with pytest.raises(acknowledgements.Doubted):
                reviewing.approve(candidate, acknowledged=sorted(doubted)[1:], **signed)
        reviewing.approve(candidate, acknowledged=doubted, **signed)

    @rule(slug=slugs, turn=st.sampled_from(["comment", "answer", "resolve", "reopen"]))
    def say_something(self, slug: str, turn: str) -> None:
        """Readers see no difference; who says the last does not wait for herself."""
        candidate, by = self.candidate(slug), making.reviewer()
        said = comments.Comment.objects.filter(candidate__record=self.places[slug].pk).last()
        if turn == "comment" and candidate:
            comments.comment(candidate, EVERYWHERE, words="Is it so?", by=by)
        elif said and (turn == "answer" or said.is_open == (turn == "resolve")):
            getattr(comments, turn)(said, words="So.", by=by)
        elif said:
            with pytest.raises(comments.NotOpen):
                getattr(comments, turn)(said, words="So.", by=by)
        for one in comments.of(self.places[slug]):
            turns = [answer.turn for answer in one.answers.all() if answer.turn]
            assert one.is_open == (turns[-1:] != ["resolved"])
        assert not comments.waiting_for(by).exists()

    @rule(slug=slugs)
    def approve_alone(self, slug: str) -> None:
        """Only what she wrote herself, and with a right of its own: everybody else is refused."""
        candidate = self.candidate(slug)
        if (
            candidate is None
            or self.submissions(slug).is_stale(candidate)
            or Review.objects.filter(candidate=candidate).exists()
        ):
            return
        sole, signed = making.sole(), {"digest": candidate.digest, "reason": "Nobody else is here."}
        signed["acknowledged"] = making.doubted(candidate)
        with pytest.raises(permissions.NotAllowed):
            reviewing.approve_alone(candidate, by=making.archivist(), **signed)
        if candidate.authors.filter(person=sole).exists():
            reviewing.approve_alone(candidate, by=sole, **signed)
            return
        with pytest.raises(reviewing.NotOwnText):
            reviewing.approve_alone(candidate, by=sole, **signed)
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(
                candidate=candidate, verdict="alone", digest=candidate.digest, by=sole, at=clock.now(), remark="So."
            )

    @rule(slug=slugs)
    def submit_and_approve_alone(self, slug: str) -> None:
        """The usual way of whoever is alone; what readers see then follows from the same rules."""
        self.saves += 1
        making.change(self.places[slug], title=f"{slug} {self.saves}", by=making.sole())
        change = {} if self.expected.at(slug, clock.now()) is None else {"change": "update", "note": {"en": "So."}}
        making.approved_alone(self.places[slug], **change)

    @rule(objects=st.booleans())
    def look_at_what_was_done_alone(self, objects: bool) -> None:
        """Neither a confirmation nor an objection changes what readers see."""
        second = making.reviewer()
        waiting = [second_opinions.approved_alone(one) for one in second_opinions.reviews_for(second)]
        acts = second_opinions.acts_for(second)
        waiting += [second_opinions.withdrawn_alone(one, Record.objects.get(uuid=one.record)) for one in acts]
        for done in waiting:
            say = second_opinions.object_to if objects else second_opinions.confirm
            say(done, by=second, remark="It has to be mended.")
        assert [*second_opinions.reviews_for(second), *second_opinions.acts_for(second)] == []

    def may_issue(self, slug: str) -> bool:
        candidate = self.candidate(slug)
        return bool(
            candidate
            and not self.submissions(slug).is_stale(candidate)
            and Review.objects.filter(candidate=candidate, verdict__in=Review.PASSING).exists()
            and self.submissions(slug).became(candidate) is None
            and slug not in self.expected.coming
            and self.expected.at(slug, clock.now()) != WITHDRAWN
        )

    @rule(slug=slugs)
    def publish(self, slug: str) -> None:
        candidate = self.candidate(slug)
        if candidate is None:
            return
        if not self.may_issue(slug):
            with pytest.raises(acts.Refused):
                publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
            return
        edition = publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
        self.expected.shown[slug].append((edition.release.instant, self.last_title(slug)))

    @rule(slug=slugs)
    def prepare_and_publish(self, slug: str) -> None:
        self.prepare(slug)
        self.publish(slug)

    @rule(slug=slugs, ahead=minutes, join=st.booleans())
    def prepare_and_schedule(self, slug: str, ahead: int, join: bool) -> None:
        self.prepare(slug)
        self.schedule(slug, ahead, join)

    @rule(slug=slugs, ahead=minutes, join=st.booleans())
    def schedule(self, slug: str, ahead: int, join: bool) -> None:
        candidate = self.candidate(slug)
        if candidate is None:
            return
        coming = Release.objects.filter(instant__gt=clock.now()).first() if join else None
        release = coming or making.release(minutes=ahead)
        if not self.may_issue(slug):
            with pytest.raises(acts.Refused):
                publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
            return
        publishing.schedule(candidate, by=making.publisher(), digest=candidate.digest, release=release)
        self.expected.coming[slug] = (release.pk, self.last_title(slug))

    @rule(slug=slugs)
    @precondition(lambda self: hasattr(self, "expected") and self.expected.coming)
    def mend_what_is_scheduled_and_replace_it(self, slug: str) -> None:
        if slug in self.expected.coming:
            self.prepare(slug)
        self.replace(slug)

    @rule(slug=slugs)
    def replace(self, slug: str) -> None:
        candidate, pending = self.candidate(slug), acts.pending(records=[self.places[slug].uuid])
        if candidate is None or not pending:
            return
        told = {"by": making.publisher(), "digest": candidate.digest, "scheduled": pending[0]}
        if not self.may_replace(slug):
            with pytest.raises(acts.Refused):
                publishing.replace(candidate, **told)
            return
        publishing.replace(candidate, **told)
        self.expected.coming[slug] = (pending[0].release_id, self.last_title(slug))

    def may_replace(self, slug: str) -> bool:
        coming = self.expected.coming.pop(slug)
        try:
            return self.may_issue(slug)
        finally:
            self.expected.coming[slug] = coming

    @rule(slug=slugs, ahead=minutes)
    @precondition(lambda self: hasattr(self, "expected") and self.expected.coming)
    def reschedule(self, slug: str, ahead: int) -> None:
        release, _title = self.expected.coming.get(slug) or next(iter(self.expected.coming.values()))
        wall = clock.local(clock.now() + timedelta(minutes=ahead)).replace(tzinfo=None)
        publishing.reschedule(
            Release.objects.get(pk=release), by=making.publisher(), wall=wall, zone="Asia/Baku", reason="So."
        )

    @rule(slug=slugs)
    @precondition(lambda self: hasattr(self, "expected") and self.expected.coming)
    def recall(self, slug: str) -> None:
        if slug in self.expected.coming:
            (pending,) = acts.pending(records=[self.places[slug].uuid])
            publishing.recall(pending, by=making.publisher(), reason="So.")
            del self.expected.coming[slug]

    @rule(ahead=minutes, at_once=st.booleans(), is_renamed=st.booleans())
    def bring_two_that_name_each_other(self, ahead: int, at_once: bool, is_renamed: bool) -> None:
        """Neither can go out before the other, and so they are seen from the same instant on."""
        one, other = making.institution("One house"), making.institution("Another house")
        for house, named in ((one, other), (other, one)):
            making.change(house, body=f'<p>Beside <a data-record="{named.uuid}">it</a>.</p>')
        making.submitted(one, together={other: Record.objects.get(pk=other.pk).version})
        if is_renamed:
            self.approve_unless_it_was(one)
            making.change(other, title="A house of another name")
            making.submitted(other)
        for house in (one, other):
            self.approve_unless_it_was(house)
        told, second = self.last(one), self.last(other)
        named = next(ref for ref in told.payload.mentions if ref.record == str(other.uuid))
        assert named.label == second.payload.titles()
        said = {"by": making.publisher(), "digest": told.digest}
        with pytest.raises(acts.NotPublished), transaction.atomic():
            publishing.publish(told, **said)
        said["together"] = {second: second.digest}
        release = None if at_once else making.release(minutes=ahead)
        edition = publishing.schedule(told, release=release, **said) if release else publishing.publish(told, **said)
        self.pairs.append(((one, other), edition.release_id))

    def last(self, record: Record) -> Candidate:
        return Candidate.objects.filter(record=record.pk).latest("pk")

    def approve_unless_it_was(self, record: Record) -> None:
        candidate = self.last(record)
        if not Review.objects.filter(candidate=candidate).exists():
            reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)

    def coming_release(self) -> Release | None:
        planned = [*(release for release, _title in self.expected.coming.values()), *(pk for _pair, pk in self.pairs)]
        return Release.objects.filter(pk__in=planned, instant__gt=clock.now()).first()

    @rule()
    def release_at_once(self) -> None:
        """What is to come with a release is there: when it arrives the model reads of the release itself."""
        if release := self.coming_release():
            publishing.release_now(release, by=making.publisher(), reason="The issuer has released it.")

    @rule()
    def recall_all(self) -> None:
        if release := self.coming_release():
            publishing.recall_all(release, by=making.publisher(), reason="So.")
            self.pairs = [(pair, pk) for pair, pk in self.pairs if pk != release.pk]
            coming = self.expected.coming
            self.expected.coming = {slug: told for slug, told in coming.items() if told[0] != release.pk}

    @invariant()
    def what_names_each_other_is_seen_together(self) -> None:
        if not hasattr(self, "expected"):
            return
        now = clock.now()
        begins = dict(Release.objects.values_list("pk", "instant"))
        for pair, release in self.pairs:
            seen = [reading.at(now).find(one.kind, one.slug) is not None for one in pair]
            assert seen == [begins[release] <= now] * 2

    @rule(slug=slugs, reason=st.sampled_from(["issuer-withdrew", "published-in-error"]))
    def withdraw(self, slug: str, reason: str) -> None:
        shown = self.expected.at(slug, clock.now())
        if shown is None or (shown == WITHDRAWN and self.reasons[slug] == reason):
            with pytest.raises(acts.Refused):
                publishing.withdraw(self.places[slug], by=making.publisher(), reason_class=reason, note={"en": "So."})
            return
        publishing.withdraw(self.places[slug], by=making.publisher(), reason_class=reason, note={"en": "So."})
        self.expected.shown[slug].append((Interval.objects.latest("seq").live_from, WITHDRAWN))
        self.expected.coming.pop(slug, None)
        self.reasons[slug] = reason

    @rule(slug=slugs)
    def reinstate(self, slug: str) -> None:
        if self.expected.at(slug, clock.now()) != WITHDRAWN:
            with pytest.raises(acts.Refused):
                publishing.reinstate(self.places[slug], by=making.publisher(), note={"en": "So."})
            return
        publishing.reinstate(self.places[slug], by=making.publisher(), note={"en": "So."})
        self.expected.shown[slug].append((Interval.objects.latest("seq").live_from, self.standing_title(slug)))

    @rule()
    def merge_and_approve(self) -> None:
        """Two drafts become one. Whoever wrote either of them signs neither; readers never hear of them."""
        writer, second = making.reviewer(), making.person("second reviewer", "reviewer")
        old, kept = making.place("Written by a reviewer", by=writer), making.place("Kept")
        merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
        candidate = making.submitted(kept)
        with pytest.raises(reviewing.OwnText):
            reviewing.approve(candidate, by=writer, digest=candidate.digest)
        with pytest.raises(IntegrityError), transaction.atomic():
            Review.objects.create(
                candidate=candidate, verdict="approved", digest=candidate.digest, by=writer, at=clock.now()
            )
        reviewing.approve(candidate, by=second, digest=candidate.digest)

    @rule(ahead=minutes)
    def time_passes(self, ahead: int) -> None:
        self.time.shift(timedelta(minutes=2 * ahead))

    @invariant()
    def readers_see_what_the_model_says(self) -> None:
        if not hasattr(self, "expected"):
            return
        self.time.shift(timedelta(seconds=1))  # past the microseconds the ledger may run ahead
        now = clock.now()
        self.expected.arrive(dict(Release.objects.values_list("pk", "instant")), now)
        room = reading.at(now)
        for slug in SLUGS:
            assert self.seen(room, slug) == self.expected.at(slug, now)
            self.numbers_count_what_readers_have_had(room, slug)
            self.what_goes_out_otherwise_is_told(slug)
            self.a_candidate_is_stale_where_it_says_something_else(slug)
        self.moments.append(now)
        public = [self.expected.at(slug, now) for slug in SLUGS]
        entries = LedgerEntry.objects.count()
        if (entries, public) == self.listed:
            return  # lists were asked of these already
        self.listed = entries, public
        listed = listing.find(room, listing.Query(kinds=("place",)), reader="en").entries
        assert {entry.title for entry in listed} == {title for title in public if title not in (None, WITHDRAWN)}
        for entry in listed:
            found = listing.find(room, listing.Query(question=entry.title), reader="az").entries
            assert [one.slug for one in found] == [entry.slug]
            situation(self.places[entry.slug])

    def numbers_count_what_readers_have_had(self, room: reading.Reading, slug: str) -> None:
        """Withdrawn and reinstated, an edition keeps its number; recalled and replaced ones have none."""
        had = [what for _begin, what in self.expected.shown[slug] if what != WITHDRAWN]
        editions = len(list(dict.fromkeys(had)))
        stood = room.editions("place", slug)
        numbers = [one.number for one in stood]
        if not (stood and stood[-1].withheld):
            assert sorted(set(numbers)) == list(range(1, editions + 1))
        assert set(numbers) <= set(range(1, editions + 1))

    def what_goes_out_otherwise_is_told(self, slug: str) -> None:
        pending = acts.pending(records=[self.places[slug].uuid])
        assert bool(pending) == (slug in self.expected.coming)
        if pending:
            differs = self.expected.coming[slug][1] != self.last_title(slug)
            assert situation(self.places[slug]).goes_out_otherwise == differs
            assert (pending[0] in going_out_otherwise()) == differs

    def a_candidate_is_stale_where_it_says_something_else(self, slug: str) -> None:
        candidate = self.candidate(slug)
        if candidate and not any(begin > candidate.submitted_at for begin, _what in self.expected.shown[slug]):
            differs = candidate.payload.texts["en"].title != self.last_title(slug)
            assert self.submissions(slug).is_stale(candidate) == differs

    @invariant()
    def the_past_reads_as_it_was(self) -> None:
        if not hasattr(self, "expected"):
            return
        now = clock.now()
        for slug in SLUGS:
            withheld = getattr(reading.at(now).find("place", slug), "withheld", False)
            # By turns what has just been, and what was half-way.
            moment = self.moments[-2:][0] if len(self.moments) % 2 else self.moments[len(self.moments) // 2]
            then = self.expected.at(slug, moment)
            past = reading.at(now, as_of=moment)
            assert self.seen(past, slug) == (WITHDRAWN if withheld and then else then)

    @invariant()
    def what_is_derived_equals_a_rebuild(self) -> None:
        if not hasattr(self, "expected"):
            return
        entries, before = LedgerEntry.objects.count(), derived()
        if (entries, before) == self.rebuilt:
            return  # it was asked of these already
        rebuilding.rebuild()
        assert derived() == before
        assert ledger.broken_at() is None
        self.rebuilt = entries, before

    @invariant()
    def a_stored_state_is_where_the_record_stands_now_and_after_its_release(self) -> None:
        if not hasattr(self, "expected"):
            return
        acts = [model.objects.count() for model in (Contribution, Candidate, Review, LedgerEntry)]
        stored = self.stored_states()
        if (stored, acts) == self.asked:
            return  # nobody has done anything
        self.asked = stored, acts
        self.states_are_those_of_now()
        to_come = RecordState.objects.filter(changes_at__gt=clock.now()).aggregate(last=Max("changes_at"))["last"]
        if to_come:
            with time_machine.travel(to_come, tick=False):
                self.states_are_those_of_now()
        states.derive(list(Place.objects.values_list("pk", flat=True)))
        assert self.stored_states() == stored

    def stored_states(self) -> list[tuple]:
        """Without what has been since they were stored."""
        now = clock.now()
        return [
            (one.pk, one.state, one.waiting, one.candidate_id, one.changes_at, one.next_state, one.next_waiting)
            if one.changes_at is None or one.changes_at > now
            else (one.pk, one.next_state, one.next_waiting, one.candidate_id, None, None, None)
            for one in RecordState.objects.order_by("pk")
        ]

    def states_are_those_of_now(self) -> None:
        places = list(Place.objects.filter(slug__in=SLUGS))
        found = {place: situation(place) for place in places}
        assert states.states(places) == {place.pk: one.state for place, one in found.items()}
        late = states.waiting(State.OVERTAKEN).filter(record__in=places)
        assert set(late) == {one.overtaken for one in found.values()} - {None}

    @invariant()
    def pages_are_the_same_whether_they_were_kept_or_not(self) -> None:
        if not hasattr(self, "expected"):
            return
        past = f"?as_of={self.moments[len(self.moments) // 2]:%Y-%m-%dT%H:%M:%SZ}"
        addresses = ("places/one/", "corrections/", "places/", f"places/one/{past}")
        snapshot([f"/en/{addresses[len(self.moments) % len(addresses)]}"])  # which compares the two

    def seen(self, room: reading.Reading, slug: str) -> str | None:
        found = room.find("place", slug)
        if found is None:
            return None
        return WITHDRAWN if found.withdrawn else found.payload.texts["en"].title


def derived() -> list:
    """Every derived row, without the keys that storing it anew changes."""
    rows = Row.objects.order_by("record", "live_from")
    return [
        list(Interval.objects.order_by("record", "live_from").values_list(*columns(Interval))),
        list(rows.values_list(*columns(Row))),
        *(
            sorted(map(repr, model.objects.values_list("row__record", "row__live_from", *columns(model))))
            for model in (RowText, RowForReader, Term, Spelling)
        ),
    ]


def columns(model) -> list[str]:
    """Those that are not keys: storing a row anew changes these."""
    return [field.attname for field in model._meta.fields if not field.primary_key and not field.is_relation]


@pytest.mark.long
def test_whatever_is_done_readers_see_what_they_should(db):
    # A failing history is shown as it is: to make it shorter would take minutes.
    # With fewer examples no reinstatement is reached at which something could go wrong.
    # On PostgreSQL the first of them are enough to see that the same is refused and shown.
    examples = 15 if connection.vendor == "sqlite" else 4
    phases = [Phase.generate]
    steady = settings(phases=phases, max_examples=examples, stateful_step_count=25, deadline=None, derandomize=True)
    run_state_machine_as_test(Histories, settings=steady)
