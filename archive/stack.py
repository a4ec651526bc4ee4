"""Room for the frames of calls.

Python lays frames in pieces of 16 KB. Where one is full, each further call is given a piece of its own, which the
system hands out and takes back with it: a page that calls some thousand times from there spent a fifth of its time on
that, or as much again. Whoever asks for much room has it in one piece, and what is left of that is for all whom it
calls.
"""

from collections.abc import Callable
from functools import update_wrapper
from types import FunctionType
from typing import Final, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")

# So many values of eight bytes are asked for, and as many are left behind them: a piece is a power of two. No memory is
# taken before something stands there.
ROOM: Final = 2**16


def with_room(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """The same, with room for the frames of all that it calls."""
    code = function.__code__.replace(co_stacksize=ROOM)
    made = FunctionType(code, function.__globals__, function.__name__, function.__defaults__, function.__closure__)
    made.__kwdefaults__ = function.__kwdefaults__
    return update_wrapper(made, function)
