"""Cells of the workbooks of the staff: titles as lists shorten them, ways to a post, what is told in words."""

import re
from types import SimpleNamespace

from cadres.staff import titles
from cadres.staff.enums import PostEntry, StaffSubject
from cadres.staff.rules import SUBJECTS
from members.roll.enums import Subject
from members.roll.imports.widgets import ALSO_CALLED as MEMBERS_CALL
from members.roll.imports.widgets import NOTHING, refuse_day
from sinho.imports.encodings import Converted
from sinho.imports.findings import CHOICE, WrongCell
from sinho.imports.lines import Understood
from sinho.imports.tables import Raw, as_text
from sinho.imports.widgets import ChoiceWidget, TextWidget
from sinho.text.folding import fold

# How lists shorten what stands in titles, on folded text and in this order.
SHORTENED = [
    (re.compile(pattern), short)
    for pattern, short in (
        (r"\b(?:uy ban |ub )?(?:ubmttq|mttq|mat tran to quoc|mat tran)(?: ?vn| viet nam)?\b", "mttq"),
        (r"\b(?:ubnd|ub nd|uy ban nhan dan|uy ban)\b", "ubnd"),
        (r"\b(?:hdnd|hd nd|hoi dong nhan dan|hoi dong)\b", "hdnd"),
        (r"\b(?:hoi )?(?:lhpn|lien hiep phu nu|phu nu|pn)\b", "phu nu"),
        (r"\b(?:hoi )?(?:ccb|cuu chien binh)\b", "ccb"),
        (r"\b(?:hoi )?(?:nong dan|nd)\b", "nong dan"),
        (r"\bdoan (?:thanh nien cong san ho chi minh|thanh nien|tncs ho chi minh|tncs hcm|tncshcm|tncs|tn)\b", "doan"),
        (r"\b(?:dang uy|dang bo|du)\b", "dang uy"),
        (r"\b(?:ban chi huy quan su|bch quan su|bch qs|bchqs|qs)\b", "quan su"),
        (r"\bpct\b|\bp chu tich\b|\bp ct\b", "pho chu tich"),
        (r"\bpbt\b|\bp bi thu\b|\bp bt\b", "pho bi thu"),
        (r"\bp truong\b", "pho truong"),
        (r"\bct\b", "chu tich"),
        (r"\bbt\b", "bi thu"),
        (r"\bcht\b", "chi huy truong"),
        (r"\bvp\b", "van phong"),
        (r"\btk\b", "thong ke"),
        (r"\btc\b", "tai chinh"),
        (r"\bkt\b", "ke toan"),
        (r"\btp\b", "tu phap"),
        (r"\bht\b", "ho tich"),
        (r"\bvh\b", "van hoa"),
        (r"\bxh\b", "xa hoi"),
        (r"\bdc\b", "dia chinh"),
        (r"\bxd\b", "xay dung"),
        (r"\bca\b", "cong an"),
        (r"^(?:cong chuc|can bo|cb) | va\b| (?:cap )?xa$| thi tran$", ""),
    )
]
# Beside the names of the lists.
ALSO_TITLED = {
    "land_construction": ("Địa chính", "Địa chính - xây dựng - đô thị và môi trường"),
    "finance_accounting": ("Tài chính", "Kế toán"),
    "justice_registry": ("Tư pháp",),
    "culture_society": ("Văn hóa",),
    "village_head": ("Trưởng thôn", "Trưởng khu phố"),
}
ENTRY_CALLED = {
    PostEntry.ELECTED: ("Bầu", "Được bầu", "Đại hội bầu", "HĐND bầu"),
    PostEntry.APPOINTED: ("Chỉ định", "Bổ nhiệm"),
    PostEntry.EXAM: ("Thi",),
    PostEntry.BY_FILE: ("Xét hồ sơ",),
    PostEntry.TAKEN_OVER: ("Tiếp nhận", "Điều động", "Điều động đến"),
    PostEntry.SENT: ("Tăng cường", "Luân chuyển", "Luân chuyển đến"),
    PostEntry.OPENING: ("Có sẵn",),
}
SUBJECT_CALLED = {
    **MEMBERS_CALL,
    StaffSubject.STATE_MANAGEMENT: ("QLNN", "Quản lý hành chính nhà nước"),
    StaffSubject.TITLE_TRAINING: ("Bồi dưỡng chức danh", "Bồi dưỡng theo chức danh", "Bồi dưỡng nghiệp vụ"),
    Subject.COMPUTING: ("CNTT", "Công nghệ thông tin"),
}
SEVERAL = re.compile(r"[;\n+]|\bkiêm\b", re.IGNORECASE)
TICKED = {"x", "co", "1", "true"}


def title_key(text: str) -> str:
    """What is left of a title when it is shortened as far as lists do."""
    key = fold(text)
    for pattern, short in SHORTENED:
        key = pattern.sub(short, key)
    return " ".join(key.split())


class TitleWidget(ChoiceWidget):
    """A title of any list, written out or shortened."""

    def __init__(self):
        known = titles.known_titles()
        super().__init__(SimpleNamespace(choices=[(code, one.name) for code, one in known.items()]))
        names = [(one.name, one.code) for era in titles.eras() for one in era.titles]
        names += [(name, code) for code, also in ALSO_TITLED.items() for name in also]
        self.values = {title_key(text): code for name, code in names for text in (name, code)}

    def read(self, value: Raw) -> str:
        texts = [as_text(value), *([value.typed] if isinstance(value, Converted) else [])]
        for text in texts:
            if found := self.values.get(title_key(text)):
                return found
        if SEVERAL.search(texts[0]):
            raise WrongCell("Mỗi dòng một chức danh; người giữ nhiều chức danh thì ghi nhiều dòng.", CHOICE)
        raise WrongCell("Không có trong danh mục chức danh; chọn trong danh sách của ô.", CHOICE)


class CalledWidget(ChoiceWidget):
    """A choice that lists call by other names, too."""

    def __init__(self, choices, called: dict[str, tuple[str, ...]]):
        super().__init__(choices)
        self.values |= {fold(name): code for code, names in called.items() for name in names}


def entry_widget() -> CalledWidget:
    return CalledWidget(PostEntry, ENTRY_CALLED)


def subject_widget() -> CalledWidget:
    return CalledWidget(SimpleNamespace(choices=list(SUBJECTS.items())), SUBJECT_CALLED)


class WordsWidget(TextWidget):
    """What is told in words; “không” tells nothing, a tick tells that there is something."""

    def __init__(self):
        super().__init__(120)

    def read(self, value: Raw) -> str | Understood | None:
        refuse_day(value)
        text = super().read(value)
        key = fold(text)
        if key in NOTHING | {"chua"}:
            return None
        return Understood("Có", f"“{text}”: hiểu là có, chưa ghi trình độ nào.") if key in TICKED else text
