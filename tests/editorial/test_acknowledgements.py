"""Nothing is approved as long as a doubt stands that nobody has let stand, by name."""

import pytest

from archive.editorial import acknowledgements, reviewing
from archive.editorial.acknowledgements import Acknowledgement, Doubted
from archive.editorial.models import Review
from archive.records.names import Name
from archive.records.places import Place
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Place:
    """With two names of which nobody says who uses them."""
    made = making.place("Town")
    for text in ("Other", "Another"):
        made.names.create(text=text, language="en", sort="other")
    return made


def told() -> list[tuple[str, str, str]]:
    return list(Acknowledgement.objects.values_list("about", "by__username", "reason"))


def test_a_reviewer_lets_every_doubt_stand_by_name_or_approves_nothing(town):
    candidate = making.submitted(town)
    one, other = making.doubted(candidate)
    signing = {"by": making.reviewer(), "digest": candidate.digest}

    for some in ((), (one,), ("no such digest", other)):
        with pytest.raises(Doubted):
            reviewing.approve(candidate, acknowledged=some, **signing)
    assert (told(), Review.objects.count()) == ([], 0)

    reviewing.approve(candidate, acknowledged=(one, other, "no such digest"), why="Both are old.", **signing)

    assert told() == [("en: Another", "reviewer", "Both are old."), ("en: Other", "reviewer", "Both are old.")]


def test_what_whoever_submitted_lets_stand_is_asked_of_nobody_again(town):
    candidate = making.submitted(town)
    acknowledgements.acknowledge(candidate, making.doubted(candidate), by=making.archivist())

    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)

    assert {by for _about, by, _reason in told()} == {"archivist"}


def test_it_holds_for_what_is_submitted_later_until_its_own_words_change(town):
    making.approved(town)
    making.change(town, summary="A town on a river.")
    again = making.submitted(town)
    reviewing.approve(again, by=making.reviewer(), digest=again.digest)

    Name.objects.filter(text="Other").update(text="Yet another")
    making.change(town)
    renamed = making.submitted(town)

    with pytest.raises(Doubted, match="Yet another") as refused:
        reviewing.approve(renamed, by=making.reviewer(), digest=renamed.digest)
    assert "Another." not in str(refused.value)


def test_whoever_approves_alone_lets_stand_what_is_doubted_as_well(town):
    making.change(town, by=making.sole())
    candidate = making.submitted(town, by=making.sole())
    signing = {"by": making.sole(), "digest": candidate.digest, "reason": "Nobody else is here."}

    with pytest.raises(Doubted):
        reviewing.approve_alone(candidate, **signing)
    reviewing.approve_alone(candidate, acknowledged=making.doubted(candidate), **signing)

    assert {by for _about, by, _reason in told()} == {"sole"}


def test_returning_asks_for_nothing(town):
    candidate = making.submitted(town)

    reviewing.return_(candidate, by=making.reviewer(), digest=candidate.digest, remark="Say who.")

    assert told() == []
