"""A meeting entered on a telephone: the line drops, nothing typed is lost, sent again it is one meeting (A6)."""

import pytest

from cells.meetings.models import Meeting
from cells.organizations.models import Organization
from sinho.web import clock

pytestmark = pytest.mark.usefixtures("own_demo")


def test_what_was_typed_survives_a_dropped_line_and_becomes_one_meeting(phone, sign_in):
    cell = Organization.objects.get(code="SH-NT-B01")
    held = Meeting.objects.filter(organization=cell, kind="extraordinary")
    sign_in(phone, "bithu.chibo", "/lanh-dao/sinh-hoat/ghi/")
    phone.get_by_label("Loại", exact=True).select_option("extraordinary")
    phone.get_by_label("Ngày họp").fill("17/12/2009")
    for name, number in (("total", "10"), ("present", "9"), ("excused", "1"), ("exempted", "0")):
        phone.locator(f"[name={name}]").fill(number)
    phone.get_by_label("Nội dung chính").fill("Bàn khắc phục đường vào bản")
    phone.context.set_offline(True)
    phone.get_by_role("button", name="Ghi buổi sinh hoạt").click()
    phone.get_by_text("Mất kết nối.").wait_for()
    assert not held.exists()
    phone.context.set_offline(False)
    phone.reload()
    phone.get_by_text("Đã lấy lại những gì đồng chí gõ").wait_for()
    assert phone.get_by_label("Nội dung chính").input_value() == "Bàn khắc phục đường vào bản"
    phone.get_by_role("button", name="Ghi buổi sinh hoạt").click()
    phone.get_by_text("Đã ghi buổi sinh hoạt.").wait_for()
    made = held.get()
    assert (made.present, made.held_on) == (9, clock.today().replace(day=17))
    phone.goto("/lanh-dao/sinh-hoat/ghi/")
    assert phone.get_by_label("Nội dung chính").input_value() == "", "the draft is gone once it was written"
