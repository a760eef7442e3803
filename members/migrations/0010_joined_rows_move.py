"""Rows that are kept as they were written still follow their person when two records are joined or parted."""

from django.db import migrations

MOVES = """
CREATE FUNCTION members_follows_join(before jsonb, after jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT before IS DISTINCT FROM after
        AND before - ARRAY['member_id', 'supervisor_id'] = after - ARRAY['member_id', 'supervisor_id']
        AND NOT EXISTS (
        SELECT FROM unnest(ARRAY['member_id', 'supervisor_id']) AS name,
            LATERAL (SELECT (before ->> name)::bigint AS left_id, (after ->> name)::bigint AS new_id) AS moved
        WHERE left_id IS DISTINCT FROM new_id
            AND NOT EXISTS (SELECT FROM members_member WHERE id = left_id AND joined_into_id = new_id)
            AND NOT EXISTS (
                SELECT FROM members_join
                WHERE (gone_id = left_id AND kept_id = new_id) OR (kept_id = left_id AND gone_id = new_id)
            )
    )
$$;

CREATE FUNCTION members_badge_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'append_only',
        MESSAGE = 'Huy hiệu đã ghi thì giữ nguyên, không được sửa hay xóa.';
END $$;
DROP TRIGGER append_only ON members_badge;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_badge
    FOR EACH ROW EXECUTE FUNCTION members_badge_kept();

DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE ON members_transfer FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION members_keep_transfer();
CREATE TRIGGER transfer_kept_whole BEFORE DELETE ON members_transfer
    FOR EACH ROW EXECUTE FUNCTION members_keep_transfer();

DROP TRIGGER assignment_kept ON members_workassignment;
CREATE TRIGGER assignment_kept BEFORE UPDATE ON members_workassignment FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION members_assignment_kept();
CREATE TRIGGER assignment_kept_whole BEFORE DELETE ON members_workassignment
    FOR EACH ROW EXECUTE FUNCTION members_assignment_kept();
"""
NO_MOVES = """
DROP TRIGGER assignment_kept_whole ON members_workassignment;
DROP TRIGGER assignment_kept ON members_workassignment;
CREATE TRIGGER assignment_kept BEFORE UPDATE OR DELETE ON members_workassignment
    FOR EACH ROW EXECUTE FUNCTION members_assignment_kept();
DROP TRIGGER transfer_kept_whole ON members_transfer;
DROP TRIGGER transfer_kept ON members_transfer;
CREATE TRIGGER transfer_kept BEFORE UPDATE OR DELETE ON members_transfer
    FOR EACH ROW EXECUTE FUNCTION members_keep_transfer();
DROP TRIGGER append_only ON members_badge;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_badge
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
DROP FUNCTION members_badge_kept();
DROP FUNCTION members_follows_join(jsonb, jsonb);
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0009_assignments")]

    operations = [migrations.RunSQL(MOVES, NO_MOVES)]
