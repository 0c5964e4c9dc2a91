"""Forms with one question each."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.models import Section
from core.fields import WordsField

from .models import Audience

NO_WIDER = _(
    "It cannot be opened to more people: those who wrote here wrote for fewer. You can start "
    "a public discussion, and put a link to this one in it."
)


class AudienceForm(forms.Form):
    """Who reads a discussion: those who do now, or fewer."""

    audience = forms.TypedChoiceField(
        label=_("Who reads this discussion?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_WIDER, "required": _("Please choose who reads it.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, discussion, **kwargs):
        kwargs["initial"] = {"audience": discussion.audience, "version": discussion.version}
        super().__init__(*args, **kwargs)
        self.fields["audience"].choices = [
            (one.value, capfirst(str(one.label))) for one in Audience if one >= discussion.audience
        ]

    def refuse_widening(self) -> None:
        """Somebody narrowed it further while this form was open."""
        self.add_error("audience", NO_WIDER)


class NoteForm(forms.Form):
    """What she wants to remember about something she saved."""

    note = WordsField(
        label=_("Your note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Only you can read it. It is stored sealed."),
        error_messages={
            "max_length": _(
                "This is longer than we can take: it has %(show_value)d characters, and "
                "%(limit_value)d fit."
            )
        },
    )

    def clean_note(self) -> str:
        return self.cleaned_data["note"].strip()


class SectionForm(NoteForm):
    """Which part of an article to save."""

    section = forms.ModelChoiceField(
        label=_("Which part?"),
        queryset=Section.objects.none(),
        to_field_name="anchor",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a part."),
            "invalid_choice": _("This part is not there any more. Please choose again."),
        },
    )
    field_order = ("section", "note")

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = sections
