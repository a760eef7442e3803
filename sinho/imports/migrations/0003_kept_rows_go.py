"""Rows that are kept as they were written go with the import that wrote them: told apart by a setting of the
transaction, which only the undo of an import makes."""

from django.db import migrations

ASKED = """
CREATE FUNCTION imports_taking_back() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('sinho.taking_back', true), '') = 'on'
$$;
"""
NOT_ASKED = "DROP FUNCTION imports_taking_back();"


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_answers")]

    operations = [migrations.RunSQL(ASKED, NOT_ASKED)]
