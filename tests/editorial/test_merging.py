"""Two records that turn out to be one: what merging changes on the desk, and what it refuses."""

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test.utils import CaptureQueriesContext

from archive.audit import AuditEvent
from archive.editions.acts import Refused
from archive.editorial import merging, publishing, readiness, versions
from archive.editorial.models import State
from archive.editorial.permissions import NotAllowed
from archive.editorial.situations import situation
from archive.editorial.states import states
from archive.editorial.uses import uses
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.institutions import Institution
from archive.records.places import Place
from archive.records.saving import StaleVersion, saving
from archive.records.statements import Rendering
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db


def merged(old, into) -> None:
    """``old`` merged into ``into`` by an archivist; both as stored again."""
    merging.merge(old, into=into, by=making.archivist(), seen=merging.plan(old, into=into).seen)
    old.refresh_from_db(), into.refresh_from_db()


def names_of(record) -> set[tuple[str, str]]:
    return {(name.language, name.text) for name in record.names.all()}


def test_the_kept_record_gains_every_name_once():
    old = making.place({"en": "Shushi", "az": "Şuşa"}, names=[("ru", "Шуши"), ("en", "Shusha")])
    kept = making.place({"en": "Shusha", "az": "Şuşa"}, names=[("ru", "Шуша")])

    merged(old, kept)

    assert names_of(kept) == {("ru", "Шуша"), ("ru", "Шуши"), ("en", "Shushi")}
    assert (old.merged_into.pk, old.title("en"), kept.version) == (kept.pk, "Shushi", 2)


def test_what_moved_is_found_in_the_version_of_the_record_that_it_was_taken_from():
    old = making.place("Shushi", names=[("ru", "Шуши")], sources=[making.source()])
    kept = making.place("Shusha")

    merged(old, kept)

    before, after = (versions.find(old, key).rows() for key in ("save-1", "save-2"))
    assert [one["text"] for one in before["name"]] == ["Шуши"]
    assert len(before["citation"]) == 1
    assert before["place"][0]["merged_into_id"] is None
    assert {"name", "citation"}.isdisjoint(after)
    assert after["place"][0]["merged_into_id"] == kept.pk


def test_every_draft_that_named_a_place_names_the_kept_one():
    old, kept = making.place("Old"), making.place("Kept")
    seat = making.record(Institution, "Museum", slug="museum", place=old)
    source = making.source()
    entry = making.entry(slug="event", places=[old, kept])
    figure = making.figure(entry, 5, by=seat, source=source, place=old)
    body = f'<p>In <a data-record="{old.uuid}">the town</a>.</p>'
    statement = making.statement(slug="words", issuers=[seat], places=[old], body=body)
    other = making.record(Place, "Other", body=body)

    merged(old, kept)

    seat.refresh_from_db(), figure.refresh_from_db()
    assert (seat.place, figure.place) == (kept, kept)
    assert list(entry.places.all()) == [kept]
    assert list(statement.places.all()) == [kept]
    linked = body.replace(str(old.uuid), str(kept.uuid))
    assert [text.body for one in (statement, other) for text in one.texts.all()] == [linked, linked]
    assert uses(old) == ()
    for one in (seat, entry, statement, other):
        assert Record.objects.get(pk=one.pk).version == 2
        assert Contribution.objects.filter(record_id=one.pk).count() == 2
    assert AuditEvent.objects.get().act == "merge"


def test_a_further_text_of_a_statement_links_to_the_kept_one():
    old, kept = making.place("Old"), making.place("Kept")
    statement = making.statement(issuers=[making.institution()])
    body = f'<p>In <a data-record="{old.uuid}">the town</a>.</p>'
    with saving(statement, by=making.archivist(), version=statement.version):
        further = Rendering.objects.create(statement=statement, language="tr", title="T", body=body)

    merged(old, kept)

    further.refresh_from_db()
    assert further.body == body.replace(str(old.uuid), str(kept.uuid))
    assert uses(old) == ()


