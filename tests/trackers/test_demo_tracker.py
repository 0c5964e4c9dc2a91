from django.utils import timezone

from accounts.models import User
from config.management.commands.demo import load

from ..reading import text_of


def test_rosa_finds_twelve_weeks_of_hers(at_home, db):
    load(timezone.now())
    page = text_of(at_home(User.objects.get(username="rosa")).get("/trackers/weight/").text)
    assert "from 72.4 kg to 70.5 kg, lowest 68.8 kg on" in page
    assert "Inside your usual range." in page
    assert "You have 13 entries." in page
