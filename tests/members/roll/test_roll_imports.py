"""The workbook of members: a list in Excel becomes people with their life in the Party."""

import datetime as dt

import pytest

from members.roll.models import Card, LivingPlace, Member, Membership, Pause, Schooling, Standing, Work
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import organizations as places
from tests.factories import people
from tests.factories.lists import person
from tests.factories.workbooks import xlsx

D = dt.date


@pytest.fixture
def bring(staff, nam_tam_cells):
    """`bring(rows)` tries a list and, when nothing is wrong, writes it. Gives the upload."""

    def act(*rows, acknowledged=True):
        scope = people.scope(staff)
        upload = uploads.try_file(
            kind=kind_of("members"), file_name="a.xlsx", content=xlsx(rows), scope=scope, by=staff
        )
        if upload.trial["errors"]:
            return upload
        return uploads.confirm(upload=upload, scope=scope, by=staff, acknowledged=acknowledged)

    return act


def test_a_row_becomes_a_member_with_standing_and_cell(bring, nam_tam_cells):
    bring(person())
    member = Member.objects.get()
    assert (member.full_name, str(member.birth), member.sex, member.ethnicity) == (
        "Lò Văn Ánh",
        "12/03/1971",
        "male",
        "eth_thai",
    )
    probation, official = Standing.objects.order_by("valid")
    assert (probation.valid.lower, probation.valid.upper) == (D(1998, 2, 3), D(1999, 2, 3))
    assert (official.kind, official.valid.lower, official.valid.upper) == ("official", D(1999, 2, 3), None)
    membership = Membership.objects.get()
    assert (membership.organization, membership.since) == (nam_tam_cells[0], D(2009, 12, 18))
    assert (membership.entry, membership.exit) == ("opening", "")


def test_everything_else_a_list_tells(bring, nam_tam):
    village = places.village("Nậm Ngập", committee=nam_tam)
    bring(
        person(
            **{
                "Số căn cước": "012071000123",
                "Số thẻ đảng viên": "45000123",
                "Ngày cấp thẻ": D(2003, 5, 19),
                "Số thẻ cũ": "123456",
                "Số lý lịch": "000123 LC",
                "Tôn giáo": "Tin Lành",
                "Học vấn": "9/12 bổ túc",
                "Chuyên môn": "Trung cấp nông lâm",
                "Lý luận chính trị": "Sơ cấp",
                "Nghề nghiệp": "Nông, lâm, ngư nghiệp",
                "Nơi ở hiện nay": "Nậm Ngập",
                "Về chi bộ từ ngày": D(2005, 1, 1),
                "Số quyết định kết nạp": "44-QĐ/HU",
                "Ngày quyết định kết nạp": D(1998, 1, 20),
                "Người giới thiệu": "Tao Văn Sơn",
                "Trạng thái": "Miễn sinh hoạt",
                "Ngày từ trần, miễn, đình chỉ": D(2008, 1, 1),
            }
        )
    )
    member = Member.objects.get()
    assert (member.identity_number, member.file_number, member.religion) == ("012071000123", "000123 LC", "protestant")
    cards = [(card.number, card.valid.lower, card.valid.upper) for card in Card.objects.order_by("valid")]
    assert cards == [("123456", D(1999, 2, 3), D(2003, 5, 19)), ("45000123", D(2003, 5, 19), None)]
    learned = {(one.subject, one.level, one.words, one.since) for one in Schooling.objects.all()}
    assert learned == {
        ("general", "lower_secondary", "9/12 bổ túc", None),
        ("professional", "intermediate", "Trung cấp nông lâm", None),
        ("theory", "elementary", "", None),
    }
    assert (Work.objects.get().occupation, LivingPlace.objects.get().village) == ("farmer", village)
    first = Standing.objects.order_by("valid").first()
    assert (first.decision_number, first.decision_date, first.referrers) == ("44-QĐ/HU", D(1998, 1, 20), "Tao Văn Sơn")
    assert (Pause.objects.get().kind, Pause.objects.get().valid.lower) == ("exempted", D(2008, 1, 1))


def test_who_came_on_the_day_of_his_admission_was_admitted_there(bring):
    bring(person(**{"Ngày vào Đảng": D(2009, 5, 19), "Ngày chính thức": None, "Về chi bộ từ ngày": D(2009, 5, 19)}))
    assert Membership.objects.get().entry == "admitted"
    assert [one.kind for one in Standing.objects.all()] == ["probationary"]


