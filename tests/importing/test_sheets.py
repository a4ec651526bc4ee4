"""Records as sheets: what is written, what is read back, what would change, and what is refused."""

import io
import zipfile
from datetime import UTC, datetime
from uuid import UUID, uuid4

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive.importing.sheets import files
from archive.importing.sheets.columns import cells_of, columns, stored
from archive.importing.sheets.files import Unreadable
from archive.importing.sheets.rows import compare, save
from archive.importing.sheets.sheet import Outcome, Sheet, coming, in_order, repeated
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.institutions import Institution
from archive.records.names import Name
from archive.records.persons import Person, tells_nothing
from archive.records.places import Place
from archive.records.sources import Source
from archive.records.texts import Text
from archive.records.timeline_entries import TimelineEntry
from tests import making

pytestmark = pytest.mark.django_db


def exported(model, format: str = "csv") -> bytes:
    return files.write(stored(model), model, format=format)


def sheet(*rows: dict[str, str]) -> Sheet:
    """A sheet with the columns of its first row."""
    return Sheet(columns=tuple(rows[0]), rows=tuple(enumerate(rows, start=2)))


def row_of(record, **cells: str) -> dict[str, str]:
    """A stored record as its row would be sent back, with other cells."""
    return cells_of(stored(type(record)).get(pk=record.pk)) | cells


def compared(model, written: Sheet) -> Outcome:
    """What comparing tells. It writes nothing; within a transaction, Django asks constraints behind a savepoint."""
    with CaptureQueriesContext(connection) as asked:
        found = compare(written, model, coming=coming(written), repeated=repeated(written))
    said = {query["sql"].split()[0] for query in asked}
    assert said <= {"SELECT", "SAVEPOINT", "RELEASE"}
    return found


def considered(model, *rows: dict[str, str]) -> Outcome:
    return compared(model, sheet(*rows))


def saved(model, *rows: dict[str, str], by=None, key: UUID | None = None) -> Outcome:
    written = in_order(sheet(*rows), model)
    told = {"key": key or uuid4(), "repeated": repeated(written)}
    return save(written, model, by=by or making.archivist(), **told)


def faults(outcome: Outcome) -> list[tuple[int, str, str]]:
    return [(one.row, one.column, one.message) for one in outcome.faults]


def fill() -> None:
    """Records with everything that a sheet has to bring back unchanged."""
    place = making.place(
        {"az": "Şuşa", "en": "Shusha", "ru": "Шуша"},
        slug="shusha",
        names=[("en", "Sh|usha"), ("ru", "Шуши \\ “так”"), ("az", "=Şuşa qalası")],
        summary='One line.\nAnother; with, marks\tand "quotes".',
        latitude="-39.7583",
        longitude="+46.7492".removeprefix("+"),
    )
    making.institution("+994 @home", slug="office", place=place)
    making.source("=HYPERLINK(1)", slug="trap", creator="@SUM(A1)", publisher="'=quoted", published="-"[:0])
    observance = making.observance(slug="day")
    making.entry("-1990", slug="event", places=[place, making.place("Baku", slug="baku")], observances=[observance])


@pytest.mark.parametrize("format", ["csv", "xlsx"])
@pytest.mark.parametrize("model", [Place, Institution, Source, TimelineEntry])
def test_what_is_exported_and_read_again_changes_nothing(model, format):
    fill()

    read = files.read(exported(model, format), model)
    outcome = compared(model, read)

    assert (outcome.changes, outcome.faults, outcome.unchanged) == ((), (), model.objects.count())


def test_no_column_holds_what_nobody_types():
    for model in (Place, Institution, Person, Source, TimelineEntry):
        assert {"last_numbers", "text_links"}.isdisjoint(columns(model))


@pytest.mark.parametrize("format", ["csv", "xlsx"])
def test_no_cell_can_be_taken_for_a_formula(format):
    fill()

    for model in (Place, Institution, Source, TimelineEntry):
        content = exported(model, format)
        if format == "csv":
            cells = [cell for _number, line in files._csv(content) for cell in line]
        else:
            book = openpyxl.load_workbook(io.BytesIO(content))
            cells = [str(cell.value or "") for line in book.active.iter_rows() for cell in line]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_a_csv_file_begins_so_that_spreadsheets_read_its_letters():
    making.place({"az": "Şuşa"})

    content = exported(Place)

    assert content.startswith(b"\xef\xbb\xbfuuid,version,slug,title_az,")
    assert "Şuşa" in content.decode("utf-8-sig")


