"""One process that measures as it is told: ``python -m tests.bench.worker archive``, or ``bare``.

Each line it reads is a task, each line it writes an answer, both JSON. Several archives are asked in turn so: what a
machine does besides is felt by all alike.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

Task = Mapping[str, Any]


class Bare:
    """Measures ``hello`` and ``statement`` of the bare application."""

    def __init__(self) -> None:
        from tests.bench import bare
        from tests.bench.asking import asking

        bare.fill()
        self.ask = asking(bare.application)
        self.addresses = {"hello": bare.HELLO, "statement": bare.PAGES}

    def measure(self, *, name: str, budget: float) -> dict[str, Any]:
        from tests.bench.asking import measured

        return measured(self.ask, self.addresses[name], budget=budget).told()


class Archive:
    """Measures the pages of the archive of its environment, as readers and as an archivist see them."""

    def __init__(self) -> None:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "memorial.settings")
        from memorial.wsgi import application  # can be imported once it is known which settings are meant
        from tests.bench import pages
        from tests.bench.asking import asking
        from tests.bench.people import cookie

        application.pages = type(application.pages)(0)  # a page costs what it costs to make
        self.reader = asking(application)
        self.at_desk = cache(lambda who: asking(application, HTTP_COOKIE=cookie(who)))
        self.kinds = {kind.name: kind for kind in (*pages.public(), *pages.desk())}
        self.asked: Counter[str] = Counter()

    def addresses(self) -> dict[str, list[str]]:
        return {kind.name: list(kind.addresses) for kind in self.kinds.values()}

    def measure(self, *, name: str, budget: float) -> dict[str, Any]:
        from tests.bench.asking import measured

        kind = self.kinds[name]
        ask = self.at_desk(kind.who) if kind.who else self.reader
        for address in kind.addresses if kind.is_known and not self.asked[name] else ():
            ask(address)
        first = self.asked[name] % len(kind.addresses)  # goes on where it was
        cost = measured(ask, [*kind.addresses[first:], *kind.addresses[:first]], budget=budget)
        self.asked[name] += cost.times
        return {**cost.told(), "goals": kind.goals()}

    def kept(self, *, path: str) -> dict[str, dict[str, Any]]:
        from tests.bench import kept

        return kept.measured(path)

    def body(self, *, path: str) -> str:
        return self.reader(path).body.decode()

    def size(self) -> dict[str, int]:
        """How many editions there are, and the bytes of the whole database."""
        from archive import compacting
        from archive.editions.models import Edition

        return {"editions": Edition.objects.count(), "bytes": compacting.size()}

    def common_words(self) -> dict[str, float]:
        from tests.bench import common_words

        return common_words.measured()

    def acts(self, *, times: int) -> dict[str, dict[str, float]]:
        from tests.bench.acts import Acts

        return Acts().measured(times)

    def after_publication(self, *, times: int) -> dict[str, dict[str, float]]:
        from tests.bench import after_publication

        return after_publication.measured(self.reader, times)

    def publisher(self) -> dict[str, str]:
        from tests.bench.publisher import Publisher

        self.publishing = Publisher(self.reader)
        return self.publishing.pages

    def correct(self, *, mark: str) -> float:
        return self.publishing.correct(mark)

    def withdraw(self) -> float:
        return self.publishing.withdraw()

    def digests(self) -> dict[str, str]:
        return self.publishing.digests()


ROLES: Mapping[str, Callable[[], Any]] = {"bare": Bare, "archive": Archive}


def main() -> None:
    role = ROLES[sys.argv[1]]()
    _say("ready")
    for line in sys.stdin:
        task = json.loads(line)
        try:
            _say(getattr(role, task.pop("do"))(**task))
        except Exception as broken:
            _say({"broken": f"{type(broken).__name__}: {broken}"[:300]})


def _say(answer: Any) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
