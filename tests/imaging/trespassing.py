"""Stands where a decoder stands, and does what one would do that was taken over by the picture it reads."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO, Any


def do(source: IO[bytes], made: IO[bytes], *, folder: str) -> dict[str, Any]:
    """Tells which of its attempts came to something."""
    tried: dict[str, Callable[[], object]] = {
        "open a file": lambda: os.open(f"{folder}/read", os.O_RDONLY),
        "open a file in the place of its own": lambda: _instead_of_own(f"{folder}/read"),
        "make a file": lambda: os.open(f"{folder}/made", os.O_WRONLY | os.O_CREAT),
        "open a socket": socket.socket,
        "open a socket of this machine": socket.socketpair,
        "open a pipe": os.pipe,
        "start a process": _start,
        "remove a file": lambda: os.unlink(f"{folder}/removed"),
        "rename a file": lambda: os.rename(f"{folder}/renamed", f"{folder}/otherwise"),
        "cut a file": lambda: os.truncate(f"{folder}/cut", 0),
        "make a folder": lambda: os.mkdir(f"{folder}/folder"),
        "signal to who waits": lambda: os.kill(os.getppid(), 0),
    }
    return {"came_to_something": [name for name, attempt in tried.items() if _succeeds(attempt)]}


def prepare(folder: Path) -> None:
    for name in ("read", "removed", "renamed", "cut"):
        (folder / name).write_text("PLANTED-SECRET")


def _succeeds(attempt: Callable[[], object]) -> bool:
    with suppress(OSError):
        attempt()
        return True
    return False


def _instead_of_own(path: str) -> None:
    os.close(2)
    assert os.read(os.open(path, os.O_RDONLY), 99) == b"PLANTED-SECRET"


def _start() -> None:
    if not os.fork():
        os._exit(0)
    os.wait()