def test_changes_are_told_cell_by_cell_and_nothing_is_saved_before():
    place = making.place({"en": "Shusha"}, slug="shusha", names=[("az", "Şuşa")])
    changed = row_of(place, title_en="Shusha town", title_az="Şuşa şəhəri", names="Şuşa | az\nШуша | ru")

    outcome = considered(Place, changed)

    assert outcome.faults == ()
    assert [(one.row, one.title, one.is_new, one.cells) for one in outcome.changes] == [
        (
            2,
            "Shusha",
            False,
            (
                ("title_az", "", "Şuşa şəhəri"),
                ("title_en", "Shusha", "Shusha town"),
                ("names", "Şuşa | az | variant", "Şuşa | az\nШуша | ru"),
            ),
        )
    ]
    assert (Record.objects.get().version, Text.objects.count(), Name.objects.count()) == (1, 1, 1)


def test_what_is_saved_goes_through_the_one_save_path():
    place = making.place({"en": "Shusha"}, slug="shusha", names=[("az", "Şuşa"), ("hy", "Շուշի")])
    colleague = making.person("colleague", "archivist")
    row = row_of(place, title_en="Shusha town", names="Şuşa | az | variant\nШуша | ru", latitude="39.75")

    saved(Place, row, by=colleague)

    place.refresh_from_db()
    assert (place.version, place.title("en"), place.latitude) == (2, "Shusha town", "39.75")
    assert {(name.language, name.text, name.folded) for name in place.names.all()} == {
        ("az", "Şuşa", "susa"),
        ("ru", "Шуша", "шуша"),
    }
    last = Contribution.objects.latest("id")
    assert (last.record_id, last.by, last.version) == (place.pk, colleague, 2)


def test_a_row_without_a_uuid_becomes_a_draft_with_an_address_of_its_own():
    making.place("Shusha", slug="shusha")

    outcome = saved(Place, {"title_az": "Şuşa", "title_en": "Shusha", "slug": "", "names": "Шуша | ru"})

    assert (outcome.faults, outcome.changes[0].is_new) == ((), True)
    made = Place.objects.get(slug="shusha-2")
    assert (made.version, made.title("az"), [str(name) for name in made.names.all()]) == (1, "Şuşa", ["Шуша"])


def test_a_record_is_found_by_its_address_where_there_is_no_uuid():
    making.place("Shusha", slug="shusha")

    outcome = saved(Place, {"slug": "shusha", "version": "1", "title_en": "Shusha town"})

    assert (outcome.faults, Place.objects.get().title()) == ((), "Shusha town")


def test_columns_that_are_left_out_stay_as_they_are():
    place = making.place({"en": "Shusha", "az": "Şuşa"}, slug="shusha", names=[("ru", "Шуша")], latitude="39.75")

    saved(Place, {"slug": "shusha", "version": "1", "title_en": "Shusha town"})

    place.refresh_from_db()
    assert (place.latitude, place.title("az"), place.names.count()) == ("39.75", "Şuşa", 1)


def test_places_of_an_event_are_named_by_their_addresses():
    entry = making.entry(slug="event")
    making.place("Baku", slug="baku")
    making.place("Guba", slug="guba")

    wrong = considered(TimelineEntry, row_of(entry, places="guba, nowhere"))
    outcome = saved(TimelineEntry, row_of(entry, places="guba, baku"))

    assert [(row, column) for row, column, _message in faults(wrong)] == [(2, "places")]
    assert wrong.faults[0].message == "No such record has this address: nowhere."
    assert outcome.faults == ()
    assert {place.slug for place in entry.places.all()} == {"baku", "guba"}


def test_a_copy_offered_to_readers_and_the_time_of_a_check_stay_as_they_are():
    checked = datetime(2026, 1, 20, 8, 30, tzinfo=UTC)
    document = making.source(rights="NKC", address_state="ok", checked_at=checked)
    copy = making.captured(document)
    Source.objects.filter(pk=document.pk).update(offered_copy=copy)

    outcome = saved(Source, row_of(document, creator_en="Milli Majlis"))

    document.refresh_from_db()
    assert faults(outcome) == []
    assert (document.phrases.get().creator, document.offered_copy, document.checked_at) == (
        "Milli Majlis",
        copy,
        checked,
    )


def test_who_wrote_a_source_is_written_changed_and_taken_away_by_language():
    document = making.source("Decree", slug="decree", creator={"fr": "Un clerc", "en": "A clerk"}, publisher="House")

    given = saved(Source, row_of(document, creator_az="Katib", creator_en="", publisher_en=""))
    made = saved(Source, row_of(document, slug="other", uuid="", version="", creator_ru="Писарь"))

    assert faults(given) == faults(made) == []
    assert list(document.phrases.values_list("language", "creator", "publisher")) == [
        ("fr", "Un clerc", ""),
        ("az", "Katib", ""),
    ]
    assert Source.objects.get(slug="other").phrases.get(language="ru").creator == "Писарь"


