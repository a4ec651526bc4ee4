"""What is searched: the sample, facts of five published texts, and records that no query asks for."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from archive.sample import contents, loading
from archive.sample.contents import Contents

from . import noise

FACTS: Final = Path(__file__).parent / "facts.toml"


def read(*, noisy: int = noise.MANY) -> Contents:
    """All of it, as the sample's own loader takes it. The same each time."""
    known = contents.read(besides=[FACTS])
    entries = {**known.entries, **{entry.key: entry for entry in noise.entries(noisy)}}
    return replace(known, entries=entries)


def load(corpus: Contents) -> None:
    """Through the desk's own verbs, into an empty archive."""
    loading.load(corpus, password="nobody signs in here")


def readable(corpus: Contents) -> dict[str, frozenset[str]]:
    """The key of each record that readers find → the languages in which it can be read."""
    desk = corpus.desk
    gone = {*desk.unpublished(), *(one.record for one in (*desk.withdrawn, *desk.merged))}
    return {key: frozenset(entry.texts) for key, entry in corpus.entries.items() if key not in gone}
