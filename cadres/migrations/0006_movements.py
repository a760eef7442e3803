"""Movements between district and communes, cases of retirement, rounds of recruitment."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import sinho.text.fields

KEPT = """
CREATE FUNCTION cadres_retirementstep_kept() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    marks text[] := ARRAY['struck_at', 'struck_by_id', 'struck_reason'];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.struck_at IS NULL AND NEW.struck_at IS NOT NULL AND to_jsonb(OLD) - marks = to_jsonb(NEW) - marks THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION USING ERRCODE = '23514', CONSTRAINT = 'retirement_step_kept',
        MESSAGE = 'Bước đã ghi thì không sửa, không xóa: ghi sai thì gạch bỏ rồi ghi lại. Bước đã gạch bỏ được giữ nguyên.';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cadres_retirementstep
    FOR EACH ROW EXECUTE FUNCTION cadres_retirementstep_kept();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON cadres_insurancerecord
    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change();
"""
NOT_KEPT = """
DROP TRIGGER append_only ON cadres_insurancerecord;
DROP TRIGGER append_only ON cadres_retirementstep;
DROP FUNCTION cadres_retirementstep_kept();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("audit", "0002_append_only"),
        ("cadres", "0005_planning"),
        ("cells", "0005_extensions_kept"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="RetirementCase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("path", models.CharField(max_length=24, verbose_name="trình tự")),
                ("opened_on", models.DateField(verbose_name="mở ngày")),
                ("grounds", models.CharField(max_length=500, verbose_name="căn cứ đưa vào diện")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="thôi ngày")),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("refused", "Không đồng ý nghỉ"),
                            ("withdrawn", "Rút đơn"),
                            ("unfit", "Không đủ điều kiện hưởng chế độ"),
                            ("other", "Lý do khác"),
                        ],
                        max_length=12,
                        verbose_name="thôi do",
                    ),
                ),
                ("closing_reason", models.CharField(blank=True, max_length=1000, verbose_name="lý do")),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirement_cases",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="retirement_cases",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
            ],
            options={
                "verbose_name": "hồ sơ nghỉ hưu",
                "verbose_name_plural": "hồ sơ nghỉ hưu",
                "ordering": ["-opened_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_on__isnull", True)),
                        fields=("cadre",),
                        name="retirement_case_once",
                        violation_error_message="Đồng chí này đã có hồ sơ nghỉ hưu đang làm.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_on__isnull", True), ("closing", ""), ("closing_reason", "")),
                            models.Q(
                                ("closed_on__gte", models.F("opened_on")),
                                models.Q(("closing", ""), _negated=True),
                                models.Q(("closing_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="retirement_closed_with_reason",
                        violation_error_message="Thôi hồ sơ nghỉ hưu phải ghi ngày, từ ngày mở trở đi, và lý do.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("grounds", ""), _negated=True),
                            ("closing__in", ["", "refused", "withdrawn", "unfit", "other"]),
                        ),
                        name="retirement_has_grounds",
                        violation_error_message="Hồ sơ nghỉ hưu phải có căn cứ.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RetirementStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.CharField(max_length=24, verbose_name="bước")),
                ("on", models.DateField(verbose_name="ngày")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số giấy")),
                ("people", models.CharField(blank=True, max_length=240, verbose_name="người thực hiện")),
                ("place", models.CharField(blank=True, max_length=160, verbose_name="nơi giám định")),
                (
                    "loss",
                    models.DecimalField(
                        decimal_places=1, max_digits=4, null=True, verbose_name="tỷ lệ suy giảm khả năng lao động, %"
                    ),
                ),
                ("amount", models.PositiveIntegerField(blank=True, null=True, verbose_name="số tiền, đồng")),
                ("regime", models.CharField(blank=True, max_length=24, verbose_name="chế độ")),
                ("last_day", models.DateField(blank=True, null=True, verbose_name="ngày làm việc cuối cùng")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("at", models.DateTimeField(verbose_name="lúc ghi")),
                ("struck_at", models.DateTimeField(blank=True, null=True, verbose_name="lúc gạch bỏ")),
                ("struck_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do gạch bỏ")),
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
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="cadres.retirementcase",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "struck_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người gạch bỏ",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước nghỉ hưu",
                "verbose_name_plural": "bước nghỉ hưu",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("struck_at__isnull", True)),
                        fields=("case", "step", "on"),
                        name="retirement_step_once_a_day",
                        violation_error_message="Bước này của ngày ấy đã ghi.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("loss__isnull", True), ("loss__range", (0, 100)), _connector="OR"),
                        name="retirement_loss_possible",
                        violation_error_message="Tỷ lệ suy giảm khả năng lao động phải từ 0 đến 100 %.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("amount__isnull", True), ("amount__gt", 0), _connector="OR"),
                        name="retirement_amount_positive",
                        violation_error_message="Số tiền hỗ trợ phải lớn hơn 0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("struck_at__isnull", True), ("struck_by__isnull", True), ("struck_reason", "")),
                            models.Q(
                                ("struck_at__isnull", False),
                                ("struck_by__isnull", False),
                                models.Q(("struck_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="retirement_struck_whole",
                        violation_error_message="Gạch bỏ một bước phải ghi lúc, người và lý do.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecruitmentRound",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=160, verbose_name="tên đợt")),
                ("opened_on", models.DateField(verbose_name="mở ngày")),
                ("closed_on", models.DateField(blank=True, null=True, verbose_name="kết thúc ngày")),
                (
                    "method",
                    models.CharField(
                        choices=[("exam", "Thi tuyển"), ("by_file", "Xét tuyển")],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                ("legal_basis", models.CharField(max_length=300, verbose_name="căn cứ pháp lý")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số kế hoạch, quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày kế hoạch, quyết định")),
                (
                    "home",
                    models.CharField(
                        choices=[
                            ("any", "Không yêu cầu"),
                            ("district", "Người trong huyện"),
                            ("commune", "Người của chính xã tuyển"),
                        ],
                        default="any",
                        max_length=12,
                        verbose_name="nơi thường trú",
                    ),
                ),
                ("minority", models.BooleanField(default=False, verbose_name="chỉ tuyển người dân tộc thiểu số")),
                (
                    "schooling",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Không yêu cầu"),
                            ("illiterate", "Chưa biết chữ"),
                            ("literate", "Biết đọc, biết viết"),
                            ("primary", "Tiểu học"),
                            ("lower_secondary", "Trung học cơ sở"),
                            ("upper_secondary", "Trung học phổ thông"),
                        ],
                        max_length=16,
                        verbose_name="học vấn thấp nhất",
                    ),
                ),
                (
                    "professional",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Không yêu cầu"),
                            ("elementary", "Sơ cấp, công nhân kỹ thuật"),
                            ("intermediate", "Trung cấp"),
                            ("college", "Cao đẳng"),
                            ("university", "Đại học"),
                            ("master", "Thạc sĩ"),
                            ("doctor", "Tiến sĩ"),
                        ],
                        max_length=16,
                        verbose_name="chuyên môn thấp nhất",
                    ),
                ),
                ("oldest", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tuổi cao nhất")),
                ("note", models.CharField(blank=True, max_length=500, verbose_name="yêu cầu khác")),
            ],
            options={
                "verbose_name": "đợt tuyển dụng",
                "verbose_name_plural": "đợt tuyển dụng",
                "ordering": ["-opened_on", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("decision_number", "decision_date"),
                        name="recruitment_by_one_paper",
                        violation_error_message="Kế hoạch, quyết định này đã có một đợt tuyển dụng.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("legal_basis", ""), _negated=True),
                            models.Q(("decision_number", ""), _negated=True),
                            ("method__in", ("exam", "by_file")),
                        ),
                        name="recruitment_whole",
                        violation_error_message="Đợt tuyển dụng phải có tên, hình thức, căn cứ, số và ngày kế hoạch.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_on__isnull", True), ("closed_on__gte", models.F("opened_on")), _connector="OR"
                        ),
                        name="recruitment_closed_after_opened",
                        violation_error_message="Ngày kết thúc phải từ ngày mở đợt trở đi.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecruitmentSeat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=40, verbose_name="chức danh")),
                ("number", models.PositiveSmallIntegerField(verbose_name="số người cần tuyển")),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recruitment_seats",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="seats",
                        to="cadres.recruitmentround",
                        verbose_name="đợt tuyển dụng",
                    ),
                ),
            ],
            options={
                "verbose_name": "chỗ cần tuyển",
                "verbose_name_plural": "chỗ cần tuyển",
                "ordering": ["round_id", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("round", "organization", "title"),
                        name="seat_once",
                        violation_error_message="Xã này đã có chức danh ấy trong đợt.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__range", (1, 99)), models.Q(("title", ""), _negated=True)),
                        name="seat_wanted",
                        violation_error_message="Số người cần tuyển phải từ 1 đến 99.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecruitmentCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("applied_on", models.DateField(verbose_name="nộp hồ sơ ngày")),
                ("full_name", models.CharField(max_length=120, verbose_name="họ và tên")),
                (
                    "sex",
                    models.CharField(
                        choices=[("male", "Nam"), ("female", "Nữ")], max_length=6, verbose_name="giới tính"
                    ),
                ),
                ("birth_year", models.PositiveSmallIntegerField(verbose_name="năm sinh")),
                ("birth_month", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="tháng sinh")),
                ("birth_day", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="ngày sinh")),
                (
                    "ethnicity",
                    models.CharField(
                        choices=[
                            ("eth_kinh", "Kinh"),
                            ("eth_tay", "Tày"),
                            ("eth_thai", "Thái"),
                            ("eth_hoa", "Hoa"),
                            ("eth_khmer", "Khơ-me"),
                            ("eth_muong", "Mường"),
                            ("eth_nung", "Nùng"),
                            ("eth_mong", "Mông"),
                            ("eth_dao", "Dao"),
                            ("eth_gia_rai", "Gia-rai"),
                            ("eth_e_de", "Ê-đê"),
                            ("eth_ngai", "Ngái"),
                            ("eth_ba_na", "Ba-na"),
                            ("eth_xo_dang", "Xơ-đăng"),
                            ("eth_san_chay", "Sán Chay"),
                            ("eth_co_ho", "Cơ-ho"),
                            ("eth_cham", "Chăm"),
                            ("eth_san_diu", "Sán Dìu"),
                            ("eth_hre", "Hrê"),
                            ("eth_mnong", "Mnông"),
                            ("eth_ra_glai", "Ra-glai"),
                            ("eth_xtieng", "Xtiêng"),
                            ("eth_bru", "Bru-Vân Kiều"),
                            ("eth_tho", "Thổ"),
                            ("eth_giay", "Giáy"),
                            ("eth_co_tu", "Cơ-tu"),
                            ("eth_gie_trieng", "Giẻ-Triêng"),
                            ("eth_ma", "Mạ"),
                            ("eth_kho_mu", "Khơ-mú"),
                            ("eth_co", "Co"),
                            ("eth_ta_oi", "Tà-ôi"),
                            ("eth_cho_ro", "Chơ-ro"),
                            ("eth_khang", "Kháng"),
                            ("eth_xinh_mun", "Xinh-mun"),
                            ("eth_ha_nhi", "Hà Nhì"),
                            ("eth_chu_ru", "Chu-ru"),
                            ("eth_lao", "Lào"),
                            ("eth_la_chi", "La Chí"),
                            ("eth_la_ha", "La Ha"),
                            ("eth_phu_la", "Phù Lá"),
                            ("eth_la_hu", "La Hủ"),
                            ("eth_lu", "Lự"),
                            ("eth_lo_lo", "Lô Lô"),
                            ("eth_chut", "Chứt"),
                            ("eth_mang", "Mảng"),
                            ("eth_pa_then", "Pà Thẻn"),
                            ("eth_co_lao", "Cơ Lao"),
                            ("eth_cong", "Cống"),
                            ("eth_bo_y", "Bố Y"),
                            ("eth_si_la", "Si La"),
                            ("eth_pu_peo", "Pu Péo"),
                            ("eth_brau", "Brâu"),
                            ("eth_o_du", "Ơ Đu"),
                            ("eth_ro_mam", "Rơ-măm"),
                            ("eth_foreign", "Gốc nước ngoài"),
                            ("eth_other", "Dân tộc khác"),
                        ],
                        max_length=16,
                        verbose_name="dân tộc",
                    ),
                ),
                (
                    "religion",
                    models.CharField(
                        choices=[
                            ("none", "Không"),
                            ("catholic", "Thiên Chúa"),
                            ("protestant", "Tin Lành"),
                            ("buddhist", "Phật giáo"),
                            ("caodai", "Cao Đài"),
                            ("hoahao", "Hòa Hảo"),
                            ("islam", "Hồi giáo"),
                            ("other", "Tôn giáo khác"),
                        ],
                        default="none",
                        max_length=12,
                        verbose_name="tôn giáo",
                    ),
                ),
                ("home_place", models.CharField(blank=True, max_length=200, verbose_name="quê quán")),
                (
                    "identity_number",
                    models.CharField(blank=True, max_length=12, verbose_name="số căn cước, chứng minh"),
                ),
                (
                    "schooling",
                    models.CharField(
                        choices=[
                            ("illiterate", "Chưa biết chữ"),
                            ("literate", "Biết đọc, biết viết"),
                            ("primary", "Tiểu học"),
                            ("lower_secondary", "Trung học cơ sở"),
                            ("upper_secondary", "Trung học phổ thông"),
                        ],
                        max_length=16,
                        verbose_name="học vấn",
                    ),
                ),
                (
                    "professional",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Chưa qua đào tạo"),
                            ("elementary", "Sơ cấp, công nhân kỹ thuật"),
                            ("intermediate", "Trung cấp"),
                            ("college", "Cao đẳng"),
                            ("university", "Đại học"),
                            ("master", "Thạc sĩ"),
                            ("doctor", "Tiến sĩ"),
                        ],
                        max_length=16,
                        verbose_name="chuyên môn",
                    ),
                ),
                ("professional_words", models.CharField(blank=True, max_length=120, verbose_name="ghi trong văn bằng")),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("waiting", "Đang xét"),
                            ("hired", "Trúng tuyển"),
                            ("not_hired", "Không trúng tuyển"),
                            ("withdrew", "Rút hồ sơ"),
                        ],
                        default="waiting",
                        max_length=12,
                        verbose_name="kết quả",
                    ),
                ),
                ("result_on", models.DateField(blank=True, null=True, verbose_name="ngày có kết quả")),
                ("result_reason", models.CharField(blank=True, max_length=500, verbose_name="lý do")),
                ("search_key", sinho.text.fields.SearchKeyField(source="full_name")),
                ("sort_key", sinho.text.fields.SortKeyField(person=True, source="full_name")),
                (
                    "cadre",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="recruited_as",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "home",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cells.organization",
                        verbose_name="xã thường trú",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="candidates",
                        to="cadres.recruitmentseat",
                        verbose_name="chỗ cần tuyển",
                    ),
                ),
            ],
            options={
                "verbose_name": "người dự tuyển",
                "verbose_name_plural": "người dự tuyển",
                "ordering": ["sort_key", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cadre__isnull", True), ("result", "waiting"), ("result_on__isnull", True)),
                            models.Q(("cadre__isnull", False), ("result", "hired"), ("result_on__isnull", False)),
                            models.Q(
                                ("cadre__isnull", True),
                                ("result__in", ("not_hired", "withdrew")),
                                ("result_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="candidate_result_whole",
                        violation_error_message="Kết quả phải có ngày; trúng tuyển thì có hồ sơ cán bộ.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("full_name", ""), _negated=True),
                            ("sex__in", ["male", "female"]),
                            (
                                "ethnicity__in",
                                [
                                    "eth_kinh",
                                    "eth_tay",
                                    "eth_thai",
                                    "eth_hoa",
                                    "eth_khmer",
                                    "eth_muong",
                                    "eth_nung",
                                    "eth_mong",
                                    "eth_dao",
                                    "eth_gia_rai",
                                    "eth_e_de",
                                    "eth_ngai",
                                    "eth_ba_na",
                                    "eth_xo_dang",
                                    "eth_san_chay",
                                    "eth_co_ho",
                                    "eth_cham",
                                    "eth_san_diu",
                                    "eth_hre",
                                    "eth_mnong",
                                    "eth_ra_glai",
                                    "eth_xtieng",
                                    "eth_bru",
                                    "eth_tho",
                                    "eth_giay",
                                    "eth_co_tu",
                                    "eth_gie_trieng",
                                    "eth_ma",
                                    "eth_kho_mu",
                                    "eth_co",
                                    "eth_ta_oi",
                                    "eth_cho_ro",
                                    "eth_khang",
                                    "eth_xinh_mun",
                                    "eth_ha_nhi",
                                    "eth_chu_ru",
                                    "eth_lao",
                                    "eth_la_chi",
                                    "eth_la_ha",
                                    "eth_phu_la",
                                    "eth_la_hu",
                                    "eth_lu",
                                    "eth_lo_lo",
                                    "eth_chut",
                                    "eth_mang",
                                    "eth_pa_then",
                                    "eth_co_lao",
                                    "eth_cong",
                                    "eth_bo_y",
                                    "eth_si_la",
                                    "eth_pu_peo",
                                    "eth_brau",
                                    "eth_o_du",
                                    "eth_ro_mam",
                                    "eth_foreign",
                                    "eth_other",
                                ],
                            ),
                            ("birth_year__range", (1880, 2100)),
                        ),
                        name="candidate_named",
                        violation_error_message="Người dự tuyển phải có họ tên, giới tính, năm sinh và dân tộc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("identity_number", ""),
                            ("identity_number__regex", "^([0-9]{9}|[0-9]{12})$"),
                            _connector="OR",
                        ),
                        name="candidate_identity_digits",
                        violation_error_message="Số căn cước có 12 chữ số; chứng minh nhân dân cũ có 9 chữ số.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InsuranceRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="tính đến ngày")),
                ("months", models.PositiveSmallIntegerField(verbose_name="số tháng đã đóng")),
                ("number", models.CharField(blank=True, max_length=40, verbose_name="số sổ bảo hiểm")),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="insurance",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
            ],
            options={
                "verbose_name": "thời gian đóng bảo hiểm xã hội",
                "verbose_name_plural": "thời gian đóng bảo hiểm xã hội",
                "ordering": ["cadre_id", "on", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("months__range", (0, 720))),
                        name="insurance_months_possible",
                        violation_error_message="Số tháng đóng bảo hiểm phải từ 0 đến 720.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Movement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rotation", "Luân chuyển"),
                            ("reinforcement", "Tăng cường"),
                            ("secondment", "Biệt phái"),
                        ],
                        max_length=16,
                        verbose_name="hình thức",
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[
                            ("to_commune", "Huyện về xã"),
                            ("to_district", "Xã lên huyện"),
                            ("between", "Xã sang xã"),
                        ],
                        max_length=12,
                        verbose_name="hướng",
                    ),
                ),
                ("agency", models.CharField(blank=True, max_length=160, verbose_name="cơ quan nơi đi hoặc nơi đến")),
                ("title", models.CharField(blank=True, max_length=40, verbose_name="chức danh")),
                ("duty", models.CharField(blank=True, max_length=160, verbose_name="nhiệm vụ ở huyện")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField(verbose_name="thời gian")),
                ("planned_until", models.DateField(blank=True, null=True, verbose_name="dự kiến đến ngày")),
                ("decision_number", models.CharField(max_length=40, verbose_name="số quyết định")),
                ("decision_date", models.DateField(verbose_name="ngày quyết định")),
                (
                    "allowance",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="phụ cấp, đồng một tháng"),
                ),
                ("added", models.BooleanField(default=False, verbose_name="chức danh tăng thêm để luân chuyển")),
                ("reason", models.CharField(blank=True, max_length=500, verbose_name="ghi chú")),
                ("return_to", models.CharField(blank=True, max_length=200, verbose_name="bố trí sau khi kết thúc")),
                (
                    "verdict",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("excellent", "Hoàn thành xuất sắc nhiệm vụ"),
                            ("good", "Hoàn thành tốt nhiệm vụ"),
                            ("done", "Hoàn thành nhiệm vụ"),
                            ("not_done", "Không hoàn thành nhiệm vụ"),
                        ],
                        max_length=12,
                        verbose_name="đánh giá",
                    ),
                ),
                ("verdict_words", models.CharField(blank=True, max_length=500, verbose_name="nhận xét")),
                ("end_number", models.CharField(blank=True, max_length=40, verbose_name="số quyết định kết thúc")),
                ("end_date", models.DateField(blank=True, null=True, verbose_name="ngày quyết định kết thúc")),
                (
                    "cadre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="cadres.cadre",
                        verbose_name="cán bộ",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements",
                        to="cells.organization",
                        verbose_name="xã, thị trấn",
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movements_of_own",
                        to="cells.organization",
                        verbose_name="tổ chức nơi đi hoặc nơi đến",
                    ),
                ),
                (
                    "post",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="movement",
                        to="cadres.post",
                        verbose_name="chức danh đã ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "lần điều động",
                "verbose_name_plural": "các lần điều động",
                "ordering": ["-valid", "id"],
                "indexes": [models.Index(fields=["organization"], name="movement_by_commune")],
                "constraints": [
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[("cadre", "="), ("valid", "&&")],
                        name="movement_one_at_a_time",
                        violation_error_message="Đồng chí này đang có một lần điều động khác trong thời gian đó.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("valid__isempty", False), ("valid__lower_inf", False)),
                        name="movement_has_start",
                        violation_error_message="Điều động phải có ngày bắt đầu, trước ngày kết thúc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("planned_until__isnull", True),
                            (
                                "planned_until__gt",
                                models.Func(models.F("valid"), function="lower", output_field=models.DateField()),
                            ),
                            _connector="OR",
                        ),
                        name="movement_planned_after_start",
                        violation_error_message="Ngày dự kiến kết thúc phải sau ngày bắt đầu.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("other__isnull", True), models.Q(("agency", ""), _negated=True)),
                            models.Q(
                                ("agency", ""),
                                ("other__isnull", False),
                                models.Q(("other", models.F("organization")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="movement_one_other_side",
                        violation_error_message="Ghi một nơi đi, nơi đến: tổ chức trong danh sách hoặc tên cơ quan.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("added", False), ("direction", "to_district"), ("post__isnull", True), ("title", "")
                            ),
                            models.Q(
                                ("direction__in", ("to_commune", "between")),
                                ("post__isnull", False),
                                models.Q(("title", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="movement_post_of_commune",
                        violation_error_message="Điều động về xã phải có chức danh ở xã; lên huyện thì không.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("end_number", ""),
                                ("return_to", ""),
                                ("valid__upper_inf", True),
                                ("verdict", ""),
                                ("verdict_words", ""),
                            ),
                            models.Q(
                                ("valid__upper_inf", False),
                                models.Q(("return_to", ""), _negated=True),
                                models.Q(("verdict", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="movement_end_whole",
                        violation_error_message="Kết thúc điều động phải ghi ngày, bố trí sau khi kết thúc và đánh giá.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["rotation", "reinforcement", "secondment"]),
                            models.Q(("decision_number", ""), _negated=True),
                        ),
                        name="movement_by_decision",
                        violation_error_message="Điều động phải có hình thức, số và ngày quyết định.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(KEPT, NOT_KEPT),
    ]
