"""An extension once given stays as it was: another one counts instead of it."""

from django.db import migrations, models

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_extension
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_extension
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON cells_extension;
DROP TRIGGER append_only ON cells_extension;
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0004_kept")]

    operations = [
        migrations.AlterModelOptions(
            name="extension",
            options={"ordering": ["-id"], "verbose_name": "gia hạn", "verbose_name_plural": "gia hạn"},
        ),
        migrations.RemoveConstraint(model_name="extension", name="extension_once"),
        migrations.AddIndex(
            model_name="extension",
            index=models.Index(fields=["campaign", "organization", "-id"], name="extension_last"),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
