"""Comments at the desk: written without a script, read beside what was submitted and in the form, answered in place."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from archive.admin.base.margins import margin
from archive.editorial import comments
from archive.editorial.comments import Answer, Comment
from archive.editorial.problems import EVERYWHERE, Spot
from tests import making
from tests.kept import kept

from ..desk import bar_of, form_of, sits

pytestmark = [pytest.mark.django_db, pytest.mark.once]

SECOND = Spot(language="en", block="p2")


@pytest.fixture
@kept
def candidate():
    issuer = making.institution("Ministry")
    making.published(issuer)
    body = "<p>We remember.</p><p>The night took 150 people.</p>"
    return making.submitted(making.statement("On a night", issuers=[issuer], body=body, number="7"))


def address(name: str, key) -> str:
    return reverse(f"admin:{name}", args=[key])


def test_the_form_offers_every_spot_by_its_name(candidate):
    page = sits(making.reviewer()).get(address("comment_on", candidate.uuid))

    everything, english, facts = page.context["form"].fields["spot"].choices
    assert everything == (".", "The record as a whole")
    assert english == (
        "English",
        [
            ("en.", "English"),
            ("en.title", "English, title: On a night"),
            ("en.p1", "English, paragraph 1: We remember."),
            ("en.p2", "English, paragraph 2: The night took 150 people."),
        ],
    )
    assert (".number", "Issuer’s number") in facts[1]
    assert ".signed" not in dict(facts[1])


def test_whoever_may_not_read_what_was_submitted_says_nothing_of_it(candidate):
    """A group of an installation's own may have the one right and not the other."""
    submitting = Group.objects.create(name="submitting")
    submitting.permissions.add(Permission.objects.get(codename="submit"))
    client, said = sits(making.person("submits", "submitting")), {"spot": ".", "words": "What is this?"}

    assert client.get(address("comment_on", candidate.uuid)).status_code == 403
    assert client.post(address("comment_on", candidate.uuid), said).status_code == 403
    assert not Comment.objects.exists()


def test_a_comment_is_written_answered_and_resolved_and_each_leads_back_to_the_page(candidate):
    reviewer, archivist = sits(making.reviewer()), sits(making.archivist())
    words = {"spot": "en.p2", "quote": "150 people", "words": "The ministry says 147."}
    page = address("review", candidate.uuid)

    written = reviewer.post(address("comment_on", candidate.uuid), words)
    said = Comment.objects.get()
    answered = archivist.post(address("comment", said.pk), {"words": "That was 2025.", "back": str(candidate.uuid)})
    resolved = reviewer.post(address("comment", said.pk), {"turn": "resolved", "back": str(candidate.uuid)})

    assert [one.headers["Location"] for one in (written, answered, resolved)] == [f"{page}#comment-{said.pk}"] * 3
    assert (said.spot, said.quote, said.words) == (SECOND, "150 people", "The ministry says 147.")
    assert [(one.words, one.turn) for one in said.answers.all()] == [("That was 2025.", ""), ("", "resolved")]


def test_what_is_refused_comes_back_as_it_was_typed(candidate):
    client, where = sits(making.reviewer()), address("comment_on", candidate.uuid)

    unsaid = client.post(where, {"spot": "en.p2", "quote": "151 people", "words": "No."})
    nowhere = client.post(where, {"spot": "en.p9", "words": "No."})
    said = comments.comment(candidate, EVERYWHERE, words="Look.", by=making.reviewer())
    empty = client.post(address("comment", said.pk), {})
    turned = client.post(address("comment", said.pk), {"turn": "reopened", "words": "Again."})

    assert [one.status_code for one in (unsaid, nowhere, empty, turned)] == [422] * 4
    assert "These words do not stand there." in unsaid.content.decode()
    assert "151 people" in unsaid.content.decode()
    assert "Again.</textarea>" in turned.content.decode()
    assert (Comment.objects.count(), Answer.objects.count()) == (1, 0)


def test_the_form_of_the_record_tells_what_is_open_and_leads_to_its_spot(candidate):
    record, by = candidate.record.of_its_kind(), making.reviewer()
    gone = comments.comment(candidate, SECOND, quote="150 people", words="Is it 147?", by=by)
    stays = comments.comment(candidate, Spot(field="number"), words="Look.", by=by)
    done = comments.comment(candidate, EVERYWHERE, words="Done.", by=by)
    comments.resolve(done, by=by)
    making.change(record, body="<p>We remember.</p><p>The night took 147 people.</p>")

    threads = bar_of(making.archivist(), record).comments
    page = sits(making.archivist()).get(form_of(record)).content.decode()

    told = [(one.comment, one.where, one.url.partition("#")[2], one.is_gone) for one in threads]
    assert told == [
        (gone, "English, paragraph 2", "texts-en-p2", True),
        (stays, "Issuer’s number", "id_number", False),
    ]
    assert 'id="texts-en-p2"' in page
    assert "2 open comments:" in page
    assert page.count("The words it was about are no longer there.") == 1


def test_the_page_of_what_was_submitted_tells_open_and_resolved_ones_and_asks_once_for_all(
    candidate, django_assert_num_queries
):
    by = making.reviewer()
    for number in range(3):
        said = comments.comment(candidate, SECOND, words=f"Open {number}.", by=by)
        comments.answer(said, words=f"Answer {number}.", by=making.archivist())
    comments.resolve(comments.comment(candidate, EVERYWHERE, words="Resolved.", by=by), by=by)

    assert candidate.record.pk  # the page has it already
    # Comments, their answers, and who gave these; what was saved last, what that is called, and claimed figures.
    with django_assert_num_queries(6):
        margin(candidate, person=by)
    page = sits(by).get(address("review", candidate.uuid)).content.decode()
    looking = sits(making.publisher()).get(address("review", candidate.uuid)).content.decode()

    # What is said of facts of what was submitted before is compared with that: it is read once as well.
    for number in range(3):
        comments.comment(candidate, Spot(field="number"), words=f"Fact {number}.", by=by)
    making.change(candidate.record.of_its_kind(), body="<p>We all remember.</p>")
    later = making.submitted(candidate.record.of_its_kind())
    with django_assert_num_queries(5):
        assert [one.is_gone for one in margin(later, person=by).open] == [True, True, True, False, False, False]

    for words in ("Open 2.", "Answer 2.", "1 resolved comment", "Answer or resolve", "Comment on a passage"):
        assert words in page
    assert "Open 2." in looking
    assert "Answer or resolve" not in looking