def test_citations_figures_and_instruments_cite_the_kept_source():
    old, kept = making.source("Old"), making.source("Kept")
    day = making.observance(rules=[{"kind": "fixed", "month": 9, "day": 27, "instrument": old}])
    speaker = making.institution()
    entry = making.entry(sources=[old])
    figure = making.figure(entry, 5, by=speaker, source=old)

    merged(old, kept)

    figure.refresh_from_db()
    assert (day.rules.get().instrument, entry.citations.get().source, figure.stated_in) == (kept, kept, kept)


def test_what_a_source_says_of_itself_does_not_move_to_the_kept_one():
    old, kept = making.source("Old", creator="A clerk"), making.source("Kept")

    merged(old, kept)

    assert (old.phrases.get().creator, kept.phrases.count()) == ("A clerk", 0)


def test_numbers_of_paragraphs_stay_with_the_record_in_which_they_were_given():
    old, kept = making.place("Old", body="<p>A town.</p>"), making.place({"az": "Saxlanan"})

    merged(old, kept)

    assert (old.last_numbers.get().of, kept.last_numbers.count()) == ("text en", 0)


def test_an_institution_that_was_named_beside_the_kept_one_is_named_once():
    old, kept = making.institution("Old"), making.institution("Kept")
    statement = making.statement(issuers=[kept, old])
    figure = making.figure(making.entry(), 5, by=old, source=making.source())

    merged(old, kept)

    figure.refresh_from_db()
    assert [one.institution for one in statement.issued_by.all()] == [kept]
    assert figure.stated_by == kept


def test_what_was_merged_earlier_leads_to_the_record_that_is_kept_in_the_end():
    first, second, kept = (making.place(title) for title in ("First", "Second", "Kept"))
    merged(first, second)

    merged(second, kept)

    first.refresh_from_db()
    assert first.merged_into.pk == kept.pk


@pytest.mark.parametrize("saved", ["old", "kept", "user"])
def test_nothing_is_merged_when_any_record_concerned_was_saved_meanwhile(saved):
    old, kept = making.place("Old"), making.place("Kept")
    user = making.entry("User", places=[old])
    seen = merging.plan(old, into=kept).seen
    making.change({"old": old, "kept": kept, "user": user}[saved], summary="New.")

    with pytest.raises(StaleVersion):
        merging.merge(old, into=kept, by=making.archivist(), seen=seen)

    assert list(user.places.all()) == [old]
    assert Record.objects.get(pk=old.pk).merged_into is None


def test_a_draft_that_began_to_name_it_meanwhile_is_not_overlooked():
    old, kept = making.place("Old"), making.place("Kept")
    seen = merging.plan(old, into=kept).seen
    making.entry("User", places=[old])

    with pytest.raises(StaleVersion):
        merging.merge(old, into=kept, by=making.archivist(), seen=seen)


def test_what_cannot_be_merged_is_refused():
    place, other, gone = making.place(), making.place(), making.place()
    merged(gone, other)

    for old, into in (
        (place, place),
        (place, making.institution()),
        (making.entry(), making.entry()),
        (place, gone),
        (gone, place),
    ):
        with pytest.raises(merging.Unlike):
            merging.plan(old, into=into)


def test_only_archivists_merge():
    old, kept = making.place(), making.place()
    seen = merging.plan(old, into=kept).seen

    for person in (making.reviewer(), making.publisher(), making.administrator()):
        with pytest.raises(NotAllowed):
            merging.merge(old, into=kept, by=person, seen=seen)


def test_a_merge_can_be_undone():
    old, kept = making.place("Old"), making.place("Kept")
    merged(old, kept)

    merging.separate(old, by=making.archivist(), version=old.version)

    old.refresh_from_db()
    assert (old.merged_into, names_of(kept)) == (None, {("en", "Old")})
    with pytest.raises(Refused):
        merging.separate(old, by=making.archivist(), version=old.version)


