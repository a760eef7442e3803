"""The pages of the staff: the list on any day, the record, the forms; who sees them and who may write."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cadres.staff.models import Cadre, Post, Qualification
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make
from tests.factories import members, people
from tests.tables import each

D = dt.date
LIST, RECEIVE, QUALITY = (reverse(f"staff:{name}") for name in ("list", "receive", "quality"))
NEW = {
    "full_name": "Vàng A Sếnh",
    "sex": "male",
    "birth": "5/1976",
    "ethnicity": "eth_mong",
    "religion": "none",
    "identity_number": "",
    "organization": "SH-NT",
    "title": "committee_chair",
    "since": "02/11/2009",
    "entry": "elected",
    "decision_number": "7/QĐ-UBND",
    "decision_date": "01/11/2009",
}
FORMS = {
    "appoint": {"organization": "SH-NT", "title": "front_chair", "since": "01/12/2009", "entry": "elected"},
    "learn": {"subject": "general", "level": "general:primary"},
    "correct": {
        "full_name": "Lò Văn Ân",
        "sex": "male",
        "birth": "1975",
        "ethnicity": "eth_thai",
        "religion": "none",
        "number": "1-QĐ/HU",
        "date": "01/12/2009",
        "reason": "Theo giấy khai sinh",
    },
}
END = {"on": "01/12/2009", "how": "retired"}


def written() -> int:
    """Acts on the staff in the log."""
    return AuditEntry.objects.filter(did__startswith="cadre.").count()


def url(name, cadre):
    return reverse(f"staff:{name}", args=[cadre.pk])


def end_url(cadre):
    return reverse("staff:end", args=[cadre.posts.get().pk])


@pytest.fixture
def an(nam_tam):
    return make.cadre(nam_tam, "Lò Văn An", "committee_deputy", birth_year=1975)


@pytest.fixture
def four(nam_tam, ta_phin, an):
    """Three in Nậm Tăm, of them one part-time, and one in Tả Phìn."""
    clerk = make.cadre(nam_tam, "Tao Thị Mai", "justice_registry", sex="female", birth_year=1985)
    make.learned(clerk, "general", "upper_secondary")
    make.learned(clerk, "professional", "intermediate", D(2009, 6, 1))
    make.cadre(nam_tam, "Lò Văn Phó", "police_deputy", birth_year=1980)
    return make.cadre(ta_phin, "Chẻo A Lở", "front_chair", ethnicity="eth_dao", birth_year=1950)


def names(answer) -> list[str]:
    return [row.cadre.full_name for row in answer.context["rows"]]


@each(
    ("query", "found"),
    [
        ("", ["Lò Văn An", "Chẻo A Lở", "Tao Thị Mai", "Lò Văn Phó"]),
        ("?xep=-ten", ["Lò Văn Phó", "Tao Thị Mai", "Chẻo A Lở", "Lò Văn An"]),
        ("?q=mai", ["Tao Thị Mai"]),
        ("?q=%%%", []),
        ("?nhom=khong-chuyen-trach", ["Lò Văn Phó"]),
        ("?nhom=cong-chuc", ["Tao Thị Mai"]),
        ("?chuc-danh=front_chair", ["Chẻo A Lở"]),
        ("?gioi=female", ["Tao Thị Mai"]),
        ("?dan-toc=eth_dao", ["Chẻo A Lở"]),
        ("?hoc-van=upper_secondary", ["Tao Thị Mai"]),
        ("?tuoi-tu=50", ["Chẻo A Lở"]),
        ("?tuoi-den=24", ["Tao Thị Mai"]),
        ("?chi-tieu=trung-cap", ["Tao Thị Mai"]),
        ("?chi-tieu=trung-cap-chua", ["Lò Văn An", "Chẻo A Lở"]),
        ("?chi-tieu=trung-cap&ngay=31/05/2009", []),
        ("?ngay=01/01/2004", []),
        ("?ngay=x&don-vi=x&nhom=x&chuc-danh=x&gioi=x&hoc-van=x&tuoi-tu=x&chi-tieu=x", 4),
        ("?ngay=01/01/2010", 4),
        ("?don-vi=99999999999999999", []),
    ],
)
def test_the_list_finds(log_in, staff, four, query, found):
    answer = log_in(staff).get(LIST + query)
    assert answer.status_code == 200
    assert names(answer) == found or len(names(answer)) == found


def test_one_commune_and_its_indicators(log_in, staff, four, nam_tam):
    answer = log_in(staff).get(LIST, {"don-vi": nam_tam.pk})
    assert names(answer) == ["Lò Văn An", "Tao Thị Mai", "Lò Văn Phó"]
    assert [one.indicator.pair for one in answer.context["indicators"]] == [(1, 2), (1, 2), (1, 2), (0, 2)]
    assert f"?don-vi={nam_tam.pk}&amp;chi-tieu=hoc-van" in answer.content.decode().replace("&chi", "&amp;chi")


def test_the_secretary_sees_his_commune_alone(log_in, secretary, four, an):
    client = log_in(secretary)
    assert names(client.get(LIST)) == ["Lò Văn An", "Tao Thị Mai", "Lò Văn Phó"]
    assert len(client.get(QUALITY).context["now"].staff) == 2
    assert client.get(url("cadre", four)).status_code == 404
    page = client.get(url("cadre", an))
    assert page.status_code == 200 and "Ghi thay đổi" not in page.content.decode()


@pytest.mark.parametrize("name", ["cadre", *FORMS, "link"])
def test_a_stranger_finds_nothing(log_in, stranger, an, name):
    people.grant(stranger, "cadre_officer", stranger.grants.get().organization)
    client = log_in(stranger)
    assert client.get(url(name, an)).status_code == 404
    assert client.post(url(name, an), FORMS.get(name, {})).status_code == 404
    assert client.get(end_url(an)).status_code == client.post(end_url(an), END).status_code == 404


@pytest.mark.parametrize("reader", ["secretary", "leader"])
def test_a_reader_writes_nothing(request, log_in, an, reader):
    client = log_in(request.getfixturevalue(reader))
    addresses = [RECEIVE, end_url(an), *(url(name, an) for name in (*FORMS, "link", "unlink"))]
    assert {client.post(one, NEW).status_code for one in addresses} == {403}


@pytest.mark.parametrize("nobody", ["inspector", "administrator"])
def test_who_has_no_right_to_see_is_refused(request, log_in, an, nobody):
    client = log_in(request.getfixturevalue(nobody))
    assert {client.get(one).status_code for one in (LIST, QUALITY, url("cadre", an))} == {403}


def test_the_cadre_officer_writes_but_sees_no_roll(log_in, district, nam_tam_cells, an):
    client = log_in(people.user("can.bo", "cadre_officer", district))
    assert client.get(url("learn", an)).status_code == 200
    assert "Gắn hồ sơ đảng viên" not in client.get(url("cadre", an)).content.decode()
    member = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975)
    assert list(client.get(url("link", an)).context["found"]) == []
    assert client.post(url("link", an), {"member": member.pk}).status_code == 404
    Cadre.objects.filter(pk=an.pk).update(member=member)
    assert "đồng chí không xem được" in client.get(url("cadre", an)).content.decode()


def test_somebody_new(log_in, staff, nam_tam):
    client = log_in(staff)
    answer = client.post(RECEIVE, NEW)
    cadre = Cadre.objects.get()
    assert (answer.status_code, answer.url) == (302, url("cadre", cadre))
    text = client.get(answer.url).content.decode()
    assert "Chủ tịch Ủy ban nhân dân" in text and "7/QĐ-UBND ngày 01/11/2009" in text
    assert client.post(RECEIVE, NEW).status_code == 409 and Cadre.objects.count() == 1


@each(
    ("change", "status", "said"),
    [
        ({"full_name": ""}, 422, "full_name"),
        ({"full_name": "A\x00B"}, 422, "full_name"),
        ({"full_name": "Lò Văn 7"}, 422, "full_name"),
        ({"full_name": "x" * 121}, 422, "full_name"),
        ({"birth": "31/02/1976"}, 422, "Không có ngày 31/02/1976"),
        ({"birth": "1995"}, 409, "chưa đủ 18 tuổi"),
        ({"sex": "x"}, 422, "sex"),
        ({"identity_number": "12"}, 422, "12 chữ số"),
        ({"organization": "SH-XX"}, 422, "không có trong danh sách"),
        ({"organization": "SH-NT-01"}, 422, "không có trong danh sách"),
        ({"organization": ""}, 422, "organization"),
        ({"title": "x"}, 422, "title"),
        ({"title": ""}, 422, "title"),
        ({"title": "party_standing"}, 409, "không có chức danh này"),
        ({"since": "30/02/2009"}, 422, "Không có ngày"),
        ({"since": "19/12/2009"}, 409, "chưa đến"),
        ({"entry": "exam"}, 409, "là cán bộ chuyên trách"),
        ({"decision_number": "x" * 41}, 422, "decision_number"),
        ({"decision_date": "19/12/2009"}, 409, "chưa đến"),
    ],
)
def test_a_bad_form_writes_nothing_and_keeps_what_was_typed(log_in, staff, nam_tam_cells, change, status, said):
    answer = log_in(staff).post(RECEIVE, NEW | change)
    text = answer.content.decode()
    assert (answer.status_code, said in text) == (status, True)
    assert not Cadre.objects.exists() and written() == 0
    assert 'value="7/QĐ-UBND"' in text or "decision_number" in change


@pytest.mark.parametrize("name", FORMS)
def test_each_act_has_its_form(log_in, staff, an, name):
    client = log_in(staff)
    page = client.get(url(name, an))
    assert page.status_code == 200 and an.full_name in page.content.decode()
    sent = FORMS[name] | {"seen": page.context["seen"]}
    assert client.post(url(name, an), sent).status_code == 302
    assert written() == 1
    assert client.post(url(name, an), sent).status_code == 409, "sent twice"
    assert written() == 1


@each("name", FORMS)
def test_an_empty_form_is_answered_with_what_is_missing(log_in, staff, an, name):
    client = log_in(staff)
    answer = client.post(url(name, an), {"seen": client.get(url(name, an)).context["seen"]})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()


@each(
    ("sent", "said"),
    [
        ({"subject": "x", "level": "general:primary"}, "subject"),
        ({"subject": "general", "level": "theory:elementary"}, "môn học vấn"),
        ({"subject": "general"}, "môn học vấn"),
        ({"subject": "computing"}, "Ghi trình độ như"),
        ({"subject": "title_training", "words": "A"}, "Chọn chức danh"),
        ({"subject": "general", "level": "general:primary", "since": "1/13/2008"}, "since"),
        ({"subject": "computing", "words": "x" * 121}, "words"),
        ({"subject": "computing", "words": "A\x00"}, "words"),
    ],
)
def test_a_level_that_cannot_be(log_in, staff, an, sent, said):
    answer = log_in(staff).post(url("learn", an), sent)
    assert answer.status_code == 422 and said in answer.content.decode() and not Qualification.objects.exists()


def test_a_post_is_left(log_in, staff, an):
    client = log_in(staff)
    assert client.post(end_url(an), {"how": "x"}).status_code == 422
    assert client.post(end_url(an), END | {"on": "01/01/2004"}).status_code == 409
    assert client.post(end_url(an), END).status_code == 302
    assert Post.objects.get().exit == "retired"
    assert client.post(end_url(an), END).status_code == 409
    text = client.get(url("cadre", an)).content.decode()
    assert "Không giữ chức danh ngày này" in text and "Thôi Phó Chủ tịch" in text
    before = client.get(url("cadre", an), {"ngay": "30/11/2009"}).content.decode()
    assert "Không giữ chức danh ngày này" not in before and "Thôi Phó Chủ tịch Ủy ban nhân dân, N" not in before


def test_a_post_is_mended_from_a_form_that_holds_what_stands_there(log_in, staff, stranger, secretary, an):
    address = reverse("staff:correct_post", args=[an.posts.get().pk])
    assert log_in(stranger).get(address).status_code == 403 == log_in(secretary).get(address).status_code
    client = log_in(staff)
    page = client.get(address)
    fields = {field.name: field.value() for field in page.context["form"]}
    assert (fields["title"], fields["organization"]) == ("committee_deputy", "SH-NT · Đảng bộ xã Nậm Tăm")
    paper = {"number": "3-QĐ/HU", "date": "01/12/2009", "reason": "Ghi nhầm ngày"}
    sent = {"organization": "SH-NT", "title": "committee_deputy", "since": "01/06/2004", "entry": "elected", **paper}
    assert client.post(address, sent | {"reason": ""}).status_code == 422
    assert client.post(address, sent | {"on": "1/1/2009"}).status_code == 409
    assert client.post(address, sent | {"on": "x"}).status_code == 422
    assert client.post(address, sent | {"seen": page.context["seen"]}).status_code == 302
    assert an.posts.get().since == D(2004, 6, 1)
    assert client.post(address, sent | {"seen": page.context["seen"], "since": "01/07/2004"}).status_code == 409


def test_another_post_is_offered_in_the_commune_of_the_last_one(log_in, staff, an):
    form = log_in(staff).get(url("appoint", an)).context["form"]
    assert form["organization"].value() == "SH-NT · Đảng bộ xã Nậm Tăm"


def test_the_record_is_of_its_day(log_in, staff, an):
    make.learned(an, "general", "primary")
    make.learned(an, "general", "lower_secondary", D(2009, 6, 1), certificate_number="77/2009")
    client = log_in(staff)
    earlier, now = (client.get(url("cadre", an), {"ngay": day}).content.decode() for day in ("31/05/2009", ""))
    assert "Trung học cơ sở" not in earlier and "Tiểu học" in earlier
    assert "Học vấn: Trung học cơ sở" in now and "77/2009" in now


def test_a_member_is_linked_and_the_link_taken_back(log_in, staff, nam_tam_cells, an):
    member = members.member(nam_tam_cells[0], "Lò Văn An", birth_year=1975)
    other = members.member(nam_tam_cells[0], "Lò Văn Anh", birth_year=1960)
    client, address = log_in(staff), url("link", an)
    assert list(client.get(address).context["found"]) == [member, other]
    assert client.post(address, {"member": other.pk}).status_code == 409
    assert {client.post(address, {"member": one}).status_code for one in ("", "x", "999", "9" * 30)} == {404}
    assert client.post(address, {"member": member.pk}).status_code == 302
    assert client.get(url("cadre", an)).context["member"] == member
    assert client.get(url("unlink", an)).status_code == 405
    for _ in range(2):
        assert client.post(url("unlink", an)).status_code == 302
    assert Cadre.objects.get().member is None


def test_two_days_beside_each_other(log_in, staff, four, an):
    make.learned(an, "theory", "elementary", D(2009, 6, 1))
    answer = log_in(staff).get(QUALITY, {"so-voi": "31/12/2008"})
    growth = {one.now.measure: (one.growth.points, one.growth.relative) for _, one in answer.context["rows"]}
    assert str(growth["theory"][0]) == "33.3" and growth["theory"][1] is None
    for query in ({"so-voi": "x"}, {"so-voi": "01/01/2011"}, {"ngay": "01/01/2004"}, {"don-vi": "x"}):
        assert log_in(staff).get(QUALITY, query).status_code == 200


def test_an_empty_list_says_what_to_do(log_in, staff, secretary, nam_tam):
    assert "ghi người đầu tiên" in log_in(staff).get(LIST).content.decode()
    assert "Ban Tổ chức Huyện ủy ghi" in log_in(secretary).get(LIST).content.decode()


def test_who_went_to_another_commune_is_listed_on_the_earlier_day_without_a_link(log_in, secretary, ta_phin, an):
    an.posts.update(valid="[2004-01-02,2009-03-01)", exit="moved")
    make.post(an, ta_phin, "front_chair", since=D(2009, 3, 1))
    client = log_in(secretary)
    assert names(client.get(LIST)) == []
    earlier = client.get(LIST, {"ngay": "01/02/2009"})
    assert names(earlier) == ["Lò Văn An"] and url("cadre", an) not in earlier.content.decode()
    assert client.get(url("cadre", an)).status_code == 404


def test_thirty_rows_need_no_more_queries_than_one(log_in, staff, nam_tam, an):
    client, counted = log_in(staff), []
    for number in (0, 30):
        for n in range(number):
            make.learned(make.cadre(nam_tam, f"Lò Văn {chr(97 + n % 26)}b", "village_head"), "general", "primary")
        client.get(LIST)
        with CaptureQueriesContext(connection) as found:
            assert client.get(LIST).status_code == 200
        counted.append(len(found))
    assert counted[0] == counted[1]
