from .community import Community, Membership, Rank, looks_after, moderated_by
from .discussion import Discussion
from .post import PAGE, UNDO, Post, PostText
from .review import PROMISE, Priority, Report, ReviewItem

__all__ = [
    "PAGE",
    "PROMISE",
    "UNDO",
    "Community",
    "Discussion",
    "Membership",
    "Post",
    "PostText",
    "Priority",
    "Rank",
    "Report",
    "ReviewItem",
    "looks_after",
    "moderated_by",
]
