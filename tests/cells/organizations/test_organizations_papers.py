"""How organisations stand on their papers: everything follows from name, kind and what is above."""

import pytest

from cells.organizations.enums import OrganizationKind as K
from cells.organizations.papers import committee_of, issuer_on, reporting_organizations
from sinho.accounts.roles import Role
from sinho.documents.reports import PaperDetails
from tests.conftest import TODAY
from tests.factories import organizations as make
from tests.factories import people


@pytest.mark.parametrize(
    ("name", "kind", "committee", "organ"),
    [
        ("Đảng bộ tỉnh Lai Châu", K.PROVINCE_COMMITTEE, "Tỉnh ủy", "Tỉnh ủy Lai Châu"),
        ("Đảng bộ huyện Sìn Hồ", K.DISTRICT_COMMITTEE, "Huyện ủy", "Huyện ủy Sìn Hồ"),
        ("Đảng bộ thị xã Lai Châu", K.DISTRICT_COMMITTEE, "Thị ủy", "Thị ủy Lai Châu"),
        ("Đảng bộ xã Nậm Tăm", K.GRASSROOTS_COMMITTEE, "Đảng ủy", "Đảng ủy xã Nậm Tăm"),
        ("Đảng bộ thị trấn Sìn Hồ", K.GRASSROOTS_COMMITTEE, "Đảng ủy", "Đảng ủy thị trấn Sìn Hồ"),
        ("Đảng bộ bộ phận bản xa", K.SECTION_COMMITTEE, "Đảng ủy", "Đảng ủy bộ phận bản xa"),
        ("Chi bộ Phòng Tài chính", K.GRASSROOTS_CELL, "Chi bộ", "Chi bộ Phòng Tài chính"),
    ],
)
def test_the_committee_of_an_organisation(name, kind, committee, organ):
    assert committee_of(name, kind) == (committee, organ)


def test_a_district_reports_to_the_province_of_the_settings(district, settings):
    settings.PROVINCE_NAME = "Lai Châu"
    issuer = issuer_on(district.pk, TODAY)
    assert (issuer.superior, issuer.organ, issuer.symbol, issuer.place) == (
        "Tỉnh ủy Lai Châu",
        "Huyện ủy Sìn Hồ",
        "HU",
        "Sìn Hồ",
    )
    assert (issuer.speaker, issuer.addressee) == ("Ban Thường vụ Huyện ủy Sìn Hồ", "Ban Thường vụ Tỉnh ủy Lai Châu")
    assert issuer.recipients[-1] == "Lưu Văn phòng Huyện ủy"


def test_a_province_in_the_tree_goes_before_the_settings(db):
    province = make.organization("Đảng bộ tỉnh Điện Biên", K.PROVINCE_COMMITTEE)
    below = make.organization("Đảng bộ huyện Sìn Hồ", K.DISTRICT_COMMITTEE, parent=province)
    commune = make.organization("Đảng bộ xã Hồng Thu", K.GRASSROOTS_COMMITTEE, parent=province)
    assert issuer_on(below.pk, TODAY).superior == "Tỉnh ủy Điện Biên"
    assert issuer_on(commune.pk, TODAY).superior == "Tỉnh ủy Điện Biên"
    assert issuer_on(province.pk, TODAY).superior == ""


def test_a_commune_reports_to_the_district_from_its_own_place(nam_tam):
    issuer = issuer_on(nam_tam.pk, TODAY)
    head = issuer.head(PaperDetails("7"), kind="BÁO CÁO", type_symbol="BC", subject="Thử")
    assert (head.superior, head.issuer, head.number_and_symbol, head.place) == (
        "ĐẢNG BỘ HUYỆN SÌN HỒ",
        "ĐẢNG ỦY XÃ NẬM TĂM",
        "7-BC/ĐU",
        "Nậm Tăm",
    )
    assert issuer.recipients == (
        "Ban Thường vụ Huyện ủy Sìn Hồ (báo cáo)",
        "Các chi bộ trực thuộc",
        "Lưu Đảng ủy",
    )


def test_a_cell_reports_to_its_committee_and_is_dated_where_that_stands(nam_tam, nam_tam_cells, finance_cell):
    below, agency = issuer_on(nam_tam_cells[0].pk, TODAY), issuer_on(finance_cell.pk, TODAY)
    assert (below.superior, below.addressee, below.place) == ("Đảng bộ xã Nậm Tăm", "Đảng ủy xã Nậm Tăm", "Nậm Tăm")
    assert (agency.symbol, agency.place, agency.signature(PaperDetails()).authority_lines) == (
        "CB",
        "Sìn Hồ",
        ("T/M CHI BỘ",),
    )


def test_position_and_name_of_the_signature(district):
    signature = issuer_on(district.pk, TODAY).signature(PaperDetails(position="Phó Bí thư", name="Vàng A Sếnh"))
    assert (signature.authority_lines, signature.position, signature.name) == (
        ("T/M BAN THƯỜNG VỤ",),
        "PHÓ BÍ THƯ",
        "Vàng A Sếnh",
    )


def test_who_does_not_exist_issues_nothing(district):
    assert issuer_on(district.pk, make.LONG_AGO.replace(year=1990)) is None


def test_reports_may_be_asked_for_from_the_district_down_to_the_grassroots(
    district, nam_tam, nam_tam_cells, ta_phin, finance_cell, staff, secretary
):
    assert [name for _, name in reporting_organizations(people.scope(staff), TODAY)] == [
        "Đảng bộ huyện Sìn Hồ",
        "Đảng bộ xã Nậm Tăm",
        "Đảng bộ xã Tả Phìn",
        "Chi bộ Phòng Tài chính",
    ]
    assert [name for _, name in reporting_organizations(people.scope(secretary), TODAY)] == ["Đảng bộ xã Nậm Tăm"]
    in_charge = people.user("phutrach", Role.MEMBER_IN_CHARGE, nam_tam)
    assert list(reporting_organizations(people.scope(in_charge), TODAY)) == []
