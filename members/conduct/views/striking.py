"""Discipline and praise of members that were written by mistake."""

from django.urls import reverse

from cells.oversight.views.striking import strikes
from members.conduct.models import MemberCommendation, MemberDiscipline


def his_discipline(row: MemberDiscipline) -> tuple[str, str]:
    return reverse("conduct:discipline", args=[row.pk]), "Kỷ luật đảng viên"


def his_praise(row: MemberCommendation) -> tuple[str, str]:
    return reverse("conduct:commendations"), "Khen thưởng đảng viên"


discipline = strikes(MemberDiscipline, "ky-luat-dang-vien", "conduct:strike_discipline", his_discipline)
commendation = strikes(MemberCommendation, "khen-thuong-dang-vien", "conduct:strike_commendation", his_praise)
