"""The sample archive, served by the server and with the settings of an installation, as ``make demo`` does."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.error import URLError
from urllib.request import urlopen

ROOT: Final = Path(__file__).resolve().parent.parent
# Of the people of the sample.
PASSWORD: Final = "of the sample"


@contextmanager
def served() -> Iterator[str]:
    """Its address. It is made for this, and gone afterwards."""
    with made() as environment, serving(environment) as address:
        yield address


@contextmanager
def made() -> Iterator[Mapping[str, str]]:
    """The environment in which it is there, not served yet."""
    folder = tempfile.mkdtemp(prefix="memorial-sample-")
    own = {"MEMORIAL_DATA_DIR": folder, "MEMORIAL_DATABASE_URL": "", "MEMORIAL_ADDRESS": ""}
    environment = {**os.environ, **own, "MEMORIAL_DEMO_PASSWORD": PASSWORD}
    try:
        for command in (["migrate"], ["load_sample"], ["collectstatic", "--noinput"]):
            manage = [sys.executable, "manage.py", *command]
            subprocess.run(manage, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
        yield environment
    finally:
        shutil.rmtree(folder)


@contextmanager
def serving(environment: Mapping[str, str], *options: str) -> Iterator[str]:
    """The address at which ``make serve`` serves this environment. ``options`` are make's."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    command = ["make", "--silent", "serve", *options]
    server = subprocess.Popen(command, cwd=ROOT, env={**environment, "PORT": port})
    try:
        yield answering(f"http://127.0.0.1:{port}")
    finally:
        server.terminate()
        server.wait()


def answering(address: str) -> str:
    for _ in range(100):
        try:
            urlopen(f"{address}/robots.txt").close()
        except URLError:
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError(f"Nobody answers at {address}.")
