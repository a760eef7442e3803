"""Transfers with their papers. What is written stays as it was; what is completed is never touched again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION members_keep_transfer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    over boolean := OLD.cancelled_on IS NOT NULL OR OLD.returned_on IS NOT NULL
        OR (OLD.received_on IS NOT NULL AND OLD.kind <> 'temporary');
BEGIN
    IF TG_OP = 'DELETE' OR over THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'transfer_kept',
            MESSAGE = 'Việc chuyển sinh hoạt đã xong hoặc đã hủy thì được giữ nguyên; không việc nào được xóa.';
    END IF;
    IF (OLD.member_id, OLD.kind, OLD.from_words, OLD.to_words, OLD.study)
            IS DISTINCT FROM (NEW.member_id, NEW.kind, NEW.from_words, NEW.to_words, NEW.study)
        OR OLD.from_organization_id IS DISTINCT FROM NEW.from_organization_id
        OR OLD.to_organization_id IS DISTINCT FROM NEW.to_organization_id
        OR OLD.until IS DISTINCT FROM NEW.until
        OR OLD.decided_on IS DISTINCT FROM NEW.decided_on
        OR (OLD.introduced_on IS NOT NULL
            AND (OLD.introduced_on, OLD.sheet_number) IS DISTINCT FROM (NEW.introduced_on, NEW.sheet_number))
        OR (OLD.presented_on IS NOT NULL AND OLD.presented_on IS DISTINCT FROM NEW.presented_on)
        OR (OLD.received_on IS NOT NULL
            AND (OLD.received_on, OLD.host_cell_id) IS DISTINCT FROM (NEW.received_on, NEW.host_cell_id))
    THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'transfer_kept',
            MESSAGE = 'Bước đã ghi của việc chuyển sinh hoạt được giữ nguyên; ghi sai thì hủy việc chuyển và ghi lại.';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER transfer_kept BEFORE UPDATE OR DELETE ON members_transfer
    FOR EACH ROW EXECUTE FUNCTION members_keep_transfer();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_transfer
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_stayextension
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_stayextension
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only_truncate ON members_stayextension;
DROP TRIGGER append_only ON members_stayextension;
DROP TRIGGER append_only_truncate ON members_transfer;
DROP TRIGGER transfer_kept ON members_transfer;
DROP FUNCTION members_keep_transfer();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cells", "0005_extensions_kept"),
        ("members", "0004_steps_kept"),
        ("audit", "0002_append_only"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Transfer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("within", "Chính thức, trong đảng bộ huyện"),
                            ("to_district", "Chính thức, đi huyện khác trong tỉnh"),
                            ("to_province", "Chính thức, đi tỉnh khác"),
                            ("from_district", "Chính thức, từ huyện khác trong tỉnh đến"),
                            ("from_province", "Chính thức, từ tỉnh khác đến"),
                            ("temporary", "Tạm thời"),
                        ],
                        max_length=16,
                        verbose_name="loại",
                    ),
                ),
                ("from_words", models.CharField(blank=True, max_length=200, verbose_name="nơi chuyển đi ngoài huyện")),
                ("to_words", models.CharField(blank=True, max_length=200, verbose_name="nơi chuyển đến ngoài huyện")),
                (
                    "decided_on",
                    models.DateField(
                        blank=True, null=True, verbose_name="ngày quyết định, ngày đổi nơi ở, nơi công tác"
                    ),
                ),
                ("introduced_on", models.DateField(blank=True, null=True, verbose_name="ngày giới thiệu")),
                ("presented_on", models.DateField(blank=True, null=True, verbose_name="ngày nộp giấy")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="ngày tiếp nhận")),
                ("sheet_number", models.CharField(blank=True, max_length=40, verbose_name="số giấy giới thiệu")),
                ("notice_number", models.CharField(blank=True, max_length=40, verbose_name="số thông báo tiếp nhận")),
                ("dues_paid_until", models.DateField(blank=True, null=True, verbose_name="đóng đảng phí đến hết ngày")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do chuyển")),
                ("study", models.BooleanField(default=False, verbose_name="đi học")),
                ("until", models.DateField(blank=True, null=True, verbose_name="sinh hoạt tạm thời đến hết ngày")),
                ("returned_on", models.DateField(blank=True, null=True, verbose_name="ngày trở về")),
                ("cancelled_on", models.DateField(blank=True, null=True, verbose_name="ngày hủy")),
                ("cancel_reason", models.CharField(blank=True, max_length=300, verbose_name="lý do hủy")),
                (
                    "from_organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="nơi chuyển đi",
                    ),
                ),
                (
                    "host_cell",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="chi bộ nhận",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="transfers",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "to_organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="nơi chuyển đến",
                    ),
                ),
            ],
            options={
                "verbose_name": "chuyển sinh hoạt đảng",
                "verbose_name_plural": "chuyển sinh hoạt đảng",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["from_organization", "received_on"], name="transfer_by_home"),
                    models.Index(fields=["to_organization", "received_on"], name="transfer_by_destination"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("cancelled_on__isnull", True),
                            ("returned_on__isnull", True),
                            models.Q(("received_on__isnull", True), ("kind", "temporary"), _connector="OR"),
                        ),
                        fields=("member",),
                        name="transfer_one_open",
                        violation_error_message="Đảng viên này đang có một việc chuyển sinh hoạt chưa xong.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("from_organization__isnull", False),
                                ("kind", "within"),
                                ("to_organization__isnull", False),
                                models.Q(("from_organization", models.F("to_organization")), _negated=True),
                            ),
                            models.Q(
                                ("from_organization__isnull", False),
                                ("kind__in", ("to_district", "to_province")),
                                ("to_organization__isnull", True),
                                models.Q(("to_words", ""), _negated=True),
                            ),
                            models.Q(
                                ("from_organization__isnull", True),
                                ("kind__in", ("from_district", "from_province")),
                                ("to_organization__isnull", False),
                                models.Q(("from_words", ""), _negated=True),
                            ),
                            models.Q(
                                ("from_organization__isnull", False),
                                ("kind", "temporary"),
                                models.Q(
                                    models.Q(("to_organization__isnull", False), ("to_words", "")),
                                    models.Q(
                                        ("to_organization__isnull", True), models.Q(("to_words", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_places",
                        violation_error_message="Việc chuyển sinh hoạt phải ghi nơi đi và nơi đến, khác nhau.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_on__isnull", False), ("introduced_on__isnull", False), _connector="OR"),
                            models.Q(("presented_on__isnull", True), ("introduced_on__isnull", False), _connector="OR"),
                            models.Q(("received_on__isnull", True), ("presented_on__isnull", False), _connector="OR"),
                            models.Q(("returned_on__isnull", True), ("received_on__isnull", False), _connector="OR"),
                        ),
                        name="transfer_steps_whole",
                        violation_error_message="Việc chuyển đi từng bước: quyết định, giới thiệu, nộp giấy, tiếp nhận.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_on__isnull", True),
                                ("introduced_on__isnull", True),
                                ("introduced_on__gte", models.F("decided_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("presented_on__isnull", True),
                                ("presented_on__gte", models.F("introduced_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("received_on__isnull", True),
                                ("received_on__gte", models.F("presented_on")),
                                _connector="OR",
                            ),
                            models.Q(
                                ("returned_on__isnull", True),
                                ("returned_on__gt", models.F("received_on")),
                                _connector="OR",
                            ),
                        ),
                        name="transfer_steps_in_order",
                        violation_error_message="Ngày của bước sau không thể trước ngày của bước trước.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("introduced_on__isnull", True),
                                models.Q(("sheet_number", ""), _negated=True),
                                _connector="OR",
                            ),
                            models.Q(
                                models.Q(("host_cell__isnull", True), ("received_on__isnull", True)),
                                models.Q(
                                    ("host_cell__isnull", True),
                                    ("received_on__isnull", False),
                                    ("to_organization__isnull", True),
                                ),
                                models.Q(
                                    ("host_cell__isnull", False),
                                    ("received_on__isnull", False),
                                    ("to_organization__isnull", False),
                                ),
                                _connector="OR",
                            ),
                        ),
                        name="transfer_papers",
                        violation_error_message="Giấy giới thiệu phải có số; tiếp nhận trong huyện phải ghi chi bộ nhận.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "temporary"), ("until__isnull", False)),
                            models.Q(
                                models.Q(("kind", "temporary"), _negated=True),
                                ("returned_on__isnull", True),
                                ("study", False),
                                ("until__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_temporary_has_end",
                        violation_error_message="Sinh hoạt tạm thời phải có ngày hết hạn; chuyển chính thức thì không.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancel_reason", ""), ("cancelled_on__isnull", True)),
                            models.Q(
                                ("cancelled_on__isnull", False),
                                ("received_on__isnull", True),
                                models.Q(("cancel_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="transfer_cancelled_with_reason",
                        violation_error_message="Hủy việc chuyển phải ghi ngày và lý do, và chỉ khi chưa tiếp nhận.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StayExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="ngày cho gia hạn")),
                ("until", models.DateField(verbose_name="đến hết ngày")),
                ("reason", models.CharField(max_length=300, verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
                (
                    "transfer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="members.transfer",
                        verbose_name="việc chuyển",
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn sinh hoạt tạm thời",
                "verbose_name_plural": "gia hạn sinh hoạt tạm thời",
                "ordering": ["until", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("transfer", "until"),
                        name="stay_extension_once",
                        violation_error_message="Lần gia hạn này đã được ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="stay_extension_has_reason",
                        violation_error_message="Gia hạn phải ghi lý do.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
