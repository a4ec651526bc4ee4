"""Where the files of pictures stand: in folders of this machine, or in a bucket (``MEMORIAL_BUCKET_URL``)."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

NAMES = ("originals", "masters", "derivatives")
EXAMPLE = "s3://key:secret@s3.example.org/bucket?region=eu-central-1"
# s3+http is for a service on this machine.
SCHEMES = {"s3": "https", "s3+http": "http"}


def picture_stores(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for the three stores, by their names. Raises ``ImproperlyConfigured``, without the secret."""
    if not address:
        return {name: _folder(folder / name) for name in NAMES}
    options = _bucket(address)
    if not find_spec("storages"):
        raise ImproperlyConfigured(
            "MEMORIAL_BUCKET_URL needs a package that is not installed: python -m pip install 'django-storages[s3]'"
        )
    return {
        name: {"BACKEND": "memorial.bucket_storage.BucketStorage", "OPTIONS": options | {"location": name}}
        for name in NAMES
    }


def _folder(location: Path) -> dict[str, Any]:
    """Below none that is served: the archive alone gives its files to readers."""
    options = {"location": location, "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    return {"BACKEND": "memorial.whole_files.WholeFileStorage", "OPTIONS": options}


def _bucket(address: str) -> dict[str, Any]:
    read = urlsplit(address)
    name = read.path.strip("/")
    if read.scheme not in SCHEMES or not (read.hostname and read.username and read.password and name):
        raise ImproperlyConfigured(
            f"MEMORIAL_BUCKET_URL names no bucket that is understood here. Write {EXAMPLE}; special characters of a "
            "secret are written in percent form, such as %2F for a slash."
        )
    return {
        "endpoint_url": f"{SCHEMES[read.scheme]}://{read.netloc.rpartition('@')[2]}",
        "bucket_name": name,
        "access_key": unquote(read.username),
        "secret_key": unquote(read.password),
        "region_name": parse_qs(read.query).get("region", [None])[0],
        # Nobody reads it but the archive; and whoever writes a file once more writes the same bytes.
        "default_acl": "private",
        "file_overwrite": True,
    }
