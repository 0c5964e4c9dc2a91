"""What one says of a discussion when starting it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from core.fields import WordsField
from core.text import clean_line, says_nothing
from topics.models import Topic

from .forms import NotesField, WritingForm
from .models import Audience, Discussion

MOST_TOPICS = 5


def section_of(pk: int | None) -> Section | None:
    """The section of an article that a discussion is to be about."""
    if pk is None or not 0 < pk < 2**63:
        return None
    sections = Section.objects.visible_to(None).planned("article__live")
    return sections.filter(pk=pk).first()


class AudienceField(forms.TypedChoiceField):
    """Who reads a discussion: never more people than its community; at first as many as that."""

    def __init__(self):
        super().__init__(
            label=_("Who may read it?"),
            coerce=int,
            widget=forms.RadioSelect,
            error_messages={"invalid_choice": _("Please choose again who may read it.")},
        )

    def within(self, widest: int) -> None:
        self.widest = widest
        self.readers = [(value, label) for value, label in Audience.choices if value >= widest]
        self.choices = [(value, capfirst(label)) for value, label in self.readers]

    def clean(self, value) -> int:
        return super().clean(value or self.widest)


class StartForm(WritingForm):
    title = WordsField(
        label=_("Title"),
        max_length=160,
        help_text=_("One plain sentence works well. You do not need to sound cheerful."),
        error_messages={
            "required": _("Add a title, so that people know what you are asking."),
            "max_length": _(
                "Please make the title shorter: it has %(show_value)d characters, and "
                "%(limit_value)d fit."
            ),
        },
    )
    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"),
        queryset=Topic.objects.none(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Choose one to five. They lead others to your discussion, and show articles beside it."
        ),
        error_messages={
            "required": _("Choose at least one topic."),
            "invalid_choice": _("Please choose the topics again."),
        },
    )
    kind = forms.ChoiceField(
        label=_("What would help most?"),
        choices=Discussion.Wants,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("It stands beside your title, so that people know how to answer."),
        error_messages={"invalid_choice": _("Please choose again what would help most.")},
    )
    content_notes = NotesField()
    audience = AudienceField()
    listed = forms.BooleanField(
        label=_("Search engines may list this discussion"),
        required=False,
        help_text=_("Only if everyone may read it. Leave it off if you are not sure."),
    )
    section = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("title", "kind", "body", "topics", "content_notes", "audience", "listed")
    nudged_fields = ("title", "body")

    def __init__(self, *args, community, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = community.topics.all()
        self.fields["body"].help_text = _(
            "Leave out full names, hospital numbers and phone numbers."
        )
        self.fields["audience"].within(community.audience)
        self.initial.setdefault("audience", community.audience)
        if community.audience != Audience.EVERYONE:
            del self.fields["listed"]

    def clean_title(self) -> str:
        title = clean_line(self.cleaned_data["title"])
        if says_nothing(title):
            raise ValidationError(_("Add a title, so that people know what you are asking."))
        return title

    def clean_topics(self):
        topics = self.cleaned_data["topics"]
        if len(topics) > MOST_TOPICS:
            raise ValidationError(_("Please choose five topics at most."))
        return topics

    def clean_section(self) -> Section | None:
        """A section that is not in the article any more is left out."""
        return section_of(self.cleaned_data["section"])

    def clean(self) -> dict:
        data = super().clean()
        if data.get("audience") != Audience.EVERYONE:
            data["listed"] = False
        return data
