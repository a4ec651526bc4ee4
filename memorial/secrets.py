"""The installation's secret key: made once, kept in the data folder."""

import os
from pathlib import Path
from secrets import token_urlsafe


def secret_key(path: Path) -> str:
    """The key kept at ``path``, made now if there is none.

    Readable by its owner only. Two processes that start at the same moment get the same key: the file
    appears complete or not at all, and only the first may place it.
    """
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        with open(
            os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="ascii"
        ) as file:
            file.write(token_urlsafe(64))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass  # another process was first: its key counts
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").strip()
