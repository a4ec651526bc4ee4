"""Where Django looks for the engine."""

import select
from typing import Any, Self

import psycopg
from django.db.backends.postgresql import base
from psycopg.errors import FeatureNotSupported
from psycopg.pq import TransactionStatus


class Cursor(psycopg.Cursor[Any]):
    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        """Asks once more what was prepared before its tables were changed: the server refuses it then.

        In a transaction it cannot be asked again; the next one can.
        """
        try:
            return super().execute(query, params, **how)
        except FeatureNotSupported:
            if self.connection.info.transaction_status != TransactionStatus.IDLE:
                raise
            super().execute("DEALLOCATE ALL")
            return super().execute(query, params, **how)


class DatabaseWrapper(base.DatabaseWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": Cursor}

    def is_usable(self) -> bool:
        """Whether the server is still there, as far as this end of the line knows.

        A server that stops, or throws somebody out, says farewell; a line that breaks is noticed by its keepalives.
        Nothing else comes while nothing is asked, so something to be read means that there is nobody any more.
        """
        if self.connection is None or self.connection.closed:
            return False
        waiting = select.poll()
        waiting.register(self.connection.fileno(), select.POLLIN)
        return not waiting.poll(0)
