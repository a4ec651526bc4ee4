"""What is taken of a picture that somebody sends."""

import hashlib
import io
from typing import Any

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from archive.imaging.taking import Taken, Unfit, take


def saved(image: Image.Image, format: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, format, **options)
    return written.getvalue()


def taken(content: bytes) -> Taken:
    return take(ContentFile(content, name="whatever.exe"))


def opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def test_of_a_file_its_bytes_are_told_and_of_its_master_the_pixels():
    sent = saved(Image.new("RGB", (60, 40), "#204060"), "PNG")

    it = taken(sent)

    assert (it.digest, it.size, it.media_type) == (hashlib.sha256(sent).hexdigest(), len(sent), "image/png")
    assert (it.width, it.height, it.colour, it.captured) == (60, 40, "#204060", {})
    assert it.master_digest == hashlib.sha256(it.master).hexdigest()
    assert opened(it.master).size == (60, 40)


def test_a_file_that_is_no_picture_is_refused():
    with pytest.raises(Unfit, match="of the type PDF"):
        taken(b"%PDF-1.7 ...")
