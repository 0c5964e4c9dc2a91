"""What wren finds on her board in the demo."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from community.models import Welcome
from community.welcoming import first_replies
from config.management.commands.demo import load
from core import clock


@pytest.mark.django_db
def test_the_welcomers_board_has_two_who_wait_and_figures():
    load(timezone.now())
    wren = User.objects.get(username="wren")
    hours = [clock.now() - one.opened_at for one in Welcome.objects.visible_to(wren).for_board()]
    assert len(hours) == 2
    assert hours[0] > timedelta(hours=4) > hours[1]
    assert first_replies(wren).soon >= 2
