"""What a source is cited for: the record, or one thing of it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from archive import clock
from archive.editorial.readiness import problems
from archive.records.citations import Citation
from archive.records.figures import Figure
from tests import making
from tests.kept import kept

pytestmark = pytest.mark.django_db


@pytest.fixture
@kept
def event():
    source, agency = making.source("Report", slug="report"), making.institution("Agency")
    for made in (source, agency):
        making.published(made)
    event = making.entry(
        {"en": "The night", "az": "Gecə"}, slug="night", body="<p>One.</p>\n<p>Two.</p>", sources=[source]
    )
    making.figure(event, 147, by=agency, source=source)
    return event


def cite(event, **fields) -> Citation:
    citation = Citation(record=event, source=making.Source.objects.get(), position=event.citations.count(), **fields)
    citation.full_clean()
    citation.save()
    return citation


def test_a_source_is_cited_for_one_thing(event):
    both = Citation(record=event, source=making.Source.objects.get(), field="date", paragraph=1)

    with pytest.raises(ValidationError, match="Choose one of these"):
        both.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        both.save()


def test_a_source_is_cited_for_a_figure_of_the_same_event(event):
    other = making.entry("Another")

    with pytest.raises(ValidationError, match="Choose a figure of this event"):
        Citation(record=other, source=making.Source.objects.get(), figure=event.figures.get()).full_clean()


def test_a_paragraph_that_is_not_there_is_told_before_submitting(event):
    cite(event, paragraph=3)
    cite(event, paragraph=2, paragraph_language="az")

    found = problems(event, languages=("en",), at=clock.now())

    assert [one.message for one in found] == [
        "A source is cited for paragraph 3, which this text does not have: English."
    ]


def test_a_figure_that_is_removed_leaves_its_citation(event):
    citation = cite(event, figure=event.figures.get())

    Figure.objects.all().delete()

    citation.refresh_from_db()
    assert citation.figure is None


def test_readers_are_led_from_each_thing_to_its_source_and_back(event):
    cite(event, field="date")
    cite(event, paragraph=2)
    making.say(cite(event, paragraph=1, paragraph_language="az"), words="the hour")
    cite(event, figure=event.figures.get())
    making.published(event)

    answer = Client().get("/en/timeline/night/")
    page, html = answer.context["page"], answer.content.decode()

    def numbers(links):
        return [(link.text, link.address) for link in links]

    assert numbers(page.sources["date"]) == [("2", "#source-2")]
    assert [numbers(note.number for note in one.sources) for one in page.prose.paragraphs] == [[], [("3", "#source-3")]]
    assert numbers(page.figures.claims[0].sources) == [("1", "#source-1"), ("5", "#source-5")]
    things = [(cited.thing.text, cited.thing.address) if cited.thing else None for cited in page.citations]
    assert things == [
        None,
        ("Date", ""),
        ("Paragraph 2", "#p2"),
        ("Paragraph 1 of the text in: Azerbaijani", ""),
        ("One of the figures", "#f1"),
    ]
    assert '<sup class="source"><a href="#source-2" aria-label="Source 2">2</a></sup>' in html
    assert '<li><a href="#source-3" aria-label="Source 3">3</a> <cite>' in html
    assert [f'<li id="source-{number}">' in html for number in range(1, 7)] == [True] * 5 + [False]
    assert '<span lang="en" dir="auto">the hour</span>' in html
    azerbaijani = Client().get("/az/timeline/night/").context["page"]
    assert [numbers(note.number for note in paragraph.sources) for paragraph in azerbaijani.prose.paragraphs] == [
        [("4", "#source-4")],
        [("3", "#source-3")],
    ]
