"""Layouts of Party papers, one per guidance of the Central Office; a paper keeps the layout of its own date.

They are data with their source: `layouts.yaml` beside this file, and `types.yaml` with the symbols of types of papers.
Sizes in points (pt), boxes in millimetres. What the guidances have in common stands in `templates/print/paper.css`:
A4; margins top 20, bottom 20, left 30, right 15 mm; page number top centre from page 2, 13 pt; first line indent 10 mm.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Layout:
    """One generation of the layout. `verified` is False while the text of the guidance itself has not been compared."""

    code: str
    since: dt.date
    source: str
    verified: bool
    organization_size: int = 14
    party_size: int = 15
    kind_size: int = 16
    subject_size: int = 14
    body_size: int = 14
    line_height: str = "1.3"
    recipients_title_size: int = 12
    recipients_title_look: str = "bold-italic"
    recipients_size: int = 11
    organization_box: int = 77
    party_box: int = 88
    heading_mark: str = "-"
    pads_number: bool = False

    def numbered(self, number: str) -> str:
        """Number of a paper as this layout writes it: 7, or 07 where numbers below 10 get a zero."""
        return number.zfill(2) if self.pads_number and number.isdecimal() else number

    def variables_css(self) -> str:
        """What the style sheet takes from the layout, as custom properties."""
        values = {
            "organization-size": f"{self.organization_size}pt",
            "party-size": f"{self.party_size}pt",
            "kind-size": f"{self.kind_size}pt",
            "subject-size": f"{self.subject_size}pt",
            "body-size": f"{self.body_size}pt",
            "line-height": self.line_height,
            "recipients-title-size": f"{self.recipients_title_size}pt",
            "recipients-size": f"{self.recipients_size}pt",
            "organization-box": f"{self.organization_box}mm",
            "party-box": f"{self.party_box}mm",
        }
        return ":root {" + " ".join(f"--{name}: {value};" for name, value in values.items()) + "}"


def _loaded(name: str):
    return yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))


def _types() -> dict[str, str]:
    """Of two types with one symbol, and so with one row of numbers, the first."""
    found = {}
    for one in _loaded("types.yaml")["types"]:
        found.setdefault(one["symbol"], one["name"])
    return found


LAYOUTS = tuple(Layout(**data) for data in _loaded("layouts.yaml"))
# Symbol → name of the types of papers.
PAPER_TYPES = _types()
REPORT = "BC"


def layout_of(code: str) -> Layout:
    """The layout with this code; KeyError when there is none."""
    return {layout.code: layout for layout in LAYOUTS}[code]


HD11_2004, HD36_2018, HD05_2026 = (layout_of(code) for code in ("hd11_2004", "hd36_2018", "hd05_2026"))


def layout_on(day: dt.date) -> Layout:
    """Layout in force on the day of the paper; before the first one that we have, that one."""
    in_force = [layout for layout in LAYOUTS if layout.since <= day]
    return in_force[-1] if in_force else LAYOUTS[0]
