"""The report put together from its chapters, each told to who may read it (A24)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cells.organizations.models import OrganizationState
from cells.organizations.papers import Issuer, issuer_on
from sinho.accounts.roles import Permission
from sinho.accounts.scope import Scope
from sinho.documents.models import Passage, passages_of
from sinho.documents.narrative import LIMITS, TASKS, Chapter, Story, say, story_of
from sinho.documents.reports import Asked, Figure, Report
from sinho.leadership.report import cadres, cells, grades, members, organizations, oversight, training
from sinho.leadership.report.asking import Question, Subject
from sinho.refusal import Refused
from sinho.text.dates import format_date

CODE = "leadership"
P = Permission
SUBJECTS = (
    Subject("tree", "Tổ chức đảng, đảng viên", organizations.tree),
    Subject("directives", "Quán triệt, cụ thể hóa các nghị quyết, chỉ thị", organizations.directives),
    Subject("villages", "Xóa bản chưa có đảng viên", members.villages, P.VIEW_MEMBERS),
    Subject("admissions", "Kết nạp đảng viên", members.admissions, P.VIEW_MEMBERS),
    Subject("founded", "Thành lập tổ chức đảng", organizations.founded),
    Subject("meetings", "Sinh hoạt chi bộ, phân công công tác", cells.meetings),
    Subject("weak", "Củng cố tổ chức yếu kém", oversight.weak),
    Subject("regulations", "Quy chế làm việc", organizations.regulations),
    Subject("grades", "Đăng ký phấn đấu, đánh giá", grades.grades),
    Subject("praise", "Khen thưởng", grades.praise),
    Subject("charge", "Phụ trách cơ sở", oversight.in_charge),
    Subject("inspection", "Kiểm tra, giám sát, kỷ luật", oversight.inspection, P.VIEW_CONDUCT),
    Subject("people", "Nhân dân giám sát", oversight.people),
    Subject("reviews", "Đánh giá cán bộ", cadres.reviews, P.VIEW_STAFF),
    Subject("planning", "Quy hoạch cán bộ", cadres.planning, P.VIEW_STAFF),
    Subject("movements", "Luân chuyển, tăng cường", cadres.movements, P.VIEW_STAFF),
    Subject("renewal", "Nghỉ công tác, tuyển dụng", cadres.renewal, P.VIEW_STAFF),
    Subject("training", "Đào tạo, bồi dưỡng", training.training, P.VIEW_STAFF),
    Subject("support", "Hỗ trợ đi học", training.money, P.VIEW_STAFF),
    Subject("quality", "Chất lượng cán bộ", training.quality, P.VIEW_STAFF),
)


@dataclass(frozen=True)
class LeadershipReport(Report):
    """The whole theme of an organisation in a period. `left_out`: subjects that the person may not read."""

    organization_code: str
    organization_name: str
    issuer: Issuer
    asked: Asked
    day: dt.date
    chapters: tuple[Chapter, ...]
    left_out: tuple[str, ...]
    passages: dict[str, Passage]
    columns = ()

    @cached_property
    def story(self) -> Story:
        """The four parts."""
        return story_of(self.chapters, self.passages)

    @property
    def since(self) -> dt.date:
        return self.asked.since

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return {figure.key: figure for chapter in self.chapters for figure in chapter.figures}

    def keys(self) -> list[str]:
        return list(self.figures)

    def figure(self, key: str) -> Figure:
        return self.figures[key]

    def chapter(self, key: str) -> Chapter | None:
        """The chapter with this key; None when there was nothing to tell, or nothing one may read."""
        return next((one for one in self.chapters if one.key == key), None)

    def as_json(self) -> dict:
        return {
            "report": CODE,
            "organization": {"code": self.organization_code, "name": self.organization_name},
            "since": self.since.isoformat(),
            "until": self.day.isoformat(),
            "on": self.asked.on.isoformat(),
            "figures": {key: figure.count for key, figure in self.figures.items()},
            "values": {chapter.key: dict(chapter.values) for chapter in self.chapters if chapter.values},
            "sentences": {part.key: sentences_of(part) for part in self.story.parts},
            "passages": {key: one.paragraphs for key, one in self.passages.items()},
            "left_out": list(self.left_out),
        }


def sentences_of(part) -> list[str]:
    return [one.plain for chapter in part.chapters for paragraph in chapter.paragraphs for one in paragraph]


def begins(last: dt.date) -> dt.date:
    """Without a period the report looks back to the beginning of the year before: “từ năm 2008 đến nay”."""
    return dt.date(last.year - 1, 1, 1)


def opened(question: Question, chapters: list[Chapter]) -> tuple[Chapter, ...]:
    """With a sentence that opens the third and the fourth part, when they say anything."""
    words = {
        LIMITS: f"Bên cạnh kết quả đạt được, đến {question.at} còn những hạn chế sau:",
        TASKS: f"Từ số liệu đến {question.at}, các việc phải tiếp tục thực hiện gồm:",
    }
    said = {part: ((say(text),),) for part, text in words.items() if any(one.of(part) for one in chapters)}
    return (Chapter("opening", "", said), *chapters)


def build_part(scope: Scope, asked: Asked, key: str) -> LeadershipReport:
    """Only the chapter of the figure: none reads what another has found."""
    return build(scope, asked, [one for one in SUBJECTS if one.key == key.partition(".")[0]])


def build(scope: Scope, asked: Asked, subjects: Iterable[Subject] = SUBJECTS) -> LeadershipReport:
    """The report that was asked for: a fixed number of queries for so many years."""
    day = asked.counted_on
    issuer = issuer_on(asked.organization_id, day)
    if issuer is None:
        raise Refused(f"Tổ chức được chọn không tồn tại vào ngày {format_date(day)}; đồng chí chọn kỳ khác.")
    if day < asked.since:
        raise Refused(f"Kỳ báo cáo từ {format_date(asked.since)} chưa bắt đầu vào ngày {format_date(asked.on)}.")
    question = Question(scope, asked, issuer.name)
    chapters, left_out = [], []
    for one in subjects:
        if one.needs and not question.may(one.needs):
            left_out.append(one.title)
            continue
        chapters.append(one.tell(question, one.key))
    code = OrganizationState.objects.filter(organization=asked.organization_id).values_list("organization__code")
    return LeadershipReport(
        organization_code=code.first()[0],
        organization_name=issuer.name,
        issuer=issuer,
        asked=asked,
        day=day,
        chapters=opened(question, [one for one in chapters if one]),
        left_out=tuple(left_out),
        passages=passages_of(scope, CODE, asked),
    )
