"""A qualification that was written down wrongly is mended or struck; the log keeps what stood there."""

import datetime as dt

import pytest
from django.urls import reverse

from cadres.staff.actions import mending
from cadres.staff.actions.facts import Paper
from cadres.staff.actions.learning import Learned, learn
from cadres.staff.lacking import lacking_of
from cadres.staff.models import Post
from cadres.staff.report.quality import build
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people

D = dt.date
DAY = D(2009, 12, 18)
PAPER = Paper("3/CV", D(2009, 12, 1), "Đọc nhầm bằng")
SENT = {
    "subject": "theory",
    "level": "theory:elementary",
    "certificate_number": "12/CC",
    "since": "01/06/2009",
    "number": "3/CV",
    "date": "01/12/2009",
    "reason": "Đọc nhầm bằng",
}


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "front_chair", birth_year=1975)


@pytest.fixture
def row(an):
    return make.learned(an, "theory", "advanced", D(2009, 6, 1), certificate_number="12/CC")


def url(name, row):
    return reverse(f"staff:{name}_qualification", args=[row.pk])


def written() -> int:
    return AuditEntry.objects.filter(did__startswith="cadre.qualification").count()


def test_it_is_mended_from_a_form_that_holds_what_stands_there(log_in, staff, row):
    client = log_in(staff)
    page = client.get(url("correct", row))
    fields = {field.name: field.value() for field in page.context["form"]}
    assert (fields["level"], fields["certificate_number"]) == ("theory:advanced", "12/CC")
    sent = SENT | {"seen": page.context["seen"]}
    assert client.post(url("correct", row), sent).status_code == 302
    row.refresh_from_db()
    entry = AuditEntry.objects.get(did="cadre.qualification_corrected")
    assert (row.level, entry.before["level"], entry.after["level"]) == ("elementary", "advanced", "elementary")
    assert client.post(url("correct", row), sent).status_code == 409 and written() == 1


BAD = [
    ({"level": "theory:x"}, 422, "level"),
    ({"level": "general:primary"}, 422, "môn lý luận"),
    ({"subject": ""}, 422, "subject"),
    ({"since": "31/02/2009"}, 422, "Không có ngày"),
    ({"since": "19/12/2009"}, 409, "chưa đến"),
    ({"since": "01/01/1970"}, 409, "trước ngày sinh"),
    ({"since": "01/02/2008"}, 409, "đã ghi"),
    ({"number": ""}, 422, "number"),
    ({"date": "19/12/2009"}, 409, "chưa đến"),
    ({"reason": ""}, 422, "reason"),
    ({"certificate_number": "x" * 41}, 422, "certificate_number"),
    ({"level": "theory:advanced"}, 409, "Chưa có gì khác"),
    ({"words": "A\x00"}, 422, "words"),
]


def test_a_correction_that_cannot_be_writes_nothing(log_in, staff, an, row):
    make.learned(an, "theory", "elementary", D(2008, 2, 1))
    client = log_in(staff)
    for change, status, said in BAD:
        answer = client.post(url("correct", row), SENT | change)
        assert (answer.status_code, said in answer.content.decode()) == (status, True), change
    row.refresh_from_db()
    assert row.level == "advanced" and written() == 0


def test_a_struck_one_stays_in_sight_and_counts_nowhere(log_in, staff, an, row):
    make.standard("front_chair", theory="elementary")
    client = log_in(staff)
    assert client.post(url("strike", row), {"reason": " "}).status_code == 422
    assert client.post(url("strike", row), {"reason": "Của người trùng tên"}).status_code == 302
    quality = build(people.scope(staff), DAY)
    assert quality.of("theory").number == 0 and lacking_of(Post.objects.on(DAY), DAY)[an.pk]["front_chair"]
    text = client.get(reverse("staff:cadre", args=[an.pk])).content.decode()
    assert "Của người trùng tên" in text and "Lý luận chính trị: Cao cấp" not in text
    assert AuditEntry.objects.get(did="cadre.qualification_struck").before["level"] == "advanced"
    assert {client.post(url(name, row), SENT).status_code for name in ("correct", "strike")} == {404}
    with pytest.raises(Refused, match="đã bị gạch"):
        mending.strike_qualification(row=row, reason="A", by=staff)
    learned = Learned("theory", "elementary", since=row.since)
    assert learn(cadre=an, learned=learned, by=staff).level == "elementary", "written anew for the same day"


def test_nothing_is_mended_without_paper_and_reason(staff, row):
    learned = Learned("theory", "elementary")
    for paper in (Paper(), Paper("3/CV", D(2009, 12, 1)), Paper("", D(2009, 12, 1), "A")):
        with pytest.raises(Refused, match="phải có số, ngày"):
            mending.correct_qualification(row=row, learned=learned, paper=paper, by=staff)
    with pytest.raises(Refused, match="phải có lý do"):
        mending.strike_qualification(row=row, reason=" ", by=staff)
    assert written() == 0


def test_who_may_not_write_is_refused(log_in, secretary, stranger, ta_phin, row):
    for reader in (secretary, stranger):
        client = log_in(reader)
        assert {client.post(url(name, row), SENT).status_code for name in ("correct", "strike")} == {403}
    outside = log_in(people.user("can.bo.tp", "cadre_officer", ta_phin))
    assert {outside.get(url(name, row)).status_code for name in ("correct", "strike")} == {404}
