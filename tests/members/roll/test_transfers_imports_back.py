"""The workbook of transfers goes out and comes back in; an import is taken back; how many queries it takes."""

import datetime as dt
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from openpyxl import load_workbook

from members.roll.actions import transferring
from members.roll.models import Membership, Transfer
from sinho.accounts.models import User
from sinho.audit.models import AuditEntry
from sinho.imports.actions import uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import assignments, people, transfers
from tests.factories import members as make
from tests.factories.books import (
    CANCELLED,
    NAME,
    NOTICE,
    SHEET,
    STUDY,
    TO,
    WHY_NOT,
    completed,
    for_a_time,
    on_the_way,
)
from tests.factories.uploads import exported, table, tried
from tests.factories.workbooks import xlsx

D = dt.date
# Queries of a completed transfer: begun, received, moved, each with its entries in the log.
ACTS = 40


def stays(who) -> list[tuple]:
    rows = Membership.objects.select_related("organization").filter(member=who).order_by("valid")
    return [(one.organization.code, one.since, one.last_day, one.exit) for one in rows]


AT_HOME = [("SH-NT-01", D(2004, 2, 3), None, "")]
MOVED = [("SH-NT-01", D(2004, 2, 3), D(2009, 12, 9), "within"), ("SH-NT-02", D(2009, 12, 10), None, "")]


def acts() -> list[str]:
    return list(AuditEntry.objects.exclude(did__startswith="import").order_by("id").values_list("did", flat=True))


def test_an_export_imports_again_unchanged_and_without_numbers(
    bring_transfers, tried_transfers, staff, anh, nam_tam_cells, ta_phin, ta_phin_cells
):
    bring_transfers(on_the_way(**{CANCELLED: D(2009, 12, 3), WHY_NOT: "Ghi nhầm"}))
    bring_transfers(on_the_way(**{TO: "SH-TP", SHEET: "13-GTSH"}))
    away = transfers.temporary(make.member(nam_tam_cells[1], "Giàng A Tủa"), to_words="Trường Chính trị", study=True)
    transferring.extend(transfer=away, on=D(2009, 12, 1), until=D(2010, 6, 30), reason="Học thêm", by=staff)
    gone = transfers.transfer(make.member(ta_phin_cells[0], "Phàn A Chẳn"), to_words="Huyện ủy Tam Đường")
    transferring.take_in(transfer=gone, on=D(2009, 12, 10), notice_number="3-TB", by=staff)
    content = exported("transfers", staff)
    rows = table(content)
    assert [row[NAME] for row in rows] == ["Lò Văn Ánh", "Lò Văn Ánh", "Phàn A Chẳn", "Giàng A Tủa"]
    assert rows[2][NOTICE] == "3-TB" and rows[3][STUDY] == "Có" and rows[1][TO] == "SH-TP · Tả Phìn"
    assert "012071000123" not in str(rows) and "45000123" not in str(rows)
    upload = tried_transfers(content)
    assert (upload.trial["errors"], upload.counts["unchanged"], upload.counts["rows"]) == ([], 4, 4)


def test_the_demo_district_exports_what_imports_unchanged(demo):
    officer = User.objects.get(username="bantochuc")
    content = exported("transfers", officer)
    upload = tried("transfers", content, officer)
    assert (upload.trial["errors"], upload.counts["unchanged"]) == ([], upload.counts["rows"])
    assert upload.counts["rows"] > 50


