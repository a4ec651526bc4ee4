"""The installation's secret key: made once, kept in the data folder."""

import os
from contextlib import suppress
from pathlib import Path
from secrets import token_urlsafe
from tempfile import NamedTemporaryFile


def secret_key(path: Path) -> str:
    """The key kept at ``path``, made now if there is none.

    Readable by its owner only. Two processes that start at the same moment get the same key: the file
    appears complete or not at all, and only the first may place it.
    """
    if not path.exists():
        with NamedTemporaryFile("w", dir=path.parent, prefix=path.name, encoding="ascii") as draft:
            draft.write(token_urlsafe(64))
            draft.flush()
            os.fsync(draft.fileno())
            with suppress(FileExistsError):  # another process was first: its key counts
                os.link(draft.name, path)
    return path.read_text(encoding="ascii").strip()
