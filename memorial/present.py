"""What all pages of the present are made from, read for each request: the version of what is public, and the day."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from django.db import close_old_connections, connection, connections

from memorial import kept_pages
from memorial.databases import serve_readers

State = tuple[str, date]


class Present:
    """Reads it once for all who come together. Nobody is told what was read before she came.

    SQLite answers from its file in less time than a thread takes to wake, so it is asked where requests come in. While
    somebody is writing to it, and where the database is somewhere else, a thread waits for the answer.
    """

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(1, "present", initializer=serve_readers)
        self.turn = asyncio.Lock()
        self.next: asyncio.Task[State] | None = None
        self.file: File | None = None
        self.found: State | None = None
        self.told_already: set[asyncio.Task[Any] | None] = set()

    async def told(self) -> State:
        if found := self._at_once():
            return found
        if self.next is None:
            self.next = asyncio.create_task(self._wait())
        return await asyncio.shield(self.next)  # who leaves takes the answer from nobody else

    def _at_once(self) -> State | None:
        if self.file is None:
            return None
        if (task := asyncio.current_task()) in self.told_already:
            self._forget()
        if self.found is None:
            # Whoever is heard before this is called stood in the loop's queue before the file was read.
            asyncio.get_running_loop().call_soon(self._forget)
            self.found = self.file.state()
        self.told_already.add(task)
        return self.found

    def _forget(self) -> None:
        self.found = None
        self.told_already.clear()

    async def _wait(self) -> State:
        async with self.turn:
            self.next = None  # whoever comes from now on waits for the next time
            return await asyncio.get_running_loop().run_in_executor(self.thread, self._waited_for)

    def _waited_for(self) -> State:
        close_old_connections()
        if connection.vendor == "sqlite" and not (self.file and self.file.is_there()):
            self.file = File()
        return kept_pages.state()


class File:
    """A connection to SQLite that waits for nobody. Django's are for threads: a loop gets one for each task."""

    def __init__(self) -> None:
        self.database: Any = connections.create_connection("default")
        self.database.connect()
        self.cursor = self.database.connection.cursor()
        self.cursor.execute("PRAGMA busy_timeout = 0")

    def is_there(self) -> bool:
        return bool(self.database.is_usable())

    def state(self) -> State | None:
        with suppress(sqlite3.OperationalError):
            return kept_pages.state(ask=self.ask) if self.is_there() else None
        return None

    def ask(self, question: str, instant: datetime) -> tuple[Any, ...]:
        # A cursor of Django's would write the question anew for SQLite each time: 8 of 53 µs that a kept page takes.
        asked = self.cursor.execute(question.replace("%s", "?"), [self.database.ops.adapt_datetimefield_value(instant)])
        return tuple(asked.fetchall())
