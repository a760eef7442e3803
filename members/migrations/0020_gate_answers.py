"""What people say of conditions on a member where the system does not know. Answers only grow."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

APPEND_ONLY = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_ratinggateanswer
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_ratinggateanswer
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_APPEND_ONLY = """
DROP TRIGGER append_only_truncate ON members_ratinggateanswer;
DROP TRIGGER append_only ON members_ratinggateanswer;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("members", "0019_ratings"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RatingGateAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("condition", models.CharField(max_length=60, verbose_name="điều kiện")),
                ("holds", models.BooleanField(verbose_name="đúng")),
                ("note", models.CharField(max_length=500, verbose_name="căn cứ")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người trả lời",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gate_answers",
                        to="members.rating",
                        verbose_name="xếp loại",
                    ),
                ),
            ],
            options={
                "verbose_name": "trả lời điều kiện xếp loại đảng viên",
                "verbose_name_plural": "trả lời điều kiện xếp loại đảng viên",
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("note", ""), _negated=True),
                        name="rating_gate_answer_has_note",
                        violation_error_message="Trả lời điều kiện xếp loại phải ghi căn cứ.",
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, NOT_APPEND_ONLY),
    ]
