"""The pages of a campaign: its board, what cells got, its dates and who may open them."""

import datetime as dt

import pytest

from cells.assessments import schemes
from cells.assessments.models import Campaign, Sheet
from sinho.audit.models import AuditEntry
from tests.cells.assessments.test_assessments_views import url
from tests.factories import assessments as year
from tests.factories import organizations as make


class TestBoard:
    def test_each_count_opens_a_list_as_long_as_itself(
        self, log_in, staff, campaign, district, nam_tam, ta_phin, finance_cell
    ):
        Sheet.objects.create(campaign=campaign, organization=nam_tam, state="draft")
        year.sheet(campaign, ta_phin, "submitted", registration_state="sent", registered_by=staff)
        client = log_in(staff)
        page = client.get(url("campaign", 2009))
        counts = page.context["counts"]
        assert {key: counts[key] for key in ("expected", "started", "handed_in", "late", "decided")} == {
            "expected": 3,
            "started": 2,
            "handed_in": 1,
            "late": 2,
            "decided": 0,
        }
        for key, count in counts.items():
            listed = client.get(url("campaign", 2009), {"loc": key}).context["page"].paginator.count
            assert listed == count, key

    def test_the_same_number_of_queries_for_one_and_for_thirty(
        self, log_in, staff, campaign, district, nam_tam, django_assert_num_queries, django_assert_max_num_queries
    ):
        year.fill(Sheet.objects.create(campaign=campaign, organization=nam_tam))
        client = log_in(staff)
        client.get(url("campaign", 2009))
        with django_assert_max_num_queries(15) as few:
            client.get(url("campaign", 2009))
        for number in range(30):
            commune = make.commune_committee(f"Xã {number}", parent=district)
            year.fill(Sheet.objects.create(campaign=campaign, organization=commune))
        with django_assert_num_queries(len(few)):
            client.get(url("campaign", 2009))

    def test_a_secretary_sees_his_cells_and_no_other(self, log_in, secretary, campaign, nam_tam_cells, ta_phin_cells):
        page = log_in(secretary).get(url("campaign", 2009))
        assert page.context["counts"]["expected"] == 2
        assert "Tả Phìn" not in page.content.decode()

    def test_a_year_without_a_campaign_is_not_there(self, log_in, staff, campaign):
        assert log_in(staff).get(url("campaign", 1999)).status_code == 404
        assert log_in(staff).get(url("campaign", 99999999999999999999)).status_code == 404

    def test_organisations_founded_later_join_by_themselves(
        self, log_in, staff, leader, secretary, campaign, nam_tam, stranger
    ):
        door = url("unit", 2009, nam_tam.pk)
        assert "Bắt đầu bản đánh giá" in log_in(secretary).get(door).content.decode()
        assert log_in(stranger).post(door).status_code == 404
        assert log_in(secretary).post(door).status_code == 302
        assert Sheet.objects.get().organization == nam_tam

    def test_what_a_cell_got_is_written_down_by_its_committee(
        self, log_in, secretary, staff, campaign, nam_tam_cells, ta_phin_cells
    ):
        data = {f"cell-{nam_tam_cells[0].pk}": "good", "number": "5-QĐ/ĐU", "date": "04/12/2009"}
        other = {f"cell-{ta_phin_cells[0].pk}": "good"}
        assert log_in(staff).post(url("record", 2009), data).status_code == 403
        assert log_in(secretary).post(url("record", 2009), data | other).status_code == 422
        assert log_in(secretary).post(url("record", 2009), data).status_code == 302
        assert Sheet.objects.get(state="decided").organization == nam_tam_cells[0]

    @pytest.mark.parametrize(
        ("change", "status"),
        [
            ({"number": ""}, 422),
            ({"date": ""}, 422),
            ({"date": "19/12/2009"}, 409),
            ({"cell": "best"}, 422),
            ({"cell": ""}, 409),
        ],
    )
    def test_a_bad_list_of_cells_writes_nothing(self, log_in, secretary, campaign, nam_tam_cells, change, status):
        data = {"cell": "good", "number": "5-QĐ/ĐU", "date": "04/12/2009"} | change
        data[f"cell-{nam_tam_cells[0].pk}"] = data.pop("cell")
        assert log_in(secretary).post(url("record", 2009), data).status_code == status
        assert not Sheet.objects.filter(state="decided").exists()


