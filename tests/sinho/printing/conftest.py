"""A kind of papers without WeasyPrint: three parts, of which one may be made to fail."""

import pytest
from django_tasks_db.models import DBTaskResult

from sinho.accounts.roles import Permission
from sinho.printing import background, kinds
from sinho.printing.kinds import DAY, Part, RunKind
from sinho.web import clock
from tests.factories import people

CODE = "trial"
NEEDS = (Permission.EXPORT, Permission.VIEW_MEMBERS)


class Trial:
    """What the kind does when it is asked: by key the bytes, or what it raises."""

    def __init__(self):
        self.papers = {key: f"%PDF {key}".encode() for key in ("a", "b", "c")}
        self.scopes, self.before = [], lambda key: None

    def parts(self, scope, asked):
        return [Part(key, f"xa/{key}.pdf", f"Chi bộ {key.upper()}") for key in self.papers]

    def printed(self, scope, asked, key):
        self.scopes.append(scope)
        self.before(key)
        if isinstance(self.papers[key], Exception):
            raise self.papers[key]
        return self.papers[key]


@pytest.fixture
def trial(monkeypatch, district, settings):
    """The kind, known for one test; papers are made in this process."""
    settings.PRINT_PROCESSES = 0
    made = Trial()
    facts = {"title": "Danh sách thử", "description": "Mỗi chi bộ một bản", "needs": NEEDS, "about_people": True}
    kind = RunKind(
        code=CODE,
        asks=DAY,
        parts=made.parts,
        printed=made.printed,
        organizations=lambda scope, day: [(district.pk, "Đảng bộ huyện Sìn Hồ")],
        **facts,
    )
    monkeypatch.setitem(kinds._kinds, CODE, kind)
    made.kind = kind
    return made


@pytest.fixture
def begin(trial, district):
    """`begin(user)` asks for the papers of the district today."""

    def act(user, **more):
        asked = kinds.RunAsked(district.pk, more.pop("on", clock.today()))
        given = {"kind": trial.kind, "asked": asked, "scope": people.scope(user), "reason": "đối chiếu sổ", **more}
        return background.begin(by=user, **given)[0]

    return act


def work() -> None:
    """What waits and is due is done, as `manage.py work` does it."""
    while task := DBTaskResult.objects.ready().first():
        task.set_successful(None)
        getattr(background, task.task_path.rpartition(".")[2]).call(*task.args_kwargs["args"])
