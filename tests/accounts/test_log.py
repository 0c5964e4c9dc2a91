import pytest
from django.db import DatabaseError, transaction

from accounts.log import record
from accounts.models import LogEntry


@pytest.fixture
def entry(mira, rosa):
    return record("hide", "post", 7, by=mira, about=rosa, reason="other", words="Dear Rosa")


def test_the_log_keeps_its_entries(entry):
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.all().delete()
    assert LogEntry.objects.filter(pk=entry.pk).exists()


@pytest.mark.parametrize(
    "change", [{"verb": "publish"}, {"number": 8}, {"reason": "unkind"}, {"words": "Kinder"}]
)
def test_a_log_entry_is_not_changed(entry, change):
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.filter(pk=entry.pk).update(**change)


def test_another_name_is_not_put_into_the_log(entry, dana):
    with pytest.raises(DatabaseError), transaction.atomic():
        LogEntry.objects.filter(pk=entry.pk).update(actor=dana)


def test_names_and_words_may_be_taken_out_of_the_log(entry):
    LogEntry.objects.filter(pk=entry.pk).update(actor=None, subject=None, words="")
    entry.refresh_from_db()
    assert (entry.actor, entry.subject, entry.words) == (None, None, "")
