"""The machine's browser, and how it is started."""

import os
import shutil

OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


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


def start(playwright):
    """The machine's Chromium, which reaches nothing but this machine."""
    return playwright.chromium.launch(executable_path=chromium(), args=OPTIONS)
