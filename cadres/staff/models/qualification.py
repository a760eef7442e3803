"""What somebody on the staff has learned, as it grew: a later level does not erase an earlier one."""

import datetime as dt

from django.db import models
from django.db.models import Q

from cadres.staff import titles
from cadres.staff.enums import StaffSubject
from cadres.staff.models.cadre import Cadre, CadreRowQuerySet
from cadres.staff.rules import LEVELS, SUBJECTS


class QualificationQuerySet(CadreRowQuerySet):
    def in_force(self):
        """All but those that were struck because they had been written down wrongly."""
        return self.filter(struck_on__isnull=True)

    def known_on(self, day: dt.date):
        """What had been learned by the day; what somebody brought along is known from the beginning."""
        return self.in_force().filter(Q(since__isnull=True) | Q(since__lte=day))


def fitting_levels() -> Q:
    """The levels of each subject; subjects without levels are told in words, training for a title by the title."""
    fitting = Q()
    for subject, levels in LEVELS.items():
        if levels:
            named = Q(level__in=[code for code, _ in levels], title="")
        elif subject == StaffSubject.TITLE_TRAINING:
            named = Q(level="") & ~Q(title="")
        else:
            named = Q(level="", title="") & ~Q(words="")
        fitting |= Q(subject=str(subject)) & named
    return fitting


class Qualification(models.Model):
    """A level in a subject, or training for a title, reached on a day (unknown for what somebody brought along).

    `words` is how the paper writes it (“Đại học Luật”), `system` the system or way of study (“bổ túc”, “tại chức”).
    `struck_on`: the day on which it was struck because it had never been true; the row stays with the reason.
    """

    scope_path = "cadre__posts__organization"

    cadre = models.ForeignKey(Cadre, verbose_name="cán bộ", on_delete=models.PROTECT, related_name="qualifications")
    subject = models.CharField("môn", max_length=16, choices=list(SUBJECTS.items()))
    level = models.CharField("trình độ", max_length=16, blank=True)
    title = models.CharField("cho chức danh", max_length=40, blank=True)
    words = models.CharField("ghi trong văn bằng", max_length=120, blank=True)
    system = models.CharField("hệ đào tạo", max_length=60, blank=True)
    certificate_number = models.CharField("số văn bằng, chứng chỉ", max_length=40, blank=True)
    since = models.DateField("đạt ngày", null=True, blank=True)
    struck_on = models.DateField("gạch ngày", null=True, blank=True)
    struck_reason = models.TextField("lý do gạch", blank=True)

    objects = QualificationQuerySet.as_manager()

    class Meta:
        verbose_name = "trình độ của cán bộ"
        verbose_name_plural = "trình độ của cán bộ"
        ordering = ["cadre_id", "subject", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["cadre", "subject", "title", "since"],
                condition=Q(struck_on__isnull=True),
                name="qualification_once_a_day",
                nulls_distinct=False,
                violation_error_message="Trình độ của ngày này đã ghi.",
            ),
            models.CheckConstraint(
                condition=fitting_levels(),
                name="qualification_level_known",
                violation_error_message="Trình độ không có trong danh mục của môn, hoặc chưa ghi cho chức danh nào.",
            ),
            models.CheckConstraint(
                condition=Q(struck_on__isnull=True, struck_reason="")
                | (Q(struck_on__isnull=False) & ~Q(struck_reason="")),
                name="qualification_struck_with_reason",
                violation_error_message="Gạch một trình độ thì ghi cả ngày và lý do.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.level_label or self.title_label

    @property
    def level_label(self) -> str:
        return dict(LEVELS[self.subject]).get(self.level, "")

    @property
    def subject_label(self) -> str:
        return SUBJECTS[self.subject]

    @property
    def title_label(self) -> str:
        """The title for which he was trained; "" for a level."""
        known = titles.known_titles().get(self.title)
        return known.name if known else self.title
