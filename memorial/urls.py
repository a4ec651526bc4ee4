"""The rooms' addresses: the desk under ``/desk/``, the reading room everywhere else."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
