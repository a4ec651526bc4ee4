"""The acts at the desk: each done, refused in words, and refused when something else stands there by now."""

from datetime import timedelta
from itertools import cycle

import pytest
from django.urls import reverse

from archive import clock
from archive.editions.models import Edition, Interval, Release
from archive.editorial.models import Candidate, Review, State
from archive.editorial.situations import situation
from archive.editorial.submissions import Submissions
from archive.records.base import Record
from tests import making

from ..desk import act, bar_words, form_of, sent_by, sits, verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def review_words(person, candidate: Candidate, name: str) -> dict:
    page = sits(person).get(reverse("admin:review", args=[candidate.uuid]))
    return sent_by(verdicts(page)[name].form)


def state(record: Record) -> State:
    return situation(Record.objects.get(pk=record.pk)).state


def test_a_record_goes_through_the_desk_from_draft_to_readers():
    record = making.place({"en": "Shusha", "az": "Şuşa"})
    archivist, reviewer, publisher = making.archivist(), making.reviewer(), making.publisher()

    words = bar_words(archivist, record, "submit") | {"submit-remark": "Both spellings are in use."}
    submitted = sits(archivist).post(act(record, "submit"), words)
    candidate = Candidate.objects.get()
    approved = sits(reviewer).post(act(record, "approve"), review_words(reviewer, candidate, "approve"))
    published = sits(publisher).post(act(record, "publish"), bar_words(publisher, record, "publish"))

    assert [one.status_code for one in (submitted, approved, published)] == [302, 302, 302]
    assert (candidate.remark, candidate.review.by) == ("Both spellings are in use.", reviewer)
    assert Interval.objects.get().number == 1
    assert Interval.objects.live(clock.now()).get().record == record.uuid
    assert state(record) == State.PUBLISHED


def test_what_was_on_the_page_may_be_anything_and_only_the_right_one_is_taken():
    record, other, client = making.place(), making.place(), sits(everybody())
    making.approved(record)
    making.scheduled(other, making.release())
    nonsense = cycle(["abc", "", "-1", "1.5", "9" * 60, "9" * 5000, "²"])

    for name in ("submit", "approve", "return", "publish", "schedule", "replace", "recall", "withdraw", "reinstate"):
        for one in (record, other):
            seen = next(nonsense)
            words = {f"{prefix}-seen": seen for prefix in (name, "verdict")} | {f"{name}-scheduled": seen}
            said = {f"{name}-chosen": ["en"], f"{name}-reason": "So.", "verdict-remark": "So."}
            assert client.post(act(one, name), words | said).status_code in (409, 422), (name, seen)


def everybody():
    return making.person("all", "archivist", "reviewer", "publisher")


def test_only_the_chosen_languages_are_submitted():
    record = making.place({"en": "Shusha", "az": "Şuşa"})
    words = bar_words(making.archivist(), record, "submit")

    sits(making.archivist()).post(act(record, "submit"), words | {"submit-chosen": ["az"]})

    assert list(submitted_payload(record).texts) == ["az"]


def submitted_payload(record: Record):
    return Candidate.objects.filter(record=record.pk).latest("pk").payload


def test_a_correction_asks_for_its_kind_and_tells_readers_in_their_language():
    record = making.place()
    making.published(record)
    making.change(record, title="Shusha, corrected")
    archivist = making.archivist()
    words = bar_words(archivist, record, "submit") | {"submit-change": "correction"}

    untold = sits(archivist).post(act(record, "submit"), words | {"submit-remark": "A typed remark"})
    told = sits(archivist).post(act(record, "submit"), words | {"submit-note_en": "The name was misspelled."})

    assert (untold.status_code, told.status_code) == (422, 302)
    assert "Tell readers what has changed" in untold.content.decode()
    assert "A typed remark" in untold.content.decode()
    assert submitted_payload(record).change.note == {"en": "The name was misspelled."}


def test_a_version_saved_meanwhile_answers_409_and_keeps_the_remark():
    record = making.place()
    archivist = making.archivist()
    words = bar_words(archivist, record, "submit") | {"submit-remark": "Please read the second name."}
    making.change(record, by=making.person("colleague", "archivist"), title="Another")

    response = sits(archivist).post(act(record, "submit"), words)
    newer = {"submit-newer": str(response.context["stands_now"])}
    again = sits(archivist).post(act(record, "submit"), words | newer)

    assert response.status_code == 409
    assert "Please read the second name." in response.content.decode()
    assert Candidate.objects.get().remark == "Please read the second name."
    assert again.status_code == 302


