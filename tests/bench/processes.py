"""What processes have used: processor time and memory, read from /proc."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

TICK: Final = os.sysconf("SC_CLK_TCK")


def tree(process: int) -> Iterator[int]:
    """``process`` and all that it has started."""
    yield process
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, children.read_text().split()):
            yield from tree(child)


def seconds(process: int) -> float:
    """Of processor that ``process``, all below it, and what of that has ended have used."""
    return sum(_seconds(one) for one in tree(process))


def _seconds(process: int) -> float:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has just ended
        return 0.0
    return sum(map(int, fields[11:15])) / TICK


def database_seconds(postmaster: str = os.environ.get("BENCH_POSTMASTER", "")) -> float:
    """The same of the PostgreSQL server that was started for the bench; nothing for a database in the process.

    By a finer clock than that of ``seconds``, which its processes have as each of them has one thread. What has ended
    is missing, but for the time that the server was told of.
    """
    if not postmaster:
        return 0.0
    return sum(map(_running, tree(int(postmaster)))) + _ended(int(postmaster))


def _running(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def _ended(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[13:15])) / TICK


def megabytes(process: int) -> float:
    """What memory ``process`` has for itself, with its share of what it has in common with others."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
