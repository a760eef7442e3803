from django.urls import path

from cadres.staff.views import changing, listing, record

app_name = "staff"
urlpatterns = [
    path("", listing.staff, name="list"),
    path("chat-luong/", listing.quality, name="quality"),
    path("xuat/", listing.export, name="export"),
    path("them/", changing.receive, name="receive"),
    path("<int:pk>/", record.cadre, name="cadre"),
    path("<int:pk>/giao/", changing.appoint, name="appoint"),
    path("<int:pk>/trinh-do/", changing.learn, name="learn"),
    path("<int:pk>/sua/", changing.correct, name="correct"),
    path("<int:pk>/dang-vien/", changing.link, name="link"),
    path("<int:pk>/dang-vien/go/", changing.unlink, name="unlink"),
    path("chuc-danh/<int:pk>/thoi/", changing.end, name="end"),
    path("chuc-danh/<int:pk>/dinh-chinh/", changing.correct_post, name="correct_post"),
]
