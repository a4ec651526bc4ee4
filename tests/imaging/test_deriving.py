"""The files in which a master is shown."""

import io

import pytest
from PIL import Image

from archive.imaging import scaling
from archive.imaging.deriving import FORMATS, Crop, Recipe, derive, derive_all, recipes
from archive.imaging.taking import Unfit
from tests.imaging.corpus import saved, scene

MASTER = saved(scene(1000, 700), "PNG")


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_files_are_made_in_steps_up_to_the_master_itself():
    names = [recipe.name for recipe in recipes(1000, 700)]

    assert names == [f"whole-{width}.{name}" for name in ("avif", "jpeg") for width in (320, 640, 960, 1000)]
    assert [recipe.width for recipe in recipes(90, 70, formats=("jpeg",))] == [90]
    assert [recipe.width for recipe in recipes(9000, 70, formats=("jpeg",), most=1280)] == [320, 640, 960, 1280]
    assert [recipe.width for recipe in recipes(5000, 700, formats=("jpeg",), crop=Crop(across=1, down=1))] == [
        320,
        640,
        700,
    ]


def widths(width: int, height: int) -> list[list[int]]:
    """In AVIF, and in JPEG: those for whoever reads in detail."""
    made = recipes(width, height)
    return [[one.width for one in made if one.format == name and one.width > 1280] for name in FORMATS]


def test_a_scan_is_offered_as_wide_as_it_is_and_what_has_no_room_in_avif_as_jpeg_alone():
    assert widths(2480, 3508) == [[1920, 2480], [1920, 2480]]
    assert widths(4960, 7016) == [[1920, 2560], [1920, 2560, 3840, 4960]]
    assert widths(14_142, 3535) == [[1920, 2560, 3840, 7680], [1920, 2560, 3840, 7680, 14_142]]
    assert widths(2500, 20_000) == [[], [1920, 2500]]
    assert max(one.pixels(2500, 20_000) for one in recipes(2500, 20_000)) == 50_000_000


def test_each_file_is_what_its_recipe_says():
    crop = Crop(across=3, down=2, x=900, y=100)
    asked = [Recipe(width=200, format=name, crop=part) for name in FORMATS for part in (None, crop)]

    made = dict(derive_all(MASTER, asked))

    assert list(made) == asked
    for recipe, file in made.items():
        assert opened(file).format == recipe.format.upper()
        assert opened(file).size == recipe.size(1000, 700) == ((200, 133) if recipe.crop else (200, 140))


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_that_is_made_again_is_the_same(name):
    recipe = Recipe(width=300, format=name, crop=Crop(across=16, down=9))

    assert derive(MASTER, recipe) == derive(MASTER, recipe)
    assert Recipe.from_json(recipe.to_json()) == recipe


def test_a_crop_keeps_its_focal_point_and_stays_within_the_picture():
    corner = Image.new("RGB", (400, 300), "white")
    corner.paste("red", (380, 280, 400, 300))

    part = opened(
        derive(saved(corner, "PNG"), Recipe(width=100, format="jpeg", crop=Crop(across=1, down=1, x=1000, y=1000)))
    )

    assert part.size == (100, 100)
    assert part.getpixel((97, 97))[1] < 60 < 200 < part.getpixel((5, 5))[1]
    assert Crop(across=1, down=1, x=500, y=0).box(300, 100) == (100, 0, 200, 100)
    assert Crop(across=1, down=1, x=0, y=0).box(100, 300) == (0, 0, 100, 100)
    assert Crop(across=9, down=1).box(1, 20_000) == (0, 10_000, 1, 10_001)


def test_what_is_no_master_gives_no_file():
    with pytest.raises(Unfit, match="damaged"):
        derive(b"GIF89a", Recipe(width=10, format="jpeg"))


def test_a_crop_that_is_all_of_a_picture_is_written_once(monkeypatch):
    asked = [Recipe(width=150, format=name, crop=part) for name in FORMATS for part in (None, Crop(across=3, down=2))]
    saves, save = [], Image.Image.save
    monkeypatch.setattr(
        Image.Image, "save", lambda image, *told, **how: saves.append(told) or save(image, *told, **how)
    )

    with io.BytesIO(saved(scene(300, 200), "PNG")) as source, io.BytesIO() as made:
        saves.clear()
        told = scaling.do(source, made, recipes=[recipe.to_json() for recipe in asked])
        sizes, files = told["sizes"], made.getvalue()

    assert len(saves) == len(FORMATS)
    assert sizes[0] == sizes[1]
    assert files[: sizes[0]] == files[sizes[0] : 2 * sizes[0]]
    assert len(files) == sum(sizes)
