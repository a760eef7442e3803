"""A term is linked to its holder and a wrong link taken back: outcome, log, and what is refused."""

import datetime as dt

import pytest

from cells.organizations.models import Officer
from members.roll.actions import moving, offices
from members.roll.actions.moving import Paper
from members.roll.models import OfficeHolder
from sinho.audit.models import AuditEntry
from sinho.imports.taking_back import delete
from sinho.refusal import Refused
from tests.factories import members as make
from tests.factories import offices as terms
from tests.members.admissions.test_admissions_at_once import at_once

D = dt.date


@pytest.fixture
def an(nam_tam_cells):
    return make.member(nam_tam_cells[0], "Lò Văn An")


def link(staff, *pairs):
    return offices.link(pairs=list(pairs), by=staff)


def test_terms_are_linked_and_each_stands_in_the_log(nam_tam, nam_tam_cells, an, staff):
    first, second = terms.officer(nam_tam), terms.officer(nam_tam_cells[0], since=D(2007, 1, 5), until=D(2008, 1, 4))
    made = link(staff, (first, an), (second, an))
    assert [(one.officer, one.member, one.by) for one in made] == [(first, an, staff), (second, an, staff)]
    one, other = AuditEntry.objects.filter(did="office.linked").order_by("pk")
    assert one.said == (f"Gắn chức vụ với hồ sơ Lò Văn An (mã {an.pk}): Cấp ủy viên, Đảng bộ xã Nậm Tăm, từ 01/06/2006")
    assert one.organization_id == nam_tam.pk and one.object_id == str(an.pk)
    assert one.after == {"officer": first.pk, "member": an.pk}
    assert other.said.endswith("Chi bộ bản Nậm Tăm 1, từ 05/01/2007 đến trước 05/01/2008")


def test_who_comes_later_or_left_later_can_be_linked(nam_tam, ta_phin_cells, nam_tam_cells, staff):
    """On the first day, on the last one, or today: one of them is enough."""
    sent = make.member(ta_phin_cells[0], "Sùng A Sử")
    make.moved(sent, nam_tam_cells[0], D(2007, 3, 1))
    gone = make.member(nam_tam_cells[0], "Sùng A Gia")
    make.moved(gone, ta_phin_cells[0], D(2009, 3, 1))
    new = make.member(nam_tam_cells[0], "Sùng A Páo", since=D(2009, 3, 1), entry="from_district")
    link(staff, (terms.officer(nam_tam, "Sùng A Sử"), sent))
    link(staff, (terms.officer(nam_tam, "Sùng A Gia", until=D(2008, 12, 31)), gone))
    link(staff, (terms.officer(nam_tam, "Sùng A Páo", until=D(2008, 12, 31)), new))
    assert OfficeHolder.objects.count() == 3


class TestRefused:
    """Nothing is written, and the sentence names the term."""

    @pytest.fixture(autouse=True)
    def _nothing_written(self, db):
        yield
        assert AuditEntry.objects.filter(did__startswith="office.").count() == OfficeHolder.objects.count()

    def test_a_term_that_has_a_holder(self, nam_tam, nam_tam_cells, an, staff):
        term, other = terms.officer(nam_tam), make.member(nam_tam_cells[1], "Lò Văn An")
        link(staff, (term, an))
        with pytest.raises(Refused, match=r"Cấp ủy viên, Đảng bộ xã Nậm Tăm.*đã gắn với hồ sơ Lò Văn An"):
            link(staff, (term, other))
        with pytest.raises(Refused, match="đã gắn"):
            link(staff, (term, an))

    def test_somebody_who_was_never_there(self, nam_tam, ta_phin_cells, staff):
        stranger = make.member(ta_phin_cells[0], "Lò Văn An")
        with pytest.raises(Refused, match="Lò Văn An không sinh hoạt trong tổ chức ấy"):
            link(staff, (terms.officer(nam_tam), stranger))

    def test_somebody_who_was_not_yet_in_the_party(self, nam_tam, nam_tam_cells, staff):
        young = make.probationer(nam_tam_cells[0], "Lò Văn An")
        with pytest.raises(Refused, match="từ ngày 01/06/2006, nhưng ngày đó không phải là đảng viên"):
            link(staff, (terms.officer(nam_tam), young))

    def test_a_record_that_went_into_another_one(self, nam_tam, nam_tam_cells, an, staff):
        gone = make.member(nam_tam_cells[0], "Lò Văn An")
        gone.memberships.all().delete()
        gone.joined_into = an
        gone.save()
        with pytest.raises(Refused, match="đã được gộp vào một hồ sơ khác"):
            link(staff, (terms.officer(nam_tam), gone))

    def test_one_of_several_holds_all_of_them_up(self, nam_tam, an, ta_phin_cells, staff):
        stranger = make.member(ta_phin_cells[0], "Tẩn A Sài")
        with pytest.raises(Refused) as caught:
            link(staff, (terms.officer(nam_tam), an), (terms.officer(nam_tam, "Tẩn A Sài"), stranger))
        assert len(caught.value.reasons) == 1 and not OfficeHolder.objects.exists()

    def test_nothing_chosen_and_one_term_twice(self, nam_tam, nam_tam_cells, an, staff):
        with pytest.raises(Refused, match="chọn ít nhất một chức vụ"):
            link(staff)
        term, other = terms.officer(nam_tam), make.member(nam_tam_cells[1], "Lò Văn An")
        with pytest.raises(Refused, match="chỉ chọn một đảng viên"):
            link(staff, (term, an), (term, other))


