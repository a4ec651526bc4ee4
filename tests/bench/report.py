"""docs/performance.md: what was measured, beside what is to be reached."""

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from importlib.metadata import version
from typing import Any, Final

from .goals import GOALS
from .running import Results
from .workers import ROOT

FILE: Final = ROOT / "docs" / "performance.md"
INTRODUCTION: Final = """\
# Performance: what a page costs, at any size

`make bench` fills archives of a thousand and of ten thousand statements, measures every kind of page and every act,
and writes this file. `make bench ARGS="--sizes 1000 10000 100000 --databases sqlite postgresql"` measures more;
`--help` says what else can be chosen. Filled archives are kept in `var/bench`, or in `BENCH_DIR`; delete one to have
it filled anew.

Unless something else is said, a figure is the processor time of a request: the process's own, and on PostgreSQL that of
its server. Other work on the machine changes it little. It is told in **B**: what a bare Django takes for one query and
one template (`tests/bench/bare.py`), measured just before and just after each row. Milliseconds differ from machine to
machine, ratios hardly. *Growth* is the largest archive's figure in those of the smallest. **Bold** is what misses its
goal.

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
"""


def write(results: Results, labels: Sequence[str]) -> None:
    FILE.write_text(written(results, labels), encoding="utf-8")
    print(f"{FILE.relative_to(ROOT)} is written.")


def written(results: Results, labels: Sequence[str]) -> str:
    databases = list(dict.fromkeys(label.partition(" ")[0] for label in labels))
    parts = [INTRODUCTION]
    for database in databases:
        own = [label for label in labels if label.startswith(database)]
        of_these = {row: {at: one for at, one in found.items() if at in own} for row, found in results.items()}
        called = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[database]
        parts += [*_pages(of_these, own, called), *_acts(of_these, own, called), *_served(of_these, own, called)]
    return "\n".join([*parts, *_whole(results), _machine()]) + "\n"


# --- tables ------------------------------------------------------------------------------------------


def _pages(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    for title, is_desk in (("Pages", False), ("The desk", True)):
        rows = {row: found for row, found in results.items() if _is_page(found) and row.startswith("desk: ") == is_desk}
        if rows:
            yield f"## {title}, on {database}\n"
            columns = ["page", *map(_size, labels), "goal", "growth", "goal", "queries", "bytes"]
            yield _table(columns, [_page(row.removeprefix("desk: "), found, labels) for row, found in rows.items()])


def _page(row: str, found: Mapping[str, Any], labels: Sequence[str]) -> list[str]:
    last = found.get(labels[-1], {})
    most, growth = last.get("most"), last.get("growth")
    told = [_times(found.get(label, {}), most) for label in labels]
    grown = _growth(found, labels)
    queries, size = last.get("queries", ""), last.get("bytes")
    return [row, *told, _goal(most), _against(grown, growth), _goal(growth), str(queries), f"{size:,}" if size else ""]


def _acts(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    acts = {row.removeprefix("act: "): found for row, found in results.items() if row.startswith("act: ")}
    if any(acts.values()):
        yield f"## Acts, on {database}\n"
        columns = ["act", "statements", *map(_size, labels), "growth", "goal"]
        yield _table(columns, [_act(row, found, labels) for row, found in acts.items()])


def _act(row: str, found: Mapping[str, Any], labels: Sequence[str]) -> list[str]:
    statements = " / ".join(dict.fromkeys(f"{found[label]['queries']:.0f}" for label in labels))
    told = [_times(found[label], None) for label in labels]
    return [row, statements, *told, _against(_growth(found, labels), None), GOALS.get(f"act: {row}", "")]


def _served(results: Results, labels: Sequence[str], database: str) -> Iterator[str]:
    named = ("in process: ", "served: ", "spike", "peer: ", "database", "rebuild")
    rows = {row: found for row, found in results.items() if row.startswith(named) and found}
    if rows:
        yield f"## Served, on {database}\n"
        columns = ["what", *map(_size, labels), "goal"]
        yield _table(columns, [_row(row.removeprefix("served: "), row, found, labels) for row, found in rows.items()])


def _row(called: str, row: str, found: Mapping[str, Any], labels: Sequence[str]) -> list[str]:
    return [called, *(_everything(found.get(label, {})) for label in labels), GOALS.get(row, "")]


def _whole(results: Results) -> Iterator[str]:
    if "sample" in results:
        yield "## The sample\n"
        yield f"`make demo` loads it in {results['sample']['']['median']:,} ms of processor; {GOALS['sample']}.\n"


def _everything(one: Mapping[str, Any]) -> str:
    """All that was measured of a row, in words."""
    parts = (
        ("times", "{:.2f} B"),
        ("median", "{:,.2f} ms"),
        ("rate", "{:,.0f} a second"),
        ("p99", "p99 {:,.0f} ms"),
        ("errors", "{} errors"),
        ("slowest", "fresh after {} s at most"),
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
    return any("statuses" in one or "broken" in one for one in found.values())


def _times(one: Mapping[str, Any], most: float | None) -> str:
    return _against(one.get("times"), most) if "broken" not in one else "**broken**"


def _growth(found: Mapping[str, Any], labels: Sequence[str]) -> float | None:
    first, last = (found.get(label, {}).get("times") for label in (labels[0], labels[-1]))
    return last / first if first and last and first is not last else None


def _against(figure: float | None, most: float | None) -> str:
    if figure is None:
        return ""
    return f"**{figure:.1f}**" if most and figure > most else f"{figure:.1f}"


def _goal(figure: float | None) -> str:
    return "" if figure is None else f"{figure:g}"


# --- where and when ----------------------------------------------------------------------------------


def _machine() -> str:
    day: date = datetime.now(tz=UTC).date()
    programs = {
        "Python": platform.python_version(),
        "Django": version("django"),
        "granian": version("granian"),
        "SQLite": sqlite3.sqlite_version,
    }
    told = ", ".join(f"{name} {number}" for name, number in programs.items())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    command = " ".join(["python -m tests.bench", *sys.argv[1:]])
    return (
        f"\nMeasured on {day} with `{command}`, on {os.cpu_count()} processors ({platform.machine()}) and "
        f"{memory:.0f} GB of memory, with {told}."
    )
