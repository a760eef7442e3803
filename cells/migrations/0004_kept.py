"""What is decided or closed stays as it is, whoever asks: sheets, and what stands in them."""

from django.db import migrations

SHEETS = """
CREATE FUNCTION cells_sheet_kept(sheet_id bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    is_decided boolean;
    is_closed boolean;
BEGIN
    SELECT sheet.state = 'decided', campaign.closed_at IS NOT NULL INTO is_decided, is_closed
        FROM cells_sheet sheet JOIN cells_campaign campaign ON campaign.id = sheet.campaign_id
        WHERE sheet.id = sheet_id;
    IF is_decided THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'sheet_decided_kept',
            MESSAGE = 'Bản đánh giá đã có quyết định xếp loại, không sửa được nữa.';
    ELSIF is_closed THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'campaign_closed_kept',
            MESSAGE = 'Đợt đánh giá đã khóa; cần sửa, đồng chí đề nghị Ban Tổ chức Huyện ủy mở lại.';
    END IF;
END $$;

CREATE FUNCTION cells_keep_sheet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cells_sheet_kept(OLD.id);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE FUNCTION cells_keep_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM cells_sheet_kept(OLD.sheet_id);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
"""
NO_SHEETS = """
DROP FUNCTION cells_keep_part();
DROP FUNCTION cells_keep_sheet();
DROP FUNCTION cells_sheet_kept(bigint);
"""
PARTS = ("registeredtask", "score", "communeresult", "proposal")


def kept(table: str, function: str) -> migrations.RunSQL:
    """Refuse to change or delete rows of what is decided or closed."""
    return migrations.RunSQL(
        f"CREATE TRIGGER decided_kept BEFORE UPDATE OR DELETE ON cells_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}();",
        f"DROP TRIGGER decided_kept ON cells_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("cells", "0003_states_known")]

    operations = [
        migrations.RunSQL(SHEETS, NO_SHEETS),
        kept("sheet", "cells_keep_sheet"),
        *(kept(part, "cells_keep_part") for part in PARTS),
    ]
