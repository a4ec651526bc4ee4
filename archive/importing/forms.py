"""The forms of statements, known by the words of their headings in Azerbaijani, English and Russian."""

from dataclasses import dataclass
from typing import Final

from archive import names
from archive.records.statements import Statement

__all__ = ["Form", "form_of", "is_form_alone"]

# Beginnings of folded words: Azerbaijani and Russian add endings. The longer name stands before its part.
_WORDS: Final = tuple(
    (tuple(names.fold(name).split()), form)
    for form, written in (
        (Statement.Form.JOINT, "joint statement|birgə bəyanat|совместн заявлени"),
        (Statement.Form.STATEMENT, "statement|bəyanat|заявлени"),
        (Statement.Form.MESSAGE, "message|mesaj|послани"),
        (Statement.Form.ADDRESS, "address|müraciət|обращени"),
        (Statement.Form.PROCLAMATION, "proclamation|bəyannamə|прокламаци"),
        (Statement.Form.CONDOLENCE, "condolence|başsağlığı|соболезновани"),
    )
    for name in written.split("|")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form, the words of a heading that tell it, and whether the heading begins or ends with them."""

    form: str
    words: str
    at_edge: bool


def form_of(heading: str) -> Form | None:
    written = names.words(heading)
    for beginnings, form in _WORDS:
        for first in range(len(written) - len(beginnings) + 1):
            group = written[first : first + len(beginnings)]
            if all(word.folded.startswith(part) for word, part in zip(group, beginnings, strict=True)):
                at_edge = first == 0 or first + len(beginnings) == len(written)
                return Form(form=str(form), words=heading[group[0].start : group[-1].end], at_edge=at_edge)
    return None


def is_form_alone(heading: str) -> bool:
    """Whether the heading says "STATEMENT" and nothing else, so that the next line goes on with it."""
    form = form_of(heading)
    return bool(form) and names.fold(form.words) == names.fold(heading)
