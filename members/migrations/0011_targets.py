"""Targets of admissions for a year: a decision is never changed, another one is written."""

import django.db.models.deletion
import django.db.models.expressions
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_admissiontarget
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_admissiontarget
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON members_admissiontarget;
DROP TRIGGER append_only ON members_admissiontarget;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0005_extensions_kept"),
        ("members", "0010_joined_rows_move"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AdmissionTarget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.PositiveSmallIntegerField(verbose_name="chỉ tiêu")),
                ("document", models.CharField(max_length=40, verbose_name="số văn bản")),
                ("decided_on", models.DateField(verbose_name="ngày văn bản")),
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
                    "giver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="cấp giao",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="admission_targets",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỉ tiêu kết nạp",
                "verbose_name_plural": "chỉ tiêu kết nạp",
                "ordering": ["-year", "decided_on", "id"],
                "indexes": [models.Index(fields=["year", "organization"], name="target_by_year")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("number__lte", 999)),
                        name="target_number_possible",
                        violation_error_message="Chỉ tiêu kết nạp là số từ 0 đến 999.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1990, 2100))),
                        name="target_year_possible",
                        violation_error_message="Năm của chỉ tiêu phải từ 1990 đến 2100.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_on__year", models.F("year")),
                            (
                                "decided_on__year",
                                django.db.models.expressions.CombinedExpression(models.F("year"), "-", models.Value(1)),
                            ),
                            _connector="OR",
                        ),
                        name="target_decided_in_time",
                        violation_error_message="Văn bản giao chỉ tiêu phải có ngày trong năm ấy hoặc năm trước đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("document", ""), _negated=True),
                        name="target_with_document",
                        violation_error_message="Chỉ tiêu phải ghi số văn bản.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("giver", models.F("organization")), _negated=True),
                        name="target_from_above",
                        violation_error_message="Chỉ tiêu do cấp trên giao, tổ chức không tự giao cho mình.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
