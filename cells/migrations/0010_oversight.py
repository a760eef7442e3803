"""People in charge, visits and difficulties, plans for weak organisations, opinions of the people; kept as written."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import cells.oversight.models.dated
import sinho.text.fields

APPEND_ONLY = (
    "visit",
    "difficulty",
    "difficultyentry",
    "strengtheningplan",
    "planmeasure",
    "measureresult",
    "quartercheck",
    "planoutcome",
    "peopleopinion",
    "opinionanswer",
    "opinionpublication",
)
KEPT = """
CREATE FUNCTION cells_charge_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - TG_ARGV = to_jsonb(NEW) - TG_ARGV AND lower(OLD.valid) = lower(NEW.valid)
            AND NOT coalesce((to_jsonb(OLD) ->> 'mistaken')::boolean, false)
            AND (
                upper_inf(OLD.valid)
                OR OLD.valid = NEW.valid AND coalesce((to_jsonb(NEW) ->> 'mistaken')::boolean, false)
            )
        THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'charge_kept',
        MESSAGE = 'Phân công đã ghi thì giữ nguyên, không sửa, không xóa; chỉ ghi ngày thôi, hoặc ghi nhầm.';
END $$;
CREATE TRIGGER charge_kept BEFORE UPDATE OR DELETE ON cells_incharge
    FOR EACH ROW EXECUTE FUNCTION cells_charge_kept('valid', 'mistaken', 'end_reason');
CREATE TRIGGER charge_kept BEFORE UPDATE OR DELETE ON cells_planperson
    FOR EACH ROW EXECUTE FUNCTION cells_charge_kept('valid');
