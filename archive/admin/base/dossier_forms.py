"""What is written into a dossier."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.dossiers.models import DossierNote, Task, WatchedAddress
from archive.editorial.people import User


class NoteForm(forms.ModelForm):
    """A note for colleagues; after the day, what to do otherwise next year."""

    prefix = "note"

    class Meta:
        model = DossierNote
        fields = ("words",)
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    is_review = forms.BooleanField(
        label=_("Looking back: for next year’s dossier"),
        required=False,
        help_text=_("What went wrong, what took long, what was asked."),
    )

    @property
    def sort(self) -> str:
        is_review = self.cleaned_data["is_review"]
        return (DossierNote.Sort.REVIEW if is_review else DossierNote.Sort.NOTE).value


class TaskForm(forms.ModelForm):
    """A task of this year: a new one, or one that is said otherwise."""

    required_css_class = "required"

    class Meta:
        model = Task
        fields = ("what", "days", "role", "owner")
        field_classes = {"owner": forms.ModelChoiceField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True, is_staff=True).order_by("public_name", "pk")
        self.fields["owner"].empty_label = _("nobody yet")
        self.fields["what"].required = not self.instance.step
        if self.instance.step:
            said = _("Leave it empty to say it as every year: “%(step)s”.")
            self.fields["what"].help_text = said % {"step": self.instance.get_step_display()}

    def said(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class WatchForm(forms.Form):
    """A page to watch."""

    prefix = "watch"
    required_css_class = "required"
    address = WatchedAddress._meta.get_field("address").formfield(assume_scheme="https")


class ReasonForm(forms.Form):
    """Why a closed dossier is opened again."""

    prefix = "reopen"
    required_css_class = "required"
    reason = DossierNote._meta.get_field("words").formfield(
        label=_("Why it is opened again"), widget=forms.Textarea(attrs={"rows": 2})
    )
