"""On PostgreSQL, a role of its own for the reading room: it may read what readers may see, and nothing else."""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from archive.editions.models import Derivation, Interval, StoredPayload

from .models import Row, RowChange, RowForReader, RowText, Spelling, Term, Word

# Every table the reading room reads. A test renders the whole public site with no right to any other.
PUBLIC: tuple[type[models.Model], ...] = (
    *(Interval, StoredPayload, Derivation),
    *(Row, RowText, RowForReader, Term, Spelling, Word, RowChange),
)


def grant(connection: BaseDatabaseWrapper, role: str) -> None:
    """Let ``role`` read the public tables. The role must exist; all its other rights are left as they are."""
    quoted = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        for model in PUBLIC:
            cursor.execute(f"GRANT SELECT ON {connection.ops.quote_name(model._meta.db_table)} TO {quoted}")
