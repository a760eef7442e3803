"""The yearly ratings of members. Steps only grow; a closed campaign stays; votes fit the valid slips of the meeting."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION members_campaign_open(which bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM cells_campaign WHERE id = which AND closed_at IS NOT NULL) THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'campaign_closed_kept',
            MESSAGE = 'Đợt đánh giá đã khóa; cần sửa, đồng chí đề nghị Ban Tổ chức Huyện ủy mở lại.';
    END IF;
END $$;

CREATE FUNCTION members_keep_rating() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND members_follows_join(to_jsonb(OLD), to_jsonb(NEW)) THEN
        RETURN NEW;
    END IF;
    PERFORM members_campaign_open(OLD.campaign_id);
    IF TG_OP = 'DELETE' AND OLD.decided_at IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'rating_kept',
            MESSAGE = 'Xếp loại đảng viên đã quyết định thì giữ nguyên; sửa bằng quyết định lại.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rating_kept BEFORE UPDATE OR DELETE ON members_rating
    FOR EACH ROW EXECUTE FUNCTION members_keep_rating();

CREATE FUNCTION members_keep_rated_cell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM members_campaign_open(OLD.campaign_id);
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rated_cell_kept BEFORE UPDATE OR DELETE ON members_ratedcell
    FOR EACH ROW EXECUTE FUNCTION members_keep_rated_cell();

CREATE FUNCTION members_votes_too_many(one members_rating, cell members_ratedcell) RETURNS boolean
    LANGUAGE sql IMMUTABLE AS $$
    SELECT COALESCE(one.vote_1, 0) + COALESCE(one.vote_2, 0) + COALESCE(one.vote_3, 0) + COALESCE(one.vote_4, 0)
            > cell.valid
        OR COALESCE(one.second_agree, 0) + COALESCE(one.second_disagree, 0) > cell.second_valid
$$;
CREATE FUNCTION members_votes_fit() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    misfit boolean;
BEGIN
    IF TG_TABLE_NAME = 'members_rating' THEN
        SELECT members_votes_too_many(NEW, cell) INTO misfit FROM members_ratedcell cell
            WHERE cell.campaign_id = NEW.campaign_id AND cell.organization_id = NEW.organization_id;
    ELSE
        SELECT bool_or(members_votes_too_many(one, NEW)) INTO misfit FROM members_rating one
            WHERE one.campaign_id = NEW.campaign_id AND one.organization_id = NEW.organization_id;
    END IF;
    IF misfit THEN
        RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'rating_votes_fit',
            MESSAGE = 'Tổng số phiếu của một đảng viên không được lớn hơn số phiếu hợp lệ của chi bộ.';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER rating_votes_fit BEFORE INSERT OR UPDATE ON members_rating
    FOR EACH ROW EXECUTE FUNCTION members_votes_fit();
CREATE TRIGGER rating_votes_fit BEFORE UPDATE OF valid, second_valid ON members_ratedcell
    FOR EACH ROW EXECUTE FUNCTION members_votes_fit();
"""
NOT_KEPT = """
DROP TRIGGER rating_votes_fit ON members_ratedcell;
DROP TRIGGER rating_votes_fit ON members_rating;
DROP FUNCTION members_votes_fit();
DROP FUNCTION members_votes_too_many(members_rating, members_ratedcell);
DROP TRIGGER rated_cell_kept ON members_ratedcell;
DROP FUNCTION members_keep_rated_cell();
DROP TRIGGER rating_kept ON members_rating;
DROP FUNCTION members_keep_rating();
DROP FUNCTION members_campaign_open(bigint);
"""


