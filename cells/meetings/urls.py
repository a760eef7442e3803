from django.urls import path

from cells.meetings.views import judging, listing, reading, recording

app_name = "meetings"
urlpatterns = [
    path("sinh-hoat/", listing.month, name="list"),
    path("sinh-hoat/ket-luan/", listing.conclusions, name="conclusions"),
    path("sinh-hoat/nam/", listing.year, name="year"),
    path("sinh-hoat/ghi/", recording.record, name="record"),
    path("sinh-hoat/duyet/", judging.judge, name="judge"),
    path("sinh-hoat/to-chuc/<int:pk>/", listing.organization, name="organization"),
    path("sinh-hoat/ket-luan/<int:pk>/", recording.report, name="report"),
    path("sinh-hoat/<int:pk>/", reading.meeting, name="meeting"),
    path("sinh-hoat/<int:pk>/bien-ban.pdf", reading.minutes, name="minutes"),
    path("sinh-hoat/<int:pk>/sua/", recording.correct, name="correct"),
    path("sinh-hoat/<int:pk>/bo/", recording.withdraw, name="withdraw"),
    path("sinh-hoat/<int:pk>/muc/", judging.judge_again, name="judge_again"),
]
