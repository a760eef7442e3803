"""Addresses of inspection, discipline and praise; they stand in the namespace of the theme."""

from django.urls import path

from cells.oversight.views import conduct_organization as organization
from cells.oversight.views import discipline, inspection, plan, practice, praise, recommendation

urlpatterns = [
    path("kiem-tra/", inspection.inspections, name="inspections"),
    path("kiem-tra/<int:pk>/", inspection.inspection, name="inspection"),
    path("kiem-tra/<int:pk>/ket-luan/", inspection.conclude, name="conclude"),
    path("kiem-tra/<int:pk>/kien-nghi/", inspection.recommend, name="recommend"),
    path("kiem-tra/ke-hoach/", plan.plans, name="plans"),
    path("kiem-tra/ke-hoach/ghi/", plan.record_plan, name="record_plan"),
    path("kiem-tra/ke-hoach/<int:pk>/", plan.plan, name="inspection_plan"),
    path("kiem-tra/kien-nghi/", recommendation.recommendations, name="recommendations"),
    path("kiem-tra/kien-nghi/<int:pk>/", recommendation.follow_up, name="follow_up"),
    path("ky-luat/", discipline.disciplines, name="disciplines"),
    path("ky-luat/ghi/", discipline.discipline_organization, name="discipline_organization"),
    path("ky-luat/<int:pk>/", discipline.discipline, name="discipline"),
    path("khen-thuong/", praise.commendations, name="commendations"),
    path("khen-thuong/ghi/", praise.commend, name="commend"),
    path("khen-thuong/goi-y/", praise.candidates, name="candidates"),
    path("dien-hinh/", practice.practices, name="practices"),
    path("dien-hinh/ghi/", practice.record_practice, name="record_practice"),
    path("dien-hinh/ap-dung/", practice.take_up, name="take_up"),
    path("to-chuc/<int:pk>/khen-thuong/", organization.praise, name="organization_praise"),
    path("to-chuc/<int:pk>/kiem-tra-ky-luat/", organization.conduct, name="organization_conduct"),
]
