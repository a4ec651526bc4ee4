"""The mail server: its address, and what arrives at a real one."""

import socket
from collections.abc import Iterator
from threading import Thread

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from memorial.mail import server

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("smtps://leyla:p%40ss@mail.example.org", ("mail.example.org", 465, "leyla", "p@ss", True, False)),
        ("smtp://leyla:hush@mail.example.org", ("mail.example.org", 587, "leyla", "hush", False, True)),
        ("smtp://mail.example.org:2525/", ("mail.example.org", 2525, "", "", False, True)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
    ],
)
def test_address_of_a_mail_server_is_read(address, said):
    found = server(address)

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_SSL", "USE_TLS")
    assert tuple(found[f"EMAIL_{name}"] for name in names) == said


@pytest.mark.parametrize(
    "address", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://a:secret@b:port", "smtp://host/path"]
)
def test_what_names_no_server_is_refused_without_the_password(address):
    with pytest.raises(ImproperlyConfigured, match="names no mail server") as refused:
        server(address)

    assert "secret" not in str(refused.value)


def test_without_an_address_nothing_is_sent_and_the_command_says_so(settings):
    settings.MEMORIAL_SMTP_URL = ""

    with pytest.raises(CommandError, match="MEMORIAL_SMTP_URL"):
        call_command("send_notices", "--test", "leyla@example.org")


@pytest.fixture
def letters() -> Iterator[tuple[int, list[str]]]:
    """A server that takes letters, on a free port, and what it has taken."""
    taken: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        worker = Thread(target=_serve, args=(listening, taken))
        worker.start()
        yield listening.getsockname()[1], taken
        worker.join()


def _serve(listening: socket.socket, taken: list[str]) -> None:
    connection, _address = listening.accept()
    with connection, connection.makefile("rw", newline="") as lines:
        _say(lines, "220 ready")
        for line in lines:
            if line.upper().startswith("DATA"):
                _say(lines, "354 go on")
                taken.append("".join(iter(lines.readline, ".\r\n")))
            _say(lines, "221 bye" if line.upper().startswith("QUIT") else "250 yes")


def _say(lines, words: str) -> None:
    lines.write(f"{words}\r\n")
    lines.flush()


def test_a_test_message_arrives_at_a_real_server(letters, settings, capsys):
    port, taken = letters
    settings.MEMORIAL_SMTP_URL = f"smtp://127.0.0.1:{port}"
    for name, value in server(settings.MEMORIAL_SMTP_URL).items():
        setattr(settings, name, value)

    call_command("send_notices", "--test", "leyla@example.org")

    assert "1 sent." in capsys.readouterr().out
    assert "To: leyla@example.org" in taken[0]
    assert f"From: {settings.DEFAULT_FROM_EMAIL}" in taken[0]
