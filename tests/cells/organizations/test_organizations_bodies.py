"""Who may issue a paper, its symbol, and in what capacity it is signed."""

import pytest

from cells.organizations.bodies import Board, board_capacities, boards, committee_capacities, symbol_of
from cells.organizations.numbering import bodies_on
from cells.organizations.papers import issuer_on
from sinho.documents.reports import PaperDetails
from tests.conftest import TODAY

BOARDS = {board.code: board for board in boards()}


@pytest.mark.parametrize(
    ("committee", "symbol"),
    [("Tỉnh ủy", "TU"), ("Huyện ủy", "HU"), ("Thị ủy", "ThU"), ("Đảng ủy", "ĐU"), ("Chi bộ", "CB")],
)
def test_symbols_of_committees(committee, symbol):
    assert symbol_of(committee) == symbol


@pytest.mark.parametrize(
    ("committee", "code", "lines", "position"),
    [
        ("Huyện ủy", "thuong-vu.bi-thu", ("T/M BAN THƯỜNG VỤ",), "Bí thư"),
        ("Huyện ủy", "thuong-vu.pho", ("T/M BAN THƯỜNG VỤ",), "Phó Bí thư"),
        ("Huyện ủy", "thuong-vu.quyen", ("T/M BAN THƯỜNG VỤ",), "Q. Bí thư"),
        ("Huyện ủy", "chap-hanh.bi-thu", ("T/M HUYỆN ỦY",), "Bí thư"),
        ("Huyện ủy", "thua-lenh", ("T/L BAN THƯỜNG VỤ",), "Chánh Văn phòng"),
        ("Tỉnh ủy", "chap-hanh.pho", ("T/M TỈNH ỦY",), "Phó Bí thư"),
        ("Đảng ủy", "dang-uy.pho", ("T/M ĐẢNG ỦY",), "Phó Bí thư"),
        ("Đảng ủy", "thuong-vu.bi-thu", ("T/M BAN THƯỜNG VỤ",), "Bí thư"),
        ("Chi bộ", "chi-bo.bi-thu", ("T/M CHI BỘ",), "Bí thư"),
        ("Chi bộ", "chi-uy.pho", ("T/M CHI ỦY",), "Phó Bí thư"),
    ],
)
def test_a_committee_signs_on_behalf_of_a_collective(committee, code, lines, position):
    found = {one.code: one for one in committee_capacities(committee)}
    assert (found[code].lines, found[code].position) == (lines, position)


@pytest.mark.parametrize("committee", ["Huyện ủy", "Đảng ủy", "Chi bộ"])
def test_nobody_signs_for_the_secretary_of_a_collective(committee):
    assert not [one for one in committee_capacities(committee) if any("K/T" in line for line in one.lines)]


def test_only_a_territorial_committee_has_an_office_that_signs_by_order():
    by_order = [name for name in ("Huyện ủy", "Đảng ủy", "Chi bộ") if "thua-lenh" in codes(committee_capacities(name))]
    assert by_order == ["Huyện ủy"]


def codes(capacities) -> list[str]:
    return [one.code for one in capacities]


@pytest.mark.parametrize(
    ("board", "expected"),
    [
        (
            "ban-to-chuc",
            [
                (("TRƯỞNG BAN",), ""),
                (("K/T TRƯỞNG BAN",), "Phó Trưởng ban"),
                (("Q. TRƯỞNG BAN",), ""),
                (("T/L TRƯỞNG BAN",), ""),
            ],
        ),
        (
            "van-phong",
            [
                (("CHÁNH VĂN PHÒNG",), ""),
                (("K/T CHÁNH VĂN PHÒNG",), "Phó Chánh Văn phòng"),
                (("Q. CHÁNH VĂN PHÒNG",), ""),
                (("T/L CHÁNH VĂN PHÒNG",), ""),
            ],
        ),
        (
            "kiem-tra",
            [(("T/M ỦY BAN KIỂM TRA",), "Chủ nhiệm"), (("T/M ỦY BAN KIỂM TRA",), "Phó Chủ nhiệm")],
        ),
    ],
)
def test_a_head_signs_directly_and_a_deputy_in_his_place(board, expected):
    assert [(one.lines, one.position) for one in board_capacities(BOARDS[board])] == expected


def test_codes_of_all_capacities_of_a_district_are_told_apart(district):
    found = [signer.code for body in issuer_on(district.pk, TODAY).bodies for signer in body.signers]
    assert len(found) == len(set(found)) == 25
    assert all(isinstance(board, Board) and board.symbol for board in boards())


