"""The letters this site would have sent, on a developer's machine only."""

from email import message_from_bytes
from email.policy import default

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEWEST = 50


def mailbox(request: HttpRequest) -> HttpResponse:
    files = sorted((settings.VAR / "mail").glob("*.log"), reverse=True)[:NEWEST]
    letters = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    shown = [
        {
            "to": letter["To"],
            "subject": letter["Subject"],
            "date": letter["Date"],
            "text": body.get_content() if (body := letter.get_body(("plain",))) else "",
        }
        for letter in letters
    ]
    return render(request, "mailbox.html", {"letters": shown})
