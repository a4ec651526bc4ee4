"""The publishing bar: exactly the buttons this person may use now."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from archive.editorial import publishing, reviewing
from archive.records.base import Record
from tests import making

from ..desk import bar_of, form_of, offered, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def draft() -> Record:
    return making.place()


def in_review() -> Record:
    record = making.place()
    making.submitted(record)
    return record


def returned() -> Record:
    record = making.place()
    candidate = making.submitted(record)
    reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark="Which of the two?")
    return record


def approved() -> Record:
    record = making.place()
    making.approved(record)
    return record


def scheduled() -> Record:
    record = making.place()
    making.scheduled(record, making.release())
    return record


def published() -> Record:
    record = making.place()
    making.published(record)
    return record


def changed() -> Record:
    record = published()
    return making.change(record, title="Shusha, again")


def withdrawn() -> Record:
    record = published()
    publishing.withdraw(record, by=making.publisher(), reason_class="superseded", note={"en": "See the other."})
    return record


STATES: tuple[tuple[Callable[[], Record], str, list[str], list[str], list[str]], ...] = (
    # what stands there, in words, and the buttons of archivist, reviewer and publisher
    (draft, "Draft", ["submit"], [], []),
    (in_review, "In review", [], ["decide"], []),
    (returned, "Returned", ["submit"], [], []),
    (approved, "Approved", [], [], ["publish", "schedule"]),
    (scheduled, "Scheduled", [], [], ["recall"]),
    (published, "Published", [], [], ["withdraw"]),
    (changed, "Published, with changes not yet submitted", ["submit"], [], ["withdraw"]),
    (withdrawn, "Withdrawn", [], [], ["withdraw", "reinstate"]),
)


@pytest.mark.parametrize(
    ("make", "state", "archivist", "reviewer", "publisher"), STATES, ids=[row[0].__name__ for row in STATES]
)
def test_the_bar_shows_the_state_and_what_each_person_may_do(make, state, archivist, reviewer, publisher):
    record = make()

    people = (making.archivist(), making.reviewer(), making.publisher(), making.administrator())
    found = [offered(person, record) for person in people]

    assert found == [archivist, reviewer, publisher, []]
    assert bar_of(people[0], record).state.label == state


def test_the_page_has_a_button_for_each_act_and_no_other():
    record = approved()

    html = sits(making.publisher()).get(form_of(record)).content.decode()

    assert re.findall(r'data-act="(\w+)"', html) == ["publish", "schedule"]
    assert '<span class="state state-approved">Approved</span>' in html


def test_the_bar_never_offers_to_approve_ones_own_words():
    both = making.person("both", "archivist", "reviewer")
    record = making.place(by=both)
    making.submitted(record, by=both)

    found = bar_of(both, record)

    assert found.next_step == "You wrote part of this. Somebody else has to approve it."
    assert found.buttons == ()


def test_the_bar_links_to_what_comes_along():
    ministry = making.institution("Ministry still in the drawer")
    record = making.statement(issuers=[ministry])

    page = sits(making.archivist()).get(form_of(record))

    link = f'<a href="{form_of(ministry)}" target="_blank" rel="noopener">Ministry still in the drawer</a>'
    assert link in page.content.decode()


def test_the_bar_says_when_a_scheduled_edition_becomes_public():
    record = making.place()
    edition = making.scheduled(record, making.release())

    facts = bar_of(making.archivist(), record).facts

    instant = edition.release.instant
    assert f"{instant:%H:%M} (UTC)" in facts[0]
    assert "(Baku, Azerbaijan)" in facts[0]


def test_all_parts_of_the_bar_come_with_few_queries(django_assert_max_num_queries):
    record = changed()
    client = sits(making.archivist())
    client.get(form_of(record))

    with django_assert_max_num_queries(45):
        client.get(form_of(record))


def test_a_draft_is_seen_as_readers_would_before_anything_of_it_is_submitted():
    source = making.source({"en": "Decree that nobody has read"}, slug="decree")
    record = making.statement(
        issuers=[making.institution("A house")], places=[making.place({"en": "Sugovushan"})], sources=[source]
    )

    ((code, name, address),) = bar_of(making.archivist(), record).previews
    shown = sits(making.archivist()).get(address)

    words = shown.content.decode()
    assert (code, name, shown.status_code, shown["X-Robots-Tag"]) == ("en", "English", 200, "noindex")
    assert [one in words for one in ("A house", "Sugovushan", "Decree that nobody has read", "preview")] == [True] * 4
    assert sits(making.archivist()).get(address.replace("/en/", "/ru/")).status_code == 404
    assert Client().get(address).status_code == 302
