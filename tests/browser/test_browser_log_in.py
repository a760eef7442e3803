"""Entering and leaving in a real browser."""

import pytest

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_a_person_logs_in_and_leaves(page, log_in_by_form, staff):
    log_in_by_form(page, "bantochuc")
    assert page.get_by_text(staff.full_name).first.is_visible()
    page.locator(".me > summary").click()
    page.get_by_role("button", name="Thoát").click()
    page.get_by_label("Tên đăng nhập").wait_for()


def test_a_wrong_password_is_answered_with_a_sentence(page, staff):
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill("bantochuc")
    page.get_by_label("Mật khẩu").fill("không phải mật khẩu này")
    page.get_by_role("button", name="Đăng nhập").click()
    assert page.get_by_role("alert").first.is_visible()


def test_the_next_test_begins_with_an_empty_database(page, django_user_model):
    assert not django_user_model.objects.exists()
