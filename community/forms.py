from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.fields import WordsField
from core.nudging import NudgedForm, digests
from core.text import LONGEST, clean_line, clean_words, render, says_nothing
from topics.models import Topic

from .models import Post, Report
from .moderation import ARRANGEMENTS, DECISIONS, REASON_NEEDED, possible, waiting_text

MOST_TOPICS = 5


class WritingForm(NudgedForm):
    """A text, and the one-time key that makes a double click one post."""

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

    def __init__(self, *args, **kwargs):
        kwargs["initial"] = {"key": uuid4()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)

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
    field_order = ("reply_to", "quote", "body", "key")

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
    field_order = ("title", "body", "topics", "key")
    nudged_fields = ("title", "body")

    def __init__(self, *args, community, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topics"].queryset = community.topics.all()
        self.fields["body"].help_text = _(
            "Anyone can read this, without logging in. Leave out full names, hospital numbers "
            "and phone numbers."
        )

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


class EditForm(WritingForm):
    """The words of a post, and the version of it that she saw."""

    key = None
    version = forms.IntegerField(widget=forms.HiddenInput)

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
