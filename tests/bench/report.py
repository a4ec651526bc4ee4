"""docs/performance.md: what was measured, beside what is to be reached."""

import os
import platform
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from statistics import median
from typing import Any, Final

from .figures import Measured, Results
from .goals import GOALS, Goal
from .workers import ROOT

CALLED: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
FILE: Final = ROOT / "docs" / "performance.md"
INTRODUCTION: Final = """\
# Performance: what a page costs, at any size

`make bench` fills archives of a thousand and of ten thousand statements, measures every kind of page and every act,
and writes this file. `make bench ARGS="--sizes 1000 10000 100000 --databases sqlite postgresql"` measures more;
`--help` says what else can be chosen. Filled archives are kept in `var/bench`, or in `BENCH_DIR`; delete one to have
it filled anew. Each row is kept there as soon as it is measured: a long run can be made in parts (`--suites`,
`--databases`, `--add`) and be written when all are there (`--write`).

Unless something else is said, a figure is the processor time of a request: the process's own, and on PostgreSQL that of
its server. Other work on the machine changes it little. It is told in **B**: what a bare Django takes for one query and
one template on the same kind of database (`tests/bench/bare.py`), measured just before and just after. Each row is
measured five times so, each time with other pages, and the ratio in the middle counts. Milliseconds differ from one
machine to another, ratios hardly. *Growth* is the largest archive's figure in those of the smallest; where the page
itself has grown, in bytes, it may be as much more. **Bold** is what misses its goal.

The files of a database are read once before, on PostgreSQL by the server too: so it lies in memory, as one
does that is asked all day.

| in an archive of 10,000 statements | |
| --- | --- |
| statements | of half a kilobyte to six, in three languages, one in four with a translation |
| corrected, withdrawn | one in twenty, one in two hundred of them; one in fifty is still a draft or in review |
| sources | 2,000, of which each statement cites three |
| events | 500, every third with figures |
| named by them | 200 institutions, 40 observances, 12 places; the first far oftener than the last |

What is there was written in bulk, as the verbs would: when an archive is filled, some records of each kind live once
more through the verbs, and every row is compared.

A page is measured in its process, without what is kept of it (`memorial.wsgi`); *Served* is what `make serve` answers.
Pages are asked for as browsers ask, which take them packed (`Accept-Encoding: gzip`): the archive's figures have the
packing in them, and the bare Django, which packs nothing, is as it was. *Bytes* are those of the page itself, unpacked.
Until 30 November 2026 the bench did not say that it takes them so, and figures had the unpacking in them that only few
readers ask for: a tenth of a millisecond in a long page.
"""


def write(measured: Measured) -> None:
    FILE.write_text(written(measured), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} is written.")


def written(measured: Measured) -> str:
    labels, results = measured.labels, measured.rows
    databases = list(dict.fromkeys(label.partition(" ")[0] for label in labels))
    parts = [INTRODUCTION]
    for database in databases:
        own = [label for label in labels if label.startswith(database)]
        of_these = {row: {at: one for at, one in found.items() if at in own} for row, found in results.items()}
        parts += [
            *_pages(of_these, own, CALLED[database]),
            *_acts(of_these, own, CALLED[database]),
            *_served(results, own, CALLED[database]),
        ]
    return "\n".join([*parts, *_whole(results), _units(results, labels), _machine(measured.days)]) + "\n"


# --- tables ------------------------------------------------------------------------------------------


