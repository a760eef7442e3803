"""Discipline and praise of members: rows that nobody can change."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Rows with a member follow him when two records are joined; nothing else of them changes. Praise comes from files too, and
# goes when such an import is taken back.
FOLLOWING, KEPT = ("memberdiscipline", "membercommendation"), "memberdisciplinestep"


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON members_{table};DROP TRIGGER append_only ON members_{table};",
    )


def follows_joins(table: str) -> migrations.RunSQL:
    when = "WHEN (NOT imports_taking_back()) " if table == "membercommendation" else ""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE ON members_{table} FOR EACH ROW "
        f"WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_whole BEFORE DELETE ON members_{table} "
        f"FOR EACH ROW {when}EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON members_{table};DROP TRIGGER append_only_whole ON members_{table};"
        f"DROP TRIGGER append_only ON members_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0011_inspections"),
        ("imports", "0003_kept_rows_go"),
        ("members", "0020_gate_answers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="MemberDiscipline",
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
                    "side",
                    models.CharField(
                        choices=[("party", "Kỷ luật đảng"), ("state", "Kỷ luật hành chính")],
                        default="party",
                        max_length=6,
                        verbose_name="loại",
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
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="disciplines",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_disciplines",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "kỷ luật đảng viên",
                "verbose_name_plural": "kỷ luật đảng viên",
                "ordering": ["-decision_date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MemberDisciplineStep",
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
                        to="members.memberdiscipline",
                        verbose_name="kỷ luật",
                    ),
                ),
            ],
            options={
                "verbose_name": "khiếu nại kỷ luật đảng viên",
                "verbose_name_plural": "khiếu nại kỷ luật đảng viên",
                "ordering": ["on", "id"],
            },
        ),
        migrations.CreateModel(
            name="MemberCommendation",
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
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="commendations",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_commendations",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "khen thưởng đảng viên",
                "verbose_name_plural": "khen thưởng đảng viên",
                "ordering": ["-decision_date", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("member", "decision_number", "decision_date"),
                        name="member_commendation_once",
                        violation_error_message="Quyết định khen thưởng này đã ghi cho đảng viên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", ""), _negated=True),
                            models.Q(("level", ""), _negated=True),
                            models.Q(("issuer", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                            models.Q(("achievement", ""), _negated=True),
                        ),
                        name="member_commendation_whole",
                        violation_error_message="Khen thưởng phải có hình thức, cấp, cơ quan khen, số quyết định, thành tích.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decision_date__year__gte", models.F("year"))),
                        name="member_commendation_after_its_year",
                        violation_error_message="Quyết định khen thưởng không thể có trước năm của thành tích.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="memberdiscipline",
            constraint=models.UniqueConstraint(
                fields=("member", "decision_number", "decision_date"),
                name="member_discipline_once",
                violation_error_message="Quyết định kỷ luật này đã ghi cho đảng viên.",
            ),
        ),
        migrations.AddConstraint(
            model_name="memberdiscipline",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("form", ""), _negated=True),
                    models.Q(("decision_number", ""), _negated=True),
                    models.Q(("issuer", ""), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    ("side__in", ["party", "state"]),
                ),
                name="member_discipline_whole",
                violation_error_message="Kỷ luật phải có hình thức, số quyết định, cấp quyết định và nội dung vi phạm.",
            ),
        ),
        migrations.AddConstraint(
            model_name="memberdisciplinestep",
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
                name="member_discipline_step_whole",
                violation_error_message="Giải quyết khiếu nại phải có số văn bản, cấp giải quyết và kết quả.",
            ),
        ),
        append_only(KEPT),
        *map(follows_joins, FOLLOWING),
    ]
