"""One page a record with everything that it ever was: any two are compared, and any comes back into the form."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from archive.admin.base.record_lines import Lines, places
from archive.editorial import merging, publishing, versions
from archive.editorial.models import CandidateAuthor
from archive.importing.sheets import files, uploads
from archive.records import linking, saved_rows
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.figures import Figure
from archive.records.places import Place
from archive.records.saved_rows import SavedRows, as_kept
from archive.records.saving import saving
from archive.records.statements import Statement
from archive.records.stored_rows import stored
from tests import making
from tests.admin.desk import form_of, section, sits, typed
from tests.importing.conftest import MATERIAL

pytestmark = pytest.mark.django_db


def address(record, *more: str, **asked: str) -> str:
    name = {0: "versions", 1: "bring_back"}[len(more)] if more != ("compare",) else "compare"
    args = [record.uuid, *(more if name == "bring_back" else ())]
    return reverse(f"admin:{name}", args=args, query=asked or None)


def lines(record) -> list[str]:
    return [line.what for line in Lines(record=record).read(list(places(record)))]


def html(person, where: str, status: int = 200) -> str:
    response = sits(person).get(where)
    assert response.status_code == status
    return response.content.decode()


def test_everything_that_was_done_is_in_one_list_with_numbers_newest_first():
    place = making.place("Shusha")
    making.published(place)
    making.change(place, title="Shusha town")
    making.scheduled(place, making.release(title="The eve"), change="correction", note={"en": "It is a town."})

    assert lines(place) == [
        "Scheduled: the coming edition",
        "Approved",
        "Submitted for review",
        "Saved: version 2",
        "Published: edition 1",
        "Approved",
        "Submitted for review",
        "Saved: version 1",
    ]
    shown = html(making.archivist(), address(place))
    for said in ("Archivist", "Reviewer", "Publisher", "It is a town.", "Correction", "/en/places/", "editions/1/"):
        assert said in shown
    publishing.withdraw(
        place, by=making.publisher(), reason_class="superseded", reason="A better one.", note={"en": "See there."}
    )
    shown = html(making.archivist(), address(place))
    assert "Withdrawn: edition 1" in shown
    assert "A better one." in shown


def test_any_two_are_compared_whichever_way_they_were_written_down():
    source, other = making.source("A decree"), making.institution("A ministry")
    making.published(source)
    statement = making.public_statement("Statement", body="<p>We remember 130 people.</p>", sources=[source])
    current = making.change(statement, body="<p>We remember 131 people.</p>")
    with saving(current, by=making.archivist(), version=current.version):
        current.number = "12"
        current.save()
        current.issued_by.create(institution_id=other.pk, position=1)
        current.citations.all().delete()
    edition = next(line.key for line in Lines(record=current).read(list(places(current))) if line.is_edition)
    submitted = f"submitted-{current.candidates.get().pk}"

    for one in (edition, submitted, "save-1"):
        for asked in ({"one": one, "other": "save-3"}, {"one": "save-3", "other": one}):
            shown = html(making.archivist(), address(current, "compare", **asked))
            assert "<del><span" in shown
            for word in ("130", "131", "A decree", "A ministry", "12"):
                assert word in shown, (one, word)
    assert "Nothing differs" in html(making.archivist(), address(current, "compare", one=edition, other=submitted))


def test_a_year_that_was_not_written_yet_is_no_year():
    statement = making.statement("Statement", issuers=[making.institution()], year=None)
    with saving(statement, by=making.archivist(), version=statement.version):
        statement.year = 2027
        statement.save()

    shown = html(making.archivist(), address(statement, "compare", one="save-1", other="save-2"))

    assert "2027" in shown
    assert "</span>0</del>" not in shown


def test_what_a_named_record_is_called_by_now_is_no_difference():
    source = making.source("A decree")
    making.published(source)
    place = making.place("Shusha", sources=[source])
    edition = making.published(place)
    making.published(making.change(source, title="A law"), change="minor")

    same = address(place, "compare", one=f"edition-{edition.pk}", other="save-1")
    assert "Nothing differs." in html(making.archivist(), same)


def test_what_was_recalled_is_not_to_come():
    place = making.place("Shusha")
    edition = making.scheduled(place, making.release())
    publishing.recall(edition, by=making.publisher(), reason="Not yet.")

    assert lines(place)[:2] == ["Recalled", "Scheduled"]
    assert "recalled" in html(making.archivist(), address(place))


def test_what_only_the_desk_knows_is_compared_between_saves():
    person = making.human("Zərifə Orucova", note="Ask her family.")
    with saving(person, by=making.archivist(), version=1):
        person.note, person.consent = "Her family agreed.", "family"
        person.save()
    shown = html(making.archivist(), address(person, "compare", one="save-1", other="save-2"))
    assert "Ask her family." in shown
    assert "The family has agreed" in shown


def test_what_comes_back_stands_in_the_form_and_is_saved_as_any_words_are():
    source = making.source("A decree")
    statement = making.statement(
        {"en": "As it was", "az": "Olduğu kimi"}, issuers=[making.institution()], by=making.person("ayla", "archivist")
    )
    current = Statement.objects.get(pk=statement.pk)
    with saving(current, by=making.person("bela", "archivist"), version=1):
        current.number = "7"
        current.save()
        current.citations.create(source=source, quotation="Said so.", quotation_language="en")
    for text in current.texts.all():
        making.change(current, language=text.language, title="Something else", body="<p>Else.</p>")
    current.texts.filter(language="az").delete()

    desk = sits(making.archivist())
    page = desk.get(address(current, "save-2"))
    assert page.status_code == 200
    assert "Nothing is saved yet" in page.content.decode()
    assert Statement.objects.get(pk=current.pk).version == 4
    sent = typed(page)
    az, en = section("az", page), section("en", page)
    assert (sent[f"{en}-title"], sent[f"{az}-title"], sent["number"]) == ("As it was", "Olduğu kimi", "7")
    assert (sent["brings"], sent["version"]) == ("save-2", "4")

    saved = desk.post(form_of(current), sent)
    assert saved.status_code == 302, saved.context["errors"]
    assert {text.language: text.title for text in current.texts.all()} == {"en": "As it was", "az": "Olduğu kimi"}
    assert [one.quotation for one in current.citations.all()] == ["Said so."]
    last = Contribution.objects.filter(record=current.pk).latest("version")
    assert {one.person.username for one in last.brought_in.all()} == {"ayla", "bela"}
    assert "its earlier words were brought back" in html(making.archivist(), address(current))


def test_rows_that_were_added_since_are_marked_to_go_and_those_that_went_come_again():
    place = making.place("Shusha", names=[("en", "Shushi"), ("ru", "Шуша")])
    with saving(place, by=making.archivist(), version=1):
        place.names.filter(language="ru").delete()
        place.names.create(text="Pənahabad", language="az")

    desk = sits(making.archivist())
    sent = typed(desk.get(address(place, "save-1")))
    assert (sent["names-2-text"], sent["names-TOTAL_FORMS"]) == ("Шуша", "3")  # none is empty between them
    saved = desk.post(form_of(place), sent)
    assert saved.status_code == 302, (saved.context["errors"], sent)
    assert {(name.language, name.text) for name in place.names.all()} == {("en", "Shushi"), ("ru", "Шуша")}


def test_an_edition_from_before_saves_were_kept_brings_back_its_words_and_says_so():
    place = making.place("Shusha", body="<p>A town.</p>", by=making.person("ayla", "archivist"))
    edition = making.published(place)
    saved_rows.mask(place)
    making.change(place, title="Something else", by=making.person("bela", "archivist"))

    page = sits(making.archivist()).get(address(place, f"edition-{edition.pk}"))
    shown = page.content.decode()
    assert "What else stood in the record then was not kept" in shown
    assert "The nearest save that was kept whole is version 2." in shown
    assert typed(page)[f"{section('en', page)}-title"] == "Shusha"
    assert "What was saved then was masked." in html(making.archivist(), address(place))


def test_figures_come_back_with_their_event():
    source, event = making.source(), making.entry()
    with saving(event, by=making.archivist(), version=1):
        kept, gone = (making.figure(event, value, by=making.institution(), source=source) for value in (5, 6))
    with saving(event, by=making.archivist(), version=2):
        gone.delete()
        Figure.objects.filter(pk=kept.pk).update(value=7)
    desk = sits(making.archivist())

    response = desk.post(form_of(event), typed(desk.get(address(event, "save-2"))))

    assert response.status_code == 302, response.context["errors"]
    assert [(one.pk == kept.pk, one.value) for one in event.figures.all()] == [(True, 5), (False, 6)]


def test_who_wrote_what_comes_back_cannot_approve_it():
    place = making.place("Shusha", by=making.reviewer())
    making.change(place, title="Something else")
    desk = sits(making.archivist())
    assert desk.post(form_of(place), typed(desk.get(address(place, "save-1")))).status_code == 302

    candidate = making.submitted(place)
    authors = CandidateAuthor.objects.filter(candidate=candidate).values_list("person__username", flat=True)
    assert set(authors) == {"archivist", "reviewer"}


def test_who_wrote_another_language_of_what_comes_back_cannot_approve_it_either():
    translator, other = making.person("translator", "archivist"), making.person("other", "archivist")
    place = making.place("Shusha", by=other)
    making.change(place, language="ru", title="Шуша", by=translator)
    making.published(place, languages=["en"])
    making.change(place, title="Shusha town", by=other)
    candidate = making.submitted(place, by=other, change="minor", languages=["en"])
    assert list(candidate.authors.values_list("person", flat=True)) == [other.pk]

    brought = versions.find(place, f"submitted-{candidate.pk}")

    assert brought.writers() == {translator.pk, other.pk}


def test_what_was_saved_meanwhile_is_not_overwritten_by_what_comes_back():
    place = making.place("Shusha")
    making.change(place, title="Something else")
    desk = sits(making.archivist())
    sent = typed(desk.get(address(place, "save-1")))
    making.change(place, title="A colleague’s", by=making.reviewer())

    assert desk.post(form_of(place), sent).status_code == 409
    assert Place.objects.get(pk=place.pk).texts.get().title == "A colleague’s"


def test_every_way_of_saving_keeps_what_it_left():
    old, kept = making.place("Shushi"), making.place("Shusha", body="<p>Near Baku.</p>")
    known, desk = making.place("Baku"), sits(making.archivist())
    ways = {
        "form": lambda: desk.post(form_of(kept), typed(desk.get(form_of(kept))) | {"latitude": "39.7"}),
        "linking": lambda: linking.link(
            kept, [one.key for one in linking.suggestions(kept)], by=making.archivist(), version=2
        ),
        "merging": lambda: merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen),
        "sheet": lambda: _from_a_sheet(f"uuid,version,slug,title_en\n{known.uuid},1,{known.slug},Baku town\n"),
        "document": lambda: call_command("import_documents", str(MATERIAL / "event.md"), "--save", stdout=StringIO()),
    }
    left = {}
    for way, save in ways.items():
        before = Contribution.objects.count()
        save()
        kept.refresh_from_db()
        made = Contribution.objects.order_by("pk")[before:]
        assert made, way
        for one in made:
            record = Record.objects.get(pk=one.record_id)
            if one.version == record.version:
                left[one.pk] = as_kept(stored(record))
            assert versions.find(record, f"save-{one.version}").rows()
    followed = SavedRows.objects.filter(pk__in=left)
    assert len(followed) == 2
    assert [one.rows() for one in followed] == [left[one.pk] for one in followed]


def _from_a_sheet(written: str) -> None:
    upload = uploads.keep(files.read(written.encode(), Place), Place, by=making.archivist(), name="places.csv")
    uploads.save_next(upload, Place, by=making.archivist())


def test_nonsense_is_answered_plainly_and_whoever_may_not_look_is_refused():
    place, other = making.place("Shusha"), making.place("Baku")
    person = making.archivist()
    for key in ("save-9", "save-99999999999999999999", "save-²", "edition-1", "submitted-0", "nothing", "save-"):
        assert sits(person).get(f"/desk/record/{place.uuid}/versions/{key}/").status_code == 404
        asked = address(place, "compare", one="save-1", other=key)
        assert "Choose two different lines" in html(person, asked, 400)
    assert "Choose two" in html(person, address(place, "compare"), 400)
    edition = making.published(other)
    assert sits(person).get(address(place, f"edition-{edition.pk}")).status_code == 404
    for page in ("0", "x", "99"):
        html(person, address(place, p=page))
    nobody = making.person("nobody")
    for where in (address(place), address(place, "compare", one="save-1", other="save-1"), address(place, "save-1")):
        assert sits(nobody).get(where).status_code == 403
    assert sits(making.publisher()).get(address(place, "save-1")).status_code == 403


def test_the_list_asks_as_much_for_fifty_saves_as_for_one():
    few, many = making.place("Shusha"), making.place("Baku")
    making.published(few)
    making.published(many)
    for number in range(60):
        making.change(many, title=f"Baku {number}")
    desk = sits(making.archivist())
    desk.get(address(few))
    counts = []
    for record in (few, many):
        with CaptureQueriesContext(connection) as asked:
            shown = desk.get(address(record)).content.decode()
        counts.append(len(asked))
    assert max(counts) <= 15
    assert shown.count('<li class="line') == 50
    second = desk.get(address(many, p="2", one="save-60", other="save-2")).content.decode()
    assert "Saved: version 1" in second
    assert 'value="save-60"' in second  # chosen on the first page, and still there to be compared
