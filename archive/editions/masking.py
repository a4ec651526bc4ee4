"""Names that are withheld: payloads keep what they call such a record, and readers are shown that it is withheld."""

from collections.abc import Collection, Mapping
from functools import cache, partial
from typing import Any

from django.utils.translation import gettext, override

from archive import languages

from .payloads import Naming, Payload, rewritten


@cache
def name_withheld() -> dict[str, str]:
    """The label (language → words) that stands for one that is withheld."""
    label = {}
    for code in languages.spoken():
        with override(code):
            label[code] = gettext("[name withheld]")
    return label


def masked(payload: Payload, unnamed: Collection[str], *, label: Mapping[str, str]) -> Payload:
    """``payload`` with ``label`` instead of what it calls the records ``unnamed`` (uuids), and without their words."""
    if payload.named_records().isdisjoint(unnamed):
        return payload
    return rewritten(payload, partial(_masked, unnamed=unnamed, label=label))


def _masked(value: Any, unnamed: Collection[str], label: Mapping[str, str]) -> Any:
    return value.masked(label) if isinstance(value, Naming) and value.named in unnamed else value
