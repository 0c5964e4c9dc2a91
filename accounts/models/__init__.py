from .held_name import HeldName
from .letter import Letter
from .log import LogEntry
from .notice import Notice
from .profile_line import ProfileLine
from .user import Avatar, Trust, User

__all__ = ["Avatar", "HeldName", "Letter", "LogEntry", "Notice", "ProfileLine", "Trust", "User"]
