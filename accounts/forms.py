from allauth.account.forms import SignupForm
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core.text import clean_line

from .log import record_consent
from .models import Avatar, User


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
        self.fields["age"].label = _("I am {age} or older").format(age=settings.MINIMUM_AGE)

    def clean_username(self) -> str:
        # Letters of another width are the same name: no second rosa in full-width letters.
        name = User.normalize_username(clean_line(self.cleaned_data["username"]))
        if "@" in name:
            raise ValidationError(
                _("This looks like an e-mail address, and everybody would see it.")
            )
        self.cleaned_data["username"] = name
        return super().clean_username()

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
