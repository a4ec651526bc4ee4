"""Addresses that moved: one rule, shown before it changes anything, reviewed before readers see it."""

import pytest
from django.test import Client

from archive.editions.models import Edition
from archive.records.contributions import Contribution
from archive.records.saving import saving
from archive.records.sources import Source
from tests import making

from ..desk import sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

OLD, NEW = "https://office.example/press/", "https://archive.example/office/press/"
RULE = {"before": OLD, "after": NEW}
MOVED = "/desk/moved/"


def sources(count: int, **fields) -> list[Source]:
    return [making.source(f"Document {n}", slug=f"document-{n}", address=f"{OLD}{n}", **fields) for n in range(count)]


def shown(client: Client, **rule):
    return client.get(MOVED, rule or RULE)


def send(client: Client, page, **rule):
    return client.post(MOVED, {**(rule or RULE), "seen": page.context["seen"]})


def addresses() -> list[tuple[str, str, str]]:
    found = Source.objects.order_by("pk")
    return [(one.address, one.current_address, one.address_state) for one in found]


def test_scenario_30_one_rule_leads_readers_to_where_the_documents_are_now():
    documents = sources(3, rights="NKC")
    copy = making.captured(documents[0])
    Source.objects.filter(pk=documents[0].pk).update(offered_copy=copy)
    for document in documents:
        making.published(document)
    making.published(making.entry("An event", slug="event", sources=documents))
    cited = Edition.objects.get(record=making.TimelineEntry.objects.get().uuid).payload_id
    archivist, reviewer, publisher = (
        sits(person) for person in (making.archivist(), making.reviewer(), making.publisher())
    )

    page = shown(archivist)
    done = send(archivist, page)
    submitted = archivist.post(
        done.headers["Location"],
        {"action": "submit_chosen", "_selected_action": [one.pk for one in documents], "index": 0},
        follow=True,
    )
    to_approve = reviewer.get("/desk/many/").context["to_approve"]
    for client, act in ((reviewer, "approve"), (publisher, "publish")):
        waiting = client.get("/desk/many/").context[f"to_{act}"]
        lines = [f"{one.candidate.pk}:{one.candidate.digest}" for one in waiting]
        client.post("/desk/many/", {"act": act, "listed": lines, "everything": "1"})

    assert [(one.before, one.after) for one in page.context["moved"]] == [(f"{OLD}{n}", f"{NEW}{n}") for n in range(3)]
    assert [str(said) for said in submitted.context["messages"]][-1] == "3 records were submitted for review."
    told = sorted([(one.field, one.was, one.will_be) for one in waiting.differences.facts] for waiting in to_approve)
    assert told[0][0] == ("Web address today", "", f"{NEW}0")
    assert [row[1][2] for row in told] == ["It has moved to another address"] * 3
    # Readers are led to the new addresses; the edition that cites them is the one it was.
    html = Client().get("/en/timeline/event/").content.decode()
    assert [f'<a href="{NEW}{n}" rel="external">' in html for n in range(3)] == [True] * 3
    assert [f'Address as cited: <span class="address">{OLD}{n}</span>' in html for n in range(3)] == [True] * 3
    assert f'href="/en/sources/document-0/copies/{copy.sha256}/"' in html
    assert Edition.objects.get(record=making.TimelineEntry.objects.get().uuid).payload_id == cited


def test_looking_changes_nothing():
    sources(2)
    before = addresses()

    page = shown(sits(making.archivist()))

    assert len(page.context["moved"]) == 2
    assert addresses() == before


def test_the_rule_is_about_the_address_of_today_letter_by_letter():
    moved_before = making.source(address="https://elsewhere.example/1", current_address=f"{OLD}again")
    making.source(address=f"{OLD}gone-on", current_address="https://elsewhere.example/2")
    making.source(address=f"{OLD.upper().replace('HTTPS', 'https')}capitals")
    making.source(address="https://office.example/other/1")

    page = shown(sits(making.archivist()))

    assert [one.source for one in page.context["moved"]] == [moved_before]


def test_what_was_saved_meanwhile_is_looked_at_again():
    documents = sources(2)
    client = sits(making.archivist())
    page = shown(client)
    with saving(documents[1], by=making.archivist(), version=documents[1].version):
        documents[1].save()

    stale = send(client, page)

    assert stale.status_code == 409
    assert "Some of these sources have changed since." in stale.content.decode()
    assert [state for *_addresses, state in addresses()] == ["unknown"] * 2
    assert send(client, stale).status_code == 302
    assert [state for *_addresses, state in addresses()] == ["moved"] * 2


def test_all_of_them_are_saved_or_none():
    sources(1)
    making.source("A long one", address=OLD + "x" * 400)
    client = sits(making.archivist())
    rule = {"before": OLD, "after": f"https://archive.example/{'y' * 90}/"}

    refused = send(client, shown(client, **rule), **rule)

    assert refused.status_code == 422
    assert "“A long one” would have no web address" in refused.content.decode()
    assert [current for _cited, current, _state in addresses()] == ["", ""]
    assert Contribution.objects.filter(version__gt=1).count() == 0


def test_every_source_is_saved_through_the_one_path():
    documents = sources(2)
    client = sits(making.archivist())

    send(client, shown(client))

    saved = Contribution.objects.filter(record__in=documents, version=2).values_list("by__username", flat=True)
    assert list(saved) == ["archivist", "archivist"]


def test_what_returns_to_the_address_as_cited_has_no_other_one():
    sources(1)
    client = sits(making.archivist())
    send(client, shown(client))
    back = {"before": NEW, "after": OLD}

    send(client, shown(client, **back), **back)

    assert addresses() == [(f"{OLD}0", "", "unknown")]
    assert Source.objects.get().checked_at is None


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("", NEW, "This field is required."),
        ("press", NEW, "Enter a valid URL."),
        ("javascript://x.example/", NEW, "Enter a valid URL."),
        (OLD, OLD, "This is the same address."),
        (OLD, NEW.rstrip("/"), "Let both end with a slash, or neither"),
        ("\0", NEW, "This field is required."),
    ],
)
def test_a_rule_that_is_none_is_refused_in_words(before, after, said):
    sources(1)
    client = sits(making.archivist())

    page = shown(client, before=before, after=after)
    sent = client.post(MOVED, {"before": before, "after": after, "seen": page.context["seen"]})

    assert said in page.content.decode()
    assert sent.status_code == 422
    assert addresses() == [(f"{OLD}0", "", "unknown")]


def test_submitting_many_reports_what_is_refused():
    ready, unready = making.source("Ready"), making.source("Unready", address="no address")
    making.published(making.source("Nothing new"))
    chosen = [one.pk for one in Source.objects.all()]

    answer = sits(making.archivist()).post(
        "/desk/archive/source/", {"action": "submit_chosen", "_selected_action": chosen}, follow=True
    )

    said = [str(one) for one in answer.context["messages"]]
    assert said[0] == "1 record was submitted for review."
    assert sorted(line.partition(":")[0] for line in said[1:]) == ["Nothing new", "Unready"]
    assert (ready.candidates.count(), unready.candidates.count()) == (1, 0)


def test_only_who_may_submit_is_offered_to_submit_many():
    making.source("Ready")

    offered = [
        "submit_chosen" in sits(person).get("/desk/archive/source/").content.decode()
        for person in (making.archivist(), making.reviewer())
    ]

    assert offered == [True, False]


@pytest.mark.parametrize("count", [1, 12])
def test_a_page_of_many_asks_as_often_for_each(count, django_assert_max_num_queries):
    sources(count)
    client = sits(making.archivist())

    with django_assert_max_num_queries(8):
        shown(client)
