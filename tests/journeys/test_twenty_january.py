"""An archivist types a whole record by hand, with the figures of three speakers; readers see who states each."""

from itertools import pairwise

import pytest

from archive.editorial import publishing, reviewing
from archive.records.timeline_entries import TimelineEntry
from archive.sample import contents
from tests import making
from tests.journeys.test_story import Desk

NIGHT = "timeline-entry/night-of-19-20-january-1990"
# One says "more than", and two say several things in one document, of which some differ.
SPEAKERS = {"human-rights-watch", "an-embassy-of-azerbaijan", "azvision"}


@pytest.fixture
def sample():
    return contents.read()


@pytest.fixture
def known(served, sample):
    """What the record will name is in the archive already, and public."""
    figures = [figure for figure in sample.entries[NIGHT].figures if figure.by in SPEAKERS]
    making.published(making.observance("20 January", slug="20-january", month=1, day=20))
    for make, slugs in (
        (making.institution, {figure.by for figure in figures}),
        (making.source, {figure.source for figure in figures}),
    ):
        kind = "institution" if make is making.institution else "source"
        for slug in sorted(slugs):
            making.published(make(sample.entries[f"{kind}/{slug}"].texts["en"].title, slug=slug))
    return sorted(figures, key=lambda figure: (figure.by, figure.source))  # as somebody does who has the documents


def choose(page, field: str, words: str) -> None:
    """Find a record by its name in a field that looks it up, and take it."""
    page.locator(f".field-{field.rpartition('-')[2]} #id_{field} ~ .select2 .select2-selection").click()
    page.locator(".select2-search--dropdown input, .select2-search--inline input").last.fill(words)
    page.locator(".select2-results__option--highlighted").get_by_text(words, exact=True).click()


@pytest.mark.browser
@pytest.mark.once
def test_the_record_of_20_january_is_typed_by_hand_and_its_page_says_who_states_each_figure(
    served, new_page, sample, known
):
    making.archivist()
    page = new_page(viewport={"width": 1280, "height": 1000})
    Desk(page, served, "archivist")
    page.goto(f"{served}/desk/archive/timelineentry/add/")
    page.fill("#id_date", "1990-01-19")
    page.fill("section.language-en [name$=-title]", "The night of 19 to 20 January 1990")
    page.locator("section.language-en .ProseMirror").click()
    page.keyboard.type("Soviet troops entered Baku.")
    page.get_by_role("button", name="Another source").click()
    choose(page, "citations-0-source", sample.entries["source/hrw-communal-card-1995"].texts["en"].title)

    for number, (before, figure) in enumerate(pairwise((None, *known))):
        row = f"figures-{number}"
        page.select_option(f"#id_{row}-measure", figure.measure)
        page.select_option(f"#id_{row}-population", figure.population)
        page.select_option(f"#id_{row}-qualifier", figure.qualifier)
        page.fill(f"#id_{row}-numbers", str(figure.value))
        page.fill(f"#id_{row}-stated_on", figure.stated_on)
        # What it has in common with the figure above stands there already.
        if not before or before.by != figure.by:
            choose(page, f"{row}-stated_by", sample.entries[f"institution/{figure.by}"].texts["en"].title)
        if not before or before.source != figure.source:
            choose(page, f"{row}-stated_in", sample.entries[f"source/{figure.source}"].texts["en"].title)

    page.click("input[name=_continue]")
    page.wait_for_selector(".messagelist .success")

    assert page.locator(".figures .row:not(.spare)").count() == len(known)
    assert page.problems == []

    record = TimelineEntry.objects.get()
    candidate = reviewing.submit(record, by=making.archivist(), version=record.version)
    reviewing.approve(candidate, by=making.reviewer(), digest=candidate.digest)
    publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)

    page.goto(f"{served}/en/timeline/{record.slug}/")
    shown = [
        (number.strip(), row.locator(".speaker").inner_text())
        for row in page.locator("section[aria-labelledby=figures] .board tbody tr").all()
        for number in row.locator(".number").all_text_contents()
    ]
    speakers = {figure.by: sample.entries[f"institution/{figure.by}"].texts["en"].title for figure in known}
    assert sorted(shown) == sorted(
        (f"more than {figure.value}" if figure.qualifier == "more-than" else str(figure.value), speakers[figure.by])
        for figure in known
    )
    assert page.get_by_text("Accounts differ.").count() == 1
