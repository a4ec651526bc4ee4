"""The contract that every language keeps: what the rest of the archive may ask of one.

What all languages have in common, and what the CLDR of Unicode knows of each (through Babel), stands in these classes;
a language's own module says the rest. Nothing outside this room asks which language it has before it.
"""

from .calendar import Case, Point
from .documents import Documents
from .numbers import Gender
from .reading import Told

__all__ = ["Case", "Gender", "Language", "Point", "Told"]


class Language(Documents):
    """One language. A module has a subclass of its own and one instance of it, called ``LANGUAGE``.

    It is built in layers, each in the module of its name: ``Letters``: how it is called and written, ordered, folded
    and heard; ``Numbers``: what it counts with; ``Calendar`` and ``Rules``: how it says dates and the days that laws
    set; ``Reading``: how both stand in running text, and by which words the language is recognised; ``Sentences``:
    where they end, and which words say something; ``Years`` and ``Retelling``: which words are other ones a year later,
    and how they are said then; ``Documents``: what its documents look like when they are imported.
    """
