"""What a title asks, and who lacks what of it on which day."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from cadres.staff.lacking import lacking_of, would_lack, would_lack_of
from cadres.staff.models import CommuneGrade, Post, QualificationStandard, StaffingNumber
from cadres.staff.reference import load_staff_rules, staffing_numbers, standards
from cadres.staff.rules import Known
from cadres.staff.standards import StandardRequirements, asks, lacks, problem_of, shortage
from cadres.staff.titles import known_titles
from sinho.audit.models import AuditEntry
from tests.factories import cadres as make

D = dt.date
DAY = D(2009, 12, 18)


def known(trained=(), told=(), **levels) -> Known:
    return Known({subject: [level] for subject, level in levels.items()}, trained, ("police_chief",), told)


@pytest.mark.parametrize(
    ("asked", "learned", "age", "said"),
    [
        (StandardRequirements(general="lower_secondary"), known(), None, ["trung học cơ sở"]),
        (StandardRequirements(general="lower_secondary"), known(general="primary"), None, ["trung học cơ sở"]),
        (StandardRequirements(general="lower_secondary"), known(general="upper_secondary"), None, []),
        (
            StandardRequirements(professional="intermediate"),
            known(professional="elementary"),
            None,
            ["trung cấp chuyên môn"],
        ),
        (StandardRequirements(professional="trained"), known(), None, ["đào tạo, bồi dưỡng theo chức danh"]),
        (StandardRequirements(professional="trained"), known(trained=["police_chief"]), None, []),
        (
            StandardRequirements(professional="trained"),
            known(trained=["front_chair"]),
            None,
            ["đào tạo, bồi dưỡng theo chức danh"],
        ),
        (StandardRequirements(professional="trained"), known(professional="college"), None, []),
        (StandardRequirements(theory="elementary"), known(theory="bachelor"), None, []),
        (StandardRequirements(theory="intermediate"), known(theory="elementary"), None, ["trung cấp lý luận"]),
        (
            StandardRequirements(computing=True, ethnic_language=True),
            known(told=["computing"]),
            None,
            ["tiếng dân tộc"],
        ),
        (StandardRequirements(state_management=True), known(), None, ["quản lý nhà nước"]),
        (StandardRequirements(max_first_age=45), known(), 45, []),
        (StandardRequirements(max_first_age=45), known(), 46, ["quá 45 tuổi khi giữ lần đầu"]),
        (StandardRequirements(max_first_age=45), known(), None, []),
        (StandardRequirements(), known(), 99, []),
    ],
)
def test_what_is_lacking(asked, learned, age, said):
    assert [str(one) for one in lacks(asked, learned, age)] == said


def test_age_cannot_be_learned_and_everything_asked_can_be_told():
    asked = StandardRequirements(general="primary", theory="elementary", computing=True, max_first_age=45)
    missing = lacks(asked, known(), 50)
    assert [one.can_be_learned for one in missing] == [True, True, True, False]
    assert [str(one) for one in missing][:3] == asks(asked)[:3]
    assert asks(asked)[3] == "không quá 45 tuổi khi giữ lần đầu"
    assert shortage("first_age") == "Quá tuổi giữ lần đầu" and shortage("computing") == "Thiếu tin học"
    assert asks(asked)[:2] == ["tiểu học", "sơ cấp lý luận"]


@pytest.mark.parametrize(
    ("title", "asked", "said"),
    [
        ("x", StandardRequirements(general="primary"), "Chọn chức danh"),
        ("front_chair", StandardRequirements(general="x"), "Học vấn: chọn mức"),
        ("front_chair", StandardRequirements(max_first_age=17), "từ 18 đến 70"),
        ("front_chair", StandardRequirements(), "ít nhất một điều"),
        ("front_chair", StandardRequirements(general="primary"), ""),
    ],
)
def test_a_standard_that_cannot_be(title, asked, said):
    assert said in problem_of(asked, known_titles(), title) and bool(said) == bool(
        problem_of(asked, known_titles(), title)
    )


def words(found, who, title):
    return [str(one) for one in found[who.pk][title]]


def test_only_what_was_learned_by_the_day_counts(nam_tam):
    make.standard("front_chair", general="lower_secondary", theory="elementary")
    who = make.cadre(nam_tam, "Lò Văn An", "front_chair")
    make.learned(who, "general", "primary")
    make.learned(who, "general", "lower_secondary", D(2009, 6, 1))
    before = lacking_of(Post.objects.on(D(2009, 5, 31)), D(2009, 5, 31))
    assert words(before, who, "front_chair") == ["trung học cơ sở", "sơ cấp lý luận"]
    assert words(lacking_of(Post.objects.on(DAY), DAY), who, "front_chair") == ["sơ cấp lý luận"]


def test_each_title_is_asked_by_itself_and_one_without_a_standard_is_absent(nam_tam):
    make.standard("police_chief", professional="trained")
    make.standard("military_chief", professional="trained")
    who = make.cadre(nam_tam, "Lò Văn An", "police_chief")
    for title in ("military_chief", "village_head"):
        make.post(who, nam_tam, title)
    make.learned(who, "title_training", title="police_chief")
    found = lacking_of(Post.objects.on(DAY), DAY)
    assert found == {who.pk: {"police_chief": (), "military_chief": found[who.pk]["military_chief"]}}
    assert words(found, who, "military_chief") == ["đào tạo, bồi dưỡng theo chức danh"]


def test_what_is_asked_follows_time_and_area(nam_tam, ta_phin):
    make.standard("front_chair", until=D(2009, 5, 31), general="primary")
    make.standard("front_chair", since=D(2009, 6, 1), general="upper_secondary")
    make.standard("front_chair", area="plain", theory="advanced")
    valid = DateRange(D(2008, 1, 1), None)
    paper = {"decision_number": "1/QĐ", "decision_date": D(2008, 1, 1)}
    CommuneGrade.objects.create(organization=ta_phin, grade=1, area="plain", valid=valid, **paper)
    who, other = make.cadre(nam_tam, "Lò Văn An", "front_chair"), make.cadre(ta_phin, "Lò Văn Ba", "front_chair")
    early, late = (lacking_of(Post.objects.on(day), day) for day in (D(2009, 5, 31), DAY))
    assert words(early, who, "front_chair") == ["tiểu học"]
    assert words(late, who, "front_chair") == ["trung học phổ thông"]
    assert words(late, other, "front_chair") == ["cao cấp lý luận"]


def test_the_first_age_is_that_of_the_first_time_and_unknown_of_who_was_there_at_the_opening(nam_tam):
    make.standard("front_chair", max_first_age=45)
    late = make.cadre(nam_tam, "Lò Văn An", "front_chair", since=D(2008, 1, 1), birth_year=1950)
    there = make.cadre(nam_tam, "Lò Văn Ba", "front_chair", birth_year=1940)
    late.posts.update(entry="elected")
    found = lacking_of(Post.objects.on(DAY), DAY)
    assert words(found, late, "front_chair") == ["quá 45 tuổi khi giữ lần đầu"]
    assert words(found, there, "front_chair") == []


def test_what_one_would_lack_for_a_title_not_yet_held(nam_tam, django_assert_num_queries):
    make.standard("committee_chair", general="upper_secondary", max_first_age=30)
    who = make.cadre(nam_tam, "Lò Văn An", "front_chair", birth_year=1975)
    said = [str(one) for one in would_lack(who, "committee_chair", DAY)]
    assert said == ["trung học phổ thông", "quá 30 tuổi khi giữ lần đầu"]
    assert would_lack(who, "front_chair", DAY) is None
    more = [make.cadre(nam_tam, f"Lò Văn {name}", "village_head") for name in "BCDE"]
    with django_assert_num_queries(3):
        assert len(would_lack_of([(one, "committee_chair", nam_tam.pk) for one in (who, *more)], DAY)) == 5


def test_the_same_queries_for_one_and_for_thirty(nam_tam, django_assert_num_queries):
    make.standard("village_head", general="primary", max_first_age=45)
    for number in (1, 29):
        for n in range(number):
            make.cadre(nam_tam, f"Lò Văn {chr(97 + n % 26)}", "village_head")
        with django_assert_num_queries(5):
            lacking_of(Post.objects.on(DAY), DAY)


def test_the_files_name_known_titles_and_levels():
    rows = standards()
    assert {one.title for one in rows} <= set(known_titles()) and len(rows) > 60
    assert all(not problem_of(one.asked, known_titles(), one.title) and one.source for one in rows)
    on = [one.full_time for one in staffing_numbers() if D(2010, 1, 1) in one.valid and one.kind == "commune"]
    assert on == [25, 23, 21]


def test_a_second_loading_adds_nothing_and_keeps_what_was_mended(db):
    added = load_staff_rules()
    assert (
        added
        == QualificationStandard.objects.count() + StaffingNumber.objects.count()
        == AuditEntry.objects.get().after["added"]
    )
    assert not QualificationStandard.objects.filter(confirmed_at__isnull=False).exists()
    mended = QualificationStandard.objects.filter(title="front_chair", area="mountain")
    mended.update(general="lower_secondary", valid=DateRange(D(2005, 1, 1), D(2020, 1, 1)))
    QualificationStandard.objects.filter(title="women_chair", area="plain").delete()
    assert load_staff_rules() == 1 and mended.get().general == "lower_secondary"
    assert load_staff_rules() == 0
