"""Everything said about the rows of one file while it is read, laid and judged."""

from sinho.imports.enums import Level
from sinho.imports.findings import WAITING, Cause, Finding
from sinho.imports.tables import Table, shown


class Remarks:
    """Findings with their place. `titles` gives the title of each column by its attribute."""

    def __init__(self, table: Table, titles: dict[str, str]):
        self.table, self.titles = table, titles
        self.cells = {row.number: row.cells for row in table.rows}
        self.names: dict[int, str | None] = {}
        self.findings: list[Finding] = list(table.findings)
        self._rows: dict[str, set[int]] = {"wrong": set(), "waiting": set()}

    def say(self, row: int, column: str, cause: Cause, text: str) -> None:
        """Say something about a row; `column` is the attribute of a column, or "" for the row as a whole."""
        title = self.titles.get(column, "")
        cells = self.cells.get(row, {})
        self.findings.append(
            Finding(
                cause,
                text,
                row=row,
                column=self.table.column(title) if title else "",
                typed=shown(cells[title]) if title in cells else "",
                name=self.name_of(row),
            )
        )
        if cause.level == Level.ERROR:
            self._rows["waiting" if cause is WAITING else "wrong"].add(row)

    def name_of(self, row: int) -> str:
        """What the row calls the thing it is about: as it was read, or else as it was typed."""
        cells = self.cells.get(row, {})
        return self.names.get(row) or shown(cells.get(self.titles["name"])) or shown(cells.get(self.titles.get("code")))

    @property
    def wrong(self) -> set[int]:
        """Rows that are wrong in themselves."""
        return self._rows["wrong"]

    @property
    def waiting(self) -> set[int]:
        """Rows that are right, but rely on wrong ones."""
        return self._rows["waiting"] - self._rows["wrong"]

    @property
    def stopped(self) -> set[int]:
        """Rows that cannot be written."""
        return self._rows["wrong"] | self._rows["waiting"]
