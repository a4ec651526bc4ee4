"""Which places of the archive a document names."""

from django.utils.translation import gettext as _

from archive import matching

from ..known import Named
from ..proposals import Understood
from ..reading import Reading


def places(reading: Reading) -> tuple[Understood[Named], ...]:
    found: dict[Named, Understood[Named]] = {}
    for mention in matching.mentions(reading.text, reading.known.places, language=reading.code):
        if len(mention.authorities) == 1:
            named = mention.authorities[0].named
            because = _("The text has “%(words)s”.") % {"words": mention.words}
            found.setdefault(named, Understood(value=named, because=because))
        else:
            titles = ", ".join(f"“{authority.named}”" for authority in mention.authorities)
            ambiguous = _("“%(words)s” may be one of several places: %(titles)s.")
            reading.missing.append(ambiguous % {"words": mention.words, "titles": titles})
    if not found:
        reading.missing.append(_("No place that the archive knows is named in it."))
    return tuple(found.values())
