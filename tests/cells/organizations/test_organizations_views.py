"""The tree, the list and the page of an organisation: who sees what, on which day, with how many queries."""

import datetime as dt

import pytest
from django.urls import reverse

from cells.organizations import actions
from cells.organizations.actions import Decision, StateData
from cells.organizations.enums import EventKind, OrganizationKind
from sinho.accounts.roles import Role
from tests.factories import organizations as make
from tests.factories import people

TREE = reverse("organizations:tree")


def page(organization, name="organization"):
    return reverse(f"organizations:{name}", args=[organization.pk])


def body(response):
    return response.content.decode()


def test_the_staff_see_the_whole_tree_with_its_counts(log_in, staff, nam_tam, nam_tam_cells, ta_phin, finance_cell):
    response = log_in(staff).get(TREE)
    assert response.status_code == 200
    assert response.context["counts"] == [
        (2, "đảng bộ cơ sở", "grassroots_committee"),
        (1, "chi bộ cơ sở", "grassroots_cell"),
        (0, "đảng bộ bộ phận", "section_committee"),
        (2, "chi bộ trực thuộc", "subordinate_cell"),
    ]
    text = body(response)
    assert f'<a href="{nam_tam_cells[0].pk}/">Chi bộ bản Nậm Tăm 1</a>' in text
    assert "<span>2 chi bộ trực thuộc</span>" in text


def test_a_secretary_sees_his_branch_only_and_opened(log_in, secretary, nam_tam_cells, ta_phin, ta_phin_cells):
    text = body(log_in(secretary).get(TREE))
    assert "Đảng bộ xã Nậm Tăm" in text and " open><summary>" in text
    assert "Tả Phìn" not in text and "Đảng bộ huyện" not in text.partition("<main")[2]


def test_the_tree_answers_for_any_day(log_in, staff, nam_tam):
    make.cell("bản mới", parent=nam_tam, since=dt.date(2009, 3, 1))
    client = log_in(staff)
    assert "Chi bộ bản mới" not in body(client.get(TREE, {"ngay": "28/02/2009"}))
    assert "Chi bộ bản mới" in body(client.get(TREE, {"ngay": "1/3/2009"}))


@pytest.mark.parametrize("typed", ["31/02/2009", "hôm nay", "1/1/1800", "9" * 300, "<script>", "\x00"])
def test_a_day_that_cannot_be_read_is_said_and_today_is_shown(log_in, staff, nam_tam, typed):
    response = log_in(staff).get(TREE, {"ngay": typed})
    assert response.status_code == 200
    assert response.context["as_of"].problem and "đang tính đến ngày" in body(response)
    assert "<script>" not in body(response)


def test_an_empty_day_says_what_to_do(log_in, staff):
    text = body(log_in(staff).get(TREE, {"ngay": "01/01/1950"}))
    assert "Chưa có tổ chức đảng nào vào ngày này" in text


@pytest.mark.parametrize("words", ["nam tam", "NẬM TĂM", "nậm  tăm", "tam nam"])
def test_names_are_found_with_or_without_marks(log_in, staff, nam_tam, ta_phin, words):
    response = log_in(staff).get(TREE, {"q": words})
    assert [state.short_name for state, _ in response.context["rows"]] == ["Nậm Tăm"]


def test_what_is_not_found_says_so(log_in, staff):
    assert "Không có tổ chức nào khớp" in body(log_in(staff).get(TREE, {"q": "khong co ten nay"}))


def test_the_list_shows_one_kind_with_the_organisation_above(log_in, staff, nam_tam_cells, finance_cell):
    response = log_in(staff).get(TREE, {"hinh-thuc": "subordinate_cell"})
    assert [(s.short_name, above) for s, above in response.context["rows"]] == [
        ("Chi bộ bản Nậm Tăm 1", "Đảng bộ xã Nậm Tăm"),
        ("Chi bộ bản Nậm Tăm 2", "Đảng bộ xã Nậm Tăm"),
    ]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("ten", ["Chi bộ bản Nậm Tăm 1", "Chi bộ bản Nậm Tăm 2", "Nậm Tăm"]),
        ("-ten", ["Nậm Tăm", "Chi bộ bản Nậm Tăm 2", "Chi bộ bản Nậm Tăm 1"]),
        ("ma", ["Nậm Tăm", "Chi bộ bản Nậm Tăm 1", "Chi bộ bản Nậm Tăm 2"]),
        ("khong-co", ["Nậm Tăm", "Chi bộ bản Nậm Tăm 1", "Chi bộ bản Nậm Tăm 2"]),
    ],
)
def test_the_list_sorts_by_its_columns(log_in, staff, nam_tam_cells, order, names):
    response = log_in(staff).get(TREE, {"q": "nam tam", "xep": order})
    assert [state.short_name for state, _ in response.context["rows"]] == names


