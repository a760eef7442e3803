"""Documents, briefings, action programmes, working regulations; what the database itself keeps about them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sinho.text.fields

# All rows but documents are only added to. A document is mended (the correction stands beside it), but stays in its
# register, and what was struck as written by mistake stays so. Imported rows go when the import is taken back.
TABLES = (
    "directivecorrection",
    "directiveunit",
    "briefing",
    "briefingdirective",
    "briefingaudience",
    "actionprogramme",
    "programmetask",
    "taskprogress",
    "regulation",
    "regulationpart",
)
KEPT = """
CREATE FUNCTION cells_directive_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    facts text[] := ARRAY['type', 'number', 'issuer', 'issued_on', 'subject', 'received_on', 'parent_id', 'struck',
        'search_key'];
BEGIN
    IF TG_OP = 'UPDATE' AND NOT OLD.struck AND to_jsonb(OLD) - facts = to_jsonb(NEW) - facts THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'directive_kept',
        MESSAGE = 'Văn bản đã vào sổ thì không xóa, không chuyển sổ; văn bản đã bỏ vì ghi nhầm thì giữ nguyên.';
END $$;
CREATE TRIGGER directive_kept BEFORE UPDATE OR DELETE ON cells_directive
    FOR EACH ROW WHEN (NOT imports_taking_back()) EXECUTE FUNCTION cells_directive_kept();
