"""Starting what measures, and asking it."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Self

ROOT: Final = Path(__file__).resolve().parents[2]


class Broken(Exception):
    """What was asked for broke, in the words of whoever was asked."""


class Worker:
    """A process that measures (``tests.bench.worker``), in the environment of one archive."""

    def __init__(self, role: str, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.bench.worker", role],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._answer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: object) -> None:
        self.process.stdin.close()
        self.process.wait()

    def do(self, what: str, **given: Any) -> Any:
        """Raises ``Broken``."""
        print(json.dumps({"do": what, **given}), file=self.process.stdin, flush=True)
        return self._answer()

    def _answer(self) -> Any:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{' '.join(self.process.args)} ended with {self.process.wait()}.")
        answer = json.loads(line)
        if isinstance(answer, dict) and "broken" in answer:
            raise Broken(answer["broken"])
        return answer


def manage(*command: str, environment: Mapping[str, str]) -> None:
    run("manage.py", *command, environment=environment)


def run(*command: str, environment: Mapping[str, str]) -> None:
    subprocess.run([sys.executable, *command], cwd=ROOT, env={**os.environ, **environment}, check=True)