def test_a_count_opens_the_list_of_what_it_counts(log_in, staff, nam_tam, nam_tam_cells, ta_phin_cells):
    client = log_in(staff)
    [(number, _, kind)] = client.get(page(nam_tam)).context["counts"]
    rows = client.get(TREE, {"duoi": nam_tam.pk, "hinh-thuc": kind}).context["page"]
    assert rows.paginator.count == number == 2


@pytest.mark.parametrize("asked", ["", "x", "9" * 40, "-1", "0", "٣"])
def test_a_subtree_that_does_not_exist_is_not_asked_for(log_in, staff, asked):
    assert log_in(staff).get(TREE, {"duoi": asked}).status_code == 200


def test_a_subtree_outside_ones_own_is_not_shown(log_in, secretary, ta_phin, ta_phin_cells):
    response = log_in(secretary).get(TREE, {"duoi": ta_phin.pk})
    assert response.context["above"] is None and "Tả Phìn" not in body(response)


def test_the_tree_asks_as_often_for_many_rows_as_for_one(log_in, staff, nam_tam, django_assert_max_num_queries):
    client = log_in(staff)
    client.get(TREE)
    with django_assert_max_num_queries(15) as few:
        client.get(TREE)
    for number in range(30):
        make.cell(f"bản {number}", parent=nam_tam)
    with django_assert_max_num_queries(15) as many:
        client.get(TREE)
    assert len(few) == len(many)


@pytest.mark.parametrize("query", [{"q": "ban"}, {"hinh-thuc": "subordinate_cell"}])
def test_the_list_asks_as_often_for_many_rows_as_for_one(log_in, staff, nam_tam, django_assert_max_num_queries, query):
    client = log_in(staff)
    make.cell("bản 99", parent=nam_tam)
    client.get(TREE)
    with django_assert_max_num_queries(15) as few:
        client.get(TREE, query)
    for number in range(30):
        make.cell(f"bản {number}", parent=nam_tam)
    with django_assert_max_num_queries(15) as many:
        client.get(TREE, query)
    assert len(few) == len(many)


def test_the_page_of_an_organisation_shows_what_it_is(log_in, staff, nam_tam, nam_tam_cells):
    make.secretary(nam_tam, "Lò Văn Inh")
    make.secretary(nam_tam_cells[0], "Lò Văn Ban")
    make.founding(nam_tam_cells[0], dt.date(2008, 11, 18))
    text = body(log_in(staff).get(page(nam_tam)))
    assert "Đảng bộ cơ sở, loại hình xã" in text and "Lò Văn Inh" in text
    assert "Lò Văn Ban" in text and "18/11/2008" in text
    assert f"{reverse('organizations:found')}?duoi=SH-NT" in text


def test_officers_stand_by_office_and_then_by_given_name(log_in, staff, nam_tam):
    for name, office in (("Lò Văn Ban", "committee_member"), ("Tao A An", "committee_member"), ("Vừ Dế", "secretary")):
        actions.appoint(
            organization=nam_tam,
            person_name=name,
            office=office,
            since=dt.date(2009, 1, 1),
            how="",
            decision_number="",
            by=staff,
        )
    officers = log_in(staff).get(page(nam_tam)).context["officers"]
    assert [officer.person_name for officer in officers] == ["Vừ Dế", "Tao A An", "Lò Văn Ban"]


def test_rules_that_nobody_compared_are_marked(log_in, staff, nam_tam):
    assert "chưa đối chiếu văn bản" in body(log_in(staff).get(page(nam_tam)))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("01/01/2000", "Ngày 01/01/2000 tổ chức này chưa có"),
        ("01/06/2009", "Tổ chức này không còn từ sau ngày 30/04/2009"),
    ],
)
def test_before_and_after_its_life_an_organisation_is_still_found(log_in, staff, nam_tam, day, said):
    cell = make.cell("bản Cũ", parent=nam_tam, until=dt.date(2009, 4, 30))
    response = log_in(staff).get(page(cell), {"ngay": day})
    assert response.status_code == 200 and said in body(response)


