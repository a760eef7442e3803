from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("demo_day", models.DateField(verbose_name="ngày của số liệu trình diễn")),
                ("only", models.BooleanField(default=True, editable=False, unique=True)),
            ],
            options={
                "verbose_name": "bản cài đặt",
                "verbose_name_plural": "bản cài đặt",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("only", True)),
                        name="installation_only_one",
                        violation_error_message="Mỗi cơ sở dữ liệu chỉ có một bản cài đặt.",
                    )
                ],
            },
        ),
    ]
