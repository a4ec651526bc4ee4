"""At the desk: this year's draft is begun from last year's statement, and read passage by passage."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base.links import carry_url
from archive.editorial import confirming, readiness
from archive.editorial.carried import Carried, Carrying, Confirmation
from archive.records.statements import Statement
from tests import last_year, making
from tests.admin.desk import bar_of, form_of, message, sits

pytestmark = pytest.mark.django_db


def carry(client, statement: Statement, year: object = 2027):
    return client.post(reverse("admin:carry_forward"), {"statement": statement.uuid, "year": year})


def confirm(client, draft: Statement, **sent):
    headers = {"accept": "application/json"} if sent.pop("by_script", False) else {}
    address = reverse("admin:confirm_carried", args=[draft.uuid])
    return client.post(address, {"version": draft.version, **sent}, headers=headers)


def waiting(draft: Statement) -> list:
    return list(Carrying.of(Statement.objects.get(pk=draft.pk)).unconfirmed())


def test_a_draft_is_begun_from_the_observance_and_opens_where_one_reads_it():
    last = last_year.statement()
    archivist = sits(making.archivist())

    page = archivist.get(carry_url(observance=last.observance.uuid, year=2027))
    assert [(one.statement, one.edition, one.languages) for one in page.context["offers"]] == [
        (last, 1, (("az", "Azərbaycanca"), ("en", "English")))
    ]
    begun = carry(archivist, last)

    draft = Statement.objects.get(year=2027)
    assert begun.url == f"{form_of(draft)}#carried"
    form = archivist.get(form_of(draft)).content.decode()
    assert "6 passages come from 2026 and wait to be confirmed" in form
    assert "<mark>36 years ago</mark>, in Baku, people died." in form
    assert "2027 − 1990 = 37" in form


def test_its_button_stands_on_the_last_statement_and_on_its_observance():
    last = last_year.statement()

    for record, asked in ((last, {"statement": last.uuid}), (last.observance, {"observance": last.observance.uuid})):
        assert carry_url(**asked) in sits(making.archivist()).get(form_of(record)).content.decode()
        assert carry_url(**asked) not in sits(making.reviewer()).get(form_of(record)).content.decode()


def test_what_cannot_be_carried_is_said_in_plain_words_and_leads_on():
    last = last_year.statement()
    theirs = last_year.carried(last)
    archivist = sits(making.archivist())

    again = carry(archivist, last)
    assert again.status_code == 422
    assert [(one.refused, one.draft_url) for one in again.context["offers"]] == [
        ("This year’s statement has been begun already.", form_of(theirs))
    ]
    refusals = [str(carry(archivist, *asked).context["refused"]) for asked in ((theirs, 2028), (last, 5))]
    assert refusals == [
        "Only what readers can read now is carried forward.",
        "Choose a year after that of the statement.",
    ]
    Statement.objects.filter(pk=theirs.pk).update(origin="transcribed")
    alone = making.observance("Another day")
    nothing = archivist.get(carry_url(observance=alone.uuid))
    assert "there is nothing to begin from" in nothing.content.decode()
    assert carry(sits(making.reviewer()), last, 2028).status_code == 403
    for asked in ({}, {"statement": "nonsense"}, {"observance": last.uuid}, {"statement": alone.uuid}):
        assert archivist.get(carry_url(**asked)).status_code == 404
    for year in ("x" * 50, "0", "-1", "9" * 18):
        assert archivist.get(carry_url(statement=last.uuid, year=year)).status_code == 200
        assert carry(archivist, last, year).status_code in (302, 422)


def test_a_passage_is_confirmed_without_a_script_and_with_one():
    draft = last_year.begun()
    archivist, (first, second, *_others) = sits(making.archivist()), waiting(draft)

    plain = confirm(archivist, draft, passage=first.digest, confirm="on")
    assert (plain.url, message(plain)) == (f"{form_of(draft)}#carried", "Confirmed. 5 passages are left.")
    told = confirm(archivist, draft, passage=second.digest, confirm="on", by_script=True)
    assert told.json() == {"said": "Confirmed. 4 passages are left."}
    stale = confirm(archivist, draft, passage="nonsense", confirm="on", by_script=True)
    assert (stale.status_code, stale.json()) == (
        409,
        {"said": "This passage is no longer what was on your page. Read it again."},
    )
    assert "no longer" in message(confirm(archivist, draft, passage="nonsense"))
    assert confirm(sits(making.reviewer()), draft, passage=first.digest).status_code == 403
    assert Confirmation.objects.count() == 2
    back = confirm(archivist, draft, passage=first.digest, take_back="on", by_script=True)
    assert (back.json(), Confirmation.objects.count()) == ({"said": "It waits again."}, 1)
    deleting = reverse("admin:archive_statement_delete", args=[draft.pk])
    assert "confirm" not in archivist.get(deleting).content.decode().partition("everything that stands here")[2].lower()
    archivist.post(deleting, {"post": "yes", "version": draft.version})
    assert [model.objects.count() for model in (Carried, Confirmation)] == [0, 0]


def test_what_is_proposed_is_written_in_one_press_unless_somebody_saved_meanwhile():
    draft = last_year.begun()
    archivist = sits(making.archivist())
    passage = next(one for one in waiting(draft) if (one.language, one.place) == ("en", "p1"))
    sent = {"passage": passage.digest, "say": [passage.proposals[0].key], "change": "on"}

    stale = confirm(archivist, draft, **sent | {"version": draft.version + 1})
    assert "Somebody else has saved this record" in message(stale)
    confirm(archivist, draft, **sent)

    assert draft.texts.get(language="en").body.startswith("<p>37 years ago")
    assert Confirmation.objects.get().changed == [["ago", "36 years ago", "37 years ago"]]


def test_what_is_doubted_is_told_once_all_that_was_carried_has_been_read():
    draft = last_year.begun()
    assert [doubt.rule for doubt in readiness.doubts(draft)][:1] == ["anniversary-in-words"]
    assert bar_of(making.archivist(), draft).doubts == ()
    for passage in waiting(draft):
        confirming.confirm(draft, passage.digest, by=making.archivist())
    draft = Statement.objects.get(pk=draft.pk)
    assert [told.doubt.rule for told in bar_of(making.archivist(), draft).doubts][:1] == ["anniversary-in-words"]


def test_a_reviewer_reads_who_has_confirmed_what():
    draft = last_year.begun()
    archivist = sits(making.archivist())
    passage = next(one for one in waiting(draft) if (one.language, one.place) == ("en", "p1"))
    confirm(archivist, draft, passage=passage.digest, say=[passage.proposals[0].key], change="on")
    for one in waiting(draft):
        confirm(archivist, draft, passage=one.digest)
    candidate = making.submitted(draft)

    page = sits(making.reviewer()).get(reverse("admin:review", args=[candidate.uuid])).content.decode()

    assert "6 passages come from last year, confirmed by Archivist" in page
    assert "36 years ago → 37 years ago" in page
    assert bar_of(making.archivist(), draft).carried is None


def test_a_form_with_passages_asks_three_queries_more_than_another():
    """What it was carried from, what was confirmed, and the figures of its events."""
    draft = last_year.begun()
    archivist = sits(making.archivist())
    confirm(archivist, draft, passage=waiting(draft)[0].digest)

    archivist.get(form_of(draft))

    with CaptureQueriesContext(connection) as asked:
        archivist.get(form_of(draft))
    Carried.objects.all().delete()
    Confirmation.objects.all().delete()
    with CaptureQueriesContext(connection) as otherwise:
        archivist.get(form_of(draft))

    assert len(asked) - len(otherwise) <= 3


def test_what_names_no_passage_is_another_one():
    archivist, draft = sits(making.archivist()), last_year.begun()

    for sent in ({"passage": "\x00"}, {"passage": "\x00", "take_back": "yes"}, {"passage": "9" * 5_000}):
        assert confirm(archivist, draft, by_script=True, **sent).status_code == 409