""" + "".join(
    f"""
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_{table}
    FOR EACH ROW WHEN (NOT imports_taking_back()) EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
    for table in TABLES
)
NOT_KEPT = (
    "".join(
        f"DROP TRIGGER append_only_truncate ON cells_{table}; DROP TRIGGER append_only ON cells_{table};"
        for table in reversed(TABLES)
    )
    + "DROP TRIGGER directive_kept ON cells_directive; DROP FUNCTION cells_directive_kept();"
)


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0007_judged_kept"),
        ("imports", "0003_kept_rows_go"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Briefing",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("held_on", models.DateField(verbose_name="ngày")),
                ("place", models.CharField(max_length=160, verbose_name="địa điểm")),
                ("speaker", models.CharField(max_length=160, verbose_name="người truyền đạt")),
                (
                    "members",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="số đảng viên của tổ chức"),
                ),
                ("note", models.CharField(blank=True, max_length=1000, verbose_name="ghi chú")),
                ("struck", models.BooleanField(default=False, verbose_name="ghi nhầm")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do sửa")),
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
                        related_name="briefings",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cells.briefing",
                        verbose_name="thay cho",
                    ),
                ),
            ],
            options={
                "verbose_name": "buổi quán triệt",
                "verbose_name_plural": "buổi quán triệt",
                "ordering": ["-held_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Directive",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "direction",
                    models.CharField(
                        choices=[("incoming", "Văn bản đến"), ("own", "Văn bản đi")], max_length=8, verbose_name="chiều"
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("resolution", "Nghị quyết"),
                            ("directive", "Chỉ thị"),
                            ("conclusion", "Kết luận"),
                            ("decision", "Quyết định, quy định"),
                            ("regulation", "Quy chế"),
                            ("programme", "Chương trình"),
                            ("plan", "Kế hoạch"),
                            ("guidance", "Hướng dẫn"),
                            ("scheme", "Đề án"),
                            ("option", "Phương án"),
                            ("notice", "Thông báo"),
                            ("report", "Báo cáo"),
                            ("submission", "Tờ trình"),
                            ("letter", "Công văn"),
                            ("minutes", "Biên bản"),
                        ],
                        max_length=12,
                        verbose_name="loại văn bản",
                    ),
                ),
                ("number", models.CharField(max_length=40, verbose_name="số, ký hiệu")),
                ("issuer", models.CharField(max_length=160, verbose_name="cơ quan ban hành")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("subject", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="ngày nhận")),
                ("struck", models.BooleanField(default=False, verbose_name="ghi nhầm")),
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
                        related_name="directives",
                        to="cells.organization",
                        verbose_name="sổ văn bản của",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="children",
                        to="cells.directive",
                        verbose_name="thực hiện văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản chỉ đạo",
                "verbose_name_plural": "văn bản chỉ đạo",
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BriefingDirective",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="about", to="cells.briefing"
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="briefed", to="cells.directive"
                    ),
                ),
            ],
            options={
                "verbose_name": "văn bản được quán triệt",
                "verbose_name_plural": "văn bản được quán triệt",
            },
        ),
        migrations.AddField(
            model_name="briefing",
            name="directives",
            field=models.ManyToManyField(
                related_name="briefings",
                through="cells.BriefingDirective",
                to="cells.directive",
                verbose_name="văn bản",
            ),
        ),
        migrations.CreateModel(
            name="ActionProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, verbose_name="số, ký hiệu")),
                ("title", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("struck", models.BooleanField(default=False, verbose_name="ghi nhầm")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do sửa")),
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
                        related_name="action_programmes",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cells.actionprogramme",
                        verbose_name="thay cho",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programmes",
                        to="cells.directive",
                        verbose_name="thực hiện văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "chương trình hành động",
                "verbose_name_plural": "chương trình hành động",
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DirectiveCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.JSONField(verbose_name="trước khi sửa")),
                ("after", models.JSONField(verbose_name="sau khi sửa")),
                ("reason", models.CharField(max_length=1000, verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="lúc sửa")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrections",
                        to="cells.directive",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần sửa văn bản",
                "verbose_name_plural": "các lần sửa văn bản",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="DirectiveUnit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_on", models.DateField(verbose_name="ngày giao")),
                ("brief_by", models.DateField(verbose_name="hạn quán triệt")),
                ("programme_by", models.DateField(blank=True, null=True, verbose_name="hạn ban hành chương trình")),
                ("released", models.BooleanField(default=False, verbose_name="thôi giao")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
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
                    "directive",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="units",
                        to="cells.directive",
                        verbose_name="văn bản",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="directives_to_brief",
                        to="cells.organization",
                        verbose_name="đơn vị",
                    ),
                ),
            ],
            options={
                "verbose_name": "đơn vị phải quán triệt",
                "verbose_name_plural": "đơn vị phải quán triệt",
                "ordering": ["directive_id", "organization_id", "given_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.CharField(max_length=1000, verbose_name="nội dung")),
                ("owner", models.CharField(max_length=160, verbose_name="người phụ trách")),
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
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to="cells.actionprogramme"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="programme_tasks",
                        to="cells.organization",
                        verbose_name="tổ chức thực hiện",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhiệm vụ của chương trình",
                "verbose_name_plural": "nhiệm vụ của chương trình",
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="Regulation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(max_length=40, verbose_name="số, ký hiệu")),
                ("title", models.CharField(max_length=500, verbose_name="trích yếu")),
                ("issued_on", models.DateField(verbose_name="ngày ban hành")),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="rà soát tiếp theo")),
                ("struck", models.BooleanField(default=False, verbose_name="ghi nhầm")),
                ("reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do sửa")),
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
                        related_name="regulations",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="cells.regulation",
                        verbose_name="thay cho",
                    ),
                ),
                (
                    "term",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="regulations",
                        to="cells.term",
                        verbose_name="nhiệm kỳ",
                    ),
                ),
            ],
            options={
                "verbose_name": "quy chế làm việc",
                "verbose_name_plural": "quy chế làm việc",
                "ordering": ["-issued_on", "-id"],
            },
        ),
        migrations.CreateModel(
            name="RegulationPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, verbose_name="phần")),
                ("text", models.CharField(max_length=8000, verbose_name="nội dung")),
                (
                    "regulation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="cells.regulation"
                    ),
                ),
            ],
            options={
                "verbose_name": "phần của quy chế",
                "verbose_name_plural": "các phần của quy chế",
                "ordering": ["regulation_id", "id"],
            },
        ),
        migrations.CreateModel(
            name="TaskProgress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày báo cáo")),
                ("percent", models.PositiveSmallIntegerField(verbose_name="tiến độ, %")),
                ("result", models.CharField(max_length=1000, verbose_name="kết quả")),
                ("new_due_on", models.DateField(blank=True, null=True, verbose_name="gia hạn đến")),
                ("dropped", models.BooleanField(default=False, verbose_name="thôi thực hiện")),
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
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="cells.programmetask"
                    ),
                ),
            ],
            options={
                "verbose_name": "tiến độ nhiệm vụ",
                "verbose_name_plural": "tiến độ nhiệm vụ",
                "ordering": ["on", "id"],
            },
        ),
        migrations.CreateModel(
            name="BriefingAudience",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("committee", "Cấp ủy viên"),
                            ("key", "Cán bộ chủ chốt là đảng viên"),
                            ("member", "Đảng viên khác"),
                            ("union", "Đoàn viên, hội viên"),
                            ("mass", "Quần chúng"),
                        ],
                        max_length=10,
                        verbose_name="loại người dự",
                    ),
                ),
                ("invited", models.PositiveIntegerField(verbose_name="mời")),
                ("present", models.PositiveIntegerField(verbose_name="có mặt")),
                (
                    "briefing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="heard", to="cells.briefing"
                    ),
                ),
            ],
            options={
                "verbose_name": "người dự",
                "verbose_name_plural": "người dự",
                "ordering": ["briefing_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("briefing", "kind"),
                        name="briefing_audience_once",
                        violation_error_message="Loại người dự này đã ghi trong buổi quán triệt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["committee", "key", "member", "union", "mass"]),
                            ("invited__gt", 0),
                            ("present__lte", models.F("invited")),
                        ),
                        name="briefing_audience_adds_up",
                        violation_error_message="Số có mặt không quá số mời của mỗi loại người dự.",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="directive",
            index=models.Index(fields=["organization", "issued_on"], name="directive_by_register"),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.UniqueConstraint(
                condition=models.Q(("struck", False)),
                fields=("organization", "number", "issued_on", "issuer"),
                name="directive_once",
                violation_error_message="Văn bản số này, ngày này của cơ quan ấy đã có trong sổ.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "type__in",
                        [
                            "resolution",
                            "directive",
                            "conclusion",
                            "decision",
                            "regulation",
                            "programme",
                            "plan",
                            "guidance",
                            "scheme",
                            "option",
                            "notice",
                            "report",
                            "submission",
                            "letter",
                            "minutes",
                        ],
                    ),
                    models.Q(("number", ""), _negated=True),
                    models.Q(("issuer", ""), _negated=True),
                    models.Q(("subject", ""), _negated=True),
                    models.Q(
                        models.Q(("direction", "own"), ("received_on__isnull", True)),
                        models.Q(("direction", "incoming"), ("received_on__gte", models.F("issued_on"))),
                        _connector="OR",
                    ),
                ),
                name="directive_told",
                violation_error_message="Văn bản phải có loại, số, cơ quan, trích yếu; văn bản đến có ngày nhận, từ ngày ban hành trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directive",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="directive_not_own_parent",
                violation_error_message="Văn bản không thể thực hiện chính nó.",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefingdirective",
            constraint=models.UniqueConstraint(
                fields=("briefing", "directive"),
                name="briefing_directive_once",
                violation_error_message="Văn bản này đã ghi trong buổi quán triệt.",
            ),
        ),
        migrations.AddIndex(
            model_name="briefing",
            index=models.Index(fields=["organization", "held_on"], name="briefing_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("place", ""), _negated=True), models.Q(("speaker", ""), _negated=True)),
                name="briefing_told",
                violation_error_message="Buổi quán triệt phải có địa điểm và người truyền đạt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("replaces__isnull", True), ("struck", False)),
                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="briefing_replaced_why",
                violation_error_message="Sửa hay bỏ buổi quán triệt phải có lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="briefing",
            constraint=models.CheckConstraint(
                condition=models.Q(("members__isnull", True), ("members__gt", 0), _connector="OR"),
                name="briefing_members_some",
                violation_error_message="Số đảng viên của tổ chức phải từ 1 trở lên, hoặc để trống.",
            ),
        ),
        migrations.AddIndex(
            model_name="actionprogramme",
            index=models.Index(fields=["organization", "issued_on"], name="programme_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="actionprogramme",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("number", ""), _negated=True), models.Q(("title", ""), _negated=True)),
                name="action_programme_told",
                violation_error_message="Chương trình hành động phải có số và trích yếu.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actionprogramme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("replaces__isnull", True), ("struck", False)),
                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="action_programme_replaced_why",
                violation_error_message="Bỏ chương trình ghi nhầm phải có lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directivecorrection",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="directive_correction_reason",
                violation_error_message="Sửa văn bản phải có lý do.",
            ),
        ),
        migrations.AddIndex(
            model_name="directiveunit",
            index=models.Index(fields=["directive", "organization", "given_on"], name="directive_unit_last"),
        ),
        migrations.AddConstraint(
            model_name="directiveunit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("brief_by__gte", models.F("given_on")),
                    models.Q(
                        ("programme_by__isnull", True), ("programme_by__gte", models.F("brief_by")), _connector="OR"
                    ),
                ),
                name="directive_unit_in_order",
                violation_error_message="Hạn quán triệt từ ngày giao, hạn chương trình từ hạn quán triệt trở đi.",
            ),
        ),
        migrations.AddConstraint(
            model_name="directiveunit",
            constraint=models.CheckConstraint(
                condition=models.Q(("released", False), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="directive_unit_released_why",
                violation_error_message="Thôi giao phải có lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmetask",
            constraint=models.UniqueConstraint(
                models.F("programme"),
                models.F("due_on"),
                models.F("content"),
                name="programme_task_once",
                violation_error_message="Nhiệm vụ này, hạn này đã ghi trong chương trình.",
            ),
        ),
        migrations.AddConstraint(
            model_name="programmetask",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("content", ""), _negated=True), models.Q(("owner", ""), _negated=True)),
                name="programme_task_told",
                violation_error_message="Nhiệm vụ phải có nội dung và người phụ trách.",
            ),
        ),
        migrations.AddIndex(
            model_name="regulation",
            index=models.Index(fields=["organization", "issued_on"], name="regulation_by_organization"),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                    models.Q(
                        ("next_review_on__isnull", True), ("next_review_on__gt", models.F("issued_on")), _connector="OR"
                    ),
                ),
                name="regulation_told",
                violation_error_message="Quy chế phải có số, trích yếu; ngày rà soát sau ngày ban hành.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), ("replaces__isnull", True), ("struck", False)),
                    models.Q(("replaces__isnull", False), models.Q(("reason", ""), _negated=True)),
                    _connector="OR",
                ),
                name="regulation_replaced_why",
                violation_error_message="Sửa hay bỏ quy chế ghi nhầm phải có lý do.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulationpart",
            constraint=models.UniqueConstraint(
                fields=("regulation", "code"),
                name="regulation_part_once",
                violation_error_message="Phần này đã ghi trong quy chế.",
            ),
        ),
        migrations.AddConstraint(
            model_name="regulationpart",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("code", ""), _negated=True), models.Q(("text", ""), _negated=True)),
                name="regulation_part_told",
                violation_error_message="Mỗi phần của quy chế phải có nội dung.",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskprogress",
            constraint=models.CheckConstraint(
                condition=models.Q(("percent__lte", 100), models.Q(("result", ""), _negated=True)),
                name="task_progress_told",
                violation_error_message="Tiến độ từ 0 đến 100 %, kèm kết quả bằng lời.",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
