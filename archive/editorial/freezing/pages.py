"""Site pages."""

from typing import Any

from archive.editions.payloads.pages import PagePayload
from archive.records.pages import Page

from .base import Freezing
from .labels import Public


class PageFreezing(Freezing[Page]):
    MODEL = Page

    def payload(self, public: Public, **common: Any) -> PagePayload:
        return PagePayload(menu=self.record.menu, **common)

    def needs_text(self) -> bool:
        return True