def test_a_digest_that_no_longer_stands_answers_409_and_keeps_the_remark():
    record = making.place()
    candidate = making.submitted(record)
    reviewer = making.reviewer()
    words = review_words(reviewer, candidate, "approve") | {"verdict-remark": "Read twice."}
    making.change(record, title="Another")
    making.submitted(record)

    response = sits(reviewer).post(act(record, "approve"), words)

    assert response.status_code == 409
    assert "Read twice." in response.content.decode()
    assert not Review.objects.exists()


def test_returning_needs_a_reason_and_gives_it_to_the_authors():
    record = making.place()
    candidate = making.submitted(record)
    reviewer = making.reviewer()
    words = review_words(reviewer, candidate, "return")

    without = sits(reviewer).post(act(record, "return"), words)
    given = sits(reviewer).post(act(record, "return"), words | {"verdict-remark": "Which Shusha?"})

    assert (without.status_code, given.status_code) == (422, 302)
    assert "Which Shusha?" in sits(making.archivist()).get(form_of(record)).content.decode()


def test_nobody_approves_their_own_words_even_by_hand():
    both = making.person("both", "archivist", "reviewer")
    record = making.place(by=both)
    candidate = making.submitted(record, by=both)

    response = sits(both).post(act(record, "approve"), {"verdict-seen": candidate.digest})

    assert response.status_code == 422
    assert "You wrote part of this. Somebody else has to approve it." in response.content.decode()


def test_scheduling_names_the_instant_in_baku_and_utc():
    record = making.place()
    making.approved(record)
    publisher = making.publisher()
    words = bar_words(publisher, record, "schedule")
    assert (str(words["schedule-hour"]), words["schedule-zone"]) == ("00:00:00", "Baku, Azerbaijan")

    day = clock.today() + timedelta(days=400)
    response = sits(publisher).post(
        act(record, "schedule"), words | {"schedule-day": str(day), "schedule-hour": "00:00"}, follow=True
    )

    edition = Edition.objects.get()
    assert clock.local(edition.release.instant).isoformat() == f"{day}T00:00:00+04:00"
    html = response.content.decode()
    assert "00:00 (Baku, Azerbaijan)" in html
    assert "20:00 (UTC)" in html


def test_scheduling_in_the_past_is_refused_and_plans_nothing():
    record = making.place()
    making.approved(record)
    publisher = making.publisher()
    words = bar_words(publisher, record, "schedule") | {
        "schedule-day": "2020-01-20",
        "schedule-hour": "00:00",
        "schedule-title": "My title",
    }

    response = sits(publisher).post(act(record, "schedule"), words)

    assert response.status_code == 422
    assert "This instant has gone by." in response.content.decode()
    assert 'value="My title"' in response.content.decode()
    assert not Release.objects.exists()


def test_scheduling_without_a_time_asks_for_it():
    record = making.place()
    making.approved(record)
    words = bar_words(making.publisher(), record, "schedule")

    response = sits(making.publisher()).post(act(record, "schedule"), words)

    assert response.status_code == 422
    assert "Say when, or choose a coming release." in response.content.decode()


def test_two_editions_join_one_release():
    release = making.release()
    first, second = making.place("Shusha"), making.place("Khankendi")
    making.scheduled(first, release)
    making.approved(second)
    publisher = making.publisher()
    words = bar_words(publisher, second, "schedule")

    sits(publisher).post(act(second, "schedule"), words | {"schedule-release": release.pk})

    assert Edition.objects.filter(release=release).count() == 2


def test_a_release_is_moved_with_a_reason():
    release = making.release()
    making.scheduled(making.place(), release)
    publisher = sits(making.publisher())
    page = publisher.get(reverse("admin:archive_release_change", args=[release.pk]))
    day = clock.today() + timedelta(days=500)
    form = next(form for name, _verb, form in page.context["verbs"] if name == "reschedule")
    words = sent_by(form) | {"reschedule-day": str(day), "reschedule-hour": "00:00"}
    address = reverse("admin:release_act", args=[release.pk, "reschedule"])

    without = publisher.post(address, words)
    given = publisher.post(address, words | {"reschedule-reason": "The ministry asked."})
    stale = publisher.post(address, words | {"reschedule-reason": "Once more."})

    assert [one.status_code for one in (without, given, stale)] == [422, 302, 409]
    assert "Once more." in stale.content.decode()
    assert clock.local(Release.objects.get().instant).date() == day


def test_what_is_scheduled_is_recalled_with_a_reason():
    record = making.place()
    making.scheduled(record, making.release())
    publisher = making.publisher()
    words = bar_words(publisher, record, "recall")

    response = sits(publisher).post(act(record, "recall"), words | {"recall-reason": "The text has changed."})

    assert response.status_code == 302
    assert state(record) == State.APPROVED


