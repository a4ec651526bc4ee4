"""The rooms' addresses: the desk under ``/desk/``, the reading room everywhere else."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from archive.public.urls import entrance

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("archive.admin.urls")),
    *entrance,
    *i18n_patterns(path("", include("archive.public.urls"))),
]

handler400 = "archive.public.frame.views.bad_request"
# The desk shows the words that were sent to it; everything else is answered as the reading room answers.
handler403 = "archive.admin.screens.errors.permission_denied"
handler404 = "archive.admin.screens.errors.page_not_found"
handler500 = "archive.admin.screens.errors.server_error"
