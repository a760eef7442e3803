"""`report CODE`: the same report as the page, into a file. For the administrator of the server: it sees everything."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cells.organizations.models import Organization, OrganizationState
from sinho.accounts.roles import Role
from sinho.accounts.scope import Reach, Scope
from sinho.audit.actions import record
from sinho.documents import reports as kit
from sinho.documents import statistics
from sinho.documents.formats import FIGURES, format_of
from sinho.documents.forms import FIRST_YEAR, LAST_YEAR, NOT_A_YEAR
from sinho.refusal import Refused
from sinho.text.dates import parse_date
from sinho.web import clock
from sinho.web.models import demo_day


class Command(BaseCommand):
    help = (
        "Làm báo cáo ra tệp: report MÃ [--org MÃ_TỔ_CHỨC] [--year NĂM | --from NGÀY --to NGÀY] [--on NGÀY] "
        "--format json|pdf|pdfa|docx|xlsx -o TỆP; report --list: các báo cáo, các bộ biểu có."
    )

    def add_arguments(self, parser):
        # Everything is read as text, so that what is wrong is said in a sentence of ours.
        parser.add_argument("code", nargs="?", help="mã báo cáo")
        parser.add_argument("--list", action="store_true", help="các báo cáo, các bộ biểu có")
        parser.add_argument("--org", help="mã tổ chức; không ghi: tổ chức trên cùng")
        parser.add_argument("--year", help="năm")
        parser.add_argument("--from", dest="since", help="từ ngày")
        parser.add_argument("--to", dest="until", help="đến ngày")
        parser.add_argument("--on", help="tính đến ngày; không ghi: hôm nay")
        parser.add_argument("--format", default="json", help="json, pdf, pdfa, docx hoặc xlsx")
        parser.add_argument("-o", "--output", help="tên tệp; không ghi thì in JSON ra màn hình")

    def handle(self, *args, **options):
        if options["list"]:
            self.write_list()
            return
        if day := demo_day():
            clock.fix_day(day)
        try:
            content = self.content(options)
        except Refused as refused:
            raise CommandError("\n".join(refused.reasons)) from refused
        self.hand_over(content, options["output"])

    def write_list(self) -> None:
        """The reports by code, then the forms of each set with the report that fills them, or why none does."""
        for kind in kit.all_kinds():
            self.stdout.write(f"{kind.code}\t{kind.title}")
        for generation in statistics.generations():
            self.stdout.write(f"\n{generation.code}\t{generation.title}")
            if generation.like:
                self.stdout.write(f"  như {generation.like}\t{generation.source}")
                continue
            for one in statistics.entries_of(generation):
                self.stdout.write(f"  {one.code}\t{one.title}: {one.kind or one.why}")

    def content(self, options) -> bytes:
        """The file's bytes. Refused with a sentence for whatever was asked wrongly."""
        if not options["code"]:
            raise Refused("Đồng chí ghi mã báo cáo; lệnh report --list cho biết các mã.")
        written = format_of(options["format"])
        if written is not FIGURES and not options["output"]:
            raise Refused("Đồng chí ghi tên tệp sau -o.")
        kind = kit.kind_of(options["code"])
        times = self.times(kind, options)
        organization = self.organization(options["org"])
        question = kit.asked_for(kind, organization_id=organization.pk, today=clock.today(), **times)
        reach = frozenset(Organization.objects.values_list("pk", flat=True))
        built = kind.build(Scope(reaches=(Reach(Role.DISTRICT_LEADER, organization.pk, reach),)), question)
        content = written.write(kind, built, kit.PaperDetails()) + (b"\n" if written is FIGURES else b"")
        said = f"Xuất báo cáo “{kind.title}” {question.words}, tệp {options['format']}, bằng lệnh"
        record(by=None, did="report.exported", said=said, organization=(organization.pk, built.organization_name))
        return content

    @staticmethod
    def times(kind: kit.ReportKind, options) -> dict:
        """Year or period and day, each read once; what the kind does not ask is refused rather than passed over."""
        found = {"year": options["year"] and year(options["year"])}
        for name in ("since", "until", "on"):
            found[name] = options[name] and day(options[name])
        if kind.asks == kit.YEAR and (found["since"] or found["until"]):
            raise Refused(f"Báo cáo “{kind.title}” làm theo năm: đồng chí ghi --year, không ghi --from, --to.")
        if found["year"] and (found["since"] or found["until"]):
            raise Refused("Đồng chí ghi hoặc --year, hoặc --from và --to, không ghi cả hai.")
        return found

    @staticmethod
    def organization(code: str | None) -> Organization:
        """The organisation with this code, or the one at the top of the tree."""
        if code:
            found = Organization.objects.filter(code=code).first()
        else:
            top = OrganizationState.objects.on(clock.today()).filter(parent__isnull=True).in_order().first()
            found = top.organization if top else None
        if found is None:
            raise Refused(f"Không có tổ chức mang mã “{code}”." if code else "Hệ thống chưa có tổ chức nào.")
        return found

    def hand_over(self, content: bytes, output: str | None) -> None:
        """Into the file, or to the screen; a place that cannot be written to is named."""
        if not output:
            self.stdout.write(content.decode(), ending="")
            return
        try:
            Path(output).write_bytes(content)
        except (OSError, ValueError) as error:
            raise CommandError(f"Không ghi được tệp “{output}”: đồng chí xem lại tên và quyền của thư mục.") from error


def year(text: str) -> int:
    if not (text.isdecimal() and len(text) == 4 and FIRST_YEAR <= int(text) <= LAST_YEAR):
        raise Refused(f"“{text}”: {NOT_A_YEAR}")
    return int(text)


def day(text: str):
    try:
        return parse_date(text)
    except ValueError as error:
        raise Refused(str(error)) from error
