"""Files of pictures in folders of this machine."""

import errno
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.files.uploadedfile import TemporaryUploadedFile

from memorial.whole_files import WholeFileStorage


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_file_is_whole_under_its_name_or_not_there(tmp_path):
    class Breaking(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half of"
            raise OSError(errno.ENOSPC, "no room")

    store = WholeFileStorage(location=tmp_path, file_permissions_mode=0o600)
    store.save("ab/ef", ContentFile(b"whole"))

    with pytest.raises(OSError, match="no room"):
        store.save("ab/cd", Breaking(b"of it"))

    assert files_in(tmp_path) == {"ab/ef": b"whole"}
    assert stat.S_IMODE((tmp_path / "ab/ef").stat().st_mode) == 0o600


def test_who_comes_second_leaves_no_second_file(tmp_path):
    store = WholeFileStorage(location=tmp_path)
    uploaded = TemporaryUploadedFile("picture.png", "image/png", 5, None)
    uploaded.write(b"whole")
    uploaded.seek(0)

    names = [store.save("ab/cd", content) for content in (ContentFile(b"whole"), uploaded)]
    uploaded.close()

    assert names == ["ab/cd"] * 2
    assert files_in(tmp_path) == {"ab/cd": b"whole"}


@pytest.mark.parametrize("alias", ["originals", "masters", "derivatives"])
def test_pictures_stand_in_folders_that_nobody_else_may_read(alias):
    store = storages[alias]

    assert isinstance(store, WholeFileStorage)
    assert (store.file_permissions_mode, store.directory_permissions_mode) == (0o600, 0o700)
