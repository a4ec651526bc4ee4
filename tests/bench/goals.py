"""What is to be reached. Pages say numbers themselves (``pages.Kind``); what else there is to say of a row is here."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

# What was measured of a row, of one archive; and of all rows beside it.
One = Mapping[str, Any]
Beside = Mapping[str, One]


class Goal(NamedTuple):
    """``growth`` is that from the smallest archive to the largest."""

    words: str
    is_reached: Callable[[One, Beside], bool] = lambda one, beside: True
    growth: float | None = None


def _rate(row: str, beside: Beside) -> float:
    """Nothing where it was not measured."""
    found: float = beside.get(row, {}).get("rate", 0)
    return found


def _serves_enough(one: One, beside: Beside) -> bool:
    return bool(one["rate"] >= _rate("peer: nginx, a file", beside) / 5)


def _stands_the_crowd(one: One, beside: Beside) -> bool:
    is_fast = one["rate"] >= 50 * _rate("peer: Wagtail, statements", beside)
    return bool(is_fast and not one["errors"] and one["p99"] <= 50 and one["slowest"] <= 1)


CROWD: Final = Goal("no error, p99 at most 50 ms, fresh within 1 s, 50 times the rate of Wagtail", _stands_the_crowd)
GOALS: Final = {
    "list, deep": Goal(
        "1.3 times the first page", lambda one, beside: one["times"] <= 1.3 * beside["list, first page"]["times"]
    ),
    "act: publish": Goal("at most 22 statements, growth 1.15", lambda one, beside: one["queries"] <= 22, growth=1.15),
    "act: withdraw": Goal("growth 1.2", growth=1.2),
    "act: recall": Goal("growth 1.2", growth=1.2),
    "act: replace": Goal("growth 1.2", growth=1.2),
    "in process: kept page": Goal("10 times the rate of the bare page", lambda one, beside: one["times"] <= 0.1),
    "served: kept page": Goal("a fifth of the rate of nginx with a file", _serves_enough),
    "served: kept page, 304": Goal(
        "at most 1.5 hellos", lambda one, beside: one["median"] <= 1.5 * beside["served: hello"]["median"]
    ),
    "served: start": Goal("at most 3 times the bare one", lambda one, beside: one["times"] <= 3),
    "served: memory": Goal("at most 85 MB a worker", lambda one, beside: max(one["megabytes"]) <= 85),
    "served: memory, readers alone": Goal("at most 85 MB a worker", lambda one, beside: max(one["megabytes"]) <= 85),
    "spike": CROWD,
    "spike, pages shared": CROWD,
    "common words": Goal(
        "0.15 of FTS5's `ORDER BY rank`, 0.05 of `ts_rank_cd`", lambda one, beside: one["share"] <= one["most"]
    ),
    "database": Goal("at most 25,000 bytes an edition", lambda one, beside: one["bytes"] <= 25_000),
    "rebuild_catalogue": Goal("at most 3 ms an edition, in bounded memory", lambda one, beside: one["median"] <= 3),
    "sample": Goal("at most 8,000 ms", lambda one, beside: one["median"] <= 8_000),
}
