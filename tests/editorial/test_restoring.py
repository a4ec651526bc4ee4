"""What readers can point to in a text stays theirs from edition to edition."""

import pytest

from archive.editions import payloads
from archive.editorial import publishing
from archive.records.citations import Citation
from archive.records.saving import saving
from archive.records.statements import EditorsNote
from archive.records.texts import Text
from tests import making

pytestmark = pytest.mark.django_db

A, B, C = (f"<p>{words}</p>" for words in ("The first paragraph.", "Another one.", "The last of three."))
NEW = "<p>Nobody had written of this before.</p>"


def statement(body):
    issuer = making.institution()
    making.published(issuer)
    made = making.statement(issuers=[issuer], body=body)
    making.published(made)
    return made


def corrected(made, body):
    making.change(made, body=body)
    edition = making.published(made, change="correction", note={"en": "Something was mended."})
    payload = payloads.from_bytes(bytes(edition.payload.content))
    return {block.id: block.html for block in payload.texts["en"].blocks}, payload


def test_a_paragraph_keeps_its_id_from_edition_to_edition():
    made = statement(f"{A}\n{B}\n{C}")

    blocks, _payload = corrected(made, f"{NEW}\n{B}\n{C.replace('three', 'all three')}")

    assert blocks == {"p4": NEW, "p2": B, "p3": C.replace("three", "all three")}


def test_what_was_taken_out_and_put_back_has_the_id_that_readers_know():
    made = statement(f"{A}\n{B}")
    making.change(made, body=B)
    making.change(made, body=f"{A}\n{B}\n{NEW}")
    text = Text.objects.get(record=made.pk)
    assert text.paragraphs == [3, 2, 4]
    source = making.source()
    making.published(source)
    Citation.objects.create(record=made, source=source, paragraph=3, paragraph_language="en")
    EditorsNote.objects.create(statement=made, language="en", paragraph=3, words="As it stands in the document.")

    blocks, payload = corrected(made, f"{A}\n{B}\n{NEW}")

    assert blocks == {"p1": A, "p2": B, "p4": NEW}
    assert [one.paragraph for one in payload.citations] == ["p1"]
    assert [one.block for one in payload.texts["en"].remarks] == ["p1"]
    assert Text.objects.get(record=made.pk).paragraphs == [1, 2, 4]


def test_a_save_that_changes_nothing_voids_no_approval_of_what_was_put_back():
    made = statement(f"{A}\n{B}")
    making.change(made, body=B)
    making.change(made, body=f"{A}\n{B}\n{NEW}")
    making.published(source := making.source())
    made.refresh_from_db()
    with saving(made, by=making.archivist(), version=made.version):
        Citation.objects.create(record=made, source=source, paragraph=3)
    candidate = making.approved(made, change="correction", note={"en": "Something was mended."})

    made.refresh_from_db()
    with saving(made, by=making.archivist(), version=made.version):
        pass

    assert [one.paragraph for one in made.citations.all()] == [1]
    assert publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_a_remark_stays_with_its_paragraph_when_another_comes_before_it():
    made = statement(f"{A}\n{B}")
    EditorsNote.objects.create(statement=made, language="en", paragraph=2, words="As it stands in the document.")

    blocks, payload = corrected(made, f"{NEW}\n{A}\n{B}")

    assert [blocks[one.block] for one in payload.texts["en"].remarks] == [B]