def test_the_dead_leave_the_roll_on_the_day_after(bring):
    bring(
        person(
            **{
                "Về chi bộ từ ngày": D(2005, 1, 1),
                "Trạng thái": "Từ trần",
                "Ngày từ trần, miễn, đình chỉ": D(2009, 3, 4),
            }
        )
    )
    membership = Membership.objects.get()
    assert (membership.last_day, membership.exit) == (D(2009, 3, 4), "died")
    assert Standing.objects.latest("valid").valid.upper == D(2009, 3, 5)


@pytest.mark.parametrize("typed", ["chi bộ bản nậm tăm 1", "BẢN NẬM TĂM 1", "CB  Nậm Tăm 1", "sh-nt-01", "nam tam 1"])
def test_a_cell_may_be_written_in_several_ways(bring, nam_tam_cells, typed):
    bring(person(**{"Chi bộ đang sinh hoạt": typed}))
    assert Membership.objects.get().organization == nam_tam_cells[0]


def test_a_member_of_the_roll_gets_what_was_not_known(bring, nam_tam_cells):
    known = make.member(nam_tam_cells[0], "Lò Văn Ánh", birth_year=1971)
    bring(
        person(
            **{
                "Ngày vào Đảng": D(2004, 2, 3),
                "Ngày chính thức": D(2005, 2, 3),
                "Ngày sinh": "1971",
                "Số lý lịch": "000777 LC",
                "Học vấn": "Tiểu học",
            }
        )
    )
    known.refresh_from_db()
    assert (Member.objects.count(), known.file_number) == (1, "000777 LC")
    assert Schooling.objects.get(member=known).level == "primary"


def test_the_same_list_twice_has_nothing_to_do(bring, staff):
    bring(person())
    upload = uploads.try_file(
        kind=kind_of("members"), file_name="a.xlsx", content=xlsx([person()]), scope=people.scope(staff), by=staff
    )
    assert upload.counts["unchanged"] == 1 and upload.right == 0


def test_an_export_imports_again_unchanged(bring, staff, nam_tam_cells):
    bring(
        person(**{"Số căn cước": "012071000123", "Học vấn": "7/10", "Về chi bộ từ ngày": D(2006, 3, 1)}),
        person(**{"Họ và tên khai sinh": "Tao Thị Mới", "Giới tính": "Nữ", "Ngày sinh": "1980"}),
    )
    make.probationer(nam_tam_cells[1])
    content = uploads.export(kind=kind_of("members"), scope=people.scope(staff), by=staff, reason="Đối chiếu danh sách")
    upload = uploads.try_file(
        kind=kind_of("members"), file_name="b.xlsx", content=content, scope=people.scope(staff), by=staff
    )
    assert (upload.trial["errors"], upload.counts["unchanged"], upload.counts["rows"]) == ([], 3, 3)


def test_undo_takes_the_people_back(bring, staff):
    upload = bring(person(), person(**{"Họ và tên khai sinh": "Lò Thị Hai", "Giới tính": "Nữ"}))
    assert Member.objects.count() == 2
    uploads.undo(upload=upload, by=staff)
    assert not Member.objects.exists() and not Standing.objects.exists() and not Membership.objects.exists()


def test_what_hangs_on_a_member_who_came_by_the_file_is_named_with_him(bring, staff):
    upload = bring(person(), person(**{"Họ và tên khai sinh": "Lò Thị Hai", "Giới tính": "Nữ"}))
    make.learned(Member.objects.get(full_name="Lò Thị Hai"), "general", "primary")
    with pytest.raises(Refused, match=r"“Tiểu học” của .*Lò Thị Hai"):
        uploads.undo(upload=upload, by=staff)
    assert Member.objects.count() == 2


def test_every_member_stands_in_the_log_without_his_numbers(bring):
    bring(person(**{"Số căn cước": "012071000123", "Số thẻ đảng viên": "45000123"}))
    entry = AuditEntry.objects.get(did="member.imported")
    assert entry.said == "Thêm “Lò Văn Ánh” bằng tệp “a.xlsx”" and entry.organization_name == "Chi bộ bản Nậm Tăm 1"
    kept = str(entry.after)
    assert "012071000123" not in kept and "45000123" not in kept and "•••• 0123" in kept
