from django.urls import path

from members.conduct.views import discipline, praise, record, striking

app_name = "conduct"
urlpatterns = [
    path("ky-luat/dang-vien/", discipline.disciplines, name="disciplines"),
    path("ky-luat/dang-vien/<int:pk>/", discipline.discipline, name="discipline"),
    path("khen-thuong/dang-vien/", praise.commendations, name="commendations"),
    path("khen-thuong/dang-vien/goi-y/", praise.candidates, name="candidates"),
    path("gach-bo/ky-luat-dang-vien/<int:pk>/", striking.discipline, name="strike_discipline"),
    path("gach-bo/khen-thuong-dang-vien/<int:pk>/", striking.commendation, name="strike_commendation"),
    path("dang-vien/<int:pk>/", record.member, name="member"),
    path("dang-vien/<int:pk>/ky-luat/", discipline.discipline_member, name="discipline_member"),
    path("dang-vien/<int:pk>/khen-thuong/", praise.commend, name="commend"),
]
