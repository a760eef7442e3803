"""Styles of the Word file, by their place on the paper; sizes that differ between guidances come from the layout."""

from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from sinho.documents.layouts import Layout
from sinho.documents.word.elements import Look, mm, twips, w

TYPEFACE = "Times New Roman"
LANGUAGE = "vi-VN"
# Times New Roman stands 1.149 of its size high; Word counts its lines in that height, the style sheet in the size.
NATURAL_HEIGHT = 1.149
KEPT = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "Header", "Footer"}


@dataclass(frozen=True)
class Style:
    """A paragraph style. `key` is its id; `line` as the style sheet writes it: 1.25 or 19.5pt; the rest in points."""

    key: str
    name: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: str | None = None
    align: str = "left"
    before: float = 0
    after: float = 0
    line: str = "1.2"
    indent: float = 0
    keep_next: bool = False
    outline: int | None = None


def paper_styles(layout: Layout) -> tuple[Style, ...]:
    """All styles of a paper in this layout."""
    return *_heading(layout), *_body(layout), *_ending(layout), *_FORM


def _heading(layout: Layout) -> tuple[Style, ...]:
    """From the organisations down to the dashes below the subject."""
    return (
        Style("Superior", "VB Cơ quan cấp trên", layout.organization_size, align="center"),
        Style("Issuer", "VB Cơ quan ban hành", layout.organization_size, bold=True, align="center"),
        Style("Number", "VB Số, ký hiệu", layout.organization_size, align="center"),
        Style("LetterSubject", "VB Trích yếu công văn", 12, italic=True, align="center"),
        Style("Party", "VB Tiêu đề Đảng", layout.party_size, bold=True, align="center"),
        Style("PlaceDate", "VB Địa danh, ngày tháng", 14, italic=True, align="center", before=16),
        Style("Title", "Title", layout.kind_size, bold=True, align="center", line="1.25", keep_next=True),
        Style("AnnexTitle", "VB Phụ lục", 14, bold=True, align="center", line="1.25", keep_next=True, outline=0),
        Style("Subtitle", "Subtitle", layout.subject_size, bold=True, align="center", line="1.25", keep_next=True),
        Style("Dashes", "VB Gạch dưới trích yếu", layout.body_size, align="center", after=12, line="1"),
        Style("AnnexOf", "VB Kèm theo", 13, italic=True, align="center", after=10, line="1.25"),
    )


def _body(layout: Layout) -> tuple[Style, ...]:
    line = layout.line_height
    indent = mm(10)
    heading = {"bold": True, "line": line, "indent": indent, "after": 4, "keep_next": True}
    return (
        Style("BodyText", "Body Text", layout.body_size, align="both", after=5, line=line, indent=indent),
        Style("Heading1", "heading 1", layout.body_size, before=9, outline=0, **heading),
        Style("Heading2", "heading 2", layout.body_size, before=6, outline=1, **heading),
        Style("Caption", "caption", layout.body_size, italic=True, align="center", after=3, keep_next=True),
        Style("Unit", "VB Đơn vị tính", 12, italic=True, align="right", after=2, keep_next=True),
        Style("Note", "VB Ghi chú", 12, line="1.25", after=5),
        Style("TableText", "VB Chữ trong bảng", 12),
        Style("Picture", "VB Hình", 12, align="center", before=4, after=4, line="1", keep_next=True),
        Style("Spacer", "VB Khoảng cách", 1, line="1"),
    )


def _ending(layout: Layout) -> tuple[Style, ...]:
    """Recipients and signature."""
    title_look = layout.recipients_title_look
    return (
        Style(
            "RecipientsTitle",
            "VB Nơi nhận",
            layout.recipients_title_size,
            bold=title_look == "bold-italic",
            italic=title_look == "bold-italic",
            underline="single" if title_look == "underlined" else None,
            line="1.25",
        ),
        Style("Recipients", "VB Danh sách nơi nhận", layout.recipients_size, line="1.25"),
        Style("Authority", "VB Thẩm quyền ký", 14, bold=True, align="center", line="1.25"),
        Style("Position", "VB Chức vụ ký", 14, align="center", line="1.25"),
        Style("Signer", "VB Người ký", 14, bold=True, align="center", before=70, line="1.25"),
    )


