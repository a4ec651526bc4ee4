"""Whoever asks for a record by one of its names asks for all of them: a text has it as its language spells it."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from django.db import connection

from archive import names

from . import asked, finding

# What other records name.
KINDS: Final = frozenset({"place", "institution", "person", "observance"})
# So many spellings are looked for, and none so short that too many words begin like it.
MOST: Final = 12
SHORTEST: Final = 4
_CALLED: Final = """
SELECT record_id, title FROM archive_text WHERE record_id IN ({0})
UNION SELECT record_id, text FROM archive_name WHERE record_id IN ({0})"""


def ways(written: str, kinds: Collection[str] = KINDS) -> tuple[tuple[str, ...], ...]:
    """The terms of each spelling of what is called just as it is ``written``, of ``kinds`` that other records name.

    Two queries, one where nothing is called so.
    """
    terms, wanted = asked.terms(written), names.fold(written)
    keys = finding.called_keys(terms, KINDS & {*kinds}) if terms else []
    same = (one for spellings in _called(keys) if wanted in map(names.fold, spellings) for one in spellings)
    others = dict.fromkeys(map(names.query_terms, same))
    return tuple(spelled for spelled in others if len("".join(spelled)) >= SHORTEST)[:MOST]


def _called(keys: Collection[int]) -> Iterable[list[str]]:
    """Of each record its titles and other names; of more than are looked up none."""
    found: dict[int, list[str]] = defaultdict(list)
    if 0 < len(keys) <= finding.FEW:
        with connection.cursor() as cursor:
            cursor.execute(_CALLED.format(", ".join(map(str, keys))))
            for key, text in cursor.fetchall():
                found[key].append(text)
    return found.values()
