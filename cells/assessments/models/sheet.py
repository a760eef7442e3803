"""One organisation's year, from the registration to the decision (A10, A11)."""

import datetime as dt

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cells.assessments.enums import RegistrationState, SheetState
from cells.assessments.models.campaign import Campaign
from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.scope import ScopedQuerySet

USER = settings.AUTH_USER_MODEL


class Sheet(models.Model):
    """One organisation's year in a campaign, from the registration to the decision."""

    scope_path = "organization"

    campaign = models.ForeignKey(Campaign, verbose_name="đợt", on_delete=models.PROTECT, related_name="sheets")
    organization = models.ForeignKey(
        Organization, verbose_name="tổ chức", on_delete=models.PROTECT, related_name="sheets"
    )
    round = models.PositiveSmallIntegerField("lần", default=1)
    version = models.PositiveIntegerField("phiên bản", default=1)

    registration_state = models.CharField(
        "đăng ký", max_length=12, choices=RegistrationState.choices, default=RegistrationState.NONE
    )
    aimed_level = models.CharField("mức phấn đấu", max_length=30, blank=True)
    registered_at = models.DateTimeField("đăng ký lúc", null=True, blank=True)
    registered_by = models.ForeignKey(
        USER, verbose_name="người đăng ký", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    accepted_at = models.DateTimeField("chấp thuận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(
        USER, verbose_name="người chấp thuận", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    state = models.CharField("trạng thái", max_length=14, choices=SheetState.choices, default=SheetState.NOT_STARTED)
    self_level = models.CharField("tự xếp loại", max_length=30, blank=True)
    self_exemplary = models.BooleanField("tự đề nghị tiêu biểu", default=False)
    meeting_on = models.DateField("ngày họp thông qua", null=True, blank=True)
    started_at = models.DateTimeField("bắt đầu lúc", null=True, blank=True)
    submitted_at = models.DateTimeField("nộp lúc", null=True, blank=True)
    submitted_by = models.ForeignKey(
        USER, verbose_name="người nộp", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    mend_by = models.DateField("hạn sửa", null=True, blank=True)
    decided_level = models.CharField("xếp loại", max_length=30, blank=True)
    decided_exemplary = models.BooleanField("tiêu biểu", default=False)
    not_evaluated_reason = models.CharField("lý do chưa đánh giá", max_length=30, blank=True)
    decision_number = models.CharField("số quyết định", max_length=40, blank=True)
    decision_date = models.DateField("ngày quyết định", null=True, blank=True)
    decision_note = models.TextField("ý kiến khi quyết định", blank=True)
    decided_at = models.DateTimeField("quyết định lúc", null=True, blank=True)
    decided_by = models.ForeignKey(
        USER, verbose_name="người quyết định", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "bản đánh giá"
        verbose_name_plural = "bản đánh giá"
        ordering = ["campaign_id", "organization_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "organization"],
                name="sheet_once",
                violation_error_message="Tổ chức này đã có bản đánh giá trong đợt.",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True)
                | (
                    (Q(submitted_by__isnull=True) | ~Q(decided_by=F("submitted_by")))
                    & (Q(registered_by__isnull=True) | ~Q(decided_by=F("registered_by")))
                ),
                name="sheet_not_decided_by_own_hand",
                violation_error_message="Không ai được quyết định bản đánh giá do chính mình đăng ký hoặc nộp.",
            ),
            models.CheckConstraint(
                condition=Q(state__in=SheetState.values, registration_state__in=RegistrationState.values),
                name="sheet_state_known",
                violation_error_message="Trạng thái của bản đánh giá không đúng.",
            ),
            models.CheckConstraint(
                condition=(
                    Q(state=SheetState.DECIDED, decided_at__isnull=False, decided_by__isnull=False)
                    & (
                        (~Q(decided_level="") & Q(not_evaluated_reason=""))
                        | (Q(decided_level="") & ~Q(not_evaluated_reason="") & Q(decided_exemplary=False))
                    )
                )
                | (
                    ~Q(state=SheetState.DECIDED)
                    & Q(decided_at__isnull=True, decided_by__isnull=True, decided_level="", not_evaluated_reason="")
                ),
                name="sheet_decision_whole",
                violation_error_message="Quyết định phải có người, lúc, và hoặc mức xếp loại hoặc lý do chưa đánh giá.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[SheetState.SUBMITTED, SheetState.IN_APPRAISAL, SheetState.PROPOSED])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="sheet_submitted_with_person",
                violation_error_message="Bản đã nộp phải ghi người nộp và lúc nộp.",
            ),
            models.CheckConstraint(
                condition=~Q(registration_state=RegistrationState.ACCEPTED)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="sheet_accepted_with_person",
                violation_error_message="Đăng ký được chấp thuận phải ghi người và lúc chấp thuận.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True)
                | Q(registered_by__isnull=True)
                | ~Q(accepted_by=F("registered_by")),
                name="sheet_not_accepted_by_own_hand",
                violation_error_message="Không ai được chấp thuận bản đăng ký do chính mình gửi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.organization_id}"

    def organization_state(self, today: dt.date) -> OrganizationState:
        """What the organisation is for this campaign: its state on the reference day, or the nearest one."""
        day = self.campaign.reference_day(today)
        states = list(self.organization.states.select_related("organization", "commune").order_by("valid"))
        return max(states, key=lambda state: (day in state.valid, state.since <= day, state.since))
