"""The opinion of a section committee on its cells."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0011_inspections"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="proposal",
            name="proposal_has_level",
        ),
        migrations.AlterField(
            model_name="proposal",
            name="body",
            field=models.CharField(
                choices=[
                    ("self", "Tự đánh giá"),
                    ("section_committee", "Đảng ủy bộ phận"),
                    ("commune_committee", "Đảng ủy cơ sở"),
                    ("organization_board", "Ban Tổ chức"),
                    ("inspection", "Ủy ban Kiểm tra"),
                    ("propaganda", "Ban Tuyên giáo"),
                    ("mass_mobilization", "Ban Dân vận"),
                ],
                max_length=20,
                verbose_name="bên đề nghị",
            ),
        ),
        migrations.AlterField(
            model_name="score",
            name="body",
            field=models.CharField(
                choices=[
                    ("self", "Tự đánh giá"),
                    ("section_committee", "Đảng ủy bộ phận"),
                    ("commune_committee", "Đảng ủy cơ sở"),
                    ("organization_board", "Ban Tổ chức"),
                    ("inspection", "Ủy ban Kiểm tra"),
                    ("propaganda", "Ban Tuyên giáo"),
                    ("mass_mobilization", "Ban Dân vận"),
                ],
                max_length=20,
                verbose_name="bên chấm",
            ),
        ),
        migrations.AddConstraint(
            model_name="proposal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", ""), _negated=True),
                    (
                        "body__in",
                        [
                            "self",
                            "section_committee",
                            "commune_committee",
                            "organization_board",
                            "inspection",
                            "propaganda",
                            "mass_mobilization",
                        ],
                    ),
                ),
                name="proposal_has_level",
                violation_error_message="Đề nghị xếp loại phải ghi mức và bên đề nghị.",
            ),
        ),
    ]
