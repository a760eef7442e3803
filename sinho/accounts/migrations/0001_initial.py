from django.db import migrations, models

import sinho.text.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("username", models.CharField(max_length=60, unique=True, verbose_name="tên đăng nhập")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                ("position", models.CharField(blank=True, max_length=160, verbose_name="chức vụ")),
                ("is_active", models.BooleanField(default=True, verbose_name="được đăng nhập")),
                ("must_change_password", models.BooleanField(default=False, verbose_name="phải đổi mật khẩu")),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="lập lúc")),
                ("sort_key", sinho.text.fields.SortKeyField(person=True, source="full_name")),
                ("search_key", sinho.text.fields.SearchKeyField(source="full_name")),
            ],
            options={
                "verbose_name": "tài khoản",
                "verbose_name_plural": "tài khoản",
                "ordering": ["sort_key", "id"],
            },
        ),
    ]
