"""Look-alike records, a pair that was found to be two people, one record that was joined; and identity numbers."""

import datetime as dt
from collections import defaultdict

from members.roll.actions.join_plan import KEPT, Chosen, plan_of
from members.roll.actions.joining import carry_out
from members.roll.models import Join, Member, Membership, Standing, TwoPeople
from sinho.accounts.models import User
from sinho.demo.members.lives import Life
from sinho.demo.plan import Unit, chance
from sinho.demo.trail import Trail, moment
from sinho.text.folding import fold

ADMITTED_BEFORE = dt.date(2008, 1, 1)  # who has no case of admission, which knows his name
BORN = range(1955, 1986)
PAIRS = 3
NAM_TAM = "SH-NT"
WRITTEN_ON = dt.date(2009, 11, 24)
PROVINCE = "012"


def identity_number(number: int, life: Life) -> str:
    """Mostly nine digits, as everybody had in 2009; of some twelve, with which later districts begin.

    A few of these disagree with the record, as if typed wrongly.
    """
    source = chance(f"identity number {number}")
    if source.random() > 0.12:
        return f"045{number * 7919 % 1000000:06d}"
    slip = source.random()
    woman = life.woman != (slip < 0.01)
    year = life.born.year + (9 if 0.01 <= slip < 0.025 else 0)
    return f"{PROVINCE}{int(woman) + 2 * (year >= 2000)}{year % 100:02d}{number:06d}"


def look_alike(lives: list[Life], units: dict[str, Unit]) -> list[tuple[int, int]]:
    """Give some people name and birthday of another of the same commune, year and sex; places in the list.

    The last pair is of Nậm Tăm. Nobody in office and nobody with a case; ages and counts stay as they are.
    """
    groups: dict[tuple, list[int]] = defaultdict(list)
    for number, life in enumerate(lives):
        plain = not life.office and life.group != "kinh" and life.village and life.admitted_on < ADMITTED_BEFORE
        if plain and life.born.year in BORN:
            committee = units[life.stays[0].cell].last.parent
            groups[committee, life.woman, life.group, life.born.year].append(number)
    pairs: dict[str, tuple[int, int]] = {}
    for (committee, *_), numbers in sorted(groups.items()):
        first = numbers[0]
        others = [one for one in numbers if lives[one].stays[0].cell != lives[first].stays[0].cell]
        if others and committee not in pairs:
            pairs[committee] = (first, others[0])
    own = pairs.pop(NAM_TAM)
    chosen = [*chance("look-alikes").sample(list(pairs.values()), PAIRS), own]
    for first, second in chosen:
        born = lives[first].born
        lives[second].name = lives[first].name
        lives[second].born = lives[second].born.replace(month=born.month, day=min(born.day, 28))
        lives[first].born = born.replace(day=min(born.day, 28))
    return chosen


def write_doubles(members: list[Member], pairs: list[tuple[int, int]], staff: User, trail: Trail) -> None:
    """The pair of Nậm Tăm is two people; another person of Nậm Tăm was on the roll twice until November 2009."""
    source = chance("doubles")
    at = moment(WRITTEN_ON, source)
    year_only = members[pairs[0][1]]
    year_only.birth_month = year_only.birth_day = None
    year_only.save(update_fields=["birth_month", "birth_day"])
    first, second = sorted((members[number] for number in pairs[-1]), key=lambda member: member.pk)
    reason = "Đối chiếu hồ sơ giấy ngày 23/11/2009: cha mẹ khác nhau, hai người cùng họ"
    TwoPeople.objects.create(first=first, second=second, reason=reason, at=at, by=staff)
    said = f"Ghi {first.full_name} (mã {first.pk}) và {second.full_name} (mã {second.pk}) là hai người khác nhau"
    trail.note(first, "member.two_people", f"{said}: {reason}", by=staff, at=at, state=cell_of(first))
    others = Member.objects.filter(memberships__organization__code=f"{NAM_TAM}-B01", admission_cases=None)
    others = others.filter(memberships__valid__upper_inf=True).exclude(pk__in=[first.pk, second.pk])
    write_join(others.earliest("pk"), staff, trail, at)


def write_join(kept: Member, staff: User, trail: Trail, at: dt.datetime) -> None:
    """The second record came with an old list: name without marks, the year of birth alone, the same cell."""
    gone = Member.objects.create(
        full_name=fold(kept.full_name).title(),
        sex=kept.sex,
        birth_year=kept.birth_year,
        ethnicity=kept.ethnicity,
        religion=kept.religion,
    )
    for standing in Standing.objects.filter(member=kept):
        standing.pk, standing.member = None, gone
        standing.save(force_insert=True)
    stay = Membership.objects.filter(member=kept).order_by("valid").first()
    stay.pk, stay.member = None, gone
    stay.save(force_insert=True)
    plan = plan_of(kept, gone)
    chosen = Chosen({pair.name: pair.stays or KEPT for pair in plan.fields}, {kind.key: KEPT for kind in plan.asked})
    reason = "Danh sách cũ nhập hai lần, đối chiếu hồ sơ giấy ngày 23/11/2009"
    Join.objects.create(kept=kept, gone=gone, reason=reason, images=carry_out(plan, chosen), at=at, by=staff)
    said = f"Gộp hồ sơ {gone.full_name} (mã {gone.pk}) vào hồ sơ {kept.full_name} (mã {kept.pk}): {reason}"
    for one in (kept, gone):
        trail.note(one, "member.joined", said, by=staff, at=at, state=cell_of(kept))


def cell_of(member: Member):
    """The last state of the last cell, for the log."""
    last = member.memberships.order_by("valid").last()
    return last.organization.states.order_by("valid").last()
