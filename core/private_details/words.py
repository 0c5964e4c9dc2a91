"""Words with capitals that are nobody's name, and numbers that are everybody's."""

import re

# What begins a sentence: "I saw the Dr. She said …".
BEGINNINGS = frozenset(
    "a an the i you he she it we they my your his her our their this that these those there "
    "here but and or so then when while after before now today yesterday tomorrow next last "
    "first in on at for from to with is was are were has had have do does did not no yes if "
    "as what who why how where which can could would should will may might must said says "
    "told thinks thought also all any both each every some most more just only still even "
    "again never always maybe please thanks thank sorry well anyway because since although "
    "one two three four five six seven eight nine ten everyone everything nothing nobody "
    "somebody someone let once during got get went going been".split()
)
NOT_NAMES = BEGINNINGS | frozenset(
    # What patients write with capitals.
    "stage grade triple negative positive breast cancer bone liver lung brain chemo "
    "chemotherapy radiation radiotherapy hormone estrogen oestrogen her2 brca brca1 brca2 "
    "metastatic invasive ductal lobular carcinoma survivor thriver warrior patient patients "
    "oncology surgery clinic hospital hospice centre center care unit ward royal saint st "
    "university research trust health service services department appointment appointments "
    "office visit visits nurse doctor doctors dr mr mrs ms miss prof google facebook "
    "instagram zoom internet youtube herceptin tamoxifen letrozole taxol docetaxel perjeta "
    "kadcyla ibrance zoladex anastrozole exemestane paracetamol syndrome disease gene agency "
    "home reference macmillan maggie curie maggies now foundation society support group "
    "community forum "
    # Where, when and what people are.
    "monday tuesday wednesday thursday friday saturday sunday january february march april "
    "june july august september october november december christmas easter ramadan diwali new "
    "year north south east west northern southern eastern western african american british "
    "english irish scottish welsh german french indian asian european australian canadian "
    "italian spanish polish dutch jewish catholic muslim christian hindu london "
    "york zealand africa america ireland scotland wales england germany street road avenue "
    # How people end.
    "love hugs grüße liebe viele big gentle warm warmest kind kindest best wishes regards "
    "good great luck night "
    "morning evening happy merry stay strong take much many lots god bless allah mum mom "
    "mummy dad nan nana gran auntie team hope everybody ladies girls sisters friends lovely "
    "dear hello hi right wrong google's darcy".split()
)
FAMOUS = frozenset(
    "who google no strange dolittle doolittle house oz seuss phil jekyll pepper martens "
    "watson evil feelgood frankenstein spock death doom atkins kildare zhivago quinn freud "
    "mccoy internet chatgpt facebook wikipedia bob".split()
)
# Help lines and free numbers belong to nobody; 116 123, 0808 808 0000, 1-800-227-2345, 13 11 20.
PUBLIC_NUMBERS = re.compile(
    r"(?:116(?:123|111|117|000)|(?:44)?0?80[08]\d{6,7}"
    r"|(?:44)?03(?:0[03]|3[03]|4[345]|7[01])\d{7}"
    r"|1?8(?:00|33|44|55|66|77|88)\d{7}"
    r"|1[38]00\d{6}|1800\d{6}|13\d{4}|0800\d{6,8}|97[89]\d{10})$"
)
