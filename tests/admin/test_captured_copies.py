"""Captured copies at the desk: added on a page of their own, handed out to those who may, never changed."""

import hashlib
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse

from archive import copies
from archive.audit import AuditEvent
from archive.editorial import deleting
from archive.guards import Frozen
from archive.records.sources import CapturedCopy, Source
from tests import making
from tests.test_copies import a_disk_with_room_for

from .desk import form_of, sits, typed

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 what somebody found"
ADD = "/desk/archive/capturedcopy/add/"


def send(source: Source, content: bytes, name: str = "found.pdf", **words):
    sent = {
        "source": source.pk,
        "upload": SimpleUploadedFile(name, content, content_type="application/x-anything"),
        "captured_at": "2026-11-20T12:00",
        **words,
    }
    return sits(making.archivist()).post(ADD, sent)


def errors(response) -> dict:
    return dict(response.context["adminform"].form.errors)


def test_a_copy_is_kept_with_all_that_is_known_of_it():
    source = making.source("Decree")

    response = send(source, PDF, captured_with="Firefox 140", note="Without its annex.")

    assert response.headers["Location"] == form_of(source)
    copy = CapturedCopy.objects.get()
    assert (copy.sha256, copy.size, copy.media_type, copy.name) == (
        hashlib.sha256(PDF).hexdigest(),
        len(PDF),
        "application/pdf",
        "found.pdf",
    )
    assert (copy.captured_by, copy.captured_at.isoformat()) == (making.archivist(), "2026-11-20T08:00:00+00:00")
    assert copies.is_whole(copy.sha256)
    last = AuditEvent.objects.latest("pk")
    assert (last.act, last.about, last.details) == ("capture", "Decree", {"digest": copy.sha256})
    assert Source.objects.get(pk=source.pk).version == source.version


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The submitted file is empty."),
        (b"MZ\x90\x00", "This is none of the kinds of files that are kept as copies"),
        (b"<svg onload='alert(1)'>\x07</svg>", "This is none of the kinds of files that are kept as copies"),
    ],
)
def test_a_bad_file_is_refused_in_words(content, said):
    response = send(making.source(), content)

    assert response.status_code == 200
    assert errors(response)["upload"][0].startswith(said)
    assert not CapturedCopy.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_words(monkeypatch):
    monkeypatch.setattr(copies, "LARGEST", 1_000_000)

    response = send(making.source(), b"%PDF-1.7" + b" " * 1_200_000)

    assert errors(response)["upload"] == ["The file is too large: 1.2 MB, and at most 1 MB are kept."]


def test_a_full_disk_is_told_in_the_form():
    desk = sits(making.archivist())
    file = SimpleUploadedFile("found.pdf", b"%PDF-1.7" + b" " * 200_000)
    sent = {"source": making.source().pk, "captured_at": "2026-11-20T12:00", "note": "Without its annex."}

    with a_disk_with_room_for(100_000):
        response = desk.post(ADD, {**sent, "upload": file})

    assert response.status_code == 200
    assert errors(response)["upload"][0].startswith("The archive could not store this file: its disk is full")
    assert "Without its annex." in response.content.decode()
    assert not CapturedCopy.objects.exists()


@pytest.mark.parametrize("name", ["nul\x00in.pdf", "../../etc/passwd", "Çıxarış «1» & <b>.pdf", "x" * 250 + ".pdf"])
def test_odd_names_do_no_harm(name):
    response = send(making.source(), PDF, name)

    copy = CapturedCopy.objects.get()
    assert response.status_code == 302
    assert not set("\0/") & set(copy.name)
    handed_out = sits(making.archivist()).get(reverse("admin:archive_capturedcopy_file", args=[copy.pk]))
    assert b"".join(handed_out.streaming_content) == PDF


def test_a_copy_cannot_have_been_captured_tomorrow():
    response = send(making.source(), PDF, captured_at="2099-01-01T00:00")

    assert errors(response)["captured_at"] == ["This is still to come."]


