"""In which language the interface speaks: a reader's own where all of it is translated, and otherwise one of those that
stand in for it.

Half a page in one language and half in another helps nobody, so a catalogue that lacks a sentence is as good as none.
"""

import gettext
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import to_language, trans_real

from . import SOURCE, spoken, stand_ins


class StandIn(trans_real.DjangoTranslation):
    """The translation of one language, called by the name of another one.

    Django asks a table for the translation of the language that is active, and then the translation for its language.
    What stands in that table under a code is therefore all that is said to whoever reads that language, the sentences
    of Django and of other apps among them; and pages, dates and addresses keep the language that was asked for.
    """

    def __init__(self, language: str, told_in: str) -> None:
        super().__init__(told_in)
        self._language = language

    def to_language(self) -> str:
        return self._language


def stand_in() -> None:
    """Let others stand in for the interfaces that are not complete. Called once, when all apps are there."""
    of_its_own = trans_real.check_for_language
    missing = [code for code in spoken() if of(code) != code]
    for code in missing:
        trans_real._translations[code] = StandIn(code, of(code))  # type: ignore[attr-defined]

    @lru_cache(maxsize=1_000)
    def is_there(code: str) -> bool:
        """Django takes a language for its own only if it finds a catalogue of it somewhere."""
        return code in missing or of_its_own(code)

    trans_real.check_for_language = is_there


def of(code: str) -> str:
    """The language in which the interface speaks to readers of ``code``."""
    there = complete(Path(settings.LOCALE_PATHS[0]))
    return next((one for one in stand_ins(code) if one in there), SOURCE)


def offered() -> tuple[str, ...]:
    """The archive's languages whose interface is their own; if that of none is, the one that Django speaks."""
    return tuple(code for code in spoken() if of(code) == code) or (settings.LANGUAGE_CODE,)


@cache
def complete(catalogues: Path) -> frozenset[str]:
    """The languages that have every sentence: that in which all are written, and those whose catalogue lacks none that
    another one has.
    """
    locales = [path.parts[-3] for path in catalogues.glob("*/LC_MESSAGES/django.mo")]
    said = {locale: _sentences(catalogues, locale) for locale in locales}
    every = frozenset[str]().union(*said.values())
    return frozenset({SOURCE, *(to_language(locale) for locale, sentences in said.items() if sentences == every)})


def _sentences(catalogues: Path, locale: str) -> frozenset[str]:
    """Those that are translated. One with plurals has several entries, as many as the language has forms.

    Python keeps what it has read so, and Django asks for it in the same way: a catalogue is read once in a process.
    """
    translation = gettext.translation("django", catalogues, [locale])
    entries = translation._catalog  # type: ignore[attr-defined]  # it has no public name
    return frozenset(key if isinstance(key, str) else key[0] for key in entries)
