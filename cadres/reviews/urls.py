from django.urls import path

from cadres.reviews.views import opinions, ratings, record, rounds

app_name = "reviews"
urlpatterns = [
    path("danh-gia/", ratings.year, name="ratings"),
    path("danh-gia/danh-sach/", ratings.people, name="people"),
    path("danh-gia/ghi/", ratings.rate, name="rate"),
    path("danh-gia/<int:pk>/dinh-chinh/", record.correct, name="correct_rating"),
    path("<int:pk>/danh-gia/", record.cadre, name="cadre"),
    path("lay-phieu/", rounds.rounds, name="rounds"),
    path("lay-phieu/ghi/", rounds.record, name="record_round"),
    path("lay-phieu/<int:pk>/", rounds.held, name="round"),
    path("lay-phieu/<int:pk>/pdf/", rounds.paper, name="round_pdf"),
    path("lay-phieu/<int:pk>/sua/", rounds.correct, name="correct_round"),
    path("y-kien/", opinions.opinions, name="opinions"),
    path("y-kien/ghi/", opinions.receive, name="receive_opinion"),
    path("y-kien/<int:pk>/", opinions.opinion, name="opinion"),
]
