"""Releases at the desk: what comes, or went out, with one, and what is done with all of it."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from archive import clock
from archive.editions import acts, ledger
from archive.editions.models import LedgerEntry, Release
from archive.editorial.models import State
from archive.editorial.situations import situation
from archive.records.base import Record
from tests import making
from tests.kept import kept

from .desk import form_of, message, sent_by, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture
@kept
def release() -> Release:
    """One with a statement, and what that names."""
    release, ministry, village = making.release(), making.institution("A ministry"), making.place("A village")
    for record in (ministry, village, making.statement("A statement", issuers=[ministry], places=[village])):
        making.scheduled(record, release)
    return release


def on_page(release: Release, verb: str) -> dict[str, str]:
    page = sits(making.publisher()).get(reverse("admin:archive_release_change", args=[release.pk]))
    return next(sent_by(form) for name, _verb, form in page.context["verbs"] if name == verb)


def lines_of(release: Release) -> list[str]:
    """What its page lists."""
    page = sits(making.publisher()).get(reverse("admin:archive_release_change", args=[release.pk]))
    return sorted(str(record) for record, _url, _alarm in page.context["records"])


def post(release: Release, verb: str, **words):
    said = on_page(release, verb) | {f"{verb}-reason": "The issuer has released it."} | words
    return sits(making.publisher()).post(reverse("admin:release_act", args=[release.pk, verb]), said)


def test_a_release_is_live_at_once_with_all_that_comes_with_it(release):
    answer = post(release, "now")

    assert answer.status_code == 302
    with time_machine.travel(clock.now() + timedelta(seconds=1)):  # the ledger may run ahead of the clock
        assert [situation(record).state for record in Record.objects.all()] == [State.PUBLISHED] * 3
    assert "3 records are public now." in message(answer)
    assert lines_of(release) == ["A ministry", "A statement", "A village"]
    assert LedgerEntry.objects.latest("seq").reason == "The issuer has released it."


def test_all_of_a_release_is_recalled_at_once(release):
    answer = post(release, "recall")

    assert answer.status_code == 302
    assert acts.pending() == []
    assert lines_of(release) == []
    assert "3 records were recalled." in message(answer)


@pytest.mark.parametrize("verb", ["now", "recall"])
def test_a_release_that_is_no_longer_what_was_on_the_page_is_read_again(release, verb):
    seen = on_page(release, verb)
    making.scheduled(making.place("Another"), release)

    answer = post(release, verb, **seen)

    assert answer.status_code == 409
    assert "The issuer has released it." in answer.content.decode()


@pytest.mark.parametrize("verb", ["now", "reschedule", "recall"])
def test_nothing_that_joins_a_release_before_the_ledger_is_locked_goes_along_unseen(release, verb, monkeypatch):
    opened, to = ledger.opened, {"reschedule-day": "2027-03-01", "reschedule-hour": "00:00"}

    @contextmanager
    def opened_later(**said):
        monkeypatch.setattr(ledger, "opened", opened)
        making.scheduled(making.place("Another"), release)
        with opened(**said) as writer:
            yield writer

    monkeypatch.setattr(ledger, "opened", opened_later)
    answer = post(release, verb, **to)

    assert answer.status_code == 409
    assert "This release has changed." in answer.content.decode()
    assert Release.objects.get(pk=release.pk).instant == release.instant


@pytest.mark.parametrize("verb", ["now", "recall"])
def test_a_release_without_a_reason_stays_as_it_is(release, verb):
    assert post(release, verb, **{f"{verb}-reason": ""}).status_code == 422
    assert len(acts.pending()) == 3


def test_what_is_past_has_no_acts(release):
    with time_machine.travel(release.instant + timedelta(hours=1), tick=False):
        page = sits(making.publisher()).get(reverse("admin:archive_release_change", args=[release.pk]))

    assert "verbs" not in page.context
    assert sorted(str(record) for record, _url, _alarm in page.context["records"]) == [
        "A ministry",
        "A statement",
        "A village",
    ]
    assert "What became public then" in page.content.decode()
    assert sits(making.archivist()).post(reverse("admin:release_act", args=[release.pk, "now"])).status_code == 403
    assert sits(making.publisher()).post(reverse("admin:release_act", args=[release.pk, "past"])).status_code == 410


@pytest.fixture
def mended(release) -> list[Record]:
    """Two of its records, of each of which a mend is approved."""
    records = [Record.objects.get(kind=kind).of_its_kind() for kind in ("institution", "place")]
    for record in records:
        making.change(record, body="<p>As it was mended.</p>")
        making.approved(record)
    return records


def test_everything_that_was_mended_is_replaced_in_one_act(release, mended):
    before = LedgerEntry.objects.count()

    answer = post(release, "replace")

    assert answer.status_code == 302
    assert "2 records were replaced." in message(answer)
    acts_since = LedgerEntry.objects.order_by("seq").values_list("act", flat=True)[before:]
    assert list(acts_since) == ["recall", "recall", "schedule", "schedule"]
    bodies = [one.payload.held.texts["en"].blocks[0].html for one in acts.pending() if one.kind != "statement"]
    assert bodies == ["<p>As it was mended.</p>"] * 2
    assert {one.release for one in acts.pending()} == {release}
    assert [situation(one).state for one in mended] == [State.SCHEDULED] * 2
    page = sits(making.publisher()).get(reverse("admin:archive_release_change", args=[release.pk]))
    assert "replace" not in [name for name, _verb, _form in page.context["verbs"]]


def test_only_what_was_chosen_is_replaced_and_something_has_to_be(release, mended):
    first, other = on_page(release, "replace")["replace-together"]

    assert post(release, "replace", **{"replace-together": []}).status_code == 422
    assert post(release, "replace", **{"replace-together": [other]}).status_code == 302

    assert on_page(release, "replace")["replace-together"] == [first]


def test_a_mend_that_is_another_than_was_on_the_page_is_read_again(release, mended):
    seen = on_page(release, "replace")
    making.change(mended[0], body="<p>As it was mended again.</p>")
    making.approved(mended[0])

    answer = post(release, "replace", **seen)

    assert answer.status_code == 409
    assert "The issuer has released it." in answer.content.decode()
    assert sorted(map(str, acts.pending(release=release))) == sorted(map(str, acts.pending()))
    assert LedgerEntry.objects.filter(act="recall").count() == 0


def test_what_names_two_that_were_mended_is_named_where_that_keeps_them_from_being_replaced_together(release):
    statement = Record.objects.get(kind="statement").of_its_kind()
    for kind, title in (("institution", "The ministry"), ("place", "The village")):
        record = Record.objects.get(kind=kind).of_its_kind()
        making.change(record, title=title)
        making.approved(record)

    answer = post(release, "replace")

    assert answer.status_code == 422
    named = "“A statement” is still to come and names both “The ministry” and “The village”."
    said = f'<a href="{form_of(statement)}">{named}'
    assert said in answer.content.decode()
    first, _other = on_page(release, "replace")["replace-together"]
    assert post(release, "replace", **{"replace-together": [first]}).status_code == 302
