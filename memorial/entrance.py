"""The entrance for the web server: a request takes a thread once all of it is here, and only until its answer is made.

Whoever sends slowly or reads slowly is waited for without a thread, and what is sent is bounded in size and time.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from functools import lru_cache
from http.client import responses
from importlib import import_module
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, Final, TypeVar, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.core import signals
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest, get_script_name
from django.db import DatabaseError
from django.http import HttpResponseBadRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import set_script_prefix

from archive.public.frame import addresses, standalone
from archive.stack import with_room
from memorial import kept_pages
from memorial.databases import readers_served, serve_readers
from memorial.kept_pages import Answer, KeptPages, Key, answer_of
from memorial.present import Present
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


# What says in which form a page is sent, and what says for which host and by which way it is asked for.
OF_ITS_FORM: Final = {b"accept-encoding": "HTTP_ACCEPT_ENCODING", b"if-none-match": "HTTP_IF_NONE_MATCH"}
OF_ITS_WAY: Final = (b"host", b"x-forwarded-proto")
# Bytes of the longest question that is remembered.
LONGEST: Final = 1000


class Refused(Exception):
    """What is sent is not taken in; ``status`` says why."""

    def __init__(self, status: int) -> None:
        self.status = status


class Left(Exception):
    """Nobody is there any more to be answered."""


class Handler(BaseHandler):
    """Whatever makes a page has room: at which of its calls a piece would be full is chance."""

    get_response = with_room(BaseHandler.get_response)


class Entrance(Handler):
    """An ASGI application with the views, and the threads, of a WSGI application."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()
        self.readers = ThreadPoolExecutor(READERS, "reader", initializer=serve_readers)
        self.archivists = ThreadPoolExecutor(ARCHIVISTS, "archivist")
        self.pages = KeptPages(settings.MEMORIAL_KEPT_PAGES)
        self.present = Present()
        self.making: dict[Key, asyncio.Task[Answer]] = {}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            raise ValueError(f"This is for HTTP alone, not for {scope['type']}.")
        try:
            answer = await self.answer(scope, receive)
        except Left:
            return
        await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
        if isinstance(answer.body, Path):
            await send({"type": "http.response.pathsend", "path": str(answer.body)})
        else:
            await send({"type": "http.response.body", "body": answer.body})

    async def answer(self, scope: Message, receive: Receive) -> Answer:
        key = await self.key(scope)
        if key is None:
            return await self.made(scope, receive)
        return self.pages.find(key) or await self.awaited(key, scope, receive)

    async def key(self, scope: Message) -> Key | None:
        """Under what a page of the present is kept; ``None`` for all else."""
        try:
            headers = dict(scope["headers"])
            question = _question(scope, headers)
            if question is None:
                return None
            said = {name: headers[line].decode("latin-1") for line, name in OF_ITS_FORM.items() if line in headers}
            return kept_pages.key(scope["path"], question, said, *await self.present.told())
        except Exception:  # whatever it is will be said by who makes the page
            return None

    async def awaited(self, key: Key, scope: Message, receive: Receive) -> Answer:
        """What somebody is making already; what is not for everybody is made for each."""
        if making := self.making.get(key.as_made()):
            with suppress(Exception):
                await asyncio.shield(making)
            return self.pages.find(key) or await self.made(scope, receive)
        making = self.making[key.as_made()] = asyncio.create_task(self.made(scope, receive))
        making.add_done_callback(lambda made: self.making.pop(key.as_made()))
        return await asyncio.shield(making)  # others wait for it, whether or not this one stays

    async def made(self, scope: Message, receive: Receive) -> Answer:
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                await self.take_in(body, scope, receive)
                return await self.aside(scope, self.in_thread, scope, body)
            except Refused as refused:
                response = standalone.render(f"{refused.status}.html", status=refused.status)
                return answer_of(response, response.content)

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

    def in_thread(self, scope: Message, body: IO[bytes]) -> Answer:
        set_script_prefix(scope.get("root_path", ""))
        signals.request_started.send(sender=type(self), scope=scope)
        try:
            return self.pages.answer(ASGIRequest(scope, body), self.answer_anew)
        except UnicodeDecodeError:
            return answer_of(HttpResponseBadRequest(), b"")

    def answer_anew(self, request: ASGIRequest) -> Answer:
        response = self.get_response(request)
        try:
            return answer_of(response, _body(response, request.scope), request)
        finally:
            response.close()


class WSGIEntrance(Handler):
    """For servers that know WSGI alone: the pages that are kept, and Django behind them."""

    def __init__(self) -> None:
        super().__init__()
        self.load_middleware()
        self.pages = KeptPages(settings.MEMORIAL_KEPT_PAGES)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        with nullcontext() if _is_at_desk({"path": environ["PATH_INFO"]}) else readers_served():
            return self.answered(environ, start_response)

    def answered(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        set_script_prefix(get_script_name(environ))
        signals.request_started.send(sender=type(self), environ=environ)
        made: list[Any] = []

        def make(request: WSGIRequest) -> Answer:
            made.append(self.get_response(request))
            return answer_of(made[-1], b"" if made[-1].streaming else made[-1].content, request)

        answer = self.pages.answer(WSGIRequest(environ), make)
        headers = [(name.decode("ascii"), value.decode("latin-1")) for name, value in answer.headers]
        start_response(f"{answer.status} {responses.get(answer.status, '')}", headers)
        last = made.pop() if made and made[-1].streaming else None
        for response in made:
            response.close()
        if last:
            return _piece_by_piece(last, environ)
        return [cast(bytes, answer.body)]


def _piece_by_piece(response: Any, environ: dict[str, Any]) -> Iterable[bytes]:
    """As the server likes it best. It closes what it is given, and so the response."""
    wrapper = environ.get("wsgi.file_wrapper")
    if not wrapper or getattr(response, "file_to_stream", None) is None:
        return cast(Iterable[bytes], response)
    response.file_to_stream.close = response.close
    return cast(Iterable[bytes], wrapper(response.file_to_stream, response.block_size))


def _question(scope: Message, headers: Mapping[bytes, bytes]) -> QueryDict | None:
    """What is asked of a page of the present. The same is asked again and again, so it is read once."""
    if settings.DEBUG or len(headers) < len(scope["headers"]) or len(scope["query_string"]) > LONGEST:
        return None
    told = tuple((name, headers[name]) for name in OF_ITS_WAY if name in headers)
    return _read(
        scope["method"], scope["scheme"], scope.get("root_path", ""), scope["path"], scope["query_string"], told
    )


@lru_cache(maxsize=1000)
def _read(method: str, scheme: str, root: str, path: str, query: bytes, headers: tuple[Any, ...]) -> QueryDict | None:
    where = {"method": method, "scheme": scheme, "root_path": root, "path": path, "query_string": query}
    asked = kept_pages.asked(ASGIRequest({**where, "headers": headers}, BytesIO()))
    return None if asked is None or addresses.AS_OF in asked else asked


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


def _body(response: HttpResponseBase, scope: Mapping[str, Any]) -> bytes | Path:
    file = getattr(getattr(response, "file_to_stream", None), "name", None)
    if file and "http.response.pathsend" in scope.get("extensions", {}):
        return Path(file)
    return b"".join(response)
