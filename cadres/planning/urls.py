from django.urls import path

from cadres.planning.views import entering, listing, rounds

app_name = "planning"
urlpatterns = [
    path("", listing.overview, name="overview"),
    path("chua-co/", listing.gaps, name="gaps"),
    path("nguoi/", listing.people, name="people"),
    path("moi/", rounds.open_round, name="open"),
    path("<int:pk>/", rounds.round, name="round"),
    path("<int:pk>/sua/", rounds.correct, name="correct"),
    path("<int:pk>/ra-soat/", rounds.review, name="review"),
    path("<int:pk>/dua-vao/", entering.enter, name="enter"),
    path("can-bo/<int:pk>/", entering.of_cadre, name="cadre"),
    path("nguoi/<int:pk>/", entering.person, name="person"),
    path("nguoi/<int:pk>/dao-tao/", entering.needs, name="needs"),
    path("chuc-danh/<int:pk>/phieu/", entering.vote, name="vote"),
    path("chuc-danh/<int:pk>/dua-ra/", entering.remove, name="remove"),
]
