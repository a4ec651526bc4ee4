"""What else may serve, where it is installed: nginx with a file, a cache, a Wagtail site that somebody brings along."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from tests.programs import ended, until

from . import serving
from .served import row

NGINX: Final = shutil.which("nginx")
CACHE: Final = shutil.which("valkey-server") or shutil.which("redis-server")
# Its tables of types and its log are nobody's here.
CONFIGURATION: Final = """
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/errors;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000; default_type text/html; open_file_cache max=100;
  client_body_temp_path {folder}; proxy_temp_path {folder}; fastcgi_temp_path {folder}; uwsgi_temp_path {folder};
  scgi_temp_path {folder};
  server {{ listen 127.0.0.1:{port}; root {folder}; location / {{ index page.html; }} }} }}
"""


def static(page: bytes, *, seconds: float) -> dict[str, Any]:
    """A file of ``page``, served by nginx."""
    with tempfile.TemporaryDirectory() as folder, _nginx(Path(folder), page) as served:
        return row(served, ["/"], seconds=seconds)


@contextmanager
def _nginx(folder: Path, page: bytes):
    folder.chmod(0o755)
    (folder / "page.html").write_bytes(page)
    port = serving.free_port()
    configuration = folder / "nginx.conf"
    configuration.write_text(CONFIGURATION.format(folder=folder, port=port))
    command = [str(NGINX), "-e", str(folder / "errors"), "-p", str(folder), "-c", str(configuration)]
    with serving.started(command, {}, "/", port=port) as served:
        yield served


@contextmanager
def cache() -> Iterator[str]:
    """The address of a cache that keeps nothing on disk."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "socket"
        options = ["--port", "0", "--unixsocket", str(place), "--save", "", "--dir", folder, "--loglevel", "warning"]
        server = subprocess.Popen([str(CACHE), *options], stdout=subprocess.DEVNULL)
        try:
            until(place.exists)
            yield f"unix://{place}"
        finally:
            ended(server)


def wagtail(site: Path, *, connections: int, seconds: float) -> dict[str, Any]:
    """The statements of ``site`` for a crowd, in the environment that it needs (``BENCH_DB``).

    It is a Wagtail project with ``config.wsgi`` and pages at /statements/statement-0/ and so on. ``BENCH_WAGTAIL`` is
    the Python that has Wagtail, and granian.
    """
    port = serving.free_port()
    program = [os.environ["BENCH_WAGTAIL"], "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    options = ["--workers", "2", "--blocking-threads", "1", "--log-level", "error", "--port", str(port)]
    pages: Sequence[str] = [f"/statements/statement-{number}/" for number in range(20)]
    command = [*program, *options, "config.wsgi:application"]
    with serving.started(command, {"PYTHONPATH": str(site)}, pages[0], port=port, folder=site) as served:
        return row(served, pages, seconds=seconds, connections=connections)
