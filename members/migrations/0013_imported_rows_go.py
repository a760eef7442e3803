"""Transfers and steps of cases that came from a file go when the import is taken back, and only then."""

from django.db import migrations

GO = """
DROP TRIGGER transfer_kept_whole ON members_transfer;
DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE ON members_transfer FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) AND NOT imports_taking_back())
    EXECUTE FUNCTION members_keep_transfer();
CREATE TRIGGER transfer_kept_whole BEFORE DELETE ON members_transfer FOR EACH ROW
    WHEN (NOT imports_taking_back()) EXECUTE FUNCTION members_keep_transfer();

DROP TRIGGER append_only ON members_casestep;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casestep FOR EACH ROW
    WHEN (NOT imports_taking_back()) EXECUTE FUNCTION audit_refuse_change();
"""
STAY = """
DROP TRIGGER append_only ON members_casestep;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_casestep
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();

DROP TRIGGER transfer_kept_whole ON members_transfer;
DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE ON members_transfer FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION members_keep_transfer();
CREATE TRIGGER transfer_kept_whole BEFORE DELETE ON members_transfer
    FOR EACH ROW EXECUTE FUNCTION members_keep_transfer();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0003_kept_rows_go"),
        ("members", "0012_offices"),
    ]

    operations = [migrations.RunSQL(GO, STAY)]
