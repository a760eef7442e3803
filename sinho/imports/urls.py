from django.urls import path

from sinho.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.index, name="index"),
    path("thu/", views.upload, name="upload"),
    path("mau/<slug:code>/", views.template, name="template"),
    path("xuat/<slug:code>/", views.export, name="export"),
    path("tep/<int:pk>/", views.file, name="file"),
    path("tep/<int:pk>/dong/", views.rows, name="rows"),
    path("tep/<int:pk>/dong-sai/", views.left_out, name="left_out"),
    path("tep/<int:pk>/ghi-chu/", views.commented, name="commented"),
    path("tep/<int:pk>/tra-loi/", views.answer, name="answer"),
    path("tep/<int:pk>/thu-lai/", views.try_again, name="try_again"),
    path("tep/<int:pk>/nhap/", views.confirm, name="confirm"),
    path("tep/<int:pk>/hoan-tac/", views.undo, name="undo"),
]
