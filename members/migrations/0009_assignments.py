"""Work given to members: given only to who is in the cell, never changed afterwards but by ending or judging it."""

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
from django.db import migrations, models

IN_CELL = """
CREATE FUNCTION members_assignment_in_cell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM members_membership
        WHERE organization_id = NEW.organization_id AND member_id = NEW.member_id AND valid @> lower(NEW.valid)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'assignment_in_cell',
            MESSAGE = format('%s không sinh hoạt ở chi bộ này ngày %s.',
                (SELECT full_name FROM members_member WHERE id = NEW.member_id), to_char(lower(NEW.valid), 'DD/MM/YYYY'));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER assignment_in_cell BEFORE INSERT ON members_workassignment
    FOR EACH ROW EXECUTE FUNCTION members_assignment_in_cell();

CREATE FUNCTION members_assignment_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.ended_reason = '' AND OLD.judged_on IS NULL
            AND (OLD.id, OLD.member_id, OLD.organization_id, OLD.year, OLD.field, OLD.content, OLD.supervisor_words,
                OLD.due_on, lower(OLD.valid))
              = (NEW.id, NEW.member_id, NEW.organization_id, NEW.year, NEW.field, NEW.content, NEW.supervisor_words,
                NEW.due_on, lower(NEW.valid))
            AND OLD.supervisor_id IS NOT DISTINCT FROM NEW.supervisor_id
            AND OLD.replaces_id IS NOT DISTINCT FROM NEW.replaces_id
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'assignment_kept',
        MESSAGE = 'Công tác đã giao thì không sửa, không xóa; đồng chí điều chỉnh bằng một dòng mới. Đã đánh giá hoặc thôi giao thì giữ nguyên.';
END $$;
CREATE TRIGGER assignment_kept BEFORE UPDATE OR DELETE ON members_workassignment
    FOR EACH ROW EXECUTE FUNCTION members_assignment_kept();
"""
NOT_KEPT = """
DROP TRIGGER assignment_kept ON members_workassignment;
DROP FUNCTION members_assignment_kept();
DROP TRIGGER assignment_in_cell ON members_workassignment;
DROP FUNCTION members_assignment_in_cell();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_extensions_kept"),
        ("members", "0008_list_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="WorkAssignment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("field", models.CharField(max_length=20, verbose_name="lĩnh vực")),
                ("content", models.CharField(max_length=400, verbose_name="nội dung công tác")),
                (
                    "supervisor_words",
                    models.CharField(blank=True, max_length=120, verbose_name="người theo dõi ngoài chi bộ"),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="thời gian được giao")),
                ("due_on", models.DateField(verbose_name="hạn hoàn thành")),
                (
                    "ended_reason",
                    models.CharField(blank=True, max_length=300, verbose_name="lý do điều chỉnh, thôi giao"),
                ),
                ("result", models.CharField(blank=True, max_length=400, verbose_name="kết quả")),
                ("rating", models.CharField(blank=True, max_length=20, verbose_name="mức đánh giá")),
                ("judged_on", models.DateField(blank=True, null=True, verbose_name="ngày đánh giá")),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assignments",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="members.workassignment",
                        verbose_name="thay cho",
                    ),
                ),
                (
                    "supervisor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="supervised",
                        to="members.member",
                        verbose_name="người theo dõi",
                    ),
                ),
            ],
            options={
                "verbose_name": "công tác của đảng viên",
                "verbose_name_plural": "công tác của đảng viên",
                "ordering": ["-year", "valid", "id"],
                "indexes": [models.Index(fields=["organization", "year"], name="assignment_by_cell")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("member"),
                        models.F("organization"),
                        models.F("year"),
                        django.db.models.functions.text.Lower("content"),
                        condition=models.Q(("ended_reason", "")),
                        name="assignment_content_once",
                        violation_error_message="Đảng viên đã được giao công tác này trong năm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid__isempty", False),
                            ("valid__lower_inf", False),
                            ("valid__upper_inf", False),
                            ("valid__startswith__year", models.F("year")),
                            models.Q(
                                models.Q(
                                    ("ended_reason", ""),
                                    (
                                        "valid__endswith__year",
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("year"), "+", models.Value(1)
                                        ),
                                    ),
                                    ("valid__endswith__day", 1),
                                    ("valid__endswith__month", 1),
                                ),
                                models.Q(
                                    models.Q(("ended_reason", ""), _negated=True),
                                    ("valid__endswith__year", models.F("year")),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="assignment_within_year",
                        violation_error_message="Công tác được giao và điều chỉnh trong năm của nó; điều chỉnh thì ghi lý do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("field", ""), _negated=True), models.Q(("content", ""), _negated=True)
                        ),
                        name="assignment_named",
                        violation_error_message="Công tác phải có lĩnh vực và nội dung.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_on__gte", models.F("valid__startswith")),
                            (
                                "due_on__year__lte",
                                django.db.models.expressions.CombinedExpression(models.F("year"), "+", models.Value(1)),
                            ),
                        ),
                        name="assignment_due_after_start",
                        violation_error_message="Hạn hoàn thành từ ngày phân công đến hết năm sau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("supervisor__isnull", True), models.Q(("supervisor_words", ""), _negated=True)),
                            models.Q(
                                ("supervisor__isnull", False),
                                ("supervisor_words", ""),
                                models.Q(("supervisor", models.F("member")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_supervised",
                        violation_error_message="Công tác phải có một người theo dõi, không phải chính đảng viên ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("judged_on__isnull", True), ("rating", ""), ("result", "")),
                            models.Q(
                                ("judged_on__isnull", False),
                                models.Q(("rating", ""), _negated=True),
                                ("judged_on__gte", models.F("valid__startswith")),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_result_with_day",
                        violation_error_message="Kết quả phải có mức và ngày đánh giá, sau ngày phân công.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_reason", ""), ("judged_on__isnull", True), _connector="OR"),
                        name="assignment_ended_not_judged",
                        violation_error_message="Công tác đã thôi giao thì không đánh giá.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(IN_CELL, NOT_KEPT),
    ]
