"""The record of a member: on any day, for whom, and what reading it leaves behind."""

import datetime as dt

import pytest
from django.urls import reverse

from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date


def url(name, member, **query):
    return reverse(f"members:{name}", args=[member.pk], query=query)


@pytest.fixture
def an(nam_tam_cells, nam_tam):
    """Admitted 2004, moved 2008, exempted since October 2009."""
    one, other = nam_tam_cells
    an = make.member(
        one,
        "Lò Văn An",
        birth_year=1971,
        birth_month=3,
        birth_day=12,
        identity_number="045000111",
        decided=D(2004, 1, 12),
    )
    make.card(an, "45001234")
    make.learned(an, "theory", "elementary", D(2006, 11, 15))
    make.lives(an, places.village("Nà Tăm", committee=nam_tam, served_by=one))
    make.works(an, "farmer")
    make.moved(an, other, D(2008, 9, 2))
    make.exempted(an, D(2009, 10, 1))
    return an


def test_the_record_tells_the_life_in_the_party(log_in, staff, an):
    page = log_in(staff).get(url("member", an))
    assert [(moment.day, moment.title) for moment in page.context["life"]] == [
        (D(2009, 10, 1), "Miễn sinh hoạt"),
        (D(2008, 9, 2), "Sinh hoạt tại Chi bộ bản Nậm Tăm 2"),
        (D(2006, 11, 15), "Lý luận chính trị: Sơ cấp"),
        (D(2005, 4, 1), "Phát thẻ đảng viên"),
        (D(2005, 2, 3), "Đảng viên chính thức"),
        (D(2004, 2, 3), "Kết nạp tại Chi bộ bản Nậm Tăm 1"),
    ]
    text = page.content.decode()
    for words in ("12/03/1971, 38 tuổi", "Miễn sinh hoạt", "Bản Nà Tăm", "•••• 1234", "•••• 0111", "5 năm"):
        assert words in text
    assert "45001234" not in text and "045000111" not in text
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_on_an_earlier_day_it_says_what_was_so_then(log_in, staff, an):
    page = log_in(staff).get(url("member", an, ngay="01/08/2004"))
    row = page.context["row"]
    assert (row.is_probationary, row.cell, row.theory, row.pause) == (True, "Chi bộ bản Nậm Tăm 1", "", None)
    assert [moment.title for moment in page.context["life"]] == ["Kết nạp tại Chi bộ bản Nậm Tăm 1"]
    before = log_in(staff).get(url("member", an, ngay="01/01/2004")).content.decode()
    assert "Ngày 01/01/2004 chưa có trong danh sách" in before and "Chưa có trong danh sách" in before


def test_who_has_left_is_shown_as_he_was_last(log_in, staff, nam_tam_cells):
    gone = make.member(nam_tam_cells[0], "Quàng Văn Bạn", until=D(2008, 6, 30), exit="removed")
    text = log_in(staff).get(url("member", gone)).content.decode()
    assert "Xóa tên ngày 01/07/2008" in text and "Không còn trong danh sách" in text


def test_the_record_goes_with_the_member(log_in, secretary, stranger, an, ta_phin_cells):
    assert log_in(stranger).get(url("member", an)).status_code == 404
    assert log_in(secretary).get(url("member", an)).status_code == 200
    make.moved(an, ta_phin_cells[0], D(2009, 12, 1))
    assert log_in(stranger).get(url("member", an)).status_code == 200
    assert log_in(secretary).get(url("member", an)).status_code == 404
    assert log_in(secretary).get(url("member", an, ngay="01/01/2009")).status_code == 404


def test_opening_a_record_is_written_down_once_a_day(log_in, staff, inspector, an):
    for person in (staff, staff, inspector):
        log_in(person).get(url("member", an))
    assert AuditEntry.objects.filter(did="member.viewed").count() == 2
    clock.fix_day(D(2009, 12, 19))
    log_in(staff).get(url("member", an))
    assert AuditEntry.objects.filter(did="member.viewed", actor_id=staff.pk).count() == 2
    clock.fix_day(D(2009, 12, 18))
    text = log_in(staff).get(url("readers", an)).content.decode()
    assert f"Xem hồ sơ {an.full_name}" in text and inspector.full_name in text


def test_who_may_not_read_the_log_does_not_see_the_readers(log_in, secretary, an):
    assert log_in(secretary).get(url("readers", an)).status_code == 403
    assert "Ai đã xem" not in log_in(secretary).get(url("member", an)).content.decode()


class TestNumbers:
    def test_they_are_shown_in_full_for_a_reason_that_is_kept(self, log_in, staff, an):
        answer = log_in(staff).post(url("numbers", an), {"reason": "Đối chiếu thẻ"})
        text = answer.content.decode()
        assert answer.status_code == 200 and "45001234" in text and "045000111" in text
        entry = AuditEntry.objects.get(did="member.revealed")
        assert entry.said.endswith(f"{an.full_name}: Đối chiếu thẻ") and "045000111" not in entry.said
        assert "045000111" not in log_in(staff).get(url("member", an)).content.decode()

    @pytest.mark.parametrize("reason", ["", " ", "abc", "x" * 301])
    def test_without_a_reason_they_stay_hidden(self, log_in, staff, an, reason):
        answer = log_in(staff).post(url("numbers", an), {"reason": reason})
        assert answer.status_code == 422 and "045000111" not in answer.content.decode()
        assert not AuditEntry.objects.filter(did="member.revealed").exists()

    def test_they_need_their_own_permission(self, log_in, secretary, leader, an):
        for person in (secretary, leader):
            assert log_in(person).post(url("numbers", an), {"reason": "Đối chiếu"}).status_code == 403
            assert "Hiện đủ số" not in log_in(person).get(url("member", an)).content.decode()

    def test_they_are_not_shown_by_looking(self, log_in, staff, an):
        assert log_in(staff).get(url("numbers", an)).status_code == 405
