"""What Rosa keeps for herself is read by nobody: no role, no table, no log, no error report."""

import logging
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import connection
from django.test import Client, RequestFactory
from django.views.debug import SafeExceptionReporterFilter, get_exception_reporter_filter

from core.sealed import CannotOpen, key_number
from trackers import exporting, recording, views
from trackers.models import Entry, Tracker
from trackers.weights import parse

from ..factories import weigh

NOTE = "Quietly, behind the pharmacy"
HERE = "/trackers/weight/"


@pytest.fixture
def entry(rosa):
    recording.settle(rosa, unit="kg", usual=(parse("68.13", "kg"), parse("72.97", "kg")))
    return weigh(rosa, "70.35", note=NOTE)


def everything_stored() -> str:
    """Every column of every row of every table, as the database has it."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            rows += cursor.fetchall()
    cells = [bytes(c) if isinstance(c, memoryview) else c for row in rows for c in row]
    return " ".join(c.decode("latin-1") if isinstance(c, bytes) else str(c) for c in cells)


def test_no_column_of_any_table_holds_a_word_of_it(at_home, rosa, entry):
    door = at_home(rosa)
    sent = {"value": "71.63", "unit": "kg", "date": "2026-11-02", "note": NOTE}
    door.post(HERE, sent)
    door.post(f"{HERE}{entry.key}/", sent | {"value": "70.36"})
    stored = everything_stored()
    assert "rosa" in stored  # it does find what is in clear
    for word in ("70.35", "70.36", "71.63", "68.13", "72.97", NOTE, "pharmacy", "weight:"):
        assert word not in stored, word
    assert Entry.objects.filter(pk=entry.pk).get().key == entry.key


@pytest.mark.parametrize("name", ["olive", "leah", "mira", "dana", "sam"])
def test_another_persons_entry_is_not_there(at_home, request, entry, name):
    door = at_home(request.getfixturevalue(name))
    sent = {"value": "80", "unit": "kg", "date": "2026-11-02"}
    for address in (f"{HERE}{entry.key}/", f"{HERE}{entry.key}/delete/"):
        assert door.get(address).status_code == 404
        assert door.post(address, sent).status_code == 404
    # An entry with the same key is her own, and leaves Rosa's alone.
    door.post(HERE, sent | {"key": str(entry.key)})
    for address in (HERE, f"{HERE}export.csv", f"{HERE}settings/", "/trackers/", "/admin/"):
        text = door.get(address).text
        assert not [word for word in ("70.35", NOTE, "72.97") if word in text]
    kept = Entry.objects.get(tracker__owner=entry.tracker.owner)
    assert (kept.weight.typed, kept.note) == ("70.35", NOTE)


def test_it_is_in_no_admin_not_even_for_the_operator(at_home, olive, entry):
    assert not [model for model in admin.site._registry if model._meta.app_label == "trackers"]
    door = at_home(olive)
    for address in ("tracker/", "entry/", f"entry/{entry.pk}/change/", ""):
        assert door.get(f"/admin/trackers/{address}").status_code == 404
    assert "racker" not in door.get("/admin/").text.replace(HERE, "").replace("Weight tracker", "")


def test_models_say_nothing_of_it(entry):
    for model in apps.get_app_config("trackers").get_models():
        [row] = model.objects.all()
        said = f"{row} {row!r}"
        assert not [word for word in ("70.35", NOTE, "72.97") if word in said]


def test_moved_to_another_row_it_does_not_open(at_home, rosa, dana, entry):
    other, hers = weigh(dana, "80"), weigh(rosa, "69", days=1)
    for target in (other, hers):
        Entry.objects.filter(pk=target.pk).update(sealed=entry.sealed)
        with pytest.raises(CannotOpen):
            assert Entry.objects.select_related("tracker").get(pk=target.pk).weight
    Tracker.objects.filter(owner=dana).update(sealed=entry.tracker.sealed)
    answer = at_home(dana).get(HERE)
    assert "Some entries cannot be opened at the moment." in answer.text
    assert "70.35" not in answer.text


def test_with_a_lost_key_the_page_stands_and_nothing_is_thrown_away(
    at_home, rosa, entry, settings
):
    other = next(
        key
        for key in (bytes([n]) * 32 for n in range(256))
        if key_number(key) != key_number(settings.SEALING_KEYS[0])
    )
    ring, settings.SEALING_KEYS = settings.SEALING_KEYS, [other]
    door = at_home(rosa)
    assert "Some entries cannot be opened" in door.get(HERE).text
    for address in (f"{HERE}{entry.key}/", f"{HERE}{entry.key}/delete/", f"{HERE}export.csv"):
        assert door.get(address).status_code == 200
    settings.SEALING_KEYS = [other, *ring]
    assert NOTE in door.get(HERE).text


def test_what_breaks_writes_no_value_to_the_log(at_home, rosa, entry, monkeypatch, caplog):
    def breaks(*_, **__):
        raise RuntimeError("something broke")

    monkeypatch.setattr(recording, "record", breaks)
    monkeypatch.setattr(exporting, "plain", breaks)
    door = at_home(rosa)
    door.raise_request_exception = False
    sent = {"value": "71.63", "unit": "kg", "date": "2026-11-02", "note": NOTE}
    with caplog.at_level(logging.DEBUG):
        assert door.post(HERE, sent).status_code == 500
        assert door.get(f"{HERE}export.csv").status_code == 500
        door.post(HERE, sent | {"value": "7163"})
    lines = logging.Formatter("%(message)s")
    said = " ".join(lines.format(record) for record in caplog.records)
    assert "something broke" in said
    # A debug log of statements is off where people use the site, and holds sealed bytes anyway.
    assert not [word for word in ("71.63", "70.35", "7163", NOTE) if word in said]


def test_an_error_report_leaves_the_form_out(rosa, monkeypatch):
    def breaks(*_, **__):
        raise RuntimeError("something broke")

    monkeypatch.setattr(recording, "record", breaks)
    sent = {"value": "71.63", "unit": "kg", "date": "2026-11-02", "note": NOTE, "low": "68.13"}
    request = RequestFactory().post(HERE, sent)
    request.user = rosa
    with pytest.raises(RuntimeError):
        views.weight(request)
    shown = get_exception_reporter_filter(request).get_post_parameters(request)
    stars = SafeExceptionReporterFilter.cleansed_substitute
    assert {shown[name] for name in ("value", "note", "low")} == {stars}


def test_a_form_that_is_too_old_gives_the_words_back(rosa):
    door = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "same-origin"})
    door.force_login(rosa, backend="community.reader.ReaderBackend")
    key = str(uuid4())
    sent = {"value": "71.63", "unit": "kg", "date": "2026-11-02", "note": NOTE, "key": key}
    answer = door.post(HERE, sent)
    assert answer.status_code == 403
    assert "71.63" in answer.text
    for name, value in sent.items():
        assert f'<input type="hidden" name="{name}" value="{value}">' in answer.text
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_no_cache_keeps_her_pages(at_home, rosa, entry):
    for address in (HERE, f"{HERE}export.csv", f"{HERE}{entry.key}/", f"{HERE}settings/"):
        assert at_home(rosa).get(address).headers["Cache-Control"] == "private, no-store"


def test_when_she_goes_it_goes_too(rosa, entry):
    rosa.delete()
    assert not Tracker.objects.exists()
    assert not Entry.objects.exists()


def test_a_dump_of_the_data_holds_none_of_it(entry, capsys):
    call_command("dumpdata", "trackers")
    said = capsys.readouterr().out
    assert str(entry.key) in said
    assert not [word for word in ("70.35", "72.97", NOTE) if word in said]
