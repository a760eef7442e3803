"""Made-up people: names put together from lists, the same ones on every run, no name twice."""

from sinho.demo.plan import chance, content


class People:
    """Gives names, each one once."""

    def __init__(self):
        self.chance = chance("people")
        self.given: set[str] = set()
        # Name → group of `names.yaml` from which it was put together.
        self.groups: dict[str, str] = {}

    def name(self, region: str, *, man: bool | None = None) -> str:
        """A full name usual in a region (key of `names.yaml`); three of four people in office are men."""
        names = content("names")
        man = self.chance.random() < 0.75 if man is None else man
        while True:
            group = self.chance.choice(names["regions"][region])
            full = put_together(group, man, self.chance)
            if full not in self.given:
                self.given.add(full)
                self.groups[full] = group
                return full

    def keep(self, full_name: str) -> str:
        """A name that stands fixed somewhere (an account) is given to nobody else."""
        self.given.add(full_name)
        return full_name

    def group_of(self, full_name: str) -> str:
        """The group of a name; of one that stands fixed somewhere, the first in which it could be put together."""
        surname, given = full_name.split()[0], full_name.split()[-1]
        groups = content("names")["groups"]
        fitting = [name for name, group in groups.items() if surname in group["surnames"]]
        known = [name for name in fitting if given in groups[name]["men"]["given"] + groups[name]["women"]["given"]]
        return self.groups.get(full_name) or (known or fitting or ["kinh"])[0]


def put_together(group: str, man: bool, chance) -> str:
    """A full name of a group of `names.yaml`."""
    data = content("names")["groups"][group]
    parts = data["men" if man else "women"]
    return f"{chance.choice(data['surnames'])} {chance.choice(parts['middle'])} {chance.choice(parts['given'])}"


def is_woman(full_name: str) -> bool:
    """Whether the middle name is one of women."""
    return bool({"Thị", "Mý", "U"} & set(full_name.split()[1:-1]))
