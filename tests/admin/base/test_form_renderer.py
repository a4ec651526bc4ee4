"""What stands in for the templates of a form's small parts writes what they write."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from archive.admin.base.form_renderer import FormRenderer

VALUES = (
    None,
    "",
    "1 < 2 & 'three' \"four\"",
    mark_safe("<b>&amp;</b>"),
    0,
    1990,
    1234567,
    1.5,
    True,
    False,
    _("state"),
)
CHOICES = (
    ("", "---------"),
    (1234567, 1234567),
    (_("state"), mark_safe("<i>x</i>")),
    ("<group>", (("a", "A & B"), ("1.5", 1.5))),
    ("another", [(True, _("state"))]),
)
ATTRIBUTES = (
    {},
    {
        "id": "id_x",
        "required": True,
        "disabled": False,
        "rows": 3,
        "data-said": "\"'<&>",
        "data-safe": mark_safe("&lt;"),
    },
    {"id": 1234567, "data-none": None, "data-name": _("state"), "class": ""},
)
WIDGETS = (
    forms.TextInput,
    forms.HiddenInput,
    forms.NumberInput,
    forms.CheckboxInput,
    forms.Textarea,
    forms.EmailInput,
    lambda: forms.Select(choices=CHOICES),
    lambda: forms.SelectMultiple(choices=CHOICES),
    lambda: forms.RadioSelect(choices=CHOICES),
    forms.NullBooleanSelect,
)


class Small(forms.Form):
    title = forms.CharField(label="Title & <what>", help_text="x")
    year = forms.IntegerField(label=_("state"), min_value=1)
    sort = forms.ChoiceField(label=mark_safe("<b>Sort</b>"), choices=CHOICES[:2], required=False)
    hidden = forms.CharField(widget=forms.HiddenInput)
    error_css_class, required_css_class = "wrong", "needed"


class Hidden(forms.Form):
    total = forms.IntegerField(widget=forms.HiddenInput, initial=3)
    most = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize("widget", WIDGETS)
def test_every_widget_is_written_as_its_template_writes_it(widget):
    one = widget()
    for value in VALUES:
        for attributes in ATTRIBUTES:
            asked = {"name": "it's", "value": value, "attrs": attributes}
            assert one.render(**asked, renderer=FormRenderer()) == one.render(**asked, renderer=DjangoTemplates())


@pytest.mark.parametrize("sent", [None, {}, {"title": "<x>", "year": "0", "sort": "9", "hidden": "&"}])
def test_a_form_is_written_with_its_labels_and_errors_as_templates_write_it(sent):
    ours, theirs = (Small(sent, renderer=renderer()) for renderer in (FormRenderer, DjangoTemplates))

    assert str(ours) == str(theirs)
    for name in ours.fields:
        for part in ("label_tag", "legend_tag", "as_hidden"):
            assert getattr(ours[name], part)() == getattr(theirs[name], part)()
        assert str(ours[name].errors) == str(theirs[name].errors)
    hidden = [Hidden(sent, renderer=renderer()) for renderer in (FormRenderer, DjangoTemplates)]
    assert str(hidden[0]) == str(hidden[1])
    assert Small(auto_id=False, renderer=FormRenderer())["title"].label_tag() == "Title &amp; &lt;what&gt;:"


def test_errors_are_written_wherever_there_are_any():
    for errors in ([], ["1 < 2", mark_safe("<b>x</b>"), _("state")]):
        ours, theirs = (ErrorList(errors, renderer=renderer()) for renderer in (FormRenderer, DjangoTemplates))
        assert [str(ours), ours.as_ul(), ours.as_text()] == [str(theirs), theirs.as_ul(), theirs.as_text()]
