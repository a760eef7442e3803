"""A list of 20,000 members brought in, against the same file through a plain ModelResource, and against reading it
with calamine and writing it with COPY, which check nothing.

The plain resource writes what the file says as anybody would: the member by the library, with its defaults, and in its
hook his standings, cell, card, schooling, work and home with `create()`. It checks nothing, asks nothing, can undo
nothing. Beside it, without a verdict, one that leaves all of this out and writes the member alone.
"""

import datetime as dt
import io
import resource
import time
from random import Random

import tablib
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from import_export.fields import Field
from import_export.resources import ModelResource
from import_export.widgets import Widget
from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from bench.district import TODAY, District
from bench.measure import Measured
from cells.access.models import scope_of
from cells.organizations.models import Organization
from members.roll.enums import Occupation
from members.roll.models import Card, LivingPlace, Member, Membership, Schooling, Standing, Work
from sinho.imports.actions.uploads import reach_of
from sinho.imports.kinds import kind_of
from sinho.imports.lines import Expected
from sinho.imports.outcomes import read_file
from sinho.text.folding import fold

MEMBERS, RATIO, AIM = 20_000, 5, 10
FAMILIES = ("Lò", "Lừ", "Tao", "Lường", "Quàng", "Vàng", "Giàng", "Sùng", "Mùa", "Thào", "Tẩn", "Phàn", "Lý", "Trần")
MIDDLE = ("Văn", "Thị", "A", "Láo", "Chỉn", "Xuân", "Minh", "Đức", "Thanh", "Ngọc")
GIVEN = ("Ánh", "Bình", "Chung", "Dính", "Hặc", "Inh", "Lụa", "Mỷ", "Nam", "Páo", "Quý", "Sếnh", "Tủa", "Xôm")
TITLES = (
    "Họ và tên khai sinh",
    "Giới tính",
    "Ngày sinh",
    "Dân tộc",
    "Số căn cước",
    "Số thẻ đảng viên",
    "Chi bộ đang sinh hoạt",
    "Về chi bộ từ ngày",
    "Quê quán",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Số quyết định kết nạp",
    "Học vấn",
    "Chuyên môn",
    "Nghề nghiệp",
    "Nơi ở hiện nay",
)


def list_of_members(cells: list[Organization], number: int = MEMBERS) -> bytes:
    """The file: every member official, some with a probation that ended lately."""
    chance = Random(2009)  # noqa: S311
    workbook = Workbook(write_only=True)
    page = workbook.create_sheet("Đảng viên")
    page.append(TITLES)
    for n in range(number):
        admitted = dt.date(1985, 1, 1) + dt.timedelta(days=chance.randrange(8400))
        born = dt.date(admitted.year - chance.randrange(19, 40), chance.randrange(1, 13), chance.randrange(1, 29))
        woman = chance.random() < 0.3
        page.append(
            [
                f"{chance.choice(FAMILIES)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)} {chance.choice(GIVEN)}",
                "Nữ" if woman else "Nam",
                f"{born:%d/%m/%Y}",
                chance.choice(["Thái", "Mông", "Dao", "Lự", "Kinh", "Khơ-mú"]),
                f"012{n:09d}",
                f"{10_000_000 + n}",
                chance.choice(cells).code,
                max(admitted, dt.date(2004, 1, 2)),
                f"xã Nậm Đo {chance.randrange(60):03d}, huyện Đo",
                admitted,
                admitted.replace(year=admitted.year + 1, day=min(admitted.day, 28)) + dt.timedelta(days=3),
                f"{n % 400}-QĐ/HU",
                chance.choice(["5/12", "9/12", "12/12", "9/12 bổ túc", "Tiểu học"]),
                chance.choice(["Trung cấp", "Sơ cấp", "Đại học Sư phạm", "", ""]),
                chance.choice(["Nông, lâm, ngư nghiệp", "Cán bộ, công chức, người hoạt động ở xã"]),
                f"bản Nậm Đo {chance.randrange(40)}",
            ]
        )
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


class Label(Widget):
    """The code of a label, as anybody would write it."""

    def __init__(self, choices):
        super().__init__()
        self.codes = {label: code for code, label in choices}

    def clean(self, value, row=None, **kwargs):
        return self.codes[value]


class BirthYear(Widget):
    def clean(self, value, row=None, **kwargs):
        return int(value[-4:])


class MemberAlone(ModelResource):
    """The member without standing, cell, card and schooling, with the defaults of the library."""

    full_name = Field("full_name", TITLES[0])
    sex = Field("sex", TITLES[1], widget=Label(Member._meta.get_field("sex").choices))
    birth_year = Field("birth_year", TITLES[2], widget=BirthYear())
    ethnicity = Field("ethnicity", TITLES[3], widget=Label(Member._meta.get_field("ethnicity").choices))
    identity_number = Field("identity_number", TITLES[4])
    home_place = Field("home_place", TITLES[8])

    class Meta:
        model = Member
        import_id_fields = ("identity_number",)
        fields = ("full_name", "sex", "birth_year", "ethnicity", "identity_number", "home_place")


