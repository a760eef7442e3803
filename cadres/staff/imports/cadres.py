"""The workbook `cadres`: one row is one post of somebody on the staff, with who he is and what he has learned."""

from collections import defaultdict

from cadres.staff import titles
from cadres.staff.enums import PostEntry
from cadres.staff.imports.acts import act_cadre
from cadres.staff.imports.columns import CadreColumns
from cadres.staff.imports.laying import CHECKS, lay_cadre, says_nothing_new
from cadres.staff.imports.lines import LEARNED, PERSON, CadreLine, line_of, post_meant
from cadres.staff.models import Post
from members.roll.models.member import masked
from sinho.imports.enums import Level
from sinho.imports.findings import REFERENCE, TWICE, TWIN, WrongCell, WrongColumn, cause
from sinho.imports.lines import ROW_NUMBER
from sinho.text.dates import format_date
from sinho.text.folding import fold

UNLIKE = cause(
    "rows_unlike", "Hai dòng của một người ghi khác nhau", "Lý lịch và trình độ của một người ghi như nhau ở mọi dòng."
)
FULL = cause(
    "title_full",
    "Chức danh đang có người giữ",
    "Người trước đã thôi thì ghi thôi chức danh ở trang của người ấy; đúng là hai người thì xác nhận khi nhập.",
    Level.DOUBT,
)
MORE = ("religion", "home_place", "decision_number", "decision_date", *LEARNED)


class CadreResource(CadreColumns):
    line_class = CadreLine
    checks = CHECKS

    # One row

    def known_line(self, row):
        if self.matches[row[ROW_NUMBER]].pk is None:
            return None
        unit, commune = self.units[self.key_of(row)], self.read("commune", row)
        code = self.register.find_commune(commune) if commune else None
        place = self.register.organization(code).pk if code else None
        post = post_meant(unit, self.read("title", row), self.read("since", row), place, self.day)
        known = line_of(unit, post, self.day, self.register.code_by_id)
        return CadreLine(**{**vars(known), "known": known, "typed": set(), "notes": []})

    def lay(self, unit, line):
        if problem := self.matches[line.row].problem:
            raise WrongColumn(*problem, REFERENCE)
        return lay_cadre(line, self.said)

    def act(self, unit, line):
        act_cadre(unit, line, self.touched[line.row], self.register, self.author)

    # The rows together

    def judge(self):
        read = sorted((line for lines in self.read_lines.values() for line in lines), key=lambda one: one.row)
        first: dict[str, CadreLine] = {}
        posts: dict[tuple, int] = {}
        for line in read:
            if line.row in self.remarks.stopped:
                continue
            before = posts.setdefault((line.code, line.title), line.row)
            if before != line.row:
                self.remarks.say(line.row, "title", TWICE, f"Dòng {before} đã ghi chức danh này của {line.name}.")
            self.compare(line, first.setdefault(line.code, line))
        self.doubt_twins([line for line in read if self.touched.get(line.row) and line.row not in self.remarks.stopped])
        self.doubt_full([line for line in read if self.touched.get(line.row) and line.about is None])

    def compare(self, line: CadreLine, first: CadreLine) -> None:
        """Two rows of one person agree on who he is and what he has learned."""
        for column in (*PERSON, *LEARNED):
            if {column} <= line.typed & first.typed:
                one, other = getattr(first, column), getattr(line, column)
                if one is not None and other is not None and one != other and not says_nothing_new(column, one, other):
                    text = f"Dòng {first.row} ghi “{self.said(first, column)}” cho cùng người này."
                    self.remarks.say(line.row, column, UNLIKE, text)
                    return

    def doubt_twins(self, lines: list[CadreLine]) -> None:
        """The same name and birth in another commune may be the same person."""
        first: dict[tuple, CadreLine] = {}
        for line in lines:
            if not self.units[line.code].is_new:
                continue
            twin = self.matches[line.row].twin
            same = first.setdefault((fold(line.name), str(line.birth)), line)
            if twin:
                text = f"Danh sách đã có {twin.name}, sinh {twin.birth}, {twin.commune} (mã {twin.code})."
                self.remarks.say(line.row, "name", TWIN, text)
            elif same.code != line.code and not (same.identity and line.identity):
                where = self.said(same, "commune")
                self.remarks.say(line.row, "name", TWIN, f"Dòng {same.row} ghi cùng tên, cùng ngày sinh, {where}.")

    def doubt_full(self, lines: list[CadreLine]) -> None:
        """A title for one holder that somebody else holds, today or in the file: the act lets first lists pass."""
        known = titles.known_titles()
        lines = [line for line in lines if line.commune and known[line.title].holders]
        held = defaultdict(dict)
        places = {self.register.organization(line.commune).pk for line in lines}
        rows = Post.objects.on(self.day).filter(organization__in=places, title__in={line.title for line in lines})
        for post in rows.select_related("cadre"):
            code = self.register.code_by_id[post.organization_id]
            held[code, post.title][post.cadre_id] = f"{post.cadre.full_name}, từ {format_date(post.since)}"
        for line in lines:
            who, mine = held[line.commune, line.title], self.units[line.code].root.pk or line.code
            others = [said for key, said in who.items() if key != mine]
            if others and line.entry == PostEntry.OPENING and line.row not in self.remarks.stopped:
                self.remarks.say(line.row, "title", FULL, f"{self.said(line, 'title')}: đã có {'; '.join(others)}.")
            who.setdefault(mine, f"{line.name} (dòng {line.row})")

    # Words

    def summary(self, line):
        parts = (
            ("", self.said(line, "sex").lower()),
            ("sinh ", self.said(line, "birth")),
            ("dân tộc ", self.said(line, "ethnicity")),
            ("", self.said(line, "commune")),
            ("", self.said(line, "title")),
            ("từ ", self.said(line, "since")),
            ("", self.said(line, "entry").lower()),
            *((f"{self.remarks.titles[name].lower()} ", self.said(line, name)) for name in MORE if name in line.typed),
            ("số căn cước ", masked(line.identity or "")),
        )
        return "; ".join(f"{before}{word}" for before, word in parts if word)

    def present_lines(self):
        """A row for each post of the day within reach; without identity numbers, the code finds the person."""
        lines, codes = [], self.register.code_by_id
        for unit in self.units.values():
            for post in unit.of(Post):
                if self.day in post.valid and post.organization_id in self.reach:
                    line = line_of(unit, post, self.day, codes)
                    line.identity = None
                    self.make_readable(line)
                    lines.append(line)
        return lines

    def make_readable(self, line: CadreLine) -> None:
        """Words of a certificate that tell no level give way to the name of the level."""
        for column in LEARNED:
            value = getattr(line, column)
            if isinstance(value, tuple) and value[1]:
                try:
                    self.fields[column].widget.read(value[1])
                except WrongCell:
                    setattr(line, column, (value[0], ""))
