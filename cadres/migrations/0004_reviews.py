"""Ratings of the year, votes of confidence, opinions; what the database itself keeps about them."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

# Ratings are only added to; of an opinion only the answer may still come, once; the slips for each person add up to the
# valid ones of the round when the work is done; nothing of a round goes.
KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cadres_rating
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cadres_rating
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION cadres_opinion_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answer text[] := ARRAY['answered_on', 'answered_by', 'answer'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.answered_on IS NULL AND to_jsonb(OLD) - answer = to_jsonb(NEW) - answer THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'opinion_kept',
        MESSAGE = 'Ý kiến đã nhận và trả lời đã ghi thì giữ nguyên, không sửa, không xóa.';
END $$;
CREATE TRIGGER opinion_kept BEFORE UPDATE OR DELETE ON cadres_opinion
    FOR EACH ROW EXECUTE FUNCTION cadres_opinion_kept();

CREATE FUNCTION cadres_confidenceresult_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    held bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF EXISTS (
        SELECT 1 FROM cadres_confidenceresult result JOIN cadres_confidenceround held_round ON held_round.id = result.round_id
        WHERE result.round_id = held
            AND COALESCE(result.high, 0) + result.trust + result.low <> held_round.valid_slips
    ) THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'vote_result_adds_up',
            MESSAGE = 'Số phiếu các mức của mỗi người cộng lại phải bằng số phiếu hợp lệ của cuộc lấy phiếu.';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER vote_result_adds_up AFTER INSERT OR UPDATE ON cadres_confidenceresult
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cadres_confidenceresult_adds_up('round_id');
CREATE CONSTRAINT TRIGGER vote_result_adds_up AFTER UPDATE ON cadres_confidenceround
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cadres_confidenceresult_adds_up('id');
CREATE TRIGGER append_only BEFORE DELETE ON cadres_confidenceresult
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE DELETE ON cadres_confidenceround
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only ON cadres_confidenceround;
DROP TRIGGER append_only ON cadres_confidenceresult;
DROP TRIGGER vote_result_adds_up ON cadres_confidenceround;
DROP TRIGGER vote_result_adds_up ON cadres_confidenceresult;
DROP FUNCTION cadres_confidenceresult_adds_up();
DROP TRIGGER opinion_kept ON cadres_opinion;
DROP FUNCTION cadres_opinion_kept();
DROP TRIGGER append_only_truncate ON cadres_rating;
DROP TRIGGER append_only ON cadres_rating;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cadres", "0002_standards"),
        ("cells", "0005_extensions_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConfidenceRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="ngày lấy phiếu")),
                ("rule", models.CharField(max_length=20, verbose_name="quy định")),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ")),
                ("convened_by", models.CharField(max_length=200, verbose_name="cơ quan triệu tập")),
                ("invited", models.PositiveIntegerField(verbose_name="số người được mời")),
                ("present", models.PositiveIntegerField(verbose_name="số người có mặt")),
                ("valid_slips", models.PositiveIntegerField(verbose_name="số phiếu hợp lệ")),
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
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidence_rounds",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuộc lấy phiếu tín nhiệm",
                "verbose_name_plural": "các cuộc lấy phiếu tín nhiệm",
                "ordering": ["-held_on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "held_on"),
                        name="vote_round_once_a_day",
                        violation_error_message="Cuộc lấy phiếu của xã này trong ngày ấy đã ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("present__lte", models.F("invited")),
                            ("valid_slips__gt", 0),
                            ("valid_slips__lte", models.F("present")),
                        ),
                        name="vote_round_adds_up",
                        violation_error_message="Số có mặt không quá số được mời; số phiếu hợp lệ từ 1 đến số có mặt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("rule", ""), _negated=True),
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("convened_by", ""), _negated=True),
                        ),
                        name="vote_round_named",
                        violation_error_message="Cuộc lấy phiếu phải có quy định, căn cứ và cơ quan triệu tập.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConfidenceResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("high", models.PositiveIntegerField(blank=True, null=True, verbose_name="tín nhiệm cao")),
                ("trust", models.PositiveIntegerField(verbose_name="tín nhiệm")),
                ("low", models.PositiveIntegerField(verbose_name="tín nhiệm thấp")),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="confidence_results",
                        to="cadres.post",
                        verbose_name="chức danh",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="results",
                        to="cadres.confidenceround",
                        verbose_name="cuộc lấy phiếu",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả lấy phiếu",
                "verbose_name_plural": "kết quả lấy phiếu",
                "ordering": ["round_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "post"),
                        name="vote_result_once",
                        violation_error_message="Chức danh này đã có kết quả trong cuộc lấy phiếu.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("front", "Ủy ban Mặt trận Tổ quốc"),
                            ("women", "Hội Liên hiệp Phụ nữ"),
                            ("youth", "Đoàn TNCS Hồ Chí Minh"),
                            ("farmers", "Hội Nông dân"),
                            ("veterans", "Hội Cựu chiến binh"),
                            ("inspection", "Ban Thanh tra nhân dân"),
                            ("other", "Tổ chức khác, nhân dân"),
                        ],
                        max_length=12,
                        verbose_name="ý kiến của",
                    ),
                ),
                ("source_words", models.CharField(max_length=200, verbose_name="ghi rõ")),
                ("received_on", models.DateField(verbose_name="ngày nhận")),
                ("received_by", models.CharField(max_length=120, verbose_name="người nhận")),
                ("content", models.CharField(max_length=2000, verbose_name="nội dung")),
                ("answered_on", models.DateField(blank=True, null=True, verbose_name="ngày trả lời")),
                ("answered_by", models.CharField(blank=True, max_length=120, verbose_name="người trả lời")),
                ("answer", models.CharField(blank=True, max_length=2000, verbose_name="đã làm gì")),
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
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="cadres.cadre",
                        verbose_name="về cán bộ",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="opinions",
                        to="cells.organization",
                        verbose_name="về tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến của Mặt trận, đoàn thể",
                "verbose_name_plural": "ý kiến của Mặt trận, đoàn thể",
                "ordering": ["-received_on", "-id"],
                "indexes": [models.Index(fields=["organization", "received_on"], name="opinion_by_organization")],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("organization"),
                        models.F("source_words"),
                        models.F("received_on"),
                        django.db.models.functions.text.MD5("content"),
                        name="opinion_once",
                        violation_error_message="Ý kiến này đã ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["front", "women", "youth", "farmers", "veterans", "inspection", "other"]),
                            models.Q(("source_words", ""), _negated=True),
                            models.Q(("received_by", ""), _negated=True),
                            models.Q(("content", ""), _negated=True),
                        ),
                        name="opinion_told",
                        violation_error_message="Ý kiến phải ghi của ai, người nhận và nội dung.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_by", ""), ("answered_on__isnull", True)),
                            models.Q(
                                ("answered_on__gte", models.F("received_on")),
                                models.Q(("answered_by", ""), _negated=True),
                                models.Q(("answer", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="opinion_answered_whole",
                        violation_error_message="Trả lời phải có ngày, từ ngày nhận trở đi, người trả lời và việc đã làm.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("level", models.CharField(max_length=20, verbose_name="mức")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name="điểm"),
                ),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do đính chính")),
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
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff_ratings",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cadres.rating",
                        verbose_name="thay cho",
                    ),
                ),
            ],
            options={
                "verbose_name": "đánh giá năm của cán bộ",
                "verbose_name_plural": "đánh giá năm của cán bộ",
                "ordering": ["-year", "decision_date", "id"],
                "indexes": [models.Index(fields=["year", "organization"], name="rating_by_year")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("replaces__isnull", True)),
                        fields=("cadre", "year"),
                        name="rating_once_a_year",
                        violation_error_message="Cán bộ này đã được đánh giá năm ấy; ghi sai thì đính chính theo quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year__range", (2000, 2100)),
                            models.Q(("level", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                        ),
                        name="rating_decided",
                        violation_error_message="Đánh giá năm phải có năm, mức và số quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_date__year__gte", models.F("year"))),
                        name="rating_not_before_its_year",
                        violation_error_message="Ngày quyết định không được trước năm được đánh giá.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), ("replaces__isnull", True)),
                            models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="rating_corrected_with_reason",
                        violation_error_message="Đính chính đánh giá phải có lý do; đánh giá lần đầu thì không.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("points__isnull", True), ("points__range", (0, 100)), _connector="OR"),
                        name="rating_points_possible",
                        violation_error_message="Điểm đánh giá từ 0 đến 100.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
