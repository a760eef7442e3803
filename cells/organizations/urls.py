from django.urls import path

from cells.organizations.views import changing, correcting, officers, reading

app_name = "organizations"
urlpatterns = [
    path("", reading.tree, name="tree"),
    path("moi/", changing.found, name="found"),
    path("<int:pk>/", reading.organization, name="organization"),
    path("<int:pk>/qua-trinh/", reading.history, name="history"),
    path("<int:pk>/thay-doi/", changing.change, name="change"),
    path("<int:pk>/giai-the/", changing.end, name="end"),
    path("<int:pk>/hoat-dong-lai/", correcting.reopen, name="reopen"),
    path("giai-doan/<int:pk>/sua/", correcting.correct_state, name="correct_state"),
    path("quyet-dinh/<int:pk>/sua/", correcting.correct_event, name="correct_event"),
    path("<int:pk>/cap-uy/", officers.appoint, name="appoint"),
    path("cap-uy/<int:pk>/thoi/", officers.relieve, name="relieve"),
    path("<int:pk>/nhiem-ky/", officers.add_term, name="add_term"),
]
