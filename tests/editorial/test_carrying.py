"""This year's draft from last year's statement: what comes along, what does not, and whose it is."""

import pytest

from archive import clock
from archive.audit import AuditEvent
from archive.editorial import carrying, confirming, deleting, freezing, merging, publishing
from archive.editorial.carried import Carried, Carrying, Confirmation
from archive.editorial.carrying import DraftedAlready, NotCarried
from archive.editorial.permissions import NotAllowed
from archive.records.contributions import Contribution
from archive.records.names import UsedBy
from archive.records.saving import saving
from archive.records.statements import Statement
from tests import last_year, making
from tests.last_year import carried

pytestmark = pytest.mark.django_db


@pytest.fixture
def last() -> Statement:
    return last_year.statement()


def test_a_draft_has_all_of_last_years_that_still_holds_in_all_its_languages(last):
    made = carried(last)

    columns = ("observance_id", "form", "origin", "completeness", "original_language")
    assert [getattr(made, name) for name in columns] == [getattr(last, name) for name in columns]
    assert (made.year, made.date, made.anniversary, made.slug) == (2027, "2027-01-20", 37, "20-january-2027")
    assert made.uuid != last.uuid
    words = ("language", "title", "body", "translation", "paragraphs")
    assert [*made.texts.values_list(*words)] == [*last.texts.values_list(*words)]
    assert [*made.issued_by.values_list("institution", "role")] == [*last.issued_by.values_list("institution", "role")]
    assert [*made.places.all()] == [*last.places.all()]
    assert [*made.names.values_list("text", flat=True)] == ["Black January"]
    users = [*UsedBy.objects.filter(owner__record=made).values_list("language", "words")]
    assert users == [("az", "Mətbuat"), ("en", "The press")]
    assert [*made.citations.values_list("source", "paragraph")] == [*last.citations.values_list("source", "paragraph")]
    assert made.behind() == ()


def test_which_paragraph_is_which_of_the_recurring_parts_is_carried(last):
    made = carried(last)
    (slot,) = made.slots.all()
    assert (slot.language, slot.part) == ("en", "tribute")
    assert "We remember." in freezing.draft(made, at=clock.now()).texts["en"].blocks[slot.paragraph - 1].html


def test_what_was_that_documents_alone_is_not_carried(last):
    made = carried(last)

    said = (made.number, made.received, made.released_wall, made.released_zone, made.embargo_wall, made.embargo_zone)
    assert said == ("",) * 6
    assert [rows.exists() for rows in (made.versions, made.notes, made.renderings)] == [False] * 3


def test_it_is_carried_as_readers_have_it_and_not_as_it_is_being_mended(last):
    making.change(last, body="<p>Something that readers never had.</p>")

    assert "36 years ago" in carried(last).texts.get(language="en").body


def test_a_language_in_which_nothing_is_written_any_more_stays_behind(last, settings):
    settings.MEMORIAL_RETIRED_LANGUAGES = ("az",)

    made = carried(last)

    assert made.languages() == ("en",)
    assert made.citations.get().paragraph == 2


def test_its_author_is_whoever_carries_and_the_trail_says_from_where(last):
    other = making.person("other", "archivist")

    made = carried(last, by=other)

    assert [*Contribution.objects.filter(record=made.pk).values_list("by", flat=True)] == [other.pk]
    event = AuditEvent.objects.get(act="carry")
    assert (event.record, event.by_id) == (made.uuid, other.pk)
    assert event.details == {"carried_from": str(last.uuid), "from_year": 2026, "edition": 1}


def test_its_day_is_as_far_from_the_occurrence_as_it_was():
    eve = last_year.statement(date="2026-01-19")
    with saving(eve.observance, by=making.archivist(), version=eve.observance.version):
        eve.observance.overrides.create(
            year=2027, outcome="moved", date="2027-01-25", instrument=eve.citations.get().source
        )

    assert carried(eve).date == "2027-01-24"
    eve.observance.overrides.update(outcome="not-observed", date=None)
    assert carrying._moved(carrying.standing(eve)[1], eve.observance, 2027) == ""


def test_what_has_been_merged_since_is_named_by_what_stands_for_it(last):
    old, kept = last.places.get(), making.place("Bakı")
    making.published(kept)
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)

    assert [*carried(last).places.all()] == [kept]


def test_transcribed_words_are_evidence_and_not_carried():
    with pytest.raises(NotCarried, match="evidence"):
        carried(last_year.statement(origin="transcribed"))


def test_nothing_is_carried_that_readers_cannot_read_now(last):
    publishing.withdraw(
        last, by=making.publisher(), reason_class="published-in-error", note={"en": "No.", "az": "Yox."}
    )

    with pytest.raises(NotCarried):
        carried(last)


@pytest.mark.parametrize("year", [1, 2026, 2201])
def test_it_is_carried_into_a_later_year(last, year):
    with pytest.raises(NotCarried, match="after"):
        carried(last, year=year)


def test_a_statement_is_begun_once_a_year(last):
    first = carried(last)

    with pytest.raises(DraftedAlready) as refused:
        carried(last)

    assert refused.value.draft == first
    assert carried(last, year=2028).slug == "20-january-2028"


def test_who_may_not_write_statements_carries_none(last):
    with pytest.raises(NotAllowed):
        carried(last, by=making.publisher())

    assert Statement.objects.count() == 1


def test_what_is_carried_for_an_observance_is_the_last_of_ours_that_readers_have(last):
    making.statement("A draft", issuers=[], observance=last.observance, year=2026)
    making.published(
        making.statement(
            "Theirs",
            issuers=[last.issued_by.get().institution],
            observance=last.observance,
            year=2026,
            origin="transcribed",
            sources=[last.citations.get().source],
        )
    )

    assert carrying.last_statements(last.observance, before=2027) == [last]
    assert carrying.last_statements(last.observance, before=2026) == []


def test_a_deleted_draft_takes_along_what_was_confirmed_of_it(last):
    made = carried(last)
    confirming.confirm(made, next(Carrying.of(made).unconfirmed()).digest, by=making.archivist())

    deleting.delete(made, by=making.archivist(), version=made.version)

    assert [model.objects.exists() for model in (Carried, Confirmation)] == [False, False]


def test_of_two_statements_of_one_form_and_year_each_is_carried_once(last):
    issuers = [one.institution for one in last.issued_by.all()]
    second = making.statement("To the families", issuers=issuers, observance=last.observance, year=last.year)
    making.published(second)
    made = carried(last)

    assert carried(second) != made
    for one in (last, second):
        with pytest.raises(DraftedAlready):
            carried(one)


def test_whoever_held_an_office_then_is_found_by_name():
    for title, since in (("Ana Quliyeva", ""), ("Vidadi Rzayev", "2031")):
        made = making.human(title)
        made.texts.all().delete()
        made.names.create(text=title, language="en", sort="official", since=since)
        with saving(made, by=making.archivist(), version=made.version):
            made.save()
    said = "<p>President Ana Quliyeva spoke, and Minister Vidadi Rzayev.</p>\n<p>We remember.</p>"
    draft = carried(last_year.statement(body=said))
    passage = Carrying.of(draft).passage("en", "p1")

    assert [(one.rule, one.words) for one in passage.findings] == [("office", "President Ana Quliyeva")]
