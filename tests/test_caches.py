"""The cache that processes share: its address, and what is to be seen of a real server that comes, hangs and goes."""

import os
import pickle
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

import pytest
from django.core.cache import BaseCache, CacheHandler
from django.core.exceptions import ImproperlyConfigured
from redis.exceptions import RedisError

from memorial.caches import shared
from memorial.kept_pages import Answer
from tests.programs import program, running

pytestmark = pytest.mark.once

PAGE = Answer(200, [(b"Content-Type", b"text/html"), (b"ETag", b'"page"')], b"\x1f\x8b\nbytes", '"page"')


@pytest.mark.parametrize(
    ("address", "location"),
    [
        ("redis://cache.example.org/3", "redis://cache.example.org/3"),
        ("rediss://archive:hush@cache.example.org:6380", "rediss://archive:hush@cache.example.org:6380"),
        ("valkey://cache.example.org", "redis://cache.example.org"),
        ("valkeys://cache.example.org", "rediss://cache.example.org"),
        ("unix:///run/valkey/valkey.sock?db=1", "unix:///run/valkey/valkey.sock?db=1"),
    ],
)
def test_address_of_a_cache_is_read(address, location):
    assert shared(address)["LOCATION"] == location


@pytest.mark.parametrize(
    "address",
    ["memcached://:hush@host", "redis://", "unix://", "redis://:hush@host:port", "redis://:hush@host?db=first", "host"],
)
def test_address_of_a_cache_that_cannot_be_used_is_refused_in_words(address):
    with pytest.raises(ImproperlyConfigured, match=r"^MEMORIAL_CACHE_URL .* Write redis://") as refusal:
        shared(address)

    assert "hush" not in str(refusal.value)


# --- a real server -----------------------------------------------------------------------------------


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the server listens: the path of a Unix socket may have about a hundred characters."""
    with tempfile.TemporaryDirectory(prefix="memorial-cache-", dir="/tmp") as folder:
        yield Path(folder) / "socket"


@contextmanager
def serving(place: Path) -> Iterator[int]:
    """A server that keeps nothing on disk; its process."""
    server = program("valkey-server", "redis-server", package="redis-server")
    options = ["--port", "0", "--unixsocket", place, "--save", "", "--dir", place.parent, "--loglevel", "warning"]
    with running([server, *options], ready=lambda: is_listening(place)) as process:
        yield process.pid


def is_listening(place: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(str(place)) == 0


def opened(place: Path) -> BaseCache:
    """As a process of the archive has it."""
    return CacheHandler({"pages": shared(f"unix://{place}")})["pages"]


def seconds_until_refused(cache: BaseCache) -> float:
    began = monotonic()
    with pytest.raises(RedisError):
        cache.get("page")
    return monotonic() - began


def test_one_process_finds_what_another_has_kept(place):
    with serving(place):
        opened(place).set("page", PAGE, 60)

        assert opened(place).get("page") == PAGE


def test_what_somebody_else_wrote_into_the_cache_is_never_run(place):
    with serving(place):
        cache = opened(place)
        cache._cache.get_client(write=True).set(cache.make_key("page"), pickle.dumps(Path("elsewhere")))

        with pytest.raises(ValueError):  # whichever of them: it is not an answer
            cache.get("page")


def test_server_that_hangs_or_is_gone_is_given_up_soon_and_found_again_at_once(place):
    cache = opened(place)
    with serving(place) as process:
        cache.set("page", PAGE, 60)
        os.kill(process, signal.SIGSTOP)
        hanging = seconds_until_refused(cache)
        os.kill(process, signal.SIGCONT)
        known = cache.get("page")
    gone = seconds_until_refused(cache)
    with serving(place):
        anew = cache.get("page", "nothing")

    assert hanging < 1
    assert gone < 1
    assert (known, anew) == (PAGE, "nothing")
