"""What is written once stays as it is: against the ORM, against raw SQL, after all migrations."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from archive import clock, guards
from archive.editions.models import Edition, LedgerEntry, Release, StoredPayload
from archive.editorial import comments, merging, publishing, second_opinions, sensitivity
from archive.editorial.carried import Confirmation, ConfirmedIn
from archive.editorial.models import HeldLabel
from archive.editorial.problems import EVERYWHERE
from archive.editorial.submissions import Submissions
from tests import making
from tests.kept import kept

APPEND_ONLY = sorted(
    (model for model in apps.get_app_config("archive").get_models() if issubclass(model, guards.AppendOnly)),
    key=lambda model: model.__name__,
)


@kept
def happened() -> None:
    """At least one row in every append-only table."""
    place = making.place("Shusha")
    making.published(place)
    making.change(place, title="Shusha town")
    making.scheduled(place, making.release(), change="minor")
    making.captured(making.source())
    making.picture()
    alone = making.approved_alone(making.institution())
    done = second_opinions.approved_alone(alone.review)
    second_opinions.confirm(done, by=making.reviewer())
    other = making.place("Shushi", by=making.person("merger", "archivist"))
    merging.merge(other, into=place, by=making.archivist(), seen=merging.plan(other, into=place).seen)
    HeldLabel.objects.create(candidate=making.submitted(making.place("Lachin")), named=alone)
    doubtful = making.place("Agdam")
    doubtful.names.create(text="Akna", language="en", sort="other")
    said = comments.comment(making.approved(doubtful), EVERYWHERE, words="Who says so?", by=making.reviewer())
    comments.resolve(said, by=making.archivist())
    sensitivity.sign(said.candidate, by=making.reviewer(), digest=said.candidate.digest)
    carried = {"version": 1, "rule": "carried", "language": "en", "place": "p1", "digest": "0", "at": clock.now()}
    read = Confirmation.objects.create(statement=making.statement(issuers=[]), by=making.archivist(), **carried)
    ConfirmedIn.objects.create(candidate=said.candidate, confirmation=read)


@pytest.fixture
def history(db):
    happened()
    connection.check_constraints()  # PostgreSQL truncates nothing while foreign keys wait to be checked


def raw(statement: str, *values) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_the_tables_that_are_written_once_are_these():
    assert [model.__name__ for model in APPEND_ONLY] == [
        "Acknowledgement",
        "Address",
        "Answer",
        "AuditEvent",
        "BroughtIn",
        "Candidate",
        "CandidateAuthor",
        "CapturedCopy",
        "Comment",
        "ConfirmedIn",
        "Contribution",
        "Edition",
        "HeldLabel",
        "LedgerEntry",
        "PictureFile",
        "Review",
        "SecondOpinion",
        "SensitivityReview",
        "StoredPayload",
    ]


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_rows_written_once_refuse_raw_sql(history, model):
    table, columns = model._meta.db_table, [field.column for field in model._meta.local_fields]
    key = model._meta.pk.column
    before = list(model.objects.order_by("pk").values())
    assert before

    attacks = [f"UPDATE {table} SET {column} = {column}" for column in columns] + [f"DELETE FROM {table}"]
    if connection.vendor == "postgresql":
        attacks.append(f"TRUNCATE {table} CASCADE")
        updates = ", ".join(f"{column} = EXCLUDED.{column}" for column in columns)
        attacks.append(f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT ({key}) DO UPDATE SET {updates}")
    else:
        attacks.append(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")
        attacks.append(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")
    for attack in attacks:
        with pytest.raises(IntegrityError, match="written once"):
            raw(attack)

    assert list(model.objects.order_by("pk").values()) == before


@pytest.mark.sqlite
def test_replacing_a_row_by_another_of_its_unique_keys_is_refused(history):
    raw("PRAGMA recursive_triggers = OFF")
    attack = (
        "INSERT OR REPLACE INTO archive_address (id, kind, slug, record) "
        "SELECT id + 1000, kind, slug, record FROM archive_address"
    )

    with pytest.raises(IntegrityError, match="written once"):
        raw(attack)


@pytest.mark.parametrize("model", APPEND_ONLY)
def test_rows_written_once_refuse_the_orm(history, model):
    row = model.objects.first()
    field = model._meta.local_fields[-1].attname

    for attempt in (
        row.save,
        row.delete,
        model.objects.all().delete,
        lambda: model.objects.update(**{field: getattr(row, field)}),
        lambda: model.objects.bulk_update([row], [field]),
    ):
        with pytest.raises(guards.Frozen):
            attempt()


def test_what_somebody_confirmed_is_never_changed(history):
    for attack in ("UPDATE archive_confirmation SET by_id = by_id", "UPDATE archive_confirmation SET digest = '1'"):
        with pytest.raises(IntegrityError, match="never changed"):
            raw(attack)


def test_the_database_knows_that_an_edition_was_approved(history):
    submitted = making.submitted(making.place("Other"))
    release = making.release()

    with pytest.raises(IntegrityError, match="second person approved"), transaction.atomic():
        Edition.objects.create(
            record=submitted.record.uuid,
            kind="place",
            payload=StoredPayload.objects.create(digest=submitted.digest, content=submitted.content),
            change="first",
            release=release,
            candidate=submitted.uuid,
        )


def test_a_release_moves_only_through_the_ledger(history):
    release = Release.objects.latest("id")

    for attack in (
        "UPDATE archive_release SET instant = '2001-01-01 00:00:00+00:00'",
        "UPDATE archive_release SET title = 'Other'",
        "DELETE FROM archive_release",
    ):
        with pytest.raises(IntegrityError, match="release"):
            raw(attack)

    assert Release.objects.get(pk=release.pk).instant == release.instant


def test_a_release_that_has_happened_never_moves(history):
    edition = making.published(making.place("Other"))
    LedgerEntry.objects.create(
        seq=LedgerEntry.objects.latest("seq").seq + 1,
        act="reschedule",
        at=clock.now(),
        by_id=1,
        by_name="Somebody",
        release=edition.release,
        instant=making.release().instant,
        hash="0" * 64,
    )

    with pytest.raises(IntegrityError, match="release"):
        raw("UPDATE archive_release SET instant = %s WHERE id = %s", making.release().instant, edition.release_id)


def test_a_release_does_not_move_back_to_where_it_once_was(db):
    release = making.release(hours=1)
    instants = [release.instant]
    for hours in (2, 3):
        wall = clock.local(clock.now() + timedelta(hours=hours)).replace(tzinfo=None)
        release = publishing.reschedule(release, by=making.publisher(), wall=wall, zone="Asia/Baku", reason="Later.")
        instants.append(release.instant)
    making.published(making.place())

    for column, value in (("instant", instants[1]), ("instant", instants[2]), ("title", "Other"), ("zone", "UTC")):
        with pytest.raises(IntegrityError, match="release"):
            raw(f"UPDATE archive_release SET {column} = %s WHERE id = %s", value, release.pk)


@pytest.mark.sqlite
def test_replacing_a_release_is_refused(history):
    raw("PRAGMA recursive_triggers = OFF")

    with pytest.raises(IntegrityError, match="never replaced"):
        raw("INSERT OR REPLACE INTO archive_release SELECT id, title, wall, zone, '2001-01-01', 0 FROM archive_release")


def test_the_ledger_notices_a_changed_entry(history):
    from archive.editions import ledger

    making.published(making.place("Other"))
    guards.lift(connection)
    raw("UPDATE archive_ledgerentry SET by_name = 'Somebody else' WHERE seq = 2")

    assert ledger.broken_at() == 2


def test_the_ledger_notices_a_changed_payload(history):
    from archive.editions import ledger

    guards.lift(connection)
    raw("UPDATE archive_storedpayload SET content = %s WHERE digest = %s", b"{}", Edition.objects.first().payload_id)

    assert ledger.broken_at() == 1


def test_publishing_through_the_verbs_passes_the_guards(history):
    place = making.place()
    candidate = making.approved(place)

    assert Submissions.read(place).became(candidate) is None
