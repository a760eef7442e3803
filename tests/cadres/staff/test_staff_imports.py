"""The workbook of the staff: rows go through the acts of the pages; twins, names and old fonts are looked after."""

import datetime as dt

import pytest

from cadres.staff.imports.reading import TitleWidget, title_key
from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.titles import known_titles
from sinho.accounts.roles import Role
from sinho.audit.models import AuditEntry
from sinho.imports.actions import answering, uploads
from sinho.imports.kinds import kind_of
from sinho.refusal import Refused
from tests.factories import cadres as make
from tests.factories import people
from tests.factories.staff_books import (
    BIRTH,
    CODE,
    COMMUNE,
    COMPUTING,
    DECIDED,
    ENTRY,
    ETHNIC,
    GENERAL,
    HOME,
    IDENTITY,
    LANGUAGE,
    NAME,
    NUMBER,
    PROFESSIONAL,
    SINCE,
    STAFF_COLUMNS,
    STATE,
    THEORY,
    TITLE,
    TRAINED,
    new,
)
from tests.factories.uploads import confirmed, exported, said, table

D = dt.date
LEARNED = {
    GENERAL: "9/12 bổ túc",
    PROFESSIONAL: "Trung cấp Luật",
    THEORY: "sơ cấp",
    STATE: "Chuyên viên",
    COMPUTING: "x",
    LANGUAGE: "không",
    ETHNIC: "Tiếng Mông: nghe, nói",
    TRAINED: "CT UBND xã",
}


def posts(who: Cadre) -> list[tuple]:
    rows = who.posts.select_related("organization").order_by("valid", "pk")
    return [(one.organization.code, one.title, one.since, one.entry, one.decision_number) for one in rows]


def acts() -> list[str]:
    return list(AuditEntry.objects.filter(did__startswith="cadre.").order_by("id").values_list("did", flat=True))


def written() -> tuple[int, int, int]:
    return Cadre.objects.count(), Post.objects.count(), Qualification.objects.count()


class TestNewPeople:
    def test_a_row_is_a_person_with_a_post_and_what_he_brings_along(self, bring, nam_tam):
        bring("cadres", new(**LEARNED, **{HOME: "xã Nậm Tăm", IDENTITY: "012076000123"}))
        he = Cadre.objects.get()
        assert (he.full_name, str(he.birth), he.home_place) == ("Vàng A Sếnh", "05/1976", "xã Nậm Tăm")
        assert posts(he) == [("SH-NT", "committee_chair", D(2009, 7, 2), "elected", "7-QĐ/HU")]
        known = {one.subject: (one.level, one.title, one.words, one.since) for one in he.qualifications.all()}
        assert known == {
            "general": ("lower_secondary", "", "9/12 bổ túc", None),
            "professional": ("intermediate", "", "Trung cấp Luật", None),
            "theory": ("elementary", "", "", None),
            "state_management": ("", "", "Chuyên viên", None),
            "computing": ("", "", "Có", None),
            "ethnic_language": ("", "", "Tiếng Mông: nghe, nói", None),
            "title_training": ("", "committee_chair", "", None),
        }
        assert acts() == ["cadre.received", *["cadre.learned"] * 7, "cadre.imported"]
        assert "012076000123" not in str(list(AuditEntry.objects.values_list("before", "after", "said")))

    def test_who_holds_two_titles_stands_in_two_rows(self, bring, nam_tam):
        upload = bring("cadres", new(**{GENERAL: "9/12"}), new(**{TITLE: "PBT Đảng ủy", GENERAL: "THCS"}))
        assert upload.counts["new"] == 2 and Cadre.objects.count() == 1
        assert [one[1] for one in posts(Cadre.objects.get())] == ["committee_chair", "party_deputy"]
        assert Qualification.objects.get().words == "9/12"

    def test_what_is_not_told_of_the_post_is_said(self, tried, staff, nam_tam):
        upload = tried("cadres", new(**{SINCE: None, ENTRY: None}))
        notes = said(upload, "notes")
        assert notes == [("read_as", SINCE, "Không ghi từ ngày: lấy ngày quyết định 01/07/2009.")]
        confirmed(upload, staff)
        assert posts(Cadre.objects.get())[0][2:4] == (D(2009, 7, 1), "opening")

    def test_a_trial_writes_nothing(self, tried, nam_tam):
        tried("cadres", new(**LEARNED))
        assert written() == (0, 0, 0) and acts() == []


