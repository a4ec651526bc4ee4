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
handler403 = "archive.public.views.forbidden"
handler404 = "archive.public.views.not_found"
handler500 = "archive.public.views.failed"
