"""What a page costs that is kept: asked of the entrance itself, as a server asks it, in one process."""

import asyncio
from collections.abc import Mapping
from statistics import median
from time import process_time
from typing import Any, Final

TIMES: Final = 10
AT_ONCE: Final = 50

Headers = list[tuple[bytes, bytes]]


def measured(path: str) -> dict[str, dict[str, Any]]:
    """The page of ``path`` as browsers ask for it, and asked for again by one who has it."""
    return asyncio.run(_measured(path))


async def _measured(path: str) -> dict[str, dict[str, Any]]:
    accepting = [(b"host", b"127.0.0.1"), (b"accept-encoding", b"gzip")]
    _status, headers, _body = await _ask(path, accepting)
    again = [*accepting, (b"if-none-match", headers[b"etag"])]
    return {"kept page": await _row(path, accepting), "kept page, 304": await _row(path, again)}


async def _row(path: str, headers: Headers) -> dict[str, Any]:
    spent = [await _some(path, headers) for _ in range(TIMES)]
    status, _headers, body = await _ask(path, headers)
    return {"median": round(median(spent), 4), "statuses": [status], "bytes": len(body)}


async def _some(path: str, headers: Headers) -> float:
    """Milliseconds of processor for each of several that come one after the other."""
    began = process_time()
    for _ in range(AT_ONCE):
        await _ask(path, headers)
    return (process_time() - began) * 1000 / AT_ONCE


async def _ask(path: str, headers: Headers) -> tuple[int, Mapping[bytes, bytes], bytes]:
    from memorial.asgi import application

    messages: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": headers,
        "client": ("127.0.0.1", 50_000),
        "server": ("127.0.0.1", 8000),
        "extensions": {},
    }
    await application(scope, receive, send)
    start, *parts = messages
    told = {name.lower(): value for name, value in start["headers"]}
    return start["status"], told, b"".join(part["body"] for part in parts)
