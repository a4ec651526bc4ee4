"""The reading room's addresses."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from archive.public.urls import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    *i18n_patterns(path("", include("archive.public.urls"))),
    *entrance,
]

handler400 = "archive.public.frame.views.bad_request"
handler403 = "archive.public.frame.views.forbidden"
handler404 = "archive.public.frame.views.not_found"
handler500 = "archive.public.frame.views.failed"
