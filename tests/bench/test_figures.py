"""What was measured in one run stands beside what another one measured; what misses its goal is marked."""

import pytest

from tests.bench import report
from tests.bench.figures import Measured

pytestmark = pytest.mark.once

GOALS = {"times": 5, "growth": 1.3, "queries": 5}


def page(times: float, **more: object) -> dict[str, object]:
    return {"times": times, "queries": 4, "bytes": 1_000, "goals": GOALS, **more}


def test_runs_are_added_to_one_another_and_a_row_measured_again_replaces_the_old_one(tmp_path):
    first = Measured(tmp_path / "figures.json", adding=False)
    first.keep("statement", "sqlite 1,000", page(9))
    first.keep("statement", "postgresql 1,000", page(4))
    second = Measured(tmp_path / "figures.json", adding=True)
    second.keep("statement", "sqlite 10,000", page(4))
    second.keep("statement", "sqlite 1,000", page(3))

    again = Measured(tmp_path / "figures.json", adding=True)

    assert again.labels == ["sqlite 1,000", "sqlite 10,000", "postgresql 1,000"]
    assert {label: one["times"] for label, one in again.rows["statement"].items()} == {
        "sqlite 1,000": 3,
        "postgresql 1,000": 4,
        "sqlite 10,000": 4,
    }


def test_what_misses_a_goal_is_bold_and_what_broke_is_said(tmp_path):
    measured = Measured(tmp_path / "figures.json", adding=False)
    for label, times in (("sqlite 1,000", 3), ("sqlite 10,000", 6)):
        measured.keep("statement", label, page(times, queries=6, unit=0.5))
        measured.keep("act: publish", label, {"times": 20, "queries": 23})
        measured.keep("peer: nginx, a file", label, {"rate": 5_000})
        measured.keep("served: kept page", label, {"rate": 999})
        measured.keep("year", label, page(times, bytes=times))
    measured.keep("home", "sqlite 1,000", {"broken": "no table"})

    rows = [line for line in report.written(measured).splitlines() if line.startswith("| ")]

    assert "| statement | 3.0 | **6.0** | 5 | **2.0** | 1.3 | **6** | 1,000 |" in rows
    assert "| home | **broken** |  |  |  |  |  |  |" in rows
    assert "| publish | **23** | 20.0 | 20.0 | 1.0 | at most 22 statements, growth 1.15 |" in rows
    assert "| year | 3.0 | **6.0** | 5 | 2.0 | 1.3 | 4 | 6 |" in rows
    goal = "a fifth of the rate of nginx with a file"
    assert "B was 0.50 ms on SQLite." in report.written(measured)
    assert f"| kept page | **999 a second** | **999 a second** | {goal} |" in rows
