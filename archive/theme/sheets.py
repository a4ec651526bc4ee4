"""Reading a sheet of tokens: values under names, once for light pages and once for dark ones, and typefaces.

A sheet that holds anything else is refused, so nothing has to be known of CSS beyond these three rules.
"""

import re
from dataclasses import dataclass
from typing import Final

_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE: Final = re.compile(
    r"""  :root \s* \{ (?P<light> [^{}]* ) \}
        | @media \s* \( \s* prefers-color-scheme \s* : \s* dark \s* \) \s*
          \{ \s* :root \s* \{ (?P<dark> [^{}]* ) \} \s* \}
        | @font-face \s* \{ (?P<face> [^{}]* ) \}
    """,
    re.VERBOSE,
)


class Unreadable(Exception):
    """The sheet holds something else: the argument is where it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Name → value, as written. ``dark`` holds what differs on dark pages."""

    light: dict[str, str]
    dark: dict[str, str]
    faces: tuple[dict[str, str], ...] = ()


def read(text: str) -> Sheet:
    text = _COMMENT.sub("", text)
    if other := _RULE.sub("", text).strip():
        raise Unreadable(other.splitlines()[0])
    found: dict[str, list[dict[str, str]]] = {"light": [{}], "dark": [{}], "face": []}
    for rule in _RULE.finditer(text):
        found[rule.lastgroup or ""].append(_declared(rule[rule.lastgroup or ""]))
    return Sheet(light=_merged(found["light"]), dark=_merged(found["dark"]), faces=tuple(found["face"]))


def _declared(block: str) -> dict[str, str]:
    parts = [part.partition(":") for part in block.split(";") if part.strip()]
    if wrong := [name for name, colon, value in parts if not (colon and name.strip() and value.strip())]:
        raise Unreadable(wrong[0].strip())
    return {name.strip(): " ".join(value.split()) for name, _colon, value in parts}


def _merged(blocks: list[dict[str, str]]) -> dict[str, str]:
    return {name: value for block in blocks for name, value in block.items()}
