from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import CharField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast

from accounts.models import User

from .models import Membership, moderated_by


class ReaderBackend(AuthenticationBackend):
    """The signed-in reader, loaded once per request with the communities she looks after."""

    def authenticate(self, request, **credentials):
        """An address is tried once, not also as a name: the wait must not tell who is a member."""
        if credentials.get("username") and "@" in credentials["username"]:
            credentials["username"] = None
        return super().authenticate(request, **credentials)

    def get_user(self, user_id):
        ids = (
            Membership.objects.moderators()
            .filter(member=OuterRef("pk"))
            .order_by()
            .values("member")
            .annotate(ids=StringAgg(Cast("community", CharField()), Value(",")))
        )
        rows = User.objects.annotate(moderated=Subquery(ids.values("ids")))
        user = rows.filter(pk=user_id, is_active=True).first()
        if user is None:
            return None
        if user.is_superuser:
            communities = moderated_by(user)
        else:
            communities = frozenset(int(pk) for pk in (user.moderated or "").split(",") if pk)
        user.__dict__["looks_after"] = communities
        return user
