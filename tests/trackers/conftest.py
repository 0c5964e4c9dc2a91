import pytest

from articles.models import Article
from core import clock
from trackers import recording
from trackers.models import Tracker
from trackers.weights import parse

from ..factories import make_article, weigh
from .tracker import NOW


@pytest.fixture
def november():
    with clock.at(NOW):
        yield


@pytest.fixture
def autumn(rosa, november) -> Tracker:
    weigh(rosa, "90", days=400)
    weigh(rosa, "72.4", days=84)
    weigh(rosa, "68.8", days=35, note="Ginger tea helped")
    weigh(rosa, "70.5", days=0)
    return recording.settle(rosa, unit="kg", usual=(parse("69", "kg"), parse("71.5", "kg")))


@pytest.fixture
def article(db) -> Article:
    return make_article()
