from django.urls import path

from members.conduct.views import discipline, praise, record

app_name = "conduct"
urlpatterns = [
    path("ky-luat/dang-vien/", discipline.disciplines, name="disciplines"),
    path("ky-luat/dang-vien/<int:pk>/", discipline.discipline, name="discipline"),
    path("khen-thuong/dang-vien/", praise.commendations, name="commendations"),
    path("khen-thuong/dang-vien/goi-y/", praise.candidates, name="candidates"),
    path("dang-vien/<int:pk>/", record.member, name="member"),
    path("dang-vien/<int:pk>/ky-luat/", discipline.discipline_member, name="discipline_member"),
    path("dang-vien/<int:pk>/khen-thuong/", praise.commend, name="commend"),
]
