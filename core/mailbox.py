"""The letters this site would have sent, on a developer's machine only."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NEWEST = 50


def mailbox(request: HttpRequest) -> HttpResponse:
    folder = Path(settings.MAILERS["default"].get("OPTIONS", {}).get("file_path", ""))
    files = sorted(folder.glob("*.log"), reverse=True)[:NEWEST] if folder.name else []
    letters = [message_from_bytes(file.read_bytes(), policy=default) for file in files]
    shown = [
        {
            "to": letter["To"],
            "subject": letter["Subject"],
            "date": letter["Date"],
            "text": letter.get_body(("plain",)).get_content(),
        }
        for letter in letters
    ]
    return render(request, "mailbox.html", {"letters": shown})
