"""Templates as Jinja compiled them, kept as Python keeps its modules: by them a process begins a sixth sooner."""

import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import NamedTemporaryFile

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Beside the compiled module that this is, if Python may write there; what it compiled is trusted as that is.

    Jinja asks whether a template was changed. Which Jinja it was, and how it was told to write, is in the name.
    """

    def __init__(self, writing: Mapping[str, object]) -> None:
        by = sha256(f"{jinja2.__version__} {sorted(writing.items())}".encode()).hexdigest()[:16]
        self.folder = Path(cache_from_source(__file__)).parent / f"templates-{sys.implementation.cache_tag}-{by}"

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError), (self.folder / bucket.key).open("rb") as file:
            bucket.load_bytecode(file)

    def dump_bytecode(self, bucket: Bucket) -> None:
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # it is compiled each time where nothing may be written
                self._write(bucket)

    def _write(self, bucket: Bucket) -> None:
        """All at once: somebody else may be reading, and under another account than that which writes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, delete=False) as file:
            bucket.write_bytecode(file)
        written = Path(file.name)
        written.chmod(0o644)
        written.replace(self.folder / bucket.key)
