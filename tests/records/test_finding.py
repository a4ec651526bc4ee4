"""What the desk finds records by: how words begin, however they are spelled, and always those that are stored now."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from archive import names
from archive.editorial import deleting, merging
from archive.records import finding
from archive.records.base import Record
from archive.records.names import Name
from archive.records.saving import saving
from archive.records.texts import Text
from archive.word_index import FEW_WORDS
from tests import making
from tests.indexes import indexed

pytestmark = pytest.mark.django_db

SQUARE = "town-square"


def found(written: str, kind: str = "") -> str:
    """The addresses of what is called so."""
    records = Record.objects.filter(kind=kind) if kind else Record.objects.all()
    called = finding.called(records.order_by("slug"), names.query_terms(written), kind=kind)
    return " ".join(called.records.values_list("slug", flat=True))


def stored() -> dict[int, list[str]]:
    """The words of each record, by its key, as the database keeps them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT record_id, folded FROM {finding.TABLE}")
        return {key: sorted(folded.split()) for key, folded in cursor.fetchall()}


def words_of(*records: Record) -> dict[int, list[str]]:
    """The same from what is stored of the records themselves."""
    return {record.pk: sorted(_words_of(record)) for record in records}


def _words_of(record: Record):
    record = Record.objects.get(pk=record.pk)
    yield finding.marker(record.kind)
    yield from record.slug.split("-")
    for called in (*record.texts.all(), *record.names.all()):
        yield from called.folded.split()


@pytest.fixture(params=["few", "many"])
def any_way(request, monkeypatch) -> None:
    """Looked up in the index, or met while going through all."""
    if request.param == "many":
        monkeypatch.setattr(finding, "FEW", 0)


def test_a_record_is_found_by_how_words_of_its_titles_names_and_address_begin(any_way):
    making.place({"az": "Şuşa şəhəri", "ru": "Город Шуша"}, names=[("az", "Pənahabad")], slug="old-town")
    making.source("2 783 nəfər: Dağlıq-Qarabağ’ın siyahısı", slug="list")
    town = ("susa", "ŞUŞA", "Şuş", "шуша", "penah", "old-town", "TOWN", "susa Pənahabad гор town")
    numbers = ("2783", "2,783", "2 783", "27")
    of_list = (*numbers, "daglıq", "qarabag", "Dağlıq-Qarabağ", "Qarabağ’ın", "siyah nefer")
    neither = ("usa", "abad", "пенах", "susanin", "783", "susa siyah", "nowhere")

    answers = {written: found(written) for written in (*town, *of_list, *neither)}

    assert answers == dict.fromkeys(town, "old-town") | dict.fromkeys(of_list, "list") | dict.fromkeys(neither, "")


@pytest.mark.parametrize("times", [1, FEW_WORDS - 1, FEW_WORDS, 3 * FEW_WORDS])
def test_few_words_that_begin_alike_are_found_as_many_are(times):
    slugs = [f"{number:03}" for number in range(times)]
    for slug in slugs:
        making.place(f"Qala{slug}", slug=slug)
    making.place("Qal", slug="shorter"), making.place("Qalb", slug="another"), making.place("Qam", slug="behind")

    assert (found("qala"), found("qala000"), found("qala0 000")) == (" ".join(slugs), "000", "000")
    assert (found("qal"), found("qalb"), found("qalz")) == (" ".join((*slugs, "another", "shorter")), "another", "")


def test_records_are_found_among_those_of_their_kind(any_way):
    making.place("Memory", slug="a"), making.institution("Memory", slug="b"), making.source("Memory", slug="c")

    assert [found("memory", kind) for kind in ("", "place", "source", "timeline-entry")] == ["a b c", "a", "c", ""]
    assert (found("place"), found(finding.marker("place"))) == ("", "")


def test_signs_of_search_engines_are_no_words(any_way):
    making.place("Town Square", slug=SQUARE)
    making.place("Near or not", slug="near")
    hostile = {
        **dict.fromkeys(
            ('"town"', "town*", "-town", "^town", "town:*", "%town%", "town_square", "town\\"), "town-square"
        ),
        **dict.fromkeys(("town\x00", "'town' --", "town & !square", "town:square", "(town", "{town}"), "town-square"),
        **dict.fromkeys(
            ("NEAR(town square)", "town AND square", "town OR near", "x" * 10_000, "town " * 2000 + "x"), ""
        ),
    }

    assert {written: found(written) for written in hostile} == hostile


# --- always those that are stored now ----------------------------------------------------------------


def test_words_are_in_step_with_what_is_saved_renamed_and_removed():
    place = making.place({"en": "Shusha", "az": "Şuşa"}, names=[("ru", "Шуша")], slug="shusha")
    other = making.institution("Museum", slug="museum")
    assert stored() == words_of(place, other)

    making.change(place, title="Shushi")
    assert (found("shusha"), found("shushi")) == ("shusha", "shusha")  # of its address as well
    with saving(place, by=making.archivist(), version=place.version):
        place.slug = "fortress"
        place.save()
        place.names.get().delete()
        Name.objects.create(record=place, language="en", text="Panahabad")
        place.texts.get(language="az").delete()
    assert (found("shusha"), found("шуша"), found("susa"), found("fortr panahabad")) == ("", "", "", "fortress")

    Text.objects.filter(record=place).update(record=other, language="ru")
    assert found("shushi") == "museum"
    assert stored() == words_of(place, other)
    assert is_whole()


def test_words_are_in_step_with_a_merger_and_gone_with_a_draft_that_is_deleted():
    old, kept = making.place({"en": "Shushi", "az": "Şuşa"}), making.place("Shusha", slug="kept")
    merging.merge(old, into=kept, by=making.archivist(), seen=merging.plan(old, into=kept).seen)
    draft = making.place("Qorxmaz", names=[("ru", "Горхмаз")], slug="draft")
    assert (found("shushi susa shusha"), found("qorx горх draft")) == ("kept", "draft")

    deleting.delete(draft, by=making.archivist(), version=draft.version)

    assert stored() == words_of(old, kept)
    assert found("qorxmaz") == ""
    assert is_whole()


def test_what_was_written_while_no_trigger_kept_step_is_brought_in_step_by_migrating():
    place, draft = making.place("Shusha", slug="place"), making.place("Draft")
    finding.lift_before_migrate(sender=None, using="default")
    Text.objects.filter(record=place).update(folded="renamed")
    new = making.place("New", slug="new")
    deleting.delete(draft, by=making.archivist(), version=draft.version)
    assert (found("renamed"), found("new")) == ("", "")

    finding.install_after_migrate(sender=None, using="default")

    assert stored() == words_of(place, new)
    assert (found("renamed"), found("new")) == ("place", "new")
    making.change(place, title="As always")
    assert found("always") == "place"
    assert is_whole()


def test_words_that_triggers_kept_in_step_are_not_looked_at_when_nothing_is_migrated():
    making.place("Shusha")

    with CaptureQueriesContext(connection) as asked:
        finding.lift_before_migrate(sender=None, using="default", plan=[])
        finding.install_after_migrate(sender=None, using="default", plan=[])

    assert not [one for one in asked.captured_queries if f"{finding.GONE} NOT IN" in one["sql"]]
    assert found("shusha")


def is_whole() -> bool:
    """Whether records are found by the words that are stored of them, and by no others."""
    return indexed(finding.WORDS) == {(key, word) for key, words in stored().items() for word in words}
