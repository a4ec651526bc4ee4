"""Where the machine's browser is."""

import os
import shutil


def chromium() -> str | None:
    """The browser of this machine."""
    names = (
        os.environ.get("CHROMIUM"),
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
    )
    return next((path for name in names if name and (path := shutil.which(name))), None)
