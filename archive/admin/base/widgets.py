"""How fields of the desk are typed in: the rich-text editor, instants, dates."""

import json
from typing import Any

from django import forms
from django.forms.widgets import Script
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django_prose_editor.widgets import prose_editor_admin_media
from js_asset import ImportMap, Media

MINUTE = "%Y-%m-%dT%H:%M"
INSTANT = {
    "form_class": forms.DateTimeField,
    "widget": forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MINUTE),
}


class RichTextEditor(forms.Textarea):
    """The rich-text editor. Without JavaScript it is a plain textarea, and the server cleans either.

    ``static/desk/editor.js`` says what it may contain: what ``archive.markup`` allows. Pictures are offered, unless the
    field of the page that is called the first of ``no_pictures_where`` has the second as its value.
    """

    def __init__(
        self,
        attrs: dict | None = None,
        *,
        offers_pictures: bool = True,
        no_pictures_where: tuple[str, str] | None = None,
    ) -> None:
        super().__init__({"rows": 14, **(attrs or {})})
        self.offers_pictures = offers_pictures
        self.no_pictures_where = no_pictures_where

    @property
    def media(self) -> Media:
        scripts = [Script("desk/editor.js", type="module")]
        # By name, so that it is found whatever hash its file carries.
        named = ImportMap({"desk/pasting": "desk/pasting.js"})
        return prose_editor_admin_media + Media(importmap=named, js=scripts, css={"all": ["desk/editor.css"]})

    def get_context(self, name: str, value: object, attrs: dict | None) -> dict:
        context = super().get_context(name, value, attrs)
        context["widget"]["attrs"]["data-archive-editor"] = json.dumps(self._words() | self._pictures())
        return context

    def use_required_attribute(self, initial: object) -> bool:
        return False

    def _pictures(self) -> dict[str, Any]:
        """Those that stand in a text are always shown by their titles."""
        return {
            "offered": str(reverse_lazy("admin:offered_pictures")),
            "unknown": _("A picture that the archive does not have"),
            **({"picture": _("Picture of the archive")} if self.offers_pictures else {}),
            "noPicturesWhere": self.no_pictures_where,
        }

    def _words(self) -> dict[str, str]:
        """Everything the script says, in the language of the desk."""
        return {
            "find": str(reverse_lazy("admin:find")),
            "pasted": str(reverse_lazy("admin:pasted")),
            "toolbar": _("Formatting"),
            "heading2": _("Heading"),
            "heading3": _("Small heading"),
            "paragraph": _("Paragraph"),
            "bulletList": _("List"),
            "orderedList": _("Numbered list"),
            "blockquote": _("Quotation"),
            "bold": _("Bold"),
            "italic": _("Italic"),
            "superscript": _("Superscript"),
            "subscript": _("Subscript"),
            "spoken": _("Words in another language"),
            "language": _("Their language"),
            "mark": _("Mark the words"),
            "noLanguage": _("Choose a language from the list, or write its code, as in az, en, ru, fr or tr."),
            "link": _("Link to a web page"),
            "record": _("Link to a place, an institution or a person of the archive"),
            "unlink": _("Remove the link"),
            "undo": _("Undo"),
            "redo": _("Redo"),
            "address": _("Web address"),
            "addressHelp": _(
                "For example https://example.org/page, mailto:name@example.org, or /corrections/ in this archive."
            ),
            "search": _("Name, in any spelling"),
            "nothing": _("Nothing in the archive has this name."),
            "failed": _("The archive did not answer. Try again."),
            "set": _("Set the link"),
            "cancel": _("Cancel"),
            "select": _("Select the words first."),
            "noAnswer": _("The archive did not answer."),
            "changed": _("What was pasted is not quite as it was:"),
            "plain": _(
                "The words were pasted without their formatting. Compare them with the document, above all figures "
                "with a small number beside them: 613¹ may have become 6131."
            ),
            "pictures": _(
                "Pictures cannot be pasted into a text. Take them in as records, and put them there with the button "
                "for pictures."
            ),
        }
