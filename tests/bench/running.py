"""The suites, each of whose rows is measured for every archive in turn, between two measurements of a bare Django."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import mean
from traceback import format_exc
from typing import Any, Final

from . import commands, keeping, peers, served, spike
from .keeping import Kept
from .workers import Broken, Worker

# What was measured of a row, of one archive.
Figures = dict[str, Any]
SUITES: Final = (
    "pages",
    "common_words",
    "after_publication",
    "kept",
    "desk",
    "acts",
    "served",
    "spike",
    "peers",
    "commands",
)
# Seconds that a server is driven for a row.
DRIVEN: Final = 4
# A row is measured in so many parts, each between two bare ones, and that in the middle counts: a machine may be faster
# in one second than in the next.
PARTS: Final = 5


class Run:
    """Measures the rows whose names hold one of ``rows``, or all."""

    def __init__(
        self,
        archives: list[Kept],
        *,
        rows: list[str],
        budget: float,
        wagtail: Path | None = None,
        keep: Callable[[str, str, Figures], None],
    ) -> None:
        self.archives, self.rows, self.budget, self.wagtail, self.keep = archives, rows, budget, wagtail, keep

    def measure(self, suites: list[str]) -> list[str]:
        """Keeps the figures of each row as soon as there are any; returns the suites that broke off."""
        with ExitStack() as stack:
            bare = {one.database: one.bare for one in self.archives}
            self.bare = {name: stack.enter_context(Worker("bare", own)) for name, own in bare.items()}
            return [suite for suite in suites if not self._measured(suite)]

    def _measured(self, suite: str) -> bool:
        try:
            with self._workers():
                getattr(self, suite)()
        except Exception:  # whatever it is, the others can be measured
            print(f"{suite} broke off:\n{format_exc()}", flush=True)
            return False
        return True

    @contextmanager
    def _workers(self) -> Iterator[None]:
        """Each suite finds new processes: what one has done is no matter to the next."""
        with ExitStack() as stack:
            started = [(one, stack.enter_context(Worker("archive", one.environment))) for one in self.archives]
            self.workers = {str(one): worker for one, worker in started}
            self.addresses = {label: worker.do("addresses") for label, worker in self.workers.items()}
            yield

    def pages(self) -> None:
        self._measure(lambda name: not name.startswith("desk: "))

    def common_words(self) -> None:
        if self._is_asked_for("common words"):
            for label, worker in self.workers.items():
                self._add("common words", label, worker.do("common_words"), None)

    def after_publication(self) -> None:
        for one in self.archives:
            if self._is_asked_for("after a publication"):
                with keeping.copied(one) as copy, Worker("archive", copy.environment) as worker:
                    found, unit = self._beside_bare(str(one), lambda w=worker: w.do("after_publication", times=5))
                for page, told in found.items():
                    self._add(f"after a publication: {page}", str(one), told, unit)

    def kept(self) -> None:
        if self._is_asked_for("kept"):
            for label, worker in self.workers.items():
                path = self.addresses[label]["statement"][0]
                found, unit = self._beside_bare(label, lambda w=worker, p=path: w.do("kept", path=p))
                for row, one in found.items():
                    self._add(f"in process: {row}", label, one, unit)

    def desk(self) -> None:
        self._measure(lambda name: name.startswith("desk: "))

    def _measure(self, belongs: Callable[[str], bool]) -> None:
        budget = self.budget / PARTS
        for name in filter(belongs, next(iter(self.addresses.values()))):
            if self._is_asked_for(name):
                for label, worker in self.workers.items():
                    self._compared(name, label, lambda w=worker, n=name: w.do("measure", name=n, budget=budget))

    def acts(self) -> None:
        if self._is_asked_for("act"):
            for label, worker in self.workers.items():
                parts = [self._beside_bare(label, lambda w=worker: w.do("acts", times=3)) for _ in range(PARTS)]
                for act in parts[0][0]:
                    self._add(f"act: {act}", label, *_middle([(found[act], unit) for found, unit in parts]))

    def served(self) -> None:
        if self._is_asked_for("served"):
            bares = {one.database: served.bare(one.bare, seconds=DRIVEN) for one in self.archives}
            for one in self.archives:
                bare = bares[one.database]
                found = served.measured(one, _public(self.addresses[str(one)]), seconds=DRIVEN)
                for row, told in {**found, "bare": bare["bare"], "hello": bare["hello"]}.items():
                    unit = bare["start" if row == "start" else "bare"].get("median")
                    self._add(f"served: {row}", str(one), {**told, "beside": bare.get(row)}, unit)

    def spike(self) -> None:
        for one in self.archives:
            if self._is_asked_for("spike"):
                pages = self.addresses[str(one)]["statement"]
                self._add("spike", str(one), spike.measured(one, pages, seconds=26), None)
                if peers.CACHE:
                    with peers.cache() as address:
                        found = spike.measured(one, pages, seconds=26, cache=address)
                    self._add("spike, pages shared", str(one), found, None)

    def peers(self) -> None:
        """Once, whatever the archives are."""
        label, worker = next(iter(self.workers.items()))
        if peers.NGINX and self._is_asked_for("peer"):
            page = worker.do("body", path=self.addresses[label]["statement"][0])
            self._add("peer: nginx, a file", label, peers.static(page.encode(), seconds=DRIVEN), None)
        if self.wagtail and self._is_asked_for("peer"):
            found = peers.wagtail(self.wagtail, connections=spike.CONNECTIONS, seconds=2 * DRIVEN)
            self._add("peer: Wagtail, statements", label, found, None)

    def commands(self) -> None:
        for one in self.archives:
            size = self.workers[str(one)].do("size")
            if self._is_asked_for("database"):
                self._add("database", str(one), {"bytes": round(size["bytes"] / size["editions"])}, None)
            if self._is_asked_for("rebuild_catalogue"):
                self._add("rebuild_catalogue", str(one), commands.rebuild(one, editions=size["editions"]), None)
        if self._is_asked_for("sample"):
            self._add("sample", "", commands.sample(), None)

    def _is_asked_for(self, name: str) -> bool:
        return not self.rows or any(row in name for row in self.rows)

    def _compared(self, name: str, label: str, measure: Callable[[], Figures]) -> None:
        try:
            one, unit = _middle([self._beside_bare(label, measure) for _ in range(PARTS)])
        except Broken as broken:  # a page that breaks is a result as well
            one, unit = {"broken": str(broken)}, None
        self._add(name, label, one, unit)

    def _beside_bare(self, label: str, measure: Callable[[], Any]) -> tuple[Any, float]:
        """And what a bare view cost just before and just after it, on the database of the archive of this label."""
        bare = self.bare[label.partition(" ")[0]]
        before, found, after = _of_bare(bare), measure(), _of_bare(bare)
        return found, mean((before, after))

    def _add(self, row: str, label: str, one: Figures, unit: float | None) -> None:
        if unit and "median" in one:
            one = {**one, "unit": round(unit, 4), "times": round(one["median"] / unit, 2)}
        self.keep(row, label, one)
        print(f"{row:28s} {label:18s} {told(one)}", flush=True)


def told(one: Figures) -> str:
    if "broken" in one:
        return str(one["broken"])
    parts = (
        ("times", "{:8.2f} B"),
        ("median", "{:10.3f} ms"),
        ("queries", "{:4.0f} queries"),
        ("bytes", "{:9,d} bytes"),
        ("rate", "{:8.1f} a second"),
        ("p99", "p99 {:.1f} ms"),
        ("errors", "{} errors"),
        ("slowest", "fresh after {} s at most"),
        ("share", "{:.2f} of the engine's own"),
        ("megabytes", "{} MB"),
        ("statuses", "{}"),
    )
    return " ".join(form.format(one[name]) for name, form in parts if name in one)


def _of_bare(bare: Worker) -> float:
    found: float = bare.do("measure", name="statement", budget=0.05)["median"]
    return found


def _middle(parts: list[tuple[Figures, float]]) -> tuple[Figures, float]:
    """Of what was measured in parts, each with what a bare page cost meanwhile."""
    return sorted(parts, key=lambda part: float(part[0]["median"] / part[1]))[len(parts) // 2]


def _public(addresses: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: every for name, every in addresses.items() if not name.startswith("desk: ")}
