"""What every year of an observance asks: the tone of its day, the template of its tasks, who must issue what."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.forms.models import inlineformset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from archive import languages
from archive.dossiers import days, opening, preparing
from archive.dossiers.models import Obligation, TemplateTask
from archive.editions.acts import Refused
from archive.editorial.preparations import Preparation
from archive.records.observances import Observance

from ..base.links import record_url
from ..base.responses import page, status_of
from ..site import site


class DayForm(forms.ModelForm):
    """``seen`` names what stood when the page was made."""

    seen = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Preparation
        fields = preparing.OF_THE_DAY
        widgets = {"ceremony_at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in preparing.OF_THE_DAY}


class TemplateTaskForm(forms.ModelForm):
    """One task of every year. ``key`` says which one it is; a new one has none."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)
    step = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = TemplateTask
        fields = ("what", "days", "role")
        widgets = {"days": forms.NumberInput(attrs={"min": -366, "max": 366})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default = _default_words(str(self["step"].value() or ""))
        self.fields["what"].widget.attrs["placeholder"] = self.default
        self.fields["what"].help_text = ""
        self.fields["days"].help_text = ""

    def clean_step(self) -> str:
        step = self.cleaned_data["step"]
        return step if _default_words(step) else ""

    def _post_clean(self) -> None:
        """What is no field of a person's is set here: whether it says anything follows from the step as well."""
        self.instance.step = self.cleaned_data.get("step", "")
        super()._post_clean()


def _default_words(step: str) -> str:
    field = TemplateTask._meta.get_field("step")
    return str(dict(field.flatchoices).get(step, ""))


TemplateTasks = forms.formset_factory(
    TemplateTaskForm, extra=1, can_delete=True, can_delete_extra=False, max_num=60, validate_max=True
)


class ObligationForm(forms.ModelForm):
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None ticked: of our own, every language in which the archive writes."),
    )

    class Meta:
        model = Obligation
        fields = (
            *("institution", "form", "origin", "languages"),
            *("valid_from_year", "valid_to_year", "instrument", "note"),
        )
        widgets = {
            name: AutocompleteSelect(Obligation._meta.get_field(name), site) for name in ("institution", "instrument")
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = dict.fromkeys((*languages.written(), *(self.instance.languages or ())))
        self.fields["languages"].choices = [(code, languages.autonym(code)) for code in known]


Obligations = inlineformset_factory(
    Observance, Obligation, form=ObligationForm, extra=1, can_delete=True, can_delete_extra=False
)


@require_http_methods(["GET", "HEAD", "POST"])
def preparation(request: HttpRequest, uuid: Any) -> HttpResponse:
    if not request.user.has_perm(f"archive.{opening.RIGHT}"):
        raise PermissionDenied
    observance = get_object_or_404(Observance, uuid=uuid)
    asked = _Asked(observance, request.POST if request.method == "POST" else None)
    status = HTTPStatus.OK
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if asked.is_valid():
            try:
                asked.save(by=request.user)
            except Refused as refused:
                asked.day.add_error(None, str(refused))
                status = HTTPStatus.CONFLICT if isinstance(refused, preparing.ChangedMeanwhile) else status_of(refused)
            else:
                messages.success(request, _("Saved. It holds for every dossier in which nothing is written yet."))
                return HttpResponseRedirect(reverse("admin:preparation", args=[uuid]))
    context = {
        "title": days.called(observance),
        "observance": observance,
        "record_url": record_url(observance),
        "asked": asked,
        "media": asked.obligations.media,
    }
    return page(request, "admin/archive/preparation.html", context, status=status)


class _Asked:
    """The three forms of the page."""

    def __init__(self, observance: Observance, data: Any) -> None:
        self.observance = observance
        said = {**preparing.day_of(observance), "seen": preparing.seen(observance)}
        rows = [{name: getattr(task, name) for name in preparing.SAID} for task in opening.template(observance)]
        self.day = DayForm(data, initial=said)
        self.tasks = TemplateTasks(data, initial=rows, prefix="tasks")
        self.obligations = Obligations(data, instance=observance, prefix="obligations")

    def is_valid(self) -> bool:
        wrong = [one for one in (self.day, self.tasks, self.obligations) if not one.is_valid()]  # all are looked at
        return not wrong

    def save(self, *, by: Any) -> None:
        changed = self.obligations.save(commit=False)
        preparing.save(
            self.observance,
            by=by,
            on_page=self.day.cleaned_data["seen"],
            day=self.day.said(),
            tasks=[form.cleaned_data for form in self.tasks.forms if self._is_kept(form)],
            obligations=changed,
            gone=self.obligations.deleted_objects,
        )

    def _is_kept(self, form: forms.Form) -> bool:
        return bool(form.cleaned_data) and form not in self.tasks.deleted_forms
