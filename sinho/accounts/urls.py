from django.urls import path

from sinho.accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.log_in, name="login"),
    path("thoat/", views.log_out, name="logout"),
    path("mat-khau/", views.change_password, name="password"),
]
