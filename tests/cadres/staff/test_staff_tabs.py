"""The row of pages on the staff stands on the top page of each theme, with the page that is open marked."""

import re

import pytest
from django.urls import reverse

from tests.factories import people

TOP_PAGES = {
    "staff:list": "Danh sách",
    "staff:gaps": "Theo tiêu chuẩn",
    "staff:staffing": "Biên chế",
    "reviews:ratings": "Đánh giá năm",
    "reviews:rounds": "Lấy phiếu",
    "planning:overview": "Quy hoạch",
    "planning:gaps": "Quy hoạch",
    "planning:people": "Quy hoạch",
    "movements:list": "Điều động",
    "movements:cases": "Nghỉ hưu",
    "movements:rounds": "Tuyển dụng",
    "training:list": "Đào tạo",
    "training:support": "Đào tạo",
    "reviews:opinions": "Ý kiến",
}
ROW = re.compile(r'<nav class="tabs tabs-many" aria-label="Các trang về cán bộ xã">(.*?)</nav>', re.DOTALL)
CURRENT = re.compile(r'aria-current="page">([^<]+)<')


@pytest.fixture
def pages(log_in, district):
    client = log_in(people.user("canbo", "cadre_officer", district))
    return {address: client.get(reverse(address)).content.decode() for address in TOP_PAGES}


def test_each_top_page_carries_the_row_once_and_marks_itself(pages):
    rows = {address: ROW.findall(page) for address, page in pages.items()}
    assert {address: [CURRENT.findall(one) for one in found] for address, found in rows.items()} == {
        address: [[label]] for address, label in TOP_PAGES.items()
    }


def test_no_button_of_these_pages_repeats_the_row(pages):
    acts = re.compile(r'<div class="acts">(.*?)</div>', re.DOTALL)
    tops = {reverse(address) for address in TOP_PAGES}
    for address, page in pages.items():
        links = {link.split("?")[0] for one in acts.findall(page) for link in re.findall(r'href="([^"]+)"', one)}
        assert not links & tops, address
