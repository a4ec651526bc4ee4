"""All files of pictures: whether they are there and are what they were, and making anew what is made of masters."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.core.files.storage import storages

from archive import clock, picture_files
from archive.editions.models import StoredPayload
from archive.editions.payloads.pictures import PicturePayload
from archive.imaging import offers
from archive.imaging.recipes import Recipe
from archive.picture_files import DERIVATIVES, MASTERS, ORIGINALS
from archive.records.pictures import Picture, PictureFile, PicturePage

# Files stand in folders named after the first two digits of their digests.
PARTS: Final = tuple(f"{number:02x}" for number in range(256))
# A file that is no record's yet may belong to a form that somebody is filling in, or will take up again.
SETTLED: Final = timedelta(days=31)


class Fault(StrEnum):
    """Of a file that a record names: it is not there, its bytes are others, or its store does not hand it out. Of
    another one: no record names it.
    """

    LOST = "lost"
    CHANGED = "changed"
    UNREAD = "unread"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``store`` is an alias of ``settings.STORAGES``, ``name`` that of the file in it."""

    fault: Fault
    store: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A master as a draft or an edition shows it: see ``offers.Measured``. A page has no focal point: it is shown
    whole.
    """

    master: str
    width: int
    height: int
    focus_x: int = 0
    focus_y: int = 0
    is_page: bool = False


def shown() -> dict[str, set[Shown]]:
    """By its master, as what all drafts and editions show; also those still to come, and those that are past."""
    found: dict[str, set[Shown]] = defaultdict(set)
    for one in (*_of_drafts(), *_of_editions()):
        found[one.master].add(one)
    return found


def _of_drafts() -> Iterator[Shown]:
    of_file = ("file__master", "file__width", "file__height")
    drafts = Picture.objects.exclude(file=None).values_list(*of_file, "focus_x", "focus_y")
    for master, width, height, x, y in drafts.iterator():
        yield Shown(master=master, width=width, height=height, focus_x=x, focus_y=y)
    for master, width, height in PicturePage.objects.exclude(file=None).values_list(*of_file).iterator():
        yield Shown(master=master, width=width, height=height, is_page=True)


def _of_editions() -> Iterator[Shown]:
    for payload in (one.held for one in StoredPayload.objects.filter(editions__kind=Picture.KIND).iterator()):
        if isinstance(payload, PicturePayload):
            yield from _of_payload(payload)


def _of_payload(payload: PicturePayload) -> Iterator[Shown]:
    if payload.master:
        yield Shown(
            master=payload.master,
            width=payload.width,
            height=payload.height,
            focus_x=payload.focus_x,
            focus_y=payload.focus_y,
        )
    for page in payload.pages:
        yield Shown(master=page.master, width=page.width, height=page.height, is_page=True)


# --- whether all is there -----------------------------------------------------------------------------


def examined(part: str, of: dict[str, set[Shown]]) -> Iterator[Finding]:
    """What is wrong with the files of one of ``PARTS``, and with the first one, what stands in none of them; every byte
    of originals and masters is read.

    ``of`` is what is ``shown``. Derivatives may be missing: they are made when somebody asks for them. Raises
    ``OSError`` where a store does not answer.
    """
    shown = {master: of[master] for master in of if master.startswith(part)}
    for store, digests in ((ORIGINALS, _named("sha256", part)), (MASTERS, _named("master", part) | shown.keys())):
        there = set(_walked(store, part))
        yield from _compared(store, digests, there)
        yield from _orphans(store, there - {*map(picture_files.name_of, digests)})
    derived = ((master, recipe) for master, of_it in shown.items() for recipe in offered(of_it))
    may_be_there = {picture_files.name_of_derived(master, recipe) for master, recipe in derived}
    yield from _orphans(DERIVATIVES, {*_walked(DERIVATIVES, part)} - may_be_there)
    if part == PARTS[0]:
        for store in (ORIGINALS, MASTERS, DERIVATIVES):
            yield from _orphans(store, _walked(store, "", but=PARTS))


def remove(finding: Finding) -> None:
    storages[finding.store].delete(finding.name)


def _compared(store: str, digests: set[str], there: set[str]) -> Iterator[Finding]:
    for digest in sorted(digests):
        name = picture_files.name_of(digest)
        if fault := _fault_of(store, digest) if name in there else Fault.LOST:
            yield Finding(fault=fault, store=store, name=name)


def _fault_of(store: str, digest: str) -> Fault | None:
    try:
        return None if picture_files.is_whole(store, digest) else Fault.CHANGED
    except OSError:
        return Fault.UNREAD


def _orphans(store: str, names: Iterable[str]) -> Iterator[Finding]:
    settled = clock.now() - SETTLED
    for name in sorted(names):
        with suppress(FileNotFoundError):  # somebody has just removed it
            if storages[store].get_modified_time(name) < settled:
                yield Finding(fault=Fault.ORPHAN, store=store, name=name)


def _named(column: str, part: str) -> set[str]:
    """Digests that records name."""
    after = f"{int(part, 16) + 1:02x}" if part != "ff" else "g"
    files = PictureFile.objects.filter(**{f"{column}__gte": part, f"{column}__lt": after})
    return set(files.values_list(column, flat=True))


def _walked(store: str, folder: str, *, but: Collection[str] = ()) -> Iterator[str]:
    """Names of all files in a folder of a store and in those within, as far as they are not ``but`` these."""
    try:
        folders, files = storages[store].listdir(folder)
    except FileNotFoundError:
        return
    above = f"{folder}/" if folder else ""
    yield from (f"{above}{name}" for name in files)
    for name in folders:
        if name not in but:
            yield from _walked(store, f"{above}{name}")


# --- what is made of masters ---------------------------------------------------------------------------


def offered(of: Iterable[Shown]) -> list[Recipe]:
    """The files that may be asked for of one master."""
    names = {recipe.name: recipe for one in of for recipe in _offered(one)}
    return list(names.values())


def _offered(one: Shown) -> Iterable[Recipe]:
    return offers.whole(one) if one.is_page else offers.offered(one).values()


def drop(master: str) -> int:
    """Remove all that was made of a master, if it can be made again; how many files there were."""
    names = picture_files.names_derived(master) if picture_files.is_whole(MASTERS, master) else []
    for name in names:
        storages[DERIVATIVES].delete(name)
    return len(names)
