"""Figures of a statement, and what stands behind each."""

import pytest

from archive.editorial import acknowledgements, figures_sheet, freezing, readiness, reviewing
from archive.records.citations import Citation
from archive.records.statements import Statement
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db
SAID = "<p>On that night 147 people were killed and seven hundred and forty-four wounded.</p>"


@pytest.fixture
@kept
def draft():
    """Ours, on a day of which readers know what happened; last year it said 150."""
    day, ministry = making.observance("Day", base_year=1990), making.institution("Ministry")
    source = making.source("A list")
    for one in (day, ministry, source):
        making.published(one)
    body = SAID.replace("147", "150")
    making.published(making.statement("Of 2025", issuers=[ministry], observance=day, year=2025, body=body))
    return making.statement("Of 2026", issuers=[ministry], observance=day, year=2026, body=SAID)


def read(made: Statement) -> Statement:
    return Statement.objects.get(pk=made.pk)


def unsourced(made: Statement) -> list:
    return [one for one in readiness.doubts(read(made)) if one.rule == "figure-without-source"]


def sheet(made: Statement):
    return figures_sheet.sheet(freezing.draft(read(made), at=making.clock.now()))


def source():
    return making.Source.objects.get()


def test_a_figure_without_a_source_is_doubted_in_the_draft_and_in_what_is_submitted(draft):
    found = unsourced(draft)
    candidate = making.submitted(draft)

    assert [one.message for one in found] == [
        "147 has no source here: “On that night 147 people were killed and seven hundred and forty-four wounded.”",
        "seven hundred and forty-four has no source here: "
        "“On that night 147 people were killed and seven hundred and forty-four wounded.”",
    ]
    assert {one.spot.block for one in found} == {"p1"}
    frozen = [one.digest for one in readiness.doubts_of(candidate.payload) if one.rule == "figure-without-source"]
    assert frozen == [one.digest for one in found]


def test_our_own_is_not_submitted_before_it_is_answered_and_evidence_is(draft):
    current = read(draft)
    with pytest.raises(acknowledgements.Doubted, match="147 has no source here"):
        reviewing.submit(current, by=making.archivist(), version=current.version)

    candidate = making.submitted(draft)
    assert candidate.acknowledgements.filter(rule="figure-without-source").count() == 2

    Statement.objects.filter(pk=draft.pk).update(origin="transcribed")
    assert [one.keeps_back for one in unsourced(draft)] == [False, False]


@pytest.mark.parametrize(
    ("cited", "left"),
    [
        ({"paragraph": 1}, []),
        ({"paragraph": 2}, ["147", "744"]),
        ({"quotation": "147 were killed", "quotation_language": "en"}, ["744"]),
        ({"quotation": "147 were killed", "quotation_language": "en", "relation": "disputes"}, ["147", "744"]),
        ({}, ["147", "744"]),
    ],
)
def test_a_source_stands_behind_what_it_is_cited_for(draft, cited, left):
    Citation.objects.create(record=draft, source=source(), **cited)

    assert [one.about for one in unsourced(draft)] == left


def test_what_it_is_cited_for_may_say_the_figure(draft):
    making.say(Citation.objects.create(record=draft, source=source()), words="147 killed, 744 wounded")

    assert unsourced(draft) == []


def test_of_evidence_the_document_itself_is_the_source(draft):
    Statement.objects.filter(pk=draft.pk).update(origin="transcribed")
    Citation.objects.create(record=draft, source=source())

    assert unsourced(draft) == []


def test_what_somebody_claims_of_its_event_stands_behind_it_too(draft):
    day, ministry = draft.observance, draft.issuers.get()
    event = making.entry("That night", observances=[day])
    making.figure(event, 147, by=ministry, source=source(), stated_on="2022-01-20")
    making.figure(event, 131, by=ministry, source=source(), stated_on="2011-01-20")
    making.figure(making.entry("Another night"), 744, by=ministry, source=source())

    assert [one.about for one in unsourced(draft)] == ["744"]
    first, second = sheet(draft).lines
    assert ([one.value for one in first.claims], [one.value for one in first.others]) == ([147], [131])
    assert first.is_sourced
    assert not second.is_sourced


def test_the_sheet_says_what_last_years_statement_has_in_its_place(draft):
    found = sheet(draft)

    assert [(one.number, one.before, one.is_changed) for one in found.lines] == [
        (147, (150,), True),
        (744, (744,), False),
    ]
    assert [one.words for one in found.gone] == ["150"]


def test_a_figure_that_one_language_says_in_words_is_one_line(draft):
    draft.texts.create(
        language="ru", title="2026", body="<p>Погибли 150 человек, ранены 744.</p>", translation="archive"
    )

    assert [(one.number, one.missing) for one in sheet(draft).lines] == [(147, ("ru",)), (744, ()), (150, ("en",))]
