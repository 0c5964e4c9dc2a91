"""Full names of people, and of those who treat them."""

import re

from .shapes import Spans, part_of
from .words import BEGINNINGS, FAMOUS, NOT_NAMES

# Names. Two words with capitals are a name only where the words before say so.
_PART = r"[^\W\d_a-zß-öø-ÿ](?:['’][A-Z])?[^\W\d_A-ZÀ-ÖØ-Þ]{1,20}(?:['’-]?[A-Z][^\W\d_]{1,15})?"
_SMALL = r"(?:van der|van den|van|von|zu|de la|de|del|da|dos|di|der|la|le|bin|al|ter|Ó|Ní|Mac)"
_FULL = rf"{_PART}(?: [A-Z]\.| {_PART})?(?: {_SMALL})?[ -]{_PART}"
_ONE_OR_MORE = rf"(?:{_SMALL} )?{_PART}(?: [A-Z]\.)?(?: (?:{_SMALL} )?{_PART}){{0,2}}"
_RELATIVE = (
    "husband|wife|partner|mother|mum|mom|father|dad|sister|brother|daughter|son|friend|neighbou?r"
    "|nurse|colleague|boss|cousin|aunt|uncle|niece|nephew|grandma|grandmother|physio|therapist"
    "|counsellor|teacher|manager|carer|Mann|Frau|Tochter|Sohn|Schwester|Freundin"
)
_CALLED = (
    r"(?:full |real |maiden |married )?name(?: is| was|['’]s|:)|i am called|i['’]m called"
    r"|known as|signed,?|signed by|ich hei(?:ß|ss)e|mein name ist|je m['’]appelle|me llamo"
)
_PERHAPS = (
    r"(?<!what )(?:i am|i['’]m|im|this is|it is|it['’]s|ich bin)",
    rf"(?:{_RELATIVE}),?(?: (?:is|was))?(?: (?:called|named))?",
    r"(?:mrs|mr|ms|miss|herr|frau)\.?",
    r"(?:look me up|find me|i am on facebook|on facebook|on instagram)(?: as| under| -|:)",
)
_introduced = [
    (re.compile(rf"(?i:\b(?:{before}))[ :]{{1,2}}(?P<it>{_FULL})(?!\w)"), never)
    for before, never in [(_CALLED, BEGINNINGS), *((one, NOT_NAMES) for one in _PERHAPS)]
]
_signed = re.compile(
    r"(?:(?i:\b(?:thanks|thank you|love|regards|wishes|yours|sincerely|hugs|cheers|from|xx?x?"
    r"|gr(?:ü|ue)(?:ß|ss)e))(?: [a-z]{1,12}){0,4}[,.!]? {0,2}\n? {0,3}|\n[ \t]{0,5}[-–—~*]{0,2} ?)"
    rf"(?P<it>{_FULL})[\s.,!x]{{0,8}}(?:\([^()\n]{{1,30}}\))?\s{{0,5}}\Z"
)


def names(text: str) -> Spans:
    for pattern, never in _introduced:
        for match in pattern.finditer(text):
            if _has_none(match["it"], never):
                yield match.span("it")
    signed = _signed.search(text, max(0, len(text) - 160))
    if signed and _has_none(signed["it"], NOT_NAMES):
        yield signed.span("it")


def _has_none(words: str, never: frozenset[str]) -> bool:
    parts = re.split(r"[ -]", words.casefold())
    return not (never & {part.removesuffix("'s").removesuffix("’s") for part in parts})


# Those who treat her: named, they say where and when she was treated.
_DOCTOR = (
    "surgeon|consultant|oncologist|radiologist|radiographer|gynaecologist|gynecologist|registrar"
    "|anaesthetist|anesthetist|specialist|doctor|gp|haematologist|hematologist|geneticist|chirurg"
    "|chirurgin|ärztin|arzt|onkologin|onkologe|frauenärztin|frauenarzt|hausärztin|hausarzt"
)
_MR = r"(?:Mr|Mrs|Ms|Miss|Sister|Herr|Frau)\.?"
_WHO = rf"(?P<who>{_ONE_OR_MORE})(?!\w)"
_doctors_named = [
    re.compile(pattern)
    for pattern in (
        # Dr Miller; Frau Prof. Dr. med. Berger
        r"(?<!\w)(?:(?:Frau|Herrn?) )?"
        r"(?:(?:[Dd][Rr]|[Pp]rof|Dott|Dra)\b\.?|(?i:doctor|professor|doktor)\b)"
        rf"(?: (?:Dr|med|Prof|h\.? ?c)\b\.?){{0,3}} {_WHO}",
        # Mr Patel, my surgeon
        rf"(?<!\w){_MR} {_WHO}(?=,? (?:(?:who|he|she) )?(?:is |was |ist )?"
        rf"(?i:my|our|the|her|his|meine?|a) (?:[\w-]{{2,15}} ){{0,3}}(?i:{_DOCTOR})\b)",
        # my surgeon is Mr Patel; my oncologist Susan Miller
        rf"(?i:\b(?:{_DOCTOR}))(?: \([^()]{{1,20}}\))?,?"
        r"(?: (?i:is|was|ist))?(?: (?i:called|named|heißt|under))?,? (?:an? |the )?"
        rf"(?P<it>(?:{_MR} {_WHO}|{_FULL}))(?!\w)",
        rf"(?i:\b(?:(?:operated on|treated|seen|looked after) by|under(?: the care of)?))"
        rf" (?P<it>{_MR} {_WHO})",
    )
]


def doctors(text: str) -> Spans:
    for pattern in _doctors_named:
        for match in pattern.finditer(text):
            who = match["who"] or match["it"]
            first = who.casefold().partition(" ")[0].removesuffix("'s").removesuffix("’s")
            if first not in NOT_NAMES and first not in FAMOUS:
                yield match.span(part_of(pattern))
