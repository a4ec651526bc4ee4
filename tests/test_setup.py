"""The installation: settings, headers, the secret key, databases, and the tools of these tests themselves."""

import os
import runpy
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from packaging.requirements import Requirement

from archive import guards
from archive.editorial.people import User
from memorial.csp import ContentSecurityPolicyMiddleware
from memorial.headers import PermissionsPolicyMiddleware
from memorial.listening import listens_already
from memorial.secrets import secret_key
from tests import locks
from tests.everybody import violations

ROOT = Path(__file__).resolve().parent.parent

STRICT = (
    "default-src 'none'; script-src 'self'{}; style-src 'self'; img-src 'self'; font-src 'self'; manifest-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own, with the installation's settings and this environment."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "memorial.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- the secret key ----------------------------------------------------------------------------------


def test_secret_key_is_made_once_and_for_its_owner_only(tmp_path):
    place = tmp_path / "secret-key"

    with ThreadPoolExecutor(8) as processes:
        keys = set(processes.map(secret_key, [place] * 8))

    assert len(keys) == 1
    assert keys == {secret_key(place)}
    assert len(keys.pop()) > 80
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [place]


# --- headers -----------------------------------------------------------------------------------------


def policy(path, view) -> str:
    response = ContentSecurityPolicyMiddleware(view)(RequestFactory().get(path))
    return response.headers["Content-Security-Policy"]


def test_reading_room_has_the_strict_policy_and_no_nonce():
    def view(request):
        assert not hasattr(request, "csp_nonce")
        return HttpResponse()

    assert policy("/en/", view) == STRICT.format("")


def test_desk_has_a_nonce_only_where_a_page_asked_for_one():
    nonces = []

    def editor(request):
        nonces.append(str(request.csp_nonce))
        return HttpResponse()

    policies = [
        policy("/desk/", lambda request: HttpResponse()),
        policy("/desk/", editor),
        policy("/desk/", editor),
    ]

    assert policies == [STRICT.format(""), *[STRICT.format(f" 'nonce-{nonce}'") for nonce in nonces]]
    assert nonces[0] != nonces[1]


def test_pages_ask_the_device_for_nothing():
    response = PermissionsPolicyMiddleware(lambda request: HttpResponse())(RequestFactory().get("/en/"))

    assert {"camera=()", "geolocation=()", "microphone=()"} < set(response.headers["Permissions-Policy"].split(", "))


# --- settings ----------------------------------------------------------------------------------------


@pytest.fixture
def settings_in(monkeypatch):
    """What the settings are where the environment says this besides."""

    def read(**environment: str) -> SimpleNamespace:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return SimpleNamespace(**runpy.run_path(str(ROOT / "memorial" / "settings.py")))

    return read


def test_https_address_makes_everything_secure(settings_in):
    secure = settings_in(MEMORIAL_ADDRESS="https://remember.example.org")

    assert secure.ALLOWED_HOSTS[-1] == "remember.example.org"
    assert (secure.SECURE_SSL_REDIRECT, secure.SECURE_HSTS_SECONDS) == (True, 31536000)
    assert (secure.SESSION_COOKIE_NAME, secure.SESSION_COOKIE_SECURE) == ("__Host-session", True)
    assert (secure.CSRF_COOKIE_SECURE, secure.DEBUG) == (True, False)


def test_without_an_address_it_is_this_machine_in_plain_http(settings_in):
    plain = settings_in(PORT="8123")

    assert plain.ALLOWED_HOSTS[-1] == "localhost"
    assert (plain.SECURE_SSL_REDIRECT, plain.SECURE_HSTS_SECONDS) == (False, 0)
    assert (plain.SESSION_COOKIE_NAME, plain.SESSION_COOKIE_SECURE) == ("session", False)
    assert (plain.CSRF_COOKIE_SECURE, plain.DEBUG) == (False, False)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MEMORIAL_ADDRESS", "archive.example.org", "such as https://archive.example.org"),
        ("MEMORIAL_ADDRESS", "https://example.org/archive", "without a path"),
        ("MEMORIAL_BEHIND_PROXY", "perhaps", "Set it to 1 or 0"),
        ("MEMORIAL_TIME_ZONE", "Asia/Bakou", "such as Asia/Baku"),
        ("MEMORIAL_TIME_ZONE", "Etc/GMT-4", "such as Asia/Baku"),
        ("MEMORIAL_DATA_DIR", "/proc/archive", "Set MEMORIAL_DATA_DIR to a folder"),
        ("MEMORIAL_KEPT_PAGES", "many", "a number of megabytes"),
        ("MEMORIAL_BUCKET_URL", "s3://bucket", "Write s3://key:secret@"),
    ],
)
def test_setting_that_cannot_be_used_says_what_to_set(settings_in, name, value, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        settings_in(**{name: value})


# --- PostgreSQL for these tests ----------------------------------------------------------------------


# From the wheel: where the machine has a server, all tests on PostgreSQL show that it runs.
def test_postgresql_runs_for_a_command_and_leaves_nothing():
    ask = (
        "import os, psycopg; from memorial.databases import database;"
        "d = database(os.environ['MEMORIAL_DATABASE_URL']);"
        "c = psycopg.connect(host=d['HOST'], user=d['USER'], dbname=d['NAME']);"
        "print(d['HOST'], c.execute('SHOW server_encoding').fetchone()[0]); raise SystemExit(7)"
    )

    answer = python(
        *("-m", "tests.postgresql", "--", sys.executable, "-c", ask),
        TEST_DATABASE_URL="",
        MEMORIAL_TEST_POSTGRESQL="wheel",
    )

    assert answer.returncode == 7, answer.stderr
    folder, encoding = answer.stdout.splitlines()[-1].split()
    assert encoding == "UTF8"
    assert not Path(folder).exists()


def test_postgresql_that_is_named_is_used_as_it_is():
    answer = python(
        *("-m", "tests.postgresql", "--", sys.executable, "-c"),
        "import os; print(os.environ['MEMORIAL_DATABASE_URL'])",
        TEST_DATABASE_URL="postgres://somebody@db.example.org/test",
    )

    assert (answer.returncode, answer.stdout) == (0, "postgres://somebody@db.example.org/test\n")


# --- the tools of these tests ------------------------------------------------------------------------


def test_tests_cannot_leave_this_machine():
    with socket.socket() as outside, pytest.raises(PermissionError, match="stay on this machine"):
        outside.connect(("192.0.2.1", 80))


@pytest.mark.parametrize("turn", ["first", "second"])
def test_emptied_database_is_guarded_again(committed, turn):
    assert guards.missing(connection) == []
    assert not User.objects.exists()

    User.objects.create(username="archivist")


@pytest.mark.browser
def test_page_reports_what_its_policy_refuses(page):
    refuses = "<meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'self'; script-src 'none'\">"

    page.set_content(f'{refuses}<p style="color: red">red</p>')

    assert len(page.problems) == 1
    assert "Content Security Policy" in page.problems[0]


@pytest.mark.browser
def test_axe_finds_what_somebody_cannot_use(page):
    form = '<html lang="en"><title>Form</title><main><h1 style="color: {}">Form</h1>{}</main>'
    page.set_content(form.format("#999", "<input>"))
    found = violations(page)
    page.set_content(form.format("#000", "<label>Name <input></label>"))

    assert [line.split()[0] for line in found] == ["color-contrast", "label"]
    assert violations(page) == []


# --- locks -------------------------------------------------------------------------------------------

PINNED = "sqlparse==0.6.1 \\\n    --hash=sha256:00\n"


@pytest.mark.parametrize(
    ("asked", "lock", "words"),
    [
        (["sqlparse>=0.5"], PINNED, []),
        (["sqlparse>=99"], PINNED, ["x.txt pins sqlparse==0.6.1, but pyproject.toml asks for sqlparse>=99."]),
        (["sqlparse>=0.5", "nh3"], PINNED, ["x.txt does not pin nh3."]),
        ([], PINNED, ["x.txt pins sqlparse, which nothing asks for."]),
        (["sqlparse"], "sqlparse==0.6.1\n", ["x.txt has no hash for sqlparse==0.6.1."]),
        (
            ["sqlparse"],
            f"--index-url https://packages.example.org/simple\n{PINNED}",
            ["x.txt holds an address or an option; it may hold pins and hashes only."],
        ),
        (["django"], PINNED + PINNED.replace("sqlparse==0.6.1", "django==5.2.19"), ["x.txt does not pin asgiref."]),
    ],
    ids=["in-step", "older", "missing", "left-over", "no-hash", "address", "missing-deeper"],
)
def test_lock_that_is_out_of_step_is_noticed(asked, lock, words):
    assert locks.mistakes([Requirement(line) for line in asked], lock, name="x.txt") == words


@pytest.mark.once
def test_what_no_page_needs_is_not_loaded_for_readers():
    """It is time and memory of every process that serves them."""
    ask = (
        "import sys, django; django.setup(set_prefix=False)\n"
        "from django.urls import resolve\n"
        "heavy = ('archive.admin.urls', 'openpyxl', 'PIL', 'markdown_it', 'edtf')\n"
        "for address in ('/en/statements/', '/desk/'):\n"
        "    resolve(address)\n"
        "    print(*(name for name in heavy if name in sys.modules))\n"
    )

    answer = python("-c", ask)

    assert answer.stdout.splitlines() == ["", "archive.admin.urls openpyxl PIL"], answer.stderr


@pytest.mark.once
@pytest.mark.parametrize("command", ["load_sample", "rebuild_catalogue"])
def test_command_of_the_whole_archive_is_checked_without_loading_the_desk_and_its_addresses(command):
    ask = (
        "import sys, django; django.setup(set_prefix=False)\n"
        "from django.core.management import load_command_class\n"
        f"command = load_command_class('archive', '{command}')\n"
        "command.check(**command.get_check_kwargs({}))\n"
        "print(*(name for name in ('archive.admin.urls', 'archive.public.urls') if name in sys.modules))\n"
    )

    answer = python("-c", ask)

    assert answer.stdout.splitlines()[-1:] == [""], answer.stderr


@pytest.mark.once
def test_server_does_not_begin_where_another_one_listens():
    """Servers may share a port, and a reader would be answered now by the one, now by the other."""
    with socket.create_server(("127.0.0.1", 0), reuse_port=True) as other:
        port = str(other.getsockname()[1])
        taken = python("-m", "memorial.serving", "--host", "127.0.0.1", "--port", port, MEMORIAL_SURFACE="public")
        assert listens_already(["--no-ws", f"--port={port}", "memorial.asgi:application"]) == f"127.0.0.1:{port}"
    assert (taken.returncode, taken.stderr.splitlines()[-1:]) == (
        1,
        [f"Something listens at 127.0.0.1:{port} already. PORT= chooses another port: PORT=8001."],
    )
    assert listens_already(["--host", "127.0.0.1", "--port", port]) == ""
    assert listens_already(["--uds", "socket"]) == ""


@pytest.mark.once
def test_process_of_readers_alone_loads_nothing_of_what_archivists_edit():
    """It is loaded once for all processes, so nothing may be open that only one of them can have."""
    ask = (
        "import sys, memorial.serving\n"
        "from django.db import connections\n"
        "of_desk = ('records.base', 'editorial', 'dossiers', 'importing', 'admin', 'audit', 'holdings')\n"
        "others = ('django.contrib.auth.models', 'django.contrib.admin', 'django.db.migrations.executor', 'PIL')\n"
        "print(*(name for name in (*(f'archive.{one}' for one in of_desk), *others) if name in sys.modules))\n"
        "print(*(one for one in connections.all(initialized_only=True) if one.connection is not None))\n"
        "print(memorial.serving._loaded.pages is not None, memorial.serving._loaded.readers._threads)\n"
    )

    answer = python("-c", ask, MEMORIAL_SURFACE="public")

    assert answer.stdout.splitlines() == ["", "", "True set()"], answer.stderr


@pytest.mark.once
def test_server_says_what_is_missing_instead_of_failing_page_by_page(tmp_path):
    own = {"VENV": sys.prefix, "MEMORIAL_DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "memorial.settings"}

    started = subprocess.run(
        [ROOT / "deploy" / "serve"],
        env={**os.environ, **own},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert started.returncode == 1
    assert started.stderr.endswith("are not collected: run 'manage.py collectstatic --noinput' first.\n")
    assert "Traceback" not in started.stderr


@pytest.mark.once
def test_commands_are_of_the_whole_archive_whichever_rooms_are_served():
    answer = python("manage.py", "makemigrations", "--check", "--dry-run", MEMORIAL_SURFACE="public")

    assert (answer.returncode, answer.stdout) == (0, "No changes detected\n"), answer.stderr


@pytest.mark.once
def test_what_cldr_knows_is_kept_as_far_as_pages_say_it():
    ask = (
        "import django; django.setup(set_prefix=False)\n"
        "from babel import core\n"
        "from archive import languages\n"
        "from archive.languages.letters import usual_script\n"
        "cldr = languages.get('ru').cldr\n"
        "print(languages.get('ru').years(2), languages.get('ru').days(5), usual_script('ru'), usual_script('xx'))\n"
        "print(sorted(cldr._data['unit_patterns']), core._global_data)\n"
    )

    answer = python("-c", ask)

    said = ["2 года 5 дней Cyrl", "['duration-day', 'duration-year'] None"]
    assert [line.strip() for line in answer.stdout.splitlines()] == said, answer.stderr
