from .community import (
    Audience,
    Community,
    Membership,
    Rank,
    joined,
    looks_after,
    moderated_by,
    rank_in,
    welcomes,
)
from .discussion import Discussion, met_by, open_to
from .keeping import Bookmark, Draft
from .post import PAGE, UNDO, Post, PostText
from .reading import Reaction, ReactionKind, Reading, Welcome
from .review import PROMISE, Priority, Report, ReviewItem

__all__ = [
    "PAGE",
    "PROMISE",
    "UNDO",
    "Audience",
    "Bookmark",
    "Community",
    "Discussion",
    "Draft",
    "Membership",
    "Post",
    "PostText",
    "Priority",
    "Rank",
    "Reaction",
    "ReactionKind",
    "Reading",
    "Report",
    "ReviewItem",
    "Welcome",
    "joined",
    "looks_after",
    "met_by",
    "moderated_by",
    "open_to",
    "rank_in",
    "welcomes",
]
