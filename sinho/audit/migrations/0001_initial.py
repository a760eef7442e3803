from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                ("actor_id", models.BigIntegerField(null=True, verbose_name="mã người làm")),
                ("actor_name", models.CharField(max_length=160, verbose_name="người làm")),
                ("did", models.CharField(max_length=60, verbose_name="việc")),
                ("said", models.TextField(verbose_name="nội dung")),
                ("object_type", models.CharField(blank=True, max_length=60, verbose_name="loại đối tượng")),
                ("object_id", models.CharField(blank=True, max_length=40, verbose_name="mã đối tượng")),
                ("organization_id", models.BigIntegerField(null=True, verbose_name="mã tổ chức")),
                ("organization_name", models.CharField(blank=True, max_length=255, verbose_name="tổ chức")),
                ("before", models.JSONField(null=True, verbose_name="trước")),
                ("after", models.JSONField(null=True, verbose_name="sau")),
            ],
            options={
                "verbose_name": "dòng nhật ký",
                "verbose_name_plural": "nhật ký",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["organization_id", "-id"], name="audit_by_organization"),
                    models.Index(fields=["object_type", "object_id", "-id"], name="audit_by_object"),
                    models.Index(fields=["actor_id", "-id"], name="audit_by_actor"),
                ],
            },
        ),
    ]
