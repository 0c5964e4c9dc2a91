from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.models import ContentNote
from core.fields import WordsField
from core.nudging import NudgedForm, digests
from core.text import LONGEST, clean_line, clean_words, render, says_nothing

from .drafting import BESIDE, version_of, words_of
from .models import Draft, Post, Report
from .moderation import ARRANGEMENTS, DECISIONS, REASON_NEEDED, possible, waiting_text


class NotesField(forms.TypedMultipleChoiceField):
    """What a post may be hard to read for: ticked one by one, kept as one mask."""

    def __init__(self):
        super().__init__(
            label=_("May this be hard to read for somebody?"),
            choices=ContentNote.choices,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Whoever wishes it sees these words folded, and opens them when ready."),
            error_messages={"invalid_choice": _("Please choose the notes again.")},
        )

    def clean(self, value) -> int:
        return sum(set(super().clean(value)))


class WritingForm(NudgedForm):
    """A text, and the one-time key that makes a double click one post.

    `seen` names the state of the draft it began from, `opened` who opened it.
    """

    body = WordsField(
        label=_("Your message"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={
            "required": _("Please write something first."),
            "max_length": _(
                "This is longer than we can take: it has %(show_value)d characters, and "
                "%(limit_value)d fit. You could send it in two parts."
            ),
        },
    )
    key = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, draft: Draft | None = None, **kwargs):
        kwargs["initial"] = {"key": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.draft, self.beside_words = draft, ""
        if draft:
            self._take_up(draft)

    def _take_up(self, draft: Draft) -> None:
        """Begin with what she wrote before."""
        kept = draft.fields
        self.beside_words = words_of(kept.pop(BESIDE, {}))
        for name in kept.keys() & self.fields.keys():
            many = getattr(self.fields[name].widget, "allow_multiple_selected", False)
            self.initial[name] = kept[name] if many else "".join(kept[name][:1])
        self.initial |= {"key": draft.key, "seen": version_of(draft)}

    def clean_body(self) -> str:
        body = self.cleaned_data["body"].strip()
        if says_nothing(body):
            raise ValidationError(_("Please write something first."))
        render(body)
        return body

    def with_new_key(self) -> "WritingForm":
        """The same words in a form that may be sent as a post of its own."""
        self.data = self.data.copy()
        self.data["key"] = str(uuid4())
        return self


class ReplyForm(WritingForm):
    reply_to = forms.IntegerField(required=False, widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("What you quote"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Leave only the words you mean. Empty it if you would rather not quote."),
    )
    content_notes = NotesField()
    field_order = ("reply_to", "quote", "body", "content_notes", "key")

    def __init__(self, *args, discussion, **kwargs):
        super().__init__(*args, **kwargs)
        self.discussion = discussion
        self.fields["body"].label = _("Your reply")
        self.fields["body"].help_text = _("Say as much or as little as you like.")

    def clean_reply_to(self) -> Post | None:
        """A post that was hidden meanwhile is answered as the discussion is."""
        posts = Post.objects.filter(discussion=self.discussion, state=Post.State.PUBLISHED)
        return posts.filter(pk=self.cleaned_data["reply_to"]).first()

    def clean_quote(self) -> str:
        """One passage of the post answered; of one that was hidden meanwhile nothing is quoted."""
        quote = " ".join(clean_words(self.cleaned_data["quote"]).split())
        answered = self.cleaned_data.get("reply_to")
        if not quote or answered is None:
            return ""
        if quote not in " ".join(answered.text.split()):
            raise ValidationError(
                _("A quote is one passage, word for word. Please only cut at its ends.")
            )
        return quote


class EditForm(WritingForm):
    """The words of a post, and the version of it that she saw."""

    key = None
    saves = True
    version = forms.IntegerField(widget=forms.HiddenInput)
    content_notes = NotesField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].label = _("Your words")
        self.initial["kept"] = digests(self.initial.get("body", ""))  # was decided then


class ArrangeForm(forms.Form):
    """What a moderator does with a whole discussion."""

    act = forms.ChoiceField(choices=[(name, name) for name in ARRANGEMENTS])
    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(required=False, max_length=300)

    def clean(self) -> dict:
        data = super().clean()
        if data.get("act") == "lock" and not clean_line(data.get("words", "")):
            self.add_error("words", _("Please say in a sentence why it is closed."))
        return data


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("What is wrong?"),
        choices=Report.Reason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose what is wrong.")},
    )
    words = WordsField(
        label=_("Would you like to say more?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_words(self) -> str:
        return self.cleaned_data["words"].strip()


DECISION_WORDS = {
    "publish": (_("Publish"), _("Let it appear as it is")),
    "send_back": (_("Send back"), _("Keep it out of sight and say what to change")),
    "no_action": (_("Leave it as it is"), _("Close this; the author is not troubled")),
    "hide": (_("Hide"), _("Take it out of sight until it is put right")),
    "restore": (_("Restore"), _("Show it again where it stood")),
    "remove": (_("Remove"), _("Replace it with a quiet line and a reason")),
}


class DecisionForm(forms.Form):
    """One decision about one file, in the version the moderator has seen."""

    REASONS = [
        ("unsafe_advice", _("Unsafe medical advice")),
        ("unkind", _("Unkind, or unsafe to others")),
        ("selling", _("Selling or asking for money")),
        ("private_details", _("Private details, theirs or someone else's")),
        ("off_topic", _("Belongs elsewhere")),
        ("other", _("Something else")),
    ]
    decision = forms.ChoiceField(
        label=_("Decision"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a decision.")},
    )
    reason = forms.ChoiceField(
        label=_("Reason"), choices=REASONS, required=False, widget=forms.RadioSelect
    )
    message = WordsField(
        label=_("Message to the author"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 7}),
        help_text=_("They see this with the decision. Say what they can do next."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, **kwargs)
        self.waiting = waiting_text(item.post)
        codes = possible(item.post, self.waiting)
        self.fields["decision"].choices = [(code, DECISION_WORDS[code][0]) for code in codes]
        self.helps = {code: DECISION_WORDS[code][1] for code in codes}
        if not self.is_bound:
            self.initial["version"] = item.version

    def clean_message(self) -> str:
        return self.cleaned_data["message"].strip()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("decision") in REASON_NEEDED:
            if not data.get("reason"):
                self.add_error("reason", _("Please choose a reason."))
            if not data.get("message"):
                self.add_error("message", _("Please write a sentence or two to the author."))
        return data

    @property
    def act(self):
        return DECISIONS[self.cleaned_data["decision"]]
