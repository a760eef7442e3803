"""A report is issued: frozen with its figures and files, once, by who signs for the organisation."""

import datetime as dt
import io
import json
import uuid
from dataclasses import replace
from hashlib import sha256

import pypdf
import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cells.organizations.report import CODE
from sinho.audit.models import AuditEntry
from sinho.documents.issued import Filed, filed_of
from sinho.documents.statistics import SET_OPTION, filed_forms
from sinho.filings.frozen import NOT_SEEN
from sinho.filings.models import Filing, FilingFile, IssuedPaper
from sinho.refusal import Refused
from tests.factories import filings as make
from tests.factories import organizations as places
from tests.factories import people
from tests.sinho.filings.at_once import at_once

D = dt.date
TODAY = D(2009, 12, 18)


def found(parent, name: str, on: dt.date):
    """One more founding in the report."""
    cell = places.cell(name, parent=parent, since=on)
    return places.founding(cell, on, place="village")


@pytest.fixture
def founding(nam_tam, staff):
    return found(nam_tam, "bản Lò", D(2008, 11, 18))


def text_of(file: FilingFile) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(bytes(file.content))).pages)


def test_an_issued_report_holds_number_figures_files_and_who(every_format, district, staff, founding):
    one = make.report(district, staff, note="Gửi kèm công văn")
    assert (one.named, one.title) == (
        "Báo cáo số 1-BC/HU",
        "Báo cáo thành lập tổ chức đảng từ 01/01/2008 đến 18/12/2009",
    )
    assert (one.kind, one.organization_name, one.layout, one.by) == (CODE, "Đảng bộ huyện Sìn Hồ", "hd11_2004", staff)
    assert one.figures["figures"]["total"] == 1 and [one.lines[0][0], one.lines[0][2]] == ["total", 1]
    assert one.asked == make.question(district)
    files = {file.format: file for file in one.files.all()}
    assert set(files) == {"pdf", "pdfa", "docx", "xlsx", "json"}
    assert all(file.sha256 == sha256(file.content).hexdigest() for file in files.values())
    assert json.loads(bytes(files["json"].content))["figures"]["total"] == 1
    paper = text_of(files["pdf"])
    assert "Số 1-BC/HU" in " ".join(paper.split()) and "Vàng Văn Ún" in paper and "PHÓ BÍ THƯ" in paper
    entry = AuditEntry.objects.get(did="report.filed")
    assert "số 1-BC/HU ngày 18/12/2009" in entry.said and entry.after["files"]["pdf"] == files["pdf"].sha256


def test_a_statistical_form_gets_no_number(district, staff, nam_tam_cells):
    asked = make.question(district)
    one = make.report(district, staff, code="form-5", asked=asked)
    assert one.paper is None and not IssuedPaper.objects.exists()
    assert one.named == one.title and one.needs == "view_members"


def test_the_register_of_forms_tells_which_was_issued_in_which_set(district, staff, nam_tam_cells):
    asked, scope = make.question(district), people.scope(staff)
    one = make.report(district, staff, code="form-5", asked=asked)
    told = filed_forms(scope, [("form-5", asked), ("form-4", asked)])
    assert told == {"form-5": Filed(asked, one.day, one.title, "", f"/bao-cao/da-nop/{one.pk}/")}
    other_set = replace(asked, more=(*asked.more, (SET_OPTION, "tctw")))
    assert filed_forms(scope, [("form-5", other_set)]) == {}
    assert filed_forms(scope, [("form-5", replace(asked, until=D(2009, 6, 30)))]) == {}


def test_what_was_issued_is_told_in_one_query_and_without_the_way_to_it_to_who_may_not_open_it(
    district, secretary, staff, nam_tam_cells, django_assert_num_queries
):
    asked = make.question(district)
    one, form = make.report(district, staff), make.report(district, staff, code="form-5")
    questions, scope = [(CODE, asked), ("form-5", asked)], people.scope(staff)
    with django_assert_num_queries(1):
        found = filed_of(scope, questions)
    assert [(told.number, told.url) for told in found[CODE, asked]] == [("1-BC/HU", f"/bao-cao/da-nop/{one.pk}/")]
    assert [told.name for told in found["form-5", asked]] == [form.title]
    hidden = filed_of(people.scope(secretary), questions)
    assert [(told.number, told.url) for told in hidden[CODE, asked]] == [("1-BC/HU", "")]


def test_figures_that_changed_since_the_form_was_opened_are_refused_with_what_changed(
    district, nam_tam, staff, founding
):
    seen = make.mark(make.question(district), staff)
    found(nam_tam, "bản Tủ", D(2009, 1, 1))
    with pytest.raises(Refused) as refused:
        make.report(district, staff, seen=seen)
    assert "chưa ban hành gì" in refused.value.reasons[0]
    assert "Thành lập mới, tổ chức đảng: trước 1, nay 2." in refused.value.reasons
    assert not Filing.objects.exists() and not IssuedPaper.objects.exists()


def test_words_that_changed_are_noticed_though_every_number_is_the_same(district, nam_tam, staff, founding):
    seen = make.mark(make.question(district), staff)
    places.state_of(founding.organization).__class__.objects.filter(organization=founding.organization).update(
        name="Chi bộ bản Lò Mới"
    )
    with pytest.raises(Refused, match="Phần chữ, tỷ lệ hoặc danh sách"):
        make.report(district, staff, seen=seen)


@pytest.mark.parametrize("seen", ["", "xyz", "a:b:c", "\x00"])
def test_a_mark_that_is_none_of_ours_is_refused(district, staff, founding, seen):
    with pytest.raises(Refused, match=NOT_SEEN[:30]):
        make.report(district, staff, seen=seen)


