from django.urls import path

from cells.places import views

app_name = "places"
urlpatterns = [
    path("", views.villages, name="list"),
    path("<int:pk>/", views.village, name="village"),
    path("<int:pk>/chi-bo/", views.serve, name="serve"),
]
