"""Answers, exceptions and corrections stay as written; a decided sheet changes only by a correction that names it."""

from django.db import migrations


def append_only(table: str) -> migrations.RunSQL:
    """Refuse to change, delete or empty the table."""
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_{table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON cells_{table}; DROP TRIGGER append_only ON cells_{table};",
    )


CORRECTED = """
CREATE OR REPLACE FUNCTION cells_keep_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'decided' AND NEW.state = 'decided' AND NEW.version = OLD.version + 1
        AND EXISTS (SELECT 1 FROM cells_correction WHERE sheet_id = OLD.id AND version = OLD.version)
        AND EXISTS (SELECT 1 FROM cells_campaign WHERE id = OLD.campaign_id AND closed_at IS NULL)
    THEN
        RETURN NEW;
    END IF;
    PERFORM cells_sheet_kept(OLD.id);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
NOT_CORRECTED = """
CREATE OR REPLACE FUNCTION cells_keep_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cells_sheet_kept(OLD.id);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0006_year_in_every_era"), ("audit", "0002_append_only")]

    operations = [
        *(append_only(table) for table in ("gateanswer", "capexception", "correction")),
        migrations.RunSQL(CORRECTED, NOT_CORRECTED),
    ]
