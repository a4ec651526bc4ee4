"""Where Django looks for the engine."""

import logging
from typing import Any, Final

from memorial.engines.postgresql import base

log = logging.getLogger(__name__)

# Whether a server hears what the primary writes, and has taken it in but for what is new. Of a line that is silent the
# server itself notices after a minute (``wal_receiver_timeout``) that there is nobody any more.
FOLLOWS: Final = """
SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver) AND (
    pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn()
    OR pg_last_xact_replay_timestamp() > clock_timestamp() - CAST(%s AS interval)
)
"""
# How far what is read may lie behind what is written.
LATE: Final = "1 minute"


class DatabaseWrapper(base.DatabaseWrapper):
    """``primary`` among the options: Django's settings for it.

    Which of the two is read is decided when a connection is made, so nothing changes in the middle of a page, and found
    out anew as often as a connection is (``CONN_MAX_AGE``).
    """

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        primary = conn_params.pop("primary")
        try:
            replica = super().get_new_connection(conn_params)
        except self.Database.OperationalError as away:
            log.warning("The replica does not answer, and readers read the primary: %s", away)
            return self._to(primary)
        return replica if _follows(replica) else self._rather(primary, replica)

    def _rather(self, primary: dict[str, Any], replica: Any) -> Any:
        """While the primary does not answer, nobody publishes: then the replica has all that there is."""
        try:
            found = self._to(primary)
        except self.Database.OperationalError as away:
            log.warning("The replica follows no more, and the primary does not answer: %s", away)
            return replica
        log.warning("The replica does not follow the primary, and readers read that.")
        replica.close()
        return found

    def _to(self, primary: dict[str, Any]) -> Any:
        other = base.DatabaseWrapper({**self.settings_dict, **primary}, self.alias)
        return super().get_new_connection(other.get_connection_params())


def _follows(replica: Any) -> bool:
    with replica.cursor() as cursor:
        follows = cursor.execute(FOLLOWS, [LATE]).fetchone()[0]
    replica.rollback()
    return bool(follows)
