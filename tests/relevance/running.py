"""One run: the archive, the engines, what they answer."""

import gc
from collections.abc import Iterator, Mapping
from random import Random
from statistics import median
from time import process_time
from typing import Final
from unittest.mock import patch

from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment

from archive import kept

from . import asking, baselines, corpus, hostile, judging, report
from .asking import Engine
from .judging import Need, Query
from .measuring import Answer, Answers

OURS: Final = "the archive"
# So many of the slowest questions.
ASKED_AGAIN: Final = 200
NOTHING: Final = Need(about="nothing", thing="", grades={})


def measured(*, noisy: int, each: bool = False, siege: int = 0) -> Iterator[str]:
    """The report, line by line, at its end of ``each`` query, and of a ``siege`` by so many hostile ones. The database
    is one of its own and goes with the run.
    """
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    contents = corpus.read(noisy=noisy)
    # Keys that chance gives decide between equals: they are the same each time.
    chance = Random(1)
    with patch("os.urandom", chance.randbytes), patch("secrets.choice", chance.choice):
        corpus.load(contents)
    queries, readable = judging.read(), corpus.readable(contents)
    yield f"{len(queries)} queries over {len(readable)} records, on {connection.vendor}"
    yield from baselines.missing()
    yield ""
    engines: dict[str, Engine] = {OURS: asking.product, **dict(baselines.engines(queries))}
    found = {name: answers(engine, queries, readable) for name, engine in engines.items()}
    yield from report.lines(found)
    for called, file in judging.FURTHER.items():
        yield report.further(called, answers(asking.product, judging.read(file), readable))
    if each:
        yield from report.each(found[OURS])
    if siege:
        yield from besieged(siege, queries)


def answers(engine: Engine, queries: tuple[Query, ...], readable: Mapping[str, frozenset[str]]) -> Answers:
    return Answers(tuple(Answer(query, engine(query), query.grades(readable)) for query in queries))


def besieged(many: int, queries: tuple[Query, ...]) -> Iterator[str]:
    """What ``many`` hostile questions take, beside the judged ones: each is asked once, and the slowest once more, as
    others use the processor as well. Raises what the search does.

    What the run has in memory by then is looked through for garbage no more, as in a process that serves, and before a
    question is asked once more all garbage is gone: else whichever it falls on takes twice as long.
    """
    asked = [Query(typed=typed, language="en", kind="none", need=NOTHING) for typed in hostile.questions(many)]
    kept.forget()
    gc.collect()
    gc.freeze()
    usual = median(map(_seconds, queries))
    slow = sorted(((_seconds(query), number) for number, query in enumerate(asked)), reverse=True)[:ASKED_AGAIN]
    slowest, number = max((min(seconds, _seconds_anew(asked[one], queries[0])), one) for seconds, one in slow)
    yield f"{many} hostile questions, none an error. The slowest took {slowest / usual:.1f} times a judged one:"
    yield f"  {asked[number].typed!r}"
    if many > ASKED_AGAIN:
        yield f"What was asked only once took {slow[-1][0] / usual:.1f} times at most."


def _seconds_anew(query: Query, before: Query) -> float:
    """With nothing kept but what every search needs, which is asked ``before``."""
    kept.forget()
    gc.collect()
    _seconds(before)
    return _seconds(query)


def _seconds(query: Query) -> float:
    """Of the processor."""
    begun = process_time()
    answer = Client().get(f"/{query.reader}/search/", {"q": query.typed})
    if answer.status_code not in (200, 400):
        raise AssertionError(f"The search answered {answer.status_code} to {query.typed!r}.")
    return process_time() - begun
