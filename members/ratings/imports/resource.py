"""Rows of ratings read, laid beside what is known, written by the actions of the page."""

from collections import defaultdict

from members.ratings.actions.saving import NotThere, save_member
from members.ratings.enums import FILLING
from members.ratings.imports.lines import WRITTEN, RatingLine, RatingRegister, code_said, line_of, words_of
from members.ratings.models import RatedCell, Rating
from members.ratings.rules.fields import MOST_VOTES, value_shown
from members.ratings.rules.hands import Hand
from members.roll.imports.checking import check_cell, refuse_future
from members.roll.imports.person import KnownPerson, base_column, cell_column
from members.roll.imports.undoing import hold_members, keys_of
from members.roll.imports.widgets import PartyDayWidget
from sinho.imports.acting import ActingResource, said_at
from sinho.imports.findings import CHOICE, REFERENCE, TWICE, WrongColumn
from sinho.imports.lines import ROW_NUMBER, CellField
from sinho.imports.widgets import CountWidget, TextWidget

CODED = ("aimed_level", "self_level", "proposal", "sub_reason")
LEVEL_HELP = "Tên mức, đầy đủ hoặc viết tắt, như ở trang đánh giá."


def votes_column(title: str, help: str = "Tổng số phiếu.") -> CellField:
    return CellField(title, CountWidget(MOST_VOTES), width=11, help=help)


def check_year(line: RatingLine, register: RatingRegister, note) -> None:
    """The year has a campaign that rates members."""
    if line.year is not None and line.year not in register.campaigns:
        raise WrongColumn("year", f"Năm {line.year} chưa mở đợt đánh giá có phần đảng viên.", REFERENCE)


def check_coded(column: str):
    """A level, a reason or a row of form 7B in the words of the year."""

    def check(line: RatingLine, register: RatingRegister, note) -> None:
        campaign = register.campaigns.get(line.year)
        if campaign is None or not line.told(column):
            return
        rules, typed = campaign.member_rules, getattr(line, column)
        code = code_said(rules, column, typed)
        words = words_of(rules, column)
        if code is None:
            raise WrongColumn(column, f"“{typed}” không có trong danh mục: {'; '.join(words.values())}.", CHOICE)
        setattr(line, column, words[code])

    return check


def check_registered(line: RatingLine, register: RatingRegister, note) -> None:
    refuse_future(line.registered_on, "registered_on", register.day)


