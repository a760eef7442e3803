from django.urls import include, path

from cells.oversight.views import difficulties, in_charge, opinions, organization, plan_parts, striking, visits, weak
from cells.oversight.views.struck_sorts import VIEWS

app_name = "oversight"
urlpatterns = [
    path("", include("cells.oversight.conduct_urls")),
    path("gach-bo/", striking.struck, name="struck"),
    *(path(address, view, name=name) for address, name, view in VIEWS),
    path("phu-trach/", in_charge.in_charge, name="in_charge"),
    path("phu-trach/phan-cong/", in_charge.assign, name="assign"),
    path("phu-trach/dia-ban/", in_charge.mine, name="mine"),
    path("phu-trach/<int:pk>/thoi/", in_charge.end_charge, name="end_charge"),
    path("co-so/<int:pk>/", organization.organization, name="organization"),
    path("xuong-co-so/", visits.visits, name="visits"),
    path("xuong-co-so/ghi/", visits.record_visit, name="record_visit"),
    path("kho-khan/", difficulties.difficulties, name="difficulties"),
    path("kho-khan/neu/", difficulties.raise_one, name="raise"),
    path("kho-khan/<int:pk>/", difficulties.difficulty, name="difficulty"),
    path("yeu-kem/", weak.weak, name="weak"),
    path("yeu-kem/mo/", weak.open_plan, name="open_plan"),
    path("cung-co/<int:pk>/", weak.plan, name="plan"),
    path("cung-co/<int:pk>/bien-phap/", plan_parts.add_measure, name="add_measure"),
    path("cung-co/bien-phap/<int:pk>/ket-qua/", plan_parts.finish_measure, name="finish_measure"),
    path("cung-co/<int:pk>/cu-nguoi/", plan_parts.send_person, name="send_person"),
    path("cung-co/nguoi/<int:pk>/thoi/", plan_parts.call_back, name="call_back"),
    path("cung-co/<int:pk>/kiem-tra/", plan_parts.check_quarter, name="check_quarter"),
    path("cung-co/<int:pk>/ket-thuc/", plan_parts.close_plan, name="close_plan"),
    path("y-kien-nhan-dan/", opinions.opinions, name="opinions"),
    path("y-kien-nhan-dan/ghi/", opinions.receive, name="receive_opinion"),
    path("y-kien-nhan-dan/<int:pk>/", opinions.opinion, name="opinion"),
]
