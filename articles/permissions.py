"""Who may revise and who may check; the two groups exist from the first migration on."""

from .models import Revision

EDITOR = ["view_article", "add_article", "change_article", "view_revision"]
EDITOR += ["view_topic", "add_topic", "change_topic"]
EDITOR += ["view_helpline", "add_helpline", "change_helpline", "delete_helpline"]
EDITOR += ["view_term", "add_term", "change_term", "delete_term"]
GROUPS = {"editor": EDITOR, "reviewing editor": [*EDITOR, "check_revision"]}


def can_check(user, revision: Revision) -> bool:
    """May she say that this text is right? Never the person who wrote it."""
    return user.has_perm("articles.check_revision") and revision.author_id != user.pk


def make_groups(**kwargs) -> None:
    """Give the groups of editors their rights, after every migration."""
    from django.contrib.auth.models import Group, Permission

    for name, codes in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        group.permissions.set(
            Permission.objects.filter(
                content_type__app_label__in=["articles", "topics"], codename__in=codes
            )
        )
