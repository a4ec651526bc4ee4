"""A service that speaks the protocol of S3, as far as the archive does: objects are put, read, looked at, listed and
deleted, and each request is signed (AWS Signature Version 4), which is checked.

It keeps what it is given in memory, and knows nothing of the archive.
"""

import hashlib
import hmac
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import groupby
from threading import Thread
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from xml.sax.saxutils import escape

KEY, SECRET, REGION, BUCKET = "archive", "a/secret of theirs", "eu-central-1", "memory"
# Names of a list that are told at once: few, so that whoever asks has to go on asking.
AT_ONCE = 3
LONG_AGO = "Thu, 02 Jan 2020 00:00:00 GMT"
_SIGNED = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/s3/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w{64})"
)


class Service(ThreadingHTTPServer):
    """``objects`` by their keys; ``asked`` is what it was asked, by method and key. While it ``is_away``, it hangs up
    on everybody.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Request)
        self.objects: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.is_away = False

    @property
    def address(self) -> str:
        """As an operator writes it (MEMORIAL_BUCKET_URL)."""
        return f"s3+http://{KEY}:{quote(SECRET, safe='')}@127.0.0.1:{self.server_port}/{BUCKET}?region={REGION}"


@contextmanager
def bucket_service() -> Iterator[Service]:
    with Service() as service:
        Thread(target=service.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield service
        finally:
            service.shutdown()


class _Request(BaseHTTPRequestHandler):
    server: Service
    protocol_version = "HTTP/1.1"

    def _began(self) -> str | None:
        """The key that is asked for; nothing if there is no further answer."""
        self.content = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path, self.query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query, keep_blank_values=True))
        self.server.asked.append(f"{self.command} {path.removeprefix(f'/{BUCKET}').lstrip('/')}")
        if self.server.is_away:
            self.close_connection = True
            return None
        if not self._is_signed():
            return self._refuse(403, "SignatureDoesNotMatch")
        if path.split("/")[1] != BUCKET:
            return self._refuse(404, "NoSuchBucket")
        return path.removeprefix(f"/{BUCKET}").lstrip("/")

    def do_PUT(self) -> None:
        key = self._began()
        if key is not None:
            self.server.objects[key] = self.content
            self._answer(200, ETag=_etag(self.content))

    def do_GET(self) -> None:
        key = self._began()
        if key == "":
            self._list()
        elif key is not None:
            self._object(key)

    do_HEAD = do_GET  # noqa: N815

    def do_DELETE(self) -> None:
        key = self._began()
        if key is not None:
            self.server.objects.pop(key, None)
            self._answer(204)

    def _object(self, key: str) -> None:
        if key not in self.server.objects:
            self._refuse(404, "NoSuchKey")
            return
        content = self.server.objects[key]
        self._answer(200, content, ETag=_etag(content), Last_Modified=LONG_AGO)

    def _list(self) -> None:
        """Keys below a prefix; those that go on behind the delimiter are told once, by what they have in common."""
        prefix, delimiter = self.query.get("prefix", ""), self.query.get("delimiter", "")
        keys = sorted(key for key in self.server.objects if key.startswith(prefix))

        def told(key: str) -> str:
            rest, found, _behind = key[len(prefix) :].partition(delimiter) if delimiter else (key, "", "")
            return prefix + rest + found if found else key

        names = [name for name, _keys in groupby(keys, told) if name > self.query.get("marker", "")]
        page = names[:AT_ONCE]
        contents = "".join(
            f"<CommonPrefixes><Prefix>{_coded(name)}</Prefix></CommonPrefixes>"
            if name not in self.server.objects
            else f"<Contents><Key>{_coded(name)}</Key><LastModified>2020-01-02T00:00:00.000Z</LastModified>"
            f"<ETag>{escape(_etag(self.server.objects[name]))}</ETag><Size>{len(self.server.objects[name])}</Size></Contents>"
            for name in page
        )
        further = f"<NextMarker>{_coded(page[-1])}</NextMarker>" if len(names) > AT_ONCE else ""
        self._xml(
            200,
            f"<ListBucketResult><Name>{BUCKET}</Name><Prefix>{_coded(prefix)}</Prefix><EncodingType>url</EncodingType>"
            f"<IsTruncated>{str(len(names) > AT_ONCE).lower()}</IsTruncated>{further}{contents}</ListBucketResult>",
        )

    # --- answers ---

    def _refuse(self, status: int, code: str) -> None:
        self._xml(status, f"<Error><Code>{code}</Code><Message>{code}</Message></Error>")

    def _xml(self, status: int, body: str) -> None:
        self._answer(status, f'<?xml version="1.0" encoding="UTF-8"?>{body}'.encode(), Content_Type="application/xml")

    def _answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:
        """Nowhere."""

    # --- who asks ---

    def _is_signed(self) -> bool:
        """By somebody who knows the secret, these very headers and bytes."""
        said = _SIGNED.fullmatch(self.headers.get("Authorization", ""))
        if not said or (said[1], said[3]) != (KEY, REGION):
            return False
        digest = self.headers["x-amz-content-sha256"]
        if digest not in ("UNSIGNED-PAYLOAD", hashlib.sha256(self.content).hexdigest()):
            return False
        parts, names = urlsplit(self.path), said[4].split(";")
        asked = urlencode(sorted(self.query.items()), quote_via=quote, safe="-_.~")
        headers = "".join(f"{name}:{' '.join(self.headers[name].split())}\n" for name in names)
        request = "\n".join((self.command, parts.path, asked, headers, said[4], digest))
        scope = f"{said[2]}/{REGION}/s3/aws4_request"
        to_sign = "\n".join(
            ("AWS4-HMAC-SHA256", self.headers["x-amz-date"], scope, hashlib.sha256(request.encode()).hexdigest())
        )
        key = f"AWS4{SECRET}".encode()
        for step in scope.split("/"):
            key = hmac.digest(key, step.encode(), "sha256")
        return hmac.compare_digest(hmac.digest(key, to_sign.encode(), "sha256").hex(), said[5])


def _etag(content: bytes) -> str:
    return f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'


def _coded(name: str) -> str:
    return quote(name, safe="/")
