from typing import Self

from django.conf import settings
from django.db import models


class Planned(models.QuerySet):
    """Rows loaded for a page: what the page will touch is named, anything else shows at once.

    In use, an unplanned relation costs one statement for all rows; in tests it is an error.
    """

    def planned(self, *joins: str, prefetch: tuple = ()) -> Self:
        rows = self.fetch_mode(getattr(settings, "FETCH_MODE", models.FETCH_PEERS))
        return (
            rows.select_related(*joins).prefetch_related(*prefetch)
            if joins
            else rows.prefetch_related(*prefetch)
        )
