"""All files of pictures: whether they are there and are what they were, and making anew what is made of masters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from django.core.files.storage import storages

from archive import clock, picture_files
from archive.editions.models import StoredPayload
from archive.editions.payloads.pictures import PicturePayload
from archive.imaging.recipes import Recipe
from archive.picture_files import DERIVATIVES, MASTERS, ORIGINALS
from archive.public.pictures import showing
from archive.records.pictures import Picture, PictureFile, PicturePage

# Files stand in folders named after the first two digits of their digests.
PARTS: Final = tuple(f"{number:02x}" for number in range(256))
# A file that is no record's yet may belong to a form that somebody is filling in, or will take up again.
SETTLED: Final = timedelta(days=31)


class Fault(StrEnum):
    """Of a file that a record names: it is not there, or its bytes are others. Of another one: no record names it."""

    LOST = "lost"
    CHANGED = "changed"
    ORPHAN = "orphan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``store`` is an alias of ``settings.STORAGES``, ``name`` that of the file in it."""

    fault: Fault
    store: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A master as a draft or an edition shows it: see ``showing.Measured``. A page has no focal point: it is shown
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
    """What is wrong with the files of one of ``PARTS``; every byte of originals and masters is read.

    ``of`` is what is ``shown``. Derivatives may be missing: they are made when somebody asks for them.
    """
    masters = _named("master", part) | {master for master in of if master.startswith(part)}
    yield from _compared(ORIGINALS, part, _named("sha256", part))
    yield from _compared(MASTERS, part, masters)
    for master in _there(DERIVATIVES, part):
        wanted = {picture_files.name_of_derived(master, recipe) for recipe in offered(of.get(master, ()))}
        yield from _orphans(DERIVATIVES, [name for name in picture_files.names_derived(master) if name not in wanted])


def remove(finding: Finding) -> None:
    storages[finding.store].delete(finding.name)


def _compared(store: str, part: str, named: set[str]) -> Iterator[Finding]:
    there = _there(store, part)
    for digest in sorted(named):
        if digest not in there:
            yield Finding(fault=Fault.LOST, store=store, name=picture_files.name_of(digest))
        elif not picture_files.is_whole(store, digest):
            yield Finding(fault=Fault.CHANGED, store=store, name=picture_files.name_of(digest))
    yield from _orphans(store, [f"{part}/{name}" for name in sorted(there - named)])


def _orphans(store: str, names: Iterable[str]) -> Iterator[Finding]:
    settled = clock.now() - SETTLED
    for name in names:
        with suppress(FileNotFoundError):  # somebody has just removed it
            if storages[store].get_modified_time(name) < settled:
                yield Finding(fault=Fault.ORPHAN, store=store, name=name)


def _named(column: str, part: str) -> set[str]:
    """Digests that records name."""
    after = f"{int(part, 16) + 1:02x}" if part != "ff" else "g"
    files = PictureFile.objects.filter(**{f"{column}__gte": part, f"{column}__lt": after})
    return set(files.values_list(column, flat=True))


def _there(store: str, part: str) -> set[str]:
    """Names of files, or of the folders of masters among the derivatives."""
    try:
        folders, files = storages[store].listdir(part)
    except FileNotFoundError:
        return set()
    return {*folders, *files}


# --- what is made of masters ---------------------------------------------------------------------------


def offered(of: Iterable[Shown]) -> list[Recipe]:
    """The files that may be asked for of one master."""
    names = {recipe.name: recipe for one in of for recipe in _offered(one)}
    return list(names.values())


def _offered(one: Shown) -> Iterable[Recipe]:
    return showing.whole(one) if one.is_page else showing.offered(one).values()


def drop(master: str) -> int:
    """Remove all that was made of a master, if it can be made again; how many files there were."""
    names = picture_files.names_derived(master) if picture_files.is_whole(MASTERS, master) else []
    for name in names:
        storages[DERIVATIVES].delete(name)
    return len(names)
