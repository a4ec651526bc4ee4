"""That every process of a server ends when it is told to, however shortly after its beginning."""

import os
import signal
from functools import partial
from typing import Final

TOLD: Final = (signal.SIGINT, signal.SIGTERM)


def heard_from_the_beginning() -> None:
    """Call it in the process that starts the others. One that parts from it has its way to hear that it shall stop, and
    would do as if it were that one, until it has its own: whatever it is told meanwhile would be lost, and it be waited
    for in vain. Until then it simply ends: nobody has been let in.
    """
    os.register_at_fork(
        before=partial(signal.pthread_sigmask, signal.SIG_BLOCK, TOLD),
        after_in_parent=partial(signal.pthread_sigmask, signal.SIG_UNBLOCK, TOLD),
        after_in_child=_end_when_told,
    )


def _end_when_told() -> None:
    for one in TOLD:
        signal.signal(one, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, TOLD)
