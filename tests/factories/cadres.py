"""The staff of a commune for tests: who they are, their posts, what they have learned."""

import datetime as dt

from cadres.staff.models import Cadre, Post, Qualification, QualificationStandard
from cells.organizations.models import Organization
from tests.factories.organizations import LONG_AGO, period


def cadre(
    commune: Organization,
    name: str = "Lò Văn Cán",
    title: str = "committee_chair",
    *,
    since: dt.date = LONG_AGO,
    until: dt.date | None = None,
    **facts,
) -> Cadre:
    """Somebody with one post in the commune since a day, to the last day `until`."""
    facts = {"sex": "male", "birth_year": 1970, "ethnicity": "eth_thai", **facts}
    created = Cadre.objects.create(full_name=name, **facts)
    post(created, commune, title, since=since, until=until)
    return created


def post(
    who: Cadre, commune: Organization, title: str, *, since: dt.date = LONG_AGO, until: dt.date | None = None
) -> Post:
    """A post; one that is over was left at the end of the term."""
    exit = "not_reelected" if until else ""
    valid = period(since, until)
    return Post.objects.create(cadre=who, organization=commune, title=title, valid=valid, entry="opening", exit=exit)


def learned(who: Cadre, subject: str, level: str = "", since: dt.date | None = None, **more) -> Qualification:
    return Qualification.objects.create(cadre=who, subject=subject, level=level, since=since, **more)


def standard(title: str, *, since: dt.date = LONG_AGO, until: dt.date | None = None, **asked) -> QualificationStandard:
    """What a title asks in a mountain commune; of another area `area="plain"`."""
    facts = {"area": "mountain", "source": "Quyết định thử"} | asked
    return QualificationStandard.objects.create(title=title, valid=period(since, until), **facts)
