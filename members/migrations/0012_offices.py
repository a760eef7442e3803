"""Which member holds an office; the database keeps the link as it was made, and only for days in the Party."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

HELD = """
CREATE FUNCTION members_office_holder_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL
        AND to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id']
            = to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id']
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'office_holder_kept',
        MESSAGE = 'Chức vụ đã gắn với hồ sơ thì giữ nguyên; gắn nhầm thì gỡ một lần rồi gắn lại.';
END $$;
CREATE TRIGGER office_holder_kept BEFORE UPDATE ON members_officeholder FOR EACH ROW
    WHEN (NOT members_follows_join(to_jsonb(OLD), to_jsonb(NEW))) EXECUTE FUNCTION members_office_holder_kept();
CREATE TRIGGER office_holder_kept_whole BEFORE DELETE ON members_officeholder
    FOR EACH ROW EXECUTE FUNCTION members_office_holder_kept();

CREATE FUNCTION members_office_in_the_party() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wrong record;
    person bigint;
BEGIN
    IF TG_TABLE_NAME = 'members_officeholder' THEN
        person := NEW.member_id;
    ELSE
        person := OLD.member_id;
    END IF;
    SELECT m.full_name, lower(o.held) AS began INTO wrong
        FROM members_officeholder h
        JOIN cells_officer o ON o.id = h.officer_id
        JOIN members_member m ON m.id = h.member_id
        WHERE h.member_id = person AND h.withdrawn_at IS NULL AND NOT EXISTS (
            SELECT FROM members_standing s WHERE s.member_id = h.member_id AND s.valid @> lower(o.held)
        )
        ORDER BY lower(o.held) LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'office_in_the_party',
            MESSAGE = format('%s được gắn với một chức vụ từ ngày %s, nhưng ngày đó không phải là đảng viên dự bị hoặc chính thức.',
                wrong.full_name, to_char(wrong.began, 'DD/MM/YYYY'));
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER office_in_the_party
    AFTER INSERT OR UPDATE OF member_id ON members_officeholder
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION members_office_in_the_party();
CREATE CONSTRAINT TRIGGER office_in_the_party
    AFTER DELETE OR UPDATE OF valid, member_id ON members_standing
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION members_office_in_the_party();
"""
NOT_HELD = """
DROP TRIGGER office_in_the_party ON members_standing;
DROP TRIGGER office_in_the_party ON members_officeholder;
DROP FUNCTION members_office_in_the_party();
DROP TRIGGER office_holder_kept_whole ON members_officeholder;
DROP TRIGGER office_holder_kept ON members_officeholder;
DROP FUNCTION members_office_holder_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_extensions_kept"),
        ("members", "0011_targets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OfficeHolder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(verbose_name="lúc gắn")),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc gỡ")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gắn",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="offices",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "officer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="holders",
                        to="cells.officer",
                        verbose_name="chức vụ",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gỡ",
                    ),
                ),
            ],
            options={
                "verbose_name": "chức vụ đã gắn",
                "verbose_name_plural": "chức vụ đã gắn",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        fields=("officer",),
                        name="office_holder_once",
                        violation_error_message="Chức vụ này đã gắn với hồ sơ của một đảng viên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="office_holder_withdrawn_by_somebody",
                        violation_error_message="Gỡ chức vụ phải ghi cả lúc và người.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(HELD, NOT_HELD),
    ]
