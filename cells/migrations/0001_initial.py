import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations, models

import sinho.text.fields


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("audit", "0003_search_key"),  # brings the trigram extension
    ]

    operations = [
        BtreeGistExtension(),
        migrations.CreateModel(
            name="Village",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="mã bản")),
            ],
            options={
                "verbose_name": "bản",
                "verbose_name_plural": "bản",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=10, verbose_name="mã đơn vị")),
                ("name", models.CharField(max_length=80, verbose_name="tên")),
                (
                    "kind",
                    models.CharField(
                        choices=[("commune", "Xã"), ("township", "Thị trấn")],
                        max_length=12,
                        verbose_name="cấp hành chính",
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="hiệu lực")),
                ("other_names", models.CharField(blank=True, max_length=160, verbose_name="cách viết khác")),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn")),
                ("search_key", sinho.text.fields.SearchKeyField(source="name")),
                ("sort_key", sinho.text.fields.SortKeyField(source="name")),
            ],
            options={
                "verbose_name": "xã, thị trấn",
                "verbose_name_plural": "xã, thị trấn",
                "ordering": ["sort_key"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("code", "="), ("valid", "&&")],
                        name="commune_code_once_a_day",
                        violation_error_message="Mã đơn vị hành chính này đã dùng trong thời gian đó.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organization",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="mã tổ chức")),
            ],
            options={
                "verbose_name": "tổ chức đảng",
                "verbose_name_plural": "tổ chức đảng",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("code__regex", "^[A-Z0-9][A-Z0-9.\\-]*$")),
                        name="organization_code_plain",
                        violation_error_message="Mã tổ chức chỉ gồm chữ in hoa không dấu, chữ số, dấu chấm và gạch ngang.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="năm")),
                ("scheme", models.JSONField(verbose_name="bộ quy tắc")),
                ("scheme_code", models.CharField(max_length=30, verbose_name="mã bộ quy tắc")),
                ("register_by", models.DateField(verbose_name="hạn đăng ký")),
                ("submit_by", models.DateField(verbose_name="hạn nộp bản tự đánh giá")),
                ("appraise_by", models.DateField(verbose_name="hạn thẩm định")),
                ("decide_by", models.DateField(verbose_name="hạn quyết định")),
                ("opened_at", models.DateTimeField(verbose_name="mở lúc")),
                ("closed_at", models.DateTimeField(blank=True, null=True, verbose_name="khóa lúc")),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người khóa",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người mở",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="cells.organization", verbose_name="đảng bộ"
                    ),
                ),
            ],
            options={
                "verbose_name": "đợt đánh giá",
                "verbose_name_plural": "đợt đánh giá",
                "ordering": ["-year"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organization", "year"),
                        name="campaign_once_a_year",
                        violation_error_message="Đợt đánh giá của năm này đã được mở.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submit_by__gte", models.F("register_by")),
                            ("appraise_by__gte", models.F("submit_by")),
                            ("decide_by__gte", models.F("appraise_by")),
                        ),
                        name="campaign_dates_in_order",
                        violation_error_message="Các hạn phải theo thứ tự: đăng ký, nộp, thẩm định, quyết định.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_closed_with_person",
                        violation_error_message="Khóa đợt phải ghi cả người khóa và lúc khóa.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganizationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("establish", "Thành lập"),
                            ("rename", "Đổi tên"),
                            ("move", "Chuyển cấp trên"),
                            ("change_kind", "Đổi hình thức tổ chức"),
                            ("split", "Chia tách"),
                            ("merge", "Sáp nhập"),
                            ("dissolve", "Giải thể"),
                            ("disband", "Giải tán"),
                        ],
                        max_length=20,
                        verbose_name="việc",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày có hiệu lực")),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("issuer", models.CharField(blank=True, max_length=160, verbose_name="cơ quan quyết định")),
                ("reason", models.TextField(blank=True, verbose_name="lý do")),
                (
                    "place",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("village", "Bản"),
                            ("school", "Trường học"),
                            ("health_station", "Trạm y tế"),
                            ("agency", "Cơ quan"),
                            ("other", "Nơi khác"),
                        ],
                        max_length=20,
                        verbose_name="nơi thành lập",
                    ),
                ),
                (
                    "official_members",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đảng viên chính thức"),
                ),
                (
                    "probationary_members",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đảng viên dự bị"),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "related",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="tổ chức liên quan",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyết định về tổ chức",
                "verbose_name_plural": "quyết định về tổ chức",
                "ordering": ["-on", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "establish")),
                        fields=("organization",),
                        name="organization_founded_once",
                        violation_error_message="Tổ chức này đã có quyết định thành lập.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganizationState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="hiệu lực")),
                ("name", models.CharField(max_length=200, verbose_name="tên đầy đủ")),
                ("short_name", models.CharField(max_length=100, verbose_name="tên gọi tắt")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("province_committee", "Đảng bộ tỉnh"),
                            ("district_committee", "Đảng bộ huyện"),
                            ("grassroots_committee", "Đảng bộ cơ sở"),
                            ("grassroots_cell", "Chi bộ cơ sở"),
                            ("section_committee", "Đảng bộ bộ phận"),
                            ("subordinate_cell", "Chi bộ trực thuộc"),
                        ],
                        max_length=30,
                        verbose_name="hình thức tổ chức",
                    ),
                ),
                (
                    "type",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("commune", "Xã"),
                            ("ward", "Phường"),
                            ("township", "Thị trấn"),
                            ("party_agency", "Cơ quan Đảng, Mặt trận, đoàn thể"),
                            ("state_agency", "Cơ quan nhà nước"),
                            ("public_service", "Đơn vị sự nghiệp công lập"),
                            ("nonpublic_service", "Đơn vị sự nghiệp ngoài công lập"),
                            ("army", "Quân đội"),
                            ("police", "Công an"),
                            ("state_enterprise", "Doanh nghiệp 100% vốn nhà nước"),
                            ("state_majority", "Doanh nghiệp nhà nước giữ từ 50% vốn"),
                            ("state_minority", "Doanh nghiệp nhà nước giữ dưới 50% vốn"),
                            ("joint_stock", "Công ty cổ phần tư nhân"),
                            ("private_enterprise", "Doanh nghiệp tư nhân"),
                            ("limited_company", "Công ty trách nhiệm hữu hạn tư nhân"),
                            ("partnership", "Công ty hợp danh"),
                            ("foreign_invested", "Doanh nghiệp có vốn đầu tư nước ngoài"),
                            ("cooperative", "Hợp tác xã"),
                            ("abroad", "Tổ chức cơ sở đảng ở nước ngoài"),
                            ("other", "Loại hình khác"),
                        ],
                        max_length=30,
                        verbose_name="loại hình",
                    ),
                ),
                ("search_key", sinho.text.fields.SearchKeyField(source="name")),
                ("sort_key", sinho.text.fields.SortKeyField(source="short_name")),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cells.commune",
                        verbose_name="xã, thị trấn",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child_states",
                        to="cells.organization",
                        verbose_name="tổ chức cấp trên",
                    ),
                ),
            ],
            options={
                "verbose_name": "giai đoạn của tổ chức",
                "verbose_name_plural": "giai đoạn của tổ chức",
                "ordering": ["organization_id", "valid"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"], name="state_by_search_key", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("organization", "="), ("valid", "&&")],
                        name="organization_one_state_a_day",
                        violation_error_message="Một ngày tổ chức chỉ có một tên, một hình thức và một cấp trên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="organization_state_has_start",
                        violation_error_message="Giai đoạn phải có ngày bắt đầu và không được rỗng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("parent", models.F("organization")), _negated=True),
                        name="organization_not_own_parent",
                        violation_error_message="Tổ chức không thể là cấp trên của chính mình.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "province_committee"),
                            ("kind", "district_committee"),
                            ("parent__isnull", False),
                            _connector="OR",
                        ),
                        name="organization_has_parent",
                        violation_error_message="Tổ chức dưới cấp huyện phải có tổ chức cấp trên trực tiếp.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Sheet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(default=1, verbose_name="lần")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                (
                    "registration_state",
                    models.CharField(
                        choices=[
                            ("none", "Chưa đăng ký"),
                            ("draft", "Đang đăng ký"),
                            ("sent", "Chờ chấp thuận"),
                            ("sent_back", "Trả lại để sửa"),
                            ("accepted", "Đã chấp thuận"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="đăng ký",
                    ),
                ),
                ("aimed_level", models.CharField(blank=True, max_length=30, verbose_name="mức phấn đấu")),
                ("registered_at", models.DateTimeField(blank=True, null=True, verbose_name="đăng ký lúc")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="chấp thuận lúc")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("not_started", "Chưa bắt đầu"),
                            ("draft", "Đang làm"),
                            ("submitted", "Chờ nhận"),
                            ("in_appraisal", "Đang thẩm định"),
                            ("sent_back", "Trả lại để sửa"),
                            ("proposed", "Đã trình quyết định"),
                            ("decided", "Đã quyết định"),
                        ],
                        default="not_started",
                        max_length=14,
                        verbose_name="trạng thái",
                    ),
                ),
                ("self_level", models.CharField(blank=True, max_length=30, verbose_name="tự xếp loại")),
                ("self_exemplary", models.BooleanField(default=False, verbose_name="tự đề nghị tiêu biểu")),
                ("meeting_on", models.DateField(blank=True, null=True, verbose_name="ngày họp thông qua")),
                ("started_at", models.DateTimeField(blank=True, null=True, verbose_name="bắt đầu lúc")),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="nộp lúc")),
                ("mend_by", models.DateField(blank=True, null=True, verbose_name="hạn sửa")),
                ("decided_level", models.CharField(blank=True, max_length=30, verbose_name="xếp loại")),
                ("decided_exemplary", models.BooleanField(default=False, verbose_name="tiêu biểu")),
                (
                    "not_evaluated_reason",
                    models.CharField(blank=True, max_length=30, verbose_name="lý do chưa đánh giá"),
                ),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định")),
                ("decision_note", models.TextField(blank=True, verbose_name="ý kiến khi quyết định")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="quyết định lúc")),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người chấp thuận",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="cells.campaign",
                        verbose_name="đợt",
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
                        verbose_name="người quyết định",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sheets",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
                (
                    "registered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người đăng ký",
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
                "verbose_name": "bản đánh giá",
                "verbose_name_plural": "bản đánh giá",
                "ordering": ["campaign_id", "organization_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "organization"),
                        name="sheet_once",
                        violation_error_message="Tổ chức này đã có bản đánh giá trong đợt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True),
                            ("submitted_by__isnull", True),
                            models.Q(("decided_by", models.F("submitted_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="sheet_not_decided_by_own_hand",
                        violation_error_message="Không ai được quyết định bản đánh giá do chính mình nộp.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided_at__isnull", False),
                                ("decided_by__isnull", False),
                                ("state", "decided"),
                                models.Q(
                                    models.Q(
                                        models.Q(("decided_level", ""), _negated=True), ("not_evaluated_reason", "")
                                    ),
                                    models.Q(
                                        ("decided_level", ""),
                                        models.Q(("not_evaluated_reason", ""), _negated=True),
                                        ("decided_exemplary", False),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(("state", "decided"), _negated=True),
                                ("decided_at__isnull", True),
                                ("decided_by__isnull", True),
                                ("decided_level", ""),
                                ("not_evaluated_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="sheet_decision_whole",
                        violation_error_message="Quyết định phải có người, lúc, và hoặc mức xếp loại hoặc lý do chưa đánh giá.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["submitted", "in_appraisal", "proposed"]), _negated=True),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sheet_submitted_with_person",
                        violation_error_message="Bản đã nộp phải ghi người nộp và lúc nộp.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("registration_state", "accepted"), _negated=True),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="sheet_accepted_with_person",
                        violation_error_message="Đăng ký được chấp thuận phải ghi người và lúc chấp thuận.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_by__isnull", True),
                            ("registered_by__isnull", True),
                            models.Q(("accepted_by", models.F("registered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="sheet_not_accepted_by_own_hand",
                        violation_error_message="Không ai được chấp thuận bản đăng ký do chính mình gửi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(null=True, verbose_name="sửa lúc")),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("self", "Tự đánh giá"),
                            ("commune_committee", "Đảng ủy cơ sở"),
                            ("organization_board", "Ban Tổ chức"),
                            ("inspection", "Ủy ban Kiểm tra"),
                            ("propaganda", "Ban Tuyên giáo"),
                            ("mass_mobilization", "Ban Dân vận"),
                        ],
                        max_length=20,
                        verbose_name="bên chấm",
                    ),
                ),
                ("criterion", models.CharField(max_length=20, verbose_name="tiêu chí")),
                (
                    "points",
                    models.DecimalField(blank=True, decimal_places=2, max_digits=6, null=True, verbose_name="điểm"),
                ),
                ("evidence", models.TextField(blank=True, verbose_name="minh chứng")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="cells.sheet",
                        verbose_name="bản đánh giá",
                    ),
                ),
            ],
            options={
                "verbose_name": "điểm",
                "verbose_name_plural": "điểm",
                "ordering": ["sheet_id", "criterion", "body"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "body", "criterion"), name="score_once"),
                    models.CheckConstraint(
                        condition=models.Q(("points__isnull", True), ("points__gte", 0), _connector="OR"),
                        name="score_not_negative",
                        violation_error_message="Điểm không được âm.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RegisteredTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(null=True, verbose_name="sửa lúc")),
                ("position", models.PositiveSmallIntegerField(verbose_name="thứ tự")),
                ("group", models.CharField(max_length=40, verbose_name="phần")),
                ("content", models.CharField(blank=True, max_length=300, verbose_name="nhiệm vụ")),
                ("measure", models.CharField(blank=True, max_length=200, verbose_name="cách đo")),
                ("unit", models.CharField(blank=True, max_length=40, verbose_name="đơn vị tính")),
                (
                    "planned",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=15, null=True, verbose_name="đăng ký"),
                ),
                ("deadline", models.DateField(blank=True, null=True, verbose_name="hạn hoàn thành")),
                (
                    "direction",
                    models.CharField(
                        choices=[("up", "Càng cao càng tốt"), ("down", "Càng thấp càng tốt")],
                        default="up",
                        max_length=6,
                        verbose_name="chiều",
                    ),
                ),
                (
                    "actual",
                    models.DecimalField(
                        blank=True, decimal_places=3, max_digits=15, null=True, verbose_name="đạt được"
                    ),
                ),
                ("why_missed", models.TextField(blank=True, verbose_name="lý do chưa đạt")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tasks",
                        to="cells.sheet",
                        verbose_name="bản đánh giá",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhiệm vụ đăng ký",
                "verbose_name_plural": "nhiệm vụ đăng ký",
                "ordering": ["sheet_id", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("sheet", "position"),
                        name="task_position_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("planned__gte", 0)),
                        name="task_plan_not_negative",
                        violation_error_message="Mức đăng ký không được âm.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="lần")),
                (
                    "body",
                    models.CharField(
                        choices=[
                            ("self", "Tự đánh giá"),
                            ("commune_committee", "Đảng ủy cơ sở"),
                            ("organization_board", "Ban Tổ chức"),
                            ("inspection", "Ủy ban Kiểm tra"),
                            ("propaganda", "Ban Tuyên giáo"),
                            ("mass_mobilization", "Ban Dân vận"),
                        ],
                        max_length=20,
                        verbose_name="bên đề nghị",
                    ),
                ),
                ("level", models.CharField(max_length=30, verbose_name="mức")),
                ("exemplary", models.BooleanField(default=False, verbose_name="tiêu biểu")),
                ("comment", models.TextField(blank=True, verbose_name="ý kiến")),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposals",
                        to="cells.sheet",
                        verbose_name="bản đánh giá",
                    ),
                ),
            ],
            options={
                "verbose_name": "đề nghị xếp loại",
                "verbose_name_plural": "đề nghị xếp loại",
                "ordering": ["sheet_id", "round", "body"],
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "round", "body"), name="proposal_once_a_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="CommuneResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, verbose_name="phiên bản")),
                ("changed_at", models.DateTimeField(null=True, verbose_name="sửa lúc")),
                ("indicator", models.CharField(max_length=40, verbose_name="chỉ tiêu")),
                (
                    "value",
                    models.DecimalField(blank=True, decimal_places=3, max_digits=15, null=True, verbose_name="kết quả"),
                ),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="nguồn")),
                ("source_date", models.DateField(blank=True, null=True, verbose_name="ngày số liệu")),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người sửa",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="results",
                        to="cells.sheet",
                        verbose_name="bản đánh giá",
                    ),
                ),
            ],
            options={
                "verbose_name": "kết quả của xã",
                "verbose_name_plural": "kết quả của xã",
                "ordering": ["sheet_id", "indicator"],
                "constraints": [models.UniqueConstraint(fields=("sheet", "indicator"), name="result_once")],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField(verbose_name="lần")),
                ("state", models.CharField(max_length=24, verbose_name="trạng thái mới")),
                ("comment", models.TextField(blank=True, verbose_name="ý kiến")),
                ("content", models.JSONField(null=True, verbose_name="bản đã nộp")),
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
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="cells.sheet",
                        verbose_name="bản đánh giá",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước",
                "verbose_name_plural": "bước",
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["sent_back", "registration_sent_back"]), _negated=True),
                            models.Q(("comment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="step_back_has_comment",
                        violation_error_message="Trả lại phải ghi yêu cầu sửa.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="MendRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.CharField(max_length=40, verbose_name="ở đâu")),
                ("text", models.CharField(max_length=500, verbose_name="yêu cầu")),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="cells.step",
                        verbose_name="bước",
                    ),
                ),
            ],
            options={
                "verbose_name": "yêu cầu sửa",
                "verbose_name_plural": "yêu cầu sửa",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Term",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "congress_number",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="đại hội lần thứ"),
                ),
                ("starts_on", models.DateField(verbose_name="từ ngày")),
                ("planned_until", models.DateField(verbose_name="dự kiến đến")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="terms",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "nhiệm kỳ",
                "verbose_name_plural": "nhiệm kỳ",
                "ordering": ["-starts_on"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("planned_until__gt", models.F("starts_on"))),
                        name="term_in_order",
                        violation_error_message="Nhiệm kỳ phải kết thúc sau ngày bắt đầu.",
                    ),
                    models.UniqueConstraint(
                        fields=("organization", "starts_on"),
                        name="term_once",
                        violation_error_message="Nhiệm kỳ bắt đầu ngày này đã có.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageService",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="hiệu lực")),
                (
                    "kind",
                    models.CharField(
                        choices=[("own", "Chi bộ của bản"), ("shared", "Sinh hoạt ghép")],
                        max_length=10,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "cell",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="served_villages",
                        to="cells.organization",
                        verbose_name="chi bộ",
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="services",
                        to="cells.village",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "chi bộ phụ trách bản",
                "verbose_name_plural": "chi bộ phụ trách bản",
                "ordering": ["village_id", "valid"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("village", "="), ("valid", "&&")],
                        name="village_one_cell_a_day",
                        violation_error_message="Một ngày bản chỉ sinh hoạt ở một chi bộ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="village_service_has_start",
                        violation_error_message="Phải có ngày bắt đầu phụ trách.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VillageState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="hiệu lực")),
                ("name", models.CharField(max_length=100, verbose_name="tên bản")),
                ("households", models.PositiveIntegerField(blank=True, null=True, verbose_name="số hộ")),
                ("search_key", sinho.text.fields.SearchKeyField(source="name")),
                ("sort_key", sinho.text.fields.SortKeyField(source="name")),
                (
                    "committee",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="villages",
                        to="cells.organization",
                        verbose_name="đảng ủy phụ trách",
                    ),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="cells.commune", verbose_name="xã, thị trấn"
                    ),
                ),
                (
                    "village",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="states",
                        to="cells.village",
                        verbose_name="bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "giai đoạn của bản",
                "verbose_name_plural": "giai đoạn của bản",
                "ordering": ["sort_key", "id"],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["search_key"], name="village_by_search_key", opclasses=["gin_trgm_ops"]
                    )
                ],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("village", "="), ("valid", "&&")],
                        name="village_one_state_a_day",
                        violation_error_message="Một ngày bản chỉ có một tên và thuộc một xã.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="village_state_has_start",
                        violation_error_message="Giai đoạn của bản phải có ngày bắt đầu.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Officer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                (
                    "office",
                    models.CharField(
                        choices=[
                            ("secretary", "Bí thư"),
                            ("standing_deputy", "Phó Bí thư Thường trực"),
                            ("deputy_secretary", "Phó Bí thư"),
                            ("standing_member", "Ủy viên Ban Thường vụ"),
                            ("committee_member", "Cấp ủy viên"),
                        ],
                        max_length=30,
                        verbose_name="chức vụ",
                    ),
                ),
                ("held", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="thời gian giữ chức vụ")),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[("elected", "Bầu"), ("appointed", "Chỉ định")],
                        max_length=12,
                        verbose_name="cách nhận chức vụ",
                    ),
                ),
                ("decision_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định")),
                ("sort_key", sinho.text.fields.SortKeyField(person=True, source="person_name")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="officers",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "cấp ủy viên",
                "verbose_name_plural": "cấp ủy viên",
                "ordering": ["sort_key", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        condition=models.Q(("office", "secretary")),
                        expressions=[("organization", "="), ("held", "&&")],
                        name="officer_one_secretary_a_day",
                        violation_error_message="Một ngày tổ chức chỉ có một bí thư.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("held__isempty", False), ("held__lower_inf", False)),
                        name="officer_has_start",
                        violation_error_message="Phải có ngày nhận chức vụ, trước ngày thôi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("system_administrator", "Quản trị hệ thống"),
                            ("district_staff", "Cán bộ Ban Tổ chức"),
                            ("district_leader", "Lãnh đạo Huyện ủy"),
                            ("inspector", "Cán bộ Ủy ban Kiểm tra"),
                            ("member_in_charge", "Huyện ủy viên phụ trách"),
                            ("commune_secretary", "Bí thư tổ chức cơ sở đảng"),
                            ("cell_secretary", "Bí thư chi bộ trực thuộc"),
                            ("cadre_officer", "Cán bộ theo dõi cán bộ xã"),
                        ],
                        max_length=30,
                        verbose_name="vai trò",
                    ),
                ),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="hiệu lực")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="tài khoản",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="cells.organization",
                        verbose_name="tổ chức",
                    ),
                ),
            ],
            options={
                "verbose_name": "quyền",
                "verbose_name_plural": "quyền",
                "ordering": ["user_id", "id"],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("user", "="), ("organization", "="), ("role", "="), ("valid", "&&")],
                        name="grant_once_a_day",
                        violation_error_message="Đồng chí này đã có vai trò đó ở tổ chức này trong thời gian trên.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="grant_has_start",
                        violation_error_message="Quyền phải có ngày bắt đầu.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Extension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("submit_by", models.DateField(verbose_name="hạn nộp mới")),
                ("reason", models.TextField(verbose_name="lý do")),
                ("at", models.DateTimeField(verbose_name="lúc")),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người cho",
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="extensions",
                        to="cells.campaign",
                        verbose_name="đợt",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="cells.organization", verbose_name="tổ chức"
                    ),
                ),
            ],
            options={
                "verbose_name": "gia hạn",
                "verbose_name_plural": "gia hạn",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("campaign", "organization"),
                        name="extension_once",
                        violation_error_message="Tổ chức này đã được gia hạn.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="extension_has_reason",
                        violation_error_message="Gia hạn phải có lý do.",
                    ),
                ],
            },
        ),
    ]
