"""What a second person reads of one candidate: the page as readers will see it, in each language, its facts, what it
differs from, and what this person may do about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from archive import clock, languages
from archive.catalogue import listing
from archive.editions import payloads
from archive.editions import reading as published
from archive.editions.histories import History
from archive.editions.payloads import Payload
from archive.editions.payloads.statements import StatementPayload
from archive.editorial import packages
from archive.editorial.models import Candidate, Review
from archive.editorial.people import User
from archive.editorial.reviewing import approved_before
from archive.editorial.situations import Situation, situation
from archive.public import kinds
from archive.records.base import Record

from . import figures_told, publishing_bar, sensitivity_told, signed
from .carried_told import ToldConfirmer, confirmed_in
from .differences import Differences, Fact, differences, facts, read_alike
from .figures_told import ShownSheet
from .links import record_url
from .margins import Margin, margin
from .pictures_compared import Compared, compared
from .publishing_bar import Button
from .sensitivity_told import ToldSensitivity

# What the words of a language are, compared with another form of the record.
SAME: Final = "same"
STATES: dict[str, Promise] = {
    "new": pgettext_lazy("a language", "new"),
    "changed": pgettext_lazy("a language", "changed"),
    "emphasis": pgettext_lazy("a language", "only emphasis differs"),
    SAME: pgettext_lazy("a language", "as before"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Another form of a record, with which what was submitted is compared; ``name`` is that in addresses."""

    name: str
    label: str | Promise
    payload: Payload


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """The page in one language, at ``url``, as it stands in a frame. ``is_first``: it is read first."""

    code: str
    name: str
    state: str
    url: str
    is_first: bool


@dataclass(frozen=True)
class Reading:
    """``against`` is that of ``earlier`` with which it is compared; without one, all of it is new.

    ``found`` is the situation of the record. Nothing can be done about what is not current.
    """

    candidate: Candidate
    record: Record
    person: User
    found: Situation
    earlier: tuple[Earlier, ...]
    against: Earlier | None

    @property
    def is_current(self) -> bool:
        return self.found.candidate == self.candidate

    @property
    def url(self) -> str:
        return record_url(self.record)

    @property
    def newer_url(self) -> str:
        newer = self.found.candidate
        return reverse("admin:review", args=[newer.uuid]) if newer and not self.is_current else ""

    @cached_property
    def authors(self) -> list[User]:
        return [author.person for author in self.candidate.authors.select_related("person").order_by("pk")]

    @property
    def verdict(self) -> Review | None:
        return getattr(self.candidate, "review", None)

    @cached_property
    def approved_before(self) -> Review | None:
        return approved_before(self.candidate)

    @cached_property
    def approved_under_another_label(self) -> Review | None:
        return packages.approved_under_another_label(self.candidate)

    @property
    def notes(self) -> list[tuple[str, str, str]]:
        """The public note."""
        return by_language(self.candidate.payload.change.note)

    @cached_property
    def margin(self) -> Margin:
        """Its doubts, and what people say to one another about it."""
        return margin(self.candidate, person=self.person)

    @cached_property
    def sensitivity(self) -> ToldSensitivity | None:
        """Whether somebody has to look at it for sensitivity, and who has."""
        return sensitivity_told.told(self.candidate, person=self.person)

    @cached_property
    def confirmed(self) -> tuple[ToldConfirmer, ...]:
        """What comes from last year, by whoever has read it."""
        return confirmed_in(self.candidate)

    @property
    def confirmed_by(self) -> list[User]:
        return list(dict.fromkeys(one.by for one in self.confirmed))

    @property
    def count_confirmed(self) -> int:
        return sum(len(one.passages) for one in self.confirmed)

    @cached_property
    def tabs(self) -> tuple[Tab, ...]:
        texts = self.candidate.payload.texts
        codes = [code for code in languages.spoken() if code in texts]
        first = next((code for code in codes if self._state(code) != SAME), codes[0] if codes else "")
        return tuple(
            Tab(
                code=code,
                name=languages.autonym(code),
                state=self._state(code),
                url=self._page(code),
                is_first=code == first,
            )
            for code in codes
        )

    @property
    def taken_out(self) -> list[str]:
        """Languages that it has no more."""
        before = self.against.payload.texts if self.against else {}
        return [languages.autonym(code) for code in sorted(before.keys() - self.candidate.payload.texts.keys())]

    @cached_property
    def since(self) -> int | None:
        """The year in which its issuer said something on the same observance last."""
        payload = self.candidate.payload
        siblings = kinds.of(payload.kind).siblings(payload)
        return listing.year_before(published.at(clock.now()), siblings) if siblings else None

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(facts(self.against.payload if self.against else None, self.candidate.payload))

    @cached_property
    def pictures(self) -> tuple[Compared, ...]:
        """What is to be seen otherwise, if it is a picture."""
        return compared(self.against.payload if self.against else None, self.candidate.payload)

    @cached_property
    def figures(self) -> ShownSheet | None:
        """Those that it gives, if it is a statement."""
        payload = self.candidate.payload
        return figures_told.told(payload, self.record) if isinstance(payload, StatementPayload) else None

    @property
    def changed_facts(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.is_changed]

    @property
    def same_facts(self) -> list[Fact]:
        return [fact for fact in self.facts if not fact.is_changed]

    @property
    def is_new(self) -> bool:
        return self.against is None

    @property
    def states(self) -> dict[str, Promise]:
        """How the page calls what the words of a language are."""
        return STATES

    @property
    def is_same(self) -> bool:
        """Whether readers would see no difference."""
        return self.against is not None and payloads.same_content(self.against.payload, self.candidate.payload)

    @cached_property
    def companions(self) -> list[tuple[Record, str, Differences]]:
        """Other records that change with it, their addresses, and the labels that do."""
        companions = self.candidate.companions.select_related("record", "relabels")
        return [
            (one.record, record_url(one.record), differences(one.relabels.payload, one.payload)) for one in companions
        ]

    @cached_property
    def offered(self) -> tuple[str, ...]:
        """The verdicts that make sense now and that this person may give: what readers have matters to none."""
        if not self.is_current:
            return ()
        names = publishing_bar.offered(self.record, self.found, None, person=self.person)
        return tuple(name for name in names if name in publishing_bar.DECIDING)

    @property
    def is_own(self) -> bool:
        """Whether this person wrote any of it, and cannot approve it."""
        return self.is_current and "alone" not in self.offered and self.person in self.authors

    @cached_property
    def buttons(self) -> dict[str, Button]:
        """The act → what does it."""
        return {name: self.button(name) for name in self.offered}

    def button(self, name: str) -> Button:
        return publishing_bar.button(name, self.record, self.found, None)

    @property
    def alone(self) -> Button | None:
        return self.buttons.get("alone")

    @property
    def ticked(self) -> Button | None:
        """With what doubts are let stand, if this person may approve it."""
        return self.buttons.get("approve") or self.alone

    @property
    def ticked_in(self) -> str:
        """The id of that form."""
        return "verdict" if "approve" in self.offered else f"alone-{self.candidate.pk}"

    @property
    def signed(self) -> str:
        """What is signed by whoever approves it: its key, and the digest that was on the page."""
        return signed.line(self.candidate)

    def _state(self, code: str) -> str:
        before = self.against.payload.texts.get(code) if self.against else None
        after = self.candidate.payload.texts[code]
        if before is None:
            return "new"
        if before == after:
            return SAME
        return "emphasis" if read_alike(before, after) else "changed"

    def _page(self, code: str) -> str:
        address = reverse("admin:preview", args=[self.candidate.uuid, code])
        return f"{address}?against={self.against.name if self.against else NOTHING}"


