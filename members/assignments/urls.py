from django.urls import path

from members.assignments.views import changing, giving, listing, record

app_name = "assignments"
urlpatterns = [
    path("phan-cong/", listing.work, name="list"),
    path("phan-cong/xuat/", listing.export, name="export"),
    path("phan-cong/giao/", giving.assign, name="assign"),
    path("phan-cong/danh-gia/", giving.judge, name="judge"),
    path("phan-cong/<int:pk>/dieu-chinh/", changing.adjust, name="adjust"),
    path("phan-cong/<int:pk>/thoi/", changing.stop, name="stop"),
    path("<int:pk>/phan-cong/", record.member, name="member"),
]
