"""Figures at the desk: rows of a sheet in the form of their event, read out where somebody decides."""

from collections import ChainMap

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.html import strip_tags

from archive.admin.base.differences import Fact, differences
from archive.editorial.reviewing import standing
from archive.records.citations import Citation
from archive.records.figures import Figure
from archive.records.timeline_entries import TimelineEntry
from tests import making

from .desk import form_of, section, sits, typed
from .test_in_a_browser import sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]


def sheet(event: TimelineEntry, client=None) -> dict[str, object]:
    """What the form of ``event`` sends as it stands."""
    return typed((client or sits(making.archivist())).get(form_of(event)))


def row(number: int, **cells: object) -> dict[str, object]:
    return {f"figures-{number}-{name}": str(said) for name, said in cells.items()}


def rows(*written: dict[str, object], first: int = 0) -> dict[str, object]:
    """New rows from the ``first`` on, and an empty one behind them, as a page sends them."""
    sent = [row(number, **DEFAULT | one) for number, one in enumerate((*written, {}), start=first)]
    return dict(ChainMap(*sent)) | {"figures-TOTAL_FORMS": str(first + len(sent))}


DEFAULT = {"qualifier": "exact", "unit": "persons"}


@pytest.fixture
def known():
    return {"by": making.institution("Ministry"), "source": making.source("Report")}


@pytest.fixture
def by(known):
    return {"stated_by": known["by"].pk, "stated_in": known["source"].pk}


def test_figures_are_rows_of_the_form_of_their_event_and_saved_with_it(known, by):
    event, client = making.entry(), sits(making.archivist())
    making.figure(event, 147, position=6, **known)
    written = (
        {
            "measure": "killed",
            "qualifier": "more-than",
            "numbers": "200",
            "stated_on": "1994-12",
            "words_en": "A note.",
        },
        {"measure": "injured", "numbers": "700–750", "quotation": "700", "quotation_language": "en"},
        {"measure": "missing", "qualifier": "unquantified", "population": "children"},
    )

    response = client.post(form_of(event), sheet(event, client) | rows(*(one | by for one in written), first=1))

    assert response.status_code == 302, response.context["errors"]
    made = event.figures.all()[1:]
    assert [str(one) for one in made] == [
        "Killed: 200, More than (1994-12)",
        "Injured: 700–750",
        "Missing: No number is given, Children",
    ]
    assert [(one.position, one.qualifier, one.stated_by, one.stated_in) for one in made] == [
        (7, sort, known["by"], known["source"]) for sort in ("more-than", "range", "unquantified")
    ]
    assert [one.words for one in made[0].phrases.all()] == ["A note."]
    event.refresh_from_db()
    assert (event.version, [one.version for one in event.contributions.all()]) == (2, [1, 2])
    assert not LogEntry.objects.exists()


def test_a_line_without_a_place_comes_after_those_of_its_page(known, by):
    event, client = making.entry(), sits(making.archivist())
    moved = making.figure(event, 147, position=6, **known)
    new = [{"measure": "killed", "numbers": number} | by for number in ("1", "2")]

    client.post(form_of(event), sheet(event, client) | row(0, position=9) | rows(*new, first=1))

    assert [(one.value, one.position) for one in event.figures.all()] == [(147, 9), (1, 10), (2, 10)]
    assert event.figures.first() == moved


def test_a_new_event_is_saved_with_its_figures_at_once(by):
    client, address = sits(making.archivist()), reverse("admin:archive_timelineentry_add")
    page = client.get(address)
    words = typed(page) | {f"{section('en', page)}-title": "The night", "date": "1990-01-20"}

    response = client.post(address, words | rows({"measure": "killed", "numbers": "147"} | by))

    assert response.status_code == 302, response.context["errors"]
    assert [str(one) for one in TimelineEntry.objects.get().figures.all()] == ["Killed: 147"]


