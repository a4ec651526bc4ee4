"""Whether somebody has to look at what was submitted for sensitivity, who has, and what whoever looks at it says."""

from dataclasses import dataclass

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from archive.editorial import sensitivity
from archive.editorial.models import Candidate
from archive.editorial.people import User
from archive.editorial.sensitivity import SensitivityReview
from archive.fields import LinesInput


class SensitivityForm(forms.Form):
    """``seen`` is the digest that was on the page."""

    prefix = "sensitivity"
    seen = forms.CharField(widget=forms.HiddenInput)
    remark = LinesInput(
        label=_("Remark"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whoever wrote any of it says why nobody else can look at it. Readers never see it."),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldSensitivity:
    """``reasons`` are why it is asked; ``form`` is there for whoever may sign, as long as nobody has."""

    reasons: tuple[str, ...]
    signed: SensitivityReview | None
    form: SensitivityForm | None
    url: str


def told(candidate: Candidate, *, person: User) -> ToldSensitivity | None:
    """Nothing if nobody has to look at it."""
    reasons = sensitivity.reasons(candidate.payload)
    if not reasons:
        return None
    signed = sensitivity.of(candidate)
    may = signed is None and sensitivity.may_sign(candidate, person)
    return ToldSensitivity(
        reasons=reasons,
        signed=signed,
        form=SensitivityForm(initial={"seen": candidate.digest}) if may else None,
        url=reverse("admin:sensitivity", args=[candidate.uuid]),
    )


def spot_of(candidate: Candidate) -> str:
    """Where it is read and signed."""
    return f"{reverse('admin:review', args=[candidate.uuid])}#sensitivity-{candidate.pk}"
