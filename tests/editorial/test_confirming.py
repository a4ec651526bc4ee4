"""Carried passages: what keeps a draft from being submitted, who confirms what, and when that is void."""

import pytest

from archive.editorial import confirming, reviewing
from archive.editorial.carried import Carrying, Confirmation, Passage, submitted_with
from archive.editorial.confirming import AnotherPassage
from archive.editorial.permissions import NotAllowed
from archive.editorial.problems import Spot
from archive.editorial.reviewing import NotReady
from archive.records.saving import StaleVersion
from archive.records.statements import Statement
from archive.records.texts import Text
from tests import last_year, making

pytestmark = pytest.mark.django_db

AGO, REMEMBER = ("en", "p1"), ("en", "p2")


@pytest.fixture
def draft() -> Statement:
    return last_year.begun()


def unconfirmed(draft: Statement, language: str = "") -> dict[tuple[str, str], Passage]:
    carrying = Carrying.of(Statement.objects.get(pk=draft.pk))
    return {(one.language, one.place): one for one in carrying.unconfirmed({language} if language else None)}


def confirm(draft: Statement, place: tuple[str, str], *, by=None) -> Confirmation:
    return confirming.confirm(draft, unconfirmed(draft)[place].digest, by=by or making.archivist())


def confirm_all(draft: Statement, *, by=None) -> None:
    for place in unconfirmed(draft):
        confirm(draft, place, by=by)


def read_all(draft: Statement) -> None:
    """What is proposed is written, and all the rest confirmed as it stands."""
    for place, passage in unconfirmed(draft).items():
        draft.refresh_from_db(fields=["version"])
        if proposed := [one.key for one in passage.proposals]:
            confirming.say_anew(draft, passage.digest, proposed, by=making.archivist(), version=draft.version)
        else:
            confirm(draft, place)


def rewrite(draft: Statement, body: str) -> None:
    making.change(draft, body=body)


def test_each_passage_waits_until_somebody_has_confirmed_it(draft):
    assert [*unconfirmed(draft)] == [(code, place) for code in ("en", "az") for place in ("title", "p1", "p2")]

    confirm(draft, REMEMBER)

    assert REMEMBER not in unconfirmed(draft)
    assert len(unconfirmed(draft)) == 5


def test_one_that_nobody_has_confirmed_blocks_submission_and_its_spot_is_named(draft):
    for place in [*unconfirmed(draft)]:
        if place != AGO:
            confirm(draft, place)

    with pytest.raises(NotReady) as refused:
        making.submitted(draft)

    (problem,) = refused.value.problems
    assert (problem.message, problem.spot) == (
        "English, paragraph 1: carried from 2026, and not confirmed yet.",
        Spot(language="en", block="p1"),
    )
    making.submitted(draft, languages=["az"])


def test_what_was_confirmed_is_stored_with_the_candidate_and_its_people_are_authors(draft):
    other = making.person("other", "archivist", "reviewer")
    confirm(draft, REMEMBER, by=other)
    read_all(draft)

    candidate = making.submitted(draft)

    held = {(one.language, one.place): one.by for one in submitted_with(candidate)}
    assert len(held) == 6
    assert held[REMEMBER] == other
    assert {one.person for one in candidate.authors.all()} == {making.archivist(), other}
    with pytest.raises(reviewing.OwnText):
        reviewing.approve(candidate, by=other, digest=candidate.digest)


def test_it_is_void_when_the_words_change_and_holds_again_when_they_are_as_they_were(draft):
    before = draft.texts.get(language="en").body
    confirm_all(draft)

    rewrite(draft, before.replace("people died", "many died"))
    assert [*unconfirmed(draft)] == [AGO]
    rewrite(draft, before)

    assert unconfirmed(draft) == {}


def test_it_is_void_when_a_figure_in_them_is_stated_anew():
    draft = last_year.carried(last_year.statement(body="<p>147 people died.</p>\n<p>We remember.</p>"))
    event, issuer = making.entry(observances=[draft.observance]), draft.issued_by.get().institution
    said = {"by": issuer, "source": draft.citations.get().source}
    making.figure(event, 147, stated_on="2022", **said)
    confirm_all(draft)
    assert unconfirmed(draft) == {}

    making.figure(event, 150, stated_on="2024", **said)

    assert [*unconfirmed(draft)] == [AGO, ("az", "p1")]


def test_what_is_rewritten_waits_no_more_unless_it_says_what_a_year_has_changed(draft):
    rewrite(draft, "<p>36 years ago many of them died in Baku.</p>\n<p>We do not forget.</p>")
    assert [*unconfirmed(draft, "en")] == [("en", "title"), AGO]

    rewrite(draft, "<p>37 years ago many of them died in Baku.</p>\n<p>We do not forget.</p>")

    assert [*unconfirmed(draft, "en")] == [("en", "title")]


