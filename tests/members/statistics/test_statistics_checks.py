"""Totals held against each other: all agree on sound rows; a fault planted in the database is found and named."""

import datetime as dt

import pytest
from django.db import connection

from sinho.audit.models import AuditEntry
from sinho.documents.checks import NAME, CrossCheck, Outcome, Run, Shown, Side, chosen
from sinho.documents.reports import Figure, Listed
from sinho.documents.statistics import Time, generations, reporter_of
from tests.factories import conduct, people
from tests.factories import members as make

D = dt.date
PAGE = "/bao-cao/bieu-thong-ke/doi-chieu/"
TODAY = D(2009, 12, 18)


@pytest.fixture
def roll(nam_tam_cells, ta_phin_cells, finance_cell, staff, inspector):
    """Six on the roll, of whom one is new and one came over; one was expelled by decision."""
    one, two = nam_tam_cells
    people_ = {
        "an": make.member(one, "Lò Văn An"),
        "moi": make.probationer(two, "Tao Thị Mới", sex="female", ethnicity="eth_lu", birth_year=1985),
        "lau": make.member(ta_phin_cells[0], "Chẻo A Lẩu", ethnicity="eth_dao"),
        "co": make.member(finance_cell, "Phạm Văn Cơ", ethnicity="eth_kinh", religion="catholic"),
        "tinh": make.member(two, "Lò Văn Tỉnh", since=D(2009, 2, 1), entry="from_province"),
        "xuong": make.member(ta_phin_cells[0], "Chẻo A Xuống"),
    }
    make.moved(people_["xuong"], one, D(2009, 8, 1))
    for who in people_.values():
        make.works(who, "farmer")
        make.learned(who, "general", "primary")
    gone = make.member(ta_phin_cells[1], "Chẻo A Khai", until=D(2009, 4, 30), exit="expelled")
    conduct.member_discipline(gone, ta_phin_cells[1], inspector, form="expulsion")
    return people_


def run(person, organization, generation=0, year=2009, part="nam") -> dict[str, Outcome]:
    time = Time(year, part, TODAY)
    made = Run(people.scope(person), reporter_of(organization.pk, time.last), generations()[generation], time)
    return {one.check.key: one for one in made.outcomes()}


def differing(found) -> set[str]:
    return {key for key, one in found.items() if not one.reason and not one.holds}


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)


class TestSound:
    @pytest.mark.parametrize("generation", [0, 1])
    def test_everything_agrees(self, generation, roll, staff, district, nam_tam):
        for organization in (district, nam_tam):
            for part in ("nam", "sau-thang"):
                found = run(staff, organization, generation, part=part)
                assert differing(found) == set()
                assert found["roll-equation"].holds and found["roll-5"].left.count == found["roll-5"].right.count > 0
        assert run(staff, district)["roll-5"].left.count == 6

    def test_what_does_not_apply_says_why(self, roll, staff, district, nam_tam):
        found = run(staff, district)
        assert found["bases-7a"].reason.startswith("Chưa lập được “Biểu 7A") and "2009" in found["bases-7a"].reason
        assert found["moves-within"].reason.startswith("Kỳ này ai rời chi bộ")
        assert run(staff, nam_tam)["moves-within"].reason == "Chỉ đối chiếu ở cấp huyện."
        assert run(staff, district, part="sau-thang")["roll-4"].reason == "Chỉ đối chiếu ở kỳ cả năm."

    def test_each_report_is_built_once(self, roll, staff, district, monkeypatch):
        built = []
        build = Run.build
        monkeypatch.setattr(Run, "build", lambda self, kind: built.append(kind.code) or build(self, kind))
        run(staff, district)
        assert len(built) == len(set(built)) > 8


