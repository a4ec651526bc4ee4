"""Makes the files in which a master is shown. They can be dropped and made again at any time."""

import tempfile
from collections.abc import Iterator, Sequence

from . import running
from .recipes import FORMATS, WIDTHS, Crop, Recipe, recipes
from .refusals import Unfit

__all__ = ["FORMATS", "WIDTHS", "Crop", "Recipe", "Unfit", "derive", "derive_all", "recipes"]


def derive(master: bytes, recipe: Recipe) -> bytes:
    """The file of ``recipe``: the same bytes each time, as long as Pillow and its encoders are the same ones.

    Raises ``Unfit`` where the master cannot be read.
    """
    (_recipe, file), *_none = derive_all(master, [recipe])
    return file


def derive_all(master: bytes, recipes: Sequence[Recipe]) -> Iterator[tuple[Recipe, bytes]]:
    """A file for each of ``recipes``, in their order; the master is decoded once."""
    with tempfile.TemporaryFile() as source, tempfile.TemporaryFile() as made:
        source.write(master)
        told = running.run("scaling", source, made, recipes=[recipe.to_json() for recipe in recipes])
        for recipe, size in zip(recipes, told["sizes"], strict=True):
            yield recipe, made.read(size)
