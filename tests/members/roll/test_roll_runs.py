"""Lists of all grassroots organisations: their members, their cells and villages."""

import datetime as dt

import pytest

from members.roll.models.counted import by_cell
from members.roll.runs import CELL_LISTS, MEMBER_LISTS
from sinho.printing.kinds import RunAsked
from sinho.refusal import Refused
from tests.factories import members as person
from tests.factories import organizations as make
from tests.factories import people

TODAY = dt.date(2009, 12, 18)


@pytest.fixture
def roll(nam_tam, nam_tam_cells, ta_phin_cells, finance_cell):
    first, second = nam_tam_cells
    make.secretary(first, "Lò Văn Inh")
    make.village("Nậm Tăm 1", committee=nam_tam, served_by=first)
    person.card(person.member(first, "Vàng Thị Ún", sex="female"), "12345678")
    person.member(first, "Lò Văn Inh")
    person.probationer(first, "Tao Thị Mới", sex="female")
    person.member(second, "Giàng A Sử", until=dt.date(2008, 1, 1), exit="died")
    person.member(finance_cell, "Phạm Văn Bình")
    return first, second


def printed(kind, user, organization, on=TODAY) -> dict[str, str]:
    """File name → HTML of every paper."""
    scope, asked = people.scope(user), RunAsked(organization.pk, on)
    return {one.file_name: kind.printed(scope, asked, one.key).html() for one in kind.parts(scope, asked)}


def test_one_list_of_members_for_each_grassroots_organisation(staff, district, roll):
    papers = printed(MEMBER_LISTS, staff, district)
    assert sorted(papers) == [
        "dang-vien-sh-nt-nam-tam.pdf",
        "dang-vien-sh-tc-phong-tai-chinh.pdf",
        "dang-vien-sh-tp-ta-phin.pdf",
    ]
    commune = papers["dang-vien-sh-nt-nam-tam.pdf"]
    assert "I. Chi bộ bản Nậm Tăm 1: 03 đồng chí" in commune and "II. Chi bộ bản Nậm Tăm 2: 00 đồng chí" in commune
    assert "Cộng: 03 đảng viên" in commune and "Giàng A Sử" not in commune and "Phạm Văn Bình" not in commune
    assert "5678" in commune and "12345678" not in commune and "Các chi bộ trực thuộc" not in commune
    assert "không có đảng viên vào ngày 18/12/2009" in papers["dang-vien-sh-tp-ta-phin.pdf"]
    earlier = printed(MEMBER_LISTS, staff, district, dt.date(2007, 12, 31))
    assert "Giàng A Sử" in earlier["dang-vien-sh-nt-nam-tam.pdf"]


def test_cells_and_villages_in_numbers(staff, district, nam_tam, roll):
    first, _ = roll
    counts = by_cell([first.pk], TODAY)[first.pk]
    assert counts | {"organization_id": 0} == {
        "organization_id": 0, "men": 1, "women": 2, "official": 2, "probationary": 1, "total": 3
    }  # fmt: skip
    paper = printed(CELL_LISTS, staff, nam_tam)["chi-bo-va-ban-sh-nt-nam-tam.pdf"]
    assert "<td>Lò Văn Inh</td>" in paper and "Chi bộ của bản" in paper
    assert "".join(f'<td class="n">{count}</td>' for count in (1, 2, 2, 1, 3)) in paper


def test_lists_of_people_need_the_right_to_take_them_out(inspector, secretary, stranger, district, nam_tam, roll):
    assert not MEMBER_LISTS.offered(people.scope(inspector)) and CELL_LISTS.offered(people.scope(inspector))
    assert list(printed(MEMBER_LISTS, secretary, nam_tam)) == ["dang-vien-sh-nt-nam-tam.pdf"]
    assert printed(MEMBER_LISTS, stranger, nam_tam) == {}
    for kind in (MEMBER_LISTS, CELL_LISTS):
        with pytest.raises(Refused, match="không còn trong phạm vi"):
            kind.printed(people.scope(stranger), RunAsked(district.pk, TODAY), str(nam_tam.pk))
