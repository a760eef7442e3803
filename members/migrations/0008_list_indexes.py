"""Indexes of the list of members: by name, birth and number, and the few who are probationary."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_extensions_kept"),
        ("members", "0007_joins"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="member",
            index=models.Index(fields=["birth_year", "birth_month", "birth_day", "id"], name="member_by_birth"),
        ),
        migrations.AddIndex(
            model_name="member",
            index=models.Index(
                condition=models.Q(("file_number", ""), _negated=True),
                fields=["file_number"],
                name="member_by_file_number",
                opclasses=["varchar_pattern_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="membership",
            index=models.Index(fields=["member"], include=("organization", "valid"), name="membership_by_member"),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                condition=models.Q(("kind", "probationary")),
                fields=["member"],
                include=("valid",),
                name="standing_probationary",
            ),
        ),
    ]
