"""Which rows of this theme can be struck out, and where they stand."""

from django.urls import reverse

from cells.oversight.models import (
    Commendation,
    Discipline,
    Inspection,
    InspectionConclusion,
    InspectionPlan,
    PeopleOpinion,
    PlanMeasure,
    QuarterCheck,
    Recommendation,
    StrengtheningPlan,
    Visit,
)
from cells.oversight.views.striking import strikes


def at(name: str, label: str, key: str = "pk"):
    """Back to the page of a row, or of the one it belongs to."""
    return lambda row: (reverse(f"oversight:{name}", args=[getattr(row, key)]), label)


def of_list(name: str, label: str):
    return lambda row: (reverse(f"oversight:{name}"), label)


CHECK, PLAN = "Cuộc kiểm tra, giám sát", "Kế hoạch củng cố"
# Word of the address, name of the address, its view.
SORTS = (
    ("ke-hoach-kiem-tra", "inspection_plan", InspectionPlan, at("inspection_plan", "Kế hoạch kiểm tra, giám sát")),
    ("cuoc-kiem-tra", "inspection", Inspection, at("inspection", CHECK)),
    ("ket-luan", "conclusion", InspectionConclusion, at("inspection", CHECK, "inspection_id")),
    ("kien-nghi", "recommendation", Recommendation, at("inspection", CHECK, "inspection_id")),
    ("ky-luat", "discipline", Discipline, at("discipline", "Kỷ luật")),
    ("khen-thuong", "commendation", Commendation, at("organization_praise", "Khen thưởng", "organization_id")),
    ("xuong-co-so", "visit", Visit, of_list("visits", "Xuống cơ sở")),
    ("y-kien", "opinion", PeopleOpinion, at("opinion", "Ý kiến của nhân dân")),
    ("ke-hoach-cung-co", "plan", StrengtheningPlan, at("plan", PLAN)),
    ("bien-phap", "measure", PlanMeasure, at("plan", PLAN, "plan_id")),
    ("kiem-tra-quy", "check", QuarterCheck, at("plan", PLAN, "plan_id")),
)
VIEWS = [
    (f"gach-bo/{word}/<int:pk>/", f"strike_{name}", strikes(model, word, f"oversight:strike_{name}", back))
    for word, name, model, back in SORTS
]
