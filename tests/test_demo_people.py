"""The accounts of the demo: each can log in, and may what its role may."""

from collections import Counter
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import LogEntry, User
from community.models import (
    Membership,
    Post,
    Rank,
)

from .accounts.front_door import log_in

COMMUNITIES = ["breast-cancer", "stage-3-and-4", "partners-family-and-friends", "men"]
ACCOUNTS = "rosa dana nadia mira leah wren edith robin olive sam".split()
QUEUE = reverse("community:queue")

pytestmark = pytest.mark.usefixtures("loaded", "db")


def community(slug: str = "breast-cancer") -> str:
    return reverse("community:community", args=[slug])


@pytest.mark.parametrize("name", ACCOUNTS)
def test_every_account_of_the_contract_can_log_in(at_home, name):
    for login in (name, f"{name}@example.org"):
        door = at_home()
        log_in(door, login, "alongside-demo")
        assert door.get("/").wsgi_request.user.username == name


@pytest.mark.parametrize("name", ACCOUNTS)
def test_each_account_may_what_its_role_may(at_home, name):
    door = at_home(User.objects.get(username=name))
    moderates, edits = name in {"mira", "leah", "olive"}, name in {"edith", "robin", "olive"}
    assert door.get(QUEUE).status_code == (200 if moderates else 404)
    articles = door.get(reverse("admin:articles_article_changelist"), follow=True)
    assert (articles.status_code == 200) == edits
    user = User.objects.get(username=name)
    assert user.has_perm("articles.check_revision") == (name in {"robin", "olive"})
    assert user.is_superuser == (name == "olive")
    people = door.get(reverse("admin:accounts_user_changelist"), follow=True)
    assert (people.status_code == 200) == (name == "olive")


def test_roles_are_held_in_the_communities_of_the_contract():
    team = Membership.objects.exclude(rank=Rank.MEMBER)
    roles = Counter(team.values_list("member__username", "community__slug", "rank"))
    expected = {("mira", COMMUNITIES[n], Rank.MODERATOR) for n in (0, 2)}
    expected |= {("leah", slug, Rank.LEAD) for slug in COMMUNITIES}
    expected |= {("wren", slug, Rank.WELCOMER) for slug in COMMUNITIES}
    assert roles == Counter(expected)


def test_nadia_has_joined_this_moment_and_sam_has_written_nothing():
    nadia, sam = (User.objects.get(username=name) for name in ("nadia", "sam"))
    assert timezone.now() - nadia.date_joined < timedelta(minutes=10)
    assert not Post.objects.filter(author__in=[nadia, sam]).exists()
    assert not Membership.objects.filter(member__in=[nadia, sam]).exists()


def test_everybody_has_agreed_to_the_terms():
    for user in User.objects.all():
        assert LogEntry.objects.filter(subject=user, verb="terms accepted").count() == 1


# What they wrote
