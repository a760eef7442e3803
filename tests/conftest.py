"""What all tests share: databases, a fixed day, no unknown variable in a template, the people of a small district.

`db` rolls back, `transactional_db` may commit (the next test gets a new copy of the schema). `demo` reads the demo
district, `own_demo` may change it. See tests/databases.py.
"""

import datetime as dt
import gc
import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.test import TransactionTestCase

from sinho.accounts.roles import Role
from sinho.web import clock
from sinho.web.middleware import IdleMiddleware
from sinho.web.models import demo_day
from tests.databases import Databases
from tests.factories import organizations as make
from tests.factories import people

TODAY = dt.date(2009, 12, 18)
# What takes long begins first, so that no process works alone at the end; what reads the demo district comes behind
# what does not, so that nobody waits while another process loads it.
SLOW = ("sinho/launch", "browser", "sinho/demo", "guards/test_crawl.py", "guards/test_migrations.py", "article")
DEMO_FIXTURES = {"demo", "own_demo"}


def pytest_collection_modifyitems(items):
    """The slow parts first, in their order; the order within a file stays."""
    here = Path(__file__).parent
    paths = {item: str(item.path.relative_to(here)) for item in items}
    items.sort(key=lambda item: next((n for n, one in enumerate(SLOW) if paths[item].startswith(one)), len(SLOW)))


def pytest_collection_finish(session):
    """Thousands of tests and all modules stay until the end: the collector need not walk over them again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords():
    """The same way of hashing, with less work: hundreds of accounts are made."""
    Argon2PasswordHasher.time_cost, Argon2PasswordHasher.memory_cost, Argon2PasswordHasher.parallelism = 1, 8, 1


@pytest.fixture(scope="session")
def databases(request, django_test_environment):
    """The databases of this process."""
    given = getattr(request.config, "workerinput", {})
    run = given.get("testrunuid") or str(os.getpid())
    return Databases(given.get("workerid", ""), fresh=run if request.config.getvalue("create_db") else "")


@pytest.fixture(scope="session")
def django_db_setup(databases, django_db_blocker):
    """Instead of migrating for each process: a copy of one migrated database."""
    with pytest.MonkeyPatch.context() as patch:
        # Emptying the tables is refused by the append-only triggers, as it should be.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: databases.leave())
        with django_db_blocker.unblock():
            databases.renew()
            databases.use(databases.own)
        yield
        with django_db_blocker.unblock():
            databases.use(databases.given)
            databases.drop_copies()


@pytest.fixture
def _right_database(request, databases, django_db_setup, django_db_blocker):
    """The database that this test asks for, before its transaction begins."""
    wanted = DEMO_FIXTURES & set(request.fixturenames)
    with django_db_blocker.unblock():
        if "own_demo" in wanted:
            databases.use(databases.demo_to_write())
        else:
            databases.use(databases.demo_to_read() if wanted else databases.own)


@pytest.fixture
def _django_db_helper(_right_database, _django_db_helper):
    """The helper of pytest-django opens the transaction; ours only has its say before."""


@pytest.fixture
def demo(db):
    """The demo district on its day; what the test changes is rolled back. Everybody's password is people.PASSWORD."""
    clock.fix_day(demo_day())
    return people.PASSWORD


@pytest.fixture
def own_demo(transactional_db):
    """A demo district of one's own, on its day: the test, and threads it starts, may commit."""
    clock.fix_day(demo_day())
    return people.PASSWORD


@pytest.fixture(autouse=True)
def _fixed_day():
    """Every test lives on one day, whatever the clock of the machine says."""
    clock.fix_day(TODAY)
    yield
    clock.fix_day(None)


@pytest.fixture(autouse=True)
def _no_unknown_variable(settings):
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable()


class UnknownVariable(str):
    """Fails the test when a template shows a name that its context does not have."""

    def __contains__(self, part):
        return part == "%s"

    def __mod__(self, name):
        raise AssertionError(f"A template asks for “{name}”, which is not in its context.")


@pytest.fixture
def no_triggers(db):
    """Rows as they could only come from outside: the triggers are asleep."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")


@pytest.fixture
def district(db):
    """Sìn Hồ with two communes of two cells each and one cell of an agency; see the fixtures below."""
    return make.district()


@pytest.fixture
def nam_tam(district):
    return make.commune_committee("Nậm Tăm", parent=district, code="SH-NT")


@pytest.fixture
def ta_phin(district):
    return make.commune_committee("Tả Phìn", parent=district, code="SH-TP")


@pytest.fixture
def nam_tam_cells(nam_tam):
    return [make.cell(f"bản Nậm Tăm {n}", parent=nam_tam, code=f"SH-NT-{n:02d}") for n in (1, 2)]


@pytest.fixture
def ta_phin_cells(ta_phin):
    return [make.cell(f"bản Tả Phìn {n}", parent=ta_phin, code=f"SH-TP-{n:02d}") for n in (1, 2)]


@pytest.fixture
def finance_cell(district):
    return make.grassroots_cell("Phòng Tài chính", parent=district, code="SH-TC")


@pytest.fixture
def staff(district):
    return people.user("bantochuc", Role.DISTRICT_STAFF, district, full_name="Tao Thị Mỷ")


@pytest.fixture
def leader(district):
    return people.user("lanhdao", Role.DISTRICT_LEADER, district, full_name="Vàng Văn Ún")


@pytest.fixture
def inspector(district):
    return people.user("kiemtra", Role.INSPECTOR, district, full_name="Giàng A Sử")


@pytest.fixture
def secretary(nam_tam):
    return people.user("bithu.namtam", Role.COMMUNE_SECRETARY, nam_tam, full_name="Lò Văn Inh")


@pytest.fixture
def stranger(ta_phin):
    return people.user("bithu.taphin", Role.COMMUNE_SECRETARY, ta_phin, full_name="Chẻo A Pao")


@pytest.fixture
def administrator(district):
    return people.user("quantri", Role.SYSTEM_ADMINISTRATOR, district, full_name="Phạm Quản Trị")


@pytest.fixture
def log_in(client):
    """`log_in(user)` gives the test client logged in as this person."""

    def log(user):
        client.cookies[settings.SESSION_COOKIE_NAME] = session_key(user)
        return client

    return log


def session_key(user) -> str:
    """A session as logging in leaves it, without what else it does: tests do this thousands of times."""
    facts = {
        SESSION_KEY: str(user.pk),
        HASH_SESSION_KEY: user.get_session_auth_hash(),
        IdleMiddleware.SEEN: int(time.time()),
    }
    session = SessionStore()
    session.update(facts | {BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend"})
    session.create()
    return session.session_key
