from dataclasses import asdict, fields

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.text import clean_line, clean_words

from .models import Article, Revision
from .publishing import Words
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
    source = forms.CharField(label=_("Source"), widget=forms.Textarea(attrs={"rows": 3}))
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
        fields = ("slug", "topics", "see_also", "needs_change")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        live = self.instance.live
        if self.instance.pk:
            self.fields["based_on"].queryset = self.instance.revisions.all()
        if live:
            for name in NAMES:
                self.initial.setdefault(name, getattr(live, name))
            self.initial.setdefault("based_on", live.pk)

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


def edited_meanwhile(live: Revision | None) -> str:
    return _(
        "While you were writing, %(name)s published revision %(number)s. Your words are kept "
        "below. Open that revision in the history, bring both together, and save again."
    ) % {"name": live.author_name if live else "", "number": live.number if live else ""}
