"""Made-up people: names put together from lists, the same ones on every run, no name twice."""

from sinho.demo.plan import chance, content


class People:
    """Gives names, each one once."""

    def __init__(self):
        self.chance = chance("people")
        self.given: set[str] = set()

    def name(self, region: str, *, man: bool | None = None) -> str:
        """A full name usual in a region (key of `names.yaml`); three of four people in office are men."""
        names = content("names")
        man = self.chance.random() < 0.75 if man is None else man
        while True:
            group = names["groups"][self.chance.choice(names["regions"][region])]
            parts = group["men" if man else "women"]
            surname = self.chance.choice(group["surnames"])
            full = f"{surname} {self.chance.choice(parts['middle'])} {self.chance.choice(parts['given'])}"
            if full not in self.given:
                self.given.add(full)
                return full

    def keep(self, full_name: str) -> str:
        """A name that stands fixed somewhere (an account) is given to nobody else."""
        self.given.add(full_name)
        return full_name