def test_paragraphs_that_are_joined_or_parted_are_watched_as_long_as_they_say_it(draft):
    for body in (
        "<p>36 years ago, in Baku, people died. We remember.</p>",
        "<p>36 years ago, in Baku,</p>\n<p>people died.</p>\n<p>We remember.</p>",
        "<p>We remember.</p>\n<p>36 years ago, in Baku, people died.</p>",
    ):
        rewrite(draft, body)
        waiting = unconfirmed(draft, "en")
        assert [one.findings[0].words for one in waiting.values() if "years" in one.words] == ["36 years ago"]


def test_a_language_that_is_added_was_not_carried_and_one_that_is_taken_out_waits_no_more(draft):
    making.change(draft, language="ru", title="Заявление", body="<p>36 лет назад.</p>")
    Text.objects.filter(record=draft.pk, language="az").delete()

    assert {language for language, _place in unconfirmed(draft)} == {"en"}


def test_what_is_proposed_is_written_and_confirmed_in_one_act(draft):
    other = making.person("other", "archivist")
    passage = unconfirmed(draft)[AGO]
    assert [(one.words, one.instead, one.why) for one in passage.proposals] == [
        ("36 years ago", "37 years ago", "2027 − 1990 = 37")
    ]

    chosen = [one.key for one in passage.proposals]
    said = confirming.say_anew(draft, passage.digest, chosen, by=other, version=draft.version)

    place = draft.places.get().uuid
    body = Text.objects.get(record=draft.pk, language="en").body
    assert body.startswith(f'<p>37 years ago, in <a data-record="{place}">Baku</a>, people died.</p>')
    assert AGO not in unconfirmed(draft)
    assert (said.place, said.by, said.changed) == ("p1", other, [("ago", "36 years ago", "37 years ago")])
    title = unconfirmed(draft)["en", "title"]
    draft.refresh_from_db()
    confirming.say_anew(draft, title.digest, [one.key for one in title.proposals], by=other, version=draft.version)
    assert draft.texts.get(language="en").title == "Statement of 20 January 2027"
    confirm_all(draft)
    assert said in submitted_with(making.submitted(draft))


def test_two_people_confirm_without_hindering_each_other(draft):
    other = making.person("other", "archivist")
    digest = unconfirmed(draft)[AGO].digest

    first = confirming.confirm(draft, digest, by=making.archivist())

    assert confirming.confirm(draft, digest, by=other) == first
    assert first.by == making.archivist()
    assert Statement.objects.get(pk=draft.pk).version == draft.version


def test_what_a_key_has_confirmed_too_soon_is_taken_back_by_the_same_person_until_it_is_submitted(draft):
    said, other = confirm(draft, AGO), making.person("other", "archivist")

    with pytest.raises(AnotherPassage):
        confirming.take_back(draft, said.digest, by=other)
    confirming.take_back(draft, said.digest, by=making.archivist())

    assert AGO in unconfirmed(draft)
    read_all(draft)
    making.submitted(draft)
    with pytest.raises(AnotherPassage):
        confirming.take_back(draft, draft.confirmations.first().digest, by=making.archivist())


def test_nothing_is_confirmed_but_what_was_on_the_page(draft):
    passage, by = unconfirmed(draft)[AGO], making.archivist()
    rewrite(draft, "<p>Something else.</p>")

    for digest in (passage.digest, "", "nonsense"):
        with pytest.raises(AnotherPassage):
            confirming.confirm(draft, digest, by=by)
    with pytest.raises(AnotherPassage):
        confirming.confirm(last_year.carried(draft_of_last(draft), year=2030), passage.digest, by=making.archivist())


def draft_of_last(draft: Statement) -> Statement:
    return Statement.objects.get(year=2026)


def test_what_is_proposed_is_not_written_over_what_somebody_has_saved_since(draft):
    passage, version = unconfirmed(draft)[AGO], draft.version
    making.change(draft, language="az", title="Başqa")
    chosen = [one.key for one in passage.proposals]

    with pytest.raises(StaleVersion):
        confirming.say_anew(draft, passage.digest, chosen, by=making.archivist(), version=version)
    with pytest.raises(AnotherPassage):
        confirming.say_anew(draft, passage.digest, ["nonsense"], by=making.archivist(), version=version + 1)

    assert not Confirmation.objects.exists()


def test_who_may_not_write_statements_confirms_none(draft):
    with pytest.raises(NotAllowed):
        confirm(draft, AGO, by=making.reviewer())


def test_once_readers_have_it_nothing_waits_any_more(draft):
    read_all(draft)
    making.published(draft)

    assert Carrying.of(Statement.objects.get(pk=draft.pk)) is None
    making.change(draft, summary="As in the statement of 20 January 2026.")
    making.submitted(draft, change="minor")
