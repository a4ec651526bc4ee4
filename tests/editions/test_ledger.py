"""The ledger under two publishers at once."""

from threading import Barrier, Thread

from django.db import connections

from archive.editions import ledger
from archive.editions.acts import Refused
from archive.editions.models import Edition, LedgerEntry
from archive.editorial import publishing
from tests import making


def at_once(*acts) -> list:
    """Run ``acts`` in as many threads, each with its own connection; returns what each gave or refused."""
    start, answers = Barrier(len(acts)), [None] * len(acts)

    def run(number: int) -> None:
        try:
            start.wait()
            answers[number] = acts[number]()
        except Refused as refused:
            answers[number] = refused
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_two_who_publish_the_same_candidate_make_one_edition(committed):
    candidate, by = making.approved(making.place()), making.publisher()

    answers = at_once(*[lambda: publishing.publish(candidate, by=by, digest=candidate.digest)] * 4)

    assert Edition.objects.count() == 1
    assert sorted(type(answer).__name__ for answer in answers) == ["AlreadyPublished"] * 3 + ["Edition"]
    assert ledger.broken_at() is None


def test_publishers_of_different_records_follow_each_other_without_a_gap(committed):
    by = making.publisher()
    candidates = [making.approved(making.place(f"Place {number}")) for number in range(4)]

    at_once(*[lambda one=one: publishing.publish(one, by=by, digest=one.digest) for one in candidates])

    assert list(LedgerEntry.objects.values_list("seq", flat=True)) == [1, 2, 3, 4]
    assert ledger.broken_at() is None
    moments = list(LedgerEntry.objects.values_list("at", flat=True))
    assert moments == sorted(set(moments))
