from django.urls import include, path

app_name = "oversight"
urlpatterns = [
    path("", include("cells.oversight.conduct_urls")),
]
