"""Takes a picture that somebody sends: whatever it is called, what it is, and what is made of it."""

import hashlib
import logging
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from django.core.files.base import File

from . import running
from .bounds import LARGEST
from .formats import BEGINNING, TAKEN, media_type_of, other_type_of
from .refusals import Unfit, unfit

log = logging.getLogger(__name__)
__all__ = ["Taken", "Unfit", "differs", "take"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A file, and the master that was made of it.

    ``digest``, ``size`` (in bytes) and ``media_type`` are of the file as it was sent, which is not changed.
    ``captured`` is what it says of its making ("date", "camera", "description", "creator", "rights", as far as they are
    there), for archivists only. The master is upright, in sRGB and without metadata; ``width`` and ``height`` are its
    pixels, ``colour`` is "#rrggbb", and ``look`` says in 16 hexadecimal digits how it looks (see ``differs``).
    """

    digest: str
    size: int
    media_type: str
    captured: Mapping[str, str]
    master: bytes = field(repr=False)
    master_digest: str
    master_type: str
    width: int
    height: int
    colour: str
    look: str


def take(file: "File[bytes]") -> Taken:
    """Raises ``Unfit`` for what is no picture, is too large, damaged, or more than one.

    What the file is called, and which type its sender gives, are never looked at.
    """
    try:
        return _taken(file)
    except OSError as failed:
        log.error("A picture could not be read: %s", failed)
        raise unfit("disk") from failed


def differs(look: str, other: str) -> int:
    """In how many of 64 places two pictures look otherwise: 0 to 6 are most likely the same one."""
    return (int(look, 16) ^ int(other, 16)).bit_count()


def _taken(file: "File[bytes]") -> Taken:
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as made:
        digest, size = _copied(file, source)
        media_type = _media_type_of(source)
        told = running.run("cleaning", source, made, format=TAKEN[media_type].upper())
        return _told(told, made.read(), digest=digest, size=size, media_type=media_type)


def _copied(file: "File[bytes]", source: IO[bytes]) -> tuple[str, int]:
    """Digest and size of ``file``: a piece at a time is in memory, and no more than is taken on the disk."""
    counted, size = hashlib.sha256(), 0
    for piece in file.chunks():
        size += len(piece)
        if size > LARGEST:
            raise unfit("large")
        counted.update(piece)
        source.write(piece)
    return counted.hexdigest(), size


def _media_type_of(source: IO[bytes]) -> str:
    source.seek(0)
    beginning = source.read(BEGINNING)
    if not beginning:
        raise unfit("empty")
    if media_type := media_type_of(beginning):
        return media_type
    name = other_type_of(beginning)
    raise unfit("other", type=name) if name else unfit("unknown")


def _told(told: Mapping[str, Any], master: bytes, **sent: Any) -> Taken:
    return Taken(
        captured={str(name): str(words) for name, words in told["captured"].items()},
        master=master,
        master_digest=hashlib.sha256(master).hexdigest(),
        master_type=media_type_of(master[:BEGINNING]),
        width=int(told["width"]),
        height=int(told["height"]),
        colour=str(told["colour"]),
        look=str(told["look"]),
        **sent,
    )
