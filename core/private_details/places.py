"""Where somebody lives: a street with a house number, or a postcode that names a street."""

from .shapes import finder_of

# Streets with a house number, and postcodes that name a street by themselves.
_WORD = r"[^\W\d_a-zß-ö][\w'’-]{0,20}\.?"
_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Court|Ct|Crescent|Cres|Terrace|Way|Place"
    "|Pl|Square|Sq|Gardens|Grove|Hill|Boulevard|Blvd|Mews|Row|Parade|Highway|Hwy|Circle|Rise"
)
addresses = finder_of(
    rf"(?<![\w.])\d{{1,5}}[a-zA-Z]?,? (?:{_WORD} ){{1,4}}(?:{_STREETS})\b\.?"
    r"(?:,? (?:Apt|Apartment|Unit|Flat|#)\.? ?\w{1,5})?",
    r"(?<!\w)(?:[A-ZÄÖÜ][a-zäöüß]{2,20}[ -]){0,3}[A-ZÄÖÜ]?[a-zäöüß]{0,25}"
    r"(?:[Ss]traße|[Ss]trasse|[Ss]tr\.|weg|Weg|platz|Platz|allee|Allee|gasse|Gasse|damm|ufer)"
    r" \d{1,4} ?[a-z]?(?!\w)(?:,? \d{5} [A-ZÄÖÜ][\w-]{2,25})?",
    r"(?<!\w)(?:Am|An der|Im|Zum|Zur) [A-ZÄÖÜ]\w{2,25} \d{1,4}[a-z]?,? \d{5} [A-ZÄÖÜ][\w-]{2,25}",
    r"(?<!\w)\d{1,4}(?: bis)?,? (?:rue|avenue|boulevard|place|chemin|impasse|allée)"
    r"(?: (?:de|du|des|la|le|les|d['’]|l['’]|[A-ZÉÈ][\w'’-]{1,20})){1,6}"
    r"(?:,? \d{5} [A-ZÉ][\w-]{2,25})?",
    r"(?<!\w)(?:Calle|Avenida|Via|Viale|Piazza)(?: [\w'’.-]{1,20}){1,4}?,? \d{1,4}(?!\w)"
    r"(?:,? \d{5} [A-Z][\w-]{2,25})?",
    r"(?<![\w.])P\.? ?O\.? ?Box \d{1,6}(?!\w)",
    # A postcode, not a stage like T1N0: of the UK, of Ireland, of Canada.
    r"(?<!\w)(?!p?T\d\w?\s?N\s?\d)"
    r"[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]? ?\d(?!FU)[ABD-HJLNP-UW-Z]{2}(?!\w)",
    r"\b[Pp]ost ?code(?: is)?[ :]{1,2}(?P<it>[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2})(?!\w)",
    r"(?<!\w)[ACDEFHKNPRTVWXY]\d[\dW] ?(?=\w{0,3}\d)(?=\w{0,3}[A-Z])[ACDEFHKNPRTVWXY\d]{4}(?!\w)",
    r"(?<!\w)(?!T\d\w?\s?N\s?\d)"
    r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z] ?\d[ABCEGHJ-NPRSTV-Z]\d(?!\w)",
    r"(?<!\w)[A-Z][\w.'’-]{1,25},? (?:VIC|NSW|QLD|SA|WA|TAS|ACT|NT),? \d{4}(?!\w)",
    r"(?<!\w)[A-Z][\w.'’-]{1,25}, ?[A-Z]{2},? \d{5}(?:-\d{4})?(?!\w)",
)
