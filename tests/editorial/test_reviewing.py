"""From draft to verdict."""

import unicodedata

import pytest
from django.db import IntegrityError, transaction

from archive.audit import AuditEvent
from archive.editions import acts, payloads
from archive.editions.payloads.places import PlacePayload
from archive.editorial import permissions, publishing, reviewing
from archive.editorial.models import Review, State
from archive.editorial.situations import situation
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db


def test_submitting_freezes_what_readers_will_see():
    place = making.place({"en": "Shusha", "az": "Şuşa"}, names=[("ru", "Шуша")], body="<p>A town.</p>")

    candidate = making.submitted(place)

    assert payloads.from_bytes(bytes(candidate.content)) == PlacePayload(
        kind="place",
        record=str(place.uuid),
        slug=place.slug,
        change=payloads.Change(kind="first"),
        texts={
            "az": payloads.Words(title="Şuşa", blocks=(payloads.Block(id="p1", html="<p>A town.</p>"),)),
            "en": payloads.Words(title="Shusha", blocks=(payloads.Block(id="p1", html="<p>A town.</p>"),)),
        },
        names=(payloads.NameForm(text="Шуша", language="ru", sort="variant"),),
    )
    assert candidate.digest == payloads.digest(bytes(candidate.content))
    assert situation(place).state == State.IN_REVIEW


def test_only_chosen_languages_are_frozen():
    place = making.place({"en": "Shusha", "az": "Şuşa", "ru": "Шуша"})

    candidate = making.submitted(place, languages=["az"])

    assert list(payloads.from_bytes(bytes(candidate.content)).texts) == ["az"]


def test_submitting_what_is_not_ready_says_everything_that_is_missing():
    statement = making.statement(issuers=[], origin="transcribed", body="")

    with pytest.raises(reviewing.NotReady) as refused:
        making.submitted(statement)

    assert [problem.message for problem in refused.value.problems] == [
        "There is no text in this language yet: English.",
        "Say who issues the statement.",
        "Cite at least one source.",
    ]


def test_what_no_form_would_have_taken_is_not_ready():
    source = making.source(published="yesterday")
    entry = making.entry({"en": "Event", "az": "  "}, slug="Not an address", date="1990-13", sources=[source])

    for record, said in (
        (source, ["published: “yesterday” is not a date the archive can read."]),
        (
            entry,
            ["There is no title in this language yet: Azerbaijani.", "address: Write", "date: “1990-13” is not a date"],
        ),
    ):
        with pytest.raises(reviewing.NotReady) as refused:
            making.submitted(record, languages=[text.language for text in record.texts.all()])
        found = [problem.message for problem in refused.value.problems]
        assert [any(message.startswith(words) for message in found) for words in said] == [True] * len(said)


def test_naming_an_unpublished_record_is_refused_with_the_record():
    issuer = making.institution("Ministry of Silence")
    statement = making.statement(issuers=[issuer])

    with pytest.raises(reviewing.NotReady) as refused:
        making.submitted(statement)

    (problem,) = refused.value.problems
    assert problem.records == (issuer.record_ptr,)
    assert problem.message == (
        "It names what readers cannot see yet: Ministry of Silence. Publish these first, or together."
    )


def test_nobody_approves_their_own_words():
    author = making.person("author", "archivist", "reviewer")
    place = making.place(by=author)
    candidate = making.submitted(place)

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=author, digest=candidate.digest)


def test_whoever_saved_any_of_it_is_an_author_even_if_another_submits():
    merger = making.person("merger", "archivist", "reviewer")
    place = making.change(making.place(), by=merger, summary="A town.")
    candidate = making.submitted(place)

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=merger, digest=candidate.digest)


def test_whoever_wrote_only_an_earlier_edition_may_approve_the_next():
    first = making.person("first", "archivist", "reviewer")
    place = making.place(by=first)
    making.published(place)
    place = making.change(place, summary="A town.")

    candidate = making.submitted(place, change="minor")
    review = reviewing.approve(candidate, by=first, digest=candidate.digest)

    assert review.verdict == "approved"


