"""Discipline of members by the Party, and by the state beside it (A14; S3 26). Nothing is written over."""

import datetime as dt
from collections.abc import Mapping

from django.db import models
from django.db.models import Q

from cells.organizations.models import Organization
from cells.oversight.conduct_lists import forms
from cells.oversight.conduct_words import DisciplineState, Side
from cells.oversight.models.discipline import STEP_WHOLE, WHOLE, Punished, PunishedStep
from cells.oversight.models.struck import STANDING, struck_whole
from members.roll.enums import Exit
from members.roll.models import Member, Membership
from sinho.text.dates import format_date

EXPULSION = "expulsion"


class MemberDiscipline(Punished):
    """A decision on a member; `organization` is his cell on its day."""

    scope_path = "organization"

    member = models.ForeignKey(Member, verbose_name="đảng viên", on_delete=models.PROTECT, related_name="disciplines")
    organization = models.ForeignKey(
        Organization, verbose_name="chi bộ", on_delete=models.PROTECT, related_name="member_disciplines"
    )
    side = models.CharField("loại", max_length=6, choices=Side.choices, default=Side.PARTY)

    class Meta:
        verbose_name = "kỷ luật đảng viên"
        verbose_name_plural = "kỷ luật đảng viên"
        ordering = ["-decision_date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["member", "decision_number", "decision_date"],
                condition=STANDING,
                name="member_discipline_once",
                violation_error_message="Quyết định kỷ luật này đã ghi cho đảng viên.",
            ),
            models.CheckConstraint(
                condition=WHOLE & Q(side__in=Side.values),
                name="member_discipline_whole",
                violation_error_message="Kỷ luật phải có hình thức, số quyết định, cấp quyết định và nội dung vi phạm.",
            ),
            struck_whole(),
        ]

    @property
    def about(self) -> str:
        return self.member.full_name

    def why_not_struck(self) -> list[str]:
        """An expulsion that took him off the roll: first he comes back to it."""
        gone = Membership.objects.filter(member=self.member_id, exit=Exit.EXPELLED, valid__endswith=self.effective_from)
        if self.side != Side.PARTY or self.form != EXPULSION or not gone.exists():
            return []
        name, day = self.member.full_name, format_date(self.effective_from)
        return [
            f"{name} đã rời danh sách vì khai trừ từ ngày {day} theo quyết định này. Trước hết người quản lý hồ sơ "
            "đảng viên đính chính việc rời danh sách ở trang của đồng chí ấy, sau đó mới gạch bỏ quyết định."
        ]


class MemberDisciplineStep(PunishedStep):
    """What followed the discipline of a member."""

    scope_path = "discipline__organization"

    discipline = models.ForeignKey(
        MemberDiscipline, verbose_name="kỷ luật", on_delete=models.PROTECT, related_name="steps"
    )

    class Meta:
        verbose_name = "khiếu nại kỷ luật đảng viên"
        verbose_name_plural = "khiếu nại kỷ luật đảng viên"
        ordering = ["on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=STEP_WHOLE,
                name="member_discipline_step_whole",
                violation_error_message="Giải quyết khiếu nại phải có số văn bản, cấp giải quyết và kết quả.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.on:%d/%m/%Y}"


def discipline_of_member(member_id: int, year: int) -> tuple[MemberDiscipline, ...]:
    """Decisions of the year on the member that still stand: what complaints lifted does not count."""
    rows = MemberDiscipline.objects.standing().filter(member=member_id, decision_date__year=year)
    return tuple(one for one in rows.prefetch_related("steps") if one.standing(dt.date.max).counts)


def badge_delays(reached: Mapping[int, dt.date]) -> dict[int, tuple[str, str]]:
    """Member → delay of his badge by the gravest discipline of the Party in force on the day he reached its years.

    With the words that say why: two queries, however many.
    """
    rows = MemberDiscipline.objects.standing().filter(member__in=list(reached), side=Side.PARTY)
    found: dict[int, tuple[int, str, str]] = {}
    for one in rows.prefetch_related("steps"):
        standing = one.standing(reached[one.member_id])
        form = forms().form(standing.form)
        grave = form.rank > found.get(one.member_id, (-1,))[0]
        if form.delay and standing.state == DisciplineState.IN_FORCE and grave:
            words = f"{form.label} từ ngày {format_date(one.effective_from)}, Quyết định {one.decision_number}"
            found[one.member_id] = (form.rank, form.delay, words)
    return {pk: (delay, words) for pk, (_, delay, words) in found.items()}
