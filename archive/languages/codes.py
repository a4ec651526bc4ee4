"""Which codes of languages may be written (BCP 47), so that browsers and screen readers know what they are told."""

import re
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

# Every code of two letters: ISO 639-1.
_OF_TWO_LETTERS: Final = (
    "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo "
    "es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka "
    "kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng "
    "nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su "
    "sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
# Of three letters (ISO 639-3) those of the Caucasus and its neighbours, old ones among them, "mul" for a document in
# several languages, and "und" for one that nobody has told yet. Another one is added here when somebody needs it.
_OF_THREE_LETTERS: Final = (
    "ady agx aii akv azb azj bal bbl bdk chg ckb crh dar fil gag glk grc hyw inh jdt kaa kbd kjj kmr krc kry kum lad "
    "lbe lez lrc lzz mul mzn nog ota pal peo pnt rom rut sah sva syr tab tkr tly ttt udi udm und xal xcl xmf zza"
)
UNKNOWN: Final = "und"
KNOWN: Final = frozenset((*_OF_TWO_LETTERS.split(), *_OF_THREE_LETTERS.split()))
# With a script, a country and a variant; nothing longer is kept.
LONGEST_CODE: Final = 16
# A language, and perhaps its script, its country and a variant: "az", "az-Cyrl", "pt-BR".
_CODE: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"
)


def validate_language(code: str) -> None:
    """Raises ``ValidationError`` for what is no code, and for a code of no language that is known here."""
    written = _CODE.fullmatch(code)
    if not written or len(code) > LONGEST_CODE:
        raise ValidationError(_("Write the code of the language, as in az, en, ru, fr or tr."), code="language")
    if written["language"] not in KNOWN:
        words = _("“%(code)s” is not the code of a language the archive knows. Codes look like az, en, ru, fr or tr.")
        raise ValidationError(words % {"code": code}, code="language")


def canonical(code: str) -> str:
    """``code`` as it is written: "az-Cyrl", "pt-BR"; empty for what is no code of a language that is known here."""
    language, *further = code.strip().split("-")
    written = "-".join((language.lower(), *map(_cased, further)))
    try:
        validate_language(written)
    except ValidationError:
        return ""
    return written


def _cased(part: str) -> str:
    """A script begins with a capital letter, a country has nothing else."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 and part.isalpha() else part.lower()