def test_authors_of_a_recalled_edition_are_still_authors():
    first = making.person("first", "archivist", "reviewer")
    place = making.place(by=first)
    edition = making.scheduled(place, making.release())
    publishing.recall(edition, by=making.publisher(), reason="A word was missing.")
    place = making.change(place, summary="A town.")
    candidate = making.submitted(place)

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=first, digest=candidate.digest)


def test_whoever_wrote_a_language_that_was_left_out_cannot_approve_it_later():
    translator = making.person("translator", "archivist", "reviewer")
    place = making.change(making.place("Shusha"), by=translator, language="ru", title="Шуша")
    making.published(place, languages=["en"])

    candidate = making.submitted(place, change="translation")

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=translator, digest=candidate.digest)


def test_authors_of_an_edition_that_may_yet_be_recalled_are_still_authors():
    first, second = making.person("first", "archivist", "reviewer"), making.person("second", "archivist")
    place = making.place("Shusha")
    making.published(place)
    making.change(place, by=first, title="Shusha town")
    edition = making.scheduled(place, making.release(), change="minor")
    making.change(place, by=second, summary="A town.")
    candidate = making.submitted(place, by=second, change="minor")
    publishing.recall(edition, by=making.publisher(), reason="A word was missing.")

    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=first, digest=candidate.digest)


def test_the_database_knows_that_nobody_approves_their_own_words():
    place = making.place()
    candidate = making.submitted(place)

    with pytest.raises(IntegrityError, match="nobody approves their own words"), transaction.atomic():
        Review.objects.create(
            candidate=candidate,
            verdict="approved",
            digest=candidate.digest,
            by=making.archivist(),
            at=candidate.submitted_at,
        )


def test_the_database_knows_that_a_review_signs_its_candidate():
    candidate = making.submitted(making.place())

    with pytest.raises(IntegrityError, match="signs the digest"), transaction.atomic():
        Review.objects.create(
            candidate=candidate, verdict="approved", digest="0" * 64, by=making.reviewer(), at=candidate.submitted_at
        )


def test_approving_another_digest_than_the_one_on_the_page_is_refused():
    candidate = making.submitted(making.place())

    with pytest.raises(reviewing.StaleDigest):
        reviewing.approve(candidate, by=making.reviewer(), digest="0" * 64)


def test_one_changed_character_voids_an_approval():
    place = making.place("Shusha")
    candidate = making.approved(place)

    making.change(place, title="Shusha.")

    with pytest.raises(reviewing.StaleDigest):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)
    assert situation(place).state == State.DRAFT


def test_renaming_a_draft_of_a_place_voids_no_approval():
    place = making.place("Shusha")
    making.published(place)
    entry = making.entry(places=[place], sources=[_public_source()])
    candidate = making.approved(entry)

    making.change(place, title="Another name")
    edition = publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    frozen = payloads.from_bytes(bytes(edition.payload.content))
    assert frozen.places[0].label == {"en": "Shusha"}


def test_returning_says_why_and_gives_it_back():
    place = making.place()
    candidate = making.submitted(place)

    with pytest.raises(acts.Refused):
        reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark=" ")
    reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark="Which source?")

    assert situation(place).state == State.RETURNED
    with pytest.raises(publishing.NotApproved):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_a_candidate_has_one_verdict():
    candidate = making.approved(making.place())

    with pytest.raises(reviewing.AlreadyReviewed):
        reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark="On second thoughts.")


def test_submitting_another_version_than_the_one_seen_is_refused():
    place = making.place()
    seen = place.version
    making.change(place, summary="A town.")

    with pytest.raises(reviewing.StaleVersion):
        reviewing.submit(place, by=making.archivist(), version=seen)


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("reviewer", lambda place, candidate, by: reviewing.submit(place, by=by, version=place.version)),
        ("archivist", lambda place, candidate, by: reviewing.approve(candidate, by=by, digest=candidate.digest)),
        ("archivist", lambda place, candidate, by: publishing.publish(candidate, by=by, digest=candidate.digest)),
        ("reviewer", lambda place, candidate, by: publishing.publish(candidate, by=by, digest=candidate.digest)),
        ("publisher", lambda place, candidate, by: reviewing.approve(candidate, by=by, digest=candidate.digest)),
        ("reviewer", lambda place, candidate, by: publishing.withdraw(place, by=by, reason_class="legal", note={})),
        ("archivist", lambda place, candidate, by: publishing.reinstate(place, by=by, note={})),
        ("administrator", lambda place, candidate, by: publishing.publish(candidate, by=by, digest=candidate.digest)),
    ],
)
def test_every_verb_asks_for_its_right(name, act):
    place = making.place()
    candidate = making.submitted(place)

    with pytest.raises(permissions.NotAllowed):
        act(place, candidate, making.person(name, name))


