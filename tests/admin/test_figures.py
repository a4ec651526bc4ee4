"""Figures at the desk: entered beside their event, and read out where somebody decides."""

import pytest
from django.urls import reverse

from archive.admin.bar import payload_of
from archive.admin.compare import Difference, differences
from archive.editorial.reviewing import standing
from archive.records.figures import Figure
from archive.records.timeline import TimelineEntry
from tests import making

from .desk import form_of, section, sits, typed

pytestmark = pytest.mark.django_db


def test_an_event_is_entered_with_a_figure():
    ministry, report = making.institution(), making.source()
    client = sits(making.archivist())
    empty = client.get(reverse("admin:archive_timelineentry_add"))
    english = section("en", empty)
    words = typed(empty) | {
        "date": "1990-01-20",
        f"{english}-title": "The night",
        f"{english}-body": "<p>It happened.</p>",
        "figures-0-measure": "killed",
        "figures-0-qualifier": "more-than",
        "figures-0-value": "200",
        "figures-0-stated_by": str(ministry.pk),
        "figures-0-stated_on": "1994-12",
        "figures-0-stated_in": str(report.pk),
        "figures-0-quotation": "more than 200",
        "figures-0-quotation_language": "en",
    }

    response = client.post(reverse("admin:archive_timelineentry_add"), words)

    assert response.status_code == 302, response.context["errors"]
    made = Figure.objects.get()
    assert (made.entry, str(made)) == (TimelineEntry.objects.get(), "Killed: 200, More than (1994-12)")
    assert (made.stated_by, made.stated_in, made.quotation) == (ministry, report, "more than 200")


def test_a_figure_without_a_speaker_or_a_source_is_refused_and_stays_typed():
    event, client = making.entry(), sits(making.archivist())
    words = typed(client.get(form_of(event))) | {"figures-0-measure": "killed", "figures-0-value": "200"}

    response = client.post(form_of(event), words)

    figures = next(one for one in response.context["inline_admin_formsets"] if one.formset.prefix == "figures")
    assert figures.formset.errors == [
        {"stated_by": ["This field is required."], "stated_in": ["This field is required."]}
    ]
    assert 'name="figures-0-value" value="200"' in response.content.decode()
    assert not Figure.objects.exists()


def test_a_figure_follows_only_figures_of_its_own_event_and_speaker():
    ministry, agency, report = making.institution("Ministry"), making.institution("Agency"), making.source()
    event = making.entry()
    first = making.figure(event, 147, by=ministry, source=report)
    second = making.figure(event, 150, by=agency, source=report)
    making.figure(making.entry(), 99, by=ministry, source=report)
    client = sits(making.archivist())
    page = client.get(form_of(event))
    figures = next(one for one in page.context["inline_admin_formsets"] if one.formset.prefix == "figures")

    offered = list(figures.formset.forms[0].fields["superseded_by"].choices)
    refused = client.post(form_of(event), typed(page) | {"figures-0-superseded_by": str(second.pk)})

    assert offered == [
        ("", "none"),
        (first.pk, "Killed: 147 (2024-01-20)"),
        (second.pk, "Killed: 150 (2024-01-20)"),
    ]
    assert "Only its own speaker can supersede a figure" in refused.content.decode()
    first.refresh_from_db()
    assert first.superseded_by is None


def test_the_form_of_many_figures_asks_as_often_for_each(django_assert_max_num_queries):
    ministry, report, event = making.institution(), making.source(), making.entry()
    for value in range(20):
        making.figure(event, value, by=ministry, source=report)
    client = sits(making.archivist())
    client.get(form_of(event))

    # Each row names its speaker and its source; what it may follow is read once for all of them.
    with django_assert_max_num_queries(65 + 6 * 20):
        client.get(form_of(event))


def test_a_figure_is_read_out_whole_where_somebody_decides():
    ministry, report, town = making.institution("Ministry"), making.source("Report"), making.place("Guba")
    for one in (ministry, report, town):
        making.published(one)
    event = making.entry(sources=[report])
    whole = making.figure(event, 6000, by=ministry, source=report, stated_on="2021-03-31", qualifier="more-than")
    making.published(event)
    making.figure(
        event,
        63,
        by=ministry,
        source=report,
        population="children",
        place=town,
        part_of=whole,
        as_of="1918-04",
        locator="p. 3",
        quotation="63 uşaq",
        quotation_language="az",
        note="A note.",
        note_language="en",
    )
    whole.value = 16000
    whole.save()

    candidate = making.submitted(event, change="correction", note={"en": "The figure."})

    before = "Killed: more than 6,000 (persons); stated by Ministry; stated on 31 March 2021; stated in Report"
    assert differences(standing(event), payload_of(candidate)) == (
        Difference(
            field="Figures",
            before=before,
            after=before.replace("6,000", "16,000")
            + "\nKilled: 63 (children); place Guba; stated by Ministry; stated on 20 January 2024; as of April 1918; "
            "stated in Report; p. 3; “63 uşaq”; part of more than 16,000; note A note.",
        ),
    )
