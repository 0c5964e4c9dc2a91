from django import forms

from .text import clean_words


class WordsField(forms.CharField):
    """A text as people type it; a line break counts as one character, as on their keyboard.

    What is too long is said in words: a browser told of the limit cuts pasted text off unseen.
    """

    def to_python(self, value) -> str:
        return clean_words(super().to_python(value) or "")

    def widget_attrs(self, widget) -> dict:
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}