def test_names_out_of_a_spreadsheet_are_understood_in_every_language_and_spelling(known):
    making.source("Report of the year after")
    event, client = making.entry(), sits(making.archivist())
    one = {"measure": "Погибшие", "qualifier": "ən azı", "numbers": "1 275"}
    other = {"measure": "INJURED", "population": "Uşaqlar", "numbers": "1,000 - 1,200"}
    pasted = (
        one | {"stated_by": "ministry", "stated_in": "report"},
        other | {"stated_by": "Minist", "stated_in": "Report of the year"},
    )

    response = client.post(form_of(event), sheet(event, client) | rows(*pasted))

    assert response.status_code == 302, response.context["errors"]
    assert [str(one) for one in event.figures.all()] == ["Killed: 1275, At least", "Injured: 1000–1200, Children"]
    assert [str(one.stated_in) for one in event.figures.all()] == ["Report", "Report of the year after"]
    assert {one.stated_by for one in event.figures.all()} == {known["by"]}


def test_a_fault_marks_its_cell_and_nothing_that_was_written_is_lost(known):
    making.source("Report of the year after")
    event, client = making.entry(), sits(making.archivist())
    wrong = (
        {"measure": "wounded", "numbers": "many", "stated_by": "Nobody", "stated_in": "Rep"},
        {"measure": "killed", "qualifier": "range", "numbers": "200", "stated_by": "9" * 30, "stated_on": "yesterday"},
        {"measure": "killed", "numbers": "9" * 10, "part_of": "x", "quotation": "200"},
        {"measure": "killed", "numbers": "300–200"},
        {"measure": "killed", "population": "children"},
    )
    words = sheet(event, client) | rows(*wrong)

    response = client.post(form_of(event), words)

    inline = next(one for one in response.context["inline_admin_formsets"] if one.formset.prefix == "figures")
    required = {"stated_by", "stated_in"}
    assert [{*form.errors} for form in inline.formset.forms] == [
        {"measure", "numbers", *required},
        {"numbers", "stated_on", *required},
        {"numbers", "part_of", "__all__", *required},
        {"numbers", *required},
        {"numbers", *required},
        set(),
    ]
    told = [(one.where, one.target) for one in response.context["faults"]]
    assert ("Figures, line 1: Stated in", "id_figures-0-stated_in") in told
    assert ("Figures, line 2: Stated in", "id_figures-1-stated_in") in told
    assert inline.formset.forms[0].errors["stated_in"] == ["More than one is called “Rep”. Choose which."]
    assert inline.formset.forms[0].errors["stated_by"] == [
        "Nothing here is called “Nobody”. Choose another, or add it."
    ]
    assert typed(response).items() >= words.items()
    shown = response.content.decode()
    for name in ("wounded", "Nobody", "Rep"):
        assert f'<option value="{name}" selected>{name}</option>' in shown
    assert [form.is_wrong_below for form in inline.formset.forms] == [False, False, True, False, False, False]
    assert (Figure.objects.count(), TimelineEntry.objects.get().version) == (0, 1)


def test_two_people_collide_only_where_both_wrote_in_one_figure(known):
    event, client = making.entry(), sits(making.archivist())
    first, second = (making.figure(event, value, **known) for value in (147, 744))
    mine = sheet(event, client)
    theirs = sits(making.person("colleague", "archivist"))
    theirs.post(form_of(event), sheet(event, theirs) | row(0, numbers="150"))

    both = client.post(form_of(event), mine | row(0, numbers="151"))
    other = client.post(form_of(event), mine | row(1, numbers="750"))

    assert both.status_code == 409
    assert both.context["clashes"] == [("Figure: Number", "150", "151")]
    assert typed(both).items() >= row(0, numbers="151").items()
    assert other.status_code == 302
    assert [one.value for one in event.figures.all()] == [150, 750]
    assert [one.pk for one in event.figures.all()] == [first.pk, second.pk]


def test_a_sheet_that_was_not_changed_is_not_saved(known):
    event, client = making.entry(), sits(making.archivist())
    making.figure(event, 147, **known)
    making.figure(event, None, low=200, high=300, qualifier="range", note="A note.", **known)

    response = client.post(form_of(event), sheet(event, client), follow=True)

    assert "Nothing was changed, so nothing was saved." in response.content.decode()


