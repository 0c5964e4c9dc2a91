from django.conf import settings
from django.http import HttpRequest

TEXTS = ("1", "2", "3", "4")
THEMES = ("device", "light", "dark", "contrast")


def display(request: HttpRequest) -> dict:
    """How this reader wants the pages: Font Size and colours, from her cookie.

    The cookies are compared with closed lists and never echoed.
    """
    text, theme = request.COOKIES.get("text"), request.COOKIES.get("theme")
    return {
        "site_name": settings.SITE_NAME,
        "contact": settings.CONTACT_EMAIL,
        "display": {
            "text": text if text in TEXTS else "1",
            "theme": theme if theme in THEMES else "device",
        },
    }
