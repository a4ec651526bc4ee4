"""The sample goes through the same door as everything else, and only into an archive nobody works in."""

import stat
from collections import Counter
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db.models import CharField, F, Max
from django.db.models.functions import Length

from archive import clock, copies, markup
from archive.admin.base.sheets import SheetMixin
from archive.admin.urls import site
from archive.catalogue.models import Row
from archive.editions import ledger, payloads
from archive.editions.models import Edition, Interval, LedgerEntry
from archive.editorial import readiness
from archive.editorial.carried import Carrying
from archive.editorial.models import Candidate, Review, State
from archive.editorial.people import User
from archive.editorial.states import states
from archive.importing.sheets import files
from archive.importing.sheets.columns import stored
from archive.importing.sheets.rows import compare
from archive.records.base import Record
from archive.records.contributions import Contribution
from archive.records.sources import Source
from archive.records.statements import Statement
from archive.records.texts import Text
from archive.sample import contents
from tests import making, wholeness
from tests.public.test_light import assert_light
from tests.relevance import floors

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def password_file(monkeypatch, settings, tmp_path):
    """Where the password is kept: in a folder of the test's own, for others load the sample at the same time."""
    monkeypatch.delenv("MEMORIAL_DEMO_PASSWORD", raising=False)
    settings.MEMORIAL_DATA_DIR = tmp_path
    return tmp_path / "demo-password"


def load_sample(*options: str) -> str:
    said = StringIO()
    call_command("load_sample", *options, stdout=said)
    return said.getvalue()


# One test, because loading takes seconds. Its verbs are tried on both databases in other rooms.
@pytest.mark.once
@pytest.mark.long
def test_sample_fills_an_empty_archive_once(client, password_file, monkeypatch, tmp_path):
    sample = contents.read()

    said = load_sample("--once")

    password = password_file.read_text()
    assert said == f"Sign in as archivist, reviewer, publisher, administrator.\nPassword: {password}\n"
    assert stat.S_IMODE(password_file.stat().st_mode) == 0o600
    assert all(person.check_password(password) for person in User.objects.all())
    assert_everything_is_where_it_belongs(sample)
    assert_nothing_is_left_to_be_made_of_pictures()
    assert_three_people_did_it()
    assert_correction_tells_both_figures()
    assert_mentions_lead_somewhere()
    assert_a_copy_is_offered_and_quoted()
    assert_a_draft_from_last_year_is_half_read()
    assert_its_languages_say_the_same_and_each_figure_has_a_source()
    assert_sheets_bring_it_back_unchanged()
    assert_first_visits_are_light(client)
    floors.assert_found_as_well_as_before()
    assert_every_word_fits_its_column()
    wholeness.assert_every_page_is_whole(tmp_path)

    before = (Record.objects.count(), LedgerEntry.objects.count())
    assert load_sample("--once") == said
    with pytest.raises(CommandError, match="is here already"):
        load_sample()
    monkeypatch.setenv("MEMORIAL_DEMO_PASSWORD", "chosen by the operator")
    assert load_sample("--once").endswith("Password: chosen by the operator\n")
    assert User.objects.get(username="reviewer").check_password("chosen by the operator")
    assert (Record.objects.count(), LedgerEntry.objects.count()) == before


def assert_nothing_is_left_to_be_made_of_pictures() -> None:
    said = StringIO()
    call_command("make_derivatives", stdout=said, stderr=StringIO())
    assert said.getvalue() == "Removed: 0, made: 0.\n"


def assert_everything_is_where_it_belongs(sample: contents.Contents) -> None:
    records = Record.objects.all()
    stand = states(records)
    found = {f"{record.kind}/{record.slug}": stand[record.pk] for record in records}
    desk = sample.desk
    expected = dict.fromkeys(sample.entries, State.PUBLISHED)
    expected |= dict.fromkeys(desk.drafts, State.DRAFT) | dict.fromkeys(desk.in_review, State.IN_REVIEW)
    expected |= {one.record: State.RETURNED for one in desk.returned}
    expected |= {one.record: State.SCHEDULED for one in desk.scheduled}
    expected |= {one.record: State.WITHDRAWN for one in desk.withdrawn}
    expected |= {one.record: State.MERGED for one in desk.merged}
    expected |= {one.record.replace("2026", str(one.year)): State.DRAFT for one in desk.begun}
    assert found == expected
    assert Interval.objects.live(clock.now()).count() == Counter(expected.values())[State.PUBLISHED]


