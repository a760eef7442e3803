"""The page of a paper, block by block, as a Word file; the same page gives the same bytes."""

import io
from xml.etree.ElementTree import Element

import tinyhtml5
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from sinho.documents.layouts import Layout
from sinho.documents.unchanging import MADE_AT, same_bytes
from sinho.documents.word.elements import keep_with_next, mm, paragraph, spacer, twips, w
from sinho.documents.word.grids import keep_row_with_next, read_grid, table_element
from sinho.documents.word.inline import classes, loose_words, plain_lines, runs
from sinho.documents.word.measure import text_width
from sinho.documents.word.pictures import SVG, picture
from sinho.documents.word.sheets import FORM, LYING, STANDING, Sheet, new_section, set_up
from sinho.documents.word.styles import LANGUAGE, write_styles
from sinho.documents.workbooks import NOT_XML

# Styles of paragraphs by their class, wherever they stand.
_BY_CLASS = {
    "issuer": "Issuer",
    "star": "Number",
    "number": "Number",
    "letter-subject": "LetterSubject",
    "party": "Party",
    "place": "PlaceDate",
    "subject": "Subtitle",
    "dashes": "Dashes",
    "annex-of": "AnnexOf",
    "table-title": "Caption",
    "unit": "Unit",
    "note": "Note",
    "recipients-title": "RecipientsTitle",
    "authority": "Authority",
    "signer": "Signer",
    "form-signer": "FormSigner",
}
# Styles of what stands in a box without a class of its own.
_BY_BOX = {
    "head-organization": "Superior",
    "head-party": "PlaceDate",
    "recipients": "Recipients",
    "signature": "Position",
    "form-l": "FormCentre",
    "form-c": "FormCentre",
    "form-r": "FormSide",
    "form-notes": "FormNote",
    "form-who": "FormEnd",
    "certified": "Position",
}
_BY_TAG = {"h2": "Heading1", "h3": "Heading2", "li": "BodyText"}
_AFTER_GRID, _AFTER_FORM_GRID = 8, 3
_SIGNATURE, _BESIDE_SIGNATURE, _RECIPIENTS = mm(85), mm(80), mm(72)
_FORM_HEAD = (0.27, 0.45, 0.28)


def word_document(html: str, layout: Layout, title: str) -> bytes:
    """The .docx of a page that `print/paper.html` has made."""
    page = tinyhtml5.parse(NOT_XML.sub("", html), namespace_html_elements=False)
    writer = _Writer(page.find("body"), layout)
    return writer.written(NOT_XML.sub("", title))


