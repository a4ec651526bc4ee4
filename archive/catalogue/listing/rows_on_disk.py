"""What is known of all rows, in a file of the data folder: so a new process need not read the whole catalogue.

Whoever reads it compares it with the archive. What is broken, of another program or not there is read as nothing, and
where none can be written, each process goes on reading all rows once.
"""

import json
import os
import sys
from array import array
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import reduce
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, BinaryIO, Final
from zlib import crc32

from django.conf import settings

NAME: Final = "known-rows"
# What is there of the file's own: a line of JSON, and then the arrays one after another.
HEADER: Final = ("program", "arrays", "check", "facts")
# So many bytes are compared at once.
SOME: Final = 2**16

Arrays = Sequence["array[int]"]


def write(facts: Mapping[str, Any], arrays: Arrays, *, program: str) -> None:
    """``facts`` are whatever JSON can tell. An older file is there until this one is whole."""
    told = [program + sys.byteorder, [(one.typecode, len(one)) for one in arrays], _check(arrays), facts]
    header = json.dumps(dict(zip(HEADER, told, strict=True))).encode()
    with suppress(OSError), NamedTemporaryFile(dir=_path().parent, prefix=f"{NAME}-", delete=False) as file:
        try:
            file.write(header + b"\n")
            for one in arrays:
                one.tofile(file)
            file.close()
            os.replace(file.name, _path())
        except OSError:
            os.unlink(file.name)


@contextmanager
def reading(*, program: str) -> Iterator[tuple[Any, Iterator["array[int]"]] | None]:
    """What was written last by the same program: its facts, and its arrays one by one, that nothing is there twice."""
    try:
        file = _path().open("rb")
    except OSError:
        yield None
        return
    with file:
        told = _header(file)
        if not told or told["program"] != program + sys.byteorder or not _is_whole(file, told["check"]):
            yield None
        else:
            yield told["facts"], (_read(file, typecode, length) for typecode, length in told["arrays"])


def _header(file: BinaryIO) -> dict[str, Any] | None:
    try:
        told = json.loads(file.readline())
    except ValueError:
        return None
    return told if isinstance(told, dict) and set(told) == set(HEADER) else None


def _is_whole(file: BinaryIO, check: int) -> bool:
    begin, found = file.tell(), 0
    while some := file.read(SOME):
        found = crc32(some, found)
    file.seek(begin)
    return found == check


def _read(file: BinaryIO, typecode: str, length: int) -> "array[int]":
    found = array(typecode)
    found.fromfile(file, length)
    return found


def _check(arrays: Arrays) -> int:
    return reduce(lambda check, one: crc32(one, check), arrays, 0)


def _path() -> Path:
    return Path(settings.MEMORIAL_DATA_DIR) / NAME
