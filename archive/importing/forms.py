"""The forms of statements, known by the words of their headings."""

from dataclasses import dataclass
from typing import Final

from archive import languages, names
from archive.records.statements import Statement

__all__ = ["Form", "form_of", "is_form_alone"]

# Beginnings of folded words, because of the endings of languages. The longer name stands before its part.
_WORDS: Final = tuple(
    (tuple(names.fold(spoken.statement_forms[form]).split()), form)
    for form in (
        Statement.Form.JOINT,
        Statement.Form.STATEMENT,
        Statement.Form.MESSAGE,
        Statement.Form.ADDRESS,
        Statement.Form.PROCLAMATION,
        Statement.Form.CONDOLENCE,
    )
    for spoken in languages.known()
    if form in spoken.statement_forms
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
