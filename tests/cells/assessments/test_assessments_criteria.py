"""A committee adapts the criteria of its own units before the campaign opens; the campaign keeps them (A10, A11)."""

import copy
import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cells.assessments import schemes
from cells.assessments.actions import campaigns, criteria
from cells.assessments.models import Campaign, CriteriaTree, Score
from cells.assessments.models.facts import open_sheet
from cells.assessments.rules.adapting import groups_as_data, why_not_adapted
from cells.assessments.rules.scheme import read
from sinho.audit.models import AuditEntry
from sinho.management.grade_checks import points_above_maximum
from sinho.refusal import Refused
from sinho.web import clock
from tests.factories import assessments as year

DATES = campaigns.Dates(dt.date(2009, 12, 20), dt.date(2009, 12, 25), dt.date(2009, 12, 31), dt.date(2010, 1, 15))
SCHEME = read(schemes.as_json("hd20_2008"))


def url(name, *args):
    return reverse(f"assessments:{name}", args=args)


def copied(organization, by, frame="cell", scheme="hd20_2008"):
    facts = {"year": 2009, "scheme_code": scheme, "frame_code": frame, "source": "12-NQ/ĐU"}
    return criteria.adapt(organization=organization, by=by, **facts)


def moved(groups, more="2.1", less="2.2", points=5):
    """Points moved from one criterion to another."""
    groups = copy.deepcopy(groups)
    for group in groups:
        for one in group["criteria"]:
            sign = {more: 1, less: -1}.get(one["code"], 0)
            one["max"] = str(Decimal(str(one["max"])) + sign * points)
    return groups


def open_2009(district, by):
    return campaigns.open_campaign(
        organization=district, year=2009, scheme_code="hd20_2008", dates=DATES, by=by, confirmed=True
    )


@pytest.mark.parametrize("code", sorted(schemes.files()))
def test_a_copy_says_the_same_as_the_scheme(code):
    for frame in read(schemes.as_json(code)).frames:
        assert why_not_adapted(frame, groups_as_data(frame.groups)) == []


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"max": "30"}, "Tổng điểm tối đa là 105, phải bằng 100"),
        ({"max": "24.9"}, "theo bước 0,5"),
        ({"label": ""}, "ghi tên"),
        ({"label": "x" * 201}, "tối đa 200"),
        ({"code": "2.2"}, "Mã tiêu chí bị trùng"),
    ],
)
def test_what_does_not_add_up_is_named(change, why):
    frame = SCHEME.frame_for("subordinate_cell", "")
    groups = groups_as_data(frame.groups)
    groups[0]["criteria"][0] |= change
    assert why in " ".join(why_not_adapted(frame, groups))


def test_a_committee_adapts_the_criteria_of_its_cells_and_the_campaign_keeps_them(
    district, nam_tam, nam_tam_cells, ta_phin_cells, secretary, staff
):
    tree = copied(nam_tam, secretary)
    criteria.change(tree=tree, groups=moved(tree.groups), source="12-NQ/ĐU ngày 01/12", by=secretary)
    campaign = open_2009(district, staff)
    mine, theirs = (
        open_sheet(campaign.sheets.get(organization=cells[0]), clock.today())
        for cells in (nam_tam_cells, ta_phin_cells)
    )
    assert (mine.frame.criteria["2.1"].max, mine.frame.source) == (30, "12-NQ/ĐU ngày 01/12")
    assert theirs.frame.criteria["2.1"].max == 25 and theirs.frame.max == mine.frame.max == 100
    with pytest.raises(Refused, match="đã mở"):
        criteria.change(tree=tree, groups=moved(tree.groups), source="x", by=secretary)
    with pytest.raises(Refused, match="đã mở"):
        copied(nam_tam, secretary)
    assert list(AuditEntry.objects.filter(did__startswith="criteria").values_list("did", flat=True).order_by("id")) == [
        "criteria.copied",
        "criteria.changed",
    ]


def test_the_district_adapts_for_everybody(district, nam_tam, staff):
    tree = copied(district, staff, frame="commune")
    criteria.change(tree=tree, groups=moved(tree.groups), source="9-HD/HU", by=staff)
    campaign = open_2009(district, staff)
    frame = open_sheet(campaign.sheets.get(organization=nam_tam), clock.today()).frame
    assert (frame.criteria["2.1"].max, frame.under, frame.source) == (20, None, "9-HD/HU")
    assert len(campaign.rules.frames) == 3


