"""Room for the frames of calls."""

from resource import RUSAGE_SELF, getrusage

from archive.stack import with_room

CALLS = 500


def test_however_deep_a_call_stands_it_is_given_no_memory_of_its_own():
    assert max(map(asked_of_the_system, range(300))) < CALLS / 10


@with_room
def asked_of_the_system(depth: int) -> int:
    """How often memory is taken by as many calls from so deep."""
    return many_calls(depth)


def many_calls(depth: int) -> int:
    if depth:
        return many_calls(depth - 1)
    before = getrusage(RUSAGE_SELF).ru_minflt
    for number in range(CALLS):
        one_call(number)
    return getrusage(RUSAGE_SELF).ru_minflt - before


def one_call(number: int) -> list[int]:
    return [number, number]


def test_what_is_given_room_is_called_as_before():
    @with_room
    def told(one, *, other=2):
        """Says both."""
        return one, other, CALLS

    assert told(1) == (1, 2, CALLS)
    assert (told.__name__, told.__doc__) == ("told", "Says both.")
