"""What a person at the desk does with a page: sign in, find its form as filled, send it."""

from collections.abc import Iterator
from itertools import chain
from time import time

from django.forms.boundfield import BoundField
from django.test import Client
from django.urls import reverse

import archive.admin.urls  # noqa: F401  # all that the desk consists of
from archive.admin.base.publishing_bar import Button, PublishingBar, bar
from archive.editorial.people import User
from archive.records.base import Record
from memorial.sessions import RENEWED


def sits(person: User) -> Client:
    """``person`` at the desk, who has just signed in."""
    client = Client()
    client.force_login(person)
    session = client.session
    session[RENEWED] = int(time())
    session.save()
    return client


def form_of(record: Record) -> str:
    return reverse(f"admin:archive_{record.kind.replace('-', '')}_change", args=[record.pk])


def act(record: Record, name: str) -> str:
    return reverse("admin:act", args=[record.uuid, name])


def fields_on(response) -> Iterator[BoundField]:
    """Every field of the form on the page, those of its rows among them."""
    forms = [response.context["adminform"].form]
    for inline in response.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return chain.from_iterable(forms)


def typed(response) -> dict[str, object]:
    """Everything the form on the page would send as it stands."""
    sent = {}
    for field in fields_on(response):
        value = field.value()
        if isinstance(value, list | tuple):
            sent[field.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif value is not None and value is not False:
            sent[field.html_name] = str(value)
    return sent


def bar_of(person: User, record: Record) -> PublishingBar:
    """The bar that stands above the form of ``record`` when ``person`` opens it."""
    return bar(type(record).objects.get(pk=record.pk), person=person)


def bar_words(person: User, record: Record, name: str) -> dict[str, object]:
    """Everything the form of one act in the bar would send as it stands."""
    return sent_by(next(button.form for button in bar_of(person, record).buttons if button.act == name))


def sent_by(form) -> dict[str, object]:
    return {field.html_name: field.value() for field in form if field.value() not in (None, "")}


def offered(person: User, record: Record) -> list[str]:
    """The acts whose buttons stand in the bar, and "decide" where one may."""
    found = bar_of(person, record)
    names = [button.act for button in found.buttons]
    return ["decide", *names] if str(found.review_label) == "Read and decide" else names


def message(response) -> str:
    """What the next page will say was done."""
    return "".join(str(one) for one in response.wsgi_request._messages)


def section(language: str, response) -> str:
    """The prefix of the fields in which the text of ``language`` is written."""
    texts = next(one for one in response.context["inline_admin_formsets"] if one.formset.prefix == "texts")
    return next(form.prefix for form in texts.formset.forms if form["language"].value() == language)


def verdicts(page, record: Record | None = None) -> dict[str, Button]:
    """The verdicts that may be given on a page where something is read: each act, and what does it."""
    return next(one.buttons for one in page.context["readings"] if record in (None, one.record))
