"""Where filled archives are kept, and how one comes to be: ``var/bench``, or ``BENCH_DIR``."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from .workers import ROOT, manage, run

FOLDER = Path(os.environ.get("BENCH_DIR") or ROOT / "var" / "bench").resolve()
BARE = {"BENCH_BARE": str(FOLDER / "bare.sqlite3")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An archive of ``size`` statements on ``database``, and the environment in which it is there."""

    database: str
    size: int
    environment: Mapping[str, str] = field(repr=False)

    def __str__(self) -> str:
        return f"{self.database} {self.size}"


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {"MEMORIAL_DATA_DIR": str(folder), "MEMORIAL_DATABASE_URL": "", "MEMORIAL_ADDRESS": "", **more}


@contextmanager
def archives(sizes: list[int], databases: list[str]) -> Iterator[list[Kept]]:
    """Every size on every database, filled if it is not yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    yield [_sqlite(size) for size in sizes]


def _sqlite(size: int) -> Kept:
    folder = FOLDER / f"sqlite-{size}"
    return _filled(Kept(database="sqlite", size=size, environment=environment(folder)), folder)


def _filled(kept: Kept, folder: Path) -> Kept:
    if not (folder / "filled").exists():
        folder.mkdir(exist_ok=True)
        print(f"{kept} is filled once", flush=True)
        manage("migrate", "--verbosity=0", environment=kept.environment)
        run("-m", "tests.bench.filling", str(kept.size), environment=kept.environment)
        (folder / "filled").touch()
    manage("collectstatic", "--noinput", "--verbosity=0", environment=kept.environment)
    return kept
