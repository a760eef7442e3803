"""Classes, who attends them, and the money that supports them: kept as written, the balance never below zero."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models

FITS = """
CREATE FUNCTION cadres_support_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given bigint;
    spent bigint;
BEGIN
    PERFORM FROM cadres_supportbudget WHERE id = NEW.budget_id FOR UPDATE;
    IF TG_TABLE_NAME = 'cadres_supportpayment' THEN
        IF NOT EXISTS (
            SELECT FROM cadres_supportaward a JOIN cadres_supportbudget b ON b.organization_id = a.payer_id
            WHERE a.id = NEW.award_id AND a.cadre_id = NEW.cadre_id AND b.id = NEW.budget_id
                AND b.year = extract(year FROM NEW.month)
                AND (NEW.reverses_id IS NOT NULL OR a.months @> NEW.month AND a.monthly_amount = NEW.amount)
        ) OR NEW.reverses_id IS NOT NULL AND NOT EXISTS (
            SELECT FROM cadres_supportpayment p
            WHERE p.id = NEW.reverses_id AND p.award_id = NEW.award_id AND p.budget_id = NEW.budget_id
                AND p.month = NEW.month AND p.amount = -NEW.amount AND p.reverses_id IS NULL
        ) THEN
            RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'support_payment_fits',
                MESSAGE = 'Lần chi hoặc thu hồi không khớp với mức hỗ trợ, tháng và dự toán của năm.';
        END IF;
    END IF;
    SELECT coalesce(sum(amount), 0) INTO given FROM cadres_budgetdecision WHERE budget_id = NEW.budget_id;
    SELECT coalesce(sum(amount), 0) INTO spent FROM cadres_supportpayment WHERE budget_id = NEW.budget_id;
    IF TG_TABLE_NAME = 'cadres_supportpayment' THEN
        spent := spent + NEW.amount;
    ELSE
        given := given + NEW.amount;
    END IF;
    IF spent > given THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'support_balance',
            MESSAGE = format('Dự toán hỗ trợ năm %s không đủ: thiếu %s đồng.',
                (SELECT year FROM cadres_supportbudget WHERE id = NEW.budget_id),
                replace(to_char(spent - given, 'FM999,999,999,999,999'), ',', '.'));
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER support_payment_fits BEFORE INSERT ON cadres_supportpayment
    FOR EACH ROW EXECUTE FUNCTION cadres_support_fits();
CREATE TRIGGER support_balance BEFORE INSERT ON cadres_budgetdecision
    FOR EACH ROW EXECUTE FUNCTION cadres_support_fits();

CREATE FUNCTION cadres_support_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'cadres_supportpayment' THEN
        IF to_jsonb(OLD) - 'taken_back' = to_jsonb(NEW) - 'taken_back' AND NEW.taken_back
            AND EXISTS (SELECT FROM cadres_supportpayment WHERE reverses_id = NEW.id)
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'support_kept',
        MESSAGE = 'Tiền đã giao, đã chi thì không sửa, không xóa; chi nhầm thì ghi thu hồi.';
END $$;
CREATE TRIGGER support_kept BEFORE UPDATE OR DELETE ON cadres_supportpayment
    FOR EACH ROW WHEN (NOT imports_taking_back()) EXECUTE FUNCTION cadres_support_kept();
CREATE TRIGGER support_kept_truncate BEFORE TRUNCATE ON cadres_supportpayment
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_support_kept();
CREATE TRIGGER support_kept BEFORE UPDATE OR DELETE ON cadres_budgetdecision
    FOR EACH ROW EXECUTE FUNCTION cadres_support_kept();
CREATE TRIGGER support_kept_truncate BEFORE TRUNCATE ON cadres_budgetdecision
    FOR EACH STATEMENT EXECUTE FUNCTION cadres_support_kept();
