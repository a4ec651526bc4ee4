"""What the database and the form keep of a figure: a number or none, a speaker, a source."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from archive.records.figures import Figure
from tests import making

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return making.entry()


def figure(event, **fields) -> Figure:
    wanted = {"measure": "killed", "qualifier": "exact", **fields}
    return Figure(
        entry=event,
        **{"stated_by": making.institution(), "stated_in": making.source(), **wanted},
    )


@pytest.mark.parametrize(
    "numbers",
    [
        {"value": 150},
        {"value": 0},
        {"value": 200, "qualifier": "more-than"},
        {"value": 8000, "qualifier": "estimated"},
        {"low": 500, "high": 1000, "qualifier": "range"},
        {"low": 500, "high": 500, "qualifier": "estimated"},
        {"qualifier": "unquantified"},
    ],
)
def test_figure_is_a_number_or_a_range_or_none(event, numbers):
    made = figure(event, **numbers)

    made.full_clean()
    made.save()

    assert Figure.objects.get() == made


@pytest.mark.parametrize(
    ("numbers", "constraint", "said"),
    [
        ({}, "figure_is_a_number", "Write one number"),
        ({"value": 1, "qualifier": "unquantified"}, "figure_is_a_number", "Write one number"),
        ({"value": 1, "low": 1, "high": 2}, "figure_is_a_number", "Write one number"),
        ({"low": 1, "high": 2, "qualifier": "at-least"}, "figure_is_a_number", "Write one number"),
        ({"low": 1, "qualifier": "range"}, "figure_is_a_number", "Write one number"),
        ({"value": 1, "qualifier": "range"}, "figure_is_a_number", "Write one number"),
        ({"low": 2, "high": 1, "qualifier": "range"}, "figure_range_does_not", "ends below its beginning"),
        ({"value": 1, "quotation": "one"}, "figure_quotation_has", "Say in which language the quotation is."),
    ],
)
def test_figure_that_says_two_things_is_refused_by_form_and_database(event, numbers, constraint, said):
    made = figure(event, **numbers)

    with pytest.raises(ValidationError, match=said):
        made.full_clean()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        made.save()


@pytest.mark.parametrize("missing", ["stated_by", "stated_in"])
def test_figure_has_a_speaker_and_a_source(event, missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        figure(event, value=1, **{missing: None}).save()


def test_only_its_own_speaker_supersedes_a_figure(event):
    ministry, source = making.institution("Ministry"), making.source()
    old, new = (making.figure(event, value, by=ministry, source=source) for value in (147, 150))
    parallel = making.figure(event, 131, by=making.institution("Agency"), source=source)
    buried = making.figure(event, 140, by=ministry, source=source, measure="buried")
    elsewhere = making.figure(making.entry(), 150, by=ministry, source=source)

    refused = {}
    for name, other in {"new": new, "parallel": parallel, "buried": buried, "elsewhere": elsewhere}.items():
        old.superseded_by = other
        try:
            old.full_clean()
        except ValidationError as error:
            refused[name] = error.message_dict

    own = "Only its own speaker can supersede a figure: what another one says stands beside it."
    assert refused == {
        "parallel": {"superseded_by": [own]},
        "buried": {"superseded_by": [own]},
        "elsewhere": {"superseded_by": ["Choose a figure of the same event."]},
    }


@pytest.mark.parametrize("name", ["part_of", "superseded_by"])
def test_figure_does_not_follow_from_itself(event, name):
    ministry, source = making.institution(), making.source()
    first, second = (making.figure(event, value, by=ministry, source=source) for value in (1, 2))
    setattr(first, name, second)
    first.save()

    for other in (first, second):
        setattr(second, name, other)
        with pytest.raises(ValidationError, match="In the end this figure would follow from itself"):
            second.full_clean()


def test_figure_is_told_in_a_line(event):
    assert [
        str(figure(event, **fields))
        for fields in (
            {"value": 613, "stated_on": "2024-02-26"},
            {"value": 161, "qualifier": "at-least", "population": "civilians"},
            {"low": 500, "high": 1000, "qualifier": "range", "measure": "missing"},
            {"qualifier": "unquantified"},
        )
    ] == [
        "Killed: 613 (2024-02-26)",
        "Killed: 161, At least, Civilians",
        "Missing: 500–1000",
        "Killed: No number is given",
    ]
