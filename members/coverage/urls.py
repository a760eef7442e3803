from django.urls import path

from members.coverage import views

app_name = "coverage"
urlpatterns = [
    path("", views.villages, name="list"),
    path("<int:pk>/", views.village, name="village"),
    path("<int:pk>/bien-phap/", views.measure, name="measure"),
]
