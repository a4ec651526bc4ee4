"""Lists, filters and search for readers. Everything here starts from a ``Reading`` and sees nothing beyond it.

A page costs what it shows: texts are found by the order of an index, twenty at a time, and what they say is read
afterwards. How many there are is counted once for a publication version, and kept (``keeping``).
"""

from .answering import in_full, titles_borne
from .beside import InTime
from .choices import Alike, Named, at_addresses, choices, named, suggestions
from .completing import Completed, Completions, completions
from .counting import MOST_OFFERED, counts, said_by_year
from .days import (
    Dated,
    Occasion,
    Wanted,
    days_with_entries,
    in_year,
    occasions,
    on_day,
    year_counts,
)
from .entries import Entry
from .faces import Faces, faces_withheld
from .naming import OF_A_KIND
from .programs import PER_FEED, recent_changes, sitemap_counts, sitemap_entries
from .queries import Query, merged_at_last
from .ranking import MOST_RANKED
from .relations import Related, WithFigures, located, related, with_figures
from .results import ResultPage, find
from .searching import Search, bearers
from .series import Issuer, Said, in_series, names_borne, said_on, year_before
from .siblings import Siblings
from .timelines import Bucket, Histogram, TimelineResults, date_histogram, earliest, named_by, timeline

__all__ = [
    "MOST_OFFERED",
    "MOST_RANKED",
    "OF_A_KIND",
    "PER_FEED",
    "Alike",
    "Bucket",
    "Completed",
    "Completions",
    "Dated",
    "Entry",
    "Faces",
    "Histogram",
    "InTime",
    "Issuer",
    "Named",
    "Occasion",
    "Query",
    "Related",
    "ResultPage",
    "Said",
    "Search",
    "Siblings",
    "TimelineResults",
    "Wanted",
    "WithFigures",
    "at_addresses",
    "bearers",
    "choices",
    "completions",
    "counts",
    "date_histogram",
    "days_with_entries",
    "earliest",
    "faces_withheld",
    "find",
    "in_full",
    "in_series",
    "in_year",
    "located",
    "merged_at_last",
    "named",
    "named_by",
    "names_borne",
    "occasions",
    "on_day",
    "recent_changes",
    "related",
    "said_by_year",
    "said_on",
    "sitemap_counts",
    "sitemap_entries",
    "suggestions",
    "timeline",
    "titles_borne",
    "with_figures",
    "year_before",
    "year_counts",
]
