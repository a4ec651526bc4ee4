"""What is to be seen of a picture in two forms of its record: its files, and what is cropped of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext

from archive.editions.payloads import Payload
from archive.editions.payloads.pictures import FIRST_FURTHER, PicturePayload
from archive.imaging import offers
from archive.public.pictures import showing

from .small_pictures import Cropped, address_of, crops


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One file, at ``address`` as in a column and at ``largest``; ``crops`` are of the picture's own alone."""

    master: str
    address: str
    largest: str
    width: int
    height: int
    crops: tuple[Cropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What was to be seen in one place of a picture, and what will be; nothing where there was or will be no file.

    ``is_on_request``: one of the forms says so, and whoever reads chooses as well.
    """

    called: str
    was: Seen | None
    will_be: Seen | None
    is_on_request: bool

    @property
    def is_other_file(self) -> bool:
        """Whether there was something else before; what is new is seen as readers will see it."""
        return self.was is not None and (self.will_be is None or self.was.master != self.will_be.master)


See = Callable[[PicturePayload], Seen | None]


def compared(before: Payload | None, after: Payload) -> tuple[Compared, ...]:
    """Each file of a picture that is another one than ``before``, or is cropped otherwise; nothing of other kinds."""
    return _compared(before, after, _cropped)


def files_compared(before: Payload | None, after: Payload) -> tuple[Compared, ...]:
    """The same of files alone: of what was only saved there are no crops any more."""
    return _compared(before, after, _seen)


def _compared(before: Payload | None, after: Payload, own: See) -> tuple[Compared, ...]:
    if not isinstance(after, PicturePayload):
        return ()
    old = before if isinstance(before, PicturePayload) else None
    pairs = [(gettext("The picture"), own(old) if old else None, own(after)), *(_pages(old, after) if old else ())]
    hidden = after.is_on_request or (old is not None and old.is_on_request)
    return tuple(
        Compared(called=called, was=was, will_be=now, is_on_request=hidden) for called, was, now in pairs if was != now
    )


def _pages(before: PicturePayload, after: PicturePayload) -> Iterator[tuple[str, Seen | None, Seen | None]]:
    pairs = zip_longest(before.pages, after.pages)
    for number, (old, new) in enumerate(pairs, start=FIRST_FURTHER):
        yield gettext("Page %(page)s") % {"page": number}, _seen(old), _seen(new)


def _cropped(payload: PicturePayload) -> Seen | None:
    return _seen(payload, crops(payload, payload)) if payload.master else None


def _seen(file: showing.Master | None, cropped: tuple[Cropped, ...] = ()) -> Seen | None:
    if file is None or not file.master:
        return None
    common = offers.common(offers.whole(file))
    middle = offers.up_to(offers.MIDDLE, common)
    width, height = middle.size(file.width, file.height)
    address, largest = (address_of(file, one.name) for one in (middle, common[-1]))
    return Seen(master=file.master, address=address, largest=largest, width=width, height=height, crops=cropped)
