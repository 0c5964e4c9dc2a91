"""What a member chooses for herself: what she wants to meet, and of what she is told."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .models import ContentNote, Notice, Told, User

TOLD_OF = {
    Notice.Kind.ANSWER: _("Somebody answers you"),
    Notice.Kind.MENTION: _("Somebody calls you by name, with an @ in front"),
    Notice.Kind.REPLY: _("A reply in a discussion that you follow"),
    Notice.Kind.DISCUSSION: _("A new discussion about a topic that you follow"),
    Notice.Kind.ARTICLE: _("A new revision of an article that you follow"),
    Notice.Kind.DECISION: _("A moderator decides about a post of yours"),
}


class NotesForm(forms.Form):
    """For each content note: show such posts, fold them, or leave them out."""

    SHOW, FOLD, LEAVE_OUT = "show", "fold", "leave_out"
    CHOICES = ((SHOW, _("Show")), (FOLD, _("Fold")), (LEAVE_OUT, _("Leave out")))

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for note in ContentNote:
            self.fields[note.name.lower()] = forms.ChoiceField(
                label=str(note.label).capitalize(),
                choices=self.CHOICES,
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose one of the three.")},
            )

    @classmethod
    def of(cls, member: User) -> "NotesForm":
        """The form as she has chosen."""
        chosen = {"version": member.version}
        for note in ContentNote:
            folded = cls.FOLD if member.fold_notes & note else cls.SHOW
            chosen[note.name.lower()] = cls.LEAVE_OUT if member.leave_out_notes & note else folded
        return cls(initial=chosen)

    @property
    def fold(self) -> int:
        return self._mask(self.FOLD)

    @property
    def leave_out(self) -> int:
        return self._mask(self.LEAVE_OUT)

    def _mask(self, choice: str) -> int:
        chosen = self.cleaned_data
        return sum(note for note in ContentNote if chosen[note.name.lower()] == choice)

    def over(self, now: User) -> None:
        """Sent once more, it is saved over what is kept now."""
        self.data = self.data.copy()
        self.data["version"] = now.version


class NoticesForm(forms.Form):
    """How a member wants to be told of each kind of thing."""

    def __init__(self, *args, member: User, **kwargs):
        super().__init__(*args, **kwargs)
        for kind, words in TOLD_OF.items():
            kept = kind == Notice.Kind.DECISION  # she is to know what became of her words
            choices = [how for how in Told.choices if not (kept and how[0] == Told.NEVER)]
            self.fields[kind] = forms.ChoiceField(
                label=words,
                choices=choices,
                initial=member.told_by(kind),
                widget=forms.RadioSelect,
                error_messages={"required": _("Please choose how we tell you.")},
            )
