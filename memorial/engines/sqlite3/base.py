"""Where Django looks for the engine."""

import os
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    # Which file is open.
    opened: tuple[int, int] | None = None

    def get_connection_params(self) -> dict[str, Any]:
        """``only_if_there`` among the options: a file that is gone is not made anew."""
        params = super().get_connection_params()
        if params.pop("only_if_there", False):
            params["database"] = f"{Path(self.settings_dict['NAME']).as_uri()}?mode=rw"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        # Before it is opened: should another be put in its place just now, it is opened once more, and not missed.
        self.opened = self._there()
        return super().get_new_connection(conn_params)

    def is_usable(self) -> bool:
        """Whether what is open is what stands there: a backup may have been put back, or a folder exchanged."""
        return self.is_in_memory_db() or self._there() == self.opened

    def _there(self) -> tuple[int, int] | None:
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