class TestCampaignPages:
    OPEN = {
        "year": "2009",
        "scheme": "hd20_2008",
        "register_by": "28/02/2009",
        "submit_by": "15/12/2009",
        "appraise_by": "31/12/2009",
        "decide_by": "15/01/2010",
        "confirmed": "on",
    }

    def test_the_staff_opens_the_year(self, log_in, staff, nam_tam):
        assert log_in(staff).get(url("open")).status_code == 200
        assert log_in(staff).post(url("open"), self.OPEN).status_code == 302
        assert Campaign.objects.get().sheets.count() == 1
        assert log_in(staff).post(url("open"), self.OPEN).status_code == 409

    @pytest.mark.parametrize(
        "change",
        [
            {"year": ""},
            {"year": "20009"},
            {"year": "2020"},
            {"scheme": "hd99"},
            {"submit_by": "15/13/2009"},
            {"submit_by": "01/01/2009"},
            {"confirmed": ""},
        ],
    )
    def test_bad_dates_are_named(self, log_in, staff, nam_tam, change):
        answer = log_in(staff).post(url("open"), self.OPEN | change)
        assert answer.status_code == 422
        assert 'role="alert"' in answer.content.decode()
        assert not Campaign.objects.exists()

    def test_dates_exceptions_and_the_lock(self, log_in, staff, campaign, nam_tam):
        client = log_in(staff)
        dates = {name: self.OPEN[name] for name in ("register_by", "submit_by", "appraise_by", "decide_by")}
        assert client.post(url("settings", 2009), dates).status_code == 302
        assert client.post(url("settings", 2009), dates | {"submit_by": ""}).status_code == 422
        extension = {"organization": "SH-NT", "submit_by": "20/12/2009", "reason": "Lũ"}
        assert client.post(url("extend", 2009), extension).status_code == 302
        assert client.post(url("extend", 2009), extension | {"organization": "XX"}).status_code == 422
        assert client.post(url("extend", 2009), extension | {"submit_by": "01/12/2009"}).status_code == 409
        assert client.post(url("lock", 2009)).status_code == 302
        assert client.post(url("unlock", 2009), {"reason": ""}).status_code == 422
        assert client.post(url("unlock", 2009), {"reason": "Sửa"}).status_code == 302
        assert client.get(url("settings", 2009)).status_code == 200
        acts = set(AuditEntry.objects.filter(did__startswith="campaign.").values_list("did", flat=True))
        assert acts == {"campaign.dates_changed", "campaign.extended", "campaign.closed", "campaign.reopened"}

    def test_who_may_open_them(self, log_in, secretary, leader, administrator, campaign, nam_tam):
        assert log_in(secretary).get(url("settings", 2009)).status_code == 403
        assert log_in(leader).get(url("open")).status_code == 403
        assert log_in(administrator).get(url("years")).status_code == 403
        assert log_in(secretary).get(url("years")).status_code == 200

    def test_a_time_of_another_era_shows_its_own_words(self, log_in, staff, district, nam_tam):
        data = schemes.as_json("hd20_2008")
        data["levels"] = [
            {
                "code": "excellent",
                "label": "Hoàn thành xuất sắc",
                "short": "HTXS",
                "min_points": None,
                "verified": True,
            },
            {
                "code": "not_completed",
                "label": "Không hoàn thành",
                "short": "KHT",
                "min_points": None,
                "verified": True,
            },
        ]
        data["exemplary"] = None
        other = year.campaign(district, 2019, data)
        sheet = year.fill(Sheet.objects.create(campaign=other, organization=nam_tam), meeting_on=dt.date(2009, 12, 1))
        page = log_in(staff).get(url("review", sheet.pk)).content.decode()
        assert "Hoàn thành xuất sắc" in page
        assert "Trong sạch" not in page
