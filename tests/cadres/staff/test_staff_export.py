"""The list of the staff as a file: as it stands filtered, for a reason, with a trace in the log."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.staff.enums import PostEntry
from cadres.staff.views.asked import GROUPS
from members.roll.models.member import masked
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories.uploads import table
from tests.tables import each

EXPORT, LIST = reverse("staff:export"), reverse("staff:list")
REASON = {"reason": "Báo cáo Ban Thường vụ"}
D = dt.date


@pytest.fixture
def three(an, nam_tam, ta_phin):
    """Two in Nậm Tăm, one in Tả Phìn."""
    an.identity_number, an.home_place = "012075000123", "=HYPERLINK(1)"
    an.save()
    make.post(an, nam_tam, "party_deputy", since=D(2008, 5, 2))
    make.learned(an, "general", "upper_secondary", D(2009, 6, 1), words="12/12")
    make.learned(an, "general", "primary")
    make.learned(an, "computing", words="Chứng chỉ A", since=D(2006, 1, 1))
    make.learned(an, "computing", words="Chứng chỉ B", since=D(2009, 1, 1))
    make.learned(an, "title_training", title="committee_deputy")
    make.cadre(nam_tam, "Tao Thị Mai", "justice_registry", sex="female")
    return make.cadre(ta_phin, "Chẻo A Lở", "front_chair")


def entries() -> list[str]:
    return list(AuditEntry.objects.filter(did="cadre.exported").values_list("said", flat=True))


def test_the_list_leaves_as_it_stands(log_in, staff, three):
    answer = log_in(staff).post(EXPORT + "?chi-tieu=hoc-van&nhom=chuyen-trach", REASON)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="can-bo-xa-2009-12-18.xlsx"'
    [row] = [row for row in table(answer.content) if isinstance(row["TT"], int)]
    assert row == {
        "TT": 1,
        "Họ và tên": "Lò Văn An",
        "Ngày sinh": "1975",
        "Giới tính": "Nam",
        "Dân tộc": "Thái",
        "Tôn giáo": "Không",
        "Quê quán": "=HYPERLINK(1)",
        "Xã, thị trấn": "Nậm Tăm",
        "Chức danh": "Phó Bí thư Đảng ủy, Phó Chủ tịch Ủy ban nhân dân",
        "Từ ngày": dt.datetime(2004, 1, 2),
        "Học vấn": "12/12",
        "Chuyên môn": None,
        "Lý luận chính trị": None,
        "Quản lý nhà nước": None,
        "Tin học": "Chứng chỉ B",
        "Ngoại ngữ": None,
        "Tiếng dân tộc": None,
        "Đã bồi dưỡng chức danh": "Phó Chủ tịch Ủy ban nhân dân",
        "Số căn cước (4 số cuối)": masked("012075000123"),
    }
    assert entries() == [
        "Xuất danh sách 1 cán bộ, công chức xã ngày 18/12/2009, cán bộ chuyên trách, đạt: học vấn từ trung học cơ sở "
        "trở lên ra tệp Excel: Báo cáo Ban Thường vụ"
    ]


def test_the_form_says_the_group_and_how_they_came(log_in, staff, three):
    client = log_in(staff)
    for group, (label, _) in GROUPS.items():
        said = client.get(f"{EXPORT}?nhom={group}&den=tang-cuong").context["of"]
        assert said == f", {label.lower()}, đến do {PostEntry.SENT.label.lower()}"


def test_a_day_and_a_commune(log_in, leader, three, nam_tam):
    answer = log_in(leader).post(f"{EXPORT}?don-vi={nam_tam.pk}&ngay=31/05/2009", REASON)
    rows = [row for row in table(answer.content) if isinstance(row["TT"], int)]
    assert [(row["Họ và tên"], row["Học vấn"]) for row in rows] == [("Lò Văn An", "Tiểu học"), ("Tao Thị Mai", None)]
    assert "ngày 31/05/2009, Nậm Tăm" in entries()[0]


@each("reason", ["", "   ", "x" * 1001, "a\x00b"])
def test_without_a_reason_nothing_leaves(log_in, staff, three, reason):
    answer = log_in(staff).post(EXPORT, {"reason": reason})
    assert (answer.status_code, entries()) == (422, []) and "error" in answer.content.decode()


def test_who_may_take_it_out_and_how_far(log_in, secretary, inspector, three):
    assert "Xuất danh sách ra Excel" in log_in(secretary).get(LIST).content.decode()
    page = log_in(secretary).get(EXPORT)
    assert (page.status_code, page.context["count"]) == (200, 2)
    rows = table(log_in(secretary).post(EXPORT, REASON).content)
    assert [row["Họ và tên"] for row in rows if isinstance(row["TT"], int)] == ["Lò Văn An", "Tao Thị Mai"]
    assert log_in(inspector).get(EXPORT).status_code == 403
