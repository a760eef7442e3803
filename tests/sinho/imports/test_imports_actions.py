"""A file is tried, confirmed, undone; nothing is half written and nobody's work is overwritten."""

import datetime as dt
import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from cells.organizations.actions import StateData, appoint, put_state
from cells.organizations.models import Organization, OrganizationState
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import WorkbookKind, all_kinds, kind_of, register
from sinho.imports.models import Upload
from sinho.imports.tables import read_table
from sinho.imports.workbooks import left_out_bytes
from sinho.refusal import Refused
from tests.factories import organizations as make
from tests.factories import people
from tests.factories.workbooks import xlsx
from tests.sinho.imports.conftest import WRONG, cell_row

DAY = dt.date


def confirm(upload, staff, **options):
    return uploads.confirm(upload=upload, scope=people.scope(staff), by=staff, **options)


def acts():
    return list(AuditEntry.objects.filter(did__startswith="import.").order_by("id").values_list("did", "said"))


def codes():
    return sorted(Organization.objects.values_list("code", flat=True))


def test_the_kinds_stand_in_the_order_in_which_a_district_fills_them():
    assert [kind.code for kind in all_kinds()] == [
        "organizations",
        "villages",
        "members",
        "education",
        "transfers",
        "admissions",
        "cadres",
        "qualifications",
        "classes",
        "enrolments",
        "allowances",
        "directives",
        "meetings",
        "ratings",
        "commendations",
        "sheet",
    ]
    with pytest.raises(Refused, match="Không có mẫu “x”"):
        kind_of("x")


def test_a_code_stands_for_one_kind():
    kind = kind_of("villages")
    with pytest.raises(ValueError, match="registered twice"):
        register(WorkbookKind(**{**vars(kind), "title": "khác"}))
    register(kind)


def test_a_trial_keeps_the_file_and_what_it_found(tried, staff, district):
    content = xlsx([cell_row(), WRONG])
    upload = tried(cell_row(), WRONG)
    assert (upload.sha256, upload.size) == (hashlib.sha256(bytes(upload.content)).hexdigest(), len(upload.content))
    assert abs(upload.size - len(content)) < 50
    assert (upload.state, upload.tried_by, upload.organization_id) == ("tried", staff, district.pk)
    assert upload.counts == {"rows": 2, "new": 1, "changed": 0, "unchanged": 0, "wrong": 1, "waiting": 0}
    assert (upload.trial["sheet"], upload.trial["first"], upload.trial["last"]) == ("Dữ liệu", 4, 5)
    assert acts() == [
        (
            "import.tried",
            "Nhập thử 2 dòng: 1 mới, 1 chưa nhập được (mẫu “Tổ chức đảng”, tệp “to-chuc.xlsx”)",
        )
    ]
    assert codes() == ["SH", "SH-NT"]


def test_a_file_whose_columns_do_not_fit_is_kept_without_rows(tried):
    upload = tried({"Mã tổ chức": "A", "Tên đầy đủ": "B"})
    assert [group["code"] for group in upload.trial["errors"]] == ["columns"]
    assert (upload.counts["rows"], acts()[0][1]) == (
        0,
        "Nhập thử tệp có tiêu đề chưa khớp với mẫu (mẫu “Tổ chức đảng”, tệp “to-chuc.xlsx”)",
    )


def test_a_file_that_cannot_be_opened_leaves_no_trace(tried, staff):
    with pytest.raises(Refused):
        tried(cell_row(), file_name="a.csv")
    assert not Upload.objects.exists()
    assert acts() == []


def test_who_may_not_import_is_refused(tried, secretary):
    with pytest.raises(Refused, match="không được giao quyền nhập"):
        tried(cell_row(), by=secretary)


def test_confirming_writes_the_stored_file(tried, staff, district):
    upload = confirm(tried(cell_row(), cell_row(6)), staff)
    assert (upload.state, upload.confirmed_by) == ("confirmed", staff)
    assert codes() == ["SH", "SH-NT", "SH-NT-05", "SH-NT-06"]
    assert acts()[1] == ("import.confirmed", "Nhập 2 dòng: 2 mới (mẫu “Tổ chức đảng”, tệp “to-chuc.xlsx”)")
    entries = AuditEntry.objects.filter(did="organization.imported").order_by("id")
    assert [entry.said for entry in entries] == [
        "Thêm “Chi bộ bản Nậm Ngập 5” bằng tệp “to-chuc.xlsx”",
        "Thêm “Chi bộ bản Nậm Ngập 6” bằng tệp “to-chuc.xlsx”",
    ]
    assert [entry.organization_id for entry in entries] == [
        Organization.objects.get(code=code).pk for code in ("SH-NT-05", "SH-NT-06")
    ]


