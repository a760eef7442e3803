"""A round of votes of confidence is written down with its totals, or mended for a reason (A15)."""

import datetime as dt
from dataclasses import dataclass

from cadres.reviews import vote_rules
from cadres.reviews.actions.facts import hold_commune, place, refuse_from_within, refuse_oneself
from cadres.reviews.models import ConfidenceResult, ConfidenceRound
from cadres.reviews.rules.voting import Count, Slips, VoteRule, why_no_count, why_no_round, why_not_covered
from cadres.staff.actions.facts import refuse_future
from cadres.staff.models import Post
from cells.organizations.models import Organization
from sinho.accounts.scope import Scope
from sinho.audit.actions import record
from sinho.refusal import Refused
from sinho.text.dates import format_date
from sinho.web import clock
from sinho.web.integrity import atomic_or_refused


@dataclass(frozen=True)
class Convened:
    """By what, by whom, and how many came."""

    legal_basis: str
    convened_by: str
    slips: Slips

    def columns(self) -> dict:
        """The columns of `ConfidenceRound`."""
        slips = {"invited": self.slips.invited, "present": self.slips.present, "valid_slips": self.slips.valid}
        return {"legal_basis": self.legal_basis.strip(), "convened_by": self.convened_by.strip(), **slips}


@atomic_or_refused()
def record_round(
    *, organization: Organization, held_on: dt.date, convened: Convened, counts: dict[int, Count], scope: Scope, by
) -> ConfidenceRound:
    """Write down a round; `counts`: key of the post → its slips."""
    refuse_from_within(scope, organization.pk)
    refuse_future(held_on)
    organization = hold_commune(organization.pk)
    rule = vote_rules.of_day(held_on)
    if rule is None:
        raise Refused(f"Ngày {format_date(held_on)} chưa có quy định lấy phiếu tín nhiệm trong danh mục.")
    if ConfidenceRound.objects.filter(organization=organization, held_on=held_on).exists():
        raise Refused(f"Cuộc lấy phiếu ngày {format_date(held_on)} của xã này đã ghi; đồng chí mở cuộc ấy để sửa.")
    refuse_wrong(rule, organization, held_on, convened, counts, by)
    made = ConfidenceRound.objects.create(
        organization=organization, held_on=held_on, rule=rule.code, by=by, at=clock.now(), **convened.columns()
    )
    write_counts(made, counts)
    said = f"Ghi cuộc lấy phiếu tín nhiệm ngày {format_date(held_on)}: {len(counts)} chức danh"
    record(by=by, did="vote.recorded", said=said, on=made, organization=place(organization), after=told(made))
    return made


def refuse_wrong(
    rule: VoteRule, organization: Organization, held_on: dt.date, convened: Convened, counts: dict[int, Count], author
) -> None:
    """The numbers add up, and everybody held his post that day; none of them bears the name of the author."""
    reasons = [] if convened.legal_basis.strip() else ["Ghi căn cứ lấy phiếu."]
    reasons += [] if convened.convened_by.strip() else ["Ghi cơ quan triệu tập."]
    reasons += why_no_round(rule, convened.slips)
    if not counts:
        reasons.append("Ghi số phiếu của ít nhất một người.")
    posts = Post.objects.filter(pk__in=counts, organization=organization).select_related("cadre")
    posts = {post.pk: post for post in posts}
    if posts.keys() != counts.keys():
        raise Refused("Có chức danh không thuộc xã này; đồng chí tải lại trang.")
    for pk, post in posts.items() if not reasons else ():
        wrong = why_not_covered(rule, post.title, held_on in post.valid)
        wrong += why_no_count(rule, convened.slips, counts[pk])
        reasons += [f"{post.cadre.full_name}, {post}: {reason}" for reason in wrong]
    if reasons:
        raise Refused(reasons)
    refuse_oneself(author, {post.cadre_id: post.cadre for post in posts.values()}.values())


def write_counts(held: ConfidenceRound, counts: dict[int, Count]) -> None:
    """One row for each post; what is there is rewritten."""
    ConfidenceResult.objects.bulk_create(
        [
            ConfidenceResult(round=held, post_id=pk, high=count.high, trust=count.trust, low=count.low)
            for pk, count in counts.items()
        ],
        update_conflicts=True,
        unique_fields=["round", "post"],
        update_fields=["high", "trust", "low"],
    )


@atomic_or_refused()
def correct_round(
    *, held: ConfidenceRound, convened: Convened, counts: dict[int, Count], reason: str, scope: Scope, by
) -> None:
    """Mend numbers that were written down wrongly; commune and day stay, and nobody falls out of the round."""
    refuse_from_within(scope, held.organization_id)
    organization = hold_commune(held.organization_id)
    held = ConfidenceRound.objects.select_for_update().get(pk=held.pk)
    if not reason.strip():
        raise Refused("Ghi lý do sửa kết quả.")
    before = told(held)
    if not {int(pk) for pk in before["slips"]} <= counts.keys():
        raise Refused("Người đã có kết quả thì không bỏ ra được; đồng chí ghi đủ số phiếu của từng người.")
    refuse_wrong(held.rule_set, organization, held.held_on, convened, counts, by)
    for name, value in convened.columns().items():
        setattr(held, name, value)
    held.save()
    write_counts(held, counts)
    after = told(held)
    if before == after:
        raise Refused("Chưa có gì khác so với đã ghi.")
    said = f"Sửa kết quả lấy phiếu tín nhiệm ngày {format_date(held.held_on)}. Lý do: {reason.strip()}"
    record(
        by=by, did="vote.corrected", said=said, on=held, organization=place(organization), before=before, after=after
    )


@atomic_or_refused()
def note_printed(*, held: ConfidenceRound, by) -> None:
    """The result leaves the system as a paper."""
    said = f"Xuất kết quả lấy phiếu tín nhiệm ngày {format_date(held.held_on)}, tệp PDF"
    record(by=by, did="vote.printed", said=said, on=held, organization=place(held.organization))


def told(held: ConfidenceRound) -> dict:
    """The round as the log keeps it."""
    names = ("held_on", "rule", "legal_basis", "convened_by", "invited", "present", "valid_slips")
    rows = held.results.order_by("post_id").values_list("post_id", "high", "trust", "low")
    return {name: getattr(held, name) for name in names} | {"slips": {str(pk): slips for pk, *slips in rows}}
