from .letter import Letter
from .log import LogEntry
from .notice import Notice
from .user import Avatar, Trust, User

__all__ = ["Avatar", "Letter", "LogEntry", "Notice", "Trust", "User"]
