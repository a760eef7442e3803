"""The written consent of the province for who is over sixty, and for elders who only read and write (A4)."""

import datetime as dt
import importlib
import pkgutil

import pytest
from django.apps import apps
from django.urls import reverse

from members import migrations
from members.admissions.actions import Taken
from members.admissions.models import Case
from members.admissions.paths import as_json, eras
from members.admissions.rules.eligibility import why_consent, why_not_eligible
from members.admissions.rules.path import CaseFacts, Done, Votes, read
from members.admissions.rules.steps import open_steps
from members.roll.rules import BirthDate
from sinho.refusal import Refused
from tests.factories import admissions as make

D = dt.date
DAY = D(2008, 6, 2)
PATH = read(as_json("hd03_2006"))
OLD, YOUNG = BirthDate(1948, 6, 1), BirthDate(1986, 5, 14)
CONSENT = Taken("province_consent", D(2008, 5, 25), "77-CV/TU")
VOTE = Taken("cell_vote", DAY, "11-NQ/CB", votes=Votes(8, 7))
WHERE = "ghi ở bước “Ban Thường vụ Tỉnh ủy đồng ý bằng văn bản” trước khi chi bộ xét"


def facts(birth=YOUNG, schooling="lower_secondary", consented=None, **more) -> CaseFacts:
    done = (Done("outstanding", D(2007, 2, 12)), *([Done("province_consent", consented)] if consented else []))
    return CaseFacts(birth, schooling, more.pop("mountain", True), done, **more)


@pytest.mark.parametrize(
    ("known", "needed"),
    [
        (facts(), 0),
        (facts(OLD), 1),
        (facts(BirthDate(1948, 6, 2)), 0),
        (facts(BirthDate(1948)), 1),
        (facts(schooling="literate", elder=True), 1),
        (facts(OLD, schooling="literate", elder=True), 2),
        (facts(schooling="primary", elder=True), 0),
        (facts(schooling="literate", elder=True, mountain=False), 0),
    ],
)
def test_who_needs_it_and_where_it_is_written(known, needed):
    assert len(why_consent(PATH, known, DAY)) == needed
    reasons = [why for why in why_not_eligible(PATH, known, DAY) if "Tỉnh ủy" in why]
    assert len(reasons) == needed and all(WHERE in why for why in reasons)
    assert ("province_consent" in [step.code for step in open_steps(PATH, known, DAY)]) is (needed > 0)


def test_it_counts_from_its_day_on():
    assert why_not_eligible(PATH, facts(OLD, consented=DAY), DAY) == []
    assert why_not_eligible(PATH, facts(OLD, consented=D(2008, 6, 3)), DAY) != []


def test_every_era_has_it_and_asks_it_of_nobody_else():
    for data in eras().values():
        step = read(data).consenting
        assert step.optional and step.required and step.actor == "province"


@pytest.mark.parametrize(
    "person", [{"birth": OLD}, {"schooling": "literate", "elder": True}], ids=["over sixty", "elder"]
)
def test_the_vote_waits_for_the_consent(nam_tam_cells, staff, person):
    case = make.brought(nam_tam_cells[0], staff, "opinions", **person)
    with pytest.raises(Refused, match=WHERE):
        make.take(case, VOTE, staff)
    for taken, said in (
        (Taken("province_consent", CONSENT.on), "Ghi số của văn bản đồng ý"),
        (Taken("province_consent", D(2010, 1, 1), "1"), "chưa đến"),
        (Taken("province_consent", D(2007, 1, 1), "1"), "trước bước trước đó"),
    ):
        with pytest.raises(Refused, match=said):
            make.take(case, taken, staff)
    make.take(case, CONSENT, staff)
    assert make.take(case, VOTE, staff).passed
    with pytest.raises(Refused, match="đã ghi ngày 25/05/2008"):
        make.take(case, CONSENT, staff)


def test_a_consent_that_came_after_the_vote_does_not_help(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "opinions", birth=OLD)
    make.take(case, Taken("province_consent", D(2008, 6, 9), "77-CV/TU"), staff)
    with pytest.raises(Refused, match="Tỉnh ủy"):
        make.take(case, VOTE, staff)


def test_nobody_else_is_asked(nam_tam_cells, staff):
    case = make.brought(nam_tam_cells[0], staff, "opinions")
    with pytest.raises(Refused, match="không thuộc diện"):
        make.take(case, CONSENT, staff)


def test_the_page_asks_the_staff_and_tells_the_cell(log_in, staff, secretary, nam_tam_cells):
    case = make.brought(nam_tam_cells[0], staff, "opinions", birth=OLD)
    url = reverse("admissions:case", args=[case.pk])
    page = log_in(staff).get(url)
    assert "province_consent" in [form.step.code for form in page.context["forms"]]
    told = log_in(secretary).get(url)
    assert WHERE in told.content.decode()
    assert "province_consent" in [step.code for step, _ in told.context["waiting"]]
    assert "khi có văn bản đồng ý" in told.content.decode()
    data = {"province_consent-on": "25/05/2008", "province_consent-number": "77-CV/TU"}
    take = reverse("admissions:take", args=[case.pk, "province_consent"])
    assert log_in(secretary).post(take, data).status_code == 403
    assert log_in(staff).post(take, data | {"province_consent-number": ""}).status_code == 422
    assert log_in(staff).post(take, data).status_code == 302
    assert WHERE not in log_in(secretary).get(url).content.decode()


def test_cases_that_were_open_before_know_it_too(nam_tam_cells, staff):
    names = [one.name for one in pkgutil.iter_modules(migrations.__path__) if one.name.endswith("province_consents")]
    migration = importlib.import_module(f"members.migrations.{names[0]}")
    case = make.case(nam_tam_cells[0], staff)
    kept = case.path
    migration.take_out(apps, None)
    assert read(Case.objects.get().path).consenting is None
    migration.add(apps, None)
    migration.add(apps, None)
    assert Case.objects.get().path == kept
