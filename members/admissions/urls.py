from django.urls import path

from members.admissions.views import case, correcting, handing, listing, striking, targets

app_name = "admissions"
urlpatterns = [
    path("", listing.cases, name="list"),
    path("moi/", case.new, name="new"),
    path("chi-tieu/", targets.targets, name="targets"),
    path("chi-tieu/danh-sach/", targets.target_people, name="target_people"),
    path("chi-tieu/giao/", targets.give, name="give_targets"),
    path("<int:pk>/", case.case, name="case"),
    path("<int:pk>/buoc/<slug:code>/", case.take, name="take"),
    path("<int:pk>/gach-bo/<int:number>/", striking.strike, name="strike"),
    path("<int:pk>/sua/", correcting.correct, name="correct"),
    path("<int:pk>/ban-giao/", handing.hand_over, name="hand_over"),
    path("<int:pk>/thoi/", case.close, name="close"),
]
