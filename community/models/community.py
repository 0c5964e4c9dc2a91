from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models import Article
from core import clock
from core.querysets import Planned
from topics.models import Topic


class Rank(models.IntegerChoices):
    """What a person does in one community; each contains the one below."""

    MEMBER = 0, _("member")
    WELCOMER = 1, _("welcomer")
    MODERATOR = 2, _("moderator")
    LEAD = 3, _("lead moderator")


class Audience(models.IntegerChoices):
    """Who reads what is said; each is narrower than the one before."""

    EVERYONE = 0, _("everyone, also without an account")
    MEMBERS = 1, _("everyone who is logged in")
    JOINED = 2, _("those who joined this community")


class CommunityQuerySet(Planned):
    def visible_to(self, user) -> Self:
        """Everybody may know that a community is there and what it is about."""
        return self.all()

    def for_reading(self) -> Self:
        """With the live revision of the About text, where one is kept."""
        rows = self.planned("about_page__live")
        return rows.defer("about_page__live__body", "about_page__live__contents")

    def caught_up_by(self, user) -> Self:
        """With the moment since when things are new to her; none where she did not join."""
        if not user.is_authenticated:
            return self
        joined = models.Q(memberships__member=user)
        return self.annotate(
            hers=models.FilteredRelation("memberships", condition=joined),
            caught_up=Coalesce("hers__caught_up_at", "hers__joined_at"),
        )


class Community(models.Model):
    """A place to talk, with its own topics, rules and people who look after it."""

    class Holds(models.TextChoices):
        """Which posts wait for a moderator before others can read them."""

        NOBODY = "nobody", _("publish first, read afterwards")
        NEWCOMERS = "newcomers", _("posts of newcomers wait")
        EVERYBODY = "everybody", _("all posts wait")

    name = models.CharField(_("name"), max_length=80, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    tile = models.CharField(_("picture"), max_length=12, default="hills")
    summary = models.CharField(_("in one line"), max_length=160)
    about = models.TextField(_("about this community"))
    about_page = models.OneToOneField(
        Article,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="about_of",
        limit_choices_to={"place": Article.Place.COMMUNITY, "state": Article.State.LIVE},
        verbose_name=_("About text with revisions"),
        help_text=_("Readers see it in place of the words above. Editors keep it."),
    )
    rules = models.TextField(_("rules"), blank=True, help_text=_("One rule a line."))
    holds = models.CharField(_("policy"), max_length=12, choices=Holds, default=Holds.NOBODY)
    audience = models.PositiveSmallIntegerField(
        _("who reads its discussions"), choices=Audience, default=Audience.EVERYONE
    )
    near = models.ManyToManyField(
        "self",
        blank=True,
        verbose_name=_("also in"),
        help_text=_("Their pages about a topic show discussions of each other."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)
    topics = models.ManyToManyField(Topic, related_name="communities", verbose_name=_("topics"))
    invited_from = models.ManyToManyField(
        Article,
        blank=True,
        related_name="invites_to",
        verbose_name=_("articles that invite here"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommunityQuerySet.as_manager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("community")
        verbose_name_plural = _("communities")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("community:community", args=[self.slug])

    @property
    def rule_list(self) -> list[str]:
        """The rules, one line each."""
        return [line.strip(" -\t") for line in self.rules.splitlines() if line.strip()]


class MembershipQuerySet(Planned):
    def moderators(self) -> Self:
        return self.filter(rank__gte=Rank.MODERATOR)

    def team_of(self, community: Community) -> Self:
        """Who looks after a community, lead moderators first."""
        team = self.moderators().filter(community=community)
        return team.planned("member").order_by("-rank", "member__username")


class Membership(models.Model):
    """A member of a community, and what she does there."""

    pk = models.CompositePrimaryKey("member", "community")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships"
    )
    community = models.ForeignKey(Community, models.CASCADE, related_name="memberships")
    rank = models.PositiveSmallIntegerField(_("role"), choices=Rank, default=Rank.MEMBER)
    joined_at = models.DateTimeField(default=clock.now, editable=False)
    caught_up_at = models.DateTimeField(null=True, editable=False)  # all read until then

    objects = MembershipQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["community", "rank"],
                condition=models.Q(rank__gt=0),
                name="membership_team",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()} {self.member_id} in {self.community_id}"


def joined(user) -> frozenset[int]:
    """The communities this person joined. The reader of a page has them loaded with herself."""
    return frozenset(_ranks(user))


def rank_in(user, community: int) -> Rank | None:
    """What she is in the community of this number; nothing if she did not join it."""
    rank = _ranks(user).get(community)
    return None if rank is None else Rank(rank)


def welcomes(user) -> frozenset[int]:
    """Where she greets newcomers: as welcomer, moderator or lead; an operator everywhere."""
    return _with(user, Rank.WELCOMER) | looks_after(user)


def looks_after(user) -> frozenset[int]:
    """The communities in which this person may decide about posts; for an operator all of them.

    The reader of a page has them loaded with herself, see community.reader.
    """
    if not user.is_authenticated:
        return frozenset()
    if not hasattr(user, "looks_after"):
        everywhere = user.is_superuser
        user.looks_after = moderated_by(user) if everywhere else _with(user, Rank.MODERATOR)
    return user.looks_after


def _with(user, rank: Rank) -> frozenset[int]:
    return frozenset(pk for pk, held in _ranks(user).items() if held >= rank)


def _ranks(user) -> dict[int, int]:
    if not user.is_authenticated:
        return {}
    if not hasattr(user, "ranks"):
        hers = Membership.objects.filter(member=user)
        user.ranks = dict(hers.values_list("community", "rank"))
    return user.ranks


def moderated_by(user) -> frozenset[int]:
    """Where she may decide about posts, asked of the database now."""
    if user.is_superuser:
        return frozenset(Community.objects.values_list("pk", flat=True))
    rows = Membership.objects.moderators().filter(member=user)
    return frozenset(rows.values_list("community", flat=True))
