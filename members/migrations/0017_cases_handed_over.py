"""Cases go from cell to cell before the admission; each time is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casehandover
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_casehandover
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
# Before, a case knew one cell: the one that has it now, whose steps its path already holds.
NOT_KEPT = """
UPDATE members_case SET organization_id = last.to_cell_id
    FROM (SELECT DISTINCT ON (case_id) case_id, to_cell_id FROM members_casehandover ORDER BY case_id, "on" DESC) AS last
    WHERE members_case.id = last.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
DROP TRIGGER append_only_truncate ON members_casehandover;
DROP TRIGGER append_only ON members_casehandover;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_extensions_kept"),
        ("members", "0016_province_consents"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseHandover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="bàn giao ngày")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("path_before", models.JSONField(blank=True, null=True, verbose_name="quy tắc trước khi bàn giao")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handovers",
                        to="members.case",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "from_cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_handed",
                        to="cells.organization",
                        verbose_name="chi bộ giao",
                    ),
                ),
                (
                    "to_cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_received",
                        to="cells.organization",
                        verbose_name="chi bộ nhận",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần bàn giao hồ sơ",
                "verbose_name_plural": "các lần bàn giao hồ sơ",
                "ordering": ["on"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "on"),
                        name="case_handed_once_a_day",
                        violation_error_message="Hồ sơ này đã bàn giao trong ngày ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("from_cell", models.F("to_cell")), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="case_handed_to_another",
                        violation_error_message="Bàn giao hồ sơ cho một chi bộ khác, và phải ghi lý do.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