class _Writer:
    """Walks the page once, from top to bottom."""

    def __init__(self, body: Element, layout: Layout):
        self.layout, self.document = layout, Document()
        write_styles(self.document, layout)
        forms = [one for one in body.iter("section") if "form" in classes(one)]
        self.sheet = FORM if forms else LYING if "lying" in classes(body) else STANDING
        set_up(self.document.sections[0], self.sheet, first=True)
        self.first_form = forms[0] if forms else None
        self.container = self.document.element.body
        self.box, self.in_form = "", False
        self.blocks(body)

    def written(self, title: str) -> bytes:
        """The file, with fixed times and without the traces of the library that writes it."""
        document = self.document
        said = document.core_properties
        said.title, said.language, said.created, said.modified = title, LANGUAGE, MADE_AT, MADE_AT
        said.author = said.comments = said.last_modified_by = said.keywords = said.subject = ""
        said.revision = 1
        relations = document.part.package.rels
        for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            del relations[key]
        mode = w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15")
        compatibility = document.settings.element.find(qn("w:compat"))
        compatibility.append(mode)
        content = io.BytesIO()
        document.save(content)
        return same_bytes(content.getvalue())

    def put(self, element) -> None:
        """Next in the text, before the properties of the last section."""
        if self.container.tag == qn("w:body"):
            self.container.sectPr.addprevious(element)
        else:
            self.container.append(element)

    def blocks(self, element: Element) -> None:
        for child in loose_words(element):
            self.block(child)

    def block(self, element: Element) -> None:
        """One block of the page."""
        names = classes(element)
        if element.tag == "table":
            self.grid(element)
        elif element.tag == f"{SVG}svg":
            self.put(picture(self.document, element, self.sheet.text_width))
        elif element.tag in ("p", "h1", "h2", "h3", "li", "figcaption"):
            self.words(element, names)
        elif "head" in names or "end" in names or "form-head" in names or "form-end" in names:
            self.side_by_side(element, names)
        elif element.tag == "section":
            self.section(element, names)
        elif names and names[0] in _BY_BOX:
            if "certified" in names:
                self.join_to_text()
                self.put(spacer(14))
                keep_with_next(self.last_block())
            self.inside(element, names[0])
        elif "keep" in names or "form-foot" in names:
            self.kept_together(element)
        else:
            self.blocks(element)

    def words(self, element: Element, names: list[str]) -> None:
        """A paragraph in the style of its place."""
        style = self.style_of(element, names)
        lines = [line for line in plain_lines(element) if line]
        rule = None
        if "party" in names and lines:
            # A solid rule below the title, as long as its text.
            side = (mm(self.layout.party_box) - text_width(lines[0], self.layout.party_size, bold=True)) / 2 - 1
            rule = (side, side)
        self.put(paragraph(style, runs(element), indents=rule))

    def style_of(self, element: Element, names: list[str]) -> str:
        if "kind" in names:
            return "FormTitle" if self.in_form else "AnnexTitle" if self.box == "annex" else "Title"
        named = next((_BY_CLASS[name] for name in names if name in _BY_CLASS), "")
        if named == "Unit" and self.in_form:
            return "FormUnit"
        return (
            named or _BY_TAG.get(element.tag) or _BY_BOX.get(self.box) or ("FormText" if self.in_form else "BodyText")
        )

    def inside(self, element: Element, box: str) -> None:
        """What stands in a box, in its style."""
        before, self.box = self.box, box
        self.blocks(element)
        self.box = before

    def section(self, element: Element, names: list[str]) -> None:
        """An annex or a statistical form, on a page of its own."""
        before = self.in_form
        if "form" in names:
            self.in_form = True
            if element is not self.first_form:
                self.new_page(FORM)
        elif "annex" in names:
            self.new_page(LYING if "lying" in names else STANDING)
        self.inside(element, "annex" if "annex" in names else self.box)
        self.in_form = before

    def new_page(self, sheet: Sheet) -> None:
        self.sheet = sheet
        new_section(self.document, sheet)

    def grid(self, table: Element) -> None:
        """A table with lines; its caption stands above it."""
        grid = read_grid(table, self.in_form)
        caption = table.find("caption")
        if caption is not None:
            self.put(paragraph("Caption", runs(caption)))
        if grid.rows:
            self.put(table_element(grid, self.sheet.text_width))
            self.put(spacer(_AFTER_FORM_GRID if self.in_form else _AFTER_GRID))

    def side_by_side(self, element: Element, names: list[str]) -> None:
        """Boxes beside each other: a table without lines whose only row is not broken."""
        if "end" in names or "form-end" in names:
            self.join_to_text()
            self.put(spacer(4 if self.in_form else 16))
            keep_with_next(self.last_block())
        widths = self.widths(names)
        boxes = iter(element)
        cells = [self.cell(None if gap else next(boxes), width) for width, gap in widths]
        margins = [w(side, w="0", type="dxa") for side in ("top", "left", "bottom", "right")]
        properties = w(
            "tblPr",
            w("tblW", w=twips(self.sheet.text_width), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblCellMar", *margins),
        )
        columns = w("tblGrid", *(w("gridCol", w=twips(width)) for width, _ in widths))
        self.put(w("tbl", properties, columns, w("tr", w("trPr", w("cantSplit")), *cells)))
        self.put(spacer(18 if "head" in names else 2))

    def widths(self, names: list[str]) -> list[tuple[float, bool]]:
        """Of each cell its width, and whether it is the gap between two boxes."""
        whole = self.sheet.text_width
        if "form-head" in names:
            return [(part * whole, False) for part in _FORM_HEAD]
        if "head" in names:
            left, right = mm(self.layout.organization_box), mm(self.layout.party_box)
        elif "two-signatures" in names:
            left = right = _BESIDE_SIGNATURE
        else:
            left, right = _SIGNATURE if "form-end" in names else _RECIPIENTS, _SIGNATURE
        gap = whole - left - right
        return [(left, False), *([(gap, True)] if gap > 1 else []), (right, False)]

    def cell(self, element: Element | None, width: float):
        """A cell of a table without lines; None is an empty one."""
        cell = w("tc", w("tcPr", w("tcW", w=twips(width), type="dxa")))
        if element is not None:
            before, self.container = self.container, cell
            self.inside(element, (classes(element) or [""])[0])
            self.container = before
        if len(cell) == 1:
            cell.append(paragraph("Spacer"))
        return cell

    def last_block(self):
        """The paragraph or table written last, None at the start."""
        if self.container.tag == qn("w:body"):
            return self.container.sectPr.getprevious()
        return self.container[-1] if len(self.container) else None

    def join_to_text(self) -> None:
        """What was written last stays on the page of what follows: a signature never stands alone."""
        element = self.last_block()
        while element is not None:
            if element.tag == qn("w:tbl"):
                for row in element.findall(qn("w:tr"))[-2:]:
                    keep_row_with_next(row)
                return
            keep_with_next(element)
            if element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}").get(qn("w:val")) != "Spacer":
                return
            element = element.getprevious()

    def kept_together(self, element: Element) -> None:
        """Blocks that stay on one page."""
        if "form-foot" in classes(element):
            self.join_to_text()
        for number, child in enumerate(element):
            if number:
                self.join_to_text()
            self.block(child)
            if child.tag == "table":
                for row in self.last_block().getprevious().findall(qn("w:tr"))[:-1]:
                    keep_row_with_next(row)