def test_a_correction_tells_readers_what_changed_in_each_language_they_have():
    place = making.place({"en": "Shusha", "az": "Şuşa"})
    making.published(place)
    making.change(place, title="Shusha town")

    with pytest.raises(reviewing.NoteMissing, match="in: az"):
        making.submitted(place, change="correction", note={"en": "The name was incomplete.", "az": " "})
    candidate = making.submitted(place, change="correction", note={"en": "The name was incomplete.", "az": "Ad."})

    assert payloads.from_bytes(bytes(candidate.content)).change == payloads.Change(
        kind="correction", note={"az": "Ad.", "en": "The name was incomplete."}
    )


def test_a_language_added_with_a_correction_needs_no_note():
    place = making.place("Shusha")
    making.published(place)
    making.change(place, title="Shusha town")
    making.change(place, language="ru", title="Шуша")

    candidate = making.submitted(place, change="correction", note={"en": "The name was incomplete."})

    assert sorted(payloads.from_bytes(bytes(candidate.content)).texts) == ["en", "ru"]


def test_a_translation_adds_a_language_and_changes_no_other():
    place = making.place("Shusha")
    making.published(place)
    making.change(place, language="az", title="Şuşa")
    making.submitted(place, change="translation")

    making.change(place, title="Shusha town")
    with pytest.raises(reviewing.MoreThanTranslation):
        making.submitted(place, change="translation")


def test_a_language_that_is_not_chosen_stays_as_readers_have_it():
    town = making.place("Town")
    making.published(town)
    link = f'<p><a data-record="{town.uuid}">town</a></p>'
    place = making.place({"en": "Shusha", "az": "Şuşa"}, body=link)
    making.published(place)
    making.change(place, title="Shusha town", body="<p>No link.</p>")
    making.change(place, language="az", title="Yarımçıq")

    candidate = making.submitted(place, change="correction", note={"en": "The name.", "az": "Ad."}, languages=["en"])

    frozen = payloads.from_bytes(bytes(candidate.content))
    assert {language: words.title for language, words in frozen.texts.items()} == {"az": "Şuşa", "en": "Shusha town"}
    assert [mention.label for mention in frozen.mentions] == [{"en": "Town"}]


def test_a_change_that_readers_would_not_see_is_refused():
    place = making.place("Shusha")
    making.published(place)
    making.change(place, title="Shusha")

    with pytest.raises(reviewing.NothingChanged):
        making.submitted(place, change="minor")


def test_how_a_letter_is_composed_is_no_change():
    place = making.place(unicodedata.normalize("NFD", "Gün"))
    making.published(place)
    making.change(place)

    with pytest.raises(reviewing.NothingChanged):
        making.submitted(place, change="minor")
    making.change(place, language="az", title="Gün")
    making.submitted(place, change="translation")


def test_a_second_first_edition_is_refused():
    place = making.place()
    making.published(place)

    with pytest.raises(reviewing.AlreadyPublic):
        making.submitted(place)


def test_saving_a_stale_version_is_refused_and_changes_nothing():
    from archive.records.saving import StaleVersion

    place = making.place("Shusha")
    making.change(place, title="Newer")

    with pytest.raises(StaleVersion), saving(place, by=making.archivist(), version=1):
        place.texts.update(title="Lost")

    assert place.texts.get().title == "Newer"


def _public_source():
    source = making.source()
    making.published(source)
    return source


def test_a_record_is_called_by_its_name_in_the_language_of_whoever_looks():
    from django.utils.translation import override

    place = making.place({"en": "Shusha", "az": "Şuşa"})

    with override("az"):
        making.submitted(place)
        assert str(place) == "Şuşa"
    with override("en"):
        assert str(place) == "Shusha"
    with override("ru"):  # the first that stands in
        assert str(place) == "Şuşa"
    assert AuditEvent.objects.get(act="submit").about == "Şuşa"