def test_a_figure_follows_only_figures_of_its_own_event_and_speaker_and_never_itself(known):
    event, client = making.entry(), sits(making.archivist())
    first = making.figure(event, 147, **known)
    second = making.figure(event, 150, **known | {"by": making.institution("Agency")})
    beyond = making.figure(making.entry(), 99, **known)
    words = sheet(event, client)

    def refused(*sent: dict[str, object]) -> str:
        return client.post(form_of(event), words | dict(ChainMap(*sent))).content.decode()

    assert "Only its own speaker can supersede a figure" in refused(row(0, superseded_by=second.pk))
    assert "Select a valid choice" in refused(row(0, part_of=beyond.pk))
    round_about = refused(row(0, part_of=second.pk), row(1, part_of=first.pk))
    assert "In the end this figure would follow from itself." in round_about
    assert not Figure.objects.exclude(part_of=None, superseded_by=None).exists()


def test_a_figure_that_goes_leaves_what_was_cited_for_it_and_what_was_a_part_of_it(known):
    event, client = making.entry(), sits(making.archivist())
    whole = making.figure(event, 613, **known)
    part = making.figure(event, 63, population="children", part_of=whole, **known)
    Citation.objects.create(record=event, figure=whole, source=known["source"])
    words = sheet(event, client) | {"figures-0-DELETE": "on"}

    changed = client.post(form_of(event), words | row(1, numbers="64"))
    left = client.post(form_of(event), words | row(1, numbers="64", part_of=""))

    assert "This figure is to be deleted." in changed.content.decode()
    assert left.status_code == 302, left.context["errors"]
    part.refresh_from_db(), event.refresh_from_db()
    assert (part.value, part.part_of, event.citations.get().figure, event.version) == (64, None, None, 2)


def test_who_may_not_write_reads_the_figures_and_sends_nothing(known):
    event = making.entry()
    figure = making.figure(event, 200, qualifier="more-than", population="children", **known)
    client = sits(making.reviewer())

    shown = client.get(form_of(event)).content.decode()

    table = shown[shown.index('id="figures-group"') :].partition("<tbody")[2].partition('<tr class="rest">')[0]
    assert " ".join(strip_tags(table.partition(">")[2]).split()) == (
        "Measure: Killed How it is put: More than Number: more than 200 Of whom: Children Stated by: Ministry "
        "Stated on: 2024-01-20 Stated in: Report More"
    )
    assert client.post(form_of(event), sheet(event) | row(0, numbers="150")).status_code == 403
    figure.refresh_from_db()
    assert figure.value == 200


def test_an_event_of_many_figures_asks_no_more_than_one_of_few(known, django_assert_num_queries):
    event, client = making.entry(), sits(making.archivist())
    whole = making.figure(event, 613, **known)
    client.get(form_of(event))

    for many in (1, 18):
        for value in range(many):
            making.figure(event, value, part_of=whole, **known)
        with django_assert_num_queries(40):
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
    )
    whole.value = 16000
    whole.save()

    candidate = making.submitted(event, change="correction", note={"en": "The figure."})

    before = "Killed: more than 6,000 (people); stated by Ministry; stated on 31 March 2021; stated in Report"
    assert differences(standing(event), candidate.payload).facts == (
        Fact(
            field="Figures",
            was=before,
            will_be=before.replace("6,000", "16,000")
            + "\nKilled: 63 (children); place Guba; stated by Ministry; stated on 20 January 2024; as of April 1918; "
            "stated in Report; p. 3; “63 uşaq”; part of more than 16,000; note English: A note.",
        ),
    )


PASTE = """([on, text]) => {
  const data = new DataTransfer()
  data.setData("text/plain", text)
  const paste = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
  document.querySelector(on).dispatchEvent(paste)
}"""
CELL = """(({ activeElement: on }) =>
  on.closest("tbody").id + on.closest("td").className.match(/field(-\\w+)/)[1])(document)"""


