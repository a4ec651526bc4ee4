"""Lists, filters and search for readers. Everything here starts from a ``Reading`` and sees nothing beyond it."""

from .choices import choices, suggestions, with_narrower
from .days import days_with_entries, in_year, latest_statements, on_day, year_counts
from .entries import Entry
from .programs import PER_FEED, recent_changes, sitemap_counts, sitemap_entries
from .queries import Query
from .relations import Related, related
from .results import ResultPage, find
from .timelines import Bucket, TimelineResults, date_histogram, named_by, timeline

__all__ = [
    "PER_FEED",
    "Bucket",
    "Entry",
    "Query",
    "Related",
    "ResultPage",
    "TimelineResults",
    "choices",
    "date_histogram",
    "days_with_entries",
    "find",
    "in_year",
    "latest_statements",
    "named_by",
    "on_day",
    "recent_changes",
    "related",
    "sitemap_counts",
    "sitemap_entries",
    "suggestions",
    "timeline",
    "with_narrower",
    "year_counts",
]
