from .block import Block, blocked_by
from .content_note import (
    ALL_NOTES,
    FOLDED_AT_FIRST,
    ContentNote,
    folded_for,
    folds,
    mask_of,
    notes_in,
    words_of,
)
from .held_name import HeldName
from .letter import Letter
from .log import LogEntry
from .notice import Notice, Told
from .profile_line import ProfileLine
from .user import Avatar, Trust, User, one_at_a_time

__all__ = [
    "ALL_NOTES",
    "FOLDED_AT_FIRST",
    "Avatar",
    "Block",
    "ContentNote",
    "HeldName",
    "Letter",
    "LogEntry",
    "Notice",
    "ProfileLine",
    "Told",
    "Trust",
    "User",
    "blocked_by",
    "folded_for",
    "folds",
    "mask_of",
    "notes_in",
    "one_at_a_time",
    "words_of",
]
