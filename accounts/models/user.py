from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core import clock

from ..names import skeleton
from .content_note import FOLDED_AT_FIRST
from .notice import Notice, Told


class Avatar(models.TextChoices):
    """The drawn pictures to choose from: nobody needs a photograph."""

    BOAT = "boat", _("Boat")
    HILLS = "hills", _("Hills")
    LEAF = "leaf", _("Leaf")
    WAVE = "wave", _("Wave")
    SHELL = "shell", _("Shell")
    STONES = "stones", _("Stones")
    FLOWER = "flower", _("Flower")
    DOOR = "door", _("Door")
    SUN = "sun", _("Sun")
    MOON = "moon", _("Moon")


class Trust(models.IntegerChoices):
    NEW = 0, _("new")
    ESTABLISHED = 1, _("established")


class User(AbstractUser):
    """A person with an account, known to others by a pseudonym only."""

    # A real name is never asked for.
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name_skeleton = models.CharField(max_length=450, editable=False)
    avatar = models.CharField(_("picture"), max_length=12, choices=Avatar, default=Avatar.HILLS)
    trust = models.PositiveSmallIntegerField(_("standing"), choices=Trust, default=Trust.NEW)
    date_joined = models.DateTimeField(_("joined"), default=clock.now)
    # Bit masks over ContentNote: what she wants folded, and what she wants not to meet at all.
    fold_notes = models.PositiveIntegerField(default=int(FOLDED_AT_FIRST), editable=False)
    leave_out_notes = models.PositiveIntegerField(default=0, editable=False)
    # Kind of notice -> here, mail or never; what is absent is as the kind has it at first.
    told = models.JSONField(default=dict, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_once",
                violation_error_message=_("Somebody already has this name."),
            ),
            models.UniqueConstraint(
                Lower("email"), condition=~models.Q(email=""), name="email_once"
            ),
            models.UniqueConstraint(
                "name_skeleton",
                name="name_skeleton_once",
                violation_error_message=_("Somebody already has a name that looks like this."),
            ),
        ]

    def save(self, *args, **more) -> None:
        # Behind # stands what kept two names apart that were there before looks were compared.
        if self.name_skeleton.partition("#")[0] != skeleton(self.username):
            self.name_skeleton = skeleton(self.username)
        super().save(*args, **more)

    def told_by(self, kind: str) -> str:
        """How she hears of this kind of thing; what was decided about her words stays here."""
        how = self.told.get(kind, Told.HERE)
        kept = how == Told.NEVER and kind == Notice.Kind.DECISION
        return Told.HERE if kept else how

    def get_absolute_url(self) -> str:
        return reverse("accounts:profile", args=[self.username])

    def get_full_name(self) -> str:
        return self.username

    def get_short_name(self) -> str:
        return self.username


def one_at_a_time(member: User) -> User:
    """Let what she does queue behind each other until the transaction ends; she as she is now.

    A lock that leaves the key alone: a decision about her is logged meanwhile, not locked out.
    """
    return User.objects.select_for_update(no_key=True).get(pk=member.pk)
