"""Alone at the desk: who is offered it, how it is marked, and what another person says of it afterwards."""

import pytest
from django.urls import reverse

from archive.admin.base import alone
from archive.editions.models import LedgerEntry
from archive.editorial import publishing, second_opinions
from archive.editorial.models import SecondOpinion
from tests import making

from ..desk import act, bar_of, bar_words, offered, sent_by, sits, verdicts

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def submitted_by_herself(title: str = "Shusha"):
    place = making.place(title, by=making.sole())
    return place, making.submitted(place, by=making.sole())


def test_whoever_may_approves_alone_with_a_reason_on_the_page_where_it_is_read():
    place, candidate = submitted_by_herself()
    client = sits(making.sole())

    page = client.get(reverse("admin:review", args=[candidate.uuid]))
    words = sent_by(verdicts(page)["alone"].form)
    without = client.post(act(place, "alone"), words)
    done = client.post(act(place, "alone"), words | {"alone-reason": "I am the only one here."})

    assert list(verdicts(page)) == ["return", "alone"]
    assert (without.status_code, done.status_code) == (422, 302)
    assert offered(making.sole(), place) == ["publish", "schedule"]
    client.post(act(place, "publish"), bar_words(making.sole(), place, "publish"))
    facts = bar_of(making.archivist(), place).facts
    assert facts[1:] == ("Approved alone by Sole: “I am the only one here.”", "Nobody else has looked at it yet.")


def test_it_is_not_offered_without_the_right_or_of_what_others_wrote():
    both = making.person("both", "archivist", "reviewer")
    own, others = making.place(by=both), making.place()
    for record, by in ((own, both), (others, making.archivist())):
        making.submitted(record, by=by)

    def buttons(person, record):
        page = sits(person).get(reverse("admin:review", args=[record.candidates.get().uuid]))
        return list(verdicts(page))

    assert buttons(both, own) == ["return"]
    assert buttons(making.sole(), others) == ["approve", "approve-and-schedule", "approve-and-publish", "return"]


def test_lists_mark_what_was_approved_alone_until_it_is_confirmed():
    done = second_opinions.approved_alone(making.approved_alone(making.place(by=making.sole())).review)
    listed = reverse("admin:archive_place_changelist")

    before = sits(making.archivist()).get(listed).content.decode()
    second_opinions.confirm(done, by=making.reviewer())
    after = sits(making.archivist()).get(listed).content.decode()

    assert "approved alone by Sole: “Nobody else is here.”" in before
    assert "approved alone" not in after


def test_another_person_reads_what_was_approved_alone_and_confirms_it():
    place, _candidate = submitted_by_herself()
    making.published(place, by=making.sole())
    making.change(place, by=making.sole(), title="Shusha town")
    candidate = making.approved_alone(place, change="minor")
    publishing.publish(candidate, by=making.sole(), digest=candidate.digest)
    address = alone.url_of(second_opinions.approved_alone(candidate.review))
    client = sits(making.reviewer())

    page = client.get(address)
    unsaid = client.post(address, {"remark": ""})
    answer = client.post(address, {"remark": "Read.", "verdict": "confirm"})

    reading = page.context["reading"]
    assert reading.against.payload.titles() == {"en": "Shusha"}
    assert [(tab.code, tab.state) for tab in reading.tabs] == [("en", "changed")]
    assert bar_of(making.archivist(), place).opinion_url == ""
    assert (unsaid.status_code, answer.status_code) == (422, 302)
    assert SecondOpinion.objects.get().remark == "Read."
    assert "Confirm</button>" not in client.get(address).content.decode()


def test_the_note_of_a_withdrawal_is_read_by_another_person_who_may_object():
    place = making.place()
    making.published(place)
    publishing.withdraw(place, by=making.publisher(), reason_class="superseded", note={"en": "Elsewhere."})
    address = alone.url_of(second_opinions.withdrawn_alone(LedgerEntry.objects.latest("seq"), place))
    client = sits(making.reviewer())

    page = client.get(address)
    empty = client.post(address, {"remark": "", "verdict": "object"})
    said = client.post(address, {"remark": "Say where: withdraw it anew with the address.", "verdict": "object"})

    assert page.context["notes"] == [("en", "English", "Elsewhere.")]
    assert (empty.status_code, said.status_code) == (422, 302)
    facts = bar_of(making.publisher(), place).facts
    assert "“Say where: withdraw it anew with the address.”" in facts[-1]
    assert bar_of(making.reviewer(), place).opinion_url == ""


def test_what_is_no_act_of_one_person_has_no_such_page():
    making.published(making.place())
    review, entry = making.reviewer(), LedgerEntry.objects.get()
    client = sits(review)

    for args in (["review", 1], ["act", entry.pk], ["other", 1]):
        assert client.get(reverse("admin:second_opinion", args=args)).status_code == 404
