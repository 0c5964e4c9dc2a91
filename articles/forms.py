from dataclasses import asdict, fields

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import clean_line, clean_words

from .models import HOUSE, Article, Revision
from .publishing import Words, as_of
from .sections import render_sections, sections_of

WIDE = forms.TextInput(attrs={"class": "vTextField"})
NAMES = [field.name for field in fields(Words)]


class RevisionForm(forms.ModelForm):
    """An article with the words of its next revision."""

    title = forms.CharField(label=_("Title"), max_length=160, widget=WIDE)
    summary = forms.CharField(label=_("Summary"), max_length=300, required=False, widget=WIDE)
    body = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 30, "class": "vLargeTextField"}),
        help_text=_(
            "Markdown. Begin each question with ## and, if its address should stay, "
            "end it with {#address}."
        ),
    )
    source = forms.CharField(
        label=_("Source"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    disclaimer = forms.CharField(
        label=_("Disclaimer"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    comment = forms.CharField(
        label=_("What changed, and why"),
        max_length=300,
        required=False,
        widget=WIDE,
        help_text=_("Readers see it in the history."),
    )
    based_on = forms.ModelChoiceField(
        Revision.objects.none(), required=False, widget=forms.HiddenInput
    )

    class Meta:
        model = Article
        fields = ("place", "slug", "topics", "see_also", "needs_change")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        live = self.instance.live
        self.fields["topics"].required = False  # only the library needs them
        self.fields["see_also"].queryset = Article.objects.library().exclude(pk=self.instance.pk)
        if self.instance.pk:
            self.fields["based_on"].queryset = self.instance.revisions.all()
        if live:
            for name in NAMES:
                self.initial.setdefault(name, getattr(live, name))
            self.initial.setdefault("based_on", live.pk)

    def place(self) -> str:
        """A text stays where it began: its address depends on it."""
        return self.instance.place if self.instance.pk else self.cleaned_data.get("place", "")

    def clean_slug(self) -> str:
        slug = self.cleaned_data["slug"]
        if self.place() == Article.Place.HOUSE and slug not in HOUSE:
            raise ValidationError(
                _("A page of the house has one of these addresses: %(addresses)s.")
                % {"addresses": ", ".join(HOUSE)}
            )
        return slug

    def clean_body(self) -> str:
        body = clean_words(self.cleaned_data["body"]).strip()
        render_sections(sections_of(body))
        return body

    def clean_title(self) -> str:
        return clean_line(self.cleaned_data["title"])

    def words(self) -> Words:
        return Words(**{name: self.cleaned_data[name] for name in NAMES})

    def has_new_words(self) -> bool:
        base = self.cleaned_data.get("based_on")
        return base is None or any(
            getattr(base, name).strip() != words.strip()
            for name, words in asdict(self.words()).items()
        )

    def clean(self) -> dict:
        data = super().clean()
        if self.place() == Article.Place.LIBRARY:
            self._need_source_and_topics()
        if self.errors:
            return data
        live = self._live_now()
        if self.has_new_words() and not data.get("comment"):
            self.add_error("comment", _("Please say what changed, and why."))
        if data.get("based_on") != live:
            raise ValidationError(edited_meanwhile(live))
        return data

    def _live_now(self) -> Revision | None:
        """The live text as it is at this moment; nobody else publishes until this is saved."""
        if not self.instance.pk:
            return None
        rows = Article.objects.select_for_update(of=("self",), no_key=True)
        return rows.select_related("live").get(pk=self.instance.pk).live

    def _need_source_and_topics(self) -> None:
        """The house speaks for itself; what is said about an illness has a source and topics."""
        for name in {"topics", "source"} & set(self.cleaned_data):
            if not self.cleaned_data[name]:
                self.add_error(name, self.fields[name].error_messages["required"])


class RestoreForm(forms.Form):
    """Asks once before the words of an older revision are live again."""

    comment = RevisionForm.base_fields["comment"]
    based_on = forms.ModelChoiceField(Revision.objects.none(), widget=forms.HiddenInput)

    def __init__(self, article: Article, number: int, *args, **kwargs):
        kwargs["initial"] = {"comment": as_of(number), "based_on": article.live_id}
        super().__init__(*args, **kwargs)
        self.fields["based_on"].queryset = article.revisions.all()

    def begin_again(self, live: Revision | None) -> None:
        """Say who was faster; sent once more, it restores over that revision."""
        self.add_error(None, edited_meanwhile(live))
        self.data = self.data.copy()
        self.data["based_on"] = live.pk if live else ""


def edited_meanwhile(live: Revision | None) -> str:
    return _(
        "While you were writing, %(name)s published revision %(number)s. Your words are kept "
        "below. Open that revision in the history, bring both together, and save again."
    ) % {"name": live.author_name if live else "", "number": live.number if live else ""}
