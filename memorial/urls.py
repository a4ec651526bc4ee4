"""The rooms' addresses: the desk under ``/desk/``, the reading room everywhere else."""

from django.urls import URLPattern, URLResolver, path

from memorial import public_urls

urlpatterns: list[URLPattern | URLResolver] = [
    # As a name: the desk is loaded when somebody comes to it, and takes a reader neither time nor memory.
    path("desk/", ("archive.admin.urls", "admin", "admin")),
    *public_urls.urlpatterns,
]

handler400 = public_urls.handler400
# The desk shows the words that were sent to it; everything else is answered as the reading room answers.
handler403 = "archive.admin.screens.errors.permission_denied"
handler404 = "archive.admin.screens.errors.page_not_found"
handler500 = "archive.admin.screens.errors.server_error"
