"""Where Django looks for the engine."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
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