def append_only(table: str) -> migrations.RunSQL:
    return migrations.RunSQL(
        f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON members_{table} "
        f"FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();"
        f"CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON members_{table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();",
        f"DROP TRIGGER append_only_truncate ON members_{table}; DROP TRIGGER append_only ON members_{table};",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cells", "0005_extensions_kept"),
        ("members", "0018_sort_keys_in_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RatedCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Chi bộ đang làm"),
                            ("submitted", "Chờ đảng ủy quyết định"),
                            ("sent_back", "Trả lại để sửa"),
                            ("decided", "Đã quyết định"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="trạng thái",
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="lần")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="phiên bản")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="ngày họp")),
                ("entitled", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="được biểu quyết")),
                ("present", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="có mặt")),
                ("given", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu phát ra")),
                ("valid", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu hợp lệ")),
                (
                    "second_given",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu phát ra lần hai"),
                ),
                (
                    "second_valid",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu hợp lệ lần hai"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="nộp lúc")),
                ("on_behalf", models.BooleanField(default=False, verbose_name="đảng ủy ghi thay")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="sửa lúc")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rated_cells",
                        to="cells.campaign",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi quyết định",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rated_years",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người nộp",
                    ),
                ),
            ],
            options={
                "verbose_name": "đánh giá đảng viên của chi bộ",
                "verbose_name_plural": "đánh giá đảng viên của chi bộ",
                "ordering": ["campaign_id", "organization_id"],
            },
        ),
        migrations.CreateModel(
            name="CellStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "Chi bộ đang làm"),
                            ("submitted", "Chờ đảng ủy quyết định"),
                            ("sent_back", "Trả lại để sửa"),
                            ("decided", "Đã quyết định"),
                        ],
                        max_length=12,
                        verbose_name="trạng thái mới",
                    ),
                ),
                ("comment", models.TextField(blank=True, verbose_name="ý kiến")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người làm",
                    ),
                ),
                (
                    "rated_cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="members.ratedcell",
                        verbose_name="bảng của chi bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước của bảng chi bộ",
                "verbose_name_plural": "bước của bảng chi bộ",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Rating",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("aimed_level", models.CharField(blank=True, max_length=30, verbose_name="mức đăng ký phấn đấu")),
                ("tasks", models.TextField(blank=True, verbose_name="nhiệm vụ đăng ký")),
                ("registered_on", models.DateField(blank=True, null=True, verbose_name="ngày đăng ký")),
                ("self_review", models.TextField(blank=True, verbose_name="tự kiểm điểm")),
                ("self_level", models.CharField(blank=True, max_length=30, verbose_name="mức tự nhận")),
                ("vote_1", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu mức 1")),
                ("vote_2", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu mức 2")),
                ("vote_3", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu mức 3")),
                ("vote_4", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="phiếu mức 4")),
                (
                    "second_agree",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lần hai đồng ý"),
                ),
                (
                    "second_disagree",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="lần hai không đồng ý"),
                ),
                ("proposed_level", models.CharField(blank=True, max_length=30, verbose_name="chi bộ đề nghị")),
                ("sub_reason", models.CharField(blank=True, max_length=40, verbose_name="dòng chi tiết")),
                ("not_evaluated", models.CharField(blank=True, max_length=30, verbose_name="lý do không đánh giá")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="lý do bằng lời")),
                ("committee_level", models.CharField(blank=True, max_length=30, verbose_name="đảng ủy xem xét")),
                ("decided_level", models.CharField(blank=True, max_length=30, verbose_name="mức quyết định")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="sửa lúc")),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="cells.campaign",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi quyết định",
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="members.member",
                        verbose_name="đảng viên",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_ratings",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "xếp loại đảng viên",
                "verbose_name_plural": "xếp loại đảng viên",
                "ordering": ["campaign_id", "member_id"],
            },
        ),
        migrations.CreateModel(
            name="RatingOpinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body", models.CharField(max_length=30, verbose_name="bên góp ý")),
                ("level", models.CharField(blank=True, max_length=30, verbose_name="mức")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="ý kiến")),
                ("version", models.PositiveIntegerField(default=0, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(blank=True, null=True, verbose_name="sửa lúc")),
                (
                    "changed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="members.rating",
                        verbose_name="xếp loại",
                    ),
                ),
            ],
            options={
                "verbose_name": "ý kiến về đảng viên",
                "verbose_name_plural": "ý kiến về đảng viên",
                "ordering": ["rating_id", "body"],
            },
        ),
        migrations.CreateModel(
            name="RatingStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proposed", "Chi bộ đề nghị"),
                            ("decided", "Quyết định"),
                            ("corrected", "Quyết định lại"),
                        ],
                        max_length=10,
                        verbose_name="bước",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=30, verbose_name="mức")),
                ("sub_reason", models.CharField(blank=True, max_length=40, verbose_name="dòng chi tiết")),
                ("not_evaluated", models.CharField(blank=True, max_length=30, verbose_name="lý do không đánh giá")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="lý do bằng lời")),
                ("at", models.DateTimeField(verbose_name="lúc")),
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
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="members.rating",
                        verbose_name="xếp loại",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước xếp loại đảng viên",
                "verbose_name_plural": "bước xếp loại đảng viên",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="MemberCapException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.CharField(max_length=30, verbose_name="mức")),
                ("allowed", models.PositiveSmallIntegerField(verbose_name="số được phép")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                ("reason", models.CharField(max_length=500, verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="lúc")),
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
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="member_cap_exceptions",
                        to="cells.campaign",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cells.organization",
                        verbose_name="tổ chức cơ sở",
                    ),
                ),
            ],
            options={
                "verbose_name": "ngoại lệ về tỷ lệ",
                "verbose_name_plural": "ngoại lệ về tỷ lệ",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reason", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                            models.Q(("level", ""), _negated=True),
                        ),
                        name="member_cap_exception_whole",
                        violation_error_message="Ngoại lệ về tỷ lệ phải có mức, số quyết định và lý do.",
                    )
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="ratedcell",
            constraint=models.UniqueConstraint(
                fields=("campaign", "organization"),
                name="rated_cell_once",
                violation_error_message="Chi bộ này đã có bảng đánh giá đảng viên trong đợt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("present__isnull", True),
                        ("entitled__isnull", True),
                        ("present__lte", models.F("entitled")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("given__isnull", True),
                        ("present__isnull", True),
                        ("given__lte", models.F("present")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("valid__isnull", True),
                        ("given__isnull", True),
                        ("valid__lte", models.F("given")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("valid__isnull", True),
                        ("present__isnull", True),
                        ("valid__lte", models.F("present")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_given__isnull", True),
                        ("present__isnull", True),
                        ("second_given__lte", models.F("present")),
                        _connector="OR",
                    ),
                    models.Q(
                        ("second_valid__isnull", True),
                        ("second_given__isnull", True),
                        ("second_valid__lte", models.F("second_given")),
                        _connector="OR",
                    ),
                ),
                name="rated_cell_slips",
                violation_error_message="Phiếu hợp lệ không quá phiếu phát ra, số có mặt, số được biểu quyết.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["draft", "submitted", "sent_back", "decided"]),
                    models.Q(
                        ("state__in", ["draft", "sent_back"]),
                        models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                        _connector="OR",
                    ),
                ),
                name="rated_cell_submitted",
                violation_error_message="Bảng đã nộp phải ghi người nộp và lúc nộp.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", False), ("decided_by__isnull", False), ("state", "decided")),
                    models.Q(
                        models.Q(("state", "decided"), _negated=True),
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="rated_cell_decided",
                violation_error_message="Bảng đã quyết định phải ghi người và lúc quyết định.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratedcell",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decided_by__isnull", True),
                    ("on_behalf", True),
                    ("submitted_by__isnull", True),
                    models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                    _connector="OR",
                ),
                name="rated_cell_not_own_hand",
                violation_error_message="Không ai được quyết định kết quả của chi bộ do chính mình nộp.",
            ),
        ),
        migrations.AddConstraint(
            model_name="cellstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "sent_back"), _negated=True),
                    models.Q(("comment", ""), _negated=True),
                    _connector="OR",
                ),
                name="cell_step_back_has_comment",
                violation_error_message="Trả lại phải ghi yêu cầu sửa.",
            ),
        ),
        migrations.AddIndex(
            model_name="rating",
            index=models.Index(fields=["campaign", "organization"], name="rating_by_cell"),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.UniqueConstraint(
                fields=("campaign", "member"),
                name="rating_once",
                violation_error_message="Đảng viên này đã được ghi xếp loại trong đợt, ở chi bộ khác hoặc hồ sơ khác.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("not_evaluated", ""),
                    models.Q(
                        ("committee_level", ""), ("decided_level", ""), ("proposed_level", ""), ("sub_reason", "")
                    ),
                    _connector="OR",
                ),
                name="rating_level_or_reason",
                violation_error_message="Một đảng viên có mức xếp loại hoặc lý do không đánh giá, không có cả hai.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sub_reason", ""),
                    models.Q(("proposed_level", ""), _negated=True),
                    models.Q(("committee_level", ""), _negated=True),
                    models.Q(("decided_level", ""), _negated=True),
                    _connector="OR",
                ),
                name="rating_sub_reason_with_level",
                violation_error_message="Dòng chi tiết chỉ ghi khi đã có mức xếp loại.",
            ),
        ),
        migrations.AddConstraint(
            model_name="rating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("decided_at__isnull", True),
                        ("decided_by__isnull", True),
                        ("decided_level", ""),
                        ("decision_date__isnull", True),
                        ("decision_number", ""),
                    ),
                    models.Q(
                        ("decided_at__isnull", False),
                        ("decided_by__isnull", False),
                        models.Q(
                            models.Q(
                                models.Q(("decided_level", ""), _negated=True),
                                models.Q(("decision_number", ""), _negated=True),
                                ("decision_date__isnull", False),
                            ),
                            models.Q(("decided_level", ""), models.Q(("not_evaluated", ""), _negated=True)),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="rating_decision_whole",
                violation_error_message="Quyết định phải có mức, số, ngày, người ghi; hoặc lý do không đánh giá.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingopinion",
            constraint=models.UniqueConstraint(
                fields=("rating", "body"),
                name="rating_opinion_once",
                violation_error_message="Bên này đã có ý kiến về đảng viên trong đợt.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["proposed", "decided", "corrected"]),
                    models.Q(
                        models.Q(("level", ""), models.Q(("not_evaluated", ""), _negated=True)),
                        models.Q(models.Q(("level", ""), _negated=True), ("not_evaluated", "")),
                        _connector="OR",
                    ),
                ),
                name="rating_step_says_something",
                violation_error_message="Bước xếp loại phải có mức hoặc lý do không đánh giá.",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "corrected"), _negated=True),
                    models.Q(models.Q(("words", ""), _negated=True), models.Q(("number", ""), _negated=True)),
                    _connector="OR",
                ),
                name="rating_correction_told",
                violation_error_message="Quyết định lại phải có số quyết định và lý do.",
            ),
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
        *(append_only(table) for table in ("cellstep", "ratingstep", "membercapexception")),
    ]