"""
NOT_KEPT = """
DROP TRIGGER charge_kept ON cells_planperson;
DROP TRIGGER charge_kept ON cells_incharge;
DROP FUNCTION cells_charge_kept();
"""


def append_only(table: str) -> migrations.RunSQL:
    """Refuse to change, delete or empty the table."""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_{table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON cells_{table}; DROP TRIGGER append_only ON cells_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0007_judged_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PeopleOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("post", models.CharField(blank=True, max_length=160, verbose_name="về chức danh")),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("front", "Ủy ban Mặt trận Tổ quốc"),
                            ("women", "Hội Liên hiệp Phụ nữ"),
                            ("youth", "Đoàn TNCS Hồ Chí Minh"),
                            ("farmers", "Hội Nông dân"),
                            ("veterans", "Hội Cựu chiến binh"),
                            ("union", "Công đoàn"),
                            ("other", "Tổ chức khác"),
                        ],
                        max_length=12,
                        verbose_name="nơi tập hợp",
                    ),
                ),
                ("source_words", models.CharField(max_length=200, verbose_name="ghi rõ")),
                ("received_on", models.DateField(verbose_name="ngày nhận")),
                ("content", models.CharField(max_length=2000, verbose_name="nội dung")),
                ("passed_to", models.CharField(max_length=200, verbose_name="chuyển đến")),
                ("due_on", models.DateField(verbose_name="hạn trả lời")),
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
                        related_name="people_opinions",
                        to="cells.organization",
                        verbose_name="về tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến của nhân dân",
                "verbose_name_plural": "ý kiến của nhân dân",
                "ordering": ["-received_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="OpinionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày trả lời")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số văn bản")),
                ("answered_by", models.CharField(max_length=200, verbose_name="nơi trả lời")),
                ("content", models.CharField(max_length=2000, verbose_name="nội dung trả lời")),
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
                    "opinion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answer",
                        to="cells.peopleopinion",
                        verbose_name="ý kiến",
                    ),
                ),
            ],
            options={
                "verbose_name": "trả lời ý kiến",
                "verbose_name_plural": "trả lời ý kiến",
            },
        ),
        migrations.CreateModel(
            name="PlanMeasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=500, verbose_name="việc")),
                ("owner", models.CharField(max_length=160, verbose_name="người, đơn vị làm")),
                ("due_on", models.DateField(verbose_name="hạn")),
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
            ],
            options={
                "verbose_name": "biện pháp củng cố",
                "verbose_name_plural": "biện pháp củng cố",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MeasureResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày xong")),
                ("words", models.CharField(max_length=2000, verbose_name="kết quả")),
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
                    "measure",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="result",
                        to="cells.planmeasure",
                        verbose_name="biện pháp",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả biện pháp",
                "verbose_name_plural": "kết quả biện pháp",
            },
        ),
        migrations.CreateModel(
            name="StrengtheningPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("resolution_number", models.CharField(max_length=40, verbose_name="số nghị quyết")),
                ("resolution_date", models.DateField(verbose_name="ngày nghị quyết")),
                ("issuer", models.CharField(max_length=160, verbose_name="cơ quan ban hành")),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("reason", models.CharField(max_length=500, verbose_name="căn cứ")),
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
                        related_name="strengthening_plans",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch củng cố",
                "verbose_name_plural": "kế hoạch củng cố",
                "ordering": ["-resolution_date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="QuarterCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="quý")),
                ("checked_on", models.DateField(verbose_name="ngày kiểm tra")),
                ("checked_by", models.CharField(max_length=160, verbose_name="người kiểm tra")),
                ("findings", models.CharField(max_length=2000, verbose_name="nhận xét")),
                (
                    "judgement",
                    models.CharField(
                        choices=[
                            ("better", "Chuyển biến rõ"),
                            ("slow", "Chuyển biến chậm"),
                            ("none", "Chưa chuyển biến"),
                        ],
                        max_length=10,
                        verbose_name="đánh giá",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checks",
                        to="cells.strengtheningplan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "kiểm tra quý",
                "verbose_name_plural": "kiểm tra quý",
                "ordering": ["year", "quarter"],
            },
        ),
        migrations.CreateModel(
            name="PlanPerson",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("office", models.CharField(max_length=160, verbose_name="chức vụ, đơn vị")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="thời gian")),
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="people",
                        to="cells.strengtheningplan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "người được cử xuống",
                "verbose_name_plural": "người được cử xuống",
                "ordering": ["valid", "id"],
            },
            bases=(cells.oversight.models.dated.Held, models.Model),
        ),
        migrations.CreateModel(
            name="PlanOutcome",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("risen", "Ra khỏi danh sách yếu kém"),
                            ("replaced", "Thay bằng kế hoạch khác"),
                            ("ended", "Tổ chức không còn"),
                        ],
                        max_length=10,
                        verbose_name="kết cục",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày kết thúc")),
                ("words", models.CharField(max_length=2000, verbose_name="kết quả")),
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
                    "plan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="outcome",
                        to="cells.strengtheningplan",
                        verbose_name="kế hoạch",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết thúc kế hoạch",
                "verbose_name_plural": "kết thúc kế hoạch",
            },
        ),
        migrations.AddField(
            model_name="planmeasure",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="measures",
                to="cells.strengtheningplan",
                verbose_name="kế hoạch",
            ),
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày")),
                ("visitors", models.CharField(max_length=300, verbose_name="người đi")),
                ("content", models.CharField(max_length=2000, verbose_name="nội dung")),
                ("conclusions", models.CharField(blank=True, max_length=2000, verbose_name="kết luận")),
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
                        related_name="visits",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần xuống cơ sở",
                "verbose_name_plural": "lần xuống cơ sở",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Difficulty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("raised_on", models.DateField(verbose_name="ngày nêu")),
                ("raised_by", models.CharField(max_length=160, verbose_name="người nêu")),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("party", "Xây dựng Đảng, sinh hoạt chi bộ"),
                            ("personnel", "Cán bộ"),
                            ("unity", "Đoàn kết nội bộ"),
                            ("economy", "Kinh tế, giảm nghèo"),
                            ("land", "Đất đai, tái định cư"),
                            ("works", "Đường, điện, nước, trường, trạm"),
                            ("social", "Giáo dục, y tế, xã hội"),
                            ("security", "Quốc phòng, an ninh"),
                            ("other", "Việc khác"),
                        ],
                        max_length=12,
                        verbose_name="lĩnh vực",
                    ),
                ),
                ("content", models.CharField(max_length=2000, verbose_name="nội dung")),
                ("passed_to", models.CharField(max_length=200, verbose_name="nơi giải quyết")),
                ("due_on", models.DateField(verbose_name="hạn giải quyết")),
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
                        related_name="difficulties",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "visit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="difficulties",
                        to="cells.visit",
                        verbose_name="nêu khi",
                    ),
                ),
            ],
            options={
                "verbose_name": "khó khăn của cơ sở",
                "verbose_name_plural": "khó khăn của cơ sở",
                "ordering": ["-raised_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DifficultyEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("answered", "Trả lời"),
                            ("passed", "Chuyển nơi giải quyết"),
                            ("solved", "Đã giải quyết"),
                            ("reopened", "Mở lại"),
                            ("withdrawn", "Ghi nhầm, rút lại"),
                        ],
                        max_length=12,
                        verbose_name="việc",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày")),
                ("who", models.CharField(max_length=200, verbose_name="người, cơ quan")),
                ("words", models.CharField(max_length=2000, verbose_name="nội dung")),
                ("passed_to", models.CharField(blank=True, max_length=200, verbose_name="chuyển đến")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="hạn mới")),
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
                    "difficulty",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="entries",
                        to="cells.difficulty",
                        verbose_name="khó khăn",
                    ),
                ),
            ],
            options={
                "verbose_name": "diễn biến của khó khăn",
                "verbose_name_plural": "diễn biến của khó khăn",
                "ordering": ["on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("difficulty"),
                        models.F("kind"),
                        models.F("on"),
                        django.db.models.functions.text.MD5("words"),
                        name="difficulty_entry_once",
                        violation_error_message="Việc này đã ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["answered", "passed", "solved", "reopened", "withdrawn"]),
                            models.Q(("who", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="difficulty_entry_told",
                        violation_error_message="Phải ghi việc, người hoặc cơ quan, và nội dung.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "passed"), _negated=True),
                            models.Q(("passed_to", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="difficulty_passed_somewhere",
                        violation_error_message="Chuyển nơi giải quyết phải ghi chuyển đến đâu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__isnull", True), ("due_on__gte", models.F("on")), _connector="OR"),
                        name="difficulty_new_due_after",
                        violation_error_message="Hạn mới phải từ ngày ghi trở đi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InCharge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("office", models.CharField(max_length=160, verbose_name="chức vụ")),
                (
                    "role",
                    models.CharField(
                        choices=[("lead", "Phụ trách chính"), ("with", "Cùng phụ trách")],
                        default="lead",
                        max_length=10,
                        verbose_name="vai trò",
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="thời gian phụ trách")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("mistaken", models.BooleanField(default=False, verbose_name="ghi nhầm")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do thôi")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("sort_key", sinho.text.fields.SortKeyField(person=True, source="person_name")),
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
                        related_name="in_charge",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "phân công phụ trách",
                "verbose_name_plural": "phân công phụ trách",
                "ordering": ["-valid", "sort_key", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("mistaken", False)),
                        expressions=[("organization", "="), ("person_name", "="), ("valid", "&&")],
                        name="in_charge_once_a_day",
                        violation_error_message="Đồng chí này đã được phân công phụ trách tổ chức đó trong thời gian trên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="in_charge_has_start",
                        violation_error_message="Phân công phải có ngày bắt đầu, không sau ngày thôi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["lead", "with"]),
                            models.Q(("person_name", ""), _negated=True),
                            models.Q(("office", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                        ),
                        name="in_charge_told",
                        violation_error_message="Phân công phải ghi họ tên, chức vụ, vai trò và số quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("end_reason", ""), ("mistaken", False), ("valid__endswith__isnull", True)),
                            models.Q(
                                models.Q(("end_reason", ""), _negated=True),
                                models.Q(("mistaken", True), ("valid__endswith__isnull", False), _connector="OR"),
                            ),
                            _connector="OR",
                        ),
                        name="in_charge_ended_with_reason",
                        violation_error_message="Thôi phụ trách hoặc ghi nhầm phải có lý do.",
                    ),
                ],
            },
            bases=(cells.oversight.models.dated.Held, models.Model),
        ),
        migrations.CreateModel(
            name="OpinionPublication",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày công bố")),
                (
                    "form",
                    models.CharField(
                        choices=[
                            ("people", "Họp dân"),
                            ("cell", "Sinh hoạt chi bộ"),
                            ("notice", "Niêm yết"),
                            ("paper", "Văn bản gửi đơn vị"),
                        ],
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                ("place", models.CharField(max_length=200, verbose_name="nơi công bố")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "answer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="publication",
                        to="cells.opinionanswer",
                        verbose_name="trả lời",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "công bố trả lời",
                "verbose_name_plural": "công bố trả lời",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("form__in", ["people", "cell", "notice", "paper"]), models.Q(("place", ""), _negated=True)
                        ),
                        name="opinion_publication_told",
                        violation_error_message="Công bố phải ghi hình thức và nơi công bố.",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="peopleopinion",
            index=models.Index(fields=["organization", "received_on"], name="people_opinion_by_org"),
        ),
        migrations.AddConstraint(
            model_name="peopleopinion",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("source_words"),
                models.F("received_on"),
                django.db.models.functions.text.MD5("content"),
                name="people_opinion_once",
                violation_error_message="Ý kiến này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="peopleopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("source__in", ["front", "women", "youth", "farmers", "veterans", "union", "other"]),
                    models.Q(("source_words", ""), _negated=True),
                    models.Q(("content", ""), _negated=True),
                    models.Q(("passed_to", ""), _negated=True),
                ),
                name="people_opinion_told",
                violation_error_message="Ý kiến phải ghi nơi tập hợp, nội dung và nơi được chuyển đến.",
            ),
        ),
        migrations.AddConstraint(
            model_name="peopleopinion",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("received_on"))),
                name="people_opinion_due_after",
                violation_error_message="Hạn trả lời phải từ ngày nhận trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="opinionanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_by", ""), _negated=True), models.Q(("content", ""), _negated=True)
                ),
                name="opinion_answer_told",
                violation_error_message="Trả lời phải ghi nơi trả lời và nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="measureresult",
            constraint=models.CheckConstraint(
                condition=models.Q(("words", ""), _negated=True),
                name="measure_result_told",
                violation_error_message="Phải ghi kết quả.",
            ),
        ),
        migrations.AddConstraint(
            model_name="strengtheningplan",
            constraint=models.UniqueConstraint(
                fields=("organization", "resolution_number", "resolution_date"),
                name="plan_once",
                violation_error_message="Nghị quyết này đã ghi cho tổ chức đó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="strengtheningplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("resolution_number", ""), _negated=True),
                    models.Q(("issuer", ""), _negated=True),
                    models.Q(("subject", ""), _negated=True),
                ),
                name="plan_told",
                violation_error_message="Kế hoạch phải ghi số nghị quyết, cơ quan ban hành và trích yếu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quartercheck",
            constraint=models.UniqueConstraint(
                fields=("plan", "year", "quarter"),
                name="quarter_checked_once",
                violation_error_message="Quý này đã ghi kiểm tra.",
            ),
        ),
        migrations.AddConstraint(
            model_name="quartercheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("judgement__in", ["better", "slow", "none"]),
                    ("quarter__range", (1, 4)),
                    ("year__range", (2000, 2100)),
                    models.Q(("checked_by", ""), _negated=True),
                    models.Q(("findings", ""), _negated=True),
                ),
                name="quarter_check_told",
                violation_error_message="Kiểm tra quý phải ghi quý, người kiểm tra, nhận xét và đánh giá.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planperson",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                expressions=[("plan", "="), ("person_name", "="), ("valid", "&&")],
                name="plan_person_once_a_day",
                violation_error_message="Đồng chí này đã được cử xuống theo kế hoạch đó trong thời gian trên.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planperson",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("valid__isempty", False),
                    ("valid__lower_inf", False),
                    models.Q(("person_name", ""), _negated=True),
                    models.Q(("office", ""), _negated=True),
                ),
                name="plan_person_told",
                violation_error_message="Người được cử xuống phải ghi họ tên, chức vụ và ngày bắt đầu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planoutcome",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["risen", "replaced", "ended"]), models.Q(("words", ""), _negated=True)
                ),
                name="plan_outcome_told",
                violation_error_message="Kết thúc kế hoạch phải ghi kết cục và kết quả.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.UniqueConstraint(
                models.F("plan"),
                django.db.models.functions.text.MD5("content"),
                name="measure_of_plan_once",
                violation_error_message="Biện pháp này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="planmeasure",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("content", ""), _negated=True), models.Q(("owner", ""), _negated=True)),
                name="measure_of_plan_told",
                violation_error_message="Biện pháp phải ghi việc và người, đơn vị làm.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("on"),
                models.F("visitors"),
                django.db.models.functions.text.MD5("content"),
                name="visit_once",
                violation_error_message="Lần xuống cơ sở này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="visit",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("visitors", ""), _negated=True), models.Q(("content", ""), _negated=True)),
                name="visit_told",
                violation_error_message="Lần xuống cơ sở phải ghi người đi và nội dung.",
            ),
        ),
        migrations.AddIndex(
            model_name="difficulty",
            index=models.Index(fields=["organization", "raised_on"], name="difficulty_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                models.F("raised_on"),
                django.db.models.functions.text.MD5("content"),
                name="difficulty_once",
                violation_error_message="Khó khăn này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "field__in",
                        ["party", "personnel", "unity", "economy", "land", "works", "social", "security", "other"],
                    ),
                    models.Q(("raised_by", ""), _negated=True),
                    models.Q(("content", ""), _negated=True),
                    models.Q(("passed_to", ""), _negated=True),
                ),
                name="difficulty_told",
                violation_error_message="Khó khăn phải ghi người nêu, lĩnh vực, nội dung và nơi giải quyết.",
            ),
        ),
        migrations.AddConstraint(
            model_name="difficulty",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("raised_on"))),
                name="difficulty_due_after",
                violation_error_message="Hạn giải quyết phải từ ngày nêu trở đi.",
            ),
        ),
        *(append_only(table) for table in APPEND_ONLY),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
