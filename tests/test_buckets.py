"""Where the files of pictures stand."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import Client

from archive import picture_files, upkeep
from archive.records.pictures import Picture
from memorial import buckets
from memorial.buckets import picture_stores
from tests import making
from tests.admin.test_pictures import added
from tests.bucket_service import Service, bucket_service

ADDRESS = "s3://key:a%2Fb@s3.example.org:9000/memory?region=eu-central-1"


def test_without_an_address_they_stand_in_folders_of_their_own():
    stores = picture_stores("", Path("/data"))

    assert {name: one["OPTIONS"]["location"] for name, one in stores.items()} == {
        name: Path("/data") / name for name in ("originals", "masters", "derivatives")
    }


def test_an_address_names_a_bucket(monkeypatch):
    monkeypatch.setattr(buckets, "find_spec", lambda name: name == "storages")

    masters = picture_stores(ADDRESS, Path("/data"))["masters"]

    assert masters == {
        "BACKEND": "memorial.bucket_storage.BucketStorage",
        "OPTIONS": {
            "endpoint_url": "https://s3.example.org:9000",
            "bucket_name": "memory",
            "access_key": "key",
            "secret_key": "a/b",
            "region_name": "eu-central-1",
            "default_acl": "private",
            "file_overwrite": True,
            "location": "masters",
        },
    }


@pytest.mark.parametrize(
    "address", ["s3://s3.example.org/memory", "https://key:hush@s3.example.org/memory", "s3://key:hush@s3.example.org"]
)
def test_an_address_that_names_none_is_refused_without_telling_the_secret(address):
    with pytest.raises(ImproperlyConfigured, match="Write s3://key:secret") as refused:
        picture_stores(address, Path("/data"))

    assert "hush" not in str(refused.value)


def test_what_is_not_installed_is_told(monkeypatch):
    monkeypatch.setattr(buckets, "find_spec", lambda name: None)

    with pytest.raises(ImproperlyConfigured, match=r"pip install 'django-storages\[s3\]'"):
        picture_stores(ADDRESS, Path("/data"))


# --- a bucket that is asked ----------------------------------------------------------------------------


@pytest.fixture
def service(settings, monkeypatch, tmp_path) -> Iterator[Service]:
    """A service for buckets, in which the archive has its pictures."""
    pytest.importorskip("storages", reason="what talks to buckets is not installed (django-storages[s3])")
    from memorial import bucket_storage

    monkeypatch.setattr(bucket_storage._Away, "until", 0.0)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    settings.MEMORIAL_DATA_DIR = tmp_path
    making.kept_file.cache_clear()
    with bucket_service() as service:
        settings.STORAGES = settings.STORAGES | picture_stores(service.address, Path("/nowhere"))
        yield service
    making.kept_file.cache_clear()


def checked(*options: str) -> list[str]:
    """What check_media says, also if it fails."""
    said = io.StringIO()
    try:
        call_command("check_media", "--from-start", *options, stdout=said, verbosity=0)
    except CommandError as wrong:
        said.write(str(wrong))
    return said.getvalue().splitlines()


@pytest.mark.django_db
def test_pictures_stand_in_a_bucket_and_the_archive_goes_on_without_it(service, monkeypatch):
    content, name = making.drawn("#335577", width=400, height=300), "whole-400.avif"
    answer, client = added(content)
    drafted = Picture.objects.get().file
    picture = making.picture(slug="wall", content=content)
    making.published(picture)
    address = f"/media/wall/{drafted.master}/{name}"
    keys = [f"originals/{picture_files.name_of(drafted.sha256)}", f"masters/{picture_files.name_of(drafted.master)}"]
    derived = f"derivatives/{picture_files.name_of(drafted.master)}/{name}"
    monkeypatch.setattr(upkeep, "PARTS", tuple(sorted({"00", drafted.sha256[:2], drafted.master[:2]})))

    # Uploaded, derived and served.
    assert answer.status_code == 302
    assert service.objects[keys[0]] == content
    assert {*keys, derived} < {*service.objects}
    seen = Client().get(address)
    assert (seen.status_code, b"".join(seen)) == (200, service.objects[derived])
    assert b"".join(client.get(f"/desk/archive/picture/{drafted.pk}/original/")) == content
    # Looked over.
    before, already = dict(service.objects), len(service.asked)
    call_command("make_derivatives", "--drop", stdout=io.StringIO(), verbosity=0)
    assert {f"DELETE {derived}", f"PUT {derived}"} <= {*service.asked[already:]}
    assert service.objects == before
    assert checked() == ["No file is lost or changed. Files that no record names: 0."]
    service.objects[keys[0]] = content[:-1] + b"\0"
    del service.objects[keys[1]]
    service.objects |= {f"originals/{number}": b"of somebody who looked into the bucket" for number in range(9)}
    assert sorted(checked("--remove-orphans")[:-1]) == sorted(
        [
            f"changed: {keys[0]}",
            f"lost: {keys[1]}",
            *(f"{said}: originals/{number}" for number in range(9) for said in ("orphan", "removed")),
        ]
    )
    assert service.objects.keys() == before.keys() - {keys[1]}

    # Away: readers have their page, and nobody meets an error of ours.
    service.is_away = True
    assert Client().get("/en/pictures/wall/").status_code == 200
    away = Client().get(address)
    assert (away.status_code, away.headers["Retry-After"]) == (503, "5")
    answer, client = added(making.drawn("#775533", width=40, height=30), alternative_en="A wall of granite.")
    form = answer.content.decode()
    assert "could not store this file" in form
    assert "A wall of granite." in form
    answer = client.get(f"/desk/archive/picture/{drafted.pk}/original/", follow=True)
    assert "Where the archive keeps its pictures does not answer" in answer.content.decode()
    assert checked()[0].startswith("The files cannot be read: ")
    # Nobody waits for a bucket that does not answer: it is not asked again for a while.
    asked = len(service.asked)
    assert Client().get(address).status_code == 503
    assert len(service.asked) == asked
