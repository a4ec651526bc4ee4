"""Sheets at the desk: exporting chosen records or all, a dry run, and saving exactly what was shown."""

import os
import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive import clock
from archive.audit import AuditEvent
from archive.importing.sheets import files, uploads
from archive.importing.sheets.columns import columns
from archive.records.places import Place
from tests import making

from ..desk import sits

pytestmark = pytest.mark.django_db

IMPORT = reverse("admin:archive_place_import")
EXPORT = reverse("admin:archive_place_export", args=["csv"])


def upload(client, content: bytes):
    return client.post(IMPORT, {"file": SimpleUploadedFile("places.csv", content)}, follow=True)


def rows_in(response) -> list[str]:
    return [cells["slug"] for _number, cells in files.read(response.content, Place).rows]


def test_all_records_or_the_chosen_ones_are_exported():
    shusha = making.place("Shusha", slug="shusha")
    making.place("Baku", slug="baku")
    client = sits(making.reviewer())

    everything = client.get(reverse("admin:archive_place_export", args=["csv"]))
    workbook = client.get(reverse("admin:archive_place_export", args=["xlsx"]))
    chosen = client.post(
        reverse("admin:archive_place_changelist"), {"action": "export_csv", "_selected_action": [shusha.pk]}
    )

    assert [rows_in(response) for response in (everything, workbook, chosen)] == [
        ["baku", "shusha"],
        ["baku", "shusha"],
        ["shusha"],
    ]
    assert everything.headers["Content-Disposition"].startswith('attachment; filename="place-2')
    assert [(event.act, event.kind, event.details) for event in AuditEvent.objects.order_by("id")] == [
        ("export", "place", {"records": 2}),
        ("export", "place", {"records": 2}),
        ("export", "place", {"records": 1}),
    ]


def test_comparing_shows_the_differences_and_saves_nothing():
    making.place("Shusha", slug="shusha")
    client = sits(making.archivist())

    response = upload(client, "slug;version;title_en\nshusha;1;Şuşa <b>town</b>\n".encode())

    html = response.content.decode()
    assert response.status_code == 200
    assert "Shusha" in html
    assert "Şuşa &lt;b&gt;town&lt;/b&gt;" in html
    assert Place.objects.get().title() == "Shusha"
    assert not AuditEvent.objects.exists()


def test_what_was_shown_is_saved_by_whoever_saw_it():
    making.place("Shusha", slug="shusha")
    client = sits(making.archivist())
    shown = upload(client, b'slug,version,title_en,summary_en\nshusha,1,Town,"One.\nTwo."\nnew,,New,\n')

    done = go_on(client, shown)

    assert "2 records were saved as drafts." in done.content.decode()
    assert {place.title() for place in Place.objects.all()} == {"Town", "New"}
    assert AuditEvent.objects.get().details == {"records": 2}


def test_a_row_that_went_stale_is_reported_and_the_others_are_saved():
    place = making.place("Shusha", slug="shusha")
    client = sits(making.archivist())
    shown = upload(client, b"slug,version,title_en\nshusha,1,Town\nnew,,New\n")
    making.change(place, title="From the form")

    done = go_on(client, shown).content.decode()

    assert "1 record was saved as a draft." in done
    assert "This record was saved since the sheet was exported." in done
    assert {place.title() for place in Place.objects.all()} == {"From the form", "New"}


def test_faults_are_shown_and_where_all_is_wrong_there_is_nothing_to_save():
    client = sits(making.archivist())

    html = upload(client, b"slug,title_en,latitude\nbaku,Baku,north\n").content.decode()
    partly = upload(client, b"slug,title_en,latitude\nbaku,Baku,north\nguba,Guba,\n").content.decode()

    assert "Write decimal degrees with a point" in html
    assert ("as drafts" in html, "Save the others as drafts" in partly) == (False, True)


