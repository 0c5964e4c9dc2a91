"""What follows when a post can be read by others, and when it no longer can.

Called inside the transaction that changes its state, so that nothing is told of what is not there.
"""

from datetime import timedelta

from django.db.models import Max

from core import clock

from .finding import refresh
from .models import Post
from .reading import has_written
from .telling import tell_of, tell_of_new_calls
from .welcoming import look_again, open_for

A_LONG_WHILE = timedelta(days=90)  # who has been silent so long is greeted as coming back


def appeared(post: Post) -> None:
    """Others can read this post for the first time; its number and time are given."""
    _greet(post)
    open_for(post)
    has_written(post)
    tell_of(post)
    sight_changed(post)


def sight_changed(post: Post) -> None:
    """Its words, or whether it can be read, are not what they were."""
    look_again(post)
    tell_of_new_calls(post)
    refresh(post)


def _greet(post: Post) -> None:
    """Mark an author's first post, and her first after a long while."""
    earlier = Post.objects.filter(author=post.author_id).exclude(pk=post.pk)
    last = earlier.aggregate(last=Max("published_at"))["last"]
    if last is None:
        post.greeting = Post.Greeting.FIRST
    elif clock.now() - last > A_LONG_WHILE:
        post.greeting = Post.Greeting.BACK
    if post.greeting:
        Post.objects.filter(pk=post.pk).update(greeting=post.greeting)
