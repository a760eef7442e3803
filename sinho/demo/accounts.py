"""Accounts to log in with, and closed ones that stand for the secretaries who use the system in the story."""

import datetime as dt
from itertools import count

from django.contrib.auth.hashers import make_password

from cells.access.models import Grant
from cells.organizations.enums import OrganizationKind
from sinho.accounts.models import User
from sinho.accounts.roles import Role
from sinho.demo.officers import GRASSROOTS, Officers
from sinho.demo.people import People
from sinho.demo.plan import DEMO_DAY, Unit, content
from sinho.demo.register import Register, period
from sinho.text.folding import fold

SINCE = dt.date(2008, 1, 1)


class Accounts:
    """`by_name` of the demo accounts; `secretary_of` an organisation by its code."""

    def __init__(self, register: Register, officers: Officers):
        self.register, self.officers = register, officers
        self.by_name: dict[str, User] = {}
        self.secretary_of: dict[str, User] = {}

    def write(self, password: str) -> None:
        """Hashes of the one password are salted one by one, so that they all differ."""
        top = content("agencies")["district"]["code"]
        users, grants, number = [], [], count(101)
        for data in content("accounts")["accounts"]:
            code = data.get("organization", top)
            user = User(
                username=data["username"],
                full_name=data["full_name"],
                position=data.get("position") or f"Bí thư {self.register.units[code].last.name}",
                password=make_password(password),
                phone=f"0231 000 {next(number)}",
            )
            users.append(user)
            grants.append(self.grant(user, code, data["role"]))
            self.by_name[user.username] = user
            if data["role"] in (Role.COMMUNE_SECRETARY, Role.CELL_SECRETARY):
                self.secretary_of[code] = user
        for unit in self.register.units.values():
            if unit.last.kind in GRASSROOTS and unit.on(DEMO_DAY) and unit.code not in self.secretary_of:
                user = self.closed_account(unit)
                user.phone = f"0231 000 {next(number)}"
                users.append(user)
                grants.append(self.grant(user, unit.code, Role.COMMUNE_SECRETARY))
                self.secretary_of[unit.code] = user
        User.objects.bulk_create(users)
        Grant.objects.bulk_create(grants)

    def grant(self, user: User, code: str, role: str) -> Grant:
        since = max(SINCE, self.register.units[code].since)
        return Grant(user=user, organization=self.register.organizations[code], role=role, valid=period(since, None))

    def closed_account(self, unit: Unit) -> User:
        """Nobody can log in with it: no password, and closed."""
        words = unit.last.short_name if unit.commune else unit.code.partition("-")[2]
        return User(
            username=f"bithu.{fold(words).replace(' ', '')}",
            full_name=self.officers.secretaries[unit.code],
            position=f"Bí thư {title_of(unit)}",
            password=make_password(None),
            is_active=False,
        )


def title_of(unit: Unit) -> str:
    """“Đảng ủy xã Tả Phìn”, “Chi bộ Tòa án nhân dân huyện”."""
    if unit.last.kind == OrganizationKind.GRASSROOTS_COMMITTEE:
        return unit.last.name.replace("Đảng bộ", "Đảng ủy")
    return unit.last.name


def keep_names(people: People) -> None:
    """Nobody else gets the name of an account."""
    for data in content("accounts")["accounts"]:
        people.keep(data["full_name"])
