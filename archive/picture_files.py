"""Files of pictures in their stores: originals and masters under their digests, and what is derived of a master."""

import hashlib
import logging
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages

from archive.imaging.deriving import derive, derive_all
from archive.imaging.recipes import Recipe
from archive.imaging.refusals import unfit
from archive.imaging.taking import take

ORIGINALS: Final = "originals"
MASTERS: Final = "masters"
DERIVATIVES: Final = "derivatives"
log = logging.getLogger(__name__)


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
        raise unfit("disk") from failed
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
    """As it was sent. Raises ``FileNotFoundError`` when it was lost."""
    return storages[ORIGINALS].open(name_of(digest))


def derived(master: str, recipe: Recipe) -> File:
    """The file of ``recipe``; it is made where it is not there. Raises ``FileNotFoundError`` if the master was lost."""
    name, store = name_of_derived(master, recipe), storages[DERIVATIVES]
    with suppress(FileNotFoundError):
        return store.open(name)
    _put(store, name, ContentFile(derive(_master(master), recipe)))
    return store.open(name)


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
    """Whether the file is there and every byte of it is what it was."""
    try:
        with storages[store].open(name_of(digest)) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False


def _master(digest: str) -> bytes:
    with storages[MASTERS].open(name_of(digest)) as file:
        content: bytes = file.read()
        return content


def _put(store: Storage, name: str, file: File) -> None:
    store.save(name, file)
