"""Passwords: how often they may be guessed, by whom, and what a guess costs."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.management import call_command
from django.test import Client, RequestFactory

from memorial.guessing import ACCOUNTS_AT_AN_ADDRESS, UNDER_ATTACK, address
from memorial.passwords import Argon2
from tests import making

WRONG = "not the password of anybody"
TRIES = settings.AXES_FAILURE_LIMIT
NEWSROOM, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def signs_in(name: str, password: str = making.PASSWORD, *, at: str = NEWSROOM):
    return Client().post("/desk/login/", {"username": name, "password": password}, REMOTE_ADDR=at)


def guesses(name: str, number: int, *, at: str = NEWSROOM) -> list[int]:
    return [signs_in(name, WRONG, at=at).status_code for _ in range(number)]


def earlier(name: str, number: int, *, at: str) -> None:
    """So many wrong passwords, just now."""
    AccessAttempt.objects.create(username=name, ip_address=at, failures_since_start=number)


@pytest.mark.django_db
def test_tenth_wrong_password_locks_the_account_there_and_nobody_else():
    making.archivist(), making.reviewer()

    assert guesses("archivist", TRIES) == [200] * (TRIES - 1) + [429]
    refused = signs_in("archivist")
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "900")
    for words in ("Çox sayda səhv parol", "Too many wrong passwords", "Слишком много неверных паролей"):
        assert words in refused.content.decode()
    # A colleague in the same newsroom, and the owner from elsewhere.
    assert signs_in("reviewer").status_code == 302
    assert signs_in("archivist", at=ELSEWHERE).status_code == 302


@pytest.mark.django_db
def test_lock_ends_by_itself_or_by_a_command_and_trying_on_does_not_prolong_it():
    making.archivist()
    guesses("archivist", TRIES)
    call_command("axes_reset_username", "archivist", verbosity=0)
    assert signs_in("archivist").status_code == 302

    with time_machine.travel("2027-01-01T12:00:00Z", tick=False) as clock:
        guesses("archivist", TRIES)
        clock.shift(timedelta(minutes=14))
        assert signs_in("archivist").status_code == 429
        clock.shift(timedelta(minutes=2))
        assert signs_in("archivist").status_code == 302


@pytest.mark.django_db
def test_signing_in_makes_good_for_ones_own_account_and_for_no_other():
    making.archivist(), making.reviewer()
    guesses("archivist", TRIES - 1), guesses("reviewer", TRIES - 1)

    assert signs_in("archivist").status_code == 302

    assert guesses("archivist", 1) == [200]
    assert guesses("reviewer", 1) == [429]


@pytest.mark.django_db
def test_address_waits_when_as_much_was_wrong_there_as_ten_accounts_may():
    making.archivist()
    earlier("nobody", TRIES * ACCOUNTS_AT_AN_ADDRESS - 1, at=NEWSROOM)
    assert signs_in("archivist").status_code == 302

    assert guesses("somebody", 1) == [429]

    assert signs_in("archivist").status_code == 429
    assert signs_in("archivist", at=ELSEWHERE).status_code == 302


@pytest.mark.django_db
def test_account_under_attack_from_many_addresses_gives_fewer_tries_to_each():
    making.archivist()
    for number in range(UNDER_ATTACK // 5):
        earlier("archivist", 5, at=f"203.0.113.{number}")

    assert guesses("archivist", 4) == [200, 200, 200, 429]
    assert signs_in("archivist", at=ELSEWHERE).status_code == 302


@pytest.mark.parametrize(
    ("behind", "meta", "found"),
    [
        (False, {"REMOTE_ADDR": NEWSROOM, "HTTP_X_FORWARDED_FOR": ELSEWHERE}, NEWSROOM),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": f"made up, {NEWSROOM}, {ELSEWHERE}"}, ELSEWHERE),
        (True, {"REMOTE_ADDR": NEWSROOM}, NEWSROOM),
        (True, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "nonsense"}, None),
        (False, {"REMOTE_ADDR": ""}, None),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:aaaa::1"}, "2001:db8:1:2::"),
        (False, {"REMOTE_ADDR": f"::ffff:{NEWSROOM}"}, NEWSROOM),
    ],
)
def test_address_is_the_one_that_can_be_trusted(settings, behind, meta, found):
    settings.MEMORIAL_BEHIND_PROXY = behind

    assert address(RequestFactory().get("/", **meta)) == found


# --- hashes ------------------------------------------------------------------------------------------


def test_older_hash_still_opens_and_is_renewed():
    old, new = (hasher.encode(making.PASSWORD, hasher.salt()) for hasher in (Argon2PasswordHasher(), Argon2()))

    assert "m=19456,t=2,p=1" in new
    assert [Argon2().verify(making.PASSWORD, one) for one in (old, new)] == [True, True]
    assert [Argon2().must_update(one) for one in (old, new)] == [True, False]


def test_no_more_than_two_passwords_are_hashed_at_once(monkeypatch):
    now, most = [], []

    def hashed(self, *words):
        now.append(1)
        most.append(len(now))
        time.sleep(0.01)
        now.pop()
        return ""

    monkeypatch.setattr(Argon2PasswordHasher, "encode", hashed)
    monkeypatch.setattr(Argon2PasswordHasher, "verify", hashed)
    with ThreadPoolExecutor(6) as everybody:
        list(everybody.map(lambda name: getattr(Argon2(), name)("word", "salt"), ["encode", "verify"] * 6))

    assert max(most) == 2
