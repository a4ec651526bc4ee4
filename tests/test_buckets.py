"""Where the files of pictures stand."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from memorial import buckets
from memorial.buckets import picture_stores

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
        "BACKEND": "storages.backends.s3.S3Storage",
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
