from django.urls import path

from members.roll.views import listing, record

app_name = "members"
urlpatterns = [
    path("", listing.members, name="list"),
    path("xuat/", listing.export, name="export"),
    path("<int:pk>/", record.member, name="member"),
    path("<int:pk>/hien-so/", record.numbers, name="numbers"),
    path("<int:pk>/ai-da-xem/", record.readers, name="readers"),
]
