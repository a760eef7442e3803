from django.urls import path

from cells.access import views

app_name = "access"
urlpatterns = [
    path("", views.accounts, name="list"),
    path("moi/", views.new_account, name="new"),
    path("dien-thoai/", views.own_phone, name="own_phone"),
    path("<int:pk>/dien-thoai/", views.phone, name="phone"),
    path("<int:pk>/", views.account, name="account"),
    path("<int:pk>/quyen/", views.give_grant, name="give"),
    path("<int:pk>/mat-khau/", views.new_password, name="reset"),
    path("<int:pk>/dong-mo/", views.toggle, name="toggle"),
    path("quyen/<int:pk>/thoi/", views.end_grant, name="end"),
]
