"""Inspection, discipline and praise of organisations: rows that nobody can change."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import sinho.text.fields

TABLES = (
    "inspectionplan",
    "inspection",
    "inspectionconclusion",
    "recommendation",
    "followup",
    "discipline",
    "disciplinestep",
    "commendation",
    "practice",
    "takenup",
)
# These come from files too, and go when such an import is taken back.
IMPORTED = ("commendation",)


def append_only(table: str) -> migrations.RunSQL:
    when = "WHEN (NOT imports_taking_back()) " if table in IMPORTED else ""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_{table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON cells_{table};DROP TRIGGER append_only ON cells_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0010_oversight"),
        ("imports", "0003_kept_rows_go"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Discipline",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("form", models.CharField(max_length=20, verbose_name="hình thức")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("issuer", models.CharField(max_length=200, verbose_name="cấp quyết định")),
                ("reason", models.CharField(max_length=1000, verbose_name="nội dung vi phạm")),
                ("effective_from", models.DateField(verbose_name="có hiệu lực từ ngày")),
                ("effects", models.CharField(blank=True, max_length=300, verbose_name="ảnh hưởng đến chức vụ")),
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
                        related_name="disciplines",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỷ luật tổ chức đảng",
                "verbose_name_plural": "kỷ luật tổ chức đảng",
                "ordering": ["-decision_date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DisciplineStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("complaint", "Khiếu nại"), ("decision", "Giải quyết khiếu nại")],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("kept", "Giữ nguyên"), ("reduced", "Giảm hình thức"), ("lifted", "Xóa kỷ luật")],
                        max_length=10,
                        verbose_name="kết quả",
                    ),
                ),
                ("new_form", models.CharField(blank=True, max_length=20, verbose_name="hình thức mới")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số văn bản")),
                ("issuer", models.CharField(blank=True, max_length=200, verbose_name="cấp giải quyết")),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="nội dung")),
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
                    "discipline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="cells.discipline",
                        verbose_name="kỷ luật",
                    ),
                ),
            ],
            options={
                "verbose_name": "khiếu nại kỷ luật tổ chức đảng",
                "verbose_name_plural": "khiếu nại kỷ luật tổ chức đảng",
                "ordering": ["on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Inspection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("person_name", models.CharField(blank=True, max_length=120, verbose_name="đảng viên được kiểm tra")),
                ("person_office", models.CharField(blank=True, max_length=200, verbose_name="chức vụ")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("signs", "Kiểm tra khi có dấu hiệu vi phạm"),
                            ("compliance", "Kiểm tra việc chấp hành"),
                            ("inspection_work", "Kiểm tra việc thực hiện nhiệm vụ kiểm tra, giám sát"),
                            ("finance", "Kiểm tra tài chính đảng, đảng phí"),
                            ("thematic", "Giám sát chuyên đề"),
                            ("regular", "Giám sát thường xuyên"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("content", models.CharField(max_length=1000, verbose_name="nội dung")),
                ("scope_from", models.DateField(blank=True, null=True, verbose_name="mốc từ ngày")),
                ("scope_to", models.DateField(blank=True, null=True, verbose_name="mốc đến ngày")),
                ("quarter", models.PositiveSmallIntegerField(verbose_name="quý")),
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
                        related_name="inspections",
                        to="cells.organization",
                        verbose_name="tổ chức được kiểm tra",
                    ),
                ),
            ],
            options={
                "verbose_name": "cuộc kiểm tra, giám sát",
                "verbose_name_plural": "cuộc kiểm tra, giám sát",
                "ordering": ["plan__year", "quarter", "id"],
            },
        ),
        migrations.CreateModel(
            name="InspectionConclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("number", models.CharField(max_length=40, verbose_name="số kết luận")),
                ("date", models.DateField(verbose_name="ngày kết luận")),
                ("text", models.CharField(max_length=2000, verbose_name="nội dung kết luận")),
                ("breach", models.BooleanField(verbose_name="có vi phạm")),
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
                    "inspection",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conclusion",
                        to="cells.inspection",
                        verbose_name="cuộc kiểm tra, giám sát",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết luận kiểm tra, giám sát",
                "verbose_name_plural": "kết luận kiểm tra, giám sát",
                "ordering": ["-date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="InspectionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "body",
                    models.CharField(
                        choices=[("committee", "Cấp ủy"), ("commission", "Ủy ban Kiểm tra")],
                        max_length=12,
                        verbose_name="của",
                    ),
                ),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("number", models.CharField(max_length=40, verbose_name="số kế hoạch")),
                ("date", models.DateField(verbose_name="ngày kế hoạch")),
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
                        related_name="inspection_plans",
                        to="cells.organization",
                        verbose_name="đảng bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "kế hoạch kiểm tra, giám sát",
                "verbose_name_plural": "kế hoạch kiểm tra, giám sát",
                "ordering": ["-year", "body", "id"],
            },
        ),
        migrations.AddField(
            model_name="inspection",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="inspections",
                to="cells.inspectionplan",
                verbose_name="kế hoạch",
            ),
        ),
        migrations.CreateModel(
            name="Practice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="tên cách làm")),
                ("text", models.CharField(max_length=2000, verbose_name="cách làm, kết quả")),
                ("on", models.DateField(verbose_name="ngày ghi nhận")),
                ("search_key", sinho.text.fields.SearchKeyField(source="searched")),
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
                        related_name="practices",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "điển hình, cách làm hay",
                "verbose_name_plural": "điển hình, cách làm hay",
                "ordering": ["-on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("content", models.CharField(max_length=1000, verbose_name="kiến nghị")),
                ("due_on", models.DateField(verbose_name="hạn thực hiện")),
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
                    "inspection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recommendations",
                        to="cells.inspection",
                        verbose_name="cuộc kiểm tra, giám sát",
                    ),
                ),
            ],
            options={
                "verbose_name": "kiến nghị sau kiểm tra, giám sát",
                "verbose_name_plural": "kiến nghị sau kiểm tra, giám sát",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="FollowUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("on", models.DateField(verbose_name="ngày")),
                ("done", models.BooleanField(verbose_name="đã thực hiện xong")),
                ("text", models.CharField(max_length=1000, verbose_name="kết quả")),
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
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="follow_ups",
                        to="cells.recommendation",
                        verbose_name="kiến nghị",
                    ),
                ),
            ],
            options={
                "verbose_name": "theo dõi kiến nghị",
                "verbose_name_plural": "theo dõi kiến nghị",
                "ordering": ["on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TakenUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="áp dụng từ ngày")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="kết quả")),
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
                        related_name="taken_practices",
                        to="cells.organization",
                        verbose_name="đơn vị áp dụng",
                    ),
                ),
                (
                    "practice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_up",
                        to="cells.practice",
                        verbose_name="cách làm",
                    ),
                ),
            ],
            options={
                "verbose_name": "nơi áp dụng cách làm hay",
                "verbose_name_plural": "nơi áp dụng cách làm hay",
                "ordering": ["on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Commendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12, verbose_name="hình thức")),
                ("level", models.CharField(max_length=12, verbose_name="cấp khen")),
                ("issuer", models.CharField(max_length=200, verbose_name="cơ quan khen")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("year", models.PositiveSmallIntegerField(verbose_name="thành tích năm")),
                ("achievement", models.CharField(max_length=500, verbose_name="thành tích")),
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
                        related_name="commendations",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng tổ chức đảng",
                "verbose_name_plural": "khen thưởng tổ chức đảng",
                "ordering": ["-decision_date", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "decision_number", "decision_date"),
                        name="commendation_once",
                        violation_error_message="Quyết định khen thưởng này đã ghi cho tổ chức.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("level", ""), _negated=True),
                            models.Q(("issuer", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                            models.Q(("achievement", ""), _negated=True),
                        ),
                        name="commendation_whole",
                        violation_error_message="Khen thưởng phải có hình thức, cấp, cơ quan khen, số quyết định, thành tích.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_date__year__gte", models.F("year"))),
                        name="commendation_after_its_year",
                        violation_error_message="Quyết định khen thưởng không thể có trước năm của thành tích.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.UniqueConstraint(
                fields=("organization", "decision_number", "decision_date"),
                name="discipline_once",
                violation_error_message="Quyết định kỷ luật này đã ghi cho tổ chức.",
            ),
        ),
        migrations.AddConstraint(
            model_name="discipline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", ""), _negated=True),
                    models.Q(("decision_number", ""), _negated=True),
                    models.Q(("issuer", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                ),
                name="discipline_whole",
                violation_error_message="Kỷ luật phải có hình thức, số quyết định, cấp quyết định và nội dung vi phạm.",
            ),
        ),
        migrations.AddConstraint(
            model_name="disciplinestep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "complaint"), ("new_form", ""), ("outcome", "")),
                    models.Q(
                        ("kind", "decision"),
                        ("outcome__in", ["kept", "reduced", "lifted"]),
                        models.Q(("number", ""), _negated=True),
                        models.Q(("issuer", ""), _negated=True),
                        models.Q(
                            models.Q(("outcome", "reduced"), models.Q(("new_form", ""), _negated=True)),
                            models.Q(models.Q(("outcome", "reduced"), _negated=True), ("new_form", "")),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="discipline_step_whole",
                violation_error_message="Giải quyết khiếu nại phải có số văn bản, cấp giải quyết và kết quả.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionconclusion",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("number", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="conclusion_whole",
                violation_error_message="Kết luận phải có số và nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionplan",
            constraint=models.UniqueConstraint(
                fields=("organization", "body", "year", "number"),
                name="inspection_plan_once",
                violation_error_message="Kế hoạch này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspectionplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("body__in", ["committee", "commission"]),
                    ("year__range", (1945, 2100)),
                    models.Q(("number", ""), _negated=True),
                ),
                name="inspection_plan_whole",
                violation_error_message="Kế hoạch phải có năm, cấp ban hành và số.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.UniqueConstraint(
                fields=("plan", "organization", "person_name", "kind", "quarter"),
                name="inspection_once",
                violation_error_message="Cuộc kiểm tra, giám sát này đã có trong kế hoạch.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["signs", "compliance", "inspection_work", "finance", "thematic", "regular"]),
                    ("quarter__range", (1, 4)),
                    models.Q(("content", ""), _negated=True),
                ),
                name="inspection_whole",
                violation_error_message="Cuộc kiểm tra, giám sát phải có loại, nội dung và quý từ 1 đến 4.",
            ),
        ),
        migrations.AddConstraint(
            model_name="inspection",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope_from__isnull", True),
                    ("scope_to__isnull", True),
                    ("scope_to__gte", models.F("scope_from")),
                    _connector="OR",
                ),
                name="inspection_scope_in_order",
                violation_error_message="Mốc kiểm tra: ngày cuối không thể trước ngày đầu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.UniqueConstraint(
                models.F("organization"),
                django.db.models.functions.text.MD5("title"),
                name="practice_once",
                violation_error_message="Cách làm này của tổ chức đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="practice",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("title", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="practice_whole",
                violation_error_message="Điển hình phải có tên và nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.UniqueConstraint(
                fields=("inspection", "content"),
                name="recommendation_once",
                violation_error_message="Kiến nghị này đã ghi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="recommendation",
            constraint=models.CheckConstraint(
                condition=models.Q(("content", ""), _negated=True),
                name="recommendation_whole",
                violation_error_message="Kiến nghị phải có nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="followup",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True),
                name="follow_up_whole",
                violation_error_message="Theo dõi kiến nghị phải ghi kết quả.",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenup",
            constraint=models.UniqueConstraint(
                fields=("practice", "organization"),
                name="taken_up_once",
                violation_error_message="Đơn vị này đã ghi áp dụng cách làm.",
            ),
        ),
        *map(append_only, TABLES),
    ]
