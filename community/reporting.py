"""Anybody may say that a post should be looked at, also without an account."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import User, one_at_a_time
from core import clock

from .filing import put_before_moderators
from .models import Post, Report
from .screening import TooFast

MEMBERS_MOST = 20  # reports in 24 hours
STRANGERS_MOST = 3  # reports in an hour from one address


@transaction.atomic
def report(
    post: Post, *, by: User | None, reason: str, words: str = "", address: str = ""
) -> Report:
    """Ask the moderators to look at a post. The author never learns who asked. Raises TooFast."""
    _one_at_a_time(by, address)
    post = Post.objects.select_for_update(no_key=True).select_related("discussion").get(pk=post.pk)
    origin = "" if by else origin_of(address)
    _check_pace(by, origin)
    return put_before_moderators(post, reason, by=by, words=words, origin=origin)


def _one_at_a_time(by: User | None, address: str) -> None:
    """Let the reports of one person, or from one address, queue, so that limits hold."""
    if by:
        one_at_a_time(by)
    elif connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int(origin_of(address)[:15], 16)])


def origin_of(address: str) -> str:
    """A sign that reports came from one address on one day; it cannot be read back."""
    return salted_hmac(
        "report", f"{clock.now():%Y-%m-%d}|{address}", algorithm="sha256"
    ).hexdigest()


def _check_pace(by: User | None, origin: str) -> None:
    now = clock.now()
    if by:
        sent = Report.objects.filter(by=by, at__gt=now - timedelta(days=1)).count()
        most = MEMBERS_MOST
    else:
        sent = Report.objects.filter(origin=origin, at__gt=now - timedelta(hours=1)).count()
        most = STRANGERS_MOST
    if sent >= most:
        raise TooFast(
            _("We have several reports from you and are reading them. Please try again later.")
        )
