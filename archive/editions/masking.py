"""Names that are withheld: payloads keep what they call such a record, and readers are shown that it is withheld."""

from collections.abc import Collection, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, override

from .payloads import Cited, CitedSource, MemberForm, Payload, Reference


@cache
def name_withheld() -> dict[str, str]:
    """The label (language → words) that stands for one that is withheld."""
    label = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            label[code] = gettext("[name withheld]")
    return label


def masked(payload: Payload, unnamed: Collection[str], *, label: Mapping[str, str]) -> Payload:
    """``payload`` with ``label`` instead of what it calls the records ``unnamed`` (uuids), and without their words."""
    if payload.named_records().isdisjoint(unnamed):
        return payload
    shown: Payload = _masked(payload, unnamed, label)
    return shown


def _masked(value: Any, unnamed: Collection[str], label: Mapping[str, str]) -> Any:
    inside = partial(_masked, unnamed=unnamed, label=label)
    match value:
        case Reference() if value.record in unnamed:
            return replace(value, label=dict(label))
        case CitedSource() if value.record in unnamed:  # who wrote it and where it stands would name it too
            return CitedSource(record=value.record, label=dict(label), sort=value.sort)
        case Cited() if value.source.record in unnamed:
            return replace(value, source=inside(value.source), locator="", quotation="", quotation_language="")
        case MemberForm() if value.record.record in unnamed:
            return replace(value, record=inside(value.record), caption={})
        case tuple():
            return tuple(inside(one) for one in value)
        case dict():
            return {key: inside(one) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{one.name: inside(getattr(value, one.name)) for one in fields(value)})
    return value