def test_what_is_public_is_withdrawn_with_a_note_and_reinstated():
    record = making.place()
    making.published(record)
    publisher = making.publisher()
    words = bar_words(publisher, record, "withdraw") | {"withdraw-reason_class": "superseded"}

    untold = sits(publisher).post(act(record, "withdraw"), words | {"withdraw-reason": "Asked by letter"})
    told = sits(publisher).post(act(record, "withdraw"), words | {"withdraw-note_en": "See the new record."})
    assert (untold.status_code, told.status_code, state(record)) == (422, 302, State.WITHDRAWN)
    assert "Asked by letter" in untold.content.decode()

    back = sits(publisher).post(act(record, "reinstate"), bar_words(publisher, record, "reinstate"))
    assert (back.status_code, state(record)) == (302, State.PUBLISHED)


def test_whoever_withdraws_is_told_which_texts_hold_the_name():
    person = making.human({"en": "Zarifa Orujova", "ru": "Зарифа Оруджева"}, sources=[source := making.source()])
    making.published(source), making.published(person)
    now = making.place({"en": "Now", "ru": "Сейчас"}, body="<p>Zarifa Orujova’s house.</p><p>Дом Оруджевой.</p>")
    earlier, coming = (
        making.place("Earlier", summary="Of Zarifa Orujova."),
        making.place("Coming", body="<p>Orujova.</p>"),
    )
    making.place("Draft", body="<p>Zarifa Orujova.</p>"), making.published(making.place("Zarifa"))
    for record in (now, earlier):
        making.published(record)
    making.change(earlier, summary="")
    making.published(earlier, change="minor")
    making.scheduled(coming, making.release())

    for address in (act(person, "withdraw"), f"{reverse('admin:used_in', args=[person.uuid])}?texts=read"):
        page = sits(making.publisher()).get(address)
        found = [(str(one.record), one.language, one.when) for one, _url in page.context["texts_naming"]]
        assert found == [
            ("Now", "en", "readers have it"),
            ("Now", "ru", "readers have it"),
            ("Earlier", "en", "earlier"),  # it holds the whole name
            ("Coming", "en", "still to come"),
        ]
        assert form_of(now) in page.content.decode()
        assert "<mark>Orujova’s</mark> house" in page.content.decode()
    assert act(person, "withdraw") in sits(making.publisher()).get(form_of(person)).content.decode()


def test_what_is_recalled_with_what_is_withdrawn_is_named():
    issuer, release = making.institution("A ministry"), making.release()
    making.published(issuer)
    renamed = making.change(issuer, title="Another ministry")
    making.scheduled(renamed, release, change="update", note={"en": "It has another name."})
    making.scheduled(making.statement("A statement", issuers=[renamed]), release, release=release)
    publisher = making.publisher()
    words = bar_words(publisher, issuer, "withdraw") | {
        "withdraw-reason_class": "published-in-error",
        "withdraw-note_en": "There is no such ministry.",
    }

    done = sits(publisher).post(act(issuer, "withdraw"), words, follow=True)

    told = "Recalled with it, before readers could see it: Another ministry; A statement."
    assert [told in str(message) for message in done.context["messages"]] == [True]


def test_withdrawing_another_edition_than_the_one_on_the_page_answers_409():
    record = making.place()
    making.published(record)
    publisher = making.publisher()
    words = bar_words(publisher, record, "withdraw") | {
        "withdraw-reason_class": "superseded",
        "withdraw-note_en": "See the new record.",
    }
    making.change(record, title="Another")
    making.published(record, change="minor")

    response = sits(publisher).post(act(record, "withdraw"), words)

    assert response.status_code == 409
    assert "See the new record." in response.content.decode()
    assert state(record) == State.PUBLISHED


def test_small_candidates_are_approved_and_published_many_at_once():
    places = [making.place("Shusha"), making.place("Khankendi")]
    own = making.place("Baku", by=making.person("both", "archivist", "reviewer"))
    candidates = [making.submitted(place) for place in places]
    making.submitted(own, by=making.person("both"))
    reviewer, publisher = making.person("both"), making.publisher()
    listed = sits(reviewer).get(reverse("admin:batch")).context["to_approve"]
    assert {one.candidate for one in listed} == set(candidates)

    stale = making.submitted(making.change(places[1], title="Xankəndi"))
    approved = sits(reviewer).post(
        reverse("admin:batch"),
        {"act": "approve", "chosen": [f"{one.pk}:{one.digest}" for one in candidates]},
    )
    published = sits(publisher).post(
        reverse("admin:batch"),
        {"act": "publish", "chosen": [f"{one.pk}:{one.digest}" for one in (candidates[0], stale)]},
    )

    assert [bool(one.refused) for one in approved.context["outcomes"]] == [False, True]
    assert [bool(one.refused) for one in published.context["outcomes"]] == [False, True]
    assert [state(place) for place in places] == [State.PUBLISHED, State.IN_REVIEW]
    assert Submissions.read(places[1]).last == stale
