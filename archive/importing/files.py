"""Files on this machine: which of them are meant, and their text or a sentence why there is none."""

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

# What a folder is searched for; a file that is named itself is read whatever it is called.
SUFFIXES: Final = (".txt", ".md", ".markdown")
# Some hundreds of printed pages: no statement, entry or article is longer, and dumps of whole sites are.
LARGEST: Final = 2_000_000
# How the files begin that are most often taken for text.
BEGINNINGS: Final = {
    b"%PDF": "PDF",
    b"PK\x03\x04": "Word, OpenDocument, ZIP",
    b"\xd0\xcf\x11\xe0": "Word",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
}
# Windows' Notepad writes these marks, and they say for certain how the rest is to be read.
MARKS: Final = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


class Unreadable(Exception):
    """There is no document here. The text is for the archivist."""


def documents(path: Path) -> tuple[Path, ...]:
    """The file itself, or the text and Markdown files of a folder and the folders in it, by name.

    Raises ``Unreadable`` when there is none.
    """
    if not path.exists():
        raise Unreadable(_("There is no such file or folder."))
    if not path.is_dir():
        return (path,)
    found = tuple(sorted(_texts(path.rglob("*"))))
    if not found:
        raise Unreadable(
            _("The folder holds no document. Documents are files whose names end in %(endings)s.")
            % {"endings": ", ".join(SUFFIXES)}
        )
    return found


def _texts(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(".") and path.is_file():
            yield path


def text_of(path: Path) -> str:
    """What stands in the file. Raises ``Unreadable`` when it is no text, or one that would have to be guessed."""
    return decoded(content_of(path))


def content_of(path: Path) -> bytes:
    """The file as it came. Raises ``Unreadable`` when it is too large or cannot be opened."""
    try:
        if path.stat().st_size > LARGEST:
            raise Unreadable(_size(path.stat().st_size))
        return path.read_bytes()
    except OSError as error:
        raise Unreadable(_("The file cannot be opened: %(reason)s.") % {"reason": error.strerror or error}) from error


def decoded(content: bytes) -> str:
    """Its text. Raises ``Unreadable``."""
    for beginning, format_name in BEGINNINGS.items():
        if content.lstrip().startswith(beginning):
            raise Unreadable(
                _("This is no plain text but a file of another format (%(format)s). Save its text as a .txt file.")
                % {"format": format_name}
            )
    encoding = next((name for mark, name in MARKS.items() if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _(
                "The letters cannot be read: byte %(position)s is not UTF-8. Save the file with the encoding "
                "UTF-8; guessing another one could change letters without anybody noticing."
            )
            % {"position": error.start + 1}
        ) from error
    if "\0" in text:
        raise Unreadable(_("This is no plain text: it holds bytes that no letter has."))
    if not text.strip("\ufeff \t\r\n"):
        raise Unreadable(_("The file is empty."))
    return text


def _size(size: int) -> str:
    return _(
        "The file is too large for one document: %(size)s MB, and at most %(most)s MB are read. Save its documents "
        "as files of their own."
    ) % {"size": f"{size / 1_000_000:.1f}", "most": LARGEST // 1_000_000}
