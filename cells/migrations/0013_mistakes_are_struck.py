"""What was written by mistake is struck out and stays; measures of a plan get the day on which they were agreed."""

import datetime as dt

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

TABLES = (
    "inspectionplan",
    "inspection",
    "inspectionconclusion",
    "recommendation",
    "discipline",
    "commendation",
    "visit",
    "peopleopinion",
    "strengtheningplan",
    "planmeasure",
    "quartercheck",
)
# These come from files too, and go when such an import is taken back.
IMPORTED = ("commendation",)
ONCE = {
    "inspection_plan_once": ("inspectionplan", ["organization", "body", "year", "number"], "", "Kế hoạch này đã ghi."),
    "inspection_once": (
        "inspection",
        ["plan", "organization", "person_name", "kind", "quarter"],
        "",
        "Cuộc kiểm tra, giám sát này đã có trong kế hoạch.",
    ),
    "recommendation_once": ("recommendation", ["inspection", "content"], "", "Kiến nghị này đã ghi."),
    "discipline_once": (
        "discipline",
        ["organization", "decision_number", "decision_date"],
        "",
        "Quyết định kỷ luật này đã ghi cho tổ chức.",
    ),
    "commendation_once": (
        "commendation",
        ["organization", "decision_number", "decision_date"],
        "",
        "Quyết định khen thưởng này đã ghi cho tổ chức.",
    ),
    "visit_once": ("visit", ["organization", "on", "visitors"], "content", "Lần xuống cơ sở này đã ghi."),
    "people_opinion_once": (
        "peopleopinion",
        ["organization", "source_words", "received_on"],
        "content",
        "Ý kiến này đã ghi.",
    ),
    "plan_once": (
        "strengtheningplan",
        ["organization", "resolution_number", "resolution_date"],
        "",
        "Nghị quyết này đã ghi cho tổ chức đó.",
    ),
    "measure_of_plan_once": ("planmeasure", ["plan"], "content", "Biện pháp này đã ghi."),
    "quarter_checked_once": ("quartercheck", ["plan", "year", "quarter"], "", "Quý này đã ghi kiểm tra."),
}
# Whether a change strikes the row out, once, and changes nothing else.
STRIKES = """
CREATE FUNCTION cells_strikes(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT before ->> 'struck_at' IS NULL AND after ->> 'struck_at' IS NOT NULL
        AND before - '{struck_at,struck_by_id,struck_reason}'::text[]
            = after - '{struck_at,struck_by_id,struck_reason}'::text[]
$$;
"""
# Measures of before were agreed with the resolution of their plan, as far as anybody knows.
AGREED = """
ALTER TABLE cells_planmeasure DISABLE TRIGGER append_only;
UPDATE cells_planmeasure AS measure SET "on" = least(plan.resolution_date, measure.due_on)
    FROM cells_strengtheningplan AS plan WHERE plan.id = measure.plan_id;
ALTER TABLE cells_planmeasure ENABLE TRIGGER append_only;
"""
# Struck rows would count again: who goes back decides what becomes of them first.
NONE_STRUCK = "".join(
    f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM cells_{table} WHERE struck_at IS NOT NULL) THEN
        RAISE EXCEPTION 'cells_{table} has rows that were struck out; without the mark they would count again';
    END IF;
END $$;
"""
    for table in TABLES
)


def may_be_struck(table: str) -> migrations.RunSQL:
    """Append-only, but for the one change that strikes the row out."""
    undone = "NOT imports_taking_back() AND " if table in IMPORTED else ""
    deleted = "WHEN (NOT imports_taking_back()) " if table in IMPORTED else ""
    return migrations.RunSQL(
        f"DROP TRIGGER append_only ON cells_{table};"
        f"CREATE TRIGGER append_only BEFORE UPDATE ON cells_{table} FOR EACH ROW "
        f"WHEN ({undone}NOT cells_strikes(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_whole BEFORE DELETE ON cells_{table} "
        f"FOR EACH ROW {deleted}EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_whole ON cells_{table};"
        f"DROP TRIGGER append_only ON cells_{table};"
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_{table} "
        f"FOR EACH ROW {deleted}EXECUTE FUNCTION audit_refuse_change();",
    )


def marks(table: str) -> list:
    """At, by and why; all or none of them."""
    who = models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name="người gạch bỏ",
    )
    why = models.CharField(blank=True, max_length=500, verbose_name="lý do gạch bỏ")
    none = models.Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
    all_ = models.Q(struck_at__isnull=False, struck_by__isnull=False) & ~models.Q(struck_reason="")
    whole = models.CheckConstraint(
        condition=none | all_,
        name=f"{table}_struck_whole",
        violation_error_message="Gạch bỏ phải ghi lúc, người và lý do.",
    )
    when = models.DateTimeField(blank=True, null=True, verbose_name="lúc gạch bỏ")
    return [
        migrations.AddField(table, "struck_at", when),
        migrations.AddField(table, "struck_by", who),
        migrations.AddField(table, "struck_reason", why),
        migrations.AddConstraint(table, whole),
    ]


def once(name: str, table: str, fields: list[str], text: str, words: str) -> list:
    """The same fact is written once among the rows that count."""
    told = {"name": name, "condition": models.Q(struck_at__isnull=True), "violation_error_message": words}
    if text:
        made = models.UniqueConstraint(*fields, django.db.models.functions.text.MD5(text), **told)
    else:
        made = models.UniqueConstraint(fields=fields, **told)
    return [migrations.RemoveConstraint(table, name), migrations.AddConstraint(table, made)]


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0012_section_committees_are_heard"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(STRIKES, "DROP FUNCTION cells_strikes(jsonb, jsonb);"),
        migrations.AddField(
            "planmeasure",
            "on",
            models.DateField(default=dt.date(1930, 2, 3), verbose_name="ngày thống nhất"),
            preserve_default=False,
        ),
        migrations.RunSQL(AGREED, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "planmeasure",
            models.CheckConstraint(
                condition=models.Q(due_on__gte=models.F("on")),
                name="measure_of_plan_due_after",
                violation_error_message="Hạn của biện pháp phải từ ngày thống nhất trở đi.",
            ),
        ),
        *(operation for table in TABLES for operation in marks(table)),
        *(operation for name, facts in ONCE.items() for operation in once(name, *facts)),
        migrations.AlterField(
            "inspectionconclusion",
            "inspection",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conclusions",
                to="cells.inspection",
                verbose_name="cuộc kiểm tra, giám sát",
            ),
        ),
        migrations.AddConstraint(
            "inspectionconclusion",
            models.UniqueConstraint(
                fields=["inspection"],
                condition=models.Q(struck_at__isnull=True),
                name="conclusion_once",
                violation_error_message="Cuộc này đã có kết luận.",
            ),
        ),
        *map(may_be_struck, TABLES),
        migrations.RunSQL(migrations.RunSQL.noop, NONE_STRUCK),
    ]