class TestTakenBack:
    def test_the_link_stays_and_the_term_can_be_linked_anew(self, nam_tam, nam_tam_cells, an, staff):
        other, term = make.member(nam_tam_cells[1], "Lò Văn An"), terms.officer(nam_tam)
        [made] = link(staff, (term, an))
        offices.withdraw_office(made=made, by=staff)
        made.refresh_from_db()
        assert made.withdrawn_by == staff and made.withdrawn_at
        entry = AuditEntry.objects.get(did="office.withdrawn")
        assert entry.said.startswith(f"Gỡ chức vụ gắn nhầm khỏi hồ sơ Lò Văn An (mã {an.pk}): Cấp ủy viên")
        assert entry.before == {"officer": term.pk, "member": an.pk}
        link(staff, (term, other))
        assert list(OfficeHolder.objects.in_force().values_list("member", flat=True)) == [other.pk]

    def test_only_once(self, nam_tam, an, staff):
        [made] = link(staff, (terms.officer(nam_tam), an))
        offices.withdraw_office(made=made, by=staff)
        with pytest.raises(Refused, match="đã được gỡ"):
            offices.withdraw_office(made=made, by=staff)
        assert AuditEntry.objects.filter(did="office.withdrawn").count() == 1


@pytest.mark.parametrize("how", ["died", "to_province"])
def test_leaving_leaves_the_office_as_it_is(nam_tam, an, staff, how):
    """Nobody ends an office by leaving the roll; it is shown as one to be ended."""
    [made] = link(staff, (terms.officer(nam_tam), an))
    moving.leave(member=an, on=D(2009, 12, 1), how=how, paper=Paper(), by=staff)
    made.officer.refresh_from_db()
    assert made.officer.held.upper is None


def test_a_death_before_the_office_began_is_refused(nam_tam, an, staff):
    link(staff, (terms.officer(nam_tam, since=D(2009, 6, 1)), an))
    with pytest.raises(Refused, match="được gắn với một chức vụ từ ngày 01/06/2009"):
        moving.leave(member=an, on=D(2009, 5, 1), how="died", paper=Paper(), by=staff)
    assert an.memberships.get().exit == ""


def test_an_import_with_a_linked_office_is_not_undone(nam_tam, an, staff):
    term = terms.officer(nam_tam)
    link(staff, (term, an))
    with pytest.raises(Refused):
        delete(Officer, [term])
    assert Officer.objects.filter(pk=term.pk).exists()


def test_a_term_that_went_with_its_import_is_refused(nam_tam, an, staff):
    term = terms.officer(nam_tam)
    key = term.pk
    term.delete()
    term.pk = key
    with pytest.raises(Refused, match="vừa bị hoàn tác"):
        link(staff, (term, an))


def test_many_terms_are_linked_in_few_statements(nam_tam, an, staff, django_assert_max_num_queries):
    pairs = [(terms.officer(nam_tam, since=D(2006, 1, day)), an) for day in range(1, 31)]
    with django_assert_max_num_queries(80):
        link(staff, *pairs)


@pytest.mark.django_db(transaction=True)
def test_two_who_link_one_office_at_once_give_it_one_holder(nam_tam, nam_tam_cells, staff):
    people = [make.member(nam_tam_cells[0], name) for name in ("Lò Văn An", "Lò Văn Bó")]
    one, other = terms.officer(nam_tam), terms.officer(nam_tam, "Lò Văn Bó", since=D(2007, 1, 5))
    done = at_once(
        lambda: link(staff, (one, people[0]), (other, people[1])),
        lambda: link(staff, (other, people[0]), (one, people[1])),
    )
    [told] = [one for one in done if isinstance(one, Refused)]
    assert len(told.reasons) == 2 and "đã gắn với hồ sơ" in told.reasons[0]
    assert OfficeHolder.objects.count() == AuditEntry.objects.filter(did="office.linked").count() == 2
