"""What the regulations say about organisations, with the time for which each saying holds.

The texts in force in 2008 and 2009 were not at hand: what is known of them comes from later regulations and is
marked as not compared with the text. Nothing here refuses anything; `rules` decides what is done with it.
"""

import datetime as dt
from dataclasses import dataclass

from cells.organizations.enums import CELLS, GRASSROOTS, OrganizationKind

K = OrganizationKind
ALL = tuple(OrganizationKind)
COMMITTEES = (K.DISTRICT_COMMITTEE, K.GRASSROOTS_COMMITTEE, K.SECTION_COMMITTEE)


@dataclass(frozen=True)
class Standard:
    """One saying, from the day `since` to the last day `until` (None: still), with the paper it stands in.

    `value` is its number, when it has one; `kinds` are the organisations that it is about; `verified` is False while
    nobody has compared it with the text of the paper.
    """

    code: str
    says: str
    source: str
    verified: bool
    since: dt.date
    until: dt.date | None = None
    value: int | None = None
    kinds: tuple[str, ...] = ALL

    def holds_on(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Era:
    """The time of one regulation on carrying out the Charter."""

    since: dt.date
    until: dt.date | None
    source: str
    verified: bool


FROM_2006 = Era(
    dt.date(2006, 10, 31),
    dt.date(2025, 5, 25),
    "Quy định số 23-QĐ/TW ngày 31/10/2006 và các quy định thay thế sau đó",
    verified=False,
)
FROM_2025 = Era(dt.date(2025, 5, 26), dt.date(2026, 4, 7), "Quy định số 294-QĐ/TW ngày 26/5/2025", verified=True)
FROM_2026 = Era(
    dt.date(2026, 4, 8), None, "Quy định số 20-QĐ/TW ngày 08/4/2026, số 208-QĐ/TW ngày 26/7/2026", verified=False
)


def through(
    code: str, says: str, *, point: str, kinds: tuple[str, ...] = ALL, value: int | None = None, eras=None
) -> list[Standard]:
    """The same saying in each era. `point` is its place in the regulation of 2025, the only one that was read."""
    return [
        Standard(
            code,
            says,
            f"{era.source}, điểm {point}" if era.verified else era.source,
            era.verified,
            era.since,
            era.until,
            value,
            kinds,
        )
        for era in eras or (FROM_2006, FROM_2025, FROM_2026)
    ]


# Thresholds, committees and terms: sections 1 to 3 of the collected facts on organisations.
STANDARDS: tuple[Standard, ...] = (
    *through(
        "founding_members",
        "Lập một tổ chức đảng phải có ít nhất 3 đảng viên chính thức; nơi chưa đủ thì cấp ủy cấp trên giới thiệu "
        "đảng viên sinh hoạt ở tổ chức cơ sở đảng thích hợp.",
        point="20.2.1",
        value=3,
    ),
    *through(
        "committee_members",
        "Từ 30 đảng viên (chính thức và dự bị) trở lên lập đảng bộ cơ sở, dưới 30 lập chi bộ cơ sở; đơn vị quan trọng "
        "chưa đủ 30 vẫn có thể lập đảng bộ cơ sở nếu cấp ủy cấp trên trực tiếp của cơ sở quyết định.",
        point="20.3.1",
        kinds=GRASSROOTS,
        value=30,
    ),
    *through(
        "cell_members",
        "Chi bộ trực thuộc có hơn 30 đảng viên phải được cấp ủy cấp trên trực tiếp đồng ý; chi bộ đông chia thành tổ "
        "đảng, tổ đảng sinh hoạt ít nhất mỗi tháng một lần.",
        point="20.3.2",
        kinds=(K.SUBORDINATE_CELL,),
        value=30,
    ),
    *through(
        "section_committee",
        "Đảng bộ bộ phận lập ở đảng bộ cơ sở đông đảng viên khi cấp trên trực tiếp đồng ý; đứng trên các chi bộ, không "
        "có con dấu, không quyết định về tổ chức và cán bộ.",
        point="20.3.3",
        kinds=(K.SECTION_COMMITTEE,),
    ),
    *through(
        "village_cell",
        "Ở bản, tổ dân phố chỉ lập chi bộ trực thuộc đảng ủy xã, thị trấn, không lập tổ chức cơ sở đảng.",
        point="20.2.2",
        kinds=(K.SUBORDINATE_CELL,),
        eras=(FROM_2025, FROM_2026),
    ),
    *through(
        "cell_committee",
        "Chi bộ có từ 9 đảng viên chính thức trở lên bầu chi ủy, nhiều nhất 7 chi ủy viên; dưới 9 thì bầu bí thư, "
        "và phó bí thư nếu cần.",
        point="23.2",
        kinds=CELLS,
        value=9,
    ),
    *through(
        "standing_committee",
        "Số ủy viên ban thường vụ không quá một phần ba số cấp ủy viên.",
        point="14.2",
        kinds=COMMITTEES,
    ),
    *through(
        "added_members",
        "Bổ sung cấp ủy viên giữa nhiệm kỳ không quá 20% số đại hội đã quyết định ở cấp cơ sở, không quá 10% ở cấp "
        "trên cơ sở.",
        point="16.2.5",
        kinds=COMMITTEES,
    ),
    *through(
        "dissolve",
        "Cấp ủy đã quyết định thành lập thì quyết định giải thể khi tổ chức xong nhiệm vụ hoặc không còn phù hợp, và "
        "báo cáo cấp trên; hồ sơ, con dấu thu về trong 30 ngày làm việc.",
        point="10.5, 6.3.5",
    ),
    *through(
        "first_term",
        "Tổ chức mới lập, sáp nhập, chia tách có thể có nhiệm kỳ đầu không đủ 5 năm.",
        point="16.5",
    ),
    Standard(
        "term_years",
        "Đại hội đảng bộ, chi bộ cơ sở 5 năm một lần.",
        "Điều lệ Đảng",
        verified=False,
        since=FROM_2006.since,
        value=5,
        kinds=GRASSROOTS,
    ),
    Standard(
        "cell_term",
        "Đại hội chi bộ trực thuộc 5 năm hai lần.",
        "Điều lệ Đảng",
        verified=False,
        since=FROM_2006.since,
        until=FROM_2006.until,
        kinds=(K.SUBORDINATE_CELL,),
    ),
    Standard(
        "cell_term",
        "Đại hội chi bộ trực thuộc 5 năm một lần (thí điểm).",
        f"{FROM_2025.source}, điểm 23.1",
        verified=True,
        since=FROM_2025.since,
        value=5,
        kinds=(K.SUBORDINATE_CELL,),
    ),
)


def standards_on(day: dt.date, kind: str | None = None) -> list[Standard]:
    """Sayings that hold on the day, about organisations of this kind when one is named."""
    return [s for s in STANDARDS if s.holds_on(day) and (kind is None or kind in s.kinds)]


def standard_on(code: str, day: dt.date) -> Standard:
    """The saying of this code on the day; before the first one that is known, that one."""
    known = [s for s in STANDARDS if s.code == code]
    return next((s for s in known if s.holds_on(day)), known[0])
