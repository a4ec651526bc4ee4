"""Files that last, in folders of this machine."""

import os
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.core.files.storage import FileSystemStorage


class WholeFileStorage(FileSystemStorage):
    """A file is whole under its name, or not there: it is written beside its place, down to the disk, and then renamed.

    What stands under a name is the same for whoever writes it, so the last of several who do so at once is right.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_overwrite=True, **options)

    def _save(self, name: str, content: Any) -> str:
        beside = f"{name}.{token_hex(8)}.part"
        try:
            super()._save(beside, content)  # type: ignore[misc]
            _to_the_disk(self.path(beside))
            os.replace(self.path(beside), self.path(name))
        except BaseException:
            self.delete(beside)
            raise
        _to_the_disk(Path(self.path(name)).parent)
        return name


def _to_the_disk(path: str | Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
