"""The entrance for the web server: a request takes a thread once all of it is here, and only until its answer is made.

Whoever sends slowly or reads slowly is waited for without a thread, and what is sent is bounded in size and time.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, NamedTuple, TypeVar

from django.conf import settings
from django.contrib.auth import get_user
from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.db import DatabaseError
from django.http import HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from archive.public.frame import standalone
from memorial.databases import serve_readers
from memorial.surface import is_at_desk

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Result = TypeVar("Result")

# Beyond it a body waits in a temporary file.
IN_MEMORY: Final = 64 * 1024
# Seconds that anybody has to send a body, and the bytes that give one more: a slow line, not a slow hand.
PATIENCE: Final = 30
SLOWEST: Final = 20_000
# For each process. Readers do not stand behind what takes long at the desk, or is guessed at its door.
READERS: Final = 1
ARCHIVISTS: Final = 2


class Refused(Exception):
    """What is sent is not taken in; ``status`` says why."""

    def __init__(self, status: int) -> None:
        self.status = status


class Left(Exception):
    """Nobody is there any more to be answered."""


class Answer(NamedTuple):
    """All that is sent back. A file is sent from where it lies, piece by piece as it is read."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes | Path


class Entrance(BaseHandler):
    """An ASGI application with the views, and the threads, of a WSGI application."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()
        self.readers = ThreadPoolExecutor(READERS, "reader", initializer=serve_readers)
        self.archivists = ThreadPoolExecutor(ARCHIVISTS, "archivist")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"This is for HTTP alone, not for {scope['type']}.")
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                await self.take_in(body, scope, receive)
                answer = await self.aside(scope, self.answer, scope, body)
            except Refused as refused:
                answer = _sendable(standalone.render(f"{refused.status}.html", status=refused.status), scope)
            except Left:
                return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if isinstance(answer.body, Path):
            await send({"type": "http.response.pathsend", "path": str(answer.body)})
        else:
            await send({"type": "http.response.body", "body": answer.body})

    async def aside(self, scope: Message, work: Callable[..., Result], *arguments: object) -> Result:
        """The result of ``work``, done in a thread while others go on sending and reading."""
        threads = self.archivists if _is_at_desk(scope) else self.readers
        return await asyncio.get_running_loop().run_in_executor(threads, work, *arguments)

    async def take_in(self, body: IO[bytes], scope: Message, receive: Receive) -> None:
        """Fills ``body``. Nothing is sent to the reading room, so there it stays empty, whatever comes."""
        if not _is_at_desk(scope):
            return
        try:
            most = await self.most(scope)
            size = await _filled(body, receive, most)
        except TimeoutError as late:
            raise Refused(408) from late
        except (DatabaseError, OSError) as away:
            raise Refused(503) from away
        if size > most:
            raise Refused(413)
        body.seek(0)

    async def most(self, scope: Message) -> int:
        """How many bytes this visitor may send: files come from whoever is signed in, and says how large they are."""
        declared = dict(scope["headers"]).get(b"content-length", b"")
        large = declared.isdigit() and int(declared) > settings.MEMORIAL_LARGEST_FORM
        may = large and await self.aside(scope, _is_signed_in, scope)
        return settings.MEMORIAL_LARGEST_UPLOAD if may else settings.MEMORIAL_LARGEST_FORM

    def answer(self, scope: Message, body: IO[bytes]) -> Answer:
        set_script_prefix(scope.get("root_path", ""))
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            response = self.get_response(ASGIRequest(scope, body))
        except UnicodeDecodeError:
            response = HttpResponseBadRequest()
        try:
            return _sendable(response, scope)
        finally:
            response.close()


def _is_at_desk(scope: Message) -> bool:
    return is_at_desk(str(scope["path"]))


def _is_signed_in(scope: Message) -> bool:
    request = ASGIRequest(scope, BytesIO())
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    return bool(get_user(request).is_authenticated)


async def _filled(body: IO[bytes], receive: Receive, most: int) -> int:
    """How many bytes came. Of too many none is kept, but all are heard: a browser shows no answer before its turn."""
    size, began = 0, asyncio.get_running_loop().time()
    async with asyncio.timeout(PATIENCE) as patience:
        async for part in _parts(receive):
            size += len(part)
            if size <= most:
                body.write(part)
                patience.reschedule(began + PATIENCE + size / SLOWEST)
    return size


async def _parts(receive: Receive) -> AsyncIterator[bytes]:
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Left
        yield message.get("body", b"")
        more = message.get("more_body", False)


def _sendable(response: HttpResponseBase, scope: Message) -> Answer:
    lines = [*response.items(), *(("Set-Cookie", cookie.output(header="")) for cookie in response.cookies.values())]
    headers = [(name.encode("ascii"), value.strip().encode("latin-1")) for name, value in lines]
    file = getattr(getattr(response, "file_to_stream", None), "name", None)
    if file and "http.response.pathsend" in scope.get("extensions", {}):
        return Answer(response.status_code, headers, Path(file))
    return Answer(response.status_code, headers, b"".join(response))