def test_confirming_twice_writes_once(tried, staff):
    upload = tried(cell_row())
    first = confirm(upload, staff)
    second = confirm(upload, staff)
    assert second.confirmed_at == first.confirmed_at
    assert [did for did, _ in acts()] == ["import.tried", "import.confirmed"]
    assert codes() == ["SH", "SH-NT", "SH-NT-05"]


def test_with_an_error_nothing_is_written(tried, staff):
    upload = tried(cell_row(), WRONG)
    with pytest.raises(Refused) as refused:
        confirm(upload, staff)
    assert refused.value.reasons == [
        "Dòng 5, cột E · Có hiệu lực từ ngày, “31/02/2009”: Không có ngày 31/02/2009 trong lịch. "
        "Hãy xem lại ngày và tháng."
    ]
    assert codes() == ["SH", "SH-NT"]
    assert Upload.objects.get().is_tried
    assert [did for did, _ in acts()] == ["import.tried"]


def test_the_right_rows_may_be_written_without_the_wrong_ones_and_what_waits_for_them(tried, staff):
    committee = cell_row(20, **{"Hình thức": "Đảng bộ bộ phận", "Có hiệu lực từ ngày": "x"})
    waiting = cell_row(21, **{"Mã tổ chức cấp trên": "SH-NT-20"})
    upload = confirm(tried(committee, waiting, cell_row()), staff, partial=True)
    assert codes() == ["SH", "SH-NT", "SH-NT-05"]
    assert (upload.right, upload.stopped) == (1, 2)
    assert [row["verdict"] for row in upload.trial["rows"]] == ["wrong", "waiting", "new"]


def test_the_rows_left_out_leave_as_a_workbook_that_can_be_mended_and_tried(tried, staff):
    upload = tried(cell_row(), WRONG)
    kind = kind_of("organizations")
    content = left_out_bytes(kind, bytes(upload.content), upload.file_name, upload.trial)
    table = read_table(content, "a.xlsx", kind.resource.titles())
    assert table.findings == []
    assert [row.cells["Có hiệu lực từ ngày"] for row in table.rows] == ["31/02/2009"]


def test_a_doubt_needs_a_look(tried, staff):
    upload = tried(cell_row(), cell_row(6, **{"Tên đầy đủ": "Chi bộ bản Nậm Ngập 5"}))
    with pytest.raises(Refused, match="Còn 1 chỗ cần xác nhận"):
        confirm(upload, staff)
    assert codes() == ["SH", "SH-NT"]
    assert confirm(upload, staff, acknowledged=True).right == 2


def test_what_somebody_changed_since_the_trial_is_named_and_not_overwritten(tried, staff, nam_tam, leader):
    cell = make.cell("bản cũ", parent=nam_tam, code="SH-NT-05")
    upload = tried(cell_row(5, **{"Có hiệu lực từ ngày": make.LONG_AGO}), cell_row(6))
    with transaction.atomic():
        data = StateData("Chi bộ bản Mới", "Mới", "subordinate_cell", parent=nam_tam)
        put_state(organization=cell, since=make.LONG_AGO, data=data, by=leader)
    with pytest.raises(Refused) as refused:
        confirm(upload, staff)
    assert len(refused.value.reasons) == 1
    assert refused.value.reasons[0].startswith(
        "Dòng 4: SH-NT-05 · Chi bộ bản Nậm Ngập 5: Vàng Văn Ún đã sửa lúc 18/12/2009"
    )
    assert codes() == ["SH", "SH-NT", "SH-NT-05"]
    written = confirm(upload, staff, partial=True)
    assert [row["verdict"] for row in written.trial["rows"]] == ["wrong", "new"]
    assert make.state_of(cell).name == "Chi bộ bản Mới"
    assert codes() == ["SH", "SH-NT", "SH-NT-05", "SH-NT-06"]


def test_an_officer_put_in_since_the_trial_counts_as_a_change(tried, staff, nam_tam, leader):
    cell = make.cell("bản cũ", parent=nam_tam, code="SH-NT-05")
    upload = tried(cell_row(5, **{"Có hiệu lực từ ngày": make.LONG_AGO}))
    appoint(
        organization=cell,
        person_name="Lò Văn Ánh",
        office="secretary",
        since=DAY(2009, 1, 1),
        how="",
        decision_number="",
        by=leader,
    )
    with pytest.raises(Refused, match="Vàng Văn Ún đã sửa lúc"):
        confirm(upload, staff)


def test_a_code_taken_since_the_trial_is_a_change_too(tried, staff, nam_tam):
    upload = tried(cell_row())
    make.cell("bản khác", parent=nam_tam, code="SH-NT-05", since=DAY(2009, 1, 1))
    with pytest.raises(Refused, match=r"Dòng 4: SH-NT-05 · .*: đã thay đổi sau lần thử"):
        confirm(upload, staff)


