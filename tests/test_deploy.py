"""What stands around an installation: nginx before the archive, units of systemd, a container."""

import os
import re
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from socket import socket
from urllib.parse import urlsplit

import pytest
from django.db import connection

from archive.editorial import publishing
from tests import making
from tests.installation import ROOT, serving
from tests.programs import program, running

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
# What a distribution puts around a site.
AROUND = """
{user}
daemon off;
worker_processes 1;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/bodies;
    proxy_temp_path {folder}/answers;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site;
}}
"""
# Started by root, nginx would work as somebody who may not write here.
MYSELF = "user root;" if os.geteuid() == 0 else ""
SHUSHA, LACHIN, PLACES = "/en/places/shusha/", "/en/places/lachin/", "/en/places/"


class Nginx:
    """The site as it is in deploy/, before one archive."""

    def __init__(self, archive: str, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        with socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def site(self) -> str:
        text = (DEPLOY / "nginx.conf").read_text()
        for there, here in {
            "listen 80": f"listen 127.0.0.1:{self.port}",
            "127.0.0.1:8000": urlsplit(self.archive).netloc,
            "/var/cache/nginx/memorial": str(self.folder / "kept"),
            "/srv/memorial-archive": str(ROOT),
            "ARCHIVE.EXAMPLE.ORG": "127.0.0.1",
        }.items():
            assert there in text
            text = text.replace(there, here)
        return text

    def command(self) -> list[str]:
        (self.folder / "site").write_text(self.site())
        (self.folder / "conf").write_text(AROUND.format(folder=self.folder, user=MYSELF))
        return [program("nginx", package="nginx-light"), "-e", f"{self.folder}/log", "-c", f"{self.folder}/conf"]

    def is_listening(self) -> bool:
        with socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Status, where nginx says that it had the answer, and the answer."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = line.getresponse()
        said = answer.status, answer.headers.get("X-Cache", ""), answer.read().decode(errors="replace")
        line.close()
        return said

    def let_pass(self, seconds: int) -> None:
        """For all that is kept. Until when it is fresh stands in each file, behind the number of the layout."""
        for path in (self.folder / "kept").rglob("*"):
            if path.is_file():
                kept = bytearray(path.read_bytes())
                struct.pack_into("q", kept, 8, struct.unpack_from("q", kept, 8)[0] - seconds)
                path.write_bytes(kept)


@contextmanager
def before(archive: str, folder: Path) -> Iterator[Nginx]:
    """nginx, for the length of a block."""
    nginx = Nginx(archive, folder)
    with running(nginx.command(), ready=nginx.is_listening):
        yield nginx


@pytest.mark.long
@pytest.mark.sqlite  # the server reads the test's own database
def test_nginx_keeps_a_page_for_a_second_and_a_minute_while_nobody_answers(committed, tmp_path):
    shusha = making.place({"en": "Shusha"}, slug="shusha")
    wall, gate = making.picture(slug="wall"), making.picture(slug="gate", content=making.drawn("#30577b"))
    for one in (shusha, making.place({"en": "Lachin"}, slug="lachin"), wall, gate):
        making.published(one)
    for content in (making.drawn(), making.drawn("#30577b")):
        making.derived_file(content)
    files = [f"/media/{one.slug}/{one.file.master}/whole-640.jpeg" for one in (wall, gate)]
    own = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "MEMORIAL_DATABASE_URL": f"sqlite://{connection.settings_dict['NAME']}",
        "WORKERS": "1",
    }
    with ExitStack() as archive, before(archive.enter_context(serving({**os.environ, **own})), tmp_path) as nginx:
        pages = [[nginx.ask(path)[:2] for path in (SHUSHA, LACHIN, PLACES)] for _ in range(2)]
        pictures = [[nginx.ask(file, Accept_Language=one)[:2] for file in files] for one in ("en", "ru")]
        desk = [nginx.ask("/desk/login/")[:2] for _ in range(2)]
        lost = [nginx.ask("/nonsense/", Accept_Language=language)[2] for language in ("en", "ru")]
        for one in (shusha, wall):
            publishing.withdraw(one, by=making.publisher(), reason_class="safety", note={"en": "Withdrawn."})
        nginx.let_pass(2)
        withdrawn, listed = nginx.ask(SHUSHA), nginx.ask(PLACES)
        asked_again = [nginx.ask(file)[:2] for file in files]
        nginx.let_pass(2)
        unchanged = nginx.ask(PLACES)
        archive.close()
        nginx.let_pass(2)
        away = [nginx.ask(path) for path in (SHUSHA, LACHIN, PLACES, "/en/", *files)]
        nginx.let_pass(60)
        later = [nginx.ask(path)[0] for path in (SHUSHA, LACHIN, PLACES, *files)]

    assert pages == [[(200, "MISS")] * 3, [(200, "HIT")] * 3]
    assert desk == [(200, "")] * 2
    # What is said in a reader's language is kept for readers of it.
    assert ["Page not found" in page for page in lost] == [True, False]
    assert (withdrawn[0], "Shusha" in withdrawn[2], "Shusha" in listed[2]) == (410, False, False)
    assert unchanged[:2] == (200, "REVALIDATED")
    # A picture has no language, and is kept as long as a page is.
    assert pictures == [[(200, "MISS")] * 2, [(200, "HIT")] * 2]
    assert asked_again == [(404, ""), (200, "REVALIDATED")]
    assert [status for status, _, _ in away] == [410, 200, 200, 503, 404, 200]
    assert [away[number][1] for number in (1, 2, 5)] == ["STALE"] * 3
    assert away[3][2] == (ROOT / "templates" / "503.html").read_text()
    assert later == [503] * 5


