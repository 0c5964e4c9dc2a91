"""Which names two people cannot both have, and which nobody can: rules without a table."""

import re
import unicodedata

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .lookalikes import LOOKS_LIKE

MARKS = range(0x300, 0x370)  # accents and dots of Latin, Greek and Cyrillic letters
FOLDED = str.maketrans({sign: plain for plain, signs in LOOKS_LIKE.items() for sign in signs})
SAME_SHAPE = str.maketrans("1i0", "llo")  # Il1 and O0 differ in some typefaces only
AS_LETTERS = str.maketrans("34578@", "eastba")  # how staff words are written in disguise

# Taken as a whole name: words of the program, and words for everybody or nobody.
RESERVED = (
    *("admin", "administrator", "moderator", "mod", "lead", "welcomer", "editor", "operator"),
    *("staff", "team", "support", "help", "nurse", "doctor", "dr", "system", "root", "api"),
    *("www", "mail", "security", "anonymous", "member", "new", "reply", "edit", "history"),
)
# One of these as a part between dots, dashes or capitals would pass for staff: nurse_anna.
PARTS = "admin mod moderator welcomer editor operator staff team support nurse doctor dr".split()
# These also run together with other letters, at the beginning or end: doctoranna.
ENDS = "admin administrator moderator nurse doctor support".split()
ANYWHERE = ["moderator", "administrator", "official"]

# Scripts that are written together; Unicode calls a letter by the first word of its name.
TOGETHER = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "IDEOGRAPHIC": "CJK", "HANGUL": "CJK"}
NO_SCRIPT = {"MODIFIER", "COMBINING"}


def skeleton(name: str) -> str:
    """What stays of a name when letters that look alike are the same letter: rosa for RO.SÁ."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", plain) if ord(sign) not in MARKS
    )
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in plain.translate(FOLDED))
    plain = plain.translate(SAME_SHAPE).replace("rn", "m").replace("vv", "w")
    return unicodedata.normalize("NFC", "".join(sign for sign in plain if sign.isalnum()))


def check(name: str) -> None:
    """Refuse a name that nobody can have, and say what would work."""
    if not skeleton(name):
        raise ValidationError(_("A name needs at least one letter or digit, like fern_22."))
    if len(scripts(name)) > 1:
        raise ValidationError(
            _(
                "This name mixes letters of different alphabets, and some of them look alike. "
                "Please write it in the letters of one alphabet."
            )
        )
    if like_staff(name):
        raise ValidationError(
            _(
                "With this name you could be taken for somebody who works here. Please choose a "
                "name without words such as moderator, nurse, doctor, team or support."
            )
        )
    if skeleton(name) in map(skeleton, RESERVED):
        raise ValidationError(
            _(
                "The site itself needs this word. With something added it is a good name, "
                "like {name}_and_fern."
            ).format(name=name)
        )


def scripts(name: str) -> set[str]:
    """The alphabets that the letters of a name come from; digits belong to none."""
    signs = unicodedata.normalize("NFKC", name)
    names = (re.split("[ -]", unicodedata.name(sign, "")) for sign in signs if sign.isalpha())
    return {TOGETHER.get(words[0], words[0]) for words in names} - NO_SCRIPT


def like_staff(name: str) -> bool:
    """Would somebody who reads this name think of a moderator, a nurse or the site?"""
    names = {name, name.translate(AS_LETTERS)}
    return any(_says_staff(one) for one in names)


def _says_staff(name: str) -> bool:
    whole = skeleton(name)
    parts = re.split(r"[\W_]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name))
    words = {skeleton(part) for part in parts}
    words |= {skeleton(part.strip("0123456789")) for part in parts} | {whole}
    return (
        bool(words & set(map(skeleton, PARTS)))
        or any(one.startswith(end) or one.endswith(end) for one in words for end in _ENDS)
        or any(word in whole for word in [*_ANYWHERE, skeleton(settings.SITE_NAME)])
    )


_ENDS, _ANYWHERE = [skeleton(word) for word in ENDS], [skeleton(word) for word in ANYWHERE]
