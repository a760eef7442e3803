"""What no constraint of one row can say, kept by triggers: the tree stands on every day, histories are append-only."""

from django.db import migrations

# Rank of a kind from the top down; cells never stand above anything.
TREE = """
CREATE FUNCTION cells_rank_above(kind text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind WHEN 'province_committee' THEN 1 WHEN 'district_committee' THEN 2
        WHEN 'grassroots_committee' THEN 3 WHEN 'section_committee' THEN 4 END $$;
CREATE FUNCTION cells_rank_below(kind text) RETURNS integer LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE kind WHEN 'grassroots_cell' THEN 3 WHEN 'subordinate_cell' THEN 5
        ELSE cells_rank_above(kind) END $$;

CREATE FUNCTION cells_state_stands(state cells_organizationstate) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    above datemultirange;
    parent_name text;
BEGIN
    IF state.parent_id IS NULL THEN
        RETURN;
    END IF;
    SELECT range_agg(valid) FILTER (WHERE cells_rank_above(kind) < cells_rank_below(state.kind)), max(name)
        INTO above, parent_name
        FROM cells_organizationstate WHERE organization_id = state.parent_id;
    IF above IS NULL OR NOT above @> state.valid THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'organization_parent_alive',
            MESSAGE = format('“%s” phải có tổ chức cấp trên phù hợp trong suốt thời gian từ %s đến %s; “%s” không đứng trên được trong cả thời gian đó.',
                state.name, to_char(lower(state.valid), 'DD/MM/YYYY'),
                coalesce(to_char(upper(state.valid) - 1, 'DD/MM/YYYY'), 'nay'), coalesce(parent_name, 'tổ chức cấp trên'));
    END IF;
END $$;

CREATE FUNCTION cells_tree_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    child cells_organizationstate;
BEGIN
    IF TG_OP <> 'DELETE' THEN
        SELECT * INTO child FROM cells_organizationstate WHERE id = NEW.id;
        IF FOUND THEN
            PERFORM cells_state_stands(child);
        END IF;
    END IF;
    IF TG_OP <> 'INSERT' THEN
        FOR child IN SELECT * FROM cells_organizationstate
            WHERE parent_id = OLD.organization_id AND valid && OLD.valid
        LOOP
            PERFORM cells_state_stands(child);
        END LOOP;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER organization_parent_alive
    AFTER INSERT OR DELETE OR UPDATE OF valid, kind, parent_id, organization_id ON cells_organizationstate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cells_tree_stands();
"""
NO_TREE = """
DROP TRIGGER organization_parent_alive ON cells_organizationstate;
DROP FUNCTION cells_tree_stands();
DROP FUNCTION cells_state_stands(cells_organizationstate);
DROP FUNCTION cells_rank_below(text);
DROP FUNCTION cells_rank_above(text);
"""

SERVICES = """
CREATE FUNCTION cells_service_stands(service cells_villageservice) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    alive datemultirange;
    village_name text;
    cell_name text;
BEGIN
    SELECT range_agg(valid), max(name) INTO alive, cell_name
        FROM cells_organizationstate WHERE organization_id = service.cell_id;
    IF alive IS NULL OR NOT alive @> service.valid THEN
        SELECT name INTO village_name FROM cells_villagestate WHERE village_id = service.village_id
            ORDER BY valid DESC LIMIT 1;
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'village_service_cell_alive',
            MESSAGE = format('Bản “%s” do %s phụ trách từ %s đến %s, nhưng chi bộ không tồn tại trong cả thời gian đó; đồng chí ghi chi bộ khác phụ trách bản trước.',
                coalesce(village_name, '?'), coalesce(cell_name, 'chi bộ'), to_char(lower(service.valid), 'DD/MM/YYYY'),
                coalesce(to_char(upper(service.valid) - 1, 'DD/MM/YYYY'), 'nay'));
    END IF;
END $$;

CREATE FUNCTION cells_services_stand() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    service cells_villageservice;
BEGIN
    IF TG_TABLE_NAME = 'cells_villageservice' THEN
        SELECT * INTO service FROM cells_villageservice WHERE id = NEW.id;
        IF FOUND THEN
            PERFORM cells_service_stands(service);
        END IF;
    ELSE
        FOR service IN SELECT * FROM cells_villageservice
            WHERE cell_id = OLD.organization_id AND valid && OLD.valid
        LOOP
            PERFORM cells_service_stands(service);
        END LOOP;
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER village_service_cell_alive
    AFTER INSERT OR UPDATE ON cells_villageservice
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cells_services_stand();
CREATE CONSTRAINT TRIGGER village_service_cell_alive
    AFTER DELETE OR UPDATE OF valid, organization_id ON cells_organizationstate
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION cells_services_stand();
"""
NO_SERVICES = """
DROP TRIGGER village_service_cell_alive ON cells_organizationstate;
DROP TRIGGER village_service_cell_alive ON cells_villageservice;
DROP FUNCTION cells_services_stand();
DROP FUNCTION cells_service_stands(cells_villageservice);
"""

STEPS = """
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cells_step
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON cells_step
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NO_STEPS = """
DROP TRIGGER append_only_truncate ON cells_step;
DROP TRIGGER append_only ON cells_step;
"""

SCHEME = """
CREATE FUNCTION cells_refuse_scheme_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'campaign_scheme_kept',
        MESSAGE = 'Đợt đánh giá giữ nguyên bộ quy tắc đã dùng khi mở.';
END $$;
CREATE TRIGGER campaign_scheme_kept BEFORE UPDATE ON cells_campaign FOR EACH ROW
    WHEN (OLD.scheme IS DISTINCT FROM NEW.scheme OR OLD.scheme_code IS DISTINCT FROM NEW.scheme_code
        OR OLD.year IS DISTINCT FROM NEW.year)
    EXECUTE FUNCTION cells_refuse_scheme_change();
"""
NO_SCHEME = """
DROP TRIGGER campaign_scheme_kept ON cells_campaign;
DROP FUNCTION cells_refuse_scheme_change();
"""


class Migration(migrations.Migration):
    dependencies = [("cells", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(TREE, NO_TREE),
        migrations.RunSQL(SERVICES, NO_SERVICES),
        migrations.RunSQL(STEPS, NO_STEPS),
        migrations.RunSQL(SCHEME, NO_SCHEME),
    ]