"""
NOT_KEPT = """
DROP TRIGGER support_kept_truncate ON cadres_budgetdecision;
DROP TRIGGER support_kept ON cadres_budgetdecision;
DROP TRIGGER support_kept_truncate ON cadres_supportpayment;
DROP TRIGGER support_kept ON cadres_supportpayment;
DROP FUNCTION cadres_support_kept();
DROP TRIGGER support_balance ON cadres_budgetdecision;
DROP TRIGGER support_payment_fits ON cadres_supportpayment;
DROP FUNCTION cadres_support_fits();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cadres", "0006_movements"),
        ("cells", "0005_extensions_kept"),
        ("imports", "0003_kept_rows_go"),
        ("members", "0017_cases_handed_over"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định cử đi")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định cử đi")),
                ("since", models.DateField(verbose_name="vào học ngày")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("attending", "Đang học"),
                            ("finished", "Hoàn thành"),
                            ("failed", "Không đạt"),
                            ("left", "Thôi học"),
                            ("withdrawn", "Ghi nhầm, bỏ"),
                        ],
                        default="attending",
                        max_length=16,
                        verbose_name="tình trạng",
                    ),
                ),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="kết thúc học ngày")),
                (
                    "days_present",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số buổi có mặt"),
                ),
                (
                    "result",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "Xuất sắc"),
                            ("good", "Giỏi"),
                            ("fair", "Khá"),
                            ("average", "Trung bình"),
                            ("passed", "Đạt"),
                        ],
                        max_length=16,
                        verbose_name="xếp loại",
                    ),
                ),
                (
                    "certificate_number",
                    models.CharField(blank=True, max_length=40, verbose_name="số chứng chỉ, văn bằng"),
                ),
                ("certificate_on", models.DateField(blank=True, null=True, verbose_name="ngày cấp")),
                (
                    "cadre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
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
                        related_name="enrolments",
                        to="members.member",
                        verbose_name="cấp ủy viên",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to="cells.organization",
                        verbose_name="nơi cử đi",
                    ),
                ),
                (
                    "qualification",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cadres.qualification",
                        verbose_name="trình độ đã ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "người học",
                "verbose_name_plural": "người học",
                "ordering": ["training_class_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="SupportAward",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("monthly_amount", models.BigIntegerField(verbose_name="mức một tháng (đồng)")),
                ("months", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="các tháng")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do thôi hỗ trợ")),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_awards",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="awards",
                        to="cadres.enrolment",
                        verbose_name="người học",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_awards",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
                (
                    "payer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_given",
                        to="cells.organization",
                        verbose_name="cấp ngân sách",
                    ),
                ),
            ],
            options={
                "verbose_name": "mức hỗ trợ",
                "verbose_name_plural": "mức hỗ trợ",
                "ordering": ["organization_id", "cadre_id", "months", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("cadre", "="), ("months", "&&")],
                        name="support_award_one_a_month",
                        violation_error_message="Cán bộ này đã được duyệt hỗ trợ cho một tháng trong các tháng ấy.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("monthly_amount__gt", 0), models.Q(("decision_number", ""), _negated=True)),
                        name="support_award_whole",
                        violation_error_message="Mức hỗ trợ phải là số đồng lớn hơn 0, theo quyết định có số.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("months__isempty", False),
                            ("months__lower_inf", False),
                            ("months__upper_inf", False),
                            ("months__endswith__day", 1),
                            ("months__startswith__day", 1),
                        ),
                        name="support_award_months",
                        violation_error_message="Hỗ trợ tính tròn tháng, có tháng đầu và tháng cuối.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportBudget",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_budgets",
                        to="cells.organization",
                        verbose_name="cấp ngân sách",
                    ),
                ),
            ],
            options={
                "verbose_name": "dự toán hỗ trợ",
                "verbose_name_plural": "dự toán hỗ trợ",
                "ordering": ["organization_id", "-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="support_budget_once_a_year",
                        violation_error_message="Dự toán hỗ trợ của năm này đã lập.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("year__range", (1990, 2100))),
                        name="support_budget_year",
                        violation_error_message="Năm của dự toán từ 1990 đến 2100.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BudgetDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.BigIntegerField(verbose_name="số tiền (đồng)")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="ghi chú")),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="cadres.supportbudget",
                        verbose_name="dự toán",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định giao dự toán",
                "verbose_name_plural": "quyết định giao dự toán",
                "ordering": ["budget_id", "decision_date", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount", 0), _negated=True), models.Q(("decision_number", ""), _negated=True)
                        ),
                        name="budget_decision_whole",
                        violation_error_message="Quyết định giao dự toán phải có số và số tiền khác 0.",
                    ),
                    models.UniqueConstraint(
                        fields=("budget", "decision_number", "decision_date"),
                        name="budget_decision_once",
                        violation_error_message="Quyết định này đã ghi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportPayment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("month", models.DateField(verbose_name="tháng")),
                ("amount", models.BigIntegerField(verbose_name="số tiền (đồng)")),
                ("voucher_number", models.CharField(max_length=40, verbose_name="số phiếu chi")),
                ("paid_on", models.DateField(verbose_name="ngày chi")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do thu hồi")),
                ("taken_back", models.BooleanField(default=False, verbose_name="đã thu hồi")),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="cadres.supportaward",
                        verbose_name="mức hỗ trợ",
                    ),
                ),
                (
                    "budget",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="cadres.supportbudget",
                        verbose_name="dự toán",
                    ),
                ),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_payments",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "reverses",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="counter",
                        to="cadres.supportpayment",
                        verbose_name="thu hồi lần chi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần chi hỗ trợ",
                "verbose_name_plural": "lần chi hỗ trợ",
                "ordering": ["budget_id", "paid_on", "id"],
                "indexes": [models.Index(fields=["budget", "month"], name="support_payment_by_month")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("reverses__isnull", True), ("taken_back", False)),
                        fields=("cadre", "month"),
                        name="support_month_paid_once",
                        violation_error_message="Tháng này đã chi cho cán bộ ấy rồi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("amount__gt", 0), ("reason", ""), ("reverses__isnull", True)),
                            models.Q(
                                ("amount__lt", 0),
                                ("reverses__isnull", False),
                                ("taken_back", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="support_payment_sign",
                        violation_error_message="Số tiền chi lớn hơn 0; thu hồi phải có lý do và chỉ đúng một lần chi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("month__day", 1),
                            ("paid_on__gte", models.F("month")),
                            models.Q(("voucher_number", ""), _negated=True),
                        ),
                        name="support_payment_whole",
                        violation_error_message="Phải có số phiếu chi; không chi trước tháng được hưởng.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TrainingClass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="tên lớp")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("training", "Đào tạo"),
                            ("fostering", "Bồi dưỡng"),
                            ("committee", "Bồi dưỡng cấp ủy viên"),
                            ("member_work", "Bồi dưỡng công tác đảng viên"),
                        ],
                        max_length=16,
                        verbose_name="loại lớp",
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("general", "Học vấn phổ thông"),
                            ("professional", "Chuyên môn"),
                            ("theory", "Lý luận chính trị"),
                            ("state_management", "Quản lý nhà nước"),
                            ("title_training", "Nghiệp vụ theo chức danh"),
                            ("party_work", "Kỹ năng, nghiệp vụ xây dựng Đảng"),
                            ("mass_work", "Kỹ năng, nghiệp vụ công tác đoàn thể"),
                            ("economy", "Quản lý kinh tế"),
                            ("language", "Ngoại ngữ"),
                            ("ethnic_language", "Tiếng dân tộc thiểu số"),
                            ("computing", "Tin học"),
                            ("update", "Cập nhật kiến thức"),
                            ("defence", "Kiến thức quốc phòng, an ninh"),
                        ],
                        max_length=16,
                        verbose_name="nội dung",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=16, verbose_name="trình độ")),
                ("specialty", models.CharField(blank=True, max_length=120, verbose_name="chuyên ngành")),
                ("title", models.CharField(blank=True, max_length=40, verbose_name="cho chức danh")),
                (
                    "mode",
                    models.CharField(
                        choices=[("full_time", "Tập trung"), ("part_time", "Không tập trung")],
                        max_length=16,
                        verbose_name="hình thức học",
                    ),
                ),
                (
                    "place",
                    models.CharField(
                        choices=[
                            ("on_site", "Tại chỗ"),
                            ("away", "Cử đi học nơi khác"),
                            ("abroad", "Ở nước ngoài"),
                            ("joint", "Liên kết với nước ngoài"),
                        ],
                        max_length=16,
                        verbose_name="nơi học",
                    ),
                ),
                (
                    "opened_by",
                    models.CharField(
                        choices=[
                            ("district", "Cấp huyện mở"),
                            ("province", "Cấp tỉnh mở"),
                            ("central", "Trung ương mở"),
                        ],
                        max_length=16,
                        verbose_name="cấp mở lớp",
                    ),
                ),
                ("organiser", models.CharField(max_length=160, verbose_name="đơn vị tổ chức")),
                ("partner", models.CharField(blank=True, max_length=160, verbose_name="trường liên kết")),
                ("starts_on", models.DateField(verbose_name="khai giảng")),
                ("ends_on", models.DateField(verbose_name="kết thúc")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("cost", models.BigIntegerField(blank=True, null=True, verbose_name="kinh phí (đồng)")),
                ("days_held", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="số buổi của lớp")),
                ("called_off", models.CharField(blank=True, max_length=300, verbose_name="lý do hủy")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="training_classes",
                        to="cells.organization",
                        verbose_name="cơ quan giữ hồ sơ lớp",
                    ),
                ),
            ],
            options={
                "verbose_name": "lớp học",
                "verbose_name_plural": "lớp học",
                "ordering": ["-starts_on", "name", "id"],
                "indexes": [models.Index(fields=["starts_on", "ends_on"], name="training_class_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_on__gte", models.F("starts_on"))),
                        name="training_class_days",
                        violation_error_message="Ngày kết thúc phải từ ngày khai giảng trở đi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cost__isnull", True), ("cost__gte", 0), _connector="OR"),
                        name="training_class_cost",
                        violation_error_message="Kinh phí của lớp là số đồng từ 0 trở lên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            (
                                "field__in",
                                [
                                    "general",
                                    "professional",
                                    "theory",
                                    "state_management",
                                    "title_training",
                                    "party_work",
                                    "mass_work",
                                    "economy",
                                    "language",
                                    "ethnic_language",
                                    "computing",
                                    "update",
                                    "defence",
                                ],
                            ),
                            ("kind__in", ["training", "fostering", "committee", "member_work"]),
                            ("mode__in", ["full_time", "part_time"]),
                            ("opened_by__in", ["district", "province", "central"]),
                            ("place__in", ["on_site", "away", "abroad", "joint"]),
                        ),
                        name="training_class_known",
                        violation_error_message="Lớp phải có tên; loại, nội dung, hình thức, nơi học phải có trong danh mục.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("field", "title_training"), ("title", ""), _connector="XOR"),
                        name="training_class_title",
                        violation_error_message="Chọn chức danh khi và chỉ khi lớp dạy nghiệp vụ theo chức danh.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("called_off", "")),
                        fields=("organization", "name", "starts_on"),
                        name="training_class_once",
                        violation_error_message="Lớp tên này khai giảng ngày này đã ghi.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="enrolment",
            name="training_class",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="enrolments",
                to="cadres.trainingclass",
                verbose_name="lớp",
            ),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["organization", "since"], name="enrolment_by_sender"),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["since"], name="enrolment_by_first_day"),
        ),
        migrations.AddIndex(
            model_name="enrolment",
            index=models.Index(fields=["ended_on"], name="enrolment_by_last_day"),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(("cadre__isnull", True), ("member__isnull", True), _connector="XOR"),
                name="enrolment_of_one",
                violation_error_message="Người học là một cán bộ xã hoặc một cấp ủy viên, không phải cả hai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "withdrawn"), _negated=True),
                fields=("training_class", "cadre"),
                name="enrolment_of_cadre_once",
                violation_error_message="Cán bộ này đã có trong danh sách lớp.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "withdrawn"), _negated=True),
                fields=("training_class", "member"),
                name="enrolment_of_member_once",
                violation_error_message="Cấp ủy viên này đã có trong danh sách lớp.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_on__isnull", True), ("status", "attending")),
                    models.Q(
                        ("status__in", ["attending", "finished", "failed", "left", "withdrawn"]),
                        models.Q(("status", "attending"), _negated=True),
                        ("ended_on__gte", models.F("since")),
                        ("ended_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="enrolment_ended_with_day",
                violation_error_message="Đã xong thì ghi ngày, từ ngày vào học trở đi; đang học thì để trống ngày.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("certificate_number", ""), ("certificate_on__isnull", True)),
                    models.Q(
                        models.Q(("certificate_number", ""), _negated=True),
                        ("certificate_on__gte", models.F("ended_on")),
                        ("certificate_on__isnull", False),
                        ("status", "finished"),
                    ),
                    _connector="OR",
                ),
                name="enrolment_certificate_whole",
                violation_error_message="Chứng chỉ phải có số và ngày cấp, cấp sau khi hoàn thành.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("qualification__isnull", True),
                    models.Q(("certificate_number", ""), _negated=True),
                    _connector="OR",
                ),
                name="enrolment_qualification_certified",
                violation_error_message="Trình độ chỉ ghi theo chứng chỉ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="enrolment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("result", ""),
                    models.Q(
                        ("result__in", ["excellent", "good", "fair", "average", "passed"]), ("status", "finished")
                    ),
                    _connector="OR",
                ),
                name="enrolment_result_known",
                violation_error_message="Chỉ xếp loại người hoàn thành, theo danh mục.",
            ),
        ),
        migrations.RunSQL(FITS, NOT_KEPT),
    ]
