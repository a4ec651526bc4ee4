"""How an answer is written into a cache that processes share."""

import json
from typing import cast

from .kept_pages import Answer


class AnswerSerializer:
    """Writes a kept answer as a line of JSON and its body, and reads it.

    Django would write it by pickle: then whoever can write into the cache could run code here. So they can show a page.
    """

    def dumps(self, answer: Answer) -> bytes:
        headers = [[part.decode("latin-1") for part in header] for header in answer.headers]
        line = json.dumps([answer.status, headers, answer.name])
        return line.encode() + b"\n" + cast(bytes, answer.body)

    def loads(self, written: bytes) -> Answer:
        """Raises ``ValueError`` for anything else."""
        line, body = written.split(b"\n", 1)
        status, headers, name = json.loads(line)
        return Answer(status, [(key.encode("latin-1"), value.encode("latin-1")) for key, value in headers], body, name)