def look_up(page, letters: str, name: str) -> None:
    """Choose a record by the keyboard alone, in the cell that has it."""
    page.keyboard.type(letters)
    page.locator(f".select2-results__option--highlighted:has-text('{name}')").wait_for()
    page.keyboard.press("Enter")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_sheet_is_led_through_by_keys_grows_and_takes_rows_of_a_spreadsheet(served, new_page):
    making.institution("Ministry"), making.source("Report")
    event, page = making.entry(), new_page(viewport={"width": 1280, "height": 1400})
    sign_in(page, served, making.archivist())
    page.goto(served + form_of(event))
    page.locator("#id_figures-0-measure").focus()

    page.keyboard.type("kil")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("147")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    look_up(page, "min", "Ministry")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    look_up(page, "rep", "Report")
    page.keyboard.press("ArrowDown")
    cells = [page.evaluate(CELL)]
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    cells.append(page.evaluate(CELL))
    pasted = 'Погибшие\tat least\t150\tUşaqlar\r\ninjured\t\t"700–\n750"\t\tMinistry\t2023\tNo such report\r\n'
    page.evaluate(PASTE, ["#id_figures-1-measure", pasted])
    rows_there = page.locator(".figures tbody").count()
    page.keyboard.press("Control+s")
    page.wait_for_selector(".faults")
    told = page.locator(".figures .wrong").all_inner_texts()
    page.locator("#faults a", has_text="Stated in").click()
    look_up(page, "rep", "Report")
    page.keyboard.press("Control+s")
    page.wait_for_selector(".messagelist .success")
    page.evaluate(PASTE, ["#id_figures-3-measure", "missing\t\t4\t\t\t\t"])
    carried = page.locator("#id_figures-3-numbers, #id_figures-3-stated_by, #id_figures-3-stated_in")

    assert carried.evaluate_all("(fields) => fields.map(({ value }) => value)") == ["4", "", ""]
    assert cells == ["figures-1-stated_in", "figures-0-stated_on"]
    assert rows_there == 4
    assert [one.strip() for one in told] == [
        "Stated in: Nothing here is called “No such report”. Choose another, or add it."
    ]
    assert [(str(one), str(one.stated_by), str(one.stated_in)) for one in event.figures.all()] == [
        ("Killed: 147", "Ministry", "Report"),
        ("Killed: 150, At least, Children", "Ministry", "Report"),
        ("Injured: 700–750 (2023)", "Ministry", "Report"),
    ]
    assert page.problems == []


# What is chosen in a field, and whether all of it can be read.
WHOLE = """(field) => {
  const [option] = field.selectedOptions
  const alone = field.cloneNode(false)
  alone.append(option.cloneNode(true))
  alone.style.cssText = "position: absolute; width: max-content !important; max-width: none !important"
  field.after(alone)
  const room = alone.offsetWidth
  alone.remove()
  return [option.text, room <= field.offsetWidth]
}"""


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_what_is_chosen_most_often_stands_whole_beside_the_rest(served, new_page, known):
    event, statement = making.entry(), making.statement(issuers=[known["by"]])
    making.figure(event, 147, population="civilians", **known)
    person, page = making.archivist(), new_page(viewport={"width": 1280, "height": 1400})
    person.language = "az"
    person.save()
    sign_in(page, served, person)

    page.goto(served + form_of(event))
    chosen = [page.locator(f"#id_figures-0-{name}") for name in ("measure", "qualifier", "population")]
    shown = [field.evaluate(WHOLE) for field in chosen]
    page.goto(served + form_of(statement))
    page.locator("#issued_by-0 > summary").click()
    shown.append(page.locator("#id_issued_by-0-role").evaluate(WHOLE))

    words = ["Həlak olanlar", "Dəqiq bu rəqəm", "Mülki şəxslər", "Bəyanatın müəllifi"]
    assert shown == [[one, True] for one in words]
