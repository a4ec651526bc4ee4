"""Bytes that are stored packed, in a third of their room. What is signed and compared are the bytes themselves."""

import zlib
from typing import Any

from django.db import models


def packed(content: bytes) -> bytes:
    return zlib.compress(content)


def unpacked(stored: bytes) -> bytes:
    """What was ``packed``; and JSON, which was stored as it is before anything was, and stays so."""
    return stored if stored.startswith(b"{") else zlib.decompress(stored)


class PackedField(models.BinaryField):
    """Bytes that only the table holds packed. Who asks the table itself unpacks them."""

    def from_db_value(self, value: Any, *asked: Any) -> bytes | None:
        return None if value is None else unpacked(bytes(value))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        stored = None if value is None else packed(bytes(value))
        return super().get_db_prep_value(stored, connection, prepared)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs
