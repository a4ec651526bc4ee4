"""What a person tells the archive with each act. The verbs decide; these forms only ask and keep what was typed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive import clock, datings, languages
from archive.dossiers import times
from archive.dossiers.times import Proposed
from archive.editions.models import Edition, Release
from archive.editions.reasons import REASONS
from archive.editorial import reviewing
from archive.fields import LineInput, LinesInput

from .along import Along, AlongField
from .naming import ZoneInput
from .release_names import ReleaseField, not_recalled
from .times import in_all_zones

Words = Mapping[str, str]


def _either_midnight(found: Iterable[Proposed]) -> str:
    said = _(
        "Midnight may be the beginning of a day or its end. Write 00:00, and the day on which it is 00:00: %(days)s."
    )
    return said % {"days": " / ".join(in_all_zones(one.instant) for one in found)}


class ActForm(forms.Form):
    """``seen`` is the version or digest that was on the page; ``languages`` are those readers have."""

    required_css_class = "required"
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    # Sent only by a page that has told of a newer version, by somebody who says to have read it.
    newer = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, seen: object = "", languages: Iterable[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["seen"].initial = str(seen)
        self.languages = tuple(languages)

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        cleaned["seen"] = cleaned.get("newer") or cleaned.get("seen", "")
        return cleaned


class TogetherForm(ActForm):
    """Asks what is taken ``along``, if there is anything."""

    together_label = _("Published together with it")
    together_help = _("It was submitted together with these, and they are approved.")

    def __init__(self, *args, along: Sequence[Along] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if along:
            self.fields["together"] = AlongField(along, label=self.together_label, help_text=self.together_help)
            self.order_fields(self.field_order)

    def together(self) -> Mapping[int, str]:
        """Primary keys of the records that were chosen → what of each was on the page."""
        return self.cleaned_data.get("together", {})


class PublicNoteForm(ActForm):
    """Asks for a public note in each language readers have."""

    note_help = _("Readers see this sentence. Say what was wrong and what is right, without blame.")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for code in self.languages:
            self.fields[f"note_{code}"] = LinesInput(
                label=_("Public note, %(language)s") % {"language": languages.autonym(code)},
                help_text=self.note_help,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2, "lang": code}),
            )

    def note(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"note_{code}"] for code in self.languages}


class BesideDoubts:
    """Of a field that is written in ``doubts.html``, beside what it is about, and not among the others."""

    is_hidden = True

    def render(self, *args, **kwargs) -> str:
        return ""


class Ticks(BesideDoubts, forms.CheckboxSelectMultiple):
    pass


class Line(BesideDoubts, forms.TextInput):
    pass


class DigestsField(forms.MultipleChoiceField):
    """Of doubts. The verb knows which there are."""

    widget = Ticks

    def valid_value(self, value) -> bool:
        return True


class AcknowledgingForm(ActForm):
    """``acknowledged`` are the doubts that may stand, and ``why``."""

    acknowledged = DigestsField(required=False)
    why = LineInput(label=_("Why it may stand"), required=False, max_length=500, widget=Line)

    def lets_stand(self) -> dict:
        return {"acknowledged": self.cleaned_data["acknowledged"], "why": self.cleaned_data["why"]}


class SubmitForm(AcknowledgingForm, TogetherForm):
    together_label = _("Submitted together with it")
    together_help = _(
        "It names these, and readers cannot see them yet. Each is read and approved by itself, on one page with it."
    )
    field_order = ("seen", "chosen", "together")

    chosen = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Only these are frozen and published. A language that is not ready can follow later."),
    )
    release = ReleaseField(
        Release.objects.none(),
        label=_("For the release"),
        required=False,
        empty_label=_("None: everything it names is public now"),
        help_text=_("Choose one when it names a record that becomes public only then."),
    )
    remark = LinesInput(
        label=_("Remark to the reviewer"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What to look at, what you are unsure of. Readers never see it."),
    )

    def __init__(self, *args, offered: Iterable[str] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chosen"].choices = [(code, languages.autonym(code)) for code in offered]
        self.fields["chosen"].initial = list(offered)
        if not self.fields["release"].offer(coming_releases()):
            del self.fields["release"]


class CorrectForm(PublicNoteForm, SubmitForm):
    change = forms.ChoiceField(
        label=_("Kind of change"),
        choices=[("", _("Choose one")), *((kind.value, kind.label) for kind in reviewing.CHANGES)],
        help_text=_(
            "Minor: spelling or layout; no notice. Translation: a language is added. Correction: something was wrong. "
            "Update: something is new. Under review: something is in doubt."
        ),
    )
    note_help = _("Readers see this sentence. It is needed for a correction, an update and for what is under review.")

    field_order = ("seen", "change", "chosen", "together")


class VerdictForm(AcknowledgingForm):
    """``decided`` are all that are approved at once, ``one`` is decided on by itself; as ``signed`` reads them."""

    decided = forms.CharField(widget=forms.HiddenInput, required=False)
    one = forms.CharField(widget=forms.HiddenInput, required=False)
    remark = LinesInput(
        label=_("Remark to the authors"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you return it: what has to be mended. Readers never see it."),
    )


class AloneForm(AcknowledgingForm):
    reason = LinesInput(
        label=_("Why nobody else can approve it"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is marked at the desk until somebody else has confirmed it or objected. Readers never see it."),
    )


class OpinionForm(forms.Form):
    remark = LinesInput(
        label=_("Remark"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when you object: what is wrong, and what is to be done next. Readers never see it."),
    )


class PublishForm(TogetherForm):
    pass


class WallTimeForm(forms.Form):
    """A time on the wall in a named zone: one instant, or a sentence why it is none."""

    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    hour = forms.TimeField(
        label=_("Time"),
        initial=time(0, 0),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_("00:00 is the first minute of the day."),
    )
    zone = ZoneInput(label=_("Time zone"), max_length=64)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].initial = settings.MEMORIAL_TIME_ZONE

    def wall(self) -> datetime:
        return datetime.combine(self.cleaned_data["day"], self.cleaned_data["hour"])

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        day, typed = cleaned.get("day"), str(self.data.get(self.add_prefix("hour"), ""))
        if day and datings.says_midnight(typed):
            self.errors["hour"] = self.error_class([_either_midnight(self.midnights(day))])
        return cleaned

    def midnights(self, day: date) -> list[Proposed]:
        """The two instants that the midnight of ``day`` may be."""
        said = ((_("00:00, as the day begins"), day), (_("00:00, as the day ends"), day + timedelta(days=1)))
        walls = (times.at(str(label), datetime.combine(one, time())) for label, one in said)
        return [one for one in walls if one]


class ScheduleForm(WallTimeForm, TogetherForm):
    """``proposed`` is the instant at which it may be wanted: joined if something is planned for that, else typed."""

    together_label = _("Scheduled together with it")
    release = ReleaseField(
        Release.objects.none(),
        label=_("Join a coming release"),
        required=False,
        empty_label=_("A new release at the time below"),
    )
    title = LineInput(
        label=_("Title of the new release"),
        max_length=200,
        required=False,
        help_text=_("For the desk only, as in “20 January 2027”. May stay empty."),
    )

    field_order = ("seen", "together", "release", "day", "hour", "zone", "title")

    def __init__(
        self,
        *args,
        bound_to: Release | None = None,
        proposed: datetime | None = None,
        times: Iterable[Proposed] = (),
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.times = tuple(times)
        planned = self.fields["release"].offer(coming_releases())
        self.fields["day"].required = self.fields["hour"].required = self.fields["zone"].required = False
        if proposed:
            bound_to = bound_to or next((one for one in planned if one.instant == proposed), None)
            self.fields["day"].initial = clock.local(proposed).date()
        if bound_to:
            self.fields["release"].initial = bound_to.pk

    @property
    def at_name(self) -> str:
        """What a button sends that names a time."""
        return self.add_prefix("at")

    @property
    def offered(self) -> list[tuple[Proposed, str]]:
        """Times to choose from, each in the archive's zone, in UTC and in that of whoever looks."""
        is_midnight = self.is_bound and datings.says_midnight(str(self.data.get(self.add_prefix("hour"), "")))
        day = self.cleaned_data.get("day") if is_midnight else None
        found = self.midnights(day) if day else self.times
        return [(one, in_all_zones(one.instant, timezone.get_current_timezone_name())) for one in found]

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        if pressed := self.data.get(self.at_name):
            return self._at(str(pressed), cleaned)
        if not cleaned.get("release") and not self.errors:
            for name in ("day", "hour", "zone"):
                if cleaned.get(name) in (None, ""):
                    self.add_error(name, _("Say when, or choose a coming release."))
        return cleaned

    def _at(self, pressed: str, cleaned: dict) -> dict:
        """The time on a button, whatever else was typed; the release that is planned for it, if there is one."""
        for name in ("release", "day", "hour", "zone"):
            self.errors.pop(name, None)
        try:
            wall, zone = clock.wall_time(pressed[: len("2027-01-20T00:00")]), settings.MEMORIAL_TIME_ZONE
            instant = clock.resolve(wall, zone)
        except clock.ClockError as refused:
            raise forms.ValidationError(str(refused)) from refused
        joined = coming_releases().filter(instant=instant).first()
        return {**cleaned, "release": joined, "day": wall.date(), "hour": wall.time(), "zone": zone}


class ReplaceForm(ActForm):
    """``scheduled`` is what was scheduled when the page was made."""

    scheduled = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = LinesInput(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ledger keeps it. Readers never see it, nor that anything else was planned."),
    )

    def __init__(self, *args, scheduled: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scheduled"].initial = scheduled


class ApproveAndScheduleForm(VerdictForm, ScheduleForm):
    """Where nothing else is proposed, the next release is."""

    field_order = ScheduleForm.field_order

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        release = self.fields["release"]
        if not (release.initial or self.fields["day"].initial):
            release.initial = next((key for key, _name in release.choices if key), None)


class ApproveAndReplaceForm(VerdictForm, ReplaceForm):
    pass


class ReleaseForm(ActForm):
    """Of all that is to come with a release."""

    reason = LinesInput(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ledger keeps it. Readers never see it."),
    )

    def said(self) -> dict[str, str]:
        return {"reason": self.cleaned_data["reason"], "seen": self.cleaned_data["seen"]}


class ReplaceTogetherForm(TogetherForm, ReleaseForm):
    together_label = _("Replaced, each at its instant")
    together_help = _("Something of these was mended since, and the mend is approved.")
    field_order = ("seen", "together", "reason")

    def clean_together(self) -> Mapping[int, str]:
        chosen: Mapping[int, str] = self.cleaned_data["together"]
        if not chosen:
            raise forms.ValidationError(_("Choose at least one."))
        return chosen


class RescheduleForm(WallTimeForm, ReleaseForm):
    field_order = ("seen", "day", "hour", "zone", "reason")


class RecallForm(ActForm):
    reason = LinesInput(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ledger keeps it. Readers never see it, nor that anything was planned."),
    )


class WithdrawForm(PublicNoteForm):
    reason_class = forms.ChoiceField(
        label=_("Why"),
        choices=[("", _("Choose one")), *((key, reason.label) for key, reason in REASONS.items())],
        help_text=_("It decides what readers are still shown, at once and without a second person."),
    )
    reason = LinesInput(
        label=_("Internal reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ledger keeps it. Readers never see it."),
    )
    note_help = _("Readers find this sentence at the address. Say why, without blame.")

    field_order = ("seen", "reason_class")


class ReinstateForm(PublicNoteForm):
    reason = LinesInput(
        label=_("Internal reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The ledger keeps it. Readers never see it."),
    )
    note_help = _("Readers see this sentence. May stay empty.")


def coming_releases():
    """Releases that something may still join: what was planned, unless all that was to come with it was recalled."""
    planned = Release.objects.filter(at_once=False, instant__gt=clock.now()).order_by("instant", "pk")
    with_it = Edition.objects.filter(release=OuterRef("pk"))
    return planned.filter(~Exists(with_it) | Exists(not_recalled().filter(release=OuterRef("pk"))))
