"""Who sits at the desk: people and groups, looked after by administrators."""

from typing import Any, Final

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from archive import audit
from archive.dossiers import digest
from archive.editorial.notices import About
from archive.editorial.people import User
from archive.fields import InterfaceChoice, LanguageField

from .base.naming import NamedFields, ZoneInput
from .base.responses import page
from .site import Shelf, site

# What the archive's own groups are called; one that an installation has added bears the name that it was given.
GROUPS: Final = {
    "archivist": pgettext_lazy("a group", "Archivist"),
    "reviewer": pgettext_lazy("a group", "Reviewer"),
    "alone": pgettext_lazy("a group", "Approves alone"),
    "publisher": pgettext_lazy("a group", "Publisher"),
    "administrator": pgettext_lazy("a group", "Administrator"),
}


def group_name(group: Group) -> str:
    return str(GROUPS.get(group.name, group.name))


class GroupsChoice(forms.ModelMultipleChoiceField):
    """Groups by their names."""

    def label_from_instance(self, group: Any) -> str:
        return group_name(group)


class GroupFilter(admin.RelatedFieldListFilter):
    def field_choices(self, field, request, model_admin):
        return [(group.pk, group_name(group)) for group in Group.objects.order_by("name")]


class Audited(admin.ModelAdmin):
    """What administrators do stands in the audit trail; Django's own log is not kept."""

    def log_addition(self, request, obj, message) -> None:
        audit.note(f"add {self.opts.model_name}", by=request.user, about=str(obj))

    def log_change(self, request, obj, message) -> None:
        audit.note(f"change {self.opts.model_name}", by=request.user, about=str(obj), fields=_changed(message))

    def history_view(self, request, object_id, extra_context=None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:archive_auditevent_changelist"))


def _changed(message) -> list[str]:
    """The names of what was changed, without the values."""
    if not isinstance(message, list):
        return []
    return [name for one in message for name in one.get("changed", {}).get("fields", [])]


class InvitedForm(forms.ModelForm):
    """Somebody new, without a password: whoever is invited sets it."""

    class Meta:
        model = User
        fields = ("username",)

    def clean_username(self) -> str:
        name: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():  # in the ledger nobody would tell them apart
            raise self.instance.unique_error_message(User, ("username",))
        return name

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(User, site=site)
class AccountAdmin(NamedFields, Audited, UserAdmin):
    shelf, shelf_order = Shelf.PEOPLE, 10
    list_display = ("username", "public_name", "shown_groups", "is_active", "last_login")
    list_filter = (("groups", GroupFilter), "is_active")
    search_fields = ("username", "public_name", "email")
    fieldsets = (
        (None, {"fields": ("username", "password")}),
        (_("Who it is"), {"fields": ("public_name", "email")}),
        (_("How the desk speaks"), {"fields": ("language", "time_zone")}),
        (_("What they may do"), {"fields": ("is_active", "is_staff", "is_superuser", "groups")}),
        (_("When"), {"fields": ("last_login", "date_joined")}),
    )
    add_form = InvitedForm
    add_fieldsets = ((None, {"fields": ("username", "public_name", "language", "time_zone", "groups")}),)
    change_form_template = "admin/archive/account.html"
    add_form_template = None
    readonly_fields = ("last_login", "date_joined")
    filter_horizontal = ()
    actions = None

    formfield_overrides = {LanguageField: {"form_class": InterfaceChoice}}

    def formfield_for_manytomany(self, db_field, request=None, **kwargs):
        if db_field.name == "groups":
            kwargs |= {"form_class": GroupsChoice, "widget": forms.CheckboxSelectMultiple}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_queryset(self, request: HttpRequest):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description=_("groups"))
    def shown_groups(self, person: User) -> str:
        return ", ".join(group_name(group) for group in person.groups.all())

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        return fixed if request.user.is_superuser else (*fixed, "is_superuser")

    def has_change_permission(self, request, obj=None) -> bool:
        # Otherwise an administrator could set a superuser's password and be one.
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not above and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False  # names stand in the ledger; whoever leaves is made inactive

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:invite", args=[obj.pk]))


@admin.register(Group, site=site)
class AccountGroupAdmin(Audited, GroupAdmin):
    shelf, shelf_order = Shelf.PEOPLE, 20
    list_display = ("shown_name",)
    actions = None

    @admin.display(description=_("name"), ordering="name")
    def shown_name(self, group: Group) -> str:
        return group_name(group)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["subtitle"] = group_name(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_delete_permission(self, request, obj=None) -> bool:
        return False


# What somebody is told by e-mail or not: what happened, one by one, and the days ahead.
TOLD: Final = (*About.choices, (digest.UNWANTED, digest.LABEL))


class MyDeskForm(forms.ModelForm):
    notices = forms.MultipleChoiceField(
        label=_("What you are told by e-mail"),
        choices=TOLD,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ("language", "time_zone", "email")
        field_classes = {"language": InterfaceChoice, "time_zone": ZoneInput}
        help_texts = {
            "time_zone": _("As in Baku. Times are shown in it; what is published is always planned in the archive’s."),
            "email": _("Notices go there, and a link if you forget your password. Readers never see it."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        unwanted = self.instance.unwanted_notices
        self.initial["notices"] = [about for about, _label in TOLD if about not in unwanted]

    def save(self, commit: bool = True) -> User:
        wanted = self.cleaned_data["notices"]
        self.instance.unwanted_notices = [about for about, _label in TOLD if about not in wanted]
        return super().save(commit)


@require_http_methods(["GET", "HEAD", "POST"])
def my_desk(request: HttpRequest) -> HttpResponse:
    """Everybody chooses the language and the clock of their own desk."""
    form = MyDeskForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        person = form.save()
        with translation.override(person.language):
            messages.success(request, gettext("Saved."))
        return HttpResponseRedirect(reverse("admin:my_desk"))
    return page(request, "admin/archive/my_desk.html", {"title": gettext("My desk"), "form": form})
