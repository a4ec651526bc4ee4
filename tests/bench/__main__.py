"""``python -m tests.bench``: fills archives, measures them beside a bare Django, and writes docs/performance.md."""

import argparse
import sys
from pathlib import Path

from . import keeping, report
from .figures import Measured
from .running import SUITES, Run


def main() -> None:
    asked = _asked()
    file = asked.json or keeping.FOLDER / "figures.json"
    if asked.write:
        report.write(Measured(file, adding=True))
        return
    with keeping.archives(asked.sizes, asked.databases) as archives:
        measured = Measured(file, adding=asked.add)
        run = Run(archives, rows=asked.rows, budget=asked.budget, wagtail=asked.wagtail, keep=measured.keep)
        broken = run.measure(asked.suites)
    if broken:
        sys.exit(f"{', '.join(broken)} broke off. What was measured is in {file}.")
    if not asked.rows and set(asked.suites) == set(SUITES):
        report.write(measured)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=f"{__doc__} That only of all suites and rows.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="numbers of statements")
    parser.add_argument("--databases", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    parser.add_argument("--suites", nargs="+", default=SUITES, choices=SUITES)
    parser.add_argument("--rows", nargs="+", default=[], help="only rows whose names hold one of these")
    parser.add_argument("--budget", type=float, default=1.0, help="seconds of processor for a row")
    parser.add_argument("--wagtail", type=Path, help="the folder of a Wagtail site; BENCH_WAGTAIL is its Python")
    parser.add_argument("--json", type=Path, help="the file of all figures, instead of one beside the archives")
    parser.add_argument("--add", action="store_true", help="add to the figures of the runs before")
    parser.add_argument("--write", action="store_true", help="measure nothing, and write what was measured")
    return parser.parse_args()


if __name__ == "__main__":
    main()
