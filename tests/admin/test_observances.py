"""The form of a day of remembrance: instruments and single years, and the days that follow from them."""

import pytest
import time_machine
from django.urls import reverse

from archive.admin.base.differences import Fact, differences
from archive.editorial.reviewing import NotReady, standing
from archive.records.date_rules import DateRule
from archive.records.observances import Observance
from tests import making

from .desk import form_of, section, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-22T10:00:00Z", tick=True):
        yield


def test_an_observance_is_written_with_the_act_that_sets_its_day():
    instrument = making.source("Order of 3 December")
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_observance_add"))
    words = typed(empty) | {
        f"{section('en', empty)}-title": "Victory Day",
        "rules-0-instrument": str(instrument.pk),
        "rules-0-signed": "2020-12-03",
        "rules-0-kind": "fixed",
        "rules-0-month": "11",
        "rules-0-day": "8",
        "rules-0-valid_from_year": "2021",
    }

    response = client.post(reverse("admin:archive_observance_add"), words)

    assert response.status_code == 302, response.context["errors"]
    made = Observance.objects.get()
    assert (made.slug, made.status, made.fixed_day()) == ("victory-day", "in-force", (11, 8))
    assert [(rule.instrument, rule.effect, rule.valid_from_year) for rule in made.rules.all()] == [
        (instrument, "establishes", 2021)
    ]


def test_the_form_shows_the_days_of_three_years():
    made = making.observance(rules=[{"kind": "nth-weekday", "month": 11, "weekday": "sun", "nth": 2}])

    response = sits(making.archivist()).get(form_of(made))

    assert response.context["years"] == [
        (2026, ["8 November 2026"]),
        (2027, ["14 November 2027"]),
        (2028, ["12 November 2028"]),
    ]


def test_the_form_shows_the_days_of_what_was_typed_while_something_else_is_wrong():
    made = making.observance(month=11, day=10)
    client = sits(making.archivist())

    response = client.post(form_of(made), typed(client.get(form_of(made))) | {"rules-0-day": "8", "slug": "No slug"})

    assert response.status_code == 200
    assert response.context["years"] == [
        (2026, ["8 November 2026"]),
        (2027, ["8 November 2027"]),
        (2028, ["8 November 2028"]),
    ]


def test_the_days_of_what_is_typed_are_told_before_it_is_saved():
    made = making.observance(month=11, day=10)
    client = sits(making.archivist())
    words = typed(client.get(form_of(made))) | {"rules-0-kind": "nth-weekday", "rules-0-weekday": "sun"}
    address = reverse("admin:archive_observance_days", args=[made.pk])

    whole = client.post(address, words | {"rules-0-nth": "2"})
    incomplete = client.post(address, words)
    stricken = client.post(address, words | {"rules-0-nth": "2", "status": "stricken"})

    assert whole.context["years"] == [
        (2026, ["8 November 2026"]),
        (2027, ["14 November 2027"]),
        (2028, ["12 November 2028"]),
    ]
    assert incomplete.context["years"] == []
    assert stricken.context["years"] == [(2026, []), (2027, []), (2028, [])]
    assert (made.rules.get().kind, made.rules.get().day) == ("fixed", 10)


def test_the_days_of_a_new_observance_are_told_as_they_are_typed():
    client = sits(making.archivist())
    words = typed(client.get(reverse("admin:archive_observance_add")))
    rule = {"rules-0-kind": "fixed", "rules-0-month": "11", "rules-0-day": "8", "rules-0-valid_from_year": "2028"}

    response = client.post(reverse("admin:archive_observance_days"), words | rule)

    assert response.context["years"] == [(2026, []), (2027, []), (2028, ["8 November 2028"])]


@pytest.mark.parametrize("group", ["reviewer", "publisher", "administrator"])
def test_days_are_computed_only_for_somebody_who_may_write(group):
    made = making.observance()
    client = sits(making.person(f"a-{group}", group))

    assert client.post(reverse("admin:archive_observance_days", args=[made.pk])).status_code == 403
    assert client.post(reverse("admin:archive_observance_days")).status_code == 403


def test_29_february_without_a_policy_is_refused_at_the_field_group():
    made = making.observance(month=2, day=28)
    client = sits(making.archivist())

    response = client.post(form_of(made), typed(client.get(form_of(made))) | {"rules-0-day": "29"})

    assert response.status_code == 200
    assert "29 February exists only in leap years: say what is kept in the other years." in response.content.decode()
    assert made.rules.get().day == 28


def test_scenario_15_a_stricken_observance_stays_so_at_the_desk():
    made = making.observance(status="stricken")
    client = sits(making.archivist())

    response = client.post(form_of(made), typed(client.get(form_of(made))) | {"status": "in-force"})

    assert response.status_code == 200
    assert "it cannot be made active" in response.content.decode()
    assert Observance.objects.get().status == "stricken"


def test_the_list_says_when_each_is_kept():
    making.observance("A", rules=[{"kind": "nth-weekday", "month": 11, "weekday": "sun", "nth": 2}])
    making.observance("B", month=11, day=8)

    shown = sits(making.archivist()).get(reverse("admin:archive_observance_changelist")).content.decode()

    assert "the second Sunday of November" in shown
    assert "8 November" in shown


def test_a_reviewer_reads_which_rules_were_changed():
    first, second = making.source("Order of 2 December"), making.source("Order of 3 December")
    for instrument in (first, second):
        making.published(instrument)
    made = making.observance(
        rules=[{"kind": "fixed", "month": 11, "day": 10, "signed": "2020-12-02", "instrument": first}]
    )
    making.published(made)
    DateRule.objects.create(
        observance=made,
        effect="changes-date",
        kind="fixed",
        month=11,
        day=8,
        signed="2020-12-03",
        valid_from_year=2021,
        instrument=second,
    )
    making.change(made)
    candidate = making.submitted(made, change="correction", note={"en": "The date was changed."})

    before = "2 December 2020; establishes it; 10 November; Order of 2 December"
    assert differences(standing(made), candidate.payload).facts == (
        Fact(
            field="Instruments and date rules",
            was=before,
            will_be=f"{before}\n3 December 2020; changes its date; 8 November; 2021–; Order of 3 December",
        ),
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"rules": []}, "Say when it is kept: add the instrument that sets its date."),
        (
            {"status": "abolished"},
            "It is kept no longer: give the last year of its rule, or the instrument that abolishes it.",
        ),
    ],
)
def test_an_observance_whose_law_is_not_told_cannot_be_submitted(options, said):
    with pytest.raises(NotReady, match=said):
        making.submitted(making.observance(**options))


def test_what_was_abolished_by_an_act_can_be_submitted():
    end = {"effect": "abolishes", "valid_from_year": 1990}
    made = making.observance(status="abolished", rules=[{"kind": "fixed", "month": 6, "day": 17}, end])

    assert [row.effect for row in making.submitted(made).payload.rules] == ["establishes", "abolishes"]
