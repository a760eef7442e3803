"""Somebody on the staff is a member on the roll of the Party; a wrong link is taken back."""

from cadres.staff.actions.facts import hold, note
from cadres.staff.models import Cadre
from members.roll.models import Member
from sinho.refusal import Refused
from sinho.web.integrity import atomic_or_refused


@atomic_or_refused()
def link(*, cadre: Cadre, member: Member, by) -> None:
    """Both records are of one person; sex and birth must not contradict each other."""
    cadre, member = hold(cadre), Member.objects.select_for_update().get(pk=member.pk)
    if cadre.member_id:
        raise Refused("Hồ sơ cán bộ này đã gắn với một đảng viên; đồng chí gỡ trước.")
    if member.joined_into_id:
        raise Refused("Hồ sơ đảng viên này đã được gộp vào một hồ sơ khác.")
    if cadre.sex != member.sex or not cadre.birth.may_be(member.birth):
        raise Refused(f"Giới tính hoặc ngày sinh không khớp: cán bộ sinh {cadre.birth}, đảng viên sinh {member.birth}.")
    cadre.member = member
    cadre.save(update_fields=["member"])
    said = f"Gắn {cadre.full_name} với hồ sơ đảng viên {member.full_name} ({member.code})"
    note(cadre, "linked", said, by, after={"member": member.pk})


@atomic_or_refused()
def unlink(*, cadre: Cadre, by) -> None:
    """It was another person; the record can be linked anew."""
    cadre = hold(cadre)
    if cadre.member_id is None:
        raise Refused("Hồ sơ cán bộ này chưa gắn với đảng viên nào.")
    before, cadre.member = {"member": cadre.member_id}, None
    cadre.save(update_fields=["member"])
    note(cadre, "unlinked", f"Gỡ hồ sơ đảng viên gắn nhầm khỏi {cadre.full_name}", by, before=before)
