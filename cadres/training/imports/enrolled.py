"""What a row of the workbook of enrolments says, and how it stands beside what is known."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from cadres.staff.imports.acts import told_where
from cadres.staff.imports.lines import CadreUnit
from cadres.staff.imports.people import check_commune
from cadres.training.actions import enrolling, results
from cadres.training.actions.enrolling import Sent
from cadres.training.enums import Status
from cadres.training.imports.class_lines import class_code
from cadres.training.imports.laying import differs, refuse_other
from cadres.training.imports.register import StudyRegister, check_class
from cadres.training.models import Enrolment, TrainingClass
from cadres.training.rules import Outcome
from members.roll.imports.checking import refuse_future
from members.roll.rules import BirthDate
from sinho.imports.lines import Author, Line
from sinho.text.dates import format_date

SENT = ("since", "decision_number", "decision_date")
CERTIFICATE = ("certificate_number", "certificate_on")
OUTCOME = ("status", "ended_on", "result", *CERTIFICATE)
MEND = "đính chính thì ghi ở trang của lớp"
# Words of a refusal → the column that it speaks of.
SPEAKS_OF = (
    ("đã hủy", "training_class"),
    ("Đã có trong danh sách lớp", "training_class"),
    ("Ngày quyết định cử", "decision_date"),
    ("không giữ chức danh", "since"),
    ("ngày kết thúc học phải", "ended_on"),
    ("gày vào học", "since"),
    ("đã xong thì ghi ngày", "ended_on"),
    ("còn được hỗ trợ", "ended_on"),
    ("chỉ cấp chứng chỉ", "status"),
    ("chỉ xếp loại", "result"),
    ("phải có cả số", "certificate_number"),
    ("ngày cấp phải", "certificate_on"),
    ("kết quả đã ghi", "status"),
)


@dataclass
class EnrolmentLine(Line):
    """Somebody of the staff in a class, and how it ended. The class and the commune are codes."""

    code: str | None = None
    name: str | None = None
    birth: BirthDate | None = None
    identity: str | None = None
    commune: str | None = None
    training_class: str | None = None
    since: dt.date | None = None
    decision_number: str | None = None
    decision_date: dt.date | None = None
    status: str | None = None
    ended_on: dt.date | None = None
    result: str | None = None
    certificate_number: str | None = None
    certificate_on: dt.date | None = None
    # The key of the known enrolment that the row is about.
    about: int | None = None


def line_of(row: Enrolment, person: dict) -> EnrolmentLine:
    """What is known as a row of the workbook."""
    sent = {name: getattr(row, name) or None for name in SENT}
    ended = {name: value or None for name, value in vars(row.outcome).items()}
    return EnrolmentLine(**person, **sent, **ended, training_class=class_code(row.training_class_id), about=row.pk)


def known_in(unit: CadreUnit, training_class: TrainingClass) -> Enrolment | None:
    """The person in the class, if he is in it."""
    rows = [one for one in unit.of(Enrolment) if one.training_class_id == training_class.pk]
    return next((one for one in rows if one.status != Status.WITHDRAWN), None)


def check_since(line: EnrolmentLine, register: StudyRegister, note) -> None:
    """Who is new is in the class since its first day, unless another one is told."""
    for column in ("since", "decision_date", "ended_on", "certificate_on"):
        if line.told(column):
            refuse_future(getattr(line, column), column, register.day)
    if line.since is None and line.training_class:
        line.since = register.classes[line.training_class].starts_on
        note(line, "since", f"Không ghi ngày vào học: lấy ngày khai giảng {format_date(line.since)}.")


def check_status(line: EnrolmentLine, register: StudyRegister, note) -> None:
    """A certificate says that he finished."""
    if line.told(*CERTIFICATE) and not line.told("status") and line.status in (None, Status.ATTENDING):
        line.status = Status.FINISHED
        note(line, "status", "Không ghi tình trạng: có chứng chỉ, hiểu là hoàn thành.")
    line.status = line.status or Status.ATTENDING


CHECKS = {"commune": check_commune, "training_class": check_class, "since": check_since, "status": check_status}


def lay_enrolment(line: EnrolmentLine, said: Callable[[Line, str], str]) -> set[str]:
    """The columns that the row adds: somebody new, or how it ended for who attends; a certificate later on."""
    if line.known is None:
        return line.typed & {"training_class", *SENT, *OUTCOME}
    refuse_other(line, SENT, said, MEND)
    changed = {column for column in OUTCOME if differs(column, line)}
    if line.known.status == Status.ATTENDING:
        return changed
    closed = OUTCOME if line.known.certificate_number or line.known.status != Status.FINISHED else OUTCOME[:3]
    refuse_other(line, closed, said, MEND)
    return changed


def act_enrolment(unit: CadreUnit, line: EnrolmentLine, register: StudyRegister, author: Author) -> None:
    """By the acts of the page of the class."""
    training_class, pk = register.classes[line.training_class], line.about
    if pk is None:
        sent = Sent(line.since, line.decision_number or "", line.decision_date)
        with told_where("training_class", SPEAKS_OF):
            who = {"training_class": training_class, "cadres": [unit.root]}
            [made] = enrolling.enrol(**who, sent=sent, by=author.user)
        pk = made.pk
    outcome = outcome_of(line)
    known = outcome_of(line.known) if line.known else Outcome(Status.ATTENDING)
    if outcome != known:
        with told_where("certificate_number" if line.certificate_number else "status", SPEAKS_OF):
            results.note_results(training_class=training_class, outcomes={pk: outcome}, by=author.user)


def outcome_of(line: EnrolmentLine) -> Outcome:
    texts = {name: getattr(line, name) or "" for name in ("result", "certificate_number")}
    return Outcome(status=line.status, ended_on=line.ended_on, certificate_on=line.certificate_on, **texts)
