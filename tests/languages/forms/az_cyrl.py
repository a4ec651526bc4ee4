"""Azerbaijani in its Cyrillic letters, of which Django knows nothing. The dates are those of the Latin pack."""

from typing import Final

from archive.languages.az import Azerbaijani
from archive.languages.letters import LATIN


class InCyrillic(Azerbaijani):
    code = "az-cyrl"
    script = "Cyrl"
    autonym = "Азәрбајҹанҹа"
    alphabet = "абвгғдеәжзиыјкҝлмноөпрстуүфхһчҹш"
    alphabet_after = LATIN


LANGUAGE: Final = InCyrillic()
