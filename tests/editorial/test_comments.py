"""Comments on a spot: where they stand, what becomes of them, for whom they wait, and that readers get none of it."""

import pytest

from archive.admin.screens import piles
from archive.editions.acts import Refused
from archive.editorial import comments, deleting, reviewing
from archive.editorial.comments import Comment, NotOpen, NotThere
from archive.editorial.permissions import NotAllowed
from archive.editorial.problems import EVERYWHERE, Spot
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db

BODY = "<p>We remember those who died.</p><p>The night took <strong>150</strong> people<sup>1</sup>.</p>"


@pytest.fixture
@kept
def issuer():
    made = making.institution("Ministry")
    making.published(made)
    return made


@pytest.fixture
def candidate(issuer):
    return making.submitted(making.statement("On a night", issuers=[issuer], body=BODY, number="7"))


def said(candidate, spot=EVERYWHERE, **options) -> Comment:
    return comments.comment(candidate, spot, **{"words": "Is it so?", "by": making.reviewer(), **options})


SECOND = Spot(language="en", block="p2")


def test_words_are_quoted_where_they_stand_and_as_a_browser_gives_them(candidate):
    one = said(candidate, SECOND, quote="took  150 people1")
    title = said(candidate, Spot(language="en", field="title"), quote="On a night")
    fact = said(candidate, Spot(field="number"))

    assert [one.spot for one in comments.of(candidate.record)] == [SECOND, title.spot, fact.spot]
    assert one.is_open


NOT_THERE = (
    (SECOND, "took 151 people"),
    (SECOND, "We remember"),
    (Spot(language="en", block="p3"), ""),
    (Spot(language="az"), ""),
    (Spot(field="signed"), ""),
    (Spot(field="texts"), ""),
    (Spot(field="number"), "7"),
    (EVERYWHERE, "We remember"),
)


def test_what_does_not_stand_there_is_refused(candidate):
    for spot, quote in NOT_THERE:
        with pytest.raises(NotThere):
            said(candidate, spot, quote=quote)


def test_somebody_says_something_and_has_the_right_to(candidate):
    with pytest.raises(Refused):
        said(candidate, words=" \u200b ")
    one = said(candidate)
    for nobody in (making.publisher(), making.administrator()):
        with pytest.raises(NotAllowed):
            said(candidate, by=nobody)
        with pytest.raises(NotAllowed):
            comments.resolve(one, by=nobody)


def test_it_is_answered_resolved_once_and_opened_again_and_who_did_so_is_kept(candidate):
    one, archivist, reviewer = said(candidate), making.archivist(), making.reviewer()
    comments.answer(one, words="It is.", by=archivist)
    comments.resolve(one, words="Good.", by=reviewer)
    with pytest.raises(NotOpen):
        comments.resolve(one, by=archivist)
    comments.answer(one, words="And still is.", by=archivist)
    assert not comments.open_of(candidate.record)
    comments.reopen(one, by=archivist)
    with pytest.raises(NotOpen):
        comments.reopen(one, by=reviewer)

    assert list(one.answers.values_list("words", "turn", "by__username")) == [
        ("It is.", "", "archivist"),
        ("Good.", "resolved", "reviewer"),
        ("And still is.", "", "archivist"),
        ("", "reopened", "archivist"),
    ]
    assert list(comments.open_of(candidate.record)) == [one]


def test_beside_a_later_candidate_it_stands_at_its_paragraph_as_long_as_its_words_do(candidate):
    record = candidate.record.of_its_kind()
    there = {
        "words": said(candidate, SECOND, quote="150 people"),
        "paragraph": said(candidate, SECOND),
        "fact": said(candidate, Spot(field="number")),
        "all": said(candidate),
    }

    def stands(body: str, number: str) -> set[str]:
        making.change(record, body=body)
        type(record).objects.filter(pk=record.pk).update(number=number)
        beside = dict(comments.beside(making.submitted(record)))
        return {name for name, one in there.items() if beside[one]}

    assert stands(BODY.replace("We remember", "We all remember"), "7") == {"words", "paragraph", "fact", "all"}
    assert stands(BODY.replace("150", "151"), "8") == {"paragraph", "all"}
    assert stands("<p>Other words altogether.</p>", "7") == {"fact", "all"}


def test_it_waits_for_who_wrote_or_said_something_there_and_not_for_who_said_the_last(candidate):
    archivist, reviewer, other = making.archivist(), making.reviewer(), making.person("other", "reviewer")
    one = said(candidate)

    def waits() -> set[str]:
        people = (archivist, reviewer, other, making.publisher())
        return {person.username for person in people if piles.next_in("comments", person)}

    assert waits() == {"archivist"}
    comments.answer(one, words="It is.", by=archivist)
    assert waits() == {"reviewer"}
    comments.answer(one, words="I doubt it.", by=other)
    assert waits() == {"archivist", "reviewer"}
    comments.resolve(one, by=archivist)
    assert waits() == set()
    comments.reopen(one, by=reviewer)
    assert waits() == {"archivist", "other"}


def test_nothing_of_it_is_in_what_is_approved_and_it_keeps_nobody_from_approving(candidate, client):
    said(candidate, SECOND, words="Zxcomment", quote="150 people")
    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)
    making.publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    page = client.get(f"/en/statements/{candidate.record.slug}/").content.decode()

    assert "The night took" in page
    assert "Zxcomment" not in page
    assert b"Zxcomment" not in bytes(candidate.content)


def test_only_what_was_submitted_is_commented_on_so_no_draft_that_goes_has_any(candidate):
    assert deleting.in_the_way(candidate.record)