def test_a_long_sheet_is_compared_and_saved_in_steps(monkeypatch):
    monkeypatch.setattr(uploads, "PART", 5)
    client = sits(making.archivist())
    rows = uploads.PARTS_COMPARED * uploads.PART + uploads.PART
    lines = "".join(f"place-{number},Place {number}\n" for number in range(rows))
    page = upload(client, f"slug,title_en\n{lines}".encode())
    assert (page.context["upload"].compared, page.context["upload"].is_compared) == (rows - uploads.PART, False)

    client.post(page.request["PATH_INFO"], {"step": "save"})  # nothing is saved before all of it was compared
    assert not Place.objects.exists()
    page = go_on(client, page)
    assert (page.context["upload"].differing, page.context["upload"].saved) == (rows, 0)
    page = go_on(client, page)
    assert (Place.objects.count(), page.context["upload"].is_saved) == (uploads.PART, False)
    while not page.context["upload"].is_saved:
        page = go_on(client, page)

    assert (Place.objects.count(), page.context["upload"].made) == (rows, rows)


def go_on(client, page):
    """Press the one button that brings the sheet further."""
    step = re.search(r'name="step" value="(\w+)"', page.content.decode())[1]
    return client.post(page.request["PATH_INFO"], {"step": step}, follow=True)


def test_a_sheet_is_there_for_nobody_else_and_gone_after_a_week():
    client = sits(making.archivist())
    address = upload(client, b"slug,title_en\nnew,New\n").request["PATH_INFO"]

    assert sits(making.person("colleague", "archivist")).get(address).status_code == 404
    assert client.get(address.replace("/place/", "/institution/")).status_code == 404
    assert sits(making.reviewer()).get(address).status_code == 403
    assert client.get(address).status_code == 200
    week_ago = (clock.now() - uploads.KEPT).timestamp() - 1
    for file in (settings.MEMORIAL_DATA_DIR / "sheets" / address.split("/")[-2]).iterdir():
        os.utime(file, (week_ago, week_ago))
    upload(client, b"slug,title_en\nother,Other\n")
    assert client.get(address).status_code == 404


def test_more_records_than_a_sheet_holds_are_exported_in_parts(monkeypatch):
    for name in ("baku", "guba", "shusha"):
        making.place(name, slug=name)
    monkeypatch.setattr(files, "MOST_ROWS", 2)
    client = sits(making.archivist())

    parts = [client.get(f"{EXPORT}?part={part}") for part in (1, 2)]

    assert [rows_in(part) for part in parts] == [["baku", "guba"], ["shusha"]]
    assert [client.get(f"{EXPORT}?part={part}").status_code for part in ("0", "3", "x")] == [404] * 3
    assert "CSV, part 2" in client.get(reverse("admin:archive_place_changelist")).content.decode()


@pytest.mark.parametrize("content", [b"", b"colour\nred\n", b"PK\x03\x04", "slug\nşuşa".encode("utf-16")[2:]])
def test_a_file_that_cannot_be_read_is_refused_on_the_page(content):
    response = upload(sits(making.archivist()), content)

    assert response.status_code == 422
    assert 'class="errorlist"' in response.content.decode()


def test_only_who_may_write_imports_and_everybody_at_the_desk_exports():
    for person in (making.reviewer(), making.publisher(), making.administrator()):
        client = sits(person)
        assert client.get(IMPORT).status_code == 403
        assert upload(client, b"slug\nx").status_code == 403
        assert client.get(reverse("admin:archive_place_export", args=["csv"])).status_code == 200
        html = client.get(reverse("admin:archive_place_changelist")).content.decode()
        assert ("Export all as CSV" in html, "Import a sheet" in html) == (True, False)
    assert sits(making.archivist()).get(reverse("admin:archive_place_export", args=["pdf"])).status_code == 404


def test_records_are_not_deleted_from_the_list():
    place = making.place()
    client = sits(making.archivist())

    client.post(
        reverse("admin:archive_place_changelist"),
        {"action": "delete_selected", "_selected_action": [place.pk], "post": "yes"},
    )

    assert Place.objects.filter(pk=place.pk).exists()
    assert "delete_selected" not in client.get(reverse("admin:archive_place_changelist")).content.decode()


def test_the_page_explains_every_column():
    response = sits(making.archivist()).get(IMPORT)

    assert [name for name, _label, _said in response.context["columns"]] == list(columns(Place))
