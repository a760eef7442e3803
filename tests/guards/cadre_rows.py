"""Rows of the staff of one commune, of every theme."""

from cadres.movements.models import Movement, RecruitmentCandidate, RecruitmentRound, RetirementCase
from cadres.planning.models import PlannedPerson, PlanningEntry, PlanningRound
from cadres.reviews.models import ConfidenceRound, Opinion, Rating
from cadres.staff.models import Cadre, CommuneGrade, Post, Qualification
from cadres.training.models import Enrolment, SupportAward, SupportPayment
from cells.organizations.models import Organization
from sinho.web import clock
from tests.factories import training


def rows_of_cadres(committee: Organization) -> dict[str, int]:
    """Keys of rows of all themes about the staff."""
    found = staff_rows(committee) | movements_of(committee) | plans_of(committee)
    return found | reviews_of(committee) | rows_of_training(committee)


def plans_of(committee: Organization) -> dict[str, int]:
    """Keys of a plan, somebody in one and a post of his."""
    return {
        "planning_round": PlanningRound.objects.filter(organization=committee).latest("pk").pk,
        "planned": PlannedPerson.objects.filter(round__organization=committee).latest("pk").pk,
        "planning_entry": PlanningEntry.objects.filter(person__round__organization=committee).latest("pk").pk,
    }


def staff_rows(committee: Organization) -> dict[str, int]:
    """Keys of rows of the staff of Nậm Tăm."""
    cadre = Cadre.objects.filter(posts__organization=committee, posts__valid__endswith=None).latest("pk")
    return {
        "cadre": cadre.pk,
        "qualification": Qualification.objects.in_force().filter(cadre=cadre).latest("pk").pk,
        "commune_grade": CommuneGrade.objects.filter(organization=committee).latest("valid").pk,
        "post": Post.objects.on(clock.today()).filter(organization=committee).latest("pk").pk,
    }


def reviews_of(committee) -> dict[str, int]:
    """Keys of a rating, a round of votes and an opinion there."""
    models = {"rating": Rating, "round": ConfidenceRound, "opinion": Opinion}
    return {name: model.objects.filter(organization=committee).latest("pk").pk for name, model in models.items()}


def movements_of(committee: Organization) -> dict[str, int]:
    """Keys of rows of the theme of movements."""
    cases = RetirementCase.objects.going_on(clock.today()).filter(organization=committee)
    return {
        "movement": Movement.objects.filter(organization=committee).latest("pk").pk,
        "retirement": cases.latest("pk").pk,
        "recruitment": RecruitmentRound.objects.filter(seats__organization=committee).latest("pk").pk,
        "candidate": RecruitmentCandidate.objects.filter(seat__organization=committee).latest("pk").pk,
    }


def rows_of_training(committee: Organization) -> dict[str, int]:
    """A class that nobody of another commune is in, somebody in a class, a support and a payment."""
    payments = SupportPayment.objects.filter(award__organization=committee)
    return {
        "class": own_class(committee).pk,
        "enrolment": Enrolment.objects.filter(organization=committee).latest("pk").pk,
        "award": SupportAward.objects.filter(organization=committee).latest("pk").pk,
        "payment": payments.latest("pk").pk,
    }


def own_class(committee: Organization):
    """A class that nobody of another commune is in."""
    made = training.training_class(committee, name="Lớp riêng của xã")
    who = Cadre.objects.filter(posts__organization=committee, posts__valid__endswith=None).earliest("pk")
    training.student(made, committee, who)
    return made
