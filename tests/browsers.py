"""The machine's browser, and how it is started."""

import os
import shutil

# In place of Playwright's own list, with which this one begins. The last two are pages behind the bar for addresses,
# which nobody sees here: without them a page opens in a third of the time.
WITHOUT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades", "PaintHolding"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "ThirdPartyStoragePartitioning"),
    *("OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
)
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    f"--disable-features={','.join(WITHOUT)}",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


WITH_WINDOWS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium() -> str | None:
    """The browser of this machine. The one that cannot open windows, if it is here, takes three fifths of the time."""
    return _first("chromium-headless-shell", *WITH_WINDOWS)


def with_windows() -> str | None:
    """The browser as readers have it."""
    return _first(*WITH_WINDOWS)


def _first(*names: str) -> str | None:
    wanted = (os.environ.get("CHROMIUM"), *names)
    return next((path for name in wanted if name and (path := shutil.which(name))), None)


def start(playwright):
    """The machine's Chromium, which reaches nothing but this machine."""
    return playwright.chromium.launch(executable_path=chromium(), args=OPTIONS)
