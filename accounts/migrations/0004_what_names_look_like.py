"""Every member gets what her name looks like, as accounts.names saw it when this was written.

Where two people already have names that look alike, both keep theirs: the later one's skeleton gets
her number behind a #, which no skeleton has.
"""

import unicodedata

from django.db import migrations

from accounts.lookalikes import LOOKS_LIKE

MARKS = range(0x300, 0x370)
FOLDED = str.maketrans({sign: plain for plain, signs in LOOKS_LIKE.items() for sign in signs})
SAME_SHAPE = str.maketrans("1i0", "llo")


def skeleton(name: str) -> str:
    plain = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(
        sign for sign in unicodedata.normalize("NFKD", plain) if ord(sign) not in MARKS
    )
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in plain.translate(FOLDED))
    plain = plain.translate(SAME_SHAPE).replace("rn", "m").replace("vv", "w")
    return unicodedata.normalize("NFC", "".join(sign for sign in plain if sign.isalnum()))


def fill(apps, schema_editor):
    members = apps.get_model("accounts", "User").objects.order_by("pk")
    seen = set()
    for member in members.only("username"):
        looks = skeleton(member.username)
        if looks in seen or not looks:
            looks = f"{looks}#{member.pk}"
        seen.add(looks)
        members.filter(pk=member.pk).update(name_skeleton=looks)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_profiles_and_held_names")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
