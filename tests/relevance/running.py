"""One run: the archive, the engines, what they answer."""

from collections.abc import Iterator, Mapping
from typing import Final

from django.db import connection
from django.test.utils import setup_test_environment

from . import asking, baselines, corpus, judging, report
from .asking import Engine
from .judging import Query
from .measuring import Answer, Answers

OURS: Final = "the archive"


def measured(*, noisy: int, each: bool = False) -> Iterator[str]:
    """The report, line by line, at its end of ``each`` query. The database is one of its own and goes with the run."""
    setup_test_environment()
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    contents = corpus.read(noisy=noisy)
    corpus.load(contents)
    queries, readable = judging.read(), corpus.readable(contents)
    yield f"{len(queries)} queries over {len(readable)} records, on {connection.vendor}"
    yield from baselines.missing()
    yield ""
    engines: dict[str, Engine] = {OURS: asking.product, **dict(baselines.engines(queries))}
    found = {name: answers(engine, queries, readable) for name, engine in engines.items()}
    yield from report.lines(found)
    if each:
        yield from report.each(found[OURS])


def answers(engine: Engine, queries: tuple[Query, ...], readable: Mapping[str, frozenset[str]]) -> Answers:
    return Answers(tuple(Answer(query, engine(query), query.grades(readable)) for query in queries))