def test_who_confirmed_what_was_not_compared_is_kept(district, staff, log_in):
    campaign = open_2009(district, staff)
    assert campaign.confirmed_by == staff and campaign.confirmed_at is not None
    assert campaign.confirmed_values == campaign.rules.unverified() != []
    page = log_in(staff).get(url("settings", 2009)).content.decode()
    assert "giá trị chưa đối chiếu văn bản" in page and staff.full_name in page
    with pytest.raises(IntegrityError, match="campaign_confirmed_with_person"), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(confirmed_by=None)


def test_the_opening_page_asks_for_the_confirmation(district, staff, log_in):
    page = log_in(staff).get(url("open"))
    assert page.context["form"]["scheme"].value() == "hd20_2008"
    text = page.content.decode()
    assert "Quy định số 366-QĐ/TW" in text and text.count('<details class="panel" open>') == 1


def test_the_editor_previews_and_saves(nam_tam, secretary, staff, stranger, leader, log_in):
    client = log_in(secretary)
    sent = {"organization": nam_tam.pk, "year": "2009", "frame": "hd20_2008/cell", "source": "12-NQ/ĐU"}
    for wrong in (
        {"organization": "9"},
        {"year": "x"},
        {"frame": "hd20_2008/commune"},
        {"source": ""},
        {"frame": "qd366_2025/cell"},
    ):
        assert client.post(url("trees"), sent | wrong).status_code == 422
    assert client.post(url("trees"), sent).status_code == 302
    assert client.post(url("trees"), sent).status_code == 409
    tree = CriteriaTree.objects.get()
    there = url("tree", tree.pk)
    form = client.get(there).context["form"]
    values = {name: form[name].value() for name in form.fields}
    fields = {name: value for name, value in values.items() if isinstance(value, str) and value} | {"seen": "1"}
    fields |= {"max-2.1": "20", "label-political_tasks+0": "Chuyển đổi số", "max-political_tasks+0": "5"}
    preview = client.post(there, fields | {"do": "preview"}).content.decode()
    assert "Khớp, lưu được" in preview and "100/100" in preview
    tree.refresh_from_db()
    assert tree.version == 1
    over = client.post(there, fields | {"max-2.1": "21", "do": "preview"}).content.decode()
    assert "Tổng điểm tối đa là 101, phải bằng 100" in over
    assert client.post(there, fields | {"max-2.1": "21", "do": "save"}).status_code == 409
    assert client.post(there, fields | {"max-2.1": "hai"}).status_code == 422
    assert client.post(there, fields | {"do": "save"}).status_code == 302
    assert client.post(there, fields | {"do": "save"}).status_code == 409
    tree.refresh_from_db()
    [first, *_] = tree.groups
    assert [(one["code"], one["max"]) for one in first["criteria"]] == [("2.1", "20"), ("2.2", "15"), ("2.3", "5")]
    assert log_in(stranger).get(there).status_code == 404
    assert log_in(staff).get(there).status_code == 404
    assert log_in(leader).get(there).status_code == 403


def test_an_old_campaign_keeps_its_copy(district, nam_tam, staff):
    old = year.campaign(district, 2008)
    tree = copied(district, staff, frame="commune")
    criteria.change(tree=tree, groups=moved(tree.groups), source="9-HD/HU", by=staff)
    open_2009(district, staff)
    assert Campaign.objects.get(pk=old.pk).rules.frame_for("grassroots_committee", "commune").criteria["2.1"].max == 15


def test_the_data_check_knows_adapted_criteria(district, nam_tam, nam_tam_cells, secretary, staff):
    tree = copied(nam_tam, secretary)
    criteria.change(tree=tree, groups=moved(tree.groups), source="12-NQ/ĐU", by=secretary)
    sheet = open_2009(district, staff).sheets.get(organization=nam_tam_cells[0])
    Score.objects.create(sheet=sheet, body="self", criterion="2.1", points=30)
    assert list(points_above_maximum(clock.today())) == []
    Score.objects.create(sheet=sheet, body="self", criterion="2.2", points=15)
    [said] = points_above_maximum(clock.today())
    assert "tiêu chí 2.2" in said
