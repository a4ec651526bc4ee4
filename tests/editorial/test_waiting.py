"""Acts of several people at once, on PostgreSQL: whoever waits for somebody is not waited for by them."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection, connections, transaction

from archive.editions.models import Edition
from archive.editorial import claiming, publishing, reviewing
from archive.editorial.models import Candidate
from archive.records.persons import Person
from archive.records.saving import saving
from tests import making

# SQLite has one writer at a time.
pytestmark = pytest.mark.postgresql

WAITING = "SELECT COUNT(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def person(committed) -> Person:
    source = making.source()
    making.published(source)
    event = making.entry("Event", sources=[source])
    making.published(event)
    person = making.human(parts=[{"role": "witness", "entry": event, "source": source}])
    making.published(person)
    return person


def naming(person: Person):
    issuer = making.institution()
    making.published(issuer)
    return making.statement(issuers=[issuer], body=f'<p><a data-record="{person.uuid}">Zərifə Orucova</a> spoke.</p>')


@contextmanager
def beside(act: Callable[[], object]) -> Iterator[Callable[[], None]]:
    """Lets the block say when ``act`` begins on another connection, and go on once that waits for a lock or is done."""
    failed: list[Exception] = []

    def run() -> None:
        try:
            act()
        except Exception as failure:
            failed.append(failure)
        finally:
            connections.close_all()

    def begin() -> None:
        thread.start()
        for _ in range(1_000):
            if not thread.is_alive() or _is_anybody_waiting():
                break
            time.sleep(0.01)

    thread = Thread(target=run)
    try:
        yield begin
    finally:
        thread.join()
    assert failed == []


def _is_anybody_waiting() -> bool:
    with connection.cursor() as cursor:
        return cursor.execute(WAITING).fetchone()[0] > 0


def published(candidate: Candidate) -> Edition:
    return publishing.publish(candidate, by=making.publisher(), digest=candidate.digest)


def test_a_person_may_be_published_while_somebody_publishes_what_names_them(person):
    statement = making.approved(naming(person))
    making.change(person, summary="A teacher.")
    correction = making.approved(person, change="minor")

    with beside(lambda: published(statement)) as they_begin, transaction.atomic():
        claiming.claimed([correction])
        they_begin()
        published(correction)

    assert Edition.objects.filter(record__in=(person.uuid, statement.record.uuid)).count() == 3


def test_a_person_may_be_saved_while_somebody_submits_what_names_them(person):
    statement = naming(person)
    by, version = making.archivist(), statement.version

    submitting = beside(lambda: reviewing.submit(statement, by=by, version=version))
    with submitting as they_begin, saving(person, by=by, version=person.version):
        they_begin()
        person.died = "1991"
        person.save()

    assert Candidate.objects.filter(record=statement.pk).exists()
