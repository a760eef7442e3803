from django.urls import path

from cadres.movements.views import moving

app_name = "movements"
urlpatterns = [
    path("dieu-dong/", moving.movements, name="list"),
    path("dieu-dong/them/", moving.send_new, name="send_new"),
    path("dieu-dong/can-bo/<int:pk>/", moving.send, name="send"),
    path("dieu-dong/<int:pk>/", moving.movement, name="movement"),
    path("dieu-dong/<int:pk>/ket-thuc/", moving.end, name="end"),
    path("dieu-dong/<int:pk>/sua/", moving.mend, name="mend"),
]
