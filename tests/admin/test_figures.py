"""Figures at the desk: each has a page, is saved with its event, and is read out where somebody decides."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.html import strip_tags

from archive.admin.base.differences import Difference, differences
from archive.admin.base.publishing_bar import payload_of
from archive.admin.base.versioned import OURS
from archive.editorial.reviewing import standing
from archive.records.citations import Citation
from archive.records.figures import Figure
from archive.records.saving import saving
from archive.records.timeline_entries import TimelineEntry
from tests import making

from .desk import form_of, sits, typed

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page_of(figure: Figure) -> str:
    return reverse("admin:archive_figure_change", args=[figure.pk])


def adding_to(event: TimelineEntry) -> str:
    return f"{reverse('admin:archive_figure_add')}?entry={event.pk}"


def figures_of(event: TimelineEntry) -> str:
    return f"{form_of(event)}#figures"


def says(figure: Figure, **changed) -> dict[str, object]:
    """What the page of ``figure`` sends as it stands, and what is ``changed`` on it."""
    return typed(sits(making.archivist()).get(page_of(figure))) | changed


@pytest.fixture
def known():
    return {"by": making.institution("Ministry"), "source": making.source("Report")}


def test_a_figure_is_added_to_a_saved_event_and_saved_with_it(known):
    event, client = making.entry(), sits(making.archivist())
    making.figure(event, 147, position=6, **known)
    page = client.get(adding_to(event))
    words = typed(page) | {
        "stated_by": str(known["by"].pk),
        "stated_on": "1994-12",
        "stated_in": str(known["source"].pk),
        "quotation": "more than 200",
        "quotation_language": "en",
        "measure": "killed",
        "qualifier": "more-than",
        "value": "200",
        "citations-0-source": str(known["source"].pk),
        "citations-0-relation": "disputes",
        "citations-0-locator": "p. 12",
    }

    response = client.post(adding_to(event), words)

    assert response.headers.get("Location") == figures_of(event), response.context["errors"]
    made = event.figures.last()
    assert (str(made), made.position) == ("Killed: 200, More than (1994-12)", 7)
    assert (made.stated_by, made.stated_in, made.quotation) == (known["by"], known["source"], "more than 200")
    cited = Citation.objects.get()
    assert (cited.figure, cited.record, cited.relation, cited.locator) == (made, event.record_ptr, "disputes", "p. 12")
    event.refresh_from_db()
    assert (event.version, [one.version for one in event.contributions.all()]) == (2, [1, 2])
    assert not LogEntry.objects.exists()


def test_the_form_of_an_event_shows_its_figures_and_leads_to_each(known):
    event = making.entry()
    first = making.figure(event, 200, qualifier="more-than", population="children", **known)
    Citation.objects.create(record=event, figure=first, source=known["source"])
    new = sits(making.archivist()).get(reverse("admin:archive_timelineentry_add")).content.decode()

    shown = sits(making.archivist()).get(form_of(event)).content.decode()
    looked_at = sits(making.reviewer()).get(form_of(event)).content.decode()

    line = shown[shown.index('id="figures"') :].partition("<tbody>")[2].partition("</tbody>")[0]
    assert " ".join(strip_tags(line).split()) == (
        "Killed Children more than 200 Ministry 20 January 2024 Report Further sources: 1 Change: Killed: 200, "
        "More than, Children (2024-01-20)"
    )
    assert f'href="{page_of(first)}"' in line
    assert f'href="{adding_to(event)}"' in shown
    assert f'href="{page_of(first)}"' in looked_at
    assert f'href="{adding_to(event)}"' not in looked_at
    assert "Save the event first. Then figures can be added." in new


def test_a_figure_without_a_speaker_or_a_source_is_refused_and_stays_typed():
    event, client = making.entry(), sits(making.archivist())
    words = typed(client.get(adding_to(event))) | {"measure": "killed", "value": "200", "citations-0-locator": "p. 12"}

    response = client.post(adding_to(event), words)

    required = ["This field is required."]
    assert response.context["adminform"].form.errors == {"stated_by": required, "stated_in": required}
    assert typed(response).items() >= words.items()
    assert (Figure.objects.count(), TimelineEntry.objects.get().version) == (0, 1)


def test_the_next_figure_begins_with_what_it_has_in_common_with_the_last(known):
    event, client = making.entry(), sits(making.archivist())
    last = making.figure(event, 613, quotation="613 nəfər", quotation_language="az", locator="p. 3", **known)

    response = client.post(page_of(last), says(last, words_en="A note.", _addanother="on"), follow=True)

    shown = typed(response).items()
    assert {name: value for name, value in shown if not name.startswith(("citations-", "version"))} == {
        "stated_by": str(known["by"].pk),
        "stated_on": "2024-01-20",
        "stated_in": str(known["source"].pk),
        "quotation_language": "Azerbaijani",
        "qualifier": "exact",
        "unit": "persons",
        "position": "1",
    }


def test_a_stale_figure_answers_409_keeps_every_word_and_is_saved_by_whoever_has_read_what_stands(known):
    event, client = making.entry(), sits(making.archivist())
    figure = making.figure(event, 147, **known)
    changed = says(figure, value="150") | {"citations-0-source": str(known["source"].pk), "citations-0-locator": "p. 1"}
    with saving(event, by=making.person("colleague", "archivist"), version=event.version):
        Figure.objects.update(value=148)

    response = client.post(page_of(figure), changed)

    assert response.status_code == 409
    assert typed(response).items() >= changed.items()
    assert "Colleague has saved this record since you opened it" in response.content.decode()
    assert response.context["clashes"] == [("Number", "148", "150")]
    assert [one.value for one in event.figures.all()] == [148]

    newer = {"newer": str(response.context["adminform"].form.stands_now)}
    assert client.post(page_of(figure), changed | newer).status_code == 302
    assert ([one.value for one in event.figures.all()], Citation.objects.get().locator) == ([150], "p. 1")


def test_what_others_say_of_its_event_meanwhile_keeps_no_figure_back(known):
    event, client = making.entry(), sits(making.archivist())
    figure = making.figure(event, 147, **known)
    changed, added = says(figure, value="150"), typed(client.get(adding_to(event))) | says(figure, value="151")
    making.change(event, by=making.person("colleague", "archivist"), title="Their title")

    for address, mine in ((page_of(figure), changed), (adding_to(event), added)):
        assert client.post(address, mine).status_code == 302

    assert [one.value for one in event.figures.all()] == [150, 151]
    assert TimelineEntry.objects.get().title("en") == "Their title"


def test_a_figure_that_was_not_changed_is_not_saved(known):
    figure = making.figure(making.entry(), 147, **known)

    response = sits(making.archivist()).post(page_of(figure), says(figure), follow=True)

    assert "Nothing was changed, so nothing was saved." in response.content.decode()
    assert TimelineEntry.objects.get().version == 1


def test_a_figure_follows_only_figures_of_its_own_event_and_speaker(known):
    event = making.entry()
    first = making.figure(event, 147, **known)
    second = making.figure(event, 150, **known | {"by": making.institution("Agency")})
    making.figure(making.entry(), 99, **known)
    client = sits(making.archivist())

    form = client.get(page_of(first)).context["adminform"].form
    refused = client.post(page_of(first), says(first, superseded_by=str(second.pk)))

    offered = [("", "none"), (second.pk, "Killed: 150 (2024-01-20)")]
    assert [list(form.fields[name].choices) for name in ("part_of", "superseded_by")] == [offered, offered]
    assert "Only its own speaker can supersede a figure" in refused.content.decode()
    first.refresh_from_db()
    assert first.superseded_by is None


def test_a_figure_is_deleted_after_a_page_that_says_what_becomes_of_the_others(known):
    event, client = making.entry(), sits(making.archivist())
    whole = making.figure(event, 613, **known)
    part = making.figure(event, 63, population="children", part_of=whole, **known)
    Citation.objects.create(record=event, figure=whole, source=known["source"])
    address = reverse("admin:archive_figure_delete", args=[whole.pk])
    asked = client.get(address).content.decode()
    stale = client.post(address, {"post": "yes", "version": "0"}, follow=True).content.decode()
    assert Figure.objects.count() == 2

    done = client.post(address, {"post": "yes", "version": "1"})

    assert "1 further source stays with the event, cited for all of it." in asked
    assert "<li>Killed: 63, Children (2024-01-20)</li>" in asked
    assert "Somebody else has saved this record since you opened it." in stale
    assert done.headers["Location"] == figures_of(event)
    part.refresh_from_db(), event.refresh_from_db()
    assert (part.part_of, event.citations.get().figure, event.version) == (None, None, 2)
    assert not LogEntry.objects.exists()


def test_who_may_not_write_looks_at_a_figure_and_sends_nothing(known):
    figure = making.figure(making.entry(), 147, **known)
    client = sits(making.reviewer())

    page = client.get(page_of(figure))

    assert page.status_code == 200
    assert not page.context["adminform"].form.fields.keys() - OURS
    assert "submit-row" not in page.content.decode()
    assert client.post(page_of(figure), says(figure, value="150")).status_code == 403
    assert client.get(adding_to(figure.entry)).status_code == 403
    assert Figure.objects.get().value == 147


@pytest.mark.parametrize("entry", ["", "x", "0"])
def test_a_figure_of_no_event_is_not_found(entry):
    assert sits(making.archivist()).get(f"/desk/archive/figure/add/?entry={entry}").status_code == 404


def test_an_event_of_many_figures_asks_no_more_than_one_of_few(known, django_assert_num_queries):
    event, client = making.entry(), sits(making.archivist())
    whole = making.figure(event, 613, **known)
    client.get(form_of(event))

    for many in (1, 18):
        for value in range(many):
            making.figure(event, value, part_of=whole, **known)
        with django_assert_num_queries(39):
            client.get(form_of(event))
        with django_assert_num_queries(14):
            client.get(page_of(whole))


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
    )
    whole.value = 16000
    whole.save()

    candidate = making.submitted(event, change="correction", note={"en": "The figure."})

    before = "Killed: more than 6,000 (people); stated by Ministry; stated on 31 March 2021; stated in Report"
    assert differences(standing(event), payload_of(candidate)) == (
        Difference(
            field="Figures",
            before=before,
            after=before.replace("6,000", "16,000")
            + "\nKilled: 63 (children); place Guba; stated by Ministry; stated on 20 January 2024; as of April 1918; "
            "stated in Report; p. 3; “63 uşaq”; part of more than 16,000; note en: A note.",
        ),
    )
