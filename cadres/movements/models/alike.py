"""People on the staff who may be the one that is written down: same name, sex, and a birth that fits."""

from cadres.staff.models import Cadre
from members.roll.rules import BirthDate
from sinho.text.folding import fold


def alike(full_name: str, sex: str, birth: BirthDate, identity_number: str = "") -> list[Cadre]:
    """Records that may be of this person, of any commune."""
    named = Cadre.objects.filter(search_key=fold(full_name), sex=sex).order_by("pk")
    found = [one for one in named if one.birth.may_be(birth)]
    if identity_number:
        found += [one for one in Cadre.objects.filter(identity_number=identity_number) if one not in found]
    return found