class PlainResource(MemberAlone):
    """The member and everything else that the file says of him."""

    def before_import(self, dataset, **kwargs):
        self.cells = {cell.code: cell for cell in Organization.objects.all()}
        self.occupations = {label: code for code, label in Occupation.choices}

    def after_save_instance(self, instance, row, **kwargs):
        admitted, official, since = row[TITLES[9]], row[TITLES[10]], row[TITLES[7]]
        paper = {"decision_number": row[TITLES[11]]}
        create = Standing.objects.create
        create(member=instance, kind="probationary", valid=DateRange(admitted, official), **paper)
        create(member=instance, kind="official", valid=DateRange(official, None))
        valid = DateRange(since, None)
        cell = self.cells[row[TITLES[6]]]
        Membership.objects.create(member=instance, organization=cell, valid=valid, entry="opening")
        Card.objects.create(member=instance, number=row[TITLES[5]], valid=DateRange(official, None))
        for subject, level, words in (
            ("general", "primary", row[TITLES[12]]),
            ("professional", "intermediate", row[TITLES[13]]),
        ):
            if words:
                Schooling.objects.create(member=instance, subject=subject, level=level, words=words)
        Work.objects.create(member=instance, occupation=self.occupations[row[TITLES[14]]], valid=valid)
        LivingPlace.objects.create(member=instance, words=row[TITLES[15]], valid=valid)


def rows_of(content: bytes) -> list[list]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()


def ours(content: bytes, district: District) -> float:
    """With full checks, everything written: seconds."""
    kind, scope = kind_of("members"), scope_of(district.staff, TODAY)
    reach = reach_of(kind, scope, district.top.pk)
    with transaction.atomic():
        start = time.perf_counter()
        expected = Expected({}, dt.datetime.now(tz=dt.UTC))
        outcome = read_file(kind, content, "a.xlsx", reach=reach, day=TODAY, expected=expected)
        taken = time.perf_counter() - start
        if outcome.errors or outcome.counts["new"] != MEMBERS:
            raise AssertionError(f"the file is not right: {outcome.errors[:3]}, {outcome.counts}")
        transaction.set_rollback(True)
    return taken


def plain(content: bytes, kind: type[ModelResource]) -> float:
    """Through the plain resource: seconds."""
    with transaction.atomic():
        start = time.perf_counter()
        header, *rows = rows_of(content)
        result = kind().import_data(tablib.Dataset(*rows, headers=header), raise_errors=True)
        taken = time.perf_counter() - start
        if result.totals["new"] != MEMBERS:
            raise AssertionError(f"the plain import took {result.totals}")
        transaction.set_rollback(True)
    return taken


def copied(content: bytes) -> float:
    """Read and written without a look: the least that is possible."""
    with transaction.atomic(), connection.cursor() as cursor:
        start = time.perf_counter()
        _, *rows = rows_of(content)
        lines = (
            f"{row[0]}\tmale\t{row[2][-4:]}\teth_thai\tnone\t{row[4]}\t{row[8]}\t{fold(row[0])}\t{fold(row[0])}\t\t\t\t\t\n"
            for row in rows
        )
        names = "full_name,sex,birth_year,ethnicity,religion,identity_number,home_place,search_key,sort_key"
        names += ",other_names,birth_place,family_origin,file_number,file_place"
        cursor.cursor.copy_expert(f"COPY members_member ({names}) FROM STDIN", io.StringIO("".join(lines)))
        taken = time.perf_counter() - start
        transaction.set_rollback(True)
    return taken


def measured(district: District):
    """Lines of the table."""
    content = list_of_members(district.cells)
    bare = min(copied(content) for _ in range(2))
    mine = min(ours(content, district) for _ in range(2))
    theirs, alone = plain(content, PlainResource), plain(content, MemberAlone)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    note = f"{theirs:.1f} s / {mine:.1f} s = {theirs / mine:.1f}; at least {RATIO}, aim {AIM}"
    yield Measured("20,000 members: ours to a fifth of a plain resource", RATIO * mine / theirs, 1, "×", note)
    note = f"{alone:.1f} s / {mine:.1f} s"
    yield Measured("20,000 members: a plain resource without their life", alone / mine, None, "×", note)
    yield Measured("20,000 members: ours to reading and COPY", mine / bare, None, "×", f"{mine:.1f} s / {bare:.1f} s")
    yield Measured("20,000 members: peak memory of the process", peak, None, "MB")
