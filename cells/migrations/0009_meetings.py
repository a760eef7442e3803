"""Meetings of cells, their conclusions and levels; what the database itself keeps of them."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# A meeting is only withdrawn, once and with its reason; a conclusion only follows its meeting to the row that replaces
# it; reports and levels are only added to.
KEPT = """
CREATE FUNCTION cells_meeting_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['withdrawn_at', 'withdrawn_reason'];
BEGIN
    IF TG_OP = 'DELETE' AND imports_taking_back() THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
        AND to_jsonb(OLD) - ending = to_jsonb(NEW) - ending
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'meeting_kept',
        MESSAGE = 'Buổi sinh hoạt đã ghi thì giữ nguyên; ghi nhầm thì sửa hoặc bỏ, có lý do.';
END $$;
CREATE TRIGGER meeting_kept BEFORE UPDATE OR DELETE ON cells_meeting
    FOR EACH ROW EXECUTE FUNCTION cells_meeting_kept();

CREATE FUNCTION cells_conclusion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(OLD) - 'meeting_id' = to_jsonb(NEW) - 'meeting_id'
        AND EXISTS (SELECT 1 FROM cells_meeting WHERE id = NEW.meeting_id AND replaces_id = OLD.meeting_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'conclusion_kept',
        MESSAGE = 'Kết luận đã ghi thì giữ nguyên; không làm nữa thì ghi thôi thực hiện, có lý do.';
END $$;
CREATE TRIGGER conclusion_kept BEFORE UPDATE OR DELETE ON cells_conclusion
    FOR EACH ROW EXECUTE FUNCTION cells_conclusion_kept();

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_conclusionresult
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_conclusionresult
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_meetinglevel
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_meetinglevel
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON cells_meetinglevel;
DROP TRIGGER append_only ON cells_meetinglevel;
DROP TRIGGER append_only_truncate ON cells_conclusionresult;
DROP TRIGGER append_only ON cells_conclusionresult;
DROP TRIGGER conclusion_kept ON cells_conclusion;
DROP FUNCTION cells_conclusion_kept();
DROP TRIGGER meeting_kept ON cells_meeting;
DROP FUNCTION cells_meeting_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("imports", "0003_kept_rows_go"),
        ("cells", "0008_directives"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("regular", "Thường kỳ"), ("thematic", "Chuyên đề"), ("extraordinary", "Bất thường")],
                        max_length=15,
                        verbose_name="loại",
                    ),
                ),
                ("topic", models.CharField(blank=True, max_length=300, verbose_name="chuyên đề")),
                ("held_on", models.DateField(verbose_name="ngày họp")),
                ("starts_at", models.TimeField(blank=True, null=True, verbose_name="giờ bắt đầu")),
                ("minutes", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="thời lượng, phút")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="nơi họp")),
                ("chair", models.CharField(max_length=120, verbose_name="chủ trì")),
                ("secretary", models.CharField(blank=True, max_length=120, verbose_name="thư ký")),
                ("total", models.PositiveIntegerField(verbose_name="tổng số đảng viên")),
                ("present", models.PositiveIntegerField(verbose_name="có mặt")),
                ("excused", models.PositiveIntegerField(verbose_name="vắng có lý do")),
                ("unexcused", models.PositiveIntegerField(verbose_name="vắng không lý do")),
                ("exempted", models.PositiveIntegerField(verbose_name="được miễn sinh hoạt")),
                ("dues", models.PositiveIntegerField(blank=True, null=True, verbose_name="đảng phí đã thu, đồng")),
                ("contents", models.CharField(max_length=4000, verbose_name="nội dung")),
                ("resolution", models.CharField(blank=True, max_length=40, verbose_name="số nghị quyết")),
                (
                    "remarks",
                    models.CharField(blank=True, max_length=2000, verbose_name="tự phê bình, phê bình, biểu dương"),
                ),
                ("points", models.JSONField(blank=True, default=dict, verbose_name="điểm theo tiêu chí")),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="điểm chi bộ đề nghị")),
                ("level", models.CharField(blank=True, max_length=10, verbose_name="mức chi bộ đề nghị")),
                ("score_note", models.CharField(blank=True, max_length=400, verbose_name="lý do trừ điểm")),
                ("key", models.UUIDField(unique=True, verbose_name="khóa của lần ghi")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc bỏ")),
                ("withdrawn_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do bỏ, sửa")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="meetings",
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
                        to="cells.meeting",
                        verbose_name="thay cho",
                    ),
                ),
            ],
            options={
                "verbose_name": "buổi sinh hoạt chi bộ",
                "verbose_name_plural": "các buổi sinh hoạt chi bộ",
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Conclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=400, verbose_name="nội dung")),
                ("owner", models.CharField(max_length=120, verbose_name="người phụ trách")),
                ("due_on", models.DateField(verbose_name="hạn")),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusions",
                        to="cells.meeting",
                        verbose_name="buổi sinh hoạt",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận của chi bộ",
                "verbose_name_plural": "kết luận của chi bộ",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MeetingLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.CharField(max_length=10, verbose_name="mức")),
                ("score", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="điểm")),
                ("note", models.CharField(blank=True, max_length=400, verbose_name="ghi chú, lý do trừ điểm")),
                ("decided_on", models.DateField(verbose_name="ngày duyệt")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do sửa mức")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người duyệt",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="levels",
                        to="cells.meeting",
                        verbose_name="buổi sinh hoạt",
                    ),
                ),
            ],
            options={
                "verbose_name": "mức chất lượng buổi sinh hoạt",
                "verbose_name_plural": "mức chất lượng buổi sinh hoạt",
                "ordering": ["decided_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ConclusionResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("going_on", "Đang làm"), ("done", "Đã xong"), ("dropped", "Thôi thực hiện")],
                        max_length=10,
                        verbose_name="tình hình",
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=400, verbose_name="kết quả")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "conclusion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="cells.conclusion",
                        verbose_name="kết luận",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả thực hiện kết luận",
                "verbose_name_plural": "kết quả thực hiện kết luận",
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("outcome__in", ("done", "dropped"))),
                        fields=("conclusion",),
                        name="conclusion_closed_once",
                        violation_error_message="Kết luận này đã xong hoặc đã thôi thực hiện.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "dropped"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="conclusion_dropped_for_a_reason",
                        violation_error_message="Thôi thực hiện kết luận thì phải ghi lý do.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["organization", "held_on"], name="meeting_by_cell"),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=models.Index(fields=["held_on"], name="meeting_by_day"),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("held_on"),
                models.F("kind"),
                condition=models.Q(("withdrawn_at__isnull", True)),
                name="meeting_once_a_day",
                violation_error_message="Buổi sinh hoạt loại này của chi bộ trong ngày ấy đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                django.db.models.functions.datetime.ExtractYear("held_on"),
                django.db.models.functions.datetime.ExtractMonth("held_on"),
                condition=models.Q(("withdrawn_at__isnull", True), ("kind", "regular")),
                name="meeting_regular_once_a_month",
                violation_error_message="Tháng ấy chi bộ đã ghi sinh hoạt thường kỳ; họp thêm thì chọn loại khác.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("present__gt", 0),
                    (
                        "total",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("present"), "+", models.F("excused")
                                ),
                                "+",
                                models.F("unexcused"),
                            ),
                            "+",
                            models.F("exempted"),
                        ),
                    ),
                ),
                name="meeting_numbers_add_up",
                violation_error_message="Có mặt, vắng, được miễn cộng lại phải bằng tổng số đảng viên.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "thematic"), models.Q(("topic", ""), _negated=True)),
                    models.Q(("kind__in", ("regular", "extraordinary")), ("topic", "")),
                    _connector="OR",
                ),
                name="meeting_topic_of_theme",
                violation_error_message="Sinh hoạt chuyên đề phải có tên chuyên đề; loại khác thì không.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("chair", ""), _negated=True), models.Q(("contents", ""), _negated=True)),
                name="meeting_told",
                violation_error_message="Buổi sinh hoạt phải ghi người chủ trì và nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", ""), ("score__isnull", True)),
                    models.Q(("score__lte", 100), models.Q(("level", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_score_with_level",
                violation_error_message="Điểm từ 0 đến 100 và đi cùng một mức.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_reason", "")),
                    models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="meeting_withdrawn_for_a_reason",
                violation_error_message="Bỏ hoặc sửa buổi sinh hoạt phải ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="conclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("content", ""), _negated=True), models.Q(("owner", ""), _negated=True)),
                name="conclusion_told",
                violation_error_message="Kết luận phải có nội dung và người phụ trách.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinglevel",
            constraint=models.UniqueConstraint(
                condition=models.Q(("reason", "")),
                fields=("meeting",),
                name="meeting_level_first_once",
                violation_error_message="Buổi sinh hoạt này đã được duyệt mức; sửa mức phải ghi lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="meetinglevel",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", ""), _negated=True),
                    models.Q(("score__isnull", True), ("score__lte", 100), _connector="OR"),
                ),
                name="meeting_level_told",
                violation_error_message="Phải chọn mức; điểm từ 0 đến 100.",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
