"""Whether a record says something else by now than was frozen of it: words by language, facts for all of them.

Candidates are as ``submissions`` reads them: each with the seals of the version that was submitted, and of the one that
stands now. A version that was saved before there were seals is like no other one.
"""

import json
from collections.abc import Iterable
from typing import Any, Final

from archive.records.seals import FACTS

NONE: Final[dict[str, str]] = {}


def differs(candidate: Any) -> bool:
    """Whether its record says something else by now in the languages of ``candidate``, or in its facts."""
    if candidate.record_version == candidate.version_now:
        return False
    then, now = _read(candidate.seals), _read(candidate.seals_now)
    return not (then and now) or any(then.get(part) != now.get(part) for part in _parts(candidate))


def says_more(given: Iterable[Any]) -> bool:
    """Whether the record says anything by now that is in none of what was ``given`` of it, the last of it first."""
    givers: dict[str, Any] = {}
    for candidate in given:
        givers = dict.fromkeys(_parts(candidate), candidate) | givers
    then = {part: _read(candidate.seals).get(part) for part, candidate in givers.items()}
    last = givers.get(FACTS)
    if last is None:
        return True
    if None in then.values():  # saved before there were seals
        return bool(last.record_version != last.version_now)
    return then != _read(last.seals_now)


def _parts(candidate: Any) -> tuple[str, ...]:
    return (FACTS, *candidate.languages)


def _read(seals: Any) -> dict[str, str]:
    return (json.loads(seals) if isinstance(seals, str) else seals) or NONE
