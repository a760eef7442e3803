"""Plans of successors by term: people, posts, reviews, votes, what is to be learned; what was decided is kept."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

KEPT = """
CREATE FUNCTION cadres_planning_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks text[] := ARRAY['valid', 'removed_number', 'removed_reason', 'mistaken'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF upper_inf(OLD.valid) AND NOT OLD.mistaken AND lower(OLD.valid) = lower(NEW.valid)
            AND to_jsonb(OLD) - marks = to_jsonb(NEW) - marks THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'planning_kept',
        MESSAGE = 'Chức danh quy hoạch đã ghi thì không sửa, không xóa; chỉ ghi ngày đưa ra, hoặc ghi nhầm.';
END $$;
CREATE TRIGGER planning_kept BEFORE UPDATE OR DELETE ON cadres_planningentry
    FOR EACH ROW EXECUTE FUNCTION cadres_planning_kept();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cadres_planningverdict
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only ON cadres_planningverdict;
DROP TRIGGER planning_kept ON cadres_planningentry;
DROP FUNCTION cadres_planning_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cadres", "0004_reviews"),
        ("cells", "0005_extensions_kept"),
        ("members", "0017_cases_handed_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanningReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm rà soát")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
            ],
            options={
                "verbose_name": "rà soát quy hoạch",
                "verbose_name_plural": "rà soát quy hoạch",
                "ordering": ["round_id", "year"],
            },
        ),
        migrations.CreateModel(
            name="PlannedPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planned",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
            ],
            options={
                "verbose_name": "người trong quy hoạch",
                "verbose_name_plural": "người trong quy hoạch",
                "ordering": ["round_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="PlanningEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(max_length=40, verbose_name="chức danh quy hoạch")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="trong quy hoạch")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định bổ sung")),
                ("removed_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định đưa ra")),
                ("removed_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do đưa ra")),
                ("mistaken", models.BooleanField(default=False, verbose_name="ghi nhầm")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="cadres.plannedperson",
                        verbose_name="người",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="added",
                        to="cadres.planningreview",
                        verbose_name="bổ sung khi rà soát",
                    ),
                ),
            ],
            options={
                "verbose_name": "chức danh quy hoạch",
                "verbose_name_plural": "chức danh quy hoạch",
                "ordering": ["person_id", "valid", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("mistaken", False)),
                        expressions=[("person", "="), ("post", "="), ("valid", "&&")],
                        name="planning_entry_once",
                        violation_error_message="Đồng chí này đã được quy hoạch chức danh ấy trong thời gian đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("valid__isempty", False),
                            ("valid__lower_inf", False),
                            models.Q(("post", ""), _negated=True),
                        ),
                        name="planning_entry_dated",
                        violation_error_message="Chức danh quy hoạch phải có ngày, trước ngày đưa ra.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mistaken", False),
                                ("removed_number", ""),
                                ("removed_reason", ""),
                                ("valid__upper_inf", True),
                            ),
                            models.Q(
                                ("mistaken", False),
                                ("valid__upper_inf", False),
                                models.Q(("removed_reason", ""), _negated=True),
                            ),
                            models.Q(
                                ("mistaken", True),
                                ("valid__upper_inf", True),
                                models.Q(("removed_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="planning_entry_removed_with_reason",
                        violation_error_message="Đưa ra khỏi quy hoạch phải có ngày và lý do.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanningRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_year", models.PositiveSmallIntegerField(verbose_name="nhiệm kỳ từ năm")),
                ("last_year", models.PositiveSmallIntegerField(verbose_name="đến năm")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decided_on", models.DateField(verbose_name="ngày quyết định")),
                ("committee_seats", models.PositiveSmallIntegerField(verbose_name="số ủy viên Ban Chấp hành")),
                ("standing_seats", models.PositiveSmallIntegerField(verbose_name="số ủy viên Ban Thường vụ")),
                ("inspection_seats", models.PositiveSmallIntegerField(verbose_name="số ủy viên Ủy ban Kiểm tra")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="planning_rounds",
                        to="cells.organization",
                        verbose_name="đảng bộ xã",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy hoạch",
                "verbose_name_plural": "quy hoạch",
                "ordering": ["organization_id", "-first_year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "first_year"),
                        name="planning_round_once",
                        violation_error_message="Đảng bộ này đã có quy hoạch của nhiệm kỳ ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("first_year__range", (1990, 2100)),
                            ("last_year__gt", models.F("first_year")),
                            (
                                "last_year__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("first_year"), "+", models.Value(10)
                                ),
                            ),
                        ),
                        name="planning_round_term",
                        violation_error_message="Nhiệm kỳ có năm cuối sau năm đầu, dài nhất 10 năm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_number", ""), _negated=True),
                        name="planning_round_decided",
                        violation_error_message="Quy hoạch phải có số quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("committee_seats__range", (1, 60)),
                            ("inspection_seats__range", (0, 60)),
                            ("standing_seats__range", (0, 60)),
                        ),
                        name="planning_round_seats",
                        violation_error_message="Số ủy viên từ 1 đến 60; không có thì ghi 0, trừ Ban Chấp hành.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="planningreview",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="cadres.planninground",
                verbose_name="quy hoạch",
            ),
        ),
        migrations.AddField(
            model_name="plannedperson",
            name="round",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="people",
                to="cadres.planninground",
                verbose_name="quy hoạch",
            ),
        ),
        migrations.CreateModel(
            name="StepVote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=20, verbose_name="bước")),
                ("held_on", models.DateField(verbose_name="ngày lấy phiếu")),
                ("votes", models.PositiveSmallIntegerField(verbose_name="số phiếu đồng ý")),
                ("of", models.PositiveSmallIntegerField(verbose_name="tổng số phiếu")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="cadres.planningentry",
                        verbose_name="chức danh quy hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "phiếu quy hoạch",
                "verbose_name_plural": "phiếu quy hoạch",
                "ordering": ["entry_id", "held_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("entry", "step"),
                        name="step_vote_once",
                        violation_error_message="Bước này đã ghi phiếu cho chức danh ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("of__gte", 1), ("votes__lte", models.F("of")), models.Q(("step", ""), _negated=True)
                        ),
                        name="step_vote_possible",
                        violation_error_message="Số phiếu đồng ý không nhiều hơn tổng số phiếu; tổng số phiếu từ 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingNeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "subject",
                    models.CharField(
                        choices=[
                            ("general", "Học vấn"),
                            ("professional", "Chuyên môn"),
                            ("theory", "Lý luận chính trị"),
                            ("language", "Ngoại ngữ"),
                            ("ethnic_language", "Tiếng dân tộc"),
                            ("computing", "Tin học"),
                            ("state_management", "Quản lý nhà nước"),
                            ("title_training", "Nghiệp vụ theo chức danh"),
                        ],
                        max_length=16,
                        verbose_name="môn",
                    ),
                ),
                (
                    "due_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="học xong trước hết năm"),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="còn phải học")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="needs",
                        to="cadres.plannedperson",
                        verbose_name="người",
                    ),
                ),
            ],
            options={
                "verbose_name": "nội dung cần đào tạo",
                "verbose_name_plural": "nội dung cần đào tạo",
                "ordering": ["person_id", "subject", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("person", "="), ("subject", "="), ("valid", "&&")],
                        name="training_need_once",
                        violation_error_message="Nội dung này đã ghi là cần đào tạo.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "subject__in",
                                [
                                    "general",
                                    "professional",
                                    "theory",
                                    "language",
                                    "ethnic_language",
                                    "computing",
                                    "state_management",
                                    "title_training",
                                ],
                            )
                        ),
                        name="training_need_known",
                        violation_error_message="Nội dung cần đào tạo không có trong danh mục môn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("due_year__isnull", True), ("due_year__range", (1990, 2100)), _connector="OR"
                        ),
                        name="training_need_year",
                        violation_error_message="Năm học xong từ 1990 đến 2100.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanningVerdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("added", "Bổ sung"),
                            ("kept", "Giữ trong quy hoạch"),
                            ("removed", "Đưa ra khỏi quy hoạch"),
                        ],
                        max_length=8,
                        verbose_name="kết luận",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="cadres.planningentry",
                        verbose_name="chức danh quy hoạch",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verdicts",
                        to="cadres.planningreview",
                        verbose_name="rà soát",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận rà soát",
                "verbose_name_plural": "kết luận rà soát",
                "ordering": ["review_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "entry"),
                        name="verdict_once",
                        violation_error_message="Chức danh này đã có kết luận trong đợt rà soát ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["added", "kept"]),
                            models.Q(("kind", "removed"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="verdict_known",
                        violation_error_message="Đưa ra khỏi quy hoạch phải có lý do.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="planningreview",
            constraint=models.UniqueConstraint(
                fields=("round", "year"),
                name="planning_review_once",
                violation_error_message="Quy hoạch này đã rà soát trong năm ấy.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planningreview",
            constraint=models.CheckConstraint(
                condition=models.Q(("decision_number", ""), _negated=True),
                name="planning_review_decided",
                violation_error_message="Rà soát quy hoạch phải có số quyết định.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("cadre__isnull", True), ("member__isnull", False)),
                    models.Q(("cadre__isnull", False), ("member__isnull", True)),
                    _connector="OR",
                ),
                name="planned_one_record",
                violation_error_message="Người trong quy hoạch gắn với một hồ sơ: cán bộ xã hoặc đảng viên.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedperson",
            constraint=models.UniqueConstraint(
                fields=("round", "cadre"),
                name="planned_cadre_once",
                violation_error_message="Cán bộ này đã có trong quy hoạch.",
            ),
        ),
        migrations.AddConstraint(
            model_name="plannedperson",
            constraint=models.UniqueConstraint(
                fields=("round", "member"),
                name="planned_member_once",
                violation_error_message="Đảng viên này đã có trong quy hoạch.",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