class TestKnownPeople:
    def test_gaps_are_filled_and_another_post_is_added(self, bring, an):
        row = new(**{NAME: "LÒ VĂN AN", BIRTH: "1975", "Dân tộc": "Thái", IDENTITY: "012075000001", HOME: "xã Pa Tần"})
        bring("cadres", {**row, TITLE: "Phó Chủ tịch UBND", SINCE: None, ENTRY: None, DECIDED: D(2004, 1, 1)})
        an.refresh_from_db()
        assert (an.identity_number, an.home_place, Cadre.objects.count()) == ("012075000001", "xã Pa Tần", 1)
        assert posts(an) == [("SH-NT", "committee_deputy", D(2004, 1, 2), "opening", "7-QĐ/HU")]
        upload = bring("cadres", {**row, TITLE: "Bí thư Đảng ủy", THEORY: "Trung cấp", SINCE: D(2009, 8, 1)})
        assert upload.counts["changed"] == 1 and [one[1] for one in posts(an)][1:] == ["party_secretary"]
        assert acts().count("cadre.filled_in") == 2 and acts()[-3:] == [
            "cadre.appointed",
            "cadre.learned",
            "cadre.imported",
        ]

    def test_the_same_file_again_changes_nothing(self, bring, tried, staff):
        row = new(**LEARNED, **{IDENTITY: "012076000123"})
        bring("cadres", row)
        before = written()
        upload = tried("cadres", {**row, BIRTH: "1976"})
        assert (said(upload), upload.counts["unchanged"]) == ([], 1)
        with pytest.raises(Refused, match="Không có dòng nào cần ghi"):
            confirmed(upload, staff)
        assert written() == before

    def test_an_export_comes_in_unchanged_and_keeps_numbers_to_itself(self, bring, tried, staff, an, ta_phin):
        make.cadre(ta_phin, "Chẻo A Lở", "front_chair", identity_number="012050000001")
        make.post(an, an.posts.get().organization, "party_deputy", since=D(2008, 1, 1))
        make.learned(an, "general", "primary")
        make.learned(an, "general", "upper_secondary", D(2009, 1, 1), words="12/12")
        make.learned(an, "computing", words="Chứng chỉ A")
        make.learned(an, "title_training", title="committee_deputy")
        content = exported("cadres", staff)
        rows = table(content)
        assert [(row[NAME], row[TITLE], row[GENERAL]) for row in rows] == [
            ("Lò Văn An", "Phó Chủ tịch Ủy ban nhân dân", "12/12"),
            ("Lò Văn An", "Phó Bí thư Đảng ủy", "12/12"),
            ("Chẻo A Lở", "Chủ tịch Ủy ban Mặt trận Tổ quốc", None),
        ]
        assert {row[IDENTITY] for row in rows} == {None} and rows[0][CODE] == f"CB-{an.pk:06d}"
        upload = tried("cadres", content)
        assert (said(upload), said(upload, "doubts"), upload.counts["unchanged"]) == ([], [], 3)

    def test_words_of_a_certificate_that_tell_no_level_go_out_as_the_level(self, tried, staff, an):
        make.learned(an, "general", "lower_secondary", words="8/12")
        make.learned(an, "professional", "intermediate", words="9+3 mầm non")
        content = exported("cadres", staff)
        [row] = table(content)
        assert (row[GENERAL], row[PROFESSIONAL]) == ("8/12", "Trung cấp")
        upload = tried("cadres", content)
        assert (said(upload), upload.counts["unchanged"]) == ([], 1)

    def test_two_people_of_one_name_are_told_apart_by_their_numbers(self, bring, an):
        an.identity_number = "012075000001"
        an.save()
        row = new(**{NAME: "Lò Văn An", BIRTH: "1975", IDENTITY: "012075000002"})
        bring("cadres", row)
        assert Cadre.objects.filter(full_name="Lò Văn An").count() == 2


class TestDoubts:
    def test_a_twin_in_another_commune_waits_for_a_look(self, tried, staff, an, ta_phin):
        upload = tried(
            "cadres",
            new(**{NAME: "Lò Văn An", BIRTH: "1975", COMMUNE: "Tả Phìn", TITLE: "PCT UBND"}),
            new(),
            new(**{COMMUNE: "SH-TP"}),
        )
        assert [(cause, column) for cause, column, _ in said(upload, "doubts")] == [("twin", NAME)] * 2
        assert f"(mã CB-{an.pk:06d})" in said(upload, "doubts")[0][2] and "Dòng 5" in said(upload, "doubts")[1][2]
        with pytest.raises(Refused, match="cần xác nhận"):
            confirmed(upload, staff)
        confirmed(upload, staff, acknowledged=True)
        assert Cadre.objects.count() == 4

    def test_a_title_that_somebody_holds_is_doubted_when_a_list_is_set_up(self, tried, an, nam_tam):
        make.cadre(nam_tam, "Tao Văn Chủ", "committee_chair")
        upload = tried("cadres", new(**{ENTRY: None}), new(**{NAME: "Lý A Sài", TITLE: "CT. MTTQ", ENTRY: None}))
        [(cause, column, text)] = said(upload, "doubts")
        assert (cause, column) == ("title_full", TITLE) and "đã có Tao Văn Chủ, từ 02/01/2004" in text

    def test_a_name_of_a_commune_is_asked_once(self, tried, staff, nam_tam):
        upload = tried("cadres", new(**{COMMUNE: "N. Tăm"}))
        assert [one["name"] for one in upload.trial["questions"]] == ["N. Tăm"]
        given = {"encoding": "", "names": {"N. Tăm": "SH-NT"}}
        upload = answering.answer(upload=upload, **given, scope=people.scope(staff), by=staff)
        assert said(upload) == [] and upload.counts["new"] == 1
        again = tried("cadres", new(**{COMMUNE: "N. Tăm"}))
        assert "như đã trả lời lần trước" in str(said(again, "notes"))

    def test_an_old_font_is_converted_and_shown(self, tried, staff, nam_tam):
        old = {NAME: "Vµng A SÕnh", "Dân tộc": "M«ng", COMMUNE: "NËm T¨m", TITLE: "Chñ tÞch UBND", ENTRY: "BÇu cö"}
        upload = tried("cadres", new(**old))
        assert said(upload) == [] and [cause for cause, *_ in said(upload, "doubts")] == ["converted"]
        confirmed(upload, staff, acknowledged=True)
        assert Cadre.objects.get().full_name == "Vàng A Sếnh"


