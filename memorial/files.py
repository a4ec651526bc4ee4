"""Collected files, as whitenoise serves them."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from whitenoise.middleware import WhiteNoiseMiddleware


class Files(dict[str, Any]):
    """The files that were asked for, by their addresses. There are no more of them than were collected."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        super().__init__()
        self.find = find

    def get(self, url: str, default: Any = None) -> Any:
        if url not in self and (found := self.find(url)):
            self[url] = found
        return super().get(url, default)


class CollectedFilesMiddleware(WhiteNoiseMiddleware):
    """Looks at a file when somebody first asks for it, instead of at all of them before the first page is made."""

    def update_files_dictionary(self, root: str, prefix: str) -> None:
        self.directories.insert(0, (root, prefix))
        self.files = Files(self.find_file)

    def find_file(self, url: str) -> Any:
        with suppress(OSError, ValueError):  # what no file can be called
            return super().find_file(url)
        return None
