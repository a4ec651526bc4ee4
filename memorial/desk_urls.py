"""The desk's addresses. Those of readers are only named here: previews link to them, and nobody is answered there."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import URLPattern, URLResolver, include, path
from django.urls.resolvers import RoutePattern

from archive.admin.screens.errors import page_not_found
from memorial import public_urls, urls

handler400, handler403, handler500 = urls.handler400, urls.handler403, urls.handler500
handler404 = "memorial.desk_urls.not_at_the_desk"


def nowhere(request: HttpRequest, **where: object) -> HttpResponse:
    return HttpResponseNotFound()


def not_at_the_desk(request: HttpRequest, exception: Exception) -> HttpResponse:
    if request.path_info.startswith(settings.MEMORIAL_DESK_PATH):
        return page_not_found(request, exception)
    return nowhere(request)


def closed(one: URLPattern | URLResolver) -> URLPattern | URLResolver:
    if isinstance(one, URLResolver):
        return URLResolver(one.pattern, [closed(each) for each in one.url_patterns])
    return URLPattern(one.pattern, nowhere, name=one.name)


urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", include("archive.admin.urls")),
    # One level down, so that nobody who asks for a language is led to where nobody is answered.
    URLResolver(RoutePattern(""), [closed(each) for each in public_urls.urlpatterns]),
]
