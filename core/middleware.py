from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers


class KeepPrivate:
    """What a signed-in person is shown is kept by no cache, not even on a shared device."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated or response.status_code >= 400:
            response.headers["Cache-Control"] = "private, no-store"
        else:
            response.headers.setdefault("Cache-Control", "private, max-age=0, must-revalidate")
        patch_vary_headers(response, ["Cookie"])
        return response


class OneAddress:
    """Search engines list a page under one address: not sorted, filtered or opened at a place."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if set(request.GET) - {"page"}:
            response.headers["X-Robots-Tag"] = "noindex"
        return response