def test_faults_are_told_by_row_and_column_before_and_after_and_keep_the_other_rows_from_nothing():
    place = making.place("Shusha", slug="shusha")
    good = {"uuid": "", "version": "", "slug": "good", "title_en": "Good", "latitude": "1.5", "names": ""}
    rows = [
        good,
        good | {"slug": "Wrong address"},
        good | {"slug": "bad-latitude", "latitude": "north"},
        good | {"slug": "no-title", "title_en": ""},
        good | {"slug": "long-title", "title_en": "x" * 301},
        good | {"slug": "wrong-name", "names": "Şuşa | az | nonsense"},
        good | {"slug": "long-line", "names": " | ".join("abcdefghijkl")},
        good | {"uuid": "c56a4180-65aa-42ec-a945-5fd21dec0538"},
        good | {"uuid": "no uuid"},
    ]

    before, outcome = considered(Place, *rows), saved(Place, *rows)

    assert faults(before) == faults(outcome)
    assert sorted({(row, column) for row, column, _message in faults(outcome)}) == [
        (3, "slug"),
        (4, "latitude"),
        (5, ""),
        (6, "title_en"),
        (7, "names"),
        (8, "names"),
        (9, "uuid"),
        (10, "uuid"),
    ]
    assert {one.slug for one in Place.objects.all()} == {place.slug, "good"}


def test_the_same_record_twice_and_a_taken_address_are_faults():
    place, other = making.place("Shusha", slug="shusha"), making.place("Baku", slug="baku")

    outcome = considered(
        Place, row_of(place, title_en="One"), row_of(place, title_en="Other"), row_of(other, slug="shusha")
    )

    assert faults(outcome) == [
        (3, "", "Row 2 is about the same record."),
        (4, "", "Another record has this address. Choose another one."),
    ]


@pytest.mark.parametrize("version", ["", "x", "0", "2", "99999999999999999999"])
def test_a_row_that_is_not_of_the_version_that_stands_is_refused(version):
    place = making.place("Shusha", slug="shusha")

    outcome = saved(Place, row_of(place, version=version, title_en="Other"))

    assert [(one.row, one.column) for one in outcome.faults] == [(2, "version")]
    assert place.title() == "Shusha"


def test_what_was_saved_between_comparing_and_saving_is_not_overwritten_and_the_other_rows_are_saved():
    place, other = making.place("Shusha", slug="shusha"), making.place("Lachin", slug="lachin")
    rows = [row_of(place, title_en="From the sheet"), row_of(other, title_en="From the sheet")]
    assert considered(Place, *rows).faults == ()
    making.change(place, title="From the form")

    outcome = saved(Place, *rows)

    assert [(one.row, one.column) for one in outcome.faults] == [(2, "version")]
    assert (place.title(), other.title()) == ("From the form", "From the sheet")


def test_saving_once_more_after_an_interruption_makes_nothing_twice():
    key = uuid4()
    rows = [{"slug": "", "title_en": "Shusha"}, {"slug": "", "title_en": "Lachin"}]
    saved(Place, *rows[:1], key=key)

    outcome = saved(Place, *rows, key=key)

    assert ([one.title for one in outcome.changes], outcome.unchanged) == (["Lachin"], 1)
    assert sorted(Place.objects.values_list("slug", flat=True)) == ["lachin", "shusha"]


def test_rows_may_name_what_stands_further_down():
    rows = [
        {"slug": "house", "title_en": "House", "parent": "town"},
        {"slug": "town", "title_en": "Town", "parent": "land"},
        {"slug": "land", "title_en": "Land", "parent": ""},
    ]

    outcome = considered(Place, *rows)

    assert outcome.faults == saved(Place, *rows).faults == ()
    assert Place.objects.get(slug="house").parent.parent.slug == "land"


def test_rows_that_name_each_other_in_a_circle_are_refused_by_name():
    rows = [
        {"slug": "one", "title_en": "One", "parent": "two"},
        {"slug": "two", "title_en": "Two", "parent": "one"},
    ]

    outcome = saved(Place, *rows)

    assert faults(outcome)[0] == (2, "parent", "No such record has this address: two.")


def test_names_may_change_places_within_one_row():
    place = making.place("Shusha", slug="shusha", names=[("az", "Şuşa")])
    row = row_of(place, names="Şuşa | az | former")

    assert considered(Place, row).faults == saved(Place, row).faults == ()
    assert place.names.get().sort == "former"


def test_a_sheet_publishes_nothing():
    place = making.place("Shusha", slug="shusha")
    making.published(place)

    saved(Place, row_of(place, title_en="Shusha town"))

    assert making.Edition.objects.count() == 1


# --- files --------------------------------------------------------------------------------------------


