"""Many connections that ask one after the other, as fast as they are answered; by ``wrk``, where that is installed."""

import asyncio
import json
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from statistics import quantiles
from tempfile import NamedTemporaryFile
from time import perf_counter
from typing import Final
from urllib.parse import urlsplit

WRK: Final = shutil.which("wrk")
SCRIPT: Final = """
local paths = {%s}
local turn = 0
request = function() turn = turn + 1; return wrk.format("GET", paths[turn %% #paths + 1], {%s}) end
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("RESULT %%d %%d %%f %%f %%d\\n", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), errors.status + errors.connect + errors.read + errors.write + errors.timeout))
end
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Driven:
    """Times are milliseconds."""

    requests: int
    seconds: float
    median: float
    p99: float
    errors: int

    @property
    def rate(self) -> float:
        return self.requests / self.seconds


def drive(
    address: str, paths: Sequence[str], *, connections: int, seconds: float, headers: Mapping[str, str] | None = None
) -> Driven:
    ask = _by_wrk if WRK else _by_ourselves
    return ask(address, paths, connections, seconds, headers or {})


def _by_wrk(address: str, paths: Sequence[str], connections: int, seconds: float, headers: Mapping[str, str]) -> Driven:
    named = ", ".join(f"[{json.dumps(name)}]={json.dumps(value)}" for name, value in headers.items())
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (", ".join(f'"{path}"' for path in paths), named))
        script.flush()
        command = [
            WRK,
            "-t1",
            f"-c{connections}",
            f"-d{round(seconds)}s",
            "--timeout",
            "30s",
            "-s",
            script.name,
            address,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    requests, micro, middle, last, errors = map(float, re.search("RESULT (.*)", said)[1].split())
    return Driven(
        requests=int(requests), seconds=micro / 1e6, median=middle / 1000, p99=last / 1000, errors=int(errors)
    )


def _by_ourselves(
    address: str, paths: Sequence[str], connections: int, seconds: float, headers: Mapping[str, str]
) -> Driven:
    return asyncio.run(_crowd(address, paths, connections, seconds, headers))


async def _crowd(
    address: str, paths: Sequence[str], connections: int, seconds: float, headers: Mapping[str, str]
) -> Driven:
    began = perf_counter()
    found: list[float] = []
    errors: list[object] = []
    turns = [islice(cycle(paths), first, None) for first in range(connections)]
    readers = (_reader(address, turn, began + seconds, headers, found, errors) for turn in turns)
    await asyncio.gather(*readers)
    spans = quantiles([one * 1000 for one in found] or [0.0, 0.0], n=100)
    return Driven(
        requests=len(found), seconds=perf_counter() - began, median=spans[49], p99=spans[98], errors=len(errors)
    )


async def _reader(address, paths, end, headers, found, errors) -> None:
    where = urlsplit(address)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    reader = writer = None
    for path in paths:
        if perf_counter() > end:
            break
        began = perf_counter()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection(where.hostname, where.port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\n{lines}\r\n".encode())
            status = await _answered(reader)
            (found.append(perf_counter() - began) if status < 400 else errors.append(status))
        except (OSError, EOFError) as failed:
            errors.append(failed)
            writer = None
    if writer:
        writer.close()


async def _answered(reader: asyncio.StreamReader) -> int:
    """The status, once all of the answer is here."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if (status := int(head.split(maxsplit=2)[1])) == 304:
        return status
    if length := re.search(r"\r\ncontent-length: (\d+)", head):
        await reader.readexactly(int(length[1]))
        return status
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()
    return status
