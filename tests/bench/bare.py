"""What Django itself costs: one table. ``hello`` says a few words; ``statement`` is a query and a template.

Pages of the archive are measured in pages of these, on the same kind of database. ``BENCH_BARE`` is Django's setting
for it, as JSON; ``fill`` makes its table.
"""

import json
import os
from datetime import date
from typing import Final

from django.conf import settings

FOOT = '<p>Texts are reproduced from those named as issuers.</p><ul><li><a href="/about/">About</a></li></ul>'
BASE = """<!doctype html>
<html lang="{% block lang %}en{% endblock %}"><head><meta charset="utf-8"><title>{{ one.title }} - Memorial</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/static/site.css">
</head><body><header><a href="#main">Skip to content</a> <a href="/">Memorial archive</a><nav aria-label="Main"><ul>
<li><a href="/observances/">Observances</a></li><li><a href="/statements/">Statements</a></li>
<li><a href="/timeline/">Timeline</a></li></ul></nav><form action="/search/" role="search">
<label>Search <input type="search" name="q" value="{{ q }}"></label><button>Search</button></form></header>
<main id="main">{% block content %}{% endblock %}</main><footer>{{ foot|safe }}</footer></body></html>
"""
STATEMENT = """{% extends "base.html" %}{% block lang %}{{ one.language }}{% endblock %}{% block content %}
<nav aria-label="Breadcrumb"><ol><li><a href="/">Home</a></li><li><a href="/statements/">Statements</a></li></ol></nav>
<article lang="{{ one.language }}"><h1>{{ one.title }}</h1><dl>
<dt>Issued by</dt><dd><a href="/statements/?issuer={{ one.issuer|urlencode }}">{{ one.issuer }}</a></dd>
<dt>Date</dt><dd><time datetime="{{ one.date|date:"Y-m-d" }}">{{ one.date|date:"j F Y" }}</time></dd>
<dt>Language</dt><dd>{{ one.language }}</dd></dl><div>{{ one.body|safe }}</div>
<section><h2>Sources</h2><ol>{% for source in one.beside.sources %}<li><cite><a href="{{ source.address }}">
{{ source.title }}</a></cite>, <time datetime="{{ source.date }}">{{ source.date }}</time></li>
{% endfor %}</ol></section>
<section><h2>On the same day</h2><ul>{% for other in one.beside.related %}<li><a href="/s/{{ other.slug }}/">
{{ other.title }}</a> <time datetime="{{ other.date }}">{{ other.date }}</time> {{ other.issuer }}</li>{% endfor %}
</ul></section>
</article>{% endblock %}"""

LOADER = ("django.template.loaders.locmem.Loader", {"base.html": BASE, "statement.html": STATEMENT})
settings.configure(
    DEBUG=False,
    SECRET_KEY="of a bench",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    DATABASES={"default": {**json.loads(os.environ["BENCH_BARE"]), "CONN_MAX_AGE": None}},
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    INSTALLED_APPS=["django.contrib.contenttypes"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [LOADER])]},
        }
    ],
)

import django  # noqa: E402  # models can be declared once the settings are there

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

STATEMENTS: Final = 2_000
HELLO, PAGES = ["/hello/"], [f"/s/statement-{number}/" for number in range(0, STATEMENTS, 20)]


class Statement(models.Model):
    slug = models.SlugField(unique=True)
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=300)
    date = models.DateField()
    language = models.CharField(max_length=5)
    body = models.TextField()
    beside = models.JSONField()

    class Meta:
        app_label = "bare"


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello, world")


def statement(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "statement.html", {"one": Statement.objects.get(slug=slug), "foot": FOOT})


urlpatterns = [path("hello/", hello), path("s/<slug:slug>/", statement)]
application = get_wsgi_application()


def fill() -> None:
    """Make the table, unless it is there."""
    if Statement._meta.db_table in connection.introspection.table_names():
        return
    with connection.schema_editor() as editor:
        editor.create_model(Statement)
    Statement.objects.bulk_create(map(_statement, range(STATEMENTS)))


def _statement(number: int) -> Statement:
    from tests.bench import corpus

    random = corpus.chance("bare", number)
    language = random.choices(corpus.LANGUAGES, corpus.SHARES)[0]
    day = date(1991 + number % 36, 1 + number % 12, 1 + number % 28).isoformat()
    titles = [corpus.some(random, language, 6).capitalize() for _ in range(9)]
    sources = [{"title": title, "address": f"https://example.org/{number}", "date": day} for title in titles[:3]]
    related = [
        {"title": title, "slug": f"statement-{number}", "date": day, "issuer": "Office"} for title in titles[3:8]
    ]
    return Statement(
        slug=f"statement-{number}",
        title=titles[8],
        issuer="Office of Remembrance",
        date=day,
        language=language,
        body=corpus.body(random, language),
        beside={"sources": sources, "related": related},
    )
