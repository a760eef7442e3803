from django.urls import path

from cadres.movements.views import moving, recruiting, retiring

app_name = "movements"
urlpatterns = [
    path("dieu-dong/", moving.movements, name="list"),
    path("dieu-dong/them/", moving.send_new, name="send_new"),
    path("dieu-dong/can-bo/<int:pk>/", moving.send, name="send"),
    path("dieu-dong/<int:pk>/", moving.movement, name="movement"),
    path("dieu-dong/<int:pk>/ket-thuc/", moving.end, name="end"),
    path("dieu-dong/<int:pk>/sua/", moving.mend, name="mend"),
    path("nghi-huu/", retiring.cases, name="cases"),
    path("nghi-huu/dien-van-dong/", retiring.candidates, name="candidates"),
    path("nghi-huu/can-bo/<int:pk>/", retiring.open_case, name="open_case"),
    path("nghi-huu/can-bo/<int:pk>/bao-hiem/", retiring.insurance, name="insurance"),
    path("nghi-huu/<int:pk>/", retiring.case, name="case"),
    path("nghi-huu/<int:pk>/buoc/<slug:code>/", retiring.take, name="take"),
    path("nghi-huu/<int:pk>/gach-bo/", retiring.strike, name="strike"),
    path("nghi-huu/<int:pk>/thoi/", retiring.close, name="close"),
    path("tuyen-dung/", recruiting.rounds, name="rounds"),
    path("tuyen-dung/them/", recruiting.open_round, name="open_round"),
    path("tuyen-dung/<int:pk>/", recruiting.round, name="round"),
    path("tuyen-dung/<int:pk>/cho/", recruiting.add_seat, name="add_seat"),
    path("tuyen-dung/<int:pk>/du-tuyen/", recruiting.apply, name="apply"),
    path("tuyen-dung/<int:pk>/ket-thuc/", recruiting.close_round, name="close_round"),
    path("tuyen-dung/nguoi/<int:pk>/trung-tuyen/", recruiting.hire, name="hire"),
    path("tuyen-dung/nguoi/<int:pk>/ket-qua/", recruiting.not_hired, name="not_hired"),
]
