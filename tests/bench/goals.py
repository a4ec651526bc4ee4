"""What is to be reached, of rows that are no pages: those say it themselves (``pages.Kind``)."""

from typing import Final

# Row → its goal in words.
GOALS: Final = {
    "act: publish": "at most 22 statements, growth 1.15",
    "act: withdraw": "growth 1.2",
    "act: recall": "growth 1.2",
    "act: replace": "growth 1.2",
    "in process: kept page": "at most 0.1 B",
    "served: kept page": "a fifth of the rate of nginx with a file",
    "served: kept page, 304": "at most 1.5 hellos",
    "served: start": "at most 3 times the bare one",
    "served: memory": "at most 85 MB a worker",
    "spike": "no error, p99 at most 50 ms, fresh within 1 s",
    "database": "at most 25,000 bytes an edition",
    "rebuild_catalogue": "at most 3 ms an edition, in bounded memory",
    "sample": "at most 8,000 ms",
}
