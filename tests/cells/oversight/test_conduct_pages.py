"""Inspection and discipline of organisations on their pages: written, read with a trace, refused with a sentence."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cells.oversight.models import (
    Discipline,
    DisciplineStep,
    FollowUp,
    Inspection,
    InspectionConclusion,
    InspectionPlan,
    Recommendation,
    discipline_of_organization,
)
from sinho.audit.models import AuditEntry
from sinho.web import clock
from tests.factories import conduct, people

D = dt.date
LIST, PLANS, RECORD = (reverse(f"oversight:{name}") for name in ("inspections", "plans", "record_plan"))
RECOMMENDATIONS, DISCIPLINES = reverse("oversight:recommendations"), reverse("oversight:disciplines")
PUNISH = reverse("oversight:discipline_organization")
PLAN = {"organization": "SH", "body": "commission", "year": "2009", "number": "03-KH/UBKT", "date": "10/01/2009"}
ITEM = {"organization": "SH-NT", "kind": "compliance", "content": "Chấp hành quy chế", "quarter": "2"}
FOUND = {"number": "04-KL/UBKT", "date": "01/06/2009", "text": "Còn thiếu sót", "breach": "yes"}
ASKED = {"content": "Bổ sung quy chế", "due_on": "01/09/2009"}
DONE = {"on": "10/09/2009", "text": "Đã bổ sung", "done": "on"}
PUNISHED = {
    "organization": "SH-NT",
    "form": "warning",
    "decision_number": "05-QĐ/UBKT",
    "decision_date": "01/03/2009",
    "issuer": "Ủy ban Kiểm tra Huyện ủy",
    "effective_from": "01/03/2009",
    "reason": "Buông lỏng quản lý",
}
COMPLAINT = {"kind": "complaint", "on": "01/04/2009", "note": "Đề nghị xem lại"}
REDUCED = {
    "kind": "decision",
    "on": "01/05/2009",
    "outcome": "reduced",
    "new_form": "reprimand",
    "number": "09-QĐ/HU",
    "issuer": "Huyện ủy",
}


def url(name, one):
    return reverse(f"oversight:{name}", args=[one.pk])


def reads(who) -> int:
    return AuditEntry.objects.filter(did="conduct.read", actor_id=who.pk).count()


def names(answer) -> list[str]:
    return [row.name for row in answer.context["rows"]]


def test_a_plan_from_its_items_to_a_recommendation_that_is_done(log_in, inspector, nam_tam):
    client = log_in(inspector)
    assert client.post(RECORD, PLAN).status_code == 302
    plan = InspectionPlan.objects.get()
    assert client.post(url("inspection_plan", plan), ITEM).status_code == 302
    assert client.post(url("inspection_plan", plan), ITEM).status_code == 409, "sent twice"
    one = Inspection.objects.get()
    assert names(client.get(f"{LIST}?xem=qua-han")) == ["Đảng bộ xã Nậm Tăm"]
    assert client.post(url("conclude", one), FOUND).status_code == 302
    assert client.post(url("conclude", one), FOUND).status_code == 409, "sent twice"
    assert client.post(url("recommend", one), ASKED).status_code == 302
    asked = Recommendation.objects.get()
    page = client.get(url("inspection", one)).content.decode()
    assert "04-KL/UBKT, ngày 01/06/2009" in page and "Quá hạn" in page and "Có vi phạm" in page
    assert names(client.get(f"{RECOMMENDATIONS}?xem=qua-han")) == ["Đảng bộ xã Nậm Tăm"]
    assert client.post(url("follow_up", asked), DONE).status_code == 302
    assert client.post(url("follow_up", asked), DONE).status_code == 409, "done once"
    assert names(client.get(RECOMMENDATIONS)) == []
    assert names(client.get(f"{RECOMMENDATIONS}?ngay=09/09/2009")) == ["Đảng bộ xã Nậm Tăm"], "as of the day before"
    acts = AuditEntry.objects.filter(did__startswith="inspection.").order_by("pk").values_list("did", flat=True)
    assert [did.partition(".")[2] for did in acts] == ["planned", "added", "concluded", "recommended", "followed"]


def test_every_opening_is_written_down(log_in, inspector, nam_tam):
    plan = conduct.plan(nam_tam, inspector)
    one, punished = conduct.inspection(plan, nam_tam, inspector), conduct.discipline(nam_tam, inspector)
    tab = reverse("oversight:organization_conduct", args=[nam_tam.pk])
    pages = [LIST, PLANS, RECOMMENDATIONS, DISCIPLINES, url("inspection_plan", plan), url("inspection", one), tab]
    client = log_in(inspector)
    for number, page in enumerate([*pages, url("discipline", punished)], start=1):
        assert client.get(page).status_code == 200, page
        assert reads(inspector) == number, page


def test_who_reads_and_who_writes(log_in, inspector, staff, secretary, stranger, nam_tam, ta_phin, nam_tam_cells):
    plan = conduct.plan(nam_tam, inspector)
    one = conduct.inspection(plan, nam_tam, inspector)
    asked = conduct.recommendation(one, inspector)
    punished = conduct.discipline(nam_tam, inspector)
    writes = [
        (RECORD, PLAN),
        (url("inspection_plan", plan), ITEM),
        (url("conclude", one), FOUND),
        (url("recommend", one), ASKED),
        (url("follow_up", asked), DONE),
        (PUNISH, PUNISHED),
        (url("discipline", punished), COMPLAINT),
    ]
    for reader in (staff, secretary):
        client = log_in(reader)
        assert names(client.get(LIST)) == names(client.get(DISCIPLINES)) == ["Đảng bộ xã Nậm Tăm"]
        assert [client.post(*write).status_code for write in writes] == [403] * len(writes)
        assert "Ghi kết luận" not in client.get(url("inspection", one)).content.decode()
    client = log_in(stranger)
    assert names(client.get(LIST)) == names(client.get(DISCIPLINES)) == []
    for page in (url("inspection_plan", plan), url("inspection", one), url("discipline", punished)):
        assert client.get(page).status_code == 404
    assert Inspection.objects.count() == 1 and not DisciplineStep.objects.exists()
    assert log_in(inspector).get(url("conclude", one)).status_code == 405


def test_without_the_permission_nothing_sensitive_shows(log_in, nam_tam, inspector):
    conduct.discipline(nam_tam, inspector)
    reader = people.user("phutrach", "member_in_charge", nam_tam)
    client = log_in(reader)
    for page in (LIST, DISCIPLINES, reverse("oversight:organization_conduct", args=[nam_tam.pk])):
        assert client.get(page).status_code == 403
    history = reverse("organizations:history", args=[nam_tam.pk])
    assert "Kỷ luật cảnh cáo" not in client.get(history).content.decode()
    assert "Kỷ luật cảnh cáo" in log_in(inspector).get(history).content.decode()


def test_a_discipline_is_complained_about_and_reduced(log_in, inspector, nam_tam):
    client = log_in(inspector)
    assert client.post(PUNISH, PUNISHED).status_code == 302
    assert client.post(PUNISH, PUNISHED).status_code == 409, "sent twice"
    one = Discipline.objects.get()
    assert [row.form for row in discipline_of_organization(nam_tam.pk, 2009)] == ["warning"]
    assert discipline_of_organization(nam_tam.pk, 2008) == ()
    assert client.post(url("discipline", one), COMPLAINT).status_code == 302
    assert client.post(url("discipline", one), REDUCED).status_code == 302
    assert "cảnh cáo" in client.get(f"{DISCIPLINES}?ngay=30/04/2009").context["rows"][0].cells[0][1].lower()
    assert client.get(DISCIPLINES).context["rows"][0].cells[0][1].startswith("Khiển trách (ban đầu cảnh cáo)")
    assert one.steps.count() == 2 and Discipline.objects.get().form == "warning", "nothing is written over"


def test_what_was_lifted_does_not_count_for_the_year(inspector, nam_tam):
    one = conduct.discipline(nam_tam, inspector)
    facts = {"discipline": one, "by": inspector, "at": clock.now()}
    DisciplineStep.objects.create(kind="complaint", on=D(2009, 4, 1), **facts)
    assert discipline_of_organization(nam_tam.pk, 2009)
    lifted = {"kind": "decision", "outcome": "lifted", "number": "1", "issuer": "HU"}
    DisciplineStep.objects.create(on=D(2009, 5, 1), **lifted, **facts)
    assert discipline_of_organization(nam_tam.pk, 2009) == ()


BAD = [
    (RECORD, PLAN, {"organization": "SH-XX"}, 422, "không có trong danh sách"),
    (RECORD, PLAN, {"year": "x"}, 422, "Năm phải là số"),
    (RECORD, PLAN, {"year": "9999"}, 422, "Năm phải là số"),
    (RECORD, PLAN, {"year": "2011"}, 409, "phải có ngày trong năm 2010 hoặc 2011"),
    (RECORD, PLAN, {"date": "19/12/2009"}, 409, "chưa đến"),
    (RECORD, PLAN, {"number": "x" * 41}, 422, "Số kế hoạch"),
    (PUNISH, PUNISHED, {"form": "expulsion"}, 422, "Hình thức"),
    (PUNISH, PUNISHED, {"decision_date": "31/02/2009"}, 422, "Không có ngày 31/02/2009"),
    (PUNISH, PUNISHED, {"effective_from": "01/02/2009"}, 422, "không thể trước ngày quyết định"),
    (PUNISH, PUNISHED, {"decision_date": "19/12/2009", "effective_from": "19/12/2009"}, 409, "chưa đến"),
    (PUNISH, PUNISHED, {"reason": ""}, 422, "Nội dung vi phạm"),
    (PUNISH, PUNISHED, {"reason": "A\x00"}, 422, "Nội dung vi phạm"),
    (PUNISH, PUNISHED, {"decision_date": "01/01/2003", "effective_from": "01/01/2003"}, 409, "chưa có hoặc không còn"),
]


def test_bad_input_is_answered_with_a_sentence_and_writes_nothing(log_in, inspector, nam_tam):
    client = log_in(inspector)
    for page, good, change, status, said in BAD:
        answer = client.post(page, good | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    assert not InspectionPlan.objects.exists() and not Discipline.objects.exists()


def test_bad_input_on_a_case(log_in, inspector, nam_tam):
    client = log_in(inspector)
    plan = conduct.plan(nam_tam, inspector)
    one, punished = conduct.inspection(plan, nam_tam, inspector), conduct.discipline(nam_tam, inspector)
    later = conduct.inspection(plan, nam_tam, inspector, quarter=3)
    conduct.conclusion(later, inspector)
    asked = conduct.recommendation(later, inspector)
    bad = [
        (url("inspection_plan", plan), ITEM, {"quarter": "5"}, 422, "quý"),
        (
            url("inspection_plan", plan),
            ITEM,
            {"scope_from": "02/01/2009", "scope_to": "01/01/2009"},
            422,
            "trước ngày đầu",
        ),
        (url("inspection_plan", plan), ITEM, {"person_name": "Giang A Su", "quarter": "4"}, 409, "chính mình"),
        (url("inspection_plan", plan), ITEM, {"person_office": "Bí thư", "quarter": "4"}, 409, "họ tên"),
        (url("conclude", one), FOUND, {"breach": ""}, 422, "Vi phạm"),
        (url("conclude", one), FOUND, {"date": "09/01/2009"}, 409, "trước ngày kế hoạch"),
        (url("conclude", one), FOUND, {"text": "x" * 2001}, 422, "Nội dung kết luận"),
        (url("recommend", one), ASKED, {}, 409, "Ghi kết luận trước"),
        (url("recommend", later), ASKED, {"due_on": "01/05/2009"}, 409, "trước ngày kết luận"),
        (url("follow_up", asked), DONE, {"on": "31/05/2009"}, 409, "trước ngày 01/06/2009"),
        (url("follow_up", asked), DONE, {"text": ""}, 422, "Kết quả"),
        (url("discipline", punished), REDUCED, {}, 409, "Không có khiếu nại"),
        (url("discipline", punished), REDUCED, {"number": ""}, 422, "phải có số quyết định"),
        (url("discipline", punished), COMPLAINT, {"outcome": "kept"}, 422, "chỉ ghi khi giải quyết"),
        (url("discipline", punished), COMPLAINT, {"on": "01/02/2009"}, 409, "trước ngày 01/03/2009"),
    ]
    for page, good, change, status, said in bad:
        answer = client.post(page, good | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), (page, change)
    counts = (Inspection.objects.count(), InspectionConclusion.objects.count(), Recommendation.objects.count())
    assert counts == (2, 1, 1)
    assert not FollowUp.objects.exists() and not DisciplineStep.objects.exists()


@pytest.mark.parametrize("page", [LIST, DISCIPLINES, RECOMMENDATIONS])
def test_thirty_rows_need_no_more_queries_than_one(log_in, inspector, nam_tam, page):
    client, counted = log_in(inspector), []
    for number in (1, 30):
        plan = conduct.plan(nam_tam, inspector, number=f"{number}-KH")
        for n in range(number):
            one = conduct.inspection(plan, nam_tam, inspector, person_name=f"Lò Văn {'A' * (n + 1)}")
            conduct.conclusion(one, inspector)
            conduct.recommendation(one, inspector)
            conduct.discipline(nam_tam, inspector, decision_number=f"{number}-{n}")
        client.get(page)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(page).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_what_is_overdue_stands_on_the_first_page_of_who_keeps_the_book(log_in, inspector, staff, nam_tam):
    plan = conduct.plan(nam_tam, inspector)
    one = conduct.inspection(plan, nam_tam, inspector)
    assert "Kết luận 1 cuộc kiểm tra, giám sát quá quý" in log_in(inspector).get("/").content.decode()
    conduct.conclusion(one, inspector)
    conduct.recommendation(one, inspector)
    page = log_in(inspector).get("/").content.decode()
    assert "Đôn đốc 1 kiến nghị sau kiểm tra quá hạn" in page and "cuộc kiểm tra, giám sát quá quý" not in page
    assert "Đôn đốc" not in log_in(staff).get("/").content.decode()
