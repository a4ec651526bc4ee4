"""What whole commands cost, and what an edition takes on the disk."""

import os
import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory
from typing import Any

from . import processes
from .keeping import Kept
from .workers import ROOT, manage

MEGABYTE = 1024 * 1024


def rebuild(kept: Kept, *, editions: int) -> dict[str, Any]:
    """The catalogue, made anew: it is the same afterwards."""
    found = _spent("rebuild_catalogue", environment=kept.environment)
    return {"median": round(found["seconds"] * 1000 / editions, 3), "megabytes": [found["megabytes"]]}


def sample() -> dict[str, Any]:
    """The sample archive, by the same verbs, as ``make demo`` loads it."""
    with TemporaryDirectory() as folder:
        own = {"MEMORIAL_DATA_DIR": folder, "MEMORIAL_DATABASE_URL": "", "BENCH_POSTMASTER": ""}
        manage("migrate", "--verbosity=0", environment=own)
        return {"median": round(_spent("load_sample", environment=own)["seconds"] * 1000)}


def _spent(command: str, *, environment: Mapping[str, str]) -> dict[str, float]:
    """Seconds of processor, those of the database's server among them, and the most memory that it had."""
    postmaster = environment["BENCH_POSTMASTER"]
    before = processes.database_seconds(postmaster)
    process = subprocess.Popen(
        [sys.executable, "manage.py", command],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
    )
    _pid, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{command} ended with {status}.")
    seconds = used.ru_utime + used.ru_stime + processes.database_seconds(postmaster) - before
    return {"seconds": seconds, "megabytes": round(used.ru_maxrss / 1024)}
