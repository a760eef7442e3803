"""Villages and the cells that serve them: dated, never two on one day, nothing half-written."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from cells.places import actions
from cells.places.actions import VillageData
from cells.places.enums import ServiceKind
from cells.places.models import Commune, VillageService, VillageState
from sinho.audit.models import AuditEntry
from sinho.refusal import Refused
from sinho.web.integrity import check_constraints_now, sentence_for
from tests.factories import organizations as make

DAY = dt.date(2009, 6, 1)
OWN, SHARED = ServiceKind.OWN, ServiceKind.SHARED


@pytest.fixture
def village(nam_tam):
    return make.village("Nậm Lò", committee=nam_tam)


def spans(village):
    return [(s.cell_id, s.kind, s.valid.lower, s.valid.upper) for s in village.services.order_by("valid")]


def serve(village, cell, by, since=DAY, kind=OWN):
    return actions.serve(village=village, cell=cell, since=since, kind=kind if cell else "", by=by)


def test_a_village_gets_its_cell_from_a_day_on(village, nam_tam_cells, staff):
    serve(village, nam_tam_cells[0], staff)
    entry = AuditEntry.objects.get()
    assert spans(village) == [(nam_tam_cells[0].pk, OWN, DAY, None)]
    assert entry.said == "Bản Nậm Lò: chi bộ của bản từ 01/06/2009"
    assert (entry.organization_id, entry.organization_name) == (nam_tam_cells[0].pk, "Chi bộ bản Nậm Tăm 1")


def test_the_cell_before_serves_until_the_day_before(village, nam_tam_cells, staff):
    one, two = nam_tam_cells
    serve(village, one, staff, dt.date(2008, 1, 1), SHARED)
    serve(village, two, staff)
    assert spans(village) == [(one.pk, SHARED, dt.date(2008, 1, 1), DAY), (two.pk, OWN, DAY, None)]


def test_an_earlier_service_lasts_until_the_next_one(village, nam_tam_cells, staff):
    one, two = nam_tam_cells
    serve(village, two, staff)
    serve(village, one, staff, dt.date(2008, 1, 1))
    assert spans(village) == [(one.pk, OWN, dt.date(2008, 1, 1), DAY), (two.pk, OWN, DAY, None)]


def test_a_service_of_the_same_day_is_corrected(village, nam_tam_cells, staff):
    one, two = nam_tam_cells
    serve(village, one, staff)
    serve(village, two, staff)
    assert spans(village) == [(two.pk, OWN, DAY, None)]
    assert AuditEntry.objects.first().before == {"cell": one.pk, "kind": "own"}


def test_a_village_may_lose_its_cell(village, nam_tam_cells, staff):
    serve(village, nam_tam_cells[0], staff, dt.date(2008, 1, 1))
    serve(village, None, staff)
    assert spans(village) == [(nam_tam_cells[0].pk, OWN, dt.date(2008, 1, 1), DAY)]
    assert AuditEntry.objects.first().did == "village.unserved"


@pytest.mark.parametrize(
    ("since", "reason"),
    [(dt.date(2000, 1, 1), "Bản chưa có hoặc không còn"), (dt.date(2005, 1, 1), "Chi bộ chưa có hoặc không còn")],
)
def test_nothing_serves_before_both_exist(village, nam_tam, staff, since, reason):
    young = make.cell("mới", parent=nam_tam, since=DAY)
    with pytest.raises(Refused, match=reason):
        serve(village, young, staff, since)
    assert spans(village) == [] and not AuditEntry.objects.exists()


def test_the_same_service_is_not_written_twice(village, nam_tam_cells, staff):
    serve(village, nam_tam_cells[0], staff)
    with pytest.raises(Refused, match="đã được ghi như vậy"):
        serve(village, nam_tam_cells[0], staff)
    with pytest.raises(Refused, match="đã được ghi như vậy"):
        serve(make.village("Khác", committee=make.state_of(nam_tam_cells[0]).parent), None, staff)


def test_a_cell_that_ends_later_does_not_serve_for_ever(village, nam_tam, staff):
    ending = make.cell("cũ", parent=nam_tam, until=dt.date(2009, 9, 30))
    with pytest.raises(Refused, match="không tồn tại trong cả thời gian"):
        serve(village, ending, staff)
    assert spans(village) == []


def put(village, nam_tam, by, name, since, until=None):
    data = VillageData(name, make.state_of(nam_tam).commune, nam_tam, 40)
    return actions.put_village_state(village=village, since=since, data=data, until=until, by=by)


def test_a_village_is_renamed_from_a_day_on(village, nam_tam, staff):
    put(village, nam_tam, staff, "Nậm Lò 2", DAY)
    states = [(s.name, s.valid.lower, s.valid.upper) for s in village.states.order_by("valid")]
    assert states == [("Nậm Lò", make.LONG_AGO, DAY), ("Nậm Lò 2", DAY, None)]
    assert AuditEntry.objects.get().organization_name == "Đảng bộ xã Nậm Tăm"


def test_the_same_village_state_again_is_silent(village, nam_tam, staff):
    for _ in range(2):
        put(village, nam_tam, staff, "Nậm Lò 2", DAY)
    assert AuditEntry.objects.count() == 1 and village.states.count() == 2


def test_a_village_state_does_not_end_before_it_begins(village, nam_tam, staff):
    with pytest.raises(Refused, match="từ ngày bắt đầu trở đi"):
        put(village, nam_tam, staff, "Nậm Lò 2", DAY, until=dt.date(2009, 1, 1))


def state(village, nam_tam, valid):
    return VillageState.objects.create(
        village=village, valid=valid, name="x", commune=make.state_of(nam_tam).commune, committee=nam_tam
    )


def service(village, cell, valid):
    return VillageService.objects.create(village=village, cell=cell, valid=valid, kind=OWN)


def attempt(act, *rows):
    """One transaction with its deferred constraints, undone by whatever it breaks."""
    with transaction.atomic():
        act(*rows)
        check_constraints_now()


NO_START = DateRange(None, DAY, "[)")
BROKEN = {
    "commune_code_once_a_day": lambda v, c, n: [
        Commune.objects.create(code="1", name="x", kind="commune", valid=make.period()) for _ in range(2)
    ],
    "village_one_state_a_day": lambda v, c, n: state(v, n, make.period(DAY)),
    "village_state_has_start": lambda v, c, n: state(v, n, NO_START),
    "village_one_cell_a_day": lambda v, c, n: [service(v, c, make.period(DAY)) for _ in range(2)],
    "village_service_has_start": lambda v, c, n: service(v, c, NO_START),
    "village_service_cell_alive": lambda v, c, n: service(v, c, make.period(dt.date(1990, 1, 1))),
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_database_refuses_and_says_why(name, village, nam_tam_cells, nam_tam):
    with pytest.raises(IntegrityError) as caught:
        attempt(BROKEN[name], village, nam_tam_cells[0], nam_tam)
    assert caught.value.__cause__.diag.constraint_name == name
    assert sentence_for(caught.value)
