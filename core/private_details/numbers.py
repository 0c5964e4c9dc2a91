"""E-mail addresses, telephone numbers, days of birth, and the numbers by which offices know us."""

import re

from .shapes import Spans, finder_of
from .words import PUBLIC_NUMBERS

# E-mail addresses, also written out to hide them from programs.
emails = finder_of(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}",
    r"(?<![\w.+-])[\w.+-]{2,64} ?(?:\(at\)|\[at\]|\{at\}| at ) ?[\w-]{2,40}"
    r"(?: ?(?:\(dot\)|\[dot\]|\{dot\}| dot ) ?|\.)"
    r"(?:com|org|net|info|edu|de|at|ch|fr|es|it|nl|ie|eu|ca|au|nz|in|us|co[. ]uk|co|uk)\b",
    flags=re.IGNORECASE,
)

# Dates with day, month and year.
MONTH = (
    r"(?:jan|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|sept|oct|okt|nov|dec|dez)"
    r"(?:uary|ruary|ch|z|il|e|i|y|ust|tember|ober|ember|uar|ruar|zember)?\.?"
)
YEAR = r"(?:(?:19|20)\d\d|['’]?\d\d)"
DATE = (
    rf"(?:(?:19|20)\d\d-\d\d?-\d\d?|\d\d?([./-]) ?\d\d?\1 ?{YEAR}"
    rf"|\d\d?(?:st|nd|rd|th|\.)?(?: of)? {MONTH},? ?{YEAR}"
    rf"|{MONTH} \d\d?(?:st|nd|rd|th)?,? {YEAR})(?![./-]?\d)"
)
_date = re.compile(rf"(?<![\w.]){DATE}", re.IGNORECASE)
_born = re.compile(
    r"\b(?:born|birth(?:day|date)?|d\.?o\.?b|geb(?:oren)?|geburts(?:tag|datum))\b[^!?\n\d]{0,30}$",
    re.IGNORECASE,
)
_is_birthday = re.compile(
    r"[^.!?\n\d]{0,25}\b(?:birth|birthday|birthdate|dob|geboren|geburtstag)\b", re.IGNORECASE
)


def births(text: str) -> Spans:
    for match in _date.finditer(text):
        start, end = match.span()
        if _born.search(text[max(0, start - 50) : start]) or _is_birthday.match(text, end):
            yield start, end


# Numbers of patients, insured people and citizens: with a label, or of a shape all of their own.
_CODE = r"(?P<it>[A-Z]{0,4}[ /-]?\d[\dA-Z]{0,12}(?:[ /-][\dA-Z]{1,10}){0,5})(?![\w%€£$])"
_NUMBER = "number|num|no|nr|nummer|id|#"
_STRONG = "nhs|mrn|ssn|ppsn?|chi|urn?|ihi|mbi|nino|versicherten\\w{0,9}|kv|sv"
_WEAK = (
    "hospital|patient|patienten|chart|(?:medical|unit) record|case|claim|file|record|fall"
    "|health ?(?:card|fund)|insurance|policy|member(?:ship)?|medicare|medicaid|subscriber|group"
    "|social security|national insurance|personal|clinic|krankenkassen|(?:kranken)?versicherungs"
    "|ref(?:erence)?"
)
_labelled = re.compile(
    rf"\b(?:(?:{_STRONG})(?:[ -]?(?:{_NUMBER}))?|(?:{_WEAK})[ -]?(?:card )?(?:{_NUMBER}))"
    r"(?:\b|(?<=#))[.:]?(?: (?:on|of|for) (?:my|the|his|her|this) [a-z]{2,14})?"
    r"(?: (?:is|was|ist|lautet|with|of|on))?(?: [a-z]{3,14} is)?"
    rf"[ :#=-]{{0,3}}{_CODE}",
    re.IGNORECASE,
)
_shaped = finder_of(
    r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])",  # social security
    r"(?<!\w)[A-CEGHJ-PR-TW-Z]{2} ?\d\d ?\d\d ?\d\d ?[A-D](?!\w)",  # national insurance
    r"(?<!\w)[A-Z]\d{9}(?!\w)",  # Versichertennummer
    r"(?<!\w)\d{7}[A-W][A-IW]?(?!\w)",  # PPS
    r"(?<!\w)[1-9][A-Z][A-Z0-9]\d-?[A-Z][A-Z0-9]\d-?[A-Z]{2}\d\d(?!\w)",  # Medicare
)
_nhs = re.compile(r"(?<![\w.-])(?<!\+\d )(?<!\+\d\d )(\d{3})[ -](\d{3})[ -](\d{4})(?![\w-])")


def numbers(text: str) -> Spans:
    for match in _labelled.finditer(text):
        if sum(sign.isdigit() for sign in match["it"]) >= 5:
            yield match.span("it")
    yield from _shaped(text)
    for match in _nhs.finditer(text):
        if _is_nhs("".join(match.groups())):
            yield match.span()


def _is_nhs(digits: str) -> bool:
    """The last digit of an NHS number follows from the others."""
    check = 11 - sum(int(digit) * (10 - n) for n, digit in enumerate(digits[:9])) % 11
    return check % 11 == int(digits[9])


# Telephone numbers: shapes of their own, and others only beside a word that says so.
_dialled = re.compile(r"(?<![\w.,/€£$-])(?:\+ ?|\(\+?)?\d(?:[ ()./–-]{0,2}\d){5,14}(?![\w%])")
_alone = re.compile(
    r"(?:\+ ?|\(\+|00 ?)[1-9](?:[ ()./–-]{0,3}\d){7,13}"
    r"|\(?0[1-9]\d{0,4}\)?[ /–-]{0,3}\d(?:[ /–-]?\d){4,9}"
    r"|0\d(?:[. ]\d\d){4}"
    r"|(?:1[ .-]?)?\(?[2-9]\d\d\)?[ .-]{0,2}\d{3}[ .-]?\d{4}"
)
_says_phone = re.compile(
    r"\b(?:phone|tel|telephone|telefon|mobile|handy|cell|whats ?app|signal|call|ring|text|sms|fax"
    r"|landline|my number|nummer|reach me|message me|dial)\b[^.!?\n\d]{0,30}\(?$",
    re.IGNORECASE,
)
_unit = re.compile(r"\s?(?:mg|mcg|µg|ml|g|kg|lbs?|cm|mm|iu|units|steps|euros?|pounds|dollars)\b")
_years = re.compile(r"(?:19|20)\d\d[ ./–-]+(?:19|20)\d\d")


def phones(text: str) -> Spans:
    without_dates = _date.sub(lambda match: "·" * len(match[0]), text)
    for match in _dialled.finditer(without_dates):
        words, start = match[0], match.start()
        digits = "".join(filter(str.isdigit, words))
        if PUBLIC_NUMBERS.match(digits) or _unit.match(text, match.end()) or _years.match(words):
            continue
        plain = len(digits) >= 9 and _alone.fullmatch(words)
        if plain or (len(digits) < 14 and _says_phone.search(text[max(0, start - 50) : start])):
            yield match.span()
