"""A term of an officer is linked to the member who holds it; a wrong link is taken back."""

from collections.abc import Collection

from cells.organizations.models import Officer
from members.roll.models import Member, OfficeHolder
from members.roll.models.office import Place, days_of, inside, said_of_term
from sinho.audit.actions import record, record_many
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused

Pair = tuple[Officer, Member]


@atomic_or_refused()
def link(*, pairs: Collection[Pair], by) -> list[OfficeHolder]:
    """Each of these terms is held by this member; all of them are written or none."""
    pairs = hold(pairs)
    if reasons := why_not(pairs):
        raise Refused(reasons)
    made = [OfficeHolder(officer=officer, member=member, at=clock.now(), by=by) for officer, member in pairs]
    OfficeHolder.objects.bulk_create(made)
    record_many(
        {
            "by": by,
            "did": "office.linked",
            "said": f"Gắn chức vụ với hồ sơ {one.member.full_name} (mã {one.member_id}): {one}",
            "on": one.member,
            "organization": one.officer.organization.named(clock.today()),
            "after": {"officer": one.officer_id, "member": one.member_id},
        }
        for one in made
    )
    return made


def hold(pairs: Collection[Pair]) -> list[Pair]:
    """Terms and members as they are now, held against other writers."""
    if not pairs:
        raise Refused("Đồng chí chọn ít nhất một chức vụ để gắn.")
    if len({officer.pk for officer, _ in pairs}) < len(pairs):
        raise Refused("Mỗi chức vụ chỉ chọn một đảng viên.")
    terms = Officer.objects.select_for_update(of=("self",)).select_related("organization").order_by("pk")
    terms = terms.in_bulk([officer.pk for officer, _ in pairs])
    people = Member.objects.select_for_update().order_by("pk").in_bulk({member.pk for _, member in pairs})
    if any(officer.pk not in terms for officer, _ in pairs):
        raise Refused("Có chức vụ vừa bị hoàn tác cùng lần nhập của nó; đồng chí mở lại trang này.")
    return [(terms[officer.pk], people[member.pk]) for officer, member in pairs]


def why_not(pairs: list[Pair]) -> list[str]:
    """Terms that have a holder, records that went into another one, members who were never there."""
    today = clock.today()
    links = OfficeHolder.objects.in_force().filter(officer__in=[officer for officer, _ in pairs])
    taken = {one.officer_id: one.member for one in links.select_related("member")}
    asked = {
        (officer.pk, member.pk): [Place(member.pk, officer.organization_id, day) for day in days_of(officer, today)]
        for officer, member in pairs
    }
    there = inside(place for places in asked.values() for place in places)
    found = []
    for officer, member in pairs:
        if holder := taken.get(officer.pk):
            found.append(f"{said_of_term(officer)}: đã gắn với hồ sơ {holder.full_name}.")
        elif member.joined_into_id:
            found.append(f"Hồ sơ {member.full_name} (mã {member.pk}) đã được gộp vào một hồ sơ khác.")
        elif there.isdisjoint(asked[officer.pk, member.pk]):
            found.append(
                f"{said_of_term(officer)}: {member.full_name} không sinh hoạt trong tổ chức ấy vào ngày nhận chức vụ, "
                "ngày cuối giữ chức vụ hay hôm nay."
            )
    return found


@atomic_or_refused()
def withdraw_office(*, made: OfficeHolder, by) -> None:
    """It was another person; the term can be linked anew."""
    related = ("officer__organization", "member")
    made = OfficeHolder.objects.select_for_update(of=("self",)).select_related(*related).get(pk=made.pk)
    if made.withdrawn_at:
        raise Refused("Chức vụ này đã được gỡ khỏi hồ sơ.")
    made.withdrawn_at, made.withdrawn_by = clock.now(), by
    made.save(update_fields=["withdrawn_at", "withdrawn_by"])
    record(
        by=by,
        did="office.withdrawn",
        said=f"Gỡ chức vụ gắn nhầm khỏi hồ sơ {made.member.full_name} (mã {made.member_id}): {made}",
        on=made.member,
        organization=made.officer.organization.named(clock.today()),
        before={"officer": made.officer_id, "member": made.member_id},
    )
