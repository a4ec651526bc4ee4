"""Sheets on their way: read, compared and saved some rows at a time. A file each, for whoever brought it, for a week.

What was read waits in a private folder, so that no page has to carry it and nothing is written to the archive before
somebody has seen what it would change.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages

from archive import clock
from archive.records.base import Record

from .rows import compare, save, uuid_of
from .sheet import Change, Fault, Outcome, Sheet, coming, in_order, repeated

# So many rows are compared, or saved, before the page answers: about a second's work.
PART: Final = 50
PARTS_COMPARED: Final = 4
# More than anybody reads in one sitting; how many there are is said beside it.
MOST_SHOWN: Final = 300
KEPT: Final = timedelta(days=7)
UPLOAD: Final = "upload.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """How far a sheet has come. ``compared`` and ``saved`` count its rows; what was found is shown up to a bound."""

    key: str
    kind: str
    by: int
    name: str
    columns: tuple[str, ...]
    rows: int
    coming: tuple[str, ...]
    repeated: dict[int, int]
    compared: int = 0
    saved: int = 0
    changes: tuple[Change, ...] = ()
    faults: tuple[Fault, ...] = ()
    differing: int = 0
    faulty: int = 0
    unchanged: int = 0
    made: int = 0
    left: tuple[Fault, ...] = ()
    # The place among its new records from which on they are submitted next.
    turn: int = 0

    @property
    def is_compared(self) -> bool:
        return self.compared >= self.rows

    @property
    def is_saved(self) -> bool:
        return self.is_compared and self.saved >= self.rows

    @property
    def is_begun(self) -> bool:
        """Whether somebody has said to save it."""
        return self.saved > 0


def keep(sheet: Sheet, model: type[Record], *, by: Any, name: str) -> Upload:
    """Put a sheet that was read where its parts can be fetched, and look at its first rows."""
    _tidy()
    ordered = in_order(sheet, model)
    upload = Upload(
        key=str(uuid4()),
        kind=model.KIND,
        by=by.pk,
        name=name[:200],
        columns=sheet.columns,
        rows=len(sheet.rows),
        coming=tuple(sorted(coming(sheet))),
        repeated=repeated(sheet),
    )
    for first in range(0, upload.rows, PART):
        _write(f"{upload.key}/{first}.json", ordered.rows[first : first + PART])
    _store(upload)
    return compare_next(upload, model)


def find(key: UUID, *, kind: str, by: Any) -> Upload | None:
    """The sheet that this person brought for this kind."""
    plain = _read(f"{key}/{UPLOAD}")
    if plain is None or (plain["kind"], plain["by"]) != (kind, by.pk):
        return None
    plain["repeated"] = {int(row): earlier for row, earlier in plain["repeated"].items()}
    plain["columns"], plain["coming"] = tuple(plain["columns"]), tuple(plain["coming"])
    plain["changes"] = tuple(_change(one) for one in plain["changes"])
    plain["faults"], plain["left"] = (tuple(Fault(**one) for one in plain[name]) for name in ("faults", "left"))
    return Upload(**plain)


def compare_next(upload: Upload, model: type[Record]) -> Upload:
    """Compare the next rows. Nothing is written to the archive."""
    for part in _parts(upload, upload.compared, PARTS_COMPARED):
        found = compare(part, model, coming=upload.coming, repeated=upload.repeated)
        upload = _with(upload, found, compared=upload.compared + len(part.rows))
    _store(upload)
    return upload


def save_next(upload: Upload, model: type[Record], *, by: Any) -> tuple[Upload, int]:
    """Save the next rows, each by itself; returns how many records were saved as well."""
    made = 0
    for part in _parts(upload, upload.saved, 1):
        done = save(part, model, by=by, key=UUID(upload.key), repeated=upload.repeated)
        made += len(done.changes)
        upload = replace(
            upload,
            saved=upload.saved + len(part.rows),
            made=upload.made + len(done.changes),
            left=(*upload.left, *done.faults)[:MOST_SHOWN],
        )
    _store(upload)
    return upload, made


def new_records(upload: Upload) -> Iterator[UUID]:
    """The uuids of the records that its rows have become, or would, in their order. Some may have been refused."""
    for part in _parts(upload, 0, upload.rows):
        yield from (uuid_of(UUID(upload.key), number) for number, cells in part.rows if not cells.get("uuid"))


def go_on(upload: Upload, *, turn: int) -> None:
    """Say from which of its new records on they are submitted next."""
    _store(replace(upload, turn=turn))


def _with(upload: Upload, found: Outcome, *, compared: int) -> Upload:
    return replace(
        upload,
        compared=compared,
        changes=(*upload.changes, *found.changes)[:MOST_SHOWN],
        faults=(*upload.faults, *found.faults)[:MOST_SHOWN],
        differing=upload.differing + len(found.changes),
        faulty=upload.faulty + len({fault.row for fault in found.faults}),
        unchanged=upload.unchanged + found.unchanged,
    )


def _parts(upload: Upload, first: int, most: int) -> Iterator[Sheet]:
    for begin in range(first, min(upload.rows, first + most * PART), PART):
        rows = _read(f"{upload.key}/{begin}.json") or ()
        yield Sheet(columns=upload.columns, rows=tuple((number, cells) for number, cells in rows))


def _change(plain: dict[str, Any]) -> Change:
    return Change(**{**plain, "cells": tuple(tuple(cell) for cell in plain["cells"])})


# --- files --------------------------------------------------------------------------------------------


def _storage() -> Storage:
    return storages["sheets"]


def _store(upload: Upload) -> None:
    _write(f"{upload.key}/{UPLOAD}", asdict(upload))


def _write(name: str, value: Any) -> None:
    _storage().save(name, ContentFile(json.dumps(value, ensure_ascii=False).encode()))


def _read(name: str) -> Any:
    try:
        with _storage().open(name) as file:
            return json.loads(file.read())
    except FileNotFoundError:
        return None


def names_of(record: UUID) -> Iterator[str]:
    """The files in which words of ``record`` wait: rows that are about it, and what was found of them."""
    stored = Record.objects.filter(uuid=record).values("kind", "slug").first() or {"kind": "", "slug": ""}
    for key, names in _folders():
        upload = _read(f"{key}/{UPLOAD}")
        slug = stored["slug"] if upload and upload["kind"] == stored["kind"] else ""
        parts = [name for name in names if not name.endswith(UPLOAD)]
        about = [name for name in parts if _is_about(record, slug, UUID(key), _read(name) or ())]
        yield from (*about, *set(names).difference(parts)) if about else ()


def _is_about(record: UUID, slug: str, key: UUID, rows: Iterable[tuple[int, dict[str, str]]]) -> bool:
    """Whether one of these rows names ``record``, has its address, or has become it."""
    return any(
        cells.get("uuid", "").lower() == str(record)
        or (slug and cells.get("slug") == slug and not cells.get("uuid"))
        or uuid_of(key, number) == record
        for number, cells in rows
    )


def _folders() -> Iterator[tuple[str, list[str]]]:
    """Each folder with the names of its files."""
    with suppress(FileNotFoundError):
        folders, _files = _storage().listdir("")
        for folder in folders:
            yield folder, [f"{folder}/{name}" for name in _storage().listdir(folder)[1]]


def _tidy() -> None:
    """Take away what has waited for longer than a week."""
    storage = _storage()
    for folder, names in _folders():
        if all(storage.get_modified_time(name) < clock.now() - KEPT for name in names):
            for name in (*names, folder):
                storage.delete(name)
