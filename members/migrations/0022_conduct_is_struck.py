"""Discipline and praise of members that were written by mistake are struck out and stay."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ONCE = {
    "memberdiscipline": ("member_discipline_once", "Quyết định kỷ luật này đã ghi cho đảng viên."),
    "membercommendation": ("member_commendation_once", "Quyết định khen thưởng này đã ghi cho đảng viên."),
}
FOLLOWS = "NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))"
# Struck rows would count again: who goes back decides what becomes of them first.
NONE_STRUCK = "".join(
    f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM members_{table} WHERE struck_at IS NOT NULL) THEN
        RAISE EXCEPTION 'members_{table} has rows that were struck out; without the mark they would count again';
    END IF;
END $$;
"""
    for table in ONCE
)


def may_be_struck(table: str) -> migrations.RunSQL:
    """Beside following a join, a row may be struck out."""

    def trigger(when: str) -> str:
        return (
            f"DROP TRIGGER append_only ON members_{table};"
            f"CREATE TRIGGER append_only BEFORE UPDATE ON members_{table} FOR EACH ROW "
            f"WHEN ({when}) EXECUTE FUNCTION audit_refuse_change();"
        )

    return migrations.RunSQL(
        trigger(f"{FOLLOWS} AND NOT cells_strikes(to_jsonb(OLD), to_jsonb(NEW))"), trigger(FOLLOWS)
    )


def struck(table: str) -> list:
    """At, by and why, all or none of them; a decision is written once among the rows that count."""
    name, words = ONCE[table]
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
    once = models.UniqueConstraint(
        fields=["member", "decision_number", "decision_date"],
        condition=models.Q(struck_at__isnull=True),
        name=name,
        violation_error_message=words,
    )
    when = models.DateTimeField(blank=True, null=True, verbose_name="lúc gạch bỏ")
    return [
        migrations.AddField(table, "struck_at", when),
        migrations.AddField(table, "struck_by", who),
        migrations.AddField(table, "struck_reason", why),
        migrations.AddConstraint(table, whole),
        migrations.RemoveConstraint(table, name),
        migrations.AddConstraint(table, once),
        may_be_struck(table),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0013_mistakes_are_struck"),
        ("members", "0021_conduct"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(operation for table in ONCE for operation in struck(table)),
        migrations.RunSQL(migrations.RunSQL.noop, NONE_STRUCK),
    ]