def test_the_mark_of_another_report_does_not_fit(district, nam_tam, staff, founding):
    with pytest.raises(Refused, match=NOT_SEEN[:30]):
        make.report(district, staff, seen=make.mark(make.question(nam_tam), staff))


def test_a_form_that_is_sent_twice_issues_once(district, staff, founding):
    once = uuid.uuid4()
    first = make.report(district, staff, once=once)
    assert make.report(district, staff, once=once) == first
    assert Filing.objects.count() == IssuedPaper.objects.count() == 1


def test_the_same_question_is_answered_again_only_in_the_place_of_the_first(district, staff, founding):
    first = make.report(district, staff)
    with pytest.raises(Refused, match="đã ban hành: Báo cáo số 1-BC/HU ngày 18/12/2009"):
        make.report(district, staff)
    second = make.report(district, staff, replaces=first, reason="Sót một chi bộ")
    assert (second.replaces, second.named) == (first, "Báo cáo số 2-BC/HU")
    with pytest.raises(Refused, match="đã được thay bằng Báo cáo số 2-BC/HU"):
        make.report(district, staff, replaces=Filing.objects.get(pk=first.pk), reason="Lần nữa")
    third = make.report(district, staff, replaces=second, reason="Sai trích yếu")
    assert [one.pk for one in Filing.objects.standing()] == [third.pk]
    assert "thay Báo cáo số 2-BC/HU ngày 18/12/2009" in AuditEntry.objects.filter(did="report.filed").first().said


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"day": None}, "Ngày ký và họ tên"),
        ({"day": D(2009, 12, 19)}, "chưa đến"),
        ({"day": D(2009, 12, 17)}, "trước ngày số liệu tính đến .18/12/2009."),
    ],
)
def test_a_day_that_does_not_fit_the_figures_is_refused(district, staff, founding, more, sentence):
    with pytest.raises(Refused, match=sentence):
        make.report(district, staff, **more)
    assert not Filing.objects.exists()


def test_figures_of_a_day_to_come_are_not_issued(district, staff, founding):
    with pytest.raises(Refused, match="ngày chưa đến"):
        make.report(district, staff, asked=make.question(district, on=D(2009, 12, 31)))


def test_only_a_filing_of_the_same_kind_and_organisation_is_replaced(district, nam_tam, staff, secretary, founding):
    other = make.report(nam_tam, secretary)
    with pytest.raises(Refused, match="cùng loại, cùng tổ chức"):
        make.report(district, staff, replaces=other, reason="Nhầm nơi")
    own = make.report(district, staff)
    with pytest.raises(Refused, match="phải ghi lý do"):
        make.report(district, staff, replaces=own, reason=" ")


def test_only_who_signs_for_the_organisation_itself_issues(
    district, nam_tam, staff, leader, inspector, secretary, stranger, founding
):
    for by, where in ((inspector, district), (staff, nam_tam), (stranger, nam_tam), (secretary, district)):
        seen = make.mark(make.question(where), staff)
        with pytest.raises(PermissionDenied):
            make.report(where, by, seen=seen)
    assert make.report(nam_tam, secretary).paper.number_and_symbol == "1-BC/ĐU"
    assert make.report(district, leader).paper.number_and_symbol == "1-BC/HU"


def test_an_issued_report_and_its_files_cannot_be_changed_deleted_or_emptied(district, staff, founding):
    one = make.report(district, staff)
    file = one.files.first()
    acts = (
        lambda: Filing.objects.filter(pk=one.pk).update(note="Sửa"),
        lambda: Filing.objects.filter(pk=one.pk)._raw_delete("default"),
        lambda: FilingFile.objects.filter(pk=file.pk).update(content=b"x"),
        lambda: FilingFile.objects.filter(pk=file.pk).delete(),
    )
    for act in acts:
        with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
            act()


def test_bytes_that_do_not_fit_their_digest_are_not_kept(district, staff, founding):
    one = make.report(district, staff)
    facts = {"filing": one, "format": "odt", "label": "x", "name": "x", "content_type": "x", "size": 1}
    with pytest.raises(IntegrityError, match="filing_file_as_it_was"), transaction.atomic():
        FilingFile.objects.create(**facts, content=b"y", sha256="0" * 64)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({"signer": ""}, "filing_told"),
        ({"reason": "Không thay gì"}, "filing_replaced_why"),
        ({}, "filing_first_once"),
    ],
)
def test_constraints_of_a_filing(district, staff, founding, facts, name):
    one = make.report(district, staff)
    copy = Filing(**{f.attname: getattr(one, f.attname) for f in Filing._meta.concrete_fields if f.attname != "id"})
    copy.once, copy.paper_id = uuid.uuid4(), None
    for field, value in facts.items():
        setattr(copy, field, value)
    with pytest.raises(IntegrityError) as broken, transaction.atomic():
        copy.save(force_insert=True)
    assert broken.value.__cause__.diag.constraint_name == name


@pytest.mark.django_db(transaction=True)
def test_two_who_issue_at_once_get_two_numbers_of_two_reports_and_one_of_the_same(
    transactional_db, district, staff, leader, founding
):
    early = make.question(district, on=D(2009, 12, 1))
    done = at_once(
        *[
            lambda by=by, on=on: make.report(district, by, asked=on)
            for by, on in ((staff, early), (leader, make.question(district)))
        ]
    )
    assert sorted(one.paper.number for one in done) == [1, 2]
    again = make.question(district, on=D(2009, 12, 2))
    done = at_once(*[lambda by=by: make.report(district, by, asked=again) for by in (staff, leader)])
    assert sum(isinstance(one, Refused) for one in done) == 1
    assert list(IssuedPaper.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
