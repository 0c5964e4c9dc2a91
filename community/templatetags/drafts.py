from django import template

from ..drafting import BESIDE, words_of
from ..models import Draft

register = template.Library()


@register.filter
def draft_words(draft: Draft) -> list[str]:
    """The words of a draft: its title and text, and what another window wrote beside it."""
    fields = draft.fields
    texts = [fields, fields.get(BESIDE)]
    return [said for one in texts if one and (said := _with_title(one))]


def _with_title(fields: dict) -> str:
    title = "".join(fields.get("title", [])).strip()
    return "\n\n".join(part for part in (title, words_of(fields)) if part)
