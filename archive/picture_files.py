"""Files of pictures in their stores: originals and masters under their digests, and what is derived of a master."""

import hashlib
import logging
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from archive.imaging.deriving import derive_all
from archive.imaging.recipes import Recipe
from archive.imaging.refusals import unfit
from archive.imaging.taking import take

ORIGINALS: Final = "originals"
MASTERS: Final = "masters"
DERIVATIVES: Final = "derivatives"
log = logging.getLogger(__name__)

# Masters of which readers have asked for what is not there, with what they asked for: made one after the other.
_MISSING: Final[dict[str, set[Recipe]]] = {}
_MOST_MISSING: Final = 200
_LOCK: Final = Lock()


class NotYet(Exception):
    """There is no such file so far, and none like it. It is being made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a file that was taken in: see ``Taken``. ``digest`` and ``master`` are SHA-256."""

    digest: str
    size: int
    media_type: str
    captured: dict[str, str]
    master: str
    master_type: str
    width: int
    height: int
    colour: str
    look: str


def keep(file: File) -> Kept:
    """Take ``file`` in: it goes into the store of originals, and its master into that of masters: where they are
    already, their time is renewed. Raises ``Unfit``.
    """
    taken = take(file)
    try:
        file.seek(0)
        _put(storages[ORIGINALS], name_of(taken.digest), file)
        _put(storages[MASTERS], name_of(taken.master_digest), ContentFile(taken.master))
    except OSError as failed:
        log.error("The picture %s cannot be stored: %s", taken.digest, failed)
        raise unfit("store") from failed
    return Kept(
        digest=taken.digest,
        size=taken.size,
        media_type=taken.media_type,
        captured=dict(taken.captured),
        master=taken.master_digest,
        master_type=taken.master_type,
        width=taken.width,
        height=taken.height,
        colour=taken.colour,
        look=taken.look,
    )


def name_of(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def name_of_derived(master: str, recipe: Recipe) -> str:
    return f"{name_of(master)}/{recipe.name}"


def original(digest: str) -> File:
    """As it was sent. Raises ``FileNotFoundError`` when it was lost, ``OSError`` when its store is away."""
    return storages[ORIGINALS].open(name_of(digest))


def at_hand(master: str, recipe: Recipe) -> tuple[Recipe, File]:
    """The file of ``recipe``; where it is not there, the one of the nearest width, and then which one that is.

    Nobody waits for one to be made: that is begun, and whoever asks again later has it. Raises ``NotYet`` where there
    is none of any width, and ``FileNotFoundError`` if the master was lost as well.
    """
    store = storages[DERIVATIVES]
    with suppress(FileNotFoundError):
        return recipe, store.open(name_of_derived(master, recipe))
    make_soon(master, recipe)
    for near in _nearest(master, recipe):
        with suppress(FileNotFoundError):  # somebody has just removed it
            return near, store.open(name_of_derived(master, near))
    if storages[MASTERS].exists(name_of(master)):
        raise NotYet
    raise FileNotFoundError(name_of(master))


def _nearest(master: str, recipe: Recipe) -> list[Recipe]:
    """What is there of the same part in the same format, by how near its width is."""
    same = re.compile(re.escape(recipe.name).replace(f"{recipe.width}\\.", r"(\d+)\."))
    found = (same.fullmatch(name.rpartition("/")[2]) for name in names_derived(master))
    widths = (int(one[1]) for one in found if one)
    return [replace(recipe, width=width) for width in sorted(widths, key=lambda width: abs(width - recipe.width))]


def make_soon(master: str, recipe: Recipe) -> None:
    """In a thread for which nobody waits, of which there is one. If too much waits for it, it has to be asked again."""
    with _LOCK:
        is_running = bool(_MISSING)
        if master in _MISSING or len(_MISSING) < _MOST_MISSING:
            _MISSING.setdefault(master, set()).add(recipe)
    if not is_running:
        Thread(target=_make_missing, args=(master,), daemon=True).start()


def _make_missing(master: str | None) -> None:
    """Of ``master``, and then of all others that wait."""
    while master:
        with _LOCK:
            wanted = frozenset(_MISSING[master])
        try:
            derive_missing(master, wanted)
        except Exception as failed:
            log.error("Files of the picture %s cannot be made: %s", master, failed)
        with _LOCK:
            _MISSING[master] -= wanted
            if not _MISSING[master]:
                del _MISSING[master]
            master = next(iter(_MISSING), None)


def derive_missing(master: str, recipes: Iterable[Recipe]) -> int:
    """Make those files that are not there; returns how many. The master is decoded once."""
    store, there = storages[DERIVATIVES], set(names_derived(master))
    missing = [one for one in recipes if name_of_derived(master, one) not in there]
    if missing:
        for recipe, content in derive_all(_master(master), missing):
            _put(store, name_of_derived(master, recipe), ContentFile(content))
    return len(missing)


def names_derived(master: str) -> list[str]:
    """Under which names there is anything that was made of it."""
    try:
        _folders, files = storages[DERIVATIVES].listdir(name_of(master))
    except FileNotFoundError:
        return []
    return [f"{name_of(master)}/{file}" for file in sorted(files)]


def is_whole(store: str, digest: str) -> bool:
    """Whether the file is there and every byte of it is what it was. Raises ``OSError`` where it cannot be read."""
    try:
        with storages[store].open(name_of(digest)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except FileNotFoundError:
        return False


def _master(digest: str) -> bytes:
    with storages[MASTERS].open(name_of(digest)) as file:
        content: bytes = file.read()
        return content


def _put(store: Storage, name: str, file: File) -> None:
    store.save(name, file)