@pytest.mark.parametrize(
    ("code", "superior", "organ", "symbol"),
    [
        ("", "Tỉnh ủy Lai Châu", "Huyện ủy Sìn Hồ", "HU"),
        ("ban-to-chuc", "Huyện ủy Sìn Hồ", "Ban Tổ chức", "BTCHU"),
        ("kiem-tra", "Huyện ủy Sìn Hồ", "Ủy ban Kiểm tra", "UBKTHU"),
        ("tuyen-giao", "Huyện ủy Sìn Hồ", "Ban Tuyên giáo", "BTGHU"),
        ("dan-van", "Huyện ủy Sìn Hồ", "Ban Dân vận", "BDVHU"),
        ("van-phong", "Huyện ủy Sìn Hồ", "Văn phòng", "VPHU"),
        ("khong-co", "Tỉnh ủy Lai Châu", "Huyện ủy Sìn Hồ", "HU"),
    ],
)
def test_a_board_stands_below_its_committee(district, settings, code, superior, organ, symbol):
    settings.PROVINCE_NAME = "Lai Châu"
    issuer = issuer_on(district.pk, TODAY).acting_as(code)
    assert (issuer.superior, issuer.organ, issuer.symbol, issuer.place) == (superior, organ, symbol, "Sìn Hồ")


def test_a_board_speaks_for_itself_to_its_committee_and_keeps_its_own_copy(district, settings):
    settings.PROVINCE_NAME = "Lai Châu"
    issuer = issuer_on(district.pk, TODAY).acting_as("ban-to-chuc")
    assert (issuer.speaker, issuer.addressee) == ("Ban Tổ chức Huyện ủy Sìn Hồ", "Ban Thường vụ Huyện ủy Sìn Hồ")
    assert issuer.recipients == (
        "Ban Thường vụ Huyện ủy Sìn Hồ (báo cáo)",
        "Ban Tổ chức Tỉnh ủy Lai Châu",
        "Các tổ chức cơ sở đảng trực thuộc",
        "Lưu Ban Tổ chức",
    )


@pytest.mark.parametrize(
    ("body", "details", "lines", "position"),
    [
        ("", PaperDetails(), ("T/M BAN THƯỜNG VỤ",), ""),
        ("", PaperDetails(position="Phó Bí thư"), ("T/M BAN THƯỜNG VỤ",), "PHÓ BÍ THƯ"),
        ("", PaperDetails(signer="thua-lenh"), ("T/L BAN THƯỜNG VỤ",), "CHÁNH VĂN PHÒNG"),
        ("", PaperDetails(signer="chap-hanh.pho"), ("T/M HUYỆN ỦY",), "PHÓ BÍ THƯ"),
        (
            "",
            PaperDetails(signer="thuong-vu.pho", position="Phó Bí thư Thường trực"),
            ("T/M BAN THƯỜNG VỤ",),
            "PHÓ BÍ THƯ THƯỜNG TRỰC",
        ),
        ("ban-to-chuc", PaperDetails(), ("TRƯỞNG BAN",), ""),
        ("ban-to-chuc", PaperDetails(signer="ban-to-chuc.pho"), ("K/T TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN"),
        ("ban-to-chuc", PaperDetails(position="Phó Trưởng ban"), ("K/T TRƯỞNG BAN",), "PHÓ TRƯỞNG BAN"),
        ("ban-to-chuc", PaperDetails(signer="thuong-vu.pho"), ("TRƯỞNG BAN",), ""),
        ("kiem-tra", PaperDetails(), ("T/M ỦY BAN KIỂM TRA",), ""),
        ("kiem-tra", PaperDetails(position="Phó Chủ nhiệm"), ("T/M ỦY BAN KIỂM TRA",), "PHÓ CHỦ NHIỆM"),
    ],
)
def test_authority_of_the_signature(district, body, details, lines, position):
    signature = issuer_on(district.pk, TODAY).acting_as(body).signature(details)
    assert (signature.authority_lines, signature.position, signature.certifier) == (lines, position, "")


def test_the_paper_of_a_cell_is_certified_by_the_committee_above(nam_tam, nam_tam_cells):
    signature = issuer_on(nam_tam_cells[0].pk, TODAY).signature(PaperDetails(signer="chi-uy.bi-thu"))
    assert (signature.authority_lines, signature.position) == (("T/M CHI ỦY",), "BÍ THƯ")
    assert signature.certifier == "Đảng ủy xã Nậm Tăm"
    assert issuer_on(nam_tam.pk, TODAY).signature(PaperDetails()).certifier == ""


def test_a_commune_has_no_boards(nam_tam):
    issuer = issuer_on(nam_tam.pk, TODAY)
    assert [body.label for body in issuer.bodies] == ["Đảng ủy xã Nậm Tăm"]
    assert issuer.acting_as("ban-to-chuc") is issuer


def test_whoever_numbers_papers_and_whoever_prints_them_know_the_same_bodies(district):
    issuer = issuer_on(district.pk, TODAY)
    found = bodies_on(district.pk, TODAY)
    assert found == issuer.bodies
    for body in found:
        assert body.symbol == issuer.acting_as(body.code).symbol
    assert [body.symbol for body in found] == ["HU", "BTCHU", "UBKTHU", "BTGHU", "BDVHU", "VPHU"]


def test_a_body_says_whether_it_was_compared_with_its_text(district, nam_tam):
    committee, *others = issuer_on(district.pk, TODAY).bodies
    assert committee.verified and not any(body.verified for body in others)
    assert all(body.verified for body in issuer_on(nam_tam.pk, TODAY).bodies)
