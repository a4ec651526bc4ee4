"""``python -m tests.bench``: fills archives, measures them beside a bare Django, and writes docs/performance.md."""

import argparse
import json
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import Any

from . import keeping
from .workers import Worker


def main() -> None:
    asked = _asked()
    with keeping.archives(asked.sizes, asked.databases) as archives, ExitStack() as stack:
        bare = stack.enter_context(Worker("bare", keeping.BARE))
        workers = {str(one): stack.enter_context(Worker("archive", one.environment)) for one in archives}
        names = next(iter(workers.values())).do("names")
        found: dict[str, dict[str, Any]] = {}
        for name in (name for name in names if not asked.rows or any(row in name for row in asked.rows)):
            for label, worker in workers.items():
                one = _measured(worker, bare, name, asked.budget)
                found.setdefault(name, {})[label] = one
                print(f"{name:28s} {label:16s} {_told(one)}", flush=True)
        for label, worker in workers.items():
            for act, one in _acts(worker, bare).items():
                found.setdefault(f"act: {act}", {})[label] = one
                print(f"act: {act:23s} {label:16s} {_told(one)}", flush=True)
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))


def _measured(worker: Worker, bare: Worker, name: str, budget: float) -> dict[str, Any]:
    """What a row costs, in bare views that were measured just before and just after it."""
    before = bare.do("measure", name="statement", budget=0.1)
    one = worker.do("measure", name=name, budget=budget)
    after = bare.do("measure", name="statement", budget=0.1)
    unit = mean((before["median"], after["median"]))
    return one if "broken" in one else {**one, "bare": round(unit, 4), "times_bare": round(one["median"] / unit, 2)}


def _acts(worker: Worker, bare: Worker) -> dict[str, dict[str, Any]]:
    before = bare.do("measure", name="statement", budget=0.1)
    acts = worker.do("acts", times=5)
    unit = mean((before["median"], bare.do("measure", name="statement", budget=0.1)["median"]))
    return {
        act: {**one, "bare": round(unit, 4), "times_bare": round(one["median"] / unit, 2)} for act, one in acts.items()
    }


def _told(one: dict[str, Any]) -> str:
    if "broken" in one:
        return str(one["broken"])
    return f"{one['times_bare']:8.1f} B {one['median']:9.2f} ms {one['queries']:4d} queries {one.get('bytes', 0):9d} B {one.get('statuses', '')}"


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000], help="numbers of statements")
    parser.add_argument("--databases", nargs="+", default=["sqlite"], choices=["sqlite", "postgresql"])
    parser.add_argument("--rows", nargs="+", default=[], help="only rows whose names hold one of these")
    parser.add_argument("--budget", type=float, default=1.0, help="seconds of processor for a row")
    parser.add_argument("--json", type=Path, help="a file for all figures")
    return parser.parse_args()


if __name__ == "__main__":
    main()
