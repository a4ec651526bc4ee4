"""Payloads as canonical bytes, and what such bytes hold."""

import hashlib
import json
import unicodedata
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import GenericAlias, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .base import KINDS, SCHEMA, Payload


def to_bytes(payload: Payload) -> bytes:
    """Canonical JSON: keys sorted, no blanks, NFC, UTF-8. Raises ``TypeError`` on a float: they are not exact."""
    plain = _plain(asdict(payload))
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def from_bytes(content: bytes) -> Payload:
    """The payload that ``content`` holds. Raises ``ValueError`` for a kind or schema that nobody froze."""
    plain = json.loads(content)
    kind, schema = plain.get("kind"), plain.get("schema")
    form = KINDS.get(kind)
    if form is None or schema != SCHEMA:
        raise ValueError(f"unknown payload: kind {kind!r}, schema {schema!r}. Payloads read here have schema {SCHEMA}.")
    payload: Payload = _revive(form, plain)
    return payload


def digest(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal. This is what an approval signs."""
    return hashlib.sha256(content).hexdigest()


def _plain(value: Any) -> Any:
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case None | bool() | int():
            return value
    raise TypeError(f"a payload holds no {type(value).__name__}")


# Finding them out costs more than reading a whole payload.
_hints: Any = cache(get_type_hints)


def _revive(form: Any, value: Any) -> Any:
    """``value`` from JSON, as the annotated type ``form`` says."""
    if is_dataclass(form):
        hints = _hints(form)
        known = (f.name for f in fields(form) if f.name in value)
        return form(**{name: _revive(hints[name], value[name]) for name in known})  # type: ignore[operator]
    if isinstance(form, UnionType):
        inner = next(arg for arg in get_args(form) if arg is not type(None))
        return None if value is None else _revive(inner, value)
    if isinstance(form, GenericAlias) and get_origin(form) is tuple:
        return tuple(_revive(get_args(form)[0], item) for item in value)
    if isinstance(form, GenericAlias) and get_origin(form) is dict:
        return {key: _revive(get_args(form)[1], item) for key, item in value.items()}
    return value
