import pytest

from community.membership import appoint
from community.models import Rank

from ..factories import make_user


@pytest.fixture
def wren(breast_cancer, partners):
    wren = make_user("wren")
    for place in (breast_cancer, partners):
        appoint(wren, place, Rank.WELCOMER, by=None)
    return wren
