"""How well the search has to find at least, over the sample alone: a little less well than it does."""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

from archive.sample import contents

from . import asking, judging
from .corpus import readable
from .judging import Query
from .measuring import Answer, Answers

# Of every third judged query.
EACH: Final = 3
NDCG: Final = 0.86
RECALL: Final = 0.86
FIRST: Final = 0.98
# The sample has little that is useful for these.
USELESS: Final = 4


def assert_found_as_well_as_before() -> None:
    """The archive holds the sample and nothing else."""
    known = readable(contents.read())
    queries = [_of_the_sample(query, known) for query in judging.read()[::EACH]]
    answers = Answers(tuple(Answer(query, asking.product(query), query.grades(known)) for query in queries))
    assert answers.ndcg >= NDCG
    assert answers.recall >= RECALL
    assert answers.first >= FIRST
    assert len(answers.useless) <= USELESS


def _of_the_sample(query: Query, known: Collection[str]) -> Query:
    grades = {key: grade for key, grade in query.need.grades.items() if key in known}
    thing = query.need.thing if query.need.thing in known else ""
    return replace(query, need=replace(query.need, thing=thing, grades=grades))
