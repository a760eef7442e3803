"""A completed transfer is opened again by a correction that holds it as it stood, and by nothing else."""

from django.db import migrations

TAKEN_BACK = """
CREATE FUNCTION members_transfer_taken_back(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT before ->> 'received_on' IS NOT NULL AND after ->> 'received_on' IS NULL
        AND after ->> 'host_cell_id' IS NULL AND after ->> 'notice_number' = ''
        AND (after ->> 'presented_on' IS NULL OR after ->> 'presented_on' = before ->> 'presented_on')
        AND before - ARRAY['received_on', 'host_cell_id', 'notice_number', 'presented_on']
            = after - ARRAY['received_on', 'host_cell_id', 'notice_number', 'presented_on']
        AND EXISTS (
            SELECT FROM members_correction
            WHERE member_id = (before ->> 'member_id')::bigint AND kind IN ('leaving', 'move')
                AND images @> jsonb_build_array(jsonb_build_object(
                    'model', 'members.transfer', 'pk', (before ->> 'id')::bigint,
                    'before', jsonb_build_object('received_on', before ->> 'received_on')))
        )
$$;
DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE ON members_transfer FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) AND NOT imports_taking_back()
        AND NOT members_transfer_taken_back(to_jsonb(OLD), to_jsonb(NEW)))
    EXECUTE FUNCTION members_keep_transfer();
"""
NOT_TAKEN_BACK = """
DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE ON members_transfer FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) AND NOT imports_taking_back()) EXECUTE FUNCTION members_keep_transfer();
DROP FUNCTION members_transfer_taken_back(jsonb, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0014_steps_are_struck")]

    operations = [migrations.RunSQL(TAKEN_BACK, NOT_TAKEN_BACK)]
