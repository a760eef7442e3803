"""What no constraint of one row can say: members are in cells that exist, and only as long as they are in the Party."""

from django.db import migrations

STANDS = """
CREATE FUNCTION members_membership_stands(membership members_membership) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    alive datemultirange;
    in_party datemultirange;
    cell_name text;
    person text;
BEGIN
    SELECT range_agg(valid) FILTER (WHERE kind IN ('grassroots_cell', 'subordinate_cell')), max(name)
        INTO alive, cell_name
        FROM cells_organizationstate WHERE organization_id = membership.organization_id;
    IF alive IS NULL OR NOT alive @> membership.valid THEN
        SELECT full_name INTO person FROM members_member WHERE id = membership.member_id;
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'membership_cell_alive',
            MESSAGE = format('%s sinh hoạt ở %s từ %s đến %s, nhưng không phải cả thời gian đó nơi này là một chi bộ đang hoạt động; đồng chí chuyển đảng viên sang chi bộ khác trước.',
                person, coalesce(cell_name, 'tổ chức này'), to_char(lower(membership.valid), 'DD/MM/YYYY'),
                coalesce(to_char(upper(membership.valid) - 1, 'DD/MM/YYYY'), 'nay'));
    END IF;
    SELECT range_agg(valid) INTO in_party FROM members_standing WHERE member_id = membership.member_id;
    IF in_party IS NULL OR NOT in_party @> membership.valid THEN
        SELECT full_name INTO person FROM members_member WHERE id = membership.member_id;
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'membership_in_the_party',
            MESSAGE = format('%s sinh hoạt ở %s từ %s đến %s, nhưng không phải cả thời gian đó là đảng viên dự bị hoặc chính thức.',
                person, coalesce(cell_name, 'chi bộ'), to_char(lower(membership.valid), 'DD/MM/YYYY'),
                coalesce(to_char(upper(membership.valid) - 1, 'DD/MM/YYYY'), 'nay'));
    END IF;
END $$;

CREATE FUNCTION members_memberships_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    membership members_membership;
BEGIN
    IF TG_TABLE_NAME = 'members_membership' THEN
        SELECT * INTO membership FROM members_membership WHERE id = NEW.id;
        IF FOUND THEN
            PERFORM members_membership_stands(membership);
        END IF;
    ELSIF TG_TABLE_NAME = 'members_standing' THEN
        FOR membership IN SELECT * FROM members_membership WHERE member_id = OLD.member_id AND valid && OLD.valid LOOP
            PERFORM members_membership_stands(membership);
        END LOOP;
    ELSE
        FOR membership IN SELECT * FROM members_membership
            WHERE organization_id = OLD.organization_id AND valid && OLD.valid
        LOOP
            PERFORM members_membership_stands(membership);
        END LOOP;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER membership_stands
    AFTER INSERT OR UPDATE ON members_membership
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION members_memberships_stand();
CREATE CONSTRAINT TRIGGER membership_stands
    AFTER DELETE OR UPDATE OF valid, member_id ON members_standing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION members_memberships_stand();
CREATE CONSTRAINT TRIGGER membership_stands
    AFTER DELETE OR UPDATE OF valid, kind, organization_id ON cells_organizationstate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION members_memberships_stand();
"""
NO_STANDS = """
DROP TRIGGER membership_stands ON cells_organizationstate;
DROP TRIGGER membership_stands ON members_standing;
DROP TRIGGER membership_stands ON members_membership;
DROP FUNCTION members_memberships_stand();
DROP FUNCTION members_membership_stands(members_membership);
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0001_roll"), ("cells", "0005_extensions_kept")]

    operations = [migrations.RunSQL(STANDS, NO_STANDS)]
