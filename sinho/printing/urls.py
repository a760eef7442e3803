from django.urls import path

from sinho.printing import views

app_name = "printing"
urlpatterns = [
    path("", views.index, name="index"),
    path("moi/<slug:code>/", views.ask, name="ask"),
    path("<int:pk>/", views.run, name="run"),
    path("<int:pk>/huy/", views.cancel, name="cancel"),
    path("<int:pk>/tai/", views.download, name="download"),
]
