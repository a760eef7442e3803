"""Steps that were written down wrongly are struck out and stay; corrections of the roll keep what stood there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STRUCK = """
CREATE FUNCTION members_casestep_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks text[] := ARRAY['struck_at', 'struck_by_id', 'struck_reason', 'member_id'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL AND to_jsonb(OLD) - marks = to_jsonb(NEW) - marks THEN
            RETURN NEW;
        END IF;
        IF members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'case_step_kept',
        MESSAGE = 'Bước đã ghi của hồ sơ thì không sửa, không xóa: ghi sai thì gạch bỏ rồi ghi lại. Bước đã gạch bỏ được giữ nguyên.';
END $$;
DROP TRIGGER append_only ON members_casestep;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casestep FOR EACH ROW
    WHEN (NOT imports_taking_back()) EXECUTE FUNCTION members_casestep_kept();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_correction
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_correction
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
# Before, a step that does not count was one that was not carried: so it stays, with the reason in its note.
NOT_STRUCK = """
DROP TRIGGER append_only_truncate ON members_correction;
DROP TRIGGER append_only ON members_correction;
DROP TRIGGER append_only ON members_casestep;
UPDATE members_casestep
    SET passed = false, note = left(concat_ws('; ', nullif(note, ''), 'Đã gạch bỏ: ' || struck_reason), 500)
    WHERE struck_at IS NOT NULL;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casestep FOR EACH ROW
    WHEN (NOT imports_taking_back()) EXECUTE FUNCTION audit_refuse_change();
DROP FUNCTION members_casestep_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0013_imported_rows_go"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("admission", "Gạch bỏ lễ kết nạp"),
                            ("recognition", "Gạch bỏ công nhận chính thức"),
                            ("leaving", "Đính chính việc rời danh sách"),
                            ("move", "Đính chính việc chuyển chi bộ"),
                            ("days", "Đính chính ngày vào Đảng, ngày chính thức"),
                        ],
                        max_length=20,
                        verbose_name="việc",
                    ),
                ),
                ("said", models.CharField(max_length=300, verbose_name="nội dung")),
                ("paper_number", models.CharField(blank=True, max_length=40, verbose_name="số văn bản")),
                ("paper_date", models.DateField(blank=True, null=True, verbose_name="ngày văn bản")),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                ("images", models.JSONField(verbose_name="nội dung trước và sau")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
            ],
            options={
                "verbose_name": "lần đính chính",
                "verbose_name_plural": "các lần đính chính",
                "ordering": ["id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="casestep",
            name="case_step_once_a_day",
        ),
        migrations.AddField(
            model_name="casestep",
            name="member",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="members.member",
                verbose_name="đảng viên đã ghi theo bước này",
            ),
        ),
        migrations.AddField(
            model_name="casestep",
            name="struck_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="lúc gạch bỏ"),
        ),
        migrations.AddField(
            model_name="casestep",
            name="struck_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người gạch bỏ",
            ),
        ),
        migrations.AddField(
            model_name="casestep",
            name="struck_reason",
            field=models.CharField(blank=True, max_length=500, verbose_name="lý do gạch bỏ"),
        ),
        migrations.AddConstraint(
            model_name="casestep",
            constraint=models.UniqueConstraint(
                condition=models.Q(("passed", True), ("struck_at__isnull", True)),
                fields=("case", "step", "on"),
                name="case_step_once_a_day",
                violation_error_message="Bước này vừa được người khác ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("member__isnull", True),
                        ("struck_at__isnull", True),
                        ("struck_by__isnull", True),
                        ("struck_reason", ""),
                    ),
                    models.Q(
                        ("struck_at__isnull", False),
                        ("struck_by__isnull", False),
                        models.Q(("struck_reason", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="case_step_struck_whole",
                violation_error_message="Gạch bỏ một bước phải ghi lúc, người và lý do.",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="người ghi",
            ),
        ),
        migrations.AddField(
            model_name="correction",
            name="member",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="corrections",
                to="members.member",
                verbose_name="đảng viên",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["admission", "recognition", "leaving", "move", "days"]),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="correction_with_reason",
                violation_error_message="Đính chính phải ghi việc và lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["admission", "recognition"]),
                    models.Q(models.Q(("paper_number", ""), _negated=True), ("paper_date__isnull", False)),
                    _connector="OR",
                ),
                name="correction_by_paper",
                violation_error_message="Đính chính phải ghi số và ngày của văn bản.",
            ),
        ),
        migrations.RunSQL(STRUCK, NOT_STRUCK),
    ]
