"""The process in which pictures are decoded: ``python -m archive.imaging.child ORDER``.

What it reads comes from standard input, what it makes goes into the open file that ORDER names, and a line of JSON on
standard output says what became of it. It knows nothing of Django, of the database and of the archive's settings, does
one thing and ends. The kernel keeps its bounds, and before it reads a byte it gives up every further file, socket and
process.
"""

import fcntl
import json
import os
import resource
import signal
import sys
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import IO, Any, Final

from .bounds import Refused
from .confinement import confine

# Whoever is being answered has the processors first.
BEHIND_READERS: Final = 10


def main() -> None:
    order = json.loads(sys.argv[1])
    _bound(**order["bounds"])
    os.nice(BEHIND_READERS)
    turn = _turn(order["what"])
    signal.setitimer(signal.ITIMER_REAL, order["clock"])
    with open(0, "rb") as source, open(order["made"], "wb") as made:
        json.dump(_done(order, source, made), sys.stdout)
    turn.close()


def _bound(**bounds: int) -> None:
    """Before a byte is read, by the kernel's own names (RLIMIT_AS …). What goes beyond gets no more, or is ended.

    What the system allows already less of stays so.
    """
    for name, most in bounds.items():
        bound = getattr(resource, name)
        _soft, hard = resource.getrlimit(bound)
        narrower = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(bound, (narrower, narrower))


def _turn(what: str) -> IO[bytes]:
    """Waits until no other process on this machine does the same, while the file it gives is open."""
    lock = Path(__file__).with_name(f"{what}.py").open("rb")
    with suppress(OSError):  # a file system that locks nothing
        fcntl.flock(lock, fcntl.LOCK_EX)
    return lock


def _done(order: dict[str, Any], source: IO[bytes], made: IO[bytes]) -> dict[str, Any]:
    """What the module ``what`` tells of it, or why it refuses."""
    try:
        module = import_module(f".{order['what']}", __package__)
        confine()
        told: dict[str, Any] = module.do(source, made, **order["told"])
        return told
    except MemoryError:
        return {"refused": "heavy"}
    except Refused as refused:
        return {"refused": str(refused)}


if __name__ == "__main__":
    main()
