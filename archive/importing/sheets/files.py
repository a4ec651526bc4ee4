"""Sheets as files: CSV and XLSX, written for spreadsheets and read back with suspicion."""

import csv
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from io import BytesIO, StringIO
from typing import Any, Final

import openpyxl
import tablib
from django.utils.translation import gettext as _

from archive import characters
from archive.records.base import Record

from .columns import NO, YES, cells_of, columns
from .sheet import Sheet

# As many as an exported file holds: more records are exported in several.
MOST_ROWS: Final = 10_000
MOST_LINES: Final = 10 * MOST_ROWS  # blank ones included
MOST_COLUMNS: Final = 200
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 200 * 1024 * 1024

FORMATS: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# A spreadsheet takes what begins so for a formula. An apostrophe before it says that it is text.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# What no XLSX file can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class Unreadable(ValueError):
    """The file is no sheet that could be read. Its text is for the archivist."""


def write(records: Iterable[Record], model: type[Record], *, format: str) -> bytes:
    """A file in one of ``FORMATS``. Nothing in it can be taken for a formula."""
    headers = columns(model)
    rows = [[_escaped(cells[name]) for name in headers] for cells in map(cells_of, records)]
    if format == "csv":
        # With a byte order mark, by which spreadsheets know that it is UTF-8.
        return b"\xef\xbb\xbf" + tablib.Dataset(*rows, headers=headers).export("csv").encode()
    rows = [[_CONTROL.sub("", cell) for cell in row] for row in rows]
    sheet = tablib.Dataset(*rows, headers=headers, title=model._meta.model_name)
    return sheet.export("xlsx", column_width=24)


def _escaped(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


# --- reading ------------------------------------------------------------------------------------------


def read(content: bytes, model: type[Record]) -> Sheet:
    """The sheet in a CSV or XLSX file. Raises ``Unreadable``."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is too large: at most 20 MB. Divide it into several."))
    lines = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    number, first = next(lines, (1, []))
    headers = [_unescaped(cell).strip() for cell in first]
    _check_headers(headers, model)
    rows: list[tuple[int, dict[str, str]]] = []
    for number, cells in lines:
        if len(rows) == MOST_ROWS:
            raise _too_many()
        if any(cells[len(headers) :]):
            raise Unreadable(_("Row %(row)s has more cells than there are columns.") % {"row": number})
        said = dict(zip(headers, map(_unescaped, cells), strict=False))
        if any(said.values()):
            rows.append((number, {name: _one_form(said.get(name, "")) for name in headers}))
    if sum(len(cell) for _number, cells in rows for cell in cells.values()) > MOST_BYTES:
        raise Unreadable(_("The file is too large when it is unpacked. Divide it into several."))
    return Sheet(columns=tuple(headers), rows=tuple(rows))


def _one_form(cell: str) -> str:
    return characters.written(cell).strip()


def _check_headers(headers: list[str], model: type[Record]) -> None:
    known = columns(model)
    while headers and not headers[-1]:
        headers.pop()
    if not headers:
        raise Unreadable(_("The file is empty: its first row has to name the columns."))
    if twice := sorted({name for name in headers if headers.count(name) > 1}):
        raise Unreadable(_("These columns stand there twice: %(names)s.") % {"names": ", ".join(twice)})
    if unknown := [name for name in headers if name not in known]:
        raise Unreadable(
            _("These columns are not known: %(names)s. The first row names them as in an exported file.")
            % {"names": ", ".join(name or "–" for name in unknown)}
        )
    if not {"uuid", "slug"} & set(headers):
        raise Unreadable(_("A column is missing: by “uuid” or “slug” the archive knows which record a row is about."))


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("The file is not in UTF-8. Save it as “CSV UTF-8” or as XLSX.")) from error
    if "\0" in text:
        raise Unreadable(_("This is neither a CSV nor an XLSX file."))
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from enumerate(reader, start=1)
    except csv.Error as error:
        raise Unreadable(_("Row %(row)s cannot be read: %(why)s.") % {"row": reader.line_num, "why": error}) from error


def _xlsx(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        _check_parts(content)
        sheet, *others = openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets
        for one in (sheet, *others):
            one.reset_dimensions()  # what the file says of its own size is not to be believed
        if any(cell.value is not None for other in others for row in other.iter_rows() for cell in row):
            raise Unreadable(_("Something stands on a second worksheet. Only one is read: divide the file."))
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
            if number > MOST_LINES:
                raise _too_many()
            if formula := next((cell for cell in row if cell.data_type == "f"), None):
                where = {"cell": formula.coordinate}
                raise Unreadable(_("There is a formula in cell %(cell)s. Write its value instead.") % where)
            yield number, [_plain(cell.value) for cell in row]
    except Unreadable:
        raise
    except Exception as error:  # there is no end to the ways in which such a file can be broken
        raise Unreadable(_("This XLSX file is damaged, or it is none.")) from error


def _too_many() -> Unreadable:
    return Unreadable(_("There are too many rows: at most %(most)s. Divide the file.") % {"most": MOST_ROWS})


def _check_parts(content: bytes) -> None:
    """Refuse what would not fit when unpacked, and what a row of cells cannot say."""
    with zipfile.ZipFile(BytesIO(content)) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise Unreadable(_("The file is too large when it is unpacked. Divide it into several."))
        for part in parts.infolist():
            _check_part(parts.read(part))


def _check_part(xml: bytes) -> None:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise Unreadable(_("This XLSX file is damaged, or it is none."))
    if b"<mergeCell " in xml:
        raise Unreadable(_("Some cells are merged. Every cell has to stand for itself."))


def _plain(value: Any) -> str:
    """What stands in a cell, as somebody would type it: 1990 and not 1990.0; a day without its midnight."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time.min else value.isoformat(" ", "minutes")
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)