def test_what_somebody_already_wrote_the_same_is_no_conflict(tried, staff, nam_tam):
    upload = tried(cell_row(), cell_row(6))
    make.organization(
        "Chi bộ bản Nậm Ngập 5", "subordinate_cell", parent=nam_tam, code="SH-NT-05", since=DAY(2009, 6, 1)
    )
    assert [row["verdict"] for row in confirm(upload, staff).trial["rows"]] == ["unchanged", "new"]


def test_a_parent_that_ended_since_the_trial_stops_its_rows(tried, staff, nam_tam):
    upload = tried(cell_row())
    OrganizationState.objects.filter(organization=nam_tam).update(valid=make.period(until=DAY(2009, 5, 31)))
    with pytest.raises(Refused, match="SH-NT chưa có hoặc không còn vào ngày 01/06/2009"):
        confirm(upload, staff)


def test_trying_again_reads_the_stored_file_against_the_data_of_now(tried, staff, nam_tam, leader):
    cell = make.cell("bản cũ", parent=nam_tam, code="SH-NT-05")
    upload = tried(cell_row(5, **{"Có hiệu lực từ ngày": make.LONG_AGO}))
    data = StateData("Chi bộ bản Mới", "Mới", "subordinate_cell", parent=nam_tam)
    with transaction.atomic():
        put_state(organization=cell, since=make.LONG_AGO, data=data, by=leader)
    again = uploads.try_again(upload=upload, scope=people.scope(staff), by=staff)
    assert again.trial["rows"][0]["changes"][0] == ["Tên đầy đủ", "Chi bộ bản Mới", "Chi bộ bản Nậm Ngập 5"]
    assert confirm(again, staff).is_confirmed
    with pytest.raises(Refused, match="đã nhập; muốn thử lại thì tải tệp lên lần nữa"):
        uploads.try_again(upload=upload, scope=people.scope(staff), by=staff)


def test_a_confirmation_that_fails_half_way_writes_nothing(tried, staff):
    """The log refuses the last entry, after the organisations have been written."""
    upload = tried(cell_row())
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_more() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING ERRCODE = '23514', MESSAGE = 'full'; END $$;"
            "CREATE TRIGGER no_more BEFORE INSERT ON audit_auditentry FOR EACH ROW "
            "WHEN (NEW.did = 'import.confirmed') EXECUTE FUNCTION no_more()"
        )
    with pytest.raises(IntegrityError):
        confirm(upload, staff)
    assert codes() == ["SH", "SH-NT"]
    assert Upload.objects.get().is_tried


def test_who_works_for_two_organisations_says_for_which(tried, staff, nam_tam, ta_phin):
    clerk = people.user("clerk", "district_staff", nam_tam)
    people.grant(clerk, "district_staff", ta_phin)
    scope, kind = people.scope(clerk), kind_of("organizations")
    content = xlsx([cell_row()])
    options = {"kind": kind, "file_name": "a.xlsx", "content": content, "scope": scope, "by": clerk}
    assert uploads.try_file(**options).organization_id == nam_tam.pk
    other = uploads.try_file(**options, organization_id=ta_phin.pk)
    assert [group["code"] for group in other.trial["errors"]] == ["reference"]
    with pytest.raises(Refused, match="không được giao quyền"):
        uploads.try_file(**options, organization_id=make.state_of(nam_tam).parent_id)


def test_a_colleague_of_the_level_above_may_confirm(tried, staff, nam_tam):
    clerk = people.user("clerk", "district_staff", nam_tam)
    assert confirm(tried(cell_row(), by=clerk), staff).confirmed_by == staff


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "confirmed"}, "upload_confirmed_by_somebody"),
        ({"state": "undone"}, "upload_confirmed_by_somebody"),
        ({"undone_at": "2009-12-18T00:00Z"}, "upload_undone_by_somebody"),
        ({"size": 0}, "upload_size_within_limit"),
        ({"size": 5 * 1024 * 1024 + 1}, "upload_size_within_limit"),
    ],
)
def test_the_database_refuses_an_impossible_file(tried, change, name):
    upload = tried(cell_row())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Upload.objects.filter(pk=upload.pk).update(**change)


def test_reading_takes_the_same_number_of_queries_for_1_and_30_rows(tried, django_assert_max_num_queries):
    with django_assert_max_num_queries(40):
        tried(cell_row())
    with django_assert_max_num_queries(40):
        tried(*(cell_row(number, **{"Bí thư": "Lò Văn Ánh"}) for number in range(10, 40)))
