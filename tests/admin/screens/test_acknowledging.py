"""Doubts at the desk: each leads to its spot, and is let stand by whoever submits or decides."""

import re

import pytest
from django.urls import reverse

from archive.editorial.acknowledgements import Acknowledgement
from archive.editorial.models import Candidate, Review
from archive.records.names import Name
from tests import making

from ..desk import act, bar_of, bar_words, form_of, sent_by, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

TICK = re.compile(r'<input type="checkbox" name="([\w-]+)" value="(\w{32})"( form="[\w-]+")?( checked)?>')
SAID = "Say who uses this name, if that is known: Other."


@pytest.fixture
def town():
    made = making.place("Town")
    made.names.create(text="Other", language="en", sort="other")
    return made


def ticks(response) -> list[tuple[str, ...]]:
    return TICK.findall(response.content.decode())


def test_a_doubt_leads_to_the_row_in_which_it_can_be_mended(town):
    (doubt,) = bar_of(making.archivist(), town).doubts
    page = sits(making.archivist()).get(form_of(town)).content.decode()

    spot = f"names-row-{Name.objects.get().pk}"
    assert (doubt.doubt.message, doubt.url) == (SAID, f"{form_of(town)}#{spot}")
    assert f'<summary id="{spot}">' in page
    assert f'<a href="{doubt.url}">{SAID}</a>' in page


def test_whoever_submits_lets_it_stand_and_nobody_is_asked_again(town):
    archivist, reviewer = making.archivist(), making.reviewer()
    ((name, digest, form, _checked),) = ticks(sits(archivist).get(form_of(town)))
    assert (name, form) == ("submit-acknowledged", ' form="act-submit"')

    words = bar_words(archivist, town, "submit") | {name: [digest], "submit-why": "It is on old maps."}
    assert sits(archivist).post(act(town, "submit"), words).status_code == 302

    page = sits(reviewer).get(reverse("admin:review", args=[Candidate.objects.get().uuid]))
    assert ticks(page) == []
    assert "May stand: Archivist" in page.content.decode()
    assert "“It is on old maps.”" in page.content.decode()
    approving = {"verdict-seen": Candidate.objects.get().digest}
    assert sits(reviewer).post(act(town, "approve"), approving).status_code == 302


def test_a_reviewer_who_ticks_nothing_is_asked_and_what_she_typed_stays(town):
    candidate, client = making.submitted(town), sits(making.reviewer())
    ((name, digest, _form, _checked),) = ticks(client.get(reverse("admin:review", args=[candidate.uuid])))
    typed = {"verdict-seen": candidate.digest, "verdict-why": "Nobody knows.", "verdict-remark": "Well done."}

    refused = client.post(act(town, "approve"), typed)

    assert (refused.status_code, Review.objects.count()) == (422, 0)
    assert ticks(refused) == [(name, digest, "", "")]
    assert ">Nobody knows.</textarea>" in refused.content.decode()
    assert client.post(act(town, "approve"), typed | {name: digest}).status_code == 302
    assert Acknowledgement.objects.get().reason == "Nobody knows."


def test_of_all_that_is_approved_at_once_doubts_are_asked_and_what_she_typed_stays(town):
    source = making.source()
    making.published(source)
    event = making.submitted(making.entry(places=[town], sources=[source]), together={town: town.version})
    client = sits(making.reviewer())
    page = client.get(reverse("admin:review", args=[event.uuid]))
    ((name, digest, _form, _checked),) = ticks(page)
    all_at_once = page.context["verdicts"]
    typed = sent_by(all_at_once.form) | {"verdict-why": "Nobody knows."}

    refused = client.post(all_at_once.plain[0].url, typed)

    assert refused.status_code == 422
    assert ticks(refused) == [(name, digest, "", "")]
    assert ">Nobody knows.</textarea>" in refused.content.decode()
    assert client.post(all_at_once.plain[0].url, typed | {name: digest}).status_code == 302
    assert Review.objects.exclude(candidate__record=source.pk).count() == 2


def test_what_keeps_it_from_being_submitted_leads_to_its_spot_as_well():
    event, client = making.entry(date=""), sits(making.archivist())
    words = {"submit-seen": event.version, "submit-chosen": ["en"]}

    refused = client.post(act(event, "submit"), words)

    linked = f'<a href="{form_of(event)}#id_date">Say when it happened.</a>'
    assert linked in refused.content.decode()
    assert linked in client.get(form_of(event)).content.decode()