class RatingResource(ActingResource, KnownPerson):
    class Meta(KnownPerson.Meta):
        import_id_fields = ("year",)

    order = (Rating,)
    subject = "rating"
    line_class = RatingLine
    register_class = RatingRegister
    register: RatingRegister
    checks = {"cell": check_cell, "year": check_year, "registered_on": check_registered} | {
        column: check_coded(column) for column in CODED
    }

    cell = cell_column("Chi bộ", ("Chi bộ đang sinh hoạt", "Tên chi bộ", "Đơn vị"))
    base = base_column()
    year = CellField("Năm", CountWidget(2100), required=True, width=8, also=("Năm đánh giá",), example="2009")
    aimed_level = CellField("Đăng ký phấn đấu", TextWidget(120), width=16, help=LEVEL_HELP)
    tasks = CellField("Nhiệm vụ đăng ký", TextWidget(1000), width=40)
    registered_on = CellField("Ngày đăng ký", PartyDayWidget(), width=13)
    self_level = CellField("Tự nhận mức", TextWidget(120), width=16, also=("Tự xếp loại",), help=LEVEL_HELP)
    vote_1 = votes_column("Phiếu mức 1", "Chỉ ghi khi bầu mức cao nhất ngay lần một.")
    vote_2 = votes_column("Phiếu mức 2")
    vote_3 = votes_column("Phiếu mức 3")
    vote_4 = votes_column("Phiếu mức 4")
    second_agree = votes_column("Lần hai: đồng ý", "Phiếu về mức cao nhất, chỉ cho người lần một đạt mức 2.")
    second_disagree = votes_column("Lần hai: không đồng ý")
    proposal = CellField(
        "Chi bộ đề nghị",
        TextWidget(200),
        width=22,
        also=("Mức đề nghị", "Xếp loại"),
        help="Tên mức, hoặc lý do không đánh giá.",
    )
    sub_reason = CellField("Dòng chi tiết", TextWidget(200), width=30, help="Dòng của Biểu 7B dưới mức thấp.")
    words = CellField("Lý do chưa đánh giá", TextWidget(300), width=30)

    # One row

    def whom(self, roll, told):
        match = roll.match_known(told)
        if match.pk:
            self.remarks.names[told.row] = roll.by_pk[match.pk].name
        return match

    def known_line(self, row):
        """What is known of the member in the year of the row."""
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        unit, year = self.units[self.key_of(row)], self.read("year", row)
        rating = self.register.rating(unit, year)
        if rating is None:
            return None
        known = self.line_at(unit, rating)
        return self.line_class(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def line_at(self, unit, state):
        year = self.register.years[state.campaign_id]
        rules = self.register.campaigns[year].member_rules
        return line_of(unit, state, rules, year, self.register.code_by_id)

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        told = line.typed & set(WRITTEN)
        return {name for name in told if line.known is None or getattr(line, name) != getattr(line.known, name)}

    def judge(self):
        """Nobody stands in two rows of one year."""
        first: dict[tuple, int] = {}
        for line in sorted((one for lines in self.read_lines.values() for one in lines), key=lambda one: one.row):
            if line.row in self.remarks.stopped:
                continue
            before = first.setdefault((line.code, line.year), line.row)
            if before != line.row:
                text = f"Dòng {before} đã ghi {line.name} năm {line.year}."
                self.remarks.say(line.row, "year", TWICE, text)

    def act(self, unit, line):
        campaign = self.register.campaigns[line.year]
        cell = self.register.cell_on(unit.root.pk, campaign)
        if cell is None:
            raise WrongColumn(
                "cell", "Đồng chí này không sinh hoạt ở chi bộ nào trong phạm vi vào ngày tính.", REFERENCE
            )
        typed = {name: self.typed_text(campaign, line, name) for name in WRITTEN if name in self.touched[line.row]}
        hand = Hand(fills=True, on_behalf=True)
        try:
            with said_at("year"):
                save_member(
                    campaign=campaign,
                    cell=cell,
                    member_id=unit.root.pk,
                    typed=typed,
                    hand=hand,
                    by=self.author.user,
                )
        except NotThere as error:
            raise WrongColumn(error.at, error.sentence, CHOICE) from error

    @staticmethod
    def typed_text(campaign, line, name: str) -> str:
        """The value as the page would send it."""
        value = getattr(line, name)
        return code_said(campaign.member_rules, name, value) if name in CODED else value_shown(value)

    def rows_now(self, units):
        keys = {unit.root.pk: unit.key for unit in units}
        found = defaultdict(list)
        for row in Rating.objects.filter(member__in=keys).order_by("pk"):
            found[keys[row.member_id]].append(row)
        return found

    @classmethod
    def built_upon(cls, written):
        """Cells that handed in what the file brought."""
        hold_members(written)
        ratings = Rating.objects.filter(pk__in=keys_of(written, Rating)).select_related("member", "campaign")
        closed = RatedCell.objects.exclude(state__in=FILLING).values_list("campaign_id", "organization_id")
        held = set(closed.filter(organization__in=[one.organization_id for one in ratings]))
        return [
            f"bảng đã nộp có {one.member.full_name}, năm {one.campaign.year}"
            for one in ratings
            if (one.campaign_id, one.organization_id) in held
        ]

    # Words

    def summary(self, line):
        parts = (
            ("năm ", str(line.year)),
            ("đăng ký ", line.aimed_level),
            ("tự nhận ", line.self_level),
            ("đề nghị ", line.proposal),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def present_lines(self):
        """The ratings of the last campaign that has any rules on members."""
        last = self.register.campaigns.get(max(self.register.campaigns, default=0))
        found = [(unit, one) for unit in self.units.values() for one in unit.of(Rating)]
        return [self.line_at(unit, one) for unit, one in found if last and one.campaign_id == last.pk]
