"""Party badges that were awarded. A row stays as it was written."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_badge
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_badge
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON members_badge;
DROP TRIGGER append_only ON members_badge;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0005_transfers"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Badge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(verbose_name="mức, năm tuổi đảng")),
                ("awarded_on", models.DateField(verbose_name="ngày trao")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("early", models.BooleanField(default=False, verbose_name="trao sớm vì ốm nặng hoặc từ trần")),
                (
                    "delay",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("reprimand", "Khiển trách (lùi 6 tháng)"),
                            ("warning", "Cảnh cáo (lùi 9 tháng)"),
                            ("removal", "Cách chức (lùi 12 tháng)"),
                        ],
                        max_length=10,
                        verbose_name="trao chậm sau kỷ luật",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="badges",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "Huy hiệu Đảng",
                "verbose_name_plural": "Huy hiệu Đảng",
                "ordering": ["member_id", "level"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "level"),
                        name="badge_once",
                        violation_error_message="Mức Huy hiệu này đã ghi cho đảng viên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level__range", (30, 90)),
                            models.Q(("decision_number", ""), _negated=True),
                            ("delay__in", ["", "reprimand", "warning", "removal"]),
                        ),
                        name="badge_known",
                        violation_error_message="Huy hiệu Đảng từ 30 đến 90 năm, phải có số quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_date__lte", models.F("awarded_on"))),
                        name="badge_decided_before",
                        violation_error_message="Ngày quyết định không thể sau ngày trao.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("early", False), ("delay", ""), _connector="OR"),
                        name="badge_early_or_late",
                        violation_error_message="Huy hiệu không thể vừa trao sớm vừa trao chậm.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
