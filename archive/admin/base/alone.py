"""What was done alone, in the words of the desk: in the bar and in lists, and where another says what they think."""

from collections.abc import Collection, Iterable, Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.editorial.models import Review, SecondOpinion
from archive.editorial.permissions import may
from archive.editorial.second_opinions import DoneAlone, last_approvals_alone, may_say
from archive.records.base import Record
from archive.templatetags.desk import moment

# The remark of such a verdict is told here.
TOLD = frozenset({Review.Verdict.ALONE})
# What a list says of a reason has so many characters.
LONGEST = 60


def facts(done: Iterable[DoneAlone]) -> Iterator[str]:
    """Who did what alone and why, and what was said of it since. What was done to withdraw is said until then only."""
    for one in done:
        if one.review:
            yield by_whom(one)
        if one.review or not (one.opinion and one.opinion.verdict == SecondOpinion.Verdict.CONFIRMED):
            yield afterwards(one)


def by_whom(done: DoneAlone) -> str:
    return _("Approved alone by %(who)s: “%(reason)s”") % {"who": done.by, "reason": done.reason}


def afterwards(done: DoneAlone) -> str:
    """What another person said of it."""
    opinion = done.opinion
    if opinion is None:
        return _("Nobody else has looked at it yet.") if done.review else _("Nobody else has looked at its note yet.")
    words = {"who": opinion.by, "when": moment(opinion.at), "remark": opinion.remark}
    if opinion.verdict == SecondOpinion.Verdict.OBJECTED:
        return _("%(who)s objected on %(when)s: “%(remark)s”") % words
    said = _("%(who)s confirmed it on %(when)s.") % words
    return f"{said} “{opinion.remark}”" if opinion.remark else said


def opinion_url(done: Iterable[DoneAlone], person) -> str:
    """Where ``person`` says what they think of the first of these that waits for it; empty if none does."""
    waiting = (one for one in done if one.opinion is None)
    return next((url_of(one) for one in waiting if may(person, "review") and may_say(one, person)), "")


def url_of(done: DoneAlone) -> str:
    what, key = ("review", done.review.pk) if done.review else ("act", done.act.pk if done.act else 0)
    return reverse("admin:second_opinion", args=[what, key])


def marks(records: Collection[Record]) -> dict[int, SafeString]:
    """Primary key → what a list says beside the state of what was approved alone and is not confirmed."""
    found = last_approvals_alone(records)
    return {key: _mark(one) for key, one in found.items() if not _is_confirmed(one)}


def _is_confirmed(review) -> bool:
    opinion = getattr(review, "second_opinion", None)
    return opinion is not None and opinion.verdict == SecondOpinion.Verdict.CONFIRMED


def _mark(review) -> SafeString:
    words = {"who": review.by, "reason": Truncator(review.remark).chars(LONGEST)}
    return format_html(' <span class="alone">{}</span>', _("approved alone by %(who)s: “%(reason)s”") % words)
