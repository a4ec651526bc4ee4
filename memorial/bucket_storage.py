"""Files that last, in a bucket. Only an archive that has one loads this."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

# So many bytes of a file are in memory; the rest is on the disk while somebody reads it.
IN_MEMORY: Final = 1_000_000
# Larger than any file here: each is sent whole, by one request.
_WHOLE: Final = 200_000_000
# Seconds for which nobody asks a bucket that did not answer: readers would wait for it one after the other.
PAUSE: Final = 10
# Readers wait for it. What it says of sums is of no use to an archive that knows every file by its SHA-256, and not
# every service can say it.
_CONFIG: Final = Config(
    connect_timeout=3,
    read_timeout=10,
    retries={"total_max_attempts": 2, "mode": "standard"},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
)


class BucketStorage(S3Storage):
    """As in a folder, what is not there is a ``FileNotFoundError``, and whatever else keeps a file away is an
    ``OSError``. A file that was opened is there whole.
    """

    def __init__(self, **options: Any) -> None:
        transfer = TransferConfig(use_threads=False, multipart_threshold=_WHOLE)
        super().__init__(client_config=_CONFIG, transfer_config=transfer, **options)

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        # By one request. Who reads on later, when an answer has begun, could tell nobody what is wrong.
        with said_plainly(), self.bucket.Object(self._normalize_name(clean_name(name))).get()["Body"] as body:
            file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever asked for it closes it
            shutil.copyfileobj(body, file)
        file.seek(0)
        return File(file, name)

    def _save(self, name: str, content: Any) -> str:
        with said_plainly():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with said_plainly():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with said_plainly():
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with said_plainly():
            folders, files = super().listdir(name)
            return folders, files

    def get_modified_time(self, name: str) -> datetime:
        with said_plainly():
            modified: datetime = super().get_modified_time(name)
            return modified


class _Away:
    """Since when, and what was said of it."""

    until = 0.0
    why = ""


@contextmanager
def said_plainly() -> Iterator[None]:
    """What a bucket says, as a folder would say it."""
    if time.monotonic() < _Away.until:
        raise OSError(_Away.why)
    try:
        yield
    except ClientError as refused:
        code = refused.response.get("Error", {}).get("Code", "")
        raise (FileNotFoundError if code in ("404", "NoSuchKey") else OSError)(str(refused)) from refused
    except (BotoCoreError, Boto3Error) as failed:
        if isinstance(failed, HTTPClientError):
            _Away.until, _Away.why = time.monotonic() + PAUSE, str(failed)
        raise OSError(str(failed)) from failed
