"""Captured copies as files: in a private store, each under its digest, with the type that its bytes show."""

import gzip
import hashlib
import logging
import os
import re
import time
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Final

from django.core.files.base import File
from django.core.files.storage import Storage, storages
from django.http import FileResponse
from django.utils.translation import gettext as _

# A long book as a PDF, or one page with all its pictures.
LARGEST: Final = 50_000_000
# How long the largest file may take to be written, and far more; what is unfinished after that, nobody finishes.
_LONGEST: Final = 60 * 60
log = logging.getLogger(__name__)


class Unfit(ValueError):
    """This file cannot be kept. The text is for the archivist."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is known of a file from its bytes. ``size`` is in bytes."""

    digest: str
    size: int
    media_type: str


def store() -> Storage:
    """Outside everything that is served: nothing in it has an address of its own."""
    return storages["copies"]


def examine(file: File) -> Kept:
    """Raises ``Unfit`` for a file that is empty, too large, or none of the types the archive keeps."""
    if file.size > LARGEST:
        sizes = {"size": f"{file.size / 1_000_000:.1f}", "most": LARGEST // 1_000_000}
        raise Unfit(_("The file is too large: %(size)s MB, and at most %(most)s MB are kept.") % sizes)
    if not file.size:
        raise Unfit(_("The file is empty."))
    media_type = media_type_of(file)
    if not media_type:
        raise Unfit(
            _("This is none of the kinds of files that are kept as copies: %(kinds)s.")
            % {"kinds": ", ".join(suffix.upper().strip(".") for suffix in SUFFIXES.values())}
        )
    return Kept(digest=digest_of(file), size=file.size, media_type=media_type)


def keep(file: File) -> Kept:
    """Put ``file`` into the store. The same bytes are there once, whoever brings them: what is whole stays untouched.

    Raises ``Unfit``, also where the disk takes no more; then nothing stands under the digest that did not before.
    """
    kept = examine(file)
    try:
        if not is_whole(kept.digest):
            _put(file, kept.digest)
        _to_the_disk(_place(kept.digest).parent)
    except OSError as failed:
        log.error("The captured copy %s cannot be stored: %s", kept.digest, failed)
        raise Unfit(
            _("The archive could not store this file: its disk is full or failing. Try again later.")
        ) from failed
    return kept


def tidy(folder: Path | None = None) -> None:
    """Remove what writers left behind that were cut off; from one ``folder`` of the store, or from all of it."""
    for left in folder.glob("*.part") if folder else Path(store().path("")).glob("*/*.part"):
        with suppress(FileNotFoundError):  # somebody else tidies as well
            if left.stat().st_mtime < time.time() - _LONGEST:
                left.unlink()


def _put(file: File, digest: str) -> None:
    """Written beside its place, down to the disk, and only then called by its digest: whole, or not there at all."""
    beside = f"{name_of(digest)}.{token_hex(8)}.part"
    file.seek(0)
    try:
        store().save(beside, file)
        _to_the_disk(Path(store().path(beside)))
        os.replace(store().path(beside), _place(digest))
    except BaseException:
        store().delete(beside)
        raise
    tidy(_place(digest).parent)
    _to_the_disk(_place(digest).parent.parent)  # where the folder itself may be new


def _to_the_disk(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def opened(digest: str) -> File:
    """The file, for reading. Raises ``FileNotFoundError`` when it was lost."""
    return store().open(name_of(digest))


def handed_out(file: File, *, name: str, media_type: str) -> FileResponse:
    """The answer with which a file leaves the archive: to be saved as ``name``, never to run in a page of ours."""
    suffix = _HANDED_OUT[media_type]
    filename = name.removesuffix(suffix) + suffix
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=media_type)
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def is_whole(digest: str) -> bool:
    """Whether the file is there and every byte of it is what it was."""
    try:
        with opened(digest) as file:
            return digest_of(file) == digest
    except OSError:
        return False


def digest_of(file: File) -> str:
    """SHA-256 in hexadecimal."""
    counted = hashlib.sha256()
    for chunk in file.chunks():
        counted.update(chunk)
    return counted.hexdigest()


def name_of(digest: str) -> str:
    """Under which name the file stands in the store."""
    return f"{digest[:2]}/{digest}"


def _place(digest: str) -> Path:
    return Path(store().path(name_of(digest)))


# --- what a file is, whatever it is called ----------------------------------------------------------

# The types that are kept, with the ending under which they are handed out.
SUFFIXES: Final[Mapping[str, str]] = {
    "application/pdf": ".pdf",
    "text/html": ".html",
    "multipart/related": ".mhtml",
    "text/plain": ".txt",
    "application/warc": ".warc",
    "application/gzip": ".warc.gz",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
# What is no captured copy, and may be the original of a picture.
_HANDED_OUT: Final[Mapping[str, str]] = {**SUFFIXES, "image/avif": ".avif"}
_BEGINNINGS: Final[Mapping[bytes, str]] = {
    b"%PDF-": "application/pdf",
    b"WARC/1.": "application/warc",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"II*\x00": "image/tiff",
    b"MM\x00*": "image/tiff",
}
_COMMENT: Final = re.compile(rb"<!--.*?-->|\A\xef\xbb\xbf", re.S)
_HTML: Final = re.compile(rb"\s*(?:<\?xml[^>]*>)?\s*<(?:!doctype html|html|head)\b", re.I)
_MHTML: Final = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*content-type:\s*multipart/related", re.I)


def media_type_of(file: File) -> str:
    """What the bytes are, never mind the name and what the browser says; empty for what is not kept."""
    file.seek(0)
    beginning = file.read(4096)
    file.seek(0)
    for bytes_, media_type in _BEGINNINGS.items():
        if beginning.startswith(bytes_):
            return media_type
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP":
        return "image/webp"
    if beginning.startswith(b"PK\x03\x04"):
        return _document_of(file)
    if beginning.startswith(b"\x1f\x8b"):
        return "application/gzip" if _begins_within(file).startswith(b"WARC/1.") else ""
    if b"\x00" in beginning:
        return ""
    if _HTML.match(_COMMENT.sub(b"", beginning)):
        return "text/html"
    if _MHTML.match(beginning):
        return "multipart/related"
    return "text/plain" if _is_text(file) else ""


def _begins_within(file: File) -> bytes:
    try:
        return gzip.GzipFile(fileobj=file).read(7)
    except (OSError, EOFError):
        return b""
    finally:
        file.seek(0)


def _document_of(file: File) -> str:
    """Which office document a ZIP archive is, if it is one."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return ""
    finally:
        file.seek(0)
    if "word/document.xml" in names:
        return "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return "application/vnd.oasis.opendocument.text" if {"mimetype", "content.xml"} <= set(names) else ""


def _is_text(file: File) -> bool:
    """Whether every byte of it belongs to a letter in UTF-8."""
    try:
        content = file.read().decode()
    except UnicodeDecodeError:
        return False
    finally:
        file.seek(0)
    return not re.search(r"[\x00-\x08\x0e-\x1f]", content)
