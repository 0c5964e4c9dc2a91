from django.conf import settings
from django.db import models
from django.utils.crypto import salted_hmac

from ..names import skeleton


def digest_of(name: str) -> str:
    """The name cannot be read from this, not even by who has the whole database."""
    return salted_hmac("accounts.HeldName", skeleton(name), algorithm="sha256").hexdigest()


class HeldNameQuerySet(models.QuerySet):
    def called(self, name: str):
        return self.filter(digest=digest_of(name))


class HeldName(models.Model):
    """A name that somebody gave up: for some time nobody else gets it, and nobody can read it."""

    digest = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="held_names"
    )
    until = models.DateTimeField()

    objects = HeldNameQuerySet.as_manager()

    def __str__(self) -> str:
        return f"held name {self.pk}"
