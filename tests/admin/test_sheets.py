"""Sheets at the desk: exporting chosen records or all, a dry run, and saving exactly what was shown."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from archive.audit import AuditEvent
from archive.importing import sheetfiles, sheets
from archive.records.authorities import Place
from tests import making

from .desk import sits

pytestmark = pytest.mark.django_db

IMPORT = reverse("admin:archive_place_import")


def upload(client, content: bytes):
    return client.post(IMPORT, {"file": SimpleUploadedFile("places.csv", content)})


def rows_in(response) -> list[str]:
    return [cells["slug"] for _number, cells in sheetfiles.read(response.content, Place).rows]


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


def test_a_dry_run_shows_the_differences_and_saves_nothing():
    making.place("Shusha", slug="shusha")
    client = sits(making.archivist())

    response = upload(client, "slug;version;title_en\nshusha;1;Şuşa <b>town</b>\n".encode())

    html = response.content.decode()
    assert response.status_code == 200
    assert "Shusha" in html
    assert "Şuşa &lt;b&gt;town&lt;/b&gt;" in html
    assert Place.objects.get().title() == "Shusha"


def test_what_was_shown_is_saved_by_whoever_saw_it():
    making.place("Shusha", slug="shusha")
    client = sits(making.archivist())
    shown = upload(client, b'slug,version,title_en,summary_en\nshusha,1,Town,"One.\nTwo."\nnew,,New,\n')

    done = client.post(IMPORT, {"rows": shown.context["rows"], "seen": shown.context["outcome"].seen}, follow=True)

    assert "2 records were saved as drafts." in done.content.decode()
    assert {place.title() for place in Place.objects.all()} == {"Town", "New"}
    assert AuditEvent.objects.get().details == {"records": 2}


def test_what_changed_between_looking_and_saving_is_looked_at_again():
    place = making.place("Shusha", slug="shusha")
    client = sits(making.archivist())
    shown = upload(client, b"slug,version,title_en\nshusha,1,Town\n")
    making.change(place, title="From the form")

    refused = client.post(IMPORT, {"rows": shown.context["rows"], "seen": shown.context["outcome"].seen})

    assert refused.status_code == 409
    assert "This record was saved since the sheet was exported." in refused.content.decode()
    assert Place.objects.get().title() == "From the form"


def test_faults_are_shown_and_there_is_nothing_to_save():
    client = sits(making.archivist())

    response = upload(client, b"slug,title_en,latitude\nbaku,Baku,north\n")

    html = response.content.decode()
    assert response.status_code == 422
    assert "Write decimal degrees with a point" in html
    assert "Save these as drafts" not in html


@pytest.mark.parametrize("content", [b"", b"colour\nred\n", b"PK\x03\x04", "slug\nşuşa".encode("utf-16")[2:]])
def test_a_file_that_cannot_be_read_is_refused_on_the_page(content):
    response = upload(sits(making.archivist()), content)

    assert response.status_code == 422
    assert 'class="errorlist"' in response.content.decode()


def test_rows_that_were_tampered_with_are_refused():
    client = sits(making.archivist())

    assert client.post(IMPORT, {"rows": "colour\nred"}).status_code == 302
    assert client.post(IMPORT, {"rows": "slug,title_en\nnew,New", "seen": "other"}).status_code == 409
    assert not Place.objects.exists()


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

    assert [name for name, _label, _said in response.context["columns"]] == list(sheets.columns(Place))