def test_a_copy_is_handed_out_to_be_saved_and_to_do_nothing():
    copy = making.captured(making.source(), b"<!doctype html><script>alert(1)</script>", name="page.pdf")

    answer = sits(making.reviewer()).get(reverse("admin:archive_capturedcopy_file", args=[copy.pk]))

    assert answer.headers["Content-Disposition"] == 'attachment; filename="page.pdf.html"'
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert b"".join(answer.streaming_content) == b"<!doctype html><script>alert(1)</script>"


def test_whoever_may_not_see_copies_gets_none(client):
    copy = making.captured(making.source())
    address = reverse("admin:archive_capturedcopy_file", args=[copy.pk])
    somebody = making.person("somebody")

    assert client.get(address).status_code == 302
    assert sits(somebody).get(address).status_code == 403


def test_a_lost_file_is_not_found():
    copy = making.captured(making.source(), b"%PDF-1.7 soon to be lost")
    copies.store().delete(f"{copy.sha256[:2]}/{copy.sha256}")

    answer = sits(making.archivist()).get(reverse("admin:archive_capturedcopy_file", args=[copy.pk]))

    assert answer.status_code == 404


def test_a_copy_is_never_replaced_only_another_one_added():
    source = making.source()
    copy = making.captured(source)
    copy.note = "changed"

    with pytest.raises(Frozen):
        copy.save()
    with pytest.raises(Frozen):
        CapturedCopy.objects.filter(pk=copy.pk).delete()
    making.captured(source)
    assert source.copies.count() == 2


def test_a_source_with_copies_is_not_deleted():
    source = making.source()
    making.captured(source)

    with pytest.raises(deleting.Kept, match="There are captured copies of it"):
        deleting.delete(source, by=making.archivist(), version=source.version)


def test_only_a_copy_of_its_own_and_under_open_rights_is_offered():
    source, other = making.source(rights="InC"), making.source()
    own, foreign = making.captured(source), making.captured(other)
    client = sits(making.archivist())

    page = client.get(form_of(source))
    refused = client.post(form_of(source), {**typed(page), "offered_copy": own.pk})
    not_its = client.post(form_of(source), {**typed(page), "rights": "NKC", "offered_copy": foreign.pk})
    saved = client.post(form_of(source), {**typed(page), "rights": "NKC", "offered_copy": own.pk})

    assert "These rights do not allow readers to be given a copy." in refused.content.decode()
    assert "offered_copy" in errors(not_its)
    assert saved.status_code == 302
    assert Source.objects.get(pk=source.pk).offered_copy == own
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=source.pk).update(rights="InC")


def test_the_form_of_a_source_shows_its_copies_and_the_way_to_another():
    source = making.source()
    making.captured(source, name="first.pdf")

    seen = {
        person: sits(person).get(form_of(source)).content.decode() for person in (making.archivist(), making.reviewer())
    }

    assert ["first.pdf" in html for html in seen.values()] == [True, True]
    assert [f"{ADD}?source={source.pk}" in html for html in seen.values()] == [True, False]


def test_checking_copies_says_which_is_lost_or_changed():
    whole = making.captured(making.source(), b"%PDF-1.7 whole")
    said = StringIO()
    call_command("check_copies", stdout=said)
    assert said.getvalue() == "1 captured copy is whole.\n"
    broken = making.captured(making.source("A letter"), b"%PDF-1.7 to be broken", name="letter.pdf")
    with open(copies.store().path(f"{broken.sha256[:2]}/{broken.sha256}"), "ab") as file:
        file.write(b"!")
    complaint = StringIO()

    with pytest.raises(CommandError, match="Bring these files back from a backup"):
        call_command("check_copies", stderr=complaint)

    assert complaint.getvalue() == f"Lost or changed: letter.pdf of “A letter” (SHA-256 {broken.sha256}).\n"
    assert whole.sha256 not in complaint.getvalue()
