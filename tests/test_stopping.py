"""Processes of the server stop when they are told to, also those that have hardly begun."""

import subprocess
import sys
import textwrap

import pytest

ROOT = __file__.rpartition("/tests/")[0]
# As the server does it: it hears by itself that it shall stop, parts, and tells the other one at once, which has no way
# to hear it yet.
PARTED = """
    import multiprocessing, signal, time
    from memorial import stopping

    stopping.heard_from_the_beginning()
    signal.signal(signal.SIGTERM, lambda *told: None)
    worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(5,))
    worker.start()
    worker.terminate()
    worker.join()
    print(worker.exitcode, signal.pthread_sigmask(signal.SIG_BLOCK, []))
"""


@pytest.mark.once
def test_process_that_has_just_begun_ends_when_it_is_told_to():
    code = textwrap.dedent(PARTED)

    said = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert said == "-15 set()\n"