class TestTakingBack:
    def test_people_posts_and_levels_go_and_gaps_are_open_again(self, bring, staff, an):
        before = written()
        row = {NAME: "Lò Văn An", BIRTH: "1975", "Dân tộc": "Thái", HOME: "Pa Tần"}
        upload = bring("cadres", new(**LEARNED), new(**row, **{TITLE: "Bí thư Đảng ủy", GENERAL: "Tiểu học"}))
        assert written() == (2, 3, 8)
        uploads.undo(upload=upload, by=staff)
        an.refresh_from_db()
        assert (written(), an.home_place) == (before, "")

    def test_what_was_written_since_stands_in_the_way(self, bring, staff, nam_tam):
        upload = bring("cadres", new())
        make.learned(Cadre.objects.get(), "general", "primary")
        with pytest.raises(Refused, match="Không hoàn tác được vì đã có số liệu khác dựa vào"):
            uploads.undo(upload=upload, by=staff)
        assert Cadre.objects.count() == 1


class TestScope:
    @pytest.fixture
    def officer(self, ta_phin):
        """Follows the staff of Tả Phìn alone."""
        return people.user("theo.doi.tp", Role.CADRE_OFFICER, ta_phin)

    def test_an_officer_of_one_commune_brings_in_only_its_staff(self, tried, an, officer):
        an.identity_number = "012075000001"
        an.save()
        by_code = new(**{CODE: f"CB-{an.pk:06d}", COMMUNE: "Tả Phìn"})
        by_number = new(**{IDENTITY: "012075000001", COMMUNE: "Tả Phìn"})
        found = [said(tried("cadres", row, by=officer)) for row in (by_code, by_number, new())]
        assert [[cause for cause, *_ in one] for one in found] == [["reference"], ["reference"], ["unknown_name"]]
        assert "Lò Văn An" not in str(found)
        upload = tried("cadres", new(**{COMMUNE: "Tả Phìn"}), by=officer)
        assert said(upload) == [] and said(upload, "doubts") == []

    def test_he_imports_no_organisations_and_a_secretary_imports_nothing(self, tried, officer, secretary):
        for kind in ("organizations", "villages", "members"):
            assert not uploads.reach_of(kind_of(kind), people.scope(officer), officer.grants.get().organization_id)
        with pytest.raises(Refused, match="không được giao quyền nhập"):
            tried("cadres", new(), by=secretary)

    def test_an_export_needs_a_reason_and_keeps_to_the_reach(self, an, officer, staff):
        with pytest.raises(Refused, match="Ghi lý do"):
            uploads.export(kind=kind_of("cadres"), scope=people.scope(staff), by=staff)
        assert table(exported("cadres", officer)) == [] and len(table(exported("cadres", staff))) == 1


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Bí thư đảng uỷ xã", "party_secretary"),
        ("PBT ĐU", "party_deputy"),
        ("P. Chủ tịch HĐND", "council_deputy"),
        ("PCT.UBND xã", "committee_deputy"),
        ("Chủ tịch UBMTTQ", "front_chair"),
        ("Chủ tịch Mặt trận", "front_chair"),
        ("Bí thư Đoàn thanh niên", "youth_secretary"),
        ("CT Hội LHPN", "women_chair"),
        ("Chủ tịch Hội CCB", "veterans_chair"),
        ("Chủ tịch hội nông dân xã", "farmers_chair"),
        ("CHT BCH Quân sự", "military_chief"),
        ("Chỉ huy trưởng BCHQS", "military_chief"),
        ("VP - TK", "office_statistics"),
        ("Địa chính - Xây dựng", "land_construction"),
        ("Công chức Tài chính, kế toán", "finance_accounting"),
        ("Tư pháp hộ tịch", "justice_registry"),
        ("Bí thư", None),
        ("Chủ tịch", None),
    ],
)
def test_titles_as_lists_shorten_them(typed, code):
    assert TitleWidget().values.get(title_key(typed)) == code


def test_no_title_is_read_as_another():
    widget = TitleWidget()
    assert {code: widget.read(one.name) for code, one in known_titles().items()} == {
        code: code for code in known_titles()
    }


def test_the_columns_of_the_tests_are_those_of_the_template():
    assert set(STAFF_COLUMNS) == set(kind_of("cadres").resource.titles().required)
    assert NUMBER in STAFF_COLUMNS
