"""What somebody types who comments on a spot of what was submitted, or answers."""

from collections.abc import Iterator

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from archive import languages
from archive.editions.payloads import Payload
from archive.editorial import comments
from archive.editorial.problems import EVERYWHERE, Spot
from archive.fields import LinesInput

from .fact_labels import spot_label

# So much of a paragraph is shown where one is chosen.
SHOWN = 60


class CommentForm(forms.Form):
    """Of one candidate, whose ``payload`` says which spots there are."""

    required_css_class = "required"
    spot = forms.ChoiceField(label=_("What it is about"))
    quote = LinesInput(
        label=_("The words it is about"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("As they stand there. Empty: all that stands there."),
    )
    words = LinesInput(
        label=_("Comment"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Readers never see it."),
    )

    def __init__(self, *args, payload: Payload, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.spots = {code(EVERYWHERE): EVERYWHERE}
        self.fields["spot"].choices = [
            (code(EVERYWHERE), spot_label(payload.kind, EVERYWHERE)),
            *((languages.autonym(one), list(self._of_text(payload, one))) for one in sorted(payload.texts)),
            (_("Facts"), list(self._of_facts(payload))),
        ]

    def _of_text(self, payload: Payload, language: str) -> Iterator[tuple[str, str]]:
        for spot, said in comments.spots_of(payload, language):
            self.spots[code(spot)] = spot
            label = spot_label(payload.kind, spot)
            yield code(spot), f"{label}: {Truncator(said).chars(SHOWN)}" if said else label

    def _of_facts(self, payload: Payload) -> Iterator[tuple[str, str]]:
        for name in comments.facts_of(payload):
            spot = Spot(field=name)
            self.spots[code(spot)] = spot
            yield code(spot), spot_label(payload.kind, spot)

    def chosen(self) -> Spot:
        return self.spots[self.cleaned_data["spot"]]

    def said(self) -> dict[str, str]:
        return {"words": self.cleaned_data["words"], "quote": self.cleaned_data["quote"]}


class AnswerForm(forms.Form):
    """``back`` is the candidate on whose page it was typed."""

    back = forms.UUIDField(widget=forms.HiddenInput, required=False)
    words = LinesInput(
        label=_("Answer"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Readers never see it."),
    )


def code(spot: Spot) -> str:
    """As ``static/desk/comments.js`` calls it."""
    return f"{spot.language}.{spot.block or spot.field}"
