"""What the address of the list of the staff asks for, and the people who fit."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from cadres.staff import titles
from cadres.staff.enums import Measure, PostEntry, TitleGroup
from cadres.staff.models import Cadre, Post, Qualification
from cadres.staff.report.quality import Quality
from cadres.staff.rules import LEVELS, STAFF
from cells.organizations.models import subtree_ids
from members.roll.enums import Ethnicity, Sex, Subject
from members.roll.rules import months_later
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.web.lists import AsOf, holding_words, past_day_asked, row_asked, words_asked

# Word of the address → how it is called, and the groups; the last one leaves out titles held in a village.
GROUPS = {
    "bien-che": ("Cán bộ chuyên trách và công chức", STAFF),
    "chuyen-trach": (TitleGroup.ELECTED.label, (TitleGroup.ELECTED,)),
    "cong-chuc": (TitleGroup.CIVIL_SERVANT.label, (TitleGroup.CIVIL_SERVANT,)),
    "khong-chuyen-trach": (TitleGroup.PART_TIME.label, (TitleGroup.PART_TIME,)),
    "khong-chuyen-trach-xa": ("Không chuyên trách ở xã, không kể ở bản", (TitleGroup.PART_TIME,)),
}
AT_THE_COMMUNE = "khong-chuyen-trach-xa"
ENTRIES = {"tang-cuong": PostEntry.SENT}
# Word of the address → indicator, and whether those who reach it or those who do not are asked for.
MEASURES = {
    "hoc-van": (Measure.GENERAL, True),
    "hoc-van-chua": (Measure.GENERAL, False),
    "chuc-danh": (Measure.TRAINED, True),
    "chuc-danh-chua": (Measure.TRAINED, False),
    "trung-cap": (Measure.INTERMEDIATE, True),
    "trung-cap-chua": (Measure.INTERMEDIATE, False),
    "ly-luan": (Measure.THEORY, True),
    "ly-luan-chua": (Measure.THEORY, False),
}
OLDEST = 130


@dataclass(frozen=True)
class StaffAsked:
    """The filters; what cannot be read is as if not asked."""

    as_of: AsOf
    words: str
    organization_id: int | None
    group: str
    title: str
    sex: str
    ethnicity: str
    level: str
    age_from: int | None
    age_to: int | None
    measure: str
    entry: str

    @classmethod
    def of(cls, request) -> "StaffAsked":
        get = request.GET.get
        return cls(
            as_of=past_day_asked(request),
            words=words_asked(request),
            organization_id=row_asked(request, "don-vi"),
            group=known(get("nhom", ""), GROUPS),
            title=known(get("chuc-danh", ""), titles.known_titles()),
            sex=known(get("gioi", ""), Sex.values),
            ethnicity=known(get("dan-toc", ""), Ethnicity.values),
            level=known(get("hoc-van", ""), dict(LEVELS[Subject.GENERAL])),
            age_from=age(get("tuoi-tu", "")),
            age_to=age(get("tuoi-den", "")),
            measure=known(get("chi-tieu", ""), MEASURES),
            entry=known(get("den", ""), ENTRIES),
        )

    @property
    def day(self) -> dt.date:
        return self.as_of.day

    @property
    def has_more(self) -> bool:
        """Whether one of the rarer filters is asked."""
        more = (self.title, self.sex, self.ethnicity, self.level, self.entry)
        return any(more) or self.age_from is not None or self.age_to is not None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the day is asked."""
        return self.has_more or bool(self.words or self.organization_id or self.group or self.measure)

    @property
    def problem(self) -> str:
        """What of the filters cannot be."""
        if None not in (self.age_from, self.age_to) and self.age_from > self.age_to:
            return f"Tuổi từ {self.age_from} đến {self.age_to}: tuổi đầu phải nhỏ hơn hoặc bằng tuổi cuối."
        return ""

    @property
    def measure_words(self) -> str:
        """Who is shown when an indicator was opened."""
        if not self.measure:
            return ""
        measure, reached = MEASURES[self.measure]
        return f"{'Đạt' if reached else 'Chưa đạt'}: {measure.label.lower()}"

    def said(self, organization_name: str) -> str:
        """The filters in words, for a file; "" without any."""
        parts = [
            organization_name,
            GROUPS[self.group][0].lower() if self.group else "",
            titles.named(self.title, self.day) if self.title else "",
            Sex(self.sex).label.lower() if self.sex else "",
            f"dân tộc {Ethnicity(self.ethnicity).label}" if self.ethnicity else "",
            f"học vấn {dict(LEVELS[Subject.GENERAL])[self.level].lower()}" if self.level else "",
            f"đến do {ENTRIES[self.entry].label.lower()}" if self.entry else "",
            f"từ {self.age_from} tuổi" if self.age_from is not None else "",
            f"đến {self.age_to} tuổi" if self.age_to is not None else "",
            self.measure_words.lower(),
            f"tìm “{self.words}”" if self.words else "",
        ]
        return "".join(f", {part}" for part in parts if part)

    def fitting(self, scope: Scope, quality: Quality, permission: Permission = Permission.VIEW_STAFF):
        """People with a post of the day within reach who fit everything."""
        posts = Post.objects.on(self.day).in_scope(scope, permission)
        if self.organization_id:
            posts = posts.filter(organization_id__among=subtree_ids(self.organization_id, self.day))
        posts = self.of_titles(posts)
        posts = posts.filter(entry=ENTRIES[self.entry]) if self.entry else posts
        rows = Cadre.objects.with_last_organization()
        rows = rows.filter(Exists(posts.filter(cadre=OuterRef("pk")).order_by()))
        rows = rows.filter(sex=self.sex) if self.sex else rows
        rows = rows.filter(ethnicity=self.ethnicity) if self.ethnicity else rows
        rows = self.of_level(rows) if self.level else rows
        if self.age_from is not None or self.age_to is not None:
            rows = rows.born_between(*self.born)
        if self.measure:
            measure, reached = MEASURES[self.measure]
            indicator = quality.of(measure)
            rows = rows.filter(pk__among=indicator.reached if reached else indicator.missing)
        return holding_words(rows, self.words) if self.words else rows

    def of_titles(self, posts):
        """Posts of the group and of the title."""
        posts = posts.in_groups(*GROUPS[self.group][1]) if self.group else posts
        posts = posts.exclude(title__in=titles.codes_in_villages()) if self.group == AT_THE_COMMUNE else posts
        return posts.filter(title=self.title) if self.title else posts

    def of_level(self, rows):
        """Those whose highest general schooling is this one on the day."""
        order = [code for code, _ in LEVELS[Subject.GENERAL]]
        learned = Qualification.objects.known_on(self.day).filter(cadre=OuterRef("pk"), subject=Subject.GENERAL)
        higher = learned.filter(level__in=order[order.index(self.level) + 1 :]).order_by()
        return rows.filter(Exists(learned.filter(level=self.level).order_by())).exclude(Exists(higher))

    @property
    def born(self) -> tuple[dt.date, dt.date]:
        """First and last day of birth of people of these ages."""
        oldest = OLDEST if self.age_to is None else self.age_to
        first = months_later(self.day, -12 * (oldest + 1)) + dt.timedelta(days=1)
        return first, months_later(self.day, -12 * (self.age_from or 0))


def known(typed: str, choices) -> str:
    return typed if typed in choices else ""


def age(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() and len(typed) <= 3 and int(typed) <= OLDEST else None
