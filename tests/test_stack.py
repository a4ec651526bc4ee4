"""Room for the frames of calls."""

from collections.abc import Callable
from resource import RUSAGE_SELF, getrusage

import pytest
from django.test import RequestFactory

from archive.stack import with_room
from memorial.entrance import WSGIEntrance
from tests.public.archives import small

CALLS = 500


def test_however_deep_a_call_stands_it_is_given_no_memory_of_its_own():
    assert max(map(asked_of_the_system, range(300))) < CALLS / 10


@with_room
def asked_of_the_system(depth: int) -> int:
    """How often memory is taken by as many calls from so deep."""
    return taken(depth, lambda: [one_call(number) for number in range(CALLS)])


def one_call(number: int) -> tuple[int, int]:
    return number, number


def taken(depth: int, do: Callable[[], object]) -> int:
    if depth:
        return taken(depth - 1, do)
    before = getrusage(RUSAGE_SELF).ru_minflt
    do()
    return getrusage(RUSAGE_SELF).ru_minflt - before


@pytest.mark.django_db
@pytest.mark.once
def test_a_page_takes_no_memory_for_each_call_however_deep_its_server_calls_it():
    small()
    entrance, request = WSGIEntrance(), RequestFactory().get("/en/timeline/")

    def least(depth: int) -> int:
        return min(taken(depth, lambda: entrance.get_response(request)) for _time in range(2))

    assert max(map(least, range(0, 150, 2))) < 100


def test_what_is_given_room_is_called_as_before():
    @with_room
    def told(one, *, other=2):
        """Says both."""
        return one, other, CALLS

    assert told(1) == (1, 2, CALLS)
    assert (told.__name__, told.__doc__) == ("told", "Says both.")
