"""Payloads beside one another, and payloads with other parts."""

from collections.abc import Callable
from dataclasses import asdict, fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from .base import CitedSource, Payload, Reference

Form = TypeVar("Form")


def same_content(one: Payload, other: Payload) -> bool:
    """Whether readers would see no difference, the reason for the change apart."""
    return _content(one) == _content(other)


def relabelled(payload: Payload, *, before: Payload, after: Payload) -> Payload:
    """``payload`` naming and describing one record as ``after`` does, wherever it did as ``before``."""

    def anew(value: Any) -> Any:
        match value:
            case Reference() if (value.record, value.label) == (before.record, before.titles()):
                return replace(value, label=after.titles())
            case CitedSource() if value == before.as_cited():
                return after.as_cited() or value
        return value

    return rewritten(payload, anew)


def called_as(payload: Payload, other: Payload) -> Payload:
    """``payload``, calling and describing the records that both name as ``other`` does."""
    known: dict[tuple[type, str], Any] = {}

    def note(value: Any) -> Any:
        if isinstance(value, Reference | CitedSource):
            known[type(value), value.record] = value
        return value

    def anew(value: Any) -> Any:
        match value:
            case Reference() if there := known.get((Reference, value.record)):
                return replace(value, label=there.label)
            case CitedSource():
                return known.get((CitedSource, value.record), value)
        return value

    rewritten(other, note)
    return rewritten(payload, anew)


def rewritten(value: Form, change: Callable[[Any], Any]) -> Form:
    """``value`` with whatever ``change`` gives back as another part; that one is not searched further."""
    changed: Any = change(value)
    if changed is not value:
        return cast(Form, changed)
    inside: Any = value
    match value:
        case tuple():
            inside = tuple(rewritten(item, change) for item in value)
        case dict():
            inside = {key: rewritten(item, change) for key, item in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            inside = replace(value, **{f.name: rewritten(getattr(value, f.name), change) for f in fields(value)})
    return cast(Form, inside)


def named_alike(one: Payload, other: Payload) -> bool:
    """Whether other records name and describe both in the same way."""
    return (one.titles(), one.as_cited()) == (other.titles(), other.as_cited())


def _content(payload: Payload) -> dict[str, Any]:
    return {key: value for key, value in asdict(payload).items() if key not in ("change", "schema")}