def test_the_names_above_a_secretary_are_words_not_links(log_in, secretary, district, nam_tam):
    response = log_in(secretary).get(page(nam_tam))
    assert response.context["path"] == [(district.pk, "Đảng bộ huyện Sìn Hồ", False)]
    assert "<span>Đảng bộ huyện Sìn Hồ</span>" in body(response)
    assert f'href="{page(district)}' not in body(response)


def test_every_link_on_the_page_of_a_secretary_leads_somewhere(log_in, secretary, nam_tam, nam_tam_cells):
    client = log_in(secretary)
    text = body(client.get(page(nam_tam))).partition("<main")[2]
    links = {part.partition('"')[0] for part in text.split('href="')[1:]}
    pages = {link for link in links if link.startswith("/")}
    assert page(nam_tam_cells[0]) in pages
    assert {client.get(link.replace("&amp;", "&")).status_code for link in pages} == {200}


@pytest.mark.parametrize("name", ["organization", "history"])
def test_pages_outside_ones_tree_do_not_exist(log_in, stranger, nam_tam, name):
    assert log_in(stranger).get(page(nam_tam, name)).status_code == 404


@pytest.mark.parametrize("name", ["organization", "history"])
def test_a_page_that_nobody_has_does_not_exist(log_in, staff, name):
    assert log_in(staff).get(reverse(f"organizations:{name}", args=[10**18])).status_code == 404


def test_the_administrator_sees_no_organisation(log_in, administrator, nam_tam):
    client = log_in(administrator)
    assert client.get(TREE).status_code == 403 and client.get(page(nam_tam)).status_code == 403


def test_only_who_manages_sees_the_buttons(log_in, secretary, nam_tam):
    text = body(log_in(secretary).get(page(nam_tam)))
    assert "Ghi thay đổi" not in text and "Thêm cấp ủy viên" not in text and "Giải thể" not in text


@pytest.mark.parametrize("name", ["organization", "history"])
def test_the_page_asks_as_often_for_many_rows_as_for_one(
    log_in, staff, nam_tam, nam_tam_cells, django_assert_max_num_queries, name
):
    client = log_in(staff)
    make.secretary(nam_tam)
    client.get(page(nam_tam, name))
    with django_assert_max_num_queries(36) as few:
        client.get(page(nam_tam, name))
    for number in range(30):
        cell = make.cell(f"bản {number}", parent=nam_tam)
        make.secretary(cell)
        make.founding(cell, dt.date(2008, 1, 1), related=nam_tam)
    with django_assert_max_num_queries(36) as many:
        client.get(page(nam_tam, name))
    assert len(few) == len(many)


def test_the_history_shows_the_life_the_officers_and_the_log(log_in, staff, nam_tam, nam_tam_cells):
    cell, state = nam_tam_cells[0], make.state_of(nam_tam_cells[0])
    make.secretary(cell, "Lò Văn Ban")
    actions.change(
        organization=cell,
        since=dt.date(2009, 7, 1),
        data=StateData("Chi bộ bản Pậu", "Bản Pậu", state.kind, parent=nam_tam),
        event_kind=EventKind.RENAME,
        decision=Decision("31-QĐ/ĐU"),
        by=staff,
    )
    text = body(log_in(staff).get(page(cell, "history")))
    assert "Chi bộ bản Nậm Tăm 1 → Chi bộ bản Pậu" in text and "Lò Văn Ban" in text
    assert "Đổi tên: Chi bộ bản Pậu, từ 01/07/2009" in text and "Sửa giai đoạn" in text


def test_the_history_hides_the_log_and_the_mending_from_a_secretary(log_in, secretary, nam_tam):
    text = body(log_in(secretary).get(page(nam_tam, "history")))
    assert "Sửa giai đoạn" not in text and 'class="log"' not in text


def test_an_organisation_elsewhere_is_named_but_not_linked(log_in, secretary, stranger, nam_tam_cells, ta_phin):
    other = make.cell("tách ra", parent=ta_phin)
    make.founding(other, dt.date(2009, 1, 5), related=nam_tam_cells[0])
    text = body(log_in(secretary).get(page(nam_tam_cells[0], "history")))
    assert "Tách ra Chi bộ tách ra" in text and f"/{other.pk}/" not in text


def test_a_reader_with_one_cell_sees_that_cell(log_in, nam_tam_cells):
    reader = people.user("bithu.chibo", Role.CELL_SECRETARY, nam_tam_cells[0])
    client = log_in(reader)
    assert client.get(page(nam_tam_cells[0])).status_code == 200
    assert client.get(page(nam_tam_cells[1])).status_code == 404
    assert OrganizationKind.SUBORDINATE_CELL.label in body(client.get(page(nam_tam_cells[0])))
