from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import CharField, IntegerField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast, Concat

from accounts.models import Block, Notice, User

from .models import Membership, looks_after, welcomes

MORE = 100  # notices unseen: the bell says 99+


class HowMany(Subquery):
    """How many rows there are, counted no further than the slice."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()


class ReaderBackend(AuthenticationBackend):
    """The signed-in reader, loaded once per request with all that decides what she may see.

    That is: the communities she joined and what she does there, and the people she blocked. So
    the rules of visibility are plain comparisons with what is known already. And how many notices
    she has not seen, for the bell.
    """

    def authenticate(self, request, **credentials):
        """An address is tried once, not also as a name: the wait must not tell who is a member."""
        if credentials.get("username") and "@" in credentials["username"]:
            credentials["username"] = None
        return super().authenticate(request, **credentials)

    def get_user(self, user_id):
        pair = Concat(Cast("community", CharField()), Value(":"), Cast("rank", CharField()))
        ranks = _in_one(Membership.objects.filter(member=OuterRef("pk")), "member", pair)
        whom = Cast("whom", CharField())
        blocks = _in_one(Block.objects.filter(by=OuterRef("pk")), "by", whom)
        new = Notice.objects.unseen().filter(receiver=OuterRef("pk")).order_by()
        rows = User.objects.annotate(
            ranks_in_row=ranks, blocked_in_row=blocks, unseen=HowMany(new.values("pk")[:MORE])
        )
        user = rows.filter(pk=user_id, is_active=True).first()
        if user is None:
            return None
        pairs = (pair.split(":") for pair in _parts(user.ranks_in_row))
        user.__dict__["ranks"] = {int(community): int(rank) for community, rank in pairs}
        user.__dict__["blocked"] = frozenset(map(int, _parts(user.blocked_in_row)))
        user.__dict__["looks_after"] = looks_after(user)
        user.__dict__["welcomes"] = welcomes(user)
        return user


def _in_one(rows, of: str, words) -> Subquery:
    """The words of all rows with commas, in one column of the statement that loads her."""
    joined = rows.order_by().values(of).annotate(words=StringAgg(words, Value(",")))
    return Subquery(joined.values("words"))


def _parts(words: str | None) -> list[str]:
    return [part for part in (words or "").split(",") if part]
