"""Let a PostgreSQL role read what the reading room reads, and nothing else."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from archive.catalogue import grants


class Command(BaseCommand):
    help = "Let a PostgreSQL role read the public tables, for a second process that serves readers only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", help="an existing role, made with CREATE ROLE … LOGIN")

    def handle(self, *args, role: str, **options) -> None:
        if connection.vendor != "postgresql":
            raise CommandError("Roles exist on PostgreSQL only; this archive is on another database.")
        try:
            grants.grant(connection, role)
        except DatabaseError as refused:
            raise CommandError(f"PostgreSQL refused: {refused}") from refused
        self.stdout.write(f"{role} may now read {len(grants.PUBLIC)} public tables.")