def test_its_state_says_that_a_record_was_merged():
    draft, public, kept = making.place("Draft"), making.place("Public"), making.place("Kept")
    making.published(public)
    making.published(kept)
    merged(draft, kept)
    merged(public, kept)

    assert [situation(one).state for one in (draft, public)] == [State.MERGED, State.CHANGED]

    making.published(public, change="minor")

    assert situation(public).state == State.MERGED
    assert states([draft, public]) == {draft.pk: State.MERGED, public.pk: State.MERGED}


def test_it_is_published_only_when_the_kept_record_is_public():
    old, kept = making.place("Old"), making.place("Kept")
    making.published(old)
    merged(old, kept)

    with pytest.raises(Refused, match="cannot see yet: Kept"):
        making.submitted(old, change="minor")

    making.published(kept)
    making.published(old, change="minor")


@pytest.mark.parametrize(("make", "given"), [(making.human, {}), (making.picture, {"consent": "published"})])
def test_what_leads_on_is_asked_for_no_source_as_its_own_went_along(make, given):
    cited = making.source("Decree")
    old, kept = (make(slug, slug=slug, sources=[cited], **given) for slug in ("old", "kept"))
    for one in (cited, old, kept):
        making.published(one)

    merged(old, kept)

    assert [one.citations.count() for one in (old, kept)] == [0, 2]
    assert readiness.problems(old, languages=["en"], at=making.clock.now()) == ()
    making.published(old, change="update", note={"en": "The same."})
    kept.citations.all().delete()
    assert len(readiness.problems(kept, languages=["en"], at=making.clock.now())) == 1


def test_readers_are_never_led_in_circles():
    one, other = making.place("One"), making.place("Other")
    making.published(one)
    making.published(other)
    merged(one, other)
    making.scheduled(one, making.release(), change="minor")
    merging.separate(one, by=making.archivist(), version=one.version)
    one.refresh_from_db()
    merged(other, one)

    with pytest.raises(Refused, match="merged into another one"):
        making.published(other, change="minor")


def test_a_pending_edition_that_names_it_stays_and_what_is_in_review_is_submitted_again():
    old, kept, issuer = making.place("Old"), making.place("Kept"), making.institution()
    for one in (old, kept, issuer):
        making.published(one)
    coming = making.statement(issuers=[issuer], places=[old])
    making.scheduled(coming, making.release())
    waiting = making.statement(issuers=[issuer], places=[old])
    candidate = making.approved(waiting)

    merged(old, kept)
    making.published(old, change="minor")

    assert situation(coming).pending is not None
    with pytest.raises(Refused):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
    making.published(waiting)


def cost_of_merging(drafts: int) -> tuple[int, int]:
    """Statements, and texts that are read, where so many drafts link to the record that is merged."""
    old, kept = making.place(), making.place()
    link = f'<p><a data-record="{old.uuid}">There</a>.</p>'
    linking = [making.place({"en": "One", "az": "Biri"}, body=link) for _ in range(drafts)]
    seen, read = merging.plan(old, into=kept).seen, list[Text]()

    def note(instance: Text, **told) -> None:
        read.append(instance)

    post_init.connect(note, sender=Text)
    with CaptureQueriesContext(connection) as asked:
        merging.merge(old, into=kept, by=making.archivist(), seen=seen)
    post_init.disconnect(note, sender=Text)
    assert all(str(kept.uuid) in text.body for one in linking for text in one.texts.all())
    return len(asked), len(read)


def test_each_draft_that_links_to_it_costs_the_same_however_many_there_are():
    cost_of_merging(1)  # what is made once is made
    few, more, most = (cost_of_merging(drafts) for drafts in (2, 7, 12))

    assert [*zip(*(few, more, most), strict=True)] == [
        (first, second, second + (second - first)) for first, second in zip(few, more, strict=True)
    ]