class TestPlanted:
    def test_a_member_placed_twice(self, roll, staff, district, ta_phin_cells):
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("ALTER TABLE members_membership DROP CONSTRAINT membership_one_cell_a_day")
        sql(
            "INSERT INTO members_membership (member_id, organization_id, valid, entry, exit, exit_number, exit_reason) "
            "VALUES (%s, %s, '[2009-03-01,)', 'within', '', '', '')",
            roll["an"].pk, ta_phin_cells[0].pk,
        )  # fmt: skip
        found = run(staff, district)
        assert "roll-once" in differing(found)
        [row] = found["roll-once"].only_left
        assert (row.name, found["roll-once"].difference) == ("Lò Văn An", 1)

    def test_a_member_who_left_a_cell_and_came_to_none(self, roll, staff, district):
        sql(
            "UPDATE members_membership SET valid = daterange(lower(valid), '2009-05-01'), exit = 'within' "
            "WHERE member_id = %s",
            roll["an"].pk,
        )
        found = run(staff, district)
        assert differing(found) == {"moves-within"}
        assert [row.name for row in found["moves-within"].only_left] == ["Lò Văn An"]

    def test_a_member_without_the_day_of_joining(self, roll, staff, district):
        sql("UPDATE members_standing SET kind = 'official' WHERE member_id = %s", roll["co"].pk)
        found = run(staff, district)
        assert differing(found) == {"joined"}
        assert [row.name for row in found["joined"].only_right] == ["Phạm Văn Cơ"]
        assert found["joined"].check.explains.startswith("Người chỉ có ở tổng số")

    def test_an_expulsion_that_is_on_one_side_only(self, roll, staff, district, inspector, nam_tam_cells):
        conduct.member_discipline(roll["an"], nam_tam_cells[0], inspector, form="expulsion", decision_number="2")
        one = run(staff, district)["expelled-9"]
        assert not one.holds and [row.name for row in one.only_right] == ["Lò Văn An"] and not one.only_left

    def test_an_organisation_without_a_type(self, roll, staff, district, finance_cell):
        sql("UPDATE cells_organizationstate SET type = '' WHERE organization_id = %s", finance_cell.pk)
        found = run(staff, district)
        assert {"types-bases", "types-members"} <= differing(found)
        assert [row.name for row in found["types-members"].only_right] == ["Phạm Văn Cơ"]

    def test_the_page_shows_the_difference_first_with_names_and_lists(self, roll, staff, district, log_in):
        sql("UPDATE members_standing SET kind = 'official' WHERE member_id = %s", roll["co"].pk)
        text = log_in(staff).get(PAGE).content.decode()
        assert "1 chỗ không khớp" in text and text.index("Không khớp</h2>") < text.index("Khớp</h2>")
        assert "Chỉ có ở bên thứ hai" in text and "Phạm Văn Cơ" in text and "chưa ghi ngày vào Đảng" in text
        assert "/bao-cao/form-3/danh-sach/?nam=2009" in text and "Không đối chiếu được" in text

    def test_what_is_sensitive_leaves_one_line_that_names_every_report(self, roll, staff, log_in):
        log_in(staff).get(PAGE)
        [kept] = AuditEntry.objects.filter(did="conduct.read")
        assert kept.said.startswith("Đối chiếu các biểu thống kê năm 2009, xem “Biểu 9 (bộ cũ)")
        assert "“Kiểm tra, kỷ luật, khen thưởng”" in kept.said and len(kept.after["asks"]) == 3

    def test_a_page_without_differences_says_so(self, roll, staff, log_in):
        text = log_in(staff).get(PAGE).content.decode()
        assert "mọi chỗ đã đối chiếu đều khớp" in text and "Không khớp</h2>" not in text


class TestComparing:
    def figure(self, key, *names):
        return Figure(key, key, tuple(Listed(1, name, (), "members:member", ord(name)) for name in names))

    def outcome(self, left, right, by="row"):
        check = CrossCheck("k", "s", ("tctw",), Side("form-1", ()), Side("form-1", ()), by=by)
        return Outcome(check, *(Shown(None, None, figures, less) for figures, less in (left, right)))

    def test_sums_and_subtractions(self):
        a, b, c = self.figure("a", *"xy"), self.figure("b", *"z"), self.figure("c", *"y")
        same = self.outcome(((a, b), (c,)), ((self.figure("d", *"xz"),), ()))
        assert same.holds and same.left.count == 2 and [sign for sign, _ in same.left.lists] == ["", "+", "−"]

    def test_the_same_number_of_other_people_does_not_agree(self):
        one = self.outcome(((self.figure("a", *"xy"),), ()), ((self.figure("b", *"xz"),), ()))
        assert one.difference == 0 and not one.holds
        assert [row.name for row in one.only_left] == ["y"] and [row.name for row in one.only_right] == ["z"]
        assert self.outcome(((self.figure("a", "x"),), ()), ((self.figure("b", "z"),), ()), by="count").holds

    def test_names_stand_for_rows_of_different_kinds(self):
        other = Figure("b", "b", (Listed(1, "x", (), "conduct:discipline", 900),))
        assert self.outcome(((self.figure("a", "x"),), ()), ((other,), ()), by=NAME).holds

    def test_a_star_is_one_part_of_a_key(self):
        keys = ["ethnicity.eth_lu", "ethnicity.eth_lu.women", "ethnicity", "before.ethnicity.eth_lu"]
        assert chosen(keys, ["ethnicity.*"]) == ["ethnicity.eth_lu"]
        assert chosen(keys, ["ethnicity.eth"]) == []

    def test_a_check_without_sense_is_refused(self):
        for more in ({"by": "age"}, {"periods": ("quy",)}, {"level": "cell"}):
            with pytest.raises(ValueError, match="no such"):
                CrossCheck("k", "s", ("tctw",), Side("a", ()), Side("b", ()), **more)
