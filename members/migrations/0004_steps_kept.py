"""Steps on the way into the Party are never changed: another one is written."""

from django.db import migrations

KEPT = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casestep
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_casestep
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON members_casestep;
DROP TRIGGER append_only ON members_casestep;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0003_admissions"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(KEPT, NOT_KEPT)]
