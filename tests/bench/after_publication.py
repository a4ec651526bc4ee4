"""What the first reader of a page waits for after something was published: what was kept of it is known no more."""

from collections import defaultdict
from statistics import median
from time import process_time
from typing import Final

from tests.bench import processes
from tests.bench.asking import Ask
from tests.bench.publisher import Publisher

# In the order in which they are asked for: what all have in common is made for the first.
PAGES: Final = {
    "list": "/en/statements/",
    "another list": "/en/sources/",
    "home": "/en/",
    "timeline": "/en/timeline/",
    "a statement": "/en/statements/statement-7/",
    "an observance": "/en/observances/observance-0/",
    "search, common word": "/en/search/?q=statement",
    "search, a name": "/en/search/?q=shusha",
    "search, rare word": "/en/search/?q=qualoperwil",
}


def measured(ask: Ask, times: int) -> dict[str, dict[str, float]]:
    """Page → milliseconds of processor, the middle of so many ``times``. It stays in the archive."""
    publisher, spent = Publisher(ask), defaultdict[str, list[float]](list)
    for number in range(times + 1):
        publisher.correct(f"for the {number}. time")
        for page, address in PAGES.items():
            before = _seconds()
            ask(address)
            spent[page].append((_seconds() - before) * 1000)
    return {page: {"median": round(median(found[1:]), 2)} for page, found in spent.items()}


def _seconds() -> float:
    return process_time() + processes.database_seconds()
