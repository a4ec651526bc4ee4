"""Payloads as canonical bytes, and what such bytes hold."""

import hashlib
import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass
from functools import cache
from types import GenericAlias, NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from .base import KINDS, SCHEMA, UNSAID, NameForm, Payload, Phrase, Words

Part = TypeVar("Part")

_UNSAID: Final = asdict(UNSAID)


def to_bytes(payload: Payload) -> bytes:
    """Canonical JSON: keys sorted, no blanks, NFC, UTF-8. Raises ``TypeError`` on a float: they are not exact."""
    plain = _plain(payload)
    plain["texts"] = {language: _told(words, Words) for language, words in plain["texts"].items()}
    plain["names"] = [_told(name, NameForm) for name in plain["names"]]
    plain = _told(plain, type(payload))
    return json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def from_bytes(content: bytes, *, in_short: bool = False) -> Payload:
    """The payload that ``content`` holds. Raises ``ValueError`` for a kind or schema that nobody froze.

    ``in_short``: without the blocks of its texts, its citations, and whatever else it may have any number of, but for
    what its class says (``IN_SHORT``).
    """
    plain = json.loads(content)
    kind, schema = plain.get("kind"), plain.get("schema")
    form: Any = KINDS.get(kind)
    if form is None or schema != SCHEMA:
        raise ValueError(f"unknown payload: kind {kind!r}, schema {schema!r}. Payloads read here have schema {SCHEMA}.")
    payload: Payload = _reviver_of_class(form)(_in_short(plain, form) if in_short else plain)
    return payload


def part_of(content: bytes, form: type[Part]) -> Part:
    """Those fields of a payload that ``form`` has; of the rest nothing is made."""
    wanted: Any = form
    part: Part = _reviver_of_class(wanted)(json.loads(content))
    return part


def digest(content: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal. This is what an approval signs."""
    return hashlib.sha256(content).hexdigest()


def _told(plain: dict[str, Any], form: Any) -> dict[str, Any]:
    """Without what was added to ``form`` since the first were frozen, where nothing is said in it."""
    silent = _silent(form)
    return {name: said for name, said in plain.items() if name not in silent or said != silent[name]}


@cache
def _silent(form: Any) -> dict[str, Any]:
    added = {field.name: field.default for field in fields(form) if field.name in form.ADDED}
    return {name: _plain(said) for name, said in added.items()}


def _in_short(plain: dict[str, Any], form: Any) -> dict[str, Any]:
    texts = {language: _without(words, _several(Words)) for language, words in plain["texts"].items()}
    return {**_without(plain, _several(form) - form.IN_SHORT), "texts": texts}


def _without(plain: dict[str, Any], left_out: frozenset[str]) -> dict[str, Any]:
    return {name: value for name, value in plain.items() if name not in left_out}


@cache
def _several(form: Any) -> frozenset[str]:
    """The fields that may hold any number of things, or none."""
    return frozenset(field.name for field in fields(form) if field.default == ())


@cache
def _names(form: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(form))


def _plain(value: Any) -> Any:
    """``asdict`` copies every string, and what is made of it would be gone through once more."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value)
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case None | bool() | int():
            return value
    if is_dataclass(form := type(value)):
        return {name: _plain(getattr(value, name)) for name in _names(form)}
    raise TypeError(f"a payload holds no {type(value).__name__}")


Reviver = Callable[[Any], Any]


@cache
def _reviver(form: Any) -> Reviver | None:
    """What makes a value from JSON into the annotated type ``form``; none where it stays as it is.

    Found out once: reading annotations costs many times what reading a payload does.
    """
    if form is Phrase:  # most of them say nothing
        said = _reviver_of_class(form)
        return lambda value: UNSAID if value == _UNSAID else said(value)
    if isinstance(form, type) and is_dataclass(form):
        return _reviver_of_class(form)
    if isinstance(form, UnionType):
        inner = _reviver(next(arg for arg in get_args(form) if arg is not NoneType))
        return inner and (lambda value: None if value is None else inner(value))
    if isinstance(form, GenericAlias) and get_origin(form) is tuple:
        of_tuple = _reviver(get_args(form)[0])
        return (lambda value: tuple(map(of_tuple, value))) if of_tuple else tuple
    if isinstance(form, GenericAlias) and get_origin(form) is dict and (item := _reviver(get_args(form)[1])):
        return lambda value: {key: item(one) for key, one in value.items()}
    return None


@cache
def _reviver_of_class(form: Any) -> Reviver:
    """Puts the parts of a value, which is JSON that was just read, in their places; leaves out what nobody knows."""
    hints = get_type_hints(form)
    known = frozenset(field.name for field in fields(form))
    parts = [(field.name, part) for field in fields(form) if (part := _reviver(hints[field.name]))]

    def revived(value: dict[str, Any]) -> Any:
        said = value if value.keys() <= known else {name: one for name, one in value.items() if name in known}
        for name, part in parts:
            if name in said:
                said[name] = part(said[name])
        return form(**said)

    return revived
