"""Words of each act without marks, so that the log is searched the way names are typed."""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations

import sinho.text.fields


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_append_only")]

    operations = [
        TrigramExtension(),
        migrations.AddField(
            model_name="auditentry",
            name="search_key",
            field=sinho.text.fields.SearchKeyField(default="", source="searched"),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name="auditentry",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_key"], name="audit_by_search_key", opclasses=["gin_trgm_ops"]
            ),
        ),
    ]
