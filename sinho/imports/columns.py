"""The columns of a kind of workbook: their titles, how a cell is read once, what is offered to choose from."""

from import_export.resources import Resource

from sinho.documents.workbooks import Column
from sinho.imports.findings import WrongCell
from sinho.imports.lines import CellField, Line, Understood
from sinho.imports.tables import Titles


class WorkbookColumns(Resource):
    """The part of a Resource that knows its columns. `cells`: what was read, by column and text."""

    class Meta:
        using_db = "default"

    def __init__(self):
        super().__init__()
        self.cells: dict[tuple, object] = {}
        for name, declared in self.fields.items():
            declared.attribute = name

    @classmethod
    def titles(cls) -> Titles:
        """The columns that a file may have."""
        fields = cls.fields.values()
        also = {other: f.column_name for f in fields for other in f.also}
        return Titles({f.column_name: f.required for f in fields}, also)

    def columns(self) -> list[Column]:
        """The columns of the template and the export."""
        offered = self.offered()
        return [
            Column(
                key=name,
                title=f"{f.column_name} *" if f.required else f.column_name,
                kind=f.widget.kind,
                width=f.width,
                choices=offered.get(name) or tuple(getattr(f.widget, "labels", {}).values()),
                help=f.help,
                strict=name not in offered,
            )
            for name, f in self.fields.items()
        ]

    def read(self, name: str, row: dict):
        """A cell of the row; None when it is empty or cannot be read."""
        try:
            value = self.cell(self.fields[name], row)
        except (WrongCell, KeyError):
            return None
        return value.value if isinstance(value, Understood) else value

    def cell(self, f: CellField, row: dict):
        """A cell of the row. The same text in the same column is read once for a file."""
        raw = row[f.column_name]
        key = (f.attribute, type(raw), raw, getattr(raw, "typed", None))
        if key not in self.cells:
            try:
                self.cells[key] = f.clean(row)
            except WrongCell as error:
                self.cells[key] = error
        value = self.cells[key]
        if isinstance(value, WrongCell):
            raise WrongCell(value.text, value.cause)
        return value

    def import_field(self, field, instance, row, is_m2m=False, **kwargs):
        if field.column_name in row:
            field.put(instance, self.cell(field, row), is_filled=row[field.column_name] is not None)

    def said(self, line: Line, name: str) -> str:
        """A column of the line in words."""
        return self.fields[name].widget.said(getattr(line, name))

    def offered(self) -> dict[str, tuple[str, ...]]:
        """Drop-down lists that come from the data, by column; those of the product stand in the widgets."""
        return {}
