"""The ledger under two publishers at once."""

import time
from threading import Barrier, Thread

from django.db import connection, connections

from archive import clock
from archive.catalogue import listing, rebuilding
from archive.editions import ledger, reading
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


def test_rebuilding_loses_nothing_that_is_published_meanwhile(committed):
    by, candidates = making.publisher(), [making.approved(making.place(f"Place {number}")) for number in range(3)]
    publishing.publish(candidates[0], by=by, digest=candidates[0].digest)

    def before_emptying(execute, sql, *rest):
        if sql.startswith("DELETE"):
            time.sleep(0.2)  # time enough for others to publish
        return execute(sql, *rest)

    def rebuild() -> int:
        with connection.execute_wrapper(before_emptying):
            return rebuilding.rebuild()

    at_once(rebuild, *[lambda one=one: publishing.publish(one, by=by, digest=one.digest) for one in candidates[1:]])

    assert listing.find(reading.at(clock.now()), listing.Query(), reader="en").total == 3
