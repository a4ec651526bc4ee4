"""What this person may decide about what stands on a page: about all of it at once, and about each by itself."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.forms import BoundField

from .publishing_bar import Button
from .readings import Reading
from .workflow_forms import ActForm, VerdictForm

# Done with nothing more to say than a remark.
PLAIN = ("approve", "approve-and-publish", "return")
# Of several at once.
APPROVING = ("approve", "approve-and-publish", "approve-and-schedule")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """An act, and what it asks besides the remark."""

    button: Button
    fields: tuple[BoundField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdicts:
    """``plain`` and ``asking`` are done with ``count`` records at once; of several, ``each`` has its own besides.

    All of them send the same ``form``.
    """

    form: ActForm
    count: int
    plain: tuple[Button, ...]
    asking: tuple[Asking, ...]
    each: tuple[tuple[Reading, tuple[Button, ...]], ...]


def on(readings: Collection[Reading]) -> Verdicts | None:
    """Nothing where this person may decide nothing, or only alone."""
    each = tuple((one, buttons) for one in readings if (buttons := tuple(_of_one(one))))
    if not each:
        return None
    are_several = len(readings) > 1
    those = [one for one, _buttons in each if "approve" in one.offered]
    acts = _of_all(those) if are_several else list(each[0][0].buttons.values())
    form = each[0][1][0].form
    form.auto_id = "%s"
    if are_several:
        form.fields["decided"].initial = " ".join(one.signed for one in those)
    return Verdicts(
        form=form,
        count=len(those),
        plain=tuple(_plain(acts)),
        asking=tuple(_asking(acts)),
        each=each if are_several else (),
    )


def _of_one(reading: Reading) -> Iterator[Button]:
    """What comes next of one among several is decided on its own page."""
    return (one for one in _plain(reading.buttons.values()) if one.act != "approve-and-publish")


def _of_all(readings: Collection[Reading]) -> list[Button]:
    """Whichever of them is asked: what is approved together says the form."""
    names = [name for name in APPROVING if all(name in one.offered for one in readings)]
    last = list(readings)[-1:] if len(readings) > 1 else []
    return [one.button(name) for one in last for name in names]


def _plain(buttons: Iterable[Button]) -> Iterator[Button]:
    yield from sorted((one for one in buttons if one.act in PLAIN), key=lambda one: PLAIN.index(one.act))


def _asking(buttons: Iterable[Button]) -> Iterator[Asking]:
    for one in buttons:
        fields = tuple(field for field in one.form if field.name not in VerdictForm.base_fields)
        if isinstance(one.form, VerdictForm) and fields:
            yield Asking(button=one, fields=fields)
