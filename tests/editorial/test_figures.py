"""Figures on their way to readers: frozen with their event, and only with what is public."""

import pytest

from archive.catalogue.models import Term
from archive.editions import payloads
from archive.editions.models import Interval
from archive.editions.payloads import Cited, Phrase, Reference
from archive.editions.payloads.timeline_entries import FigureForm
from archive.editorial import publishing, reviewing
from archive.editorial.readiness import problems
from archive.editorial.reviewing import standing
from archive.records.figures import Figure
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def event():
    """An event with one source; its speaker and that source are public."""
    source = making.source("Report", slug="report")
    making.published(source)
    making.published(making.institution("Ministry", slug="ministry"))
    return making.entry("Event", slug="event", sources=[source])


def ministry():
    return making.Institution.objects.get(slug="ministry")


def report():
    return making.Source.objects.get(slug="report")


def test_a_figure_is_frozen_whole_with_the_labels_that_are_public(event):
    town = making.place("Town", slug="town")
    making.published(town)
    whole = making.figure(event, 613, by=ministry(), source=report(), position=1)
    making.figure(
        event,
        by=ministry(),
        source=report(),
        measure="missing",
        qualifier="range",
        low=100,
        high=150,
        unit="families",
        population="civilians",
        place=town,
        as_of="1992-02",
        stated_on="1992-03-01",
        locator="p. 7",
        quotation="Bir neçə ailə",
        quotation_language="az",
        part_of=whole,
        superseded_by=None,
        note="In the town.",
        position=2,
    )

    frozen = payloads.from_bytes(bytes(making.submitted(event).content))

    speaker = Reference(record=str(ministry().uuid), kind="institution", label={"en": "Ministry"}, role="speaker")
    cited = standing(report()).as_cited()
    assert frozen.figures == (
        FigureForm(
            id="f1",
            measure="killed",
            qualifier="exact",
            value=613,
            stated_by=speaker,
            stated_in=Cited(source=cited),
            stated_on="2024-01-20",
        ),
        FigureForm(
            id="f2",
            measure="missing",
            qualifier="range",
            low=100,
            high=150,
            unit="families",
            population="civilians",
            place=Reference(record=str(town.uuid), kind="place", label={"en": "Town"}, role="place"),
            as_of="1992-02",
            stated_by=speaker,
            stated_on="1992-03-01",
            stated_in=Cited(source=cited, locator="p. 7", quotation="Bir neçə ailə", quotation_language="az"),
            part_of="f1",
            note=Phrase.of({"en": "In the town."}),
        ),
    )


@pytest.mark.parametrize("hidden", ["speaker", "source", "place"])
def test_a_figure_waits_until_its_speaker_source_and_place_are_public(event, hidden):
    secret = {"speaker": making.institution, "source": making.source, "place": making.place}[hidden]("Secret")
    making.figure(
        event,
        1,
        by=secret if hidden == "speaker" else ministry(),
        source=secret if hidden == "source" else report(),
        place=secret if hidden == "place" else None,
    )

    found = problems(event, languages=["en"], at=making.clock.now())

    assert [problem.records for problem in found] == [(making.Record.objects.get(pk=secret.pk),)]
    with pytest.raises(reviewing.NotReady):
        making.submitted(event)


def test_a_figure_that_no_form_would_take_keeps_the_event_back(event):
    figure = making.figure(event, 1, by=ministry(), source=report())
    Figure.objects.filter(pk=figure.pk).update(stated_on="yesterday")

    (problem,) = problems(event, languages=["en"], at=making.clock.now())

    assert problem.message.startswith("stated on: “yesterday” is not a date the archive can read.")


def test_a_description_of_a_source_that_readers_do_not_know_yet_binds_the_event_to_its_release(event):
    coming = making.release()
    making.change(report(), title="Another report")
    making.scheduled(report(), coming, change="correction", note={"en": "The title."})
    event.citations.all().delete()
    event.citations.create(source=making.source("Public", slug="public"))
    making.published(making.Source.objects.get(slug="public"))
    making.figure(event, 1, by=ministry(), source=report())

    candidate = making.approved(event, release=coming)

    assert candidate.release == coming
    with pytest.raises(publishing.acts.Refused):
        publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_another_number_is_a_change_that_readers_are_told_of(event):
    figure = making.figure(event, 147, by=ministry(), source=report())
    making.published(event)
    with pytest.raises(reviewing.NothingChanged):
        making.submitted(event, change="correction", note={"en": "147, not 150."})
    figure.value = 150
    figure.save()

    making.published(event, change="correction", note={"en": "147, now 150."})

    assert [one.value for one in standing(event).figures] == [150]


def test_what_is_withheld_keeps_no_figure(event, client):
    making.figure(event, 4711, by=ministry(), source=report())
    making.published(event)

    publishing.withdraw(event, by=making.publisher(), reason_class="published-in-error", note={"en": "Wrong."})

    assert Interval.objects.get(record=event.uuid, state="withdrawn").withheld
    answer = client.get("/en/timeline/event/")
    assert (answer.status_code, b"4711" in answer.content) == (410, False)


def test_an_event_is_found_under_the_speaker_and_the_source_of_its_figures(event):
    making.figure(event, 1, by=ministry(), source=report())
    making.published(event)

    assert sorted(Term.objects.filter(row__record=event.uuid).values_list("facet", "value")) == [
        ("source", report().uuid),
        ("speaker", ministry().uuid),
        ("stated-in", report().uuid),
    ]
