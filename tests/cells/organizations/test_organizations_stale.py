"""Two people at one organisation: who comes second from an older page overwrites nothing and loses nothing."""

import re

import pytest
from django.urls import reverse

from cells.organizations.models import OrganizationState
from sinho.accounts.roles import Role
from tests.cells.organizations.test_organizations_forms import CHANGE, GOOD, address, cell, event, officer, rows
from tests.factories import people

__all__ = ["address", "cell", "event", "officer"]

BY_ANOTHER = CHANGE | {"since": "01/08/2009", "name": "Chi bộ bản Pậu Mới"}


@pytest.fixture
def colleague(district):
    return people.user("can.bo.hai", Role.DISTRICT_STAFF, district, full_name="Lường Thị Hai")


def seen_on(page) -> str:
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


@pytest.mark.parametrize("name", [name for name in GOOD if name != "found"])
def test_a_form_from_an_older_page_is_not_written(log_in, staff, colleague, address, nam_tam, cell, name):
    page = log_in(staff).get(address(name))
    touched = nam_tam if name == "add_term" else cell
    officer_form = {"person_name": "Lò Văn Xa", "office": "committee_member", "since": "01/03/2009"}
    log_in(colleague).post(reverse("organizations:appoint", args=[touched.pk]), officer_form)
    before = rows()
    answer = log_in(staff).post(address(name), GOOD[name] | {"seen": seen_on(page)})
    text = answer.content.decode()
    assert answer.status_code == 409 and "vừa được người khác sửa" in text and "Lường Thị Hai" in text
    assert rows() == before
    again = log_in(staff).post(address(name), GOOD[name] | {"seen": seen_on(answer)})
    assert again.status_code == 302


def test_what_was_typed_stays_and_the_page_may_be_sent_again(log_in, staff, colleague, address, cell):
    page = log_in(staff).get(address("change"))
    log_in(colleague).post(address("change"), BY_ANOTHER)
    answer = log_in(staff).post(address("change"), CHANGE | {"seen": seen_on(page)})
    assert 'value="Chi bộ bản Pậu"' in answer.content.decode()
    assert not OrganizationState.objects.filter(name="Chi bộ bản Pậu").exists()


def test_somebody_at_another_organisation_disturbs_nobody(log_in, staff, colleague, address, ta_phin_cells):
    page = log_in(staff).get(address("change"))
    log_in(colleague).post(
        reverse("organizations:change", args=[ta_phin_cells[0].pk]), BY_ANOTHER | {"parent": "SH-TP"}
    )
    assert log_in(staff).post(address("change"), CHANGE | {"seen": seen_on(page)}).status_code == 302
