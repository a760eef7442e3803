"""What the database itself keeps: numbers that follow each other, filings that nobody changes, files as they were."""

from django.db import migrations

# One row of numbers is one issuing body, one type of paper, one term; whoever comes second waits for the first.
NUMBERS = """
CREATE FUNCTION filings_hold_series(organization bigint, body text, type text, term_since date)
RETURNS void LANGUAGE sql AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(
        concat_ws('/', 'filings series', organization, body, type, coalesce(term_since::text, '-')), 0));
$$;

CREATE FUNCTION filings_number_follows() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last integer;
    last_day date;
BEGIN
    PERFORM filings_hold_series(NEW.organization_id, NEW.body, NEW.type, NEW.term_since);
    SELECT max(number), max(day) FILTER (WHERE struck_at IS NULL) INTO last, last_day FROM filings_issuedpaper
        WHERE organization_id = NEW.organization_id AND body = NEW.body AND type = NEW.type
            AND term_since IS NOT DISTINCT FROM NEW.term_since;
    IF last IS NULL THEN
        SELECT last_number INTO last FROM filings_numberstart
            WHERE organization_id = NEW.organization_id AND body = NEW.body AND type = NEW.type
                AND term_since IS NOT DISTINCT FROM NEW.term_since
            ORDER BY id DESC LIMIT 1;
    END IF;
    IF NEW.number <> coalesce(last, 0) + 1 THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'issued_number_follows',
            MESSAGE = 'Số văn bản đi theo thứ tự: số tiếp theo của sổ là ' || coalesce(last, 0) + 1 || '.';
    END IF;
    IF NEW.day < last_day THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'issued_number_follows',
            MESSAGE = 'Ngày ký không được trước ngày của số liền trước.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER issued_number_follows BEFORE INSERT ON filings_issuedpaper
    FOR EACH ROW EXECUTE FUNCTION filings_number_follows();

CREATE FUNCTION filings_issued_paper_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    striking text[] := ARRAY['struck_at', 'struck_by_id', 'struck_reason'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL
        AND to_jsonb(OLD) - striking = to_jsonb(NEW) - striking
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'issued_paper_kept',
        MESSAGE = 'Số văn bản đã cấp thì giữ nguyên trong sổ; cấp nhầm thì bỏ số, có lý do.';
END $$;
CREATE TRIGGER issued_paper_kept BEFORE UPDATE OR DELETE ON filings_issuedpaper
    FOR EACH ROW EXECUTE FUNCTION filings_issued_paper_kept();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON filings_issuedpaper
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();

CREATE FUNCTION filings_numbering_begun() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM filings_hold_series(NEW.organization_id, NEW.body, NEW.type, NEW.term_since);
    IF EXISTS (
        SELECT 1 FROM filings_issuedpaper
            WHERE organization_id = NEW.organization_id AND body = NEW.body AND type = NEW.type
                AND term_since IS NOT DISTINCT FROM NEW.term_since
    ) THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'numbering_begun',
            MESSAGE = 'Sổ này đã cấp số trên hệ thống, không đặt lại số đầu được nữa.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER numbering_begun BEFORE INSERT ON filings_numberstart
    FOR EACH ROW EXECUTE FUNCTION filings_numbering_begun();
"""
NO_NUMBERS = """
DROP TRIGGER numbering_begun ON filings_numberstart;
DROP FUNCTION filings_numbering_begun();
DROP TRIGGER append_only_truncate ON filings_issuedpaper;
DROP TRIGGER issued_paper_kept ON filings_issuedpaper;
DROP FUNCTION filings_issued_paper_kept();
DROP TRIGGER issued_number_follows ON filings_issuedpaper;
DROP FUNCTION filings_number_follows();
DROP FUNCTION filings_hold_series(bigint, text, text, date);
"""
FILES = """
ALTER TABLE filings_filingfile ADD CONSTRAINT filing_file_as_it_was
    CHECK (encode(sha256(content), 'hex') = sha256 AND octet_length(content) = size AND size > 0);
"""
NO_FILES = "ALTER TABLE filings_filingfile DROP CONSTRAINT filing_file_as_it_was;"


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON filings_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON filings_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON filings_{table};DROP TRIGGER append_only ON filings_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [("filings", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(NUMBERS, NO_NUMBERS),
        migrations.RunSQL(FILES, NO_FILES),
        *(append_only(table) for table in ("numberstart", "filing", "filingfile")),
    ]