# As in the address of a page in which nothing is marked.
NOTHING: Final = "nothing"


def reading(candidate: Candidate, *, person: User, against: str = "") -> Reading:
    """What ``person`` reads of ``candidate``, compared with what is called so; if it has none, with the most useful."""
    record = candidate.record.of_its_kind()
    prefetch_related_objects([record], "texts")
    found = situation(record)
    known = tuple(earlier(candidate, found.history))
    chosen = next((one for one in known if one.name == against), next(iter(known), None))
    return Reading(
        candidate=candidate,
        record=record,
        person=person,
        found=found,
        earlier=known,
        against=None if against == NOTHING else chosen,
    )


def by_language(note: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Code and name of each language, and what readers are told in it."""
    return [(code, languages.autonym(code), words) for code, words in sorted(note.items()) if words]


def earlier(candidate: Candidate, history: History) -> Iterator[Earlier]:
    """With what ``candidate`` may be compared, the most useful first: what somebody has read of its record before, what
    is scheduled of it, and what readers had before it.
    """
    now = clock.now()
    given = {edition.candidate for edition in history.issued.values()}
    last = _submitted_before(candidate)
    if last and last.uuid not in given and not payloads.same_content(last.payload, candidate.payload):
        yield Earlier(name="submitted", label=_("what was submitted before"), payload=last.payload)
    pending = history.pending(now)
    if pending and pending.candidate != candidate.uuid:
        yield Earlier(name="scheduled", label=_("what is scheduled"), payload=pending.payload.held)
    spans = [span for span in history.spans if span.begin <= now]
    stood = [span for span in spans if span.edition.candidate != candidate.uuid]
    if stood:
        is_now = stood[-1] == spans[-1]
        label = _("what readers see now") if is_now else _("what readers saw before")
        yield Earlier(name="public", label=label, payload=stood[-1].edition.payload.held)


def _submitted_before(candidate: Candidate) -> Candidate | None:
    others = Candidate.objects.filter(record=candidate.record_id, companion_of=None, pk__lt=candidate.pk)
    return others.order_by("-pk").first()
