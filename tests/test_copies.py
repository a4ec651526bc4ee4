"""Files of captured copies: what they are, and that they stay so."""

import gzip
import hashlib
import io
import os
import resource
import stat
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from archive import copies


def office(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


KINDS = {
    "application/pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "text/html": b"\xef\xbb\xbf<!-- saved -->\n<!DOCTYPE html><title>A</title>",
    "multipart/related": b"From: <A>\r\nSubject: A\r\n b\r\nContent-Type: multipart/related;\r\n\ttype=x\r\n\r\n--",
    "text/plain": "Bəyanat\r\nЗаявление\n".encode(),
    "application/warc": b"WARC/1.1\r\nWARC-Type: warcinfo\r\n",
    "application/gzip": gzip.compress(b"WARC/1.0\r\n", mtime=0),
    "image/png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "image/tiff": b"II*\x00\x08\x00\x00\x00",
    "image/webp": b"RIFF\x24\x00\x00\x00WEBPVP8 ",
    "application/vnd.oasis.opendocument.text": office("mimetype", "content.xml"),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": office("word/document.xml"),
}


def test_every_kind_of_file_is_recognised_by_its_bytes_alone():
    assert {
        kind: copies.examine(ContentFile(content, "misleading.exe")).media_type for kind, content in KINDS.items()
    } == {kind: kind for kind in copies.SUFFIXES}


@pytest.mark.parametrize(
    "content",
    [
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        b"<svg xmlns='http://www.w3.org/2000/svg'\x00>",
        b"%!PS-Adobe-3.0 EPSF-3.0\x04",
        office("xl/workbook.xml"),
        b"PK\x03\x04 and nothing of a ZIP archive",
        gzip.compress(b"anything else", mtime=0),
        b"\x1f\x8b\x08 broken",
        b"\xff\xfe\x00\x00",
        "Заявление".encode("cp1251"),
        b"words and \x07 a bell",
    ],
)
def test_what_is_none_of_the_kinds_is_refused(content):
    with pytest.raises(copies.Unfit, match="none of the kinds of files"):
        copies.examine(ContentFile(content, "statement.pdf"))


def test_an_empty_file_and_one_that_is_too_large_are_refused_in_words():
    large = ContentFile(b"%PDF-1.7")
    large.size = copies.LARGEST + 1_000_000

    with pytest.raises(copies.Unfit, match="The file is empty"):
        copies.examine(ContentFile(b""))
    with pytest.raises(copies.Unfit, match=r"too large: 51\.0 MB, and at most 50 MB are kept"):
        copies.examine(large)


@pytest.mark.parametrize("content", [b"<!---->" * 580, b"a:\n" * 1300, b"<?xml ?>" * 500, b" " * 4000])
def test_hostile_beginnings_come_to_an_end(content):
    assert copies.media_type_of(ContentFile(content)) == "text/plain"


def test_the_same_bytes_are_kept_once_and_stay_what_they_are():
    content = b"%PDF-1.7 " + b"one and the same"
    digest = hashlib.sha256(content).hexdigest()

    kept = [copies.keep(ContentFile(content, name)) for name in ("a.pdf", "../../b.pdf")]

    assert kept == [copies.Kept(digest=digest, size=len(content), media_type="application/pdf")] * 2
    with copies.opened(digest) as file:
        assert file.read() == content
    assert copies.is_whole(digest)
    assert [name for name in copies.store().listdir(digest[:2])[1] if name.startswith(digest)] == [digest]


def test_a_changed_or_lost_file_is_not_whole():
    digest = copies.keep(ContentFile(b"%PDF-1.7 whole")).digest
    path = copies.store().path(f"{digest[:2]}/{digest}")

    with open(path, "ab") as file:
        file.write(b" no more")

    assert not copies.is_whole(digest)
    copies.store().delete(f"{digest[:2]}/{digest}")
    assert not copies.is_whole(digest)


# --- written once ------------------------------------------------------------------------------------


@contextmanager
def a_disk_with_room_for(size: int) -> Iterator[None]:
    """What is written beyond ``size`` bytes of a file fails, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def folder_of(content: bytes) -> Path:
    return Path(copies.store().path(hashlib.sha256(content).hexdigest()[:2]))


def stored(content: bytes) -> list[tuple[str, bytes]]:
    """All files that begin as ``content`` would, with what is in them."""
    return [(path.name, path.read_bytes()) for path in folder_of(content).glob(f"{digest_of(content)}*")]


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def long_text(word: str) -> bytes:
    return f"{word} ".encode() * 50_000


def test_a_full_disk_leaves_nothing_and_says_so_in_words():
    content = long_text("new")

    with a_disk_with_room_for(100_000), pytest.raises(copies.Unfit, match="disk is full or failing"):
        copies.keep(ContentFile(content))

    assert stored(content) == []
    assert copies.keep(ContentFile(content)).digest == digest_of(content)
    assert stored(content) == [(digest_of(content), content)]


def test_a_whole_copy_is_not_touched_when_the_same_bytes_come_again():
    content = long_text("whole")
    copies.keep(ContentFile(content))
    path = folder_of(content) / digest_of(content)
    before = path.stat()

    with a_disk_with_room_for(100_000):
        copies.keep(ContentFile(content))

    after = path.stat()
    assert (after.st_ino, after.st_mtime_ns, path.read_bytes()) == (before.st_ino, before.st_mtime_ns, content)


@pytest.mark.parametrize("left", [b"", long_text("repaired")[:100_000], long_text("repaired") + b"!"])
def test_what_was_broken_is_made_whole_by_the_same_bytes(left):
    content = long_text("repaired")
    folder_of(content).mkdir(parents=True, exist_ok=True)
    (folder_of(content) / digest_of(content)).write_bytes(left)

    with a_disk_with_room_for(200_000), pytest.raises(copies.Unfit):
        copies.keep(ContentFile(content))
    assert stored(content) == [(digest_of(content), left)]  # not made worse

    copies.keep(ContentFile(content))
    assert stored(content) == [(digest_of(content), content)]


# Keeps a long text, and waits for ever when half of it is written.
WRITER = """
import sys, time
from django.core.files.base import ContentFile
from archive import copies

class Slow(ContentFile):
    readings = 0

    def chunks(self, chunk_size=None):
        Slow.readings += 1
        content = self.file.getvalue()
        yield content[:200_000]
        if Slow.readings == 2:
            print("half", flush=True)
            time.sleep(60)
        yield content[200_000:]

copies.keep(Slow(sys.stdin.buffer.read()))
"""


def test_a_writer_that_is_killed_leaves_nothing_under_the_digest():
    content = long_text("killed")
    writing = subprocess.Popen([sys.executable, "-c", WRITER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    with writing:
        writing.stdin.write(content)
        writing.stdin.close()
        assert writing.stdout.readline() == b"half\n"
        writing.kill()

    ((left, half),) = stored(content)
    assert left.endswith(".part")
    assert content.startswith(half)
    assert 0 < len(half) < len(content)
    copies.keep(ContentFile(content))
    assert dict(stored(content)) == {left: half, digest_of(content): content}  # somebody may be writing it still
    an_hour_ago = time.time() - 3601
    os.utime(folder_of(content) / left, (an_hour_ago, an_hour_ago))
    copies.tidy()
    assert stored(content) == [(digest_of(content), content)]


def test_nothing_that_is_served_lies_above_the_store(settings):
    place = copies.store().path("")

    assert str(settings.MEMORIAL_DATA_DIR) in place
    assert not place.startswith(str(settings.STATIC_ROOT))
    kept = copies.keep(ContentFile(b"%PDF-1.7 private"))
    assert stat.filemode(os.stat(f"{place}/{kept.digest[:2]}/{kept.digest}").st_mode) == "-rw-------"