def _pages(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    for title, is_desk in (("Pages", False), ("The desk", True)):
        rows = [row for row, found in results.items() if _is_page(found) and row.startswith("desk: ") == is_desk]
        if rows:
            yield f"## {title}, on {database}\n"
            columns = ["page", *map(_size, labels), "goal", "growth", "goal", "queries", "bytes"]
            yield _table(columns, [_page(row, results, labels) for row in rows])


def _page(row: str, results: Results, labels: Sequence[str]) -> list[str]:
    found = results[row]
    goals = next((one["goals"] for one in found.values() if "goals" in one), {})
    last = found.get(labels[-1], {})
    told = [_times(found.get(label, {}), goals, _missed(row, label, results)) for label in labels]
    goal = ", ".join(filter(None, [_goal(goals.get("times")), GOALS[row].words if row in GOALS else ""]))
    grown = _against(_growth(found, labels), _allowed(goals.get("growth"), found, labels))
    queries, size = (_against(last.get(of), goals.get(of), ",d") for of in ("queries", "bytes"))
    return [row.removeprefix("desk: "), *told, goal, grown, _goal(goals.get("growth")), queries, size]


def _acts(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    acts = [row for row, found in results.items() if row.startswith("act: ") and found]
    if acts:
        yield f"## Acts, on {database}\n"
        columns = ["act", "statements", *map(_size, labels), "growth", "goal"]
        yield _table(columns, [_act(row, results, labels) for row in acts])


def _act(row: str, results: Results, labels: Sequence[str]) -> list[str]:
    found, goal = results[row], GOALS.get(row, Goal(""))
    statements = {
        _bold(f"{found[label]['queries']:.0f}", _missed(row, label, results)) for label in labels if label in found
    }
    told = [_times(found.get(label, {}), {}) for label in labels]
    grown = _against(_growth(found, labels), goal.growth)
    return [row.removeprefix("act: "), " / ".join(sorted(statements)), *told, grown, goal.words]


def _served(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    named = (
        "in process: ",
        "after a publication: ",
        "served: ",
        "spike",
        "peer: ",
        "common words",
        "database",
        "rebuild",
    )
    rows = [row for row, found in results.items() if row.startswith(named) and found.keys() & {*labels}]
    if rows:
        yield f"## Served, on {database}\n"
        columns = ["what", *map(_size, labels), "goal"]
        yield _table(columns, [_row(row, results, labels) for row in rows])


def _row(row: str, results: Results, labels: Sequence[str]) -> list[str]:
    told = [_bold(_everything(results[row].get(label, {})), _missed(row, label, results)) for label in labels]
    return [row.removeprefix("served: "), *told, GOALS[row].words if row in GOALS else ""]


def _whole(results: Results) -> Iterator[str]:
    if "sample" in results:
        told = _bold(f"{results['sample']['']['median']:,} ms", _missed("sample", "", results))
        yield "## The sample\n"
        yield f"`make demo` loads it in {told} of processor; {GOALS['sample'].words}.\n"


def _missed(row: str, label: str, results: Results) -> bool:
    """Whether a goal that is no number of the row's own is missed. What was measured once stands beside all."""
    one = results[row].get(label)
    if row not in GOALS or not one or "broken" in one:
        return False
    beside = {other: found.get(label) or next(iter(found.values())) for other, found in results.items() if found}
    return not GOALS[row].is_reached(one, beside)


def _everything(one: Mapping[str, Any]) -> str:
    """All that was measured of a row, in words."""
    parts = (
        ("times", "{:.2f} B"),
        ("median", "{:,.2f} ms"),
        ("rate", "{:,.0f} a second"),
        ("p99", "p99 {:,.0f} ms"),
        ("errors", "{} errors"),
        ("slowest", "fresh after {} s at most"),
        ("share", "{:.2f} of what it takes there"),
        ("bytes", "{:,} bytes"),
    )
    told = [form.format(one[name]) for name, form in parts if name in one]
    told += [f"{megabytes:.0f} MB" for megabytes in one.get("megabytes", ())]
    return ", ".join(told)


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (columns, ["---"] * len(columns), *rows))


def _size(label: str) -> str:
    return label.partition(" ")[2]


def _is_page(found: Mapping[str, Any]) -> bool:
    return any("goals" in one or "broken" in one for one in found.values())


def _times(one: Mapping[str, Any], goals: Mapping[str, float], is_missed: bool = False) -> str:
    if "broken" in one:
        return "**broken**"
    most = 0 if is_missed else goals.get("times")
    return _against(one.get("times"), most)


def _growth(found: Mapping[str, Any], labels: Sequence[str]) -> float | None:
    first, last = (found.get(label, {}).get("times") for label in (labels[0], labels[-1]))
    return last / first if first and last and len(labels) > 1 else None


def _allowed(growth: float | None, found: Mapping[str, Any], labels: Sequence[str]) -> float | None:
    """A page that shows more in the largest archive than in the smallest may take as much more."""
    first, last = (found.get(label, {}).get("bytes") for label in (labels[0], labels[-1]))
    return growth * max(1, last / first) if growth and first and last else growth


def _against(figure: float | None, most: float | None, form: str = ".1f") -> str:
    return "" if figure is None else _bold(format(figure, form), most is not None and figure > most)


def _bold(told: str, is_missed: bool) -> str:
    return f"**{told}**" if is_missed else told


def _goal(figure: float | None) -> str:
    return "" if figure is None else f"{figure:g}"


def _units(results: Results, labels: Sequence[str]) -> str:
    """How long a bare view took, on each database."""
    told = {}
    for label in labels:
        units = [found[label]["unit"] for found in results.values() if found.get(label, {}).get("unit")]
        told.setdefault(CALLED[label.partition(" ")[0]], []).extend(units)
    return "\n".join(f"B was {median(units):.2f} ms on {name}." for name, units in told.items() if units)


# --- where and when ----------------------------------------------------------------------------------


def _machine(days: Sequence[str]) -> str:
    programs = {
        "Python": platform.python_version(),
        "Django": version("django"),
        "granian": version("granian"),
        "SQLite": sqlite3.sqlite_version,
    }
    told = ", ".join(f"{name} {number}" for name, number in programs.items())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    return (
        f"\nMeasured on {' and '.join(days)} with `python -m tests.bench`, on {os.cpu_count()} processors "
        f"({platform.machine()}) and {memory:.0f} GB of memory, with {told}."
    )
