from django.urls import path

from sinho.home import views

app_name = "home"
urlpatterns = [
    path("", views.index, name="index"),
    path("tim/", views.search, name="search"),
    path("phien/", views.session, name="session"),
]
