"""What was measured, kept from one run to the next: a long run can be made in parts, and loses little if it breaks."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

# Row → label of the archive → what was measured.
Results = Mapping[str, Mapping[str, Mapping[str, Any]]]


class Measured:
    """The figures of one run, or of several: a row that is measured again takes the place of what was there."""

    def __init__(self, file: Path, *, adding: bool) -> None:
        self.file = file
        before = json.loads(file.read_text(encoding="utf-8")) if adding and file.exists() else {}
        self.days: list[str] = before.get("days", [])
        self.rows: dict[str, dict[str, dict[str, Any]]] = before.get("rows", {})

    def keep(self, row: str, label: str, one: dict[str, Any]) -> None:
        self.rows.setdefault(row, {})[label] = one
        self.days = sorted({*self.days, datetime.now(tz=UTC).date().isoformat()})
        told = {"days": self.days, "rows": self.rows}
        self.file.write_text(json.dumps(told, indent=1), encoding="utf-8")

    @property
    def labels(self) -> list[str]:
        """Of the archives: those on one database together, the smallest first."""
        return sorted({label for found in self.rows.values() for label in found if label}, key=_database_and_size)


def _database_and_size(label: str) -> tuple[bool, int]:
    database, _, size = label.partition(" ")
    return database != "sqlite", int(size.replace(",", ""))
