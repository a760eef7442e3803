"""The columns that follow from the path: for each step its day, and what is written down with it."""

from dataclasses import dataclass
from functools import cache

from members.admissions import paths
from members.admissions.rules.path import Step, read
from members.roll.imports.widgets import PartyDayWidget
from sinho.imports.lines import CellField
from sinho.imports.widgets import CountWidget, TextWidget

# Papers that are numbered when they are issued.
NUMBERED = ("Nghị quyết", "Quyết định", "Giấy chứng nhận", "Báo cáo")
PEOPLE = {"mentor", "referrers"}
# How lists call some columns, beside their titles.
ALSO_CALLED = {
    "outstanding_day": ("Ngày chọn quần chúng ưu tú", "Ngày chi bộ chọn"),
    "outstanding_people": ("Đảng viên giúp đỡ", "Người giúp đỡ"),
    "awareness_class_day": ("Ngày học lớp nhận thức về Đảng", "Ngày cấp giấy chứng nhận"),
    "awareness_class_number": ("Số giấy chứng nhận lớp nhận thức", "Số giấy chứng nhận"),
    "application_day": ("Ngày làm đơn", "Ngày đơn xin vào Đảng"),
    "referrals_people": ("Người giới thiệu",),
    "cell_vote_day": ("Ngày chi bộ xét kết nạp", "Ngày họp chi bộ"),
    "decision_day": ("Ngày quyết định kết nạp",),
    "decision_number": ("Số quyết định kết nạp",),
    "ceremony_day": ("Ngày kết nạp", "Ngày lễ kết nạp", "Ngày vào Đảng"),
    "recognition_day": ("Ngày quyết định công nhận chính thức", "Ngày quyết định chính thức"),
    "recognition_number": ("Số quyết định công nhận chính thức", "Số quyết định chính thức"),
}


@dataclass(frozen=True)
class StepColumns:
    """The columns of a step; "" for what it does not have."""

    step: Step

    @property
    def code(self) -> str:
        return self.step.code

    @property
    def on(self) -> str:
        return f"{self.code}_day"

    @property
    def number(self) -> str:
        numbered = "number" in self.step.needs or self.step.document.startswith(NUMBERED)
        return f"{self.code}_number" if numbered else ""

    @property
    def people(self) -> str:
        return f"{self.code}_people" if PEOPLE & set(self.step.needs) else ""

    @property
    def counted(self) -> str:
        return f"{self.code}_counted" if self.step.votes else ""

    @property
    def agreed(self) -> str:
        return f"{self.code}_agreed" if self.step.votes else ""

    @property
    def all(self) -> tuple[str, ...]:
        """The day first."""
        return tuple(name for name in (self.on, self.number, self.people, self.counted, self.agreed) if name)

    def fields(self) -> dict[str, CellField]:
        """The columns of the workbook."""
        step = self.step
        given = {
            self.on: ("ngày", PartyDayWidget(), f"Giai đoạn: {STAGE_WORDS.get(step.stage, step.stage)}.", 13),
            self.number: ("số", TextWidget(40), f"Số {step.document.lower()}.", 13),
            self.people: ("người", TextWidget(240), WHO["referrers" if "referrers" in step.needs else "mentor"], 22),
            self.counted: ("số được tính", CountWidget(9999), "Số người được tính khi biểu quyết.", 10),
            self.agreed: ("tán thành", CountWidget(9999), "Cần ít nhất hai phần ba.", 10),
        }
        return {
            name: CellField(
                f"{step.label}: {words}",
                widget,
                width=width,
                help=help,
                also=ALSO_CALLED.get(name, ()),
            )
            for name, (words, widget, help, width) in given.items()
            if name
        }


STAGE_WORDS = dict(next(iter(paths.eras().values()))["stages"])
WHO = {"mentor": "Đảng viên chính thức được phân công giúp đỡ.", "referrers": "Người, tổ chức giới thiệu."}


@cache
def step_columns() -> dict[str, StepColumns]:
    """Code → columns of every step of any era, in the order of the path of the last one."""
    found: dict[str, StepColumns] = {}
    for data in reversed(paths.eras().values()):
        for step in read(data).steps:
            found.setdefault(step.code, StepColumns(step))
    return found


def opening() -> StepColumns:
    """The step with which a case begins."""
    return next(iter(step_columns().values()))
