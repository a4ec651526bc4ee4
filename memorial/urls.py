"""The rooms' addresses: the desk under ``/desk/``, the reading room everywhere else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from archive.admin.site import site
from archive.public.urls import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", site.urls),
    *entrance,
    *i18n_patterns(path("", include("archive.public.urls"))),
]

handler400 = "archive.public.views.bad_request"
# The desk shows the words that were sent to it; everything else is answered as the reading room answers.
handler403 = "archive.admin.refusals.forbidden"
handler404 = "archive.admin.refusals.not_found"
handler500 = "archive.admin.refusals.failed"
