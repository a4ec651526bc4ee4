from threading import Barrier, Thread
from time import sleep

import pytest

from archive import kept
from archive.kept import Kept

pytestmark = pytest.mark.once


def test_a_value_is_made_once_for_its_key():
    values, made = Kept[str](most=2), []

    def make() -> str:
        made.append("made")
        return "value"

    assert [values.get("key", make), values.get("key", make)] == ["value", "value"]
    assert made == ["made"]


def test_what_was_asked_for_longest_ago_makes_room():
    values = Kept[int](most=2)
    for key in ("a", "b", "a", "c"):
        values.get(key, lambda: 1)

    assert [values.get(key, lambda: 2) for key in ("a", "c", "b")] == [1, 1, 2]


def test_what_is_kept_weighs_no_more_than_most():
    values = Kept[int](most=10)
    values.get("light", lambda: 1, weight=4)
    values.get("heavy", lambda: 1, weight=7)

    assert values.get("heavy", lambda: 2, weight=7) == 1
    assert values.get("light", lambda: 2, weight=4) == 2


def test_what_is_too_heavy_is_made_and_not_kept_and_all_else_is():
    values = Kept[int](most=10)
    values.get("light", lambda: 1, weight=1)

    assert [values.get("key", lambda: 1, weight=11), values.get("key", lambda: 2, weight=lambda _: 11)] == [1, 2]
    assert values.find("light") == 1


def test_what_is_taken_makes_room():
    values = Kept[int](most=10)
    values.keep("a", 1, 6)
    taken, missing = values.take("a"), values.take("a")
    values.keep("b", 2, 4)
    values.keep("c", 3, 6)

    assert (taken, missing) == ((1, 6), None)
    assert [values.find(key) for key in ("a", "b", "c")] == [None, 2, 3]


def test_a_value_that_could_not_be_made_is_made_by_the_next():
    values = Kept[int](most=1)
    with pytest.raises(ZeroDivisionError):
        values.get("key", lambda: 1 // 0)

    assert values.get("key", lambda: 1) == 1


def test_many_who_ask_at_once_wait_for_one_who_makes():
    values, made, found, together = Kept[int](most=1), [], [], Barrier(4)

    def make() -> int:
        made.append(1)
        sleep(0.02)  # long enough for all of them to ask
        return len(made)

    def ask() -> None:
        together.wait()
        found.append(values.get("key", make))

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [1, 1, 1, 1]


def test_everything_is_forgotten_for_another_archive():
    values = Kept[int](most=1)
    values.get("key", lambda: 1)
    kept.forget()

    assert values.get("key", lambda: 2) == 2
