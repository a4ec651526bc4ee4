"""``python -m tests.bench``: fills archives, measures them beside a bare Django, and writes docs/performance.md."""

import argparse
import json
from pathlib import Path

from . import keeping, report
from .running import SUITES, Run


def main() -> None:
    asked = _asked()
    with keeping.archives(asked.sizes, asked.databases) as archives:
        run = Run(archives, rows=asked.rows, budget=asked.budget, wagtail=asked.wagtail)
        try:
            run.measure(asked.suites)
        finally:
            (keeping.FOLDER / "last.json").write_text(json.dumps(run.results, indent=1), encoding="utf-8")
    if asked.json:
        asked.json.write_text(json.dumps(run.results, indent=1), encoding="utf-8")
    if not asked.rows and set(asked.suites) == set(SUITES):
        report.write(run.results, [str(one) for one in archives])


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=f"{__doc__} That only of all suites and rows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="numbers of statements")
    parser.add_argument("--databases", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    parser.add_argument("--suites", nargs="+", default=SUITES, choices=SUITES)
    parser.add_argument("--rows", nargs="+", default=[], help="only rows whose names hold one of these")
    parser.add_argument("--budget", type=float, default=1.0, help="seconds of processor for a row")
    parser.add_argument("--wagtail", type=Path, help="the folder of a Wagtail site; BENCH_WAGTAIL is its Python")
    parser.add_argument("--json", type=Path, help="a file for all figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
