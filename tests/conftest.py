"""The cast, and what the tests of every app share.

Rosa posts, Dana replies, Nadia is new, Mira moderates, Leah leads, Edith edits, Robin checks,
Olive operates; Sam is a stranger to everyone and must see nothing private.
"""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client, override_settings

from accounts.models import User
from community.models import Community, Rank

from . import factories
from .scene import addresses, set_scene

LOG = import_module("accounts.migrations.0002_log_is_append_only")


@pytest.fixture(autouse=True)
def _no_memory_of_the_test_before():
    cache.clear()  # allauth counts its limits there


@pytest.fixture
def committed(transactional_db):
    """Real transactions for threads and browsers; the log lets go of its rows afterwards."""
    with connection.schema_editor() as editor:
        if not _laid(editor):
            LOG.lay(apps, editor)
    yield
    with connection.schema_editor() as editor:
        LOG.lift(apps, editor)


def _laid(editor) -> bool:
    table = "sqlite_master" if connection.vendor == "sqlite" else "pg_trigger"
    name = "name" if connection.vendor == "sqlite" else "tgname"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE {name} = 'log_keeps'")  # noqa: S608
        return cursor.fetchone() is not None


@pytest.fixture
def breast_cancer(db) -> Community:
    return factories.make_community()


@pytest.fixture
def partners(db) -> Community:
    """A community that reads newcomers' posts first."""
    return factories.make_community("Partners", "partners", holds=Community.Holds.NEWCOMERS)


@pytest.fixture
def rosa(db):
    return factories.make_user("rosa")


@pytest.fixture
def dana(db):
    return factories.make_user("dana")


@pytest.fixture
def sam(db):
    return factories.make_user("sam")


@pytest.fixture
def nadia(db):
    return factories.make_newcomer("nadia")


@pytest.fixture
def mira(breast_cancer, partners):
    return factories.make_moderator("mira", breast_cancer, partners)


@pytest.fixture
def leah(breast_cancer, partners):
    return factories.make_moderator("leah", breast_cancer, partners, rank=Rank.LEAD)


@pytest.fixture
def edith(db):
    return factories.make_editor("edith")


@pytest.fixture
def robin(db):
    return factories.make_editor("robin", "reviewing editor")


@pytest.fixture
def olive(db):
    return factories.make_user("olive", is_staff=True, is_superuser=True)


@pytest.fixture
def at_home():
    """Open the front door as somebody, or as a stranger without a name."""

    def enter(user=None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="community.reader.ReaderBackend")
        return client

    return enter


@pytest.fixture
def scene(breast_cancer, partners, dana, mira) -> dict:
    return set_scene(breast_cancer, dana, mira)


@pytest.fixture
def named(scene, dana, mira) -> dict:
    return addresses(scene, dana, mira)


@pytest.fixture
def cast(named, nadia, rosa, dana, mira, leah, edith, robin, olive) -> dict:
    """Dana wrote everything here; the other moderator looks after another community."""
    User.objects.filter(pk=leah.pk).update(is_staff=True)  # as who leads a community is
    people = {one.username: one for one in (nadia, rosa, mira, leah, edith, robin, olive)}
    other = User.objects.get(username="other")
    return people | {"stranger": None, "author": dana, "other": other}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demo is loaded once for all these tests, by its command, and taken away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEBUG=True):
            call_command("demo", verbosity=0)
        yield
        transaction.set_rollback(True)