def assert_its_languages_say_the_same_and_each_figure_has_a_source() -> None:
    """What is doubted of them here would be a false alarm; but for what waits to be carried forward."""
    rules = {
        "languages-disagree",
        "dates-disagree",
        "names-disagree",
        "figure-without-source",
        "name-spelled-otherwise",
    }
    raised = ((record, one) for record in Record.objects.all() for one in readiness.doubts(record) if one.rule in rules)
    begun = "27-september-2027-memorial-archive"
    assert [(record.slug, one.message) for record, one in raised if record.slug != begun] == []


def assert_three_people_did_it() -> None:
    def names(manager, field: str) -> set[str]:
        return set(manager.values_list(field, flat=True))

    assert names(Candidate.objects, "submitted_by__username") == {"archivist"}
    assert names(Review.objects, "by__username") == {"reviewer"}
    assert names(LedgerEntry.objects, "by_name") == {"Sample publisher"}
    assert ledger.broken_at() is None
    assert not Contribution.objects.filter(saved_rows=None, version__lt=F("record__version")).exists()


def assert_correction_tells_both_figures() -> None:
    record = Record.objects.get(slug="20-january-2024-memorial-archive")
    first, second = (
        payloads.from_bytes(bytes(edition.payload.content))
        for edition in Edition.objects.filter(record=record.uuid).order_by("pk")
    )
    words = [" ".join(markup.plain(block.html) for block in payload.texts["en"].blocks) for payload in (first, second)]
    assert ["147" in text for text in words] == [True, False]
    assert ["150 killed" in text for text in words] == [False, True]
    assert (second.change.kind, sorted(second.change.note)) == ("correction", ["az", "en", "ru"])


def assert_mentions_lead_somewhere() -> None:
    uuids = {str(uuid) for uuid in Record.objects.values_list("uuid", flat=True)}
    bodies = [body for body in Text.objects.values_list("body", flat=True) if "<a" in body]
    assert bodies
    assert {mention for body in bodies for mention in markup.mentions(body)} <= uuids
    assert not [body for body in bodies if "record.invalid" in body or body != markup.clean(body)]


def assert_a_copy_is_offered_and_quoted() -> None:
    note = Source.objects.get(slug="note-on-the-figures-of-20-january")
    (cited,) = note.cited_by.all()
    with copies.opened(note.offered_copy.sha256) as file:
        words = " ".join(file.read().decode().split())
    assert cited.quotation in words


def assert_a_draft_from_last_year_is_half_read() -> None:
    draft = Statement.objects.get(year=2027, carried__isnull=False)
    waiting = [*Carrying.of(draft).unconfirmed()]
    assert {one.language for one in draft.confirmations.all()} == {"az"}
    assert {one.language for one in waiting} == {"en", "ru"}
    assert "27 sentyabr 2020-ci ildən 7 il keçir." in draft.texts.get(language="az").body
    assert [one.proposals for one in waiting if one.proposals]


def assert_every_word_fits_its_column() -> None:
    """SQLite takes longer ones; PostgreSQL does not."""
    fields = [field for model in apps.get_models() for field in model._meta.concrete_fields]
    limited = [field for field in fields if isinstance(field, CharField) and field.max_length]
    longest = {
        field: field.model._base_manager.aggregate(found=Max(Length(field.name)))["found"] or 0 for field in limited
    }
    assert sum(map(bool, longest.values())) > 50
    assert [str(field) for field, found in longest.items() if found > field.max_length] == []


def assert_sheets_bring_it_back_unchanged() -> None:
    for model in (admin.model for admin in site._registry.values() if isinstance(admin, SheetMixin)):
        content = files.write(stored(model), model, format="csv")
        outcome = compare(files.read(content, model), model, repeated={})
        assert (outcome.changes, outcome.faults, outcome.unchanged) == ((), (), model.objects.count())


def assert_first_visits_are_light(client) -> None:
    for row in Row.objects.live(clock.now()).filter(kind="statement"):
        assert_light(client, f"/ru/statements/{row.slug}/")
    for language in ("az", "en", "ru"):
        for address in ("", "timeline/", "timeline/night-of-19-20-january-1990/", "observances/20-january/"):
            assert_light(client, f"/{language}/{address}")


def test_sample_stays_out_of_an_archive_in_use(password_file):
    making.place()

    with pytest.raises(CommandError, match="This archive is not empty"):
        load_sample("--once")

    assert not password_file.exists()
    assert Record.objects.count() == 1


def test_sample_gives_nobody_a_new_password(password_file):
    making.administrator()

    with pytest.raises(CommandError, match="This archive is not empty"):
        load_sample()

    assert User.objects.get(username="administrator").check_password(making.PASSWORD)
