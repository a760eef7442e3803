"""The district and its grassroots organisations outside the communes, as `data/agencies.yaml` tells their lives."""

from cells.organizations.enums import EventKind, FoundationPlace, OrganizationKind
from sinho.demo.plan import Ending, Turn, Unit, content, following


def district() -> Unit:
    data = content("agencies")["district"]
    return Unit(data["code"], turns_of(data["life"], parent="", kind="", founded=False))


def units() -> list[Unit]:
    """Grassroots organisations, each followed by its cells."""
    found = []
    top = content("agencies")["district"]["code"]
    for data in content("agencies")["units"]:
        found.append(unit_of(data, parent=top, kind=""))
        for cell in data.get("cells", ()):
            cell = {**cell, "code": f"{data['code']}-{cell['code']}"}
            found.append(unit_of(cell, parent=data["code"], kind=OrganizationKind.SUBORDINATE_CELL))
    return found


def cells_of_communes() -> list[Unit]:
    """Cells that stand under a commune today after a life elsewhere."""
    return [
        unit_of(data, parent=data["parent"], kind=OrganizationKind.SUBORDINATE_CELL)
        for data in content("agencies")["commune_cells"]
    ]


def unit_of(data: dict, *, parent: str, kind: str) -> Unit:
    """A unit from its entry; a cell with a single turn is written in short, without `life`."""
    life = data.get("life") or [{**data, "name": f"Chi bộ {data['name']}", "short": short_of(data["name"])}]
    ended = data.get("ended")
    return Unit(
        code=data["code"],
        turns=turns_of(life, parent=parent, kind=kind, founded=True),
        type=data.get("type", ""),
        commune=data.get("commune", ""),
        ended=Ending(ended["gone"], ended["what"], ended["reason"], ended.get("into", "")) if ended else None,
    )


def short_of(name: str) -> str:
    """Name of a cell without “Chi bộ”, with a capital letter."""
    return name[0].upper() + name[1:]


def turns_of(life: list[dict], *, parent: str, kind: str, founded: bool) -> list[Turn]:
    """Turns in order; what a turn does not say is as before."""
    turns: list[Turn] = []
    for data in life:
        said = {
            "since": data["since"],
            "what": data.get("what", EventKind.ESTABLISH if founded else ""),
            "reason": data.get("reason", ""),
            "place": data.get("place", "" if turns or not founded else FoundationPlace.AGENCY),
            "members": tuple(data["members"]) if "members" in data else None,
            "split_from": data.get("from", ""),
        }
        kept = {"name": "name", "short": "short_name", "kind": "kind", "parent": "parent"}
        said |= {field: data[key] for key, field in kept.items() if key in data}
        if turns:
            turns.append(following(turns[-1], **said))
        else:
            turns.append(Turn(**{"parent": parent, "kind": kind, **said}))
    return turns
