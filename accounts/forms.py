from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.fields import WordsField
from core.nudging import NudgedForm, digests
from core.text import clean_line, clean_words, says_nothing

from . import naming
from .log import record_consent
from .models import Avatar, ProfileLine, User
from .profiles import Said, lines_of

LONGEST_ABOUT = 1000  # characters: a page of handwriting; the rest belongs into discussions
NAME_WORDS = {
    "min_length": _("A name needs at least two letters or digits."),
    "max_length": _("This name is too long to stand beside a post. Please choose a shorter one."),
}
plain_signs = UnicodeUsernameValidator(
    message=_("A name is one word of letters, digits and the signs . - _ + @, like moss_and_fern.")
)


def clean_name(name: str, of: User | None = None) -> str:
    """A name as it will be shown, if this person can have it."""
    # Letters of another width are the same name: no second rosa in full-width letters.
    name = User.normalize_username(clean_line(name))
    if "@" in name:
        raise ValidationError(_("This looks like an e-mail address, and everybody would see it."))
    plain_signs(name)
    naming.check(name, of=of)
    return name


class JoinForm(SignupForm):
    """A pseudonym, an address, a password, and what a person agrees to."""

    avatar = forms.ChoiceField(
        label=_("Your picture"),
        help_text=_("No photo needed. Choose one you like."),
        choices=Avatar,
        initial=Avatar.HILLS,
        widget=forms.RadioSelect,
    )
    age = forms.BooleanField(
        label="",
        error_messages={"required": _("Please tell us that you are old enough to join.")},
    )
    terms = forms.BooleanField(
        label=_("I agree to the terms above"),
        error_messages={"required": _("Please read the terms and tell us that you agree.")},
    )
    health = forms.BooleanField(
        label=_(
            "I agree that you keep what I write here about my health, and show it where I post it"
        ),
        help_text=_(
            "The law asks us to ask you this separately. You can take it back at any time."
        ),
        error_messages={
            "required": _(
                "Without this we may not keep your posts. Please tell us that you agree."
            )
        },
    )
    field_order = ("username", "avatar", "email", "password1", "age", "terms", "health")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = {
            "username": (
                _("Name people will see"),
                _(
                    "Please do not use your full name. A bird or a flower works well: letters and "
                    "numbers, no spaces."
                ),
            ),
            "email": (
                _("E-mail address"),
                _("Never shown to anyone. Our e-mails do not mention your health."),
            ),
            "password1": (
                _("Password"),
                _("At least 12 characters. Four random words are fine."),
            ),
        }
        for name, (label, help_text) in words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)
        self.fields["username"].error_messages |= NAME_WORDS
        self.fields["age"].label = _("I am {age} or older").format(age=settings.MINIMUM_AGE)

    def clean_username(self) -> str:
        return clean_name(self.cleaned_data["username"])

    def try_save(self, request):
        """A known address takes as long as a new one: the wait must not tell who is a member."""
        user, response = super().try_save(request)
        if user is None:
            make_password(self.cleaned_data["password1"])
        return user, response

    @transaction.atomic
    def save(self, request) -> User:
        user = super().save(request)
        user.avatar = self.cleaned_data["avatar"]
        user.save(update_fields=["avatar"])
        record_consent(user)
        return user


def seen_by(about: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=about,
        choices=ProfileLine.SeenBy,
        coerce=int,
        initial=ProfileLine.SeenBy.ME,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose who sees it.")},
    )


class ProfileForm(NudgedForm):
    """A picture, a few lines about oneself, and for each who sees it."""

    nudged_fields = ("about",)
    saves = True

    avatar = forms.ChoiceField(
        label=_("Your picture"),
        help_text=_("It stands beside your posts, for everyone."),
        choices=Avatar,
        widget=forms.RadioSelect,
    )
    here_as = forms.ChoiceField(
        label=_("I am here as"),
        choices=[("", _("I would rather not say")), *ProfileLine.HereAs.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    here_as_seen_by = seen_by(_("Who sees what you are here as?"))
    about = WordsField(
        label=_("About me"),
        help_text=_("A few sentences, if you like. Please leave out your full name and address."),
        max_length=LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "max_length": _(
                "This is longer than we can take: it has %(show_value)d characters, and "
                "%(limit_value)d fit."
            ),
        },
    )
    about_seen_by = seen_by(_("Who sees these words?"))
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, member: User) -> "ProfileForm":
        """The form as it stands now, filled with what she has said."""
        said = {"avatar": member.avatar, "version": member.version}
        for field, line in lines_of(member).items():
            said |= {field: line.text, f"{field}_seen_by": line.seen_by}
        if said.get("about_seen_by", ProfileLine.SeenBy.ME) != ProfileLine.SeenBy.ME:
            said["kept"] = digests(said["about"])  # was decided when others first saw it
        return cls(initial=said)

    def nudged(self) -> tuple[str, ...]:
        """What only she sees needs no question."""
        alone = self.cleaned_data.get("about_seen_by") == ProfileLine.SeenBy.ME
        return () if alone else super().nudged()

    def clean_about(self) -> str:
        words = clean_words(self.cleaned_data["about"])
        return "" if says_nothing(words) else words

    @property
    def lines(self) -> dict[str, Said]:
        data = self.cleaned_data
        return {
            field: Said(data[field], data[f"{field}_seen_by"])
            for field in ProfileLine.Field.values
        }

    def over(self, now: User) -> list[tuple[str, str]]:
        """What is kept now and would be lost if this form were saved over it."""
        self.data = self.data.copy()
        self.data["version"] = now.version
        stored = ProfileForm.of(now)
        different = [
            field
            for field in self.visible_fields()
            if str(stored[field.name].initial or "") != str(self.cleaned_data[field.name] or "")
        ]
        return [(field.label, said(stored[field.name])) for field in different]


def said(field: forms.BoundField) -> str:
    """What stands in this field, in words."""
    choices = dict(getattr(field.field, "choices", []))
    return choices.get(field.initial, field.initial) or _("Nothing")


class NameForm(forms.Form):
    """Another pseudonym."""

    name = forms.CharField(
        label=_("Your new name"),
        help_text=_("Please do not use your full name. Something from your garden works well."),
        min_length=2,
        max_length=150,
        error_messages=NAME_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )

    def __init__(self, *args, member: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_name(self) -> str:
        name = clean_name(self.cleaned_data["name"], of=self.member)
        if name == self.member.username:
            raise ValidationError(_("This is the name you have now. Please choose another one."))
        return name
