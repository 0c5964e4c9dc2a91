from django.db.models import F
from django.utils import timezone

from accounts.models import User
from community.models import Discussion
from config.management.commands.demo import load

from ..reading import text_of, texts


def test_the_demo_shows_articles_and_communities_as_one_fabric(at_home, db):
    load(timezone.now())
    cited = Discussion.objects.exclude(section=None)
    assert cited.count() == 5
    changed = cited.get(section__changed_at__gt=F("started_at"))
    joined = at_home(User.objects.get(username="leah"))  # it is for those who joined
    card = text_of(joined.get(changed.get_absolute_url()).text, "section", "read")
    assert "This part of the article changed since this discussion began." in card
    assert Discussion.objects.indexed().count() >= 3
    for place, other in (("breast-cancer", "Stage 3"), ("stage-3-and-4", "Breast Cancer")):
        page = at_home().get(f"/communities/{place}/?topic=hormone-therapy").text
        [box] = texts(page, "section", "also-in")
        assert box.startswith(f"Also in {other}")