# Statistical forms look the same in every layout.
_FORM = (
    Style("FormTitle", "VB Tên biểu", 13.5, bold=True, align="center", line="1.15"),
    Style("FormText", "VB Chữ ngoài biểu", 11, line="1.15"),
    Style("FormCentre", "VB Chữ giữa đầu biểu", 11, align="center", line="1.15"),
    Style("FormSide", "VB Đơn vị báo cáo", 9.5, line="1.15"),
    Style("FormUnit", "VB Đơn vị tính của biểu", 10, align="right", line="1.15", keep_next=True),
    Style("FormNote", "VB Ghi chú của biểu", 8.5, italic=True, line="1.12"),
    Style("FormEnd", "VB Chân biểu", 11.5, align="center"),
    Style("FormSigner", "VB Người ký biểu", 11.5, bold=True, align="center", before=28),
)


def write_styles(document: Document, layout: Layout) -> dict[str, Style]:
    """Put the styles into an empty document and take out those of other languages and colours; gives them by key."""
    for style in list(document.styles):
        if style.name not in KEPT:
            style.element.getparent().remove(style.element)
        for link in style.element.findall(qn("w:link")):
            style.element.remove(link)  # to a style of letters that is taken out here
    _write_defaults(document, layout)
    known = {style.key: style for style in paper_styles(layout)}
    for style in known.values():
        _write_style(document, style)
    header = document.styles["Header"]
    header.element.get_or_add_pPr().append(w("jc", val="center"))
    header.element.get_or_add_rPr().extend([w("sz", val="26"), w("szCs", val="26")])
    return known


def _write_defaults(document: Document, layout: Layout) -> None:
    """The typeface and the language of everything."""
    root = document.styles.element
    defaults = root.find(qn("w:docDefaults"))
    size = str(round(layout.body_size * 2))
    face = w("rFonts", ascii=TYPEFACE, hAnsi=TYPEFACE, eastAsia=TYPEFACE, cs=TYPEFACE)
    language = w("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    runs = w("rPrDefault", w("rPr", face, w("sz", val=size), w("szCs", val=size), language))
    blocks = w("pPrDefault", w("pPr", w("spacing", before="0", after="0", line="240", lineRule="auto")))
    root.replace(defaults, w("docDefaults", runs, blocks))
    normal = document.styles["Normal"].element
    for properties in (normal.pPr, normal.rPr):
        if properties is not None:
            normal.remove(properties)


def _write_style(document: Document, style: Style) -> None:
    element = document.styles.add_style(style.key, WD_STYLE_TYPE.PARAGRAPH, builtin=True).element
    element.set(qn("w:styleId"), style.key)
    element.find(qn("w:name")).set(qn("w:val"), style.name)
    if style.name.startswith("VB "):
        element.set(qn("w:customStyle"), "1")
    for child in list(element):
        if child.tag != qn("w:name"):
            element.remove(child)
    element.extend([w("basedOn", val="Normal"), w("qFormat"), _paragraph_properties(style)])
    look = Look(style.bold or None, style.italic or None, style.size, style.underline)
    element.append(look.properties())


def _paragraph_properties(style: Style):
    return w(
        "pPr",
        w("keepNext") if style.keep_next else None,
        w("spacing", before=twips(style.before), after=twips(style.after), **line_spacing(style.line)),
        w("ind", firstLine=twips(style.indent)) if style.indent else None,
        w("jc", val=style.align),
        w("outlineLvl", val=str(style.outline)) if style.outline is not None else None,
    )


def line_spacing(line: str) -> dict[str, str]:
    """1.3 of the size, or an exact height in points, as Word counts."""
    if line.endswith("pt"):
        return {"line": twips(float(line.removesuffix("pt"))), "lineRule": "exact"}
    return {"line": str(round(240 * max(float(line) / NATURAL_HEIGHT, 0.87))), "lineRule": "auto"}