@pytest.mark.once
def test_nginx_understands_what_it_is_to_be_told_with_tls_and_against_robots(tmp_path):
    nginx = Nginx("http://127.0.0.1:8000", tmp_path)
    command = [*nginx.command(), "-t"]
    keys = [str(tmp_path / name) for name in ("privkey.pem", "fullchain.pem")]
    made = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-subj",
        "/CN=archive",
        "-keyout",
        keys[0],
        "-out",
        keys[1],
    ]
    subprocess.run([program("openssl", package="openssl"), *made], check=True, capture_output=True)
    told = re.sub(r"(?m)^( *)# ( *[^#\n]*[;{]|\})$", r"\1\2", nginx.site())
    told = told.replace(f"listen 127.0.0.1:{nginx.port};", "", 1)  # TLS stands instead of it
    told = told.replace("listen 443", f"listen 127.0.0.1:{Nginx('', tmp_path).port}")
    told = told.replace("/etc/letsencrypt/live/127.0.0.1", str(tmp_path))

    (tmp_path / "site").write_text(told)
    looked_over = subprocess.run(command, capture_output=True, text=True, check=False)

    assert [told.count(f"\n    {line}") for line in ("ssl_certificate ", "return 301 ", "    limit_req zone")] == [
        1
    ] * 3
    assert looked_over.returncode == 0, looked_over.stderr


# --- units -------------------------------------------------------------------------------------------


@pytest.fixture
def analyze() -> str:
    return shutil.which("systemd-analyze") or pytest.skip("no systemd on this machine")


@pytest.mark.once
def test_systemd_understands_the_units_and_finds_what_they_start(analyze, tmp_path):
    for unit in UNITS:
        (tmp_path / unit.name).write_text(unit.read_text().replace("/srv/memorial-archive", str(ROOT)))
    names = [unit.name.replace("@", "@public") for unit in UNITS]

    verified = subprocess.run(
        [analyze, "verify", "--man=no", *names], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert (verified.returncode, verified.stderr) == (0, "")


@pytest.mark.once
def test_units_leave_little_of_the_machine_open(analyze):
    services = [unit for unit in UNITS if unit.suffix == ".service"]

    weighed = subprocess.run(
        [analyze, "security", "--offline=yes", "--threshold=20", "--no-pager", *services],
        capture_output=True,
        text=True,
        check=False,
    )

    assert weighed.returncode == 0, weighed.stdout


# --- the container -----------------------------------------------------------------------------------


def lines(name: str) -> list[str]:
    """Without comments; what is continued is one."""
    text = (ROOT / name).read_text().replace("\\\n", " ")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@pytest.mark.once
def test_container_copies_what_is_there_and_is_let_through():
    let_through = {line.removeprefix("!") for line in lines(".dockerignore") if line.startswith("!")}
    copied = [line.split()[1:-1] for line in lines("deploy/Containerfile") if re.match(r"COPY (?!--from)", line)]
    names = {name for some in copied for name in some}

    assert all((ROOT / name).exists() for name in names)
    assert names == let_through
    # What it is run with later is there, too.
    assert os.access(DEPLOY / "serve", os.X_OK)


@pytest.mark.once
def test_what_the_container_copies_is_all_that_it_compiles_and_serves(tmp_path):
    """By its own lines, in a folder that has nothing else; what is compiled is read, and nothing is written later."""
    data, compiled = tmp_path / "data", next(line for line in lines("deploy/Containerfile") if "compile_all" in line)
    for name in (line.removeprefix("!") for line in lines(".dockerignore") if line.startswith("!")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        there = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        there(ROOT / name, tmp_path / name)
    for python, folder in (("/srv/venv/bin/python", sys.executable), ("/data", str(data))):
        compiled = compiled.replace(python, folder)
    serve = "import memorial.serving as one; print(one._loaded.pages is not None, one.__file__)"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "memorial.settings", "MEMORIAL_DATA_DIR": str(data)}

    for command in (["sh", "-ec", compiled.removeprefix("RUN ")], [sys.executable, "-c", serve]):
        said = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr

    assert said.stdout == f"True {tmp_path / 'memorial' / 'serving.py'}\n"


@pytest.mark.once
def test_container_is_made_of_what_is_pinned_and_run_by_nobody():
    said = lines("deploy/Containerfile")
    stages = [line.split()[1] for line in said if line.startswith("FROM")]

    # No host of a registry: the one that is configured gives it.
    assert set(stages) == {"python:3.13-slim"}
    assert any("--require-hashes" in line for line in said if "pip install" in line)
    assert [line for line in said if line.startswith("USER")] == ["USER 10001"]


@pytest.mark.once
def test_podman_is_told_to_keep_the_health_check():
    texts = [(ROOT / name).read_text() for name in ("deploy/Containerfile", "docs/operating.md")]
    told = [line for text in texts for line in text.splitlines() if "podman build" in line]

    assert "\nHEALTHCHECK" in texts[0]
    assert ["--format docker" in line for line in told] == [True, True]