def test_semicolons_tabs_and_utf_16_are_read_as_well():
    expected = ({"slug": "shusha", "title_az": "Şuşa, qala"},)
    for content in (
        'slug;title_az\nshusha;"Şuşa, qala"\n'.encode(),
        "slug\ttitle_az\r\nshusha\tŞuşa, qala\r\n".encode("utf-8-sig"),
        'slug,title_az\nshusha,"Şuşa, qala"\n\n,,\n'.encode("utf-16"),
    ):
        read = files.read(content, Place)
        assert tuple(cells for _number, cells in read.rows) == expected


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file is empty: its first row has to name the columns."),
        (b"\n\n", "The file is empty: its first row has to name the columns."),
        ("slug,title_az\nşuşa,Шуша".encode("cp1251", "replace") + b"\xd8\xd3", "The file is not in UTF-8."),
        (b"slug,title_az\nshu\0sha,x", "This is neither a CSV nor an XLSX file."),
        (b"\x89PNG\r\n\x1a\n", "The file is not in UTF-8."),
        (b"title_az\nx", "A column is missing"),
        (b"slug,title_az,colour\nx,y,z", "These columns are not known: colour."),
        (b"slug,slug\nx,y", "These columns stand there twice: slug."),
        (b"slug,title_az\nx,y,z", "Row 2 has more cells than there are columns."),
        (b'slug,title_az\nx,"y', "Row 2 cannot be read"),
        (b"slug\n" + b"x\n" * 50_000, "There are too many rows: at most 10000."),
        (b"slug\n" + b"x" * 21_000_000, "The file is too large: at most 20 MB."),
        (b"PK\x03\x04 no archive at all", "This XLSX file is damaged, or it is none."),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(content, why):
    with pytest.raises(Unreadable, match=why.replace("(", "\\(")):
        files.read(content, Place)


def workbook(*rows, merge: str = "", beside: str = "") -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Beside").append([beside or None])
    if merge:
        book.active.merge_cells(merge)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_numbers_and_days_of_a_spreadsheet_are_read_as_they_were_typed():
    days = (1990, 1990.0, datetime(1990, 1, 20), datetime(1990, 1, 20, 23, 30), True, False)
    content = workbook(("slug", "date"), *[("a", day) for day in days])

    read = files.read(content, TimelineEntry)

    assert [cells["date"] for _number, cells in read.rows] == [
        "1990",
        "1990",
        "1990-01-20",
        "1990-01-20 23:30",
        "yes",
        "no",
    ]


def test_merged_cells_formulas_and_endless_sheets_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_ROWS", 20)
    monkeypatch.setattr(files, "MOST_BYTES", 100_000)
    for content, why in (
        (workbook(("slug", "title_az"), ("x", "y"), merge="A2:B2"), "Some cells are merged."),
        (workbook(("slug", "title_az"), ("x", "=1+1")), "There is a formula in cell B2."),
        (workbook(("slug",), *[("x",)] * 21), "There are too many rows: at most 20."),
        (workbook(("slug",), ("x",), beside="y"), "Something stands on a second worksheet."),
        (workbook(("slug", "summary_az"), *[("x", "y" * 30_000)] * 4), "too large when it is unpacked"),
    ):
        with pytest.raises(Unreadable, match=why):
            files.read(content, Place)


def test_the_address_of_a_person_is_not_chosen_in_a_sheet():
    person = making.human("Zarifa Orujova")
    message = "The archive itself gives a person an address, and it stays. Leave this cell as it was."

    changed = considered(Person, row_of(person, slug="zarifa-orujova"))
    chosen = considered(Person, {"slug": "zarifa-orujova", "title_en": "Zarifa Orujova"})
    saved(Person, {"slug": "", "title_en": "Somebody else"}), saved(Person, row_of(person, born="1930"))

    assert faults(changed) == faults(chosen) == [(2, "slug", message)]
    assert all(tells_nothing(slug) for slug in Person.objects.values_list("slug", flat=True))
    assert Person.objects.get(pk=person.pk).slug == person.slug
    assert Person.objects.count() == 2


def test_a_file_that_unpacks_to_more_than_it_may_is_refused():
    content = io.BytesIO(workbook(("slug",), ("x",)))
    with zipfile.ZipFile(content, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/media/bomb.xml", b" " * 210_000_000)

    with pytest.raises(Unreadable, match="too large when it is unpacked"):
        files.read(content.getvalue(), Place)


def test_a_part_with_entities_is_refused():
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook(("slug",), ("x",)))) as old, zipfile.ZipFile(content, "w") as new:
        for part in old.infolist():
            xml = old.read(part)
            if part.filename == "xl/workbook.xml":
                xml = b'<!DOCTYPE a [<!ENTITY b "c">]>' + xml
            new.writestr(part.filename, xml)

    with pytest.raises(Unreadable, match="damaged"):
        files.read(content.getvalue(), Place)
