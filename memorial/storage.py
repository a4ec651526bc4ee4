"""Style sheets as readers get them: written in several files, sent as one."""

import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

# As our own sheets spell it. What other packages bring is left as it is.
_IMPORT: Final = re.compile(r'^@import "(?P<part>[\w./-]+\.css)";\n', re.MULTILINE)
_REMARK: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_MARGIN: Final = re.compile(r"\s*\n\s*")
_ADDRESS: Final = re.compile(r'(?<=url\(")(?=[\w.])')

# Name → the storage where its file was found, and its path there.
Paths = dict[str, tuple[Any, str]]


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """What a style sheet imports stands in its place before names get their hashes: pages wait for one file each."""

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {}

    def url(self, name: str, force: bool = False) -> str:
        """What is served has been collected before: its address is found out once. A page of the desk names thirty."""
        if name not in self._urls:
            self._urls[name] = super().url(name, force)
        return self._urls[name]

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if not dry_run:
            paths = paths | {name: self._bundled(name, paths) for name in paths if name.endswith(".css")}
        self._urls.clear()
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def _bundled(self, name: str, paths: Paths) -> tuple[Any, str]:
        """Where the sheet is now: as it was found, or collected with all that it imports."""
        found = read(name, paths)
        whole = bundle(name, paths)
        if whole == found:
            return paths[name]
        self.delete(name)  # collected by a link, it would be written into its source
        self.save(name, ContentFile(without_remarks(whole)))
        return self, name


def bundle(name: str, paths: Paths) -> str:
    """The sheet with its parts in place, and their parts. Addresses lead from the sheet to where they led before."""

    def part(found: re.Match[str]) -> str:
        part = posixpath.normpath(posixpath.join(folder, found["part"]))
        way = posixpath.relpath(posixpath.dirname(part), folder or ".")
        text = bundle(part, paths)
        return text if way == "." else _ADDRESS.sub(f"{way}/", text)

    folder = posixpath.dirname(name)
    return _IMPORT.sub(part, read(name, paths))


def without_remarks(sheet: str) -> str:
    """What is for browsers: remarks and indentation are for those who write it, and a quarter of what is sent."""
    return _MARGIN.sub("\n", _REMARK.sub("", sheet)).lstrip()


def read(name: str, paths: Paths) -> str:
    storage, path = paths[name]
    with storage.open(path) as sheet:
        return str(sheet.read().decode())