class TestUndo:
    def test_undo_takes_back_transfers_and_the_moves_that_they_made(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        uploads.undo(upload=upload, by=staff)
        assert not Transfer.objects.exists() and stays(anh) == AT_HOME
        assert "transfer.import_undone" in acts()

    def test_undo_takes_back_the_step_and_leaves_the_transfer(self, bring_transfers, staff, anh):
        transfers.transfer(anh, to=anh.memberships.get().organization.__class__.objects.get(code="SH-NT-02"))
        upload = bring_transfers(completed())
        uploads.undo(upload=upload, by=staff)
        one = Transfer.objects.get()
        assert (one.received_on, one.presented_on, one.host_cell, stays(anh)) == (None, None, None, AT_HOME)

    def test_undo_of_papers_leaves_the_roll(self, bring_transfers, staff, anh, nam_tam_cells):
        make.moved(anh, nam_tam_cells[1], D(2009, 12, 10))
        uploads.undo(upload=bring_transfers(completed()), by=staff)
        assert not Transfer.objects.exists() and stays(anh) == MOVED

    def test_undo_is_refused_after_somebody_carried_on(self, bring_transfers, staff, anh, nam_tam_cells):
        upload = bring_transfers(on_the_way())
        transferring.take_in(transfer=Transfer.objects.get(), cell=nam_tam_cells[1], on=D(2009, 12, 10), by=staff)
        with pytest.raises(Refused, match="đã có thay đổi sau lần nhập"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED

    def test_undo_is_refused_when_he_has_work_in_the_new_cell(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        assignments.work(anh, on=D(2009, 12, 11))
        with pytest.raises(Refused, match=r"đã có số liệu khác dựa vào: .* của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED

    def test_undo_is_refused_when_he_goes_on_from_the_new_cell(self, bring_transfers, staff, anh):
        upload = bring_transfers(completed())
        plan = transferring.Plan(kind="to_district", decided_on=D(2009, 12, 15), to_words="Huyện ủy Tam Đường")
        transferring.begin(member=anh, plan=plan, sheet=transferring.Sheet(), scope=people.scope(staff), by=staff)
        with pytest.raises(Refused, match=r"đã có số liệu khác dựa vào: .* của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert stays(anh) == MOVED and Transfer.objects.count() == 2

    def test_undo_is_refused_when_a_stay_was_extended(self, bring_transfers, staff, anh, nam_tam_cells):
        transfers.temporary(anh, nam_tam_cells[1], presented_on=None, received_on=None, host_cell=None)
        upload = bring_transfers(for_a_time())
        extended = {"on": D(2009, 12, 1), "until": D(2010, 5, 31), "reason": "Chưa học xong"}
        transferring.extend(transfer=Transfer.objects.get(), by=staff, **extended)
        with pytest.raises(Refused, match="gia hạn sinh hoạt tạm thời của Lò Văn Ánh"):
            uploads.undo(upload=upload, by=staff)
        assert Transfer.objects.get().received_on

    def test_afterwards_the_database_keeps_transfers_as_before(self, bring_transfers, staff, anh):
        uploads.undo(upload=bring_transfers(completed()), by=staff)
        one = transfers.transfer(anh, to_words="Huyện ủy Tam Đường")
        with pytest.raises(IntegrityError, match="không việc nào được xóa"), transaction.atomic():
            Transfer.objects.filter(pk=one.pk).delete()


def test_a_change_since_the_trial_is_not_overwritten(tried_transfers, staff, anh, nam_tam_cells):
    upload = tried_transfers(completed())
    transfers.transfer(anh, nam_tam_cells[1])
    with pytest.raises(Refused, match="sau lần thử"):
        uploads.confirm(upload=upload, scope=people.scope(staff), by=staff)
    assert Transfer.objects.count() == 1 and stays(anh) == AT_HOME


def test_the_template_offers_kinds_and_places(log_in, staff, nam_tam_cells):
    response = log_in(staff).get(reverse("imports:template", args=["transfers"]))
    sheet = load_workbook(io.BytesIO(response.content)).worksheets[0]
    titles = [cell.value.removesuffix(" *") for cell in sheet[3]]
    assert titles == list(kind_of("transfers").resource.titles().required)
    offered = " ".join(rule.formula1 for rule in sheet.data_validations.dataValidation)
    assert "SH-NT-01 · Chi bộ bản Nậm Tăm 1" in offered


@pytest.mark.parametrize("rows", [1, 30])
def test_each_row_costs_its_acts_and_the_reading_does_not_grow(
    staff, nam_tam_cells, rows, django_assert_max_num_queries
):
    names = [f"Lò Văn {'ABCDEGHIKL'[n % 10]} {'MNOPQRSTUV'[n // 10]}" for n in range(rows)]
    for name in names:
        make.member(nam_tam_cells[0], name, birth_year=1971, birth_month=3, birth_day=12)
    content = xlsx([completed(**{NAME: name}) for name in names])
    with django_assert_max_num_queries(40 + ACTS * rows):
        upload = tried("transfers", content, staff)
    assert upload.counts["new"] == rows


def test_a_file_of_known_transfers_costs_the_same_queries_for_many_rows(
    staff, nam_tam_cells, django_assert_max_num_queries
):
    for n in range(30):
        transfers.transfer(
            make.member(nam_tam_cells[0], f"Lò Văn {'ABCDEGHIKL'[n % 10]}", birth_year=1950 + n), nam_tam_cells[1]
        )
    content = exported("transfers", staff)
    with django_assert_max_num_queries(40):
        tried("transfers", content, staff)
