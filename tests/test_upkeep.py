"""All files of pictures: whether they are what they were, and what is made of masters."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, storages
from django.core.management import CommandError, call_command

from archive import clock, picture_files, upkeep
from archive.records.pictures import Picture
from archive.records.saving import saving
from tests import making

pytestmark = pytest.mark.django_db

ALIASES = ("originals", "masters", "derivatives")


@pytest.fixture(autouse=True)
def _own_stores(settings, tmp_path):
    """Elsewhere than in folders: nothing asks for the path of a file, so a bucket does as well."""
    settings.MEMORIAL_DATA_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {
        alias: {"BACKEND": "django.core.files.storage.InMemoryStorage"} for alias in ALIASES
    }
    making.kept_file.cache_clear()
    yield
    making.kept_file.cache_clear()


@pytest.fixture
def picture() -> Picture:
    """Published with one focal point, and drafted with another."""
    made = making.picture(slug="one", content=making.drawn(width=400, height=300), focus_x=100)
    making.published(made)
    made = Picture.objects.get(pk=made.pk)
    with saving(made, by=making.archivist(), version=made.version):
        made.focus_x = 900
        made.save()
    return made


@pytest.fixture
def _few_parts(picture, monkeypatch):
    """Of 256, those in which the tests have something."""
    there = {picture.file.sha256[:2], picture.file.master[:2], "ab", "cd", "ff"}
    monkeypatch.setattr(upkeep, "PARTS", tuple(sorted(there)))


def told(command: str, *options: str) -> list[str]:
    out = io.StringIO()
    call_command(command, *options, verbosity=0, stdout=out, stderr=out)
    return out.getvalue().splitlines()


def put(alias: str, name: str, content: bytes) -> str:
    if storages[alias].exists(name):
        storages[alias].delete(name)
    return f"{alias}/{storages[alias].save(name, ContentFile(content))}"


def test_files_of_drafts_and_editions_are_made_as_far_as_they_are_missing(picture):
    assert isinstance(storages["masters"], InMemoryStorage)

    assert told("make_derivatives") == ["Removed: 0, made: 14."]
    assert told("make_derivatives") == ["Removed: 0, made: 0."]
    names = picture_files.names_derived(picture.file.master)
    before = {name: storages["derivatives"].open(name).read() for name in names}
    storages["derivatives"].delete(names[0])
    assert told("make_derivatives") == ["Removed: 0, made: 1."]
    assert told("make_derivatives", "--drop") == ["Removed: 14, made: 14."]
    assert {name: storages["derivatives"].open(name).read() for name in names} == before
    assert {name.rpartition("/")[2].rpartition("-")[0] for name in names} == {
        "whole",
        *(f"{shape}-{across}-500" for shape in ("3x2", "2x3") for across in (100, 900)),
    }


def test_files_of_pages_are_those_of_pictures_shown_whole(picture):
    page = making.further_page(picture, making.drawn("#30577b", width=400, height=300))
    making.published(picture, change="update", note={"en": "A page."})
    picture.pages.all().delete()

    told("make_derivatives")

    names = picture_files.names_derived(page.file.master)
    assert [name.rpartition("/")[2] for name in names] == [
        "whole-320.avif",
        "whole-320.jpeg",
        "whole-400.avif",
        "whole-400.jpeg",
    ]
    with time_machine.travel(clock.now() + timedelta(days=32)):
        assert told("check_media") == ["No file is lost or changed. Files that no record names: 0."]
        storages["masters"].delete(picture_files.name_of(page.file.master))
        with pytest.raises(CommandError, match="Lost: 1"):
            told("check_media")


def test_a_master_that_was_lost_is_told_and_the_others_are_made(picture):
    making.picture(slug="two", content=making.drawn("#1d2735", width=40, height=30))
    told("make_derivatives")
    last = picture_files.names_derived(picture.file.master)
    storages["masters"].delete(picture_files.name_of(picture.file.master))
    storages["derivatives"].delete(last.pop())

    with pytest.raises(CommandError, match="not all could be made: 1"):
        told("make_derivatives", "--drop")

    assert picture_files.names_derived(picture.file.master) == last
    assert len(storages["derivatives"].listdir("")[0]) == 2


def test_what_is_lost_changed_or_nobodys_is_told(picture):
    told("make_derivatives")
    other = making.picture(slug="two", content=making.drawn("#1d2735", width=40, height=30))
    assert told("check_media") == ["No file is lost or changed. Files that no record names: 0."]
    lost, changed = picture_files.name_of(other.file.sha256), picture_files.name_of(picture.file.master)
    storages["originals"].delete(lost)
    put("masters", changed, storages["masters"].open(changed).read()[:-1] + b"\0")
    orphans = [
        put("originals", picture_files.name_of("ab" * 32), b"of a form that was left"),
        put("masters", f"{changed}.0123.part", b"of a machine that stopped"),
        put("masters", f"{changed[:2]}/within/another/folder", b"of a copy that went astray"),
        put("originals", "scans.txt", b"of somebody who looked into the folder"),
        put("derivatives", f"{changed}/3x2-1-1-320.avif", b"of a focal point that nobody has"),
        put("derivatives", picture_files.name_of("cd" * 32) + "/whole-320.avif", b"of a master that is gone"),
    ]

    with (
        time_machine.travel(clock.now() + timedelta(days=32)),
        pytest.raises(CommandError, match=r"Lost: 1, changed: 1"),
    ):
        told("check_media")
    with time_machine.travel(clock.now() + timedelta(days=32)):
        shown = upkeep.shown()
        found = [one for part in upkeep.PARTS for one in upkeep.examined(part, shown)]

    assert sorted(f"{one.fault}: {one.store}/{one.name}" for one in found) == sorted(
        [f"lost: originals/{lost}", f"changed: masters/{changed}", *(f"orphan: {name}" for name in orphans)]
    )


@pytest.mark.usefixtures("_few_parts")
def test_orphans_stay_until_somebody_asks_and_the_young_ones_then_too(picture):
    orphan = put("originals", picture_files.name_of("ab" * 32), b"of a form that was left")

    assert told("check_media", "--remove-orphans")[-1].endswith("names: 0.")
    with time_machine.travel(clock.now() + timedelta(days=32)):
        assert told("check_media")[:-1] == [f"orphan: {orphan}"]
        assert told("check_media", "--remove-orphans")[:-1] == [f"orphan: {orphan}", f"removed: {orphan}"]
        assert told("check_media")[:-1] == []


def test_nothing_is_removed_for_a_database_that_names_nothing():
    orphan = put("originals", picture_files.name_of("ab" * 32), b"of another archive, perhaps")

    with (
        time_machine.travel(clock.now() + timedelta(days=32)),
        pytest.raises(CommandError, match="is it the right one"),
    ):
        told("check_media", "--remove-orphans")

    assert storages["originals"].exists(orphan.removeprefix("originals/"))


class Failing(InMemoryStorage):
    """A disk on which one file cannot be read, and which goes away when one folder is looked at."""

    bad = away = "nothing"

    def _open(self, name, mode="rb"):
        if name == self.bad:
            raise OSError(5, "Input/output error")
        return super()._open(name, mode)

    def listdir(self, path):
        if path == self.away:
            raise OSError(116, "Stale file handle")
        return super().listdir(path)


def test_what_was_found_before_the_store_went_away_is_told_by_who_goes_on(settings, monkeypatch):
    settings.STORAGES = settings.STORAGES | {"originals": {"BACKEND": f"{__name__}.Failing"}}
    made = making.picture(slug="one", content=making.drawn(width=40, height=30))
    part = made.file.sha256[:2]
    monkeypatch.setattr(upkeep, "PARTS", ("00", part, "ff"))
    monkeypatch.setattr(Failing, "bad", picture_files.name_of(made.file.sha256))
    monkeypatch.setattr(Failing, "away", "ff")

    with pytest.raises(CommandError, match=r"Stale file handle. Called again, it goes on with part 3 of 3"):
        told("check_media")
    monkeypatch.setattr(Failing, "away", "nothing")
    with pytest.raises(CommandError, match=r"^Unread: 1\."):
        told("check_media")

    monkeypatch.setattr(Failing, "bad", "nothing")
    assert told("check_media") == ["No file is lost or changed. Files that no record names: 0."]


def test_reading_goes_on_where_it_ended(picture, monkeypatch):
    read = []
    whole = upkeep.examined

    def examined(part, shown):
        read.append(part)
        if len(read) == 5:
            raise KeyboardInterrupt
        return whole(part, shown)

    monkeypatch.setattr(upkeep, "examined", examined)

    with pytest.raises(KeyboardInterrupt):
        told("check_media")
    told("check_media", "--parts", "2")
    told("check_media")

    assert read == ["00", "01", "02", "03", "04", "04", "05", *upkeep.PARTS[6:]]
    told("check_media", "--parts", "1")
    told("check_media", "--parts", "1", "--from-start")
    assert read[-2:] == ["00", "00"]
