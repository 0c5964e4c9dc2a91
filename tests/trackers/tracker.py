"""The tracker's page as Rosa has it before her, and the form she sends."""

from datetime import UTC, datetime
from html import unescape
from uuid import uuid4

from ..reading import text_of, texts

HERE = "/trackers/weight/"
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def form(**more) -> dict:
    words = {"value": "70.5", "unit": "kg", "date": "2026-11-22", "note": "", "key": str(uuid4())}
    return words | more


def page(answer) -> str:
    return unescape(text_of(answer.text, "main"))


def rows(answer) -> list[str]:
    return [unescape(row) for row in texts(answer.text, "tr")][1:]
