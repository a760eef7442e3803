"""What the yearly update sheet brings, and what a decision mends: outcome, log, and what is refused."""

import datetime as dt

import pytest

from members.roll.actions import updating
from members.roll.actions.moving import Paper
from members.roll.actions.receiving import Person
from members.roll.models import Card, LivingPlace, Member, Schooling, Work
from members.roll.rules import BirthDate
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import organizations as places

D = dt.date
PAPER = Paper("12-QĐ/HU", D(2009, 12, 1), "Theo đề nghị của đảng ủy xã")


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def acts() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("did", flat=True))


class TestUpdates:
    def test_a_later_level_leaves_the_earlier_one(self, an, staff):
        learn = {"member": an, "subject": "general", "words": "", "mode": "", "by": staff}
        updating.learn(**learn, level="primary", since=None)
        updating.learn(**learn, level="lower_secondary", since=D(2009, 6, 1))
        on = {day: Schooling.objects.last_known_on(day).get().level for day in (D(2009, 5, 31), D(2009, 6, 1))}
        assert list(on.values()) == ["primary", "lower_secondary"]

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"level": "university"}, "trong danh mục"),
            ({"level": ""}, "trong danh mục"),
            ({"since": D(2009, 12, 19)}, "chưa đến"),
            ({"subject": "language", "level": "", "words": " "}, "không có trong danh mục"),
        ],
    )
    def test_levels_that_cannot_be(self, an, staff, changes, said):
        given = {"subject": "general", "level": "primary", "words": "", "mode": "", "since": None, **changes}
        with pytest.raises(Refused, match=said):
            updating.learn(member=an, by=staff, **given)
        assert not Schooling.objects.exists() and acts() == []

    def test_work_home_and_card_end_what_was_before(self, an, staff, nam_tam):
        village = places.village("Nà Tăm", committee=nam_tam)
        make.works(an, "farmer")
        make.lives(an, words="Trung tâm xã")
        make.card(an, "45000001")
        day = D(2009, 7, 1)
        updating.work_as(member=an, occupation="village_staff", words="Trưởng bản", since=day, by=staff)
        updating.live_in(member=an, village=village, words="", since=day, by=staff)
        updating.give_card(member=an, number="45000002", since=day, decision_number="3-QĐ/HU", by=staff)
        for model, name, before, after in (
            (Work, "occupation", "farmer", "village_staff"),
            (LivingPlace, "village_id", None, village.pk),
            (Card, "number", "45000001", "45000002"),
        ):
            values = [getattr(model.objects.get(valid__contains=on), name) for on in (D(2009, 6, 30), day)]
            assert values == [before, after]
        assert acts() == ["member.worked", "member.lived", "member.card_given"]
        assert "45000002" not in str(AuditEntry.objects.values_list("said", "after"))
        with pytest.raises(Refused, match="Đã ghi thay đổi từ ngày"):
            updating.work_as(member=an, occupation="farmer", words="", since=day, by=staff)
        with pytest.raises(Refused, match="chưa đến"):
            updating.work_as(member=an, occupation="farmer", words="", since=D(2009, 12, 19), by=staff)


class TestCorrect:
    PERSON = Person("Lò Văn Ân", "male", BirthDate(1974), "eth_thai")

    def test_only_by_a_decision_and_both_versions_stay(self, an, staff):
        updating.correct(member=an, person=self.PERSON, paper=PAPER, by=staff)
        an.refresh_from_db()
        assert (an.full_name, an.birth_year, an.search_key) == ("Lò Văn Ân", 1974, "lo van an")
        entry = AuditEntry.objects.get(did="member.corrected")
        assert (entry.before, entry.after["full_name"]) == ({"full_name": "Lò Văn An", "birth_year": 1975}, "Lò Văn Ân")
        assert "12-QĐ/HU ngày 01/12/2009" in entry.said

    @pytest.mark.parametrize(
        ("paper", "said"),
        [
            (Paper("", D(2009, 12, 1), "x"), "phải có số"),
            (Paper("1", None, "x"), "phải có số"),
            (Paper("1", D(2009, 12, 1), " "), "phải có số"),
            (Paper("1", D(2009, 12, 19), "x"), "chưa đến"),
        ],
    )
    def test_without_a_paper_nothing_is_mended(self, an, staff, paper, said):
        with pytest.raises(Refused, match=said):
            updating.correct(member=an, person=self.PERSON, paper=paper, by=staff)
        an.refresh_from_db()
        assert an.full_name == "Lò Văn An" and acts() == []

    def test_a_birth_that_the_admission_contradicts_is_refused(self, an, staff):
        for birth, said in ((BirthDate(2000), "khi chưa đủ 15 tuổi"), (BirthDate(2300), "không hợp lệ")):
            person = Person("Lò Văn Ân", "male", birth, "eth_thai")
            with pytest.raises(Refused, match=said):
                updating.correct(member=an, person=person, paper=PAPER, by=staff)
        person = Person("Lò Văn Ân", "male", BirthDate(1975), "eth_thai", joined_union_on=D(1970, 1, 1))
        with pytest.raises(Refused, match="Ngày vào Đoàn"):
            updating.correct(member=an, person=person, paper=PAPER, by=staff)

    def test_a_card_is_for_official_members_and_nothing_begins_before_birth(self, nam_tam_cells, staff):
        anh = make.probationer(nam_tam_cells[0])
        with pytest.raises(Refused, match="đảng viên chính thức"):
            updating.give_card(member=anh, number="45000009", since=D(2009, 6, 1), decision_number="", by=staff)
        with pytest.raises(Refused, match="trước ngày sinh"):
            updating.work_as(member=anh, occupation="farmer", words="", since=D(1900, 1, 1), by=staff)

    def test_a_number_left_empty_stays_and_the_same_again_is_refused(self, an, staff):
        Member.objects.filter(pk=an.pk).update(identity_number="045000111")
        updating.correct(member=an, person=self.PERSON, paper=PAPER, by=staff)
        an.refresh_from_db()
        assert an.identity_number == "045000111"
        with pytest.raises(Refused, match="Chưa có gì khác"):
            updating.correct(member=an, person=self.PERSON, paper=PAPER, by=staff)
