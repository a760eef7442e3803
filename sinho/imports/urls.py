from django.urls import path

from sinho.imports.views import file, leaving, listing, remembered

app_name = "imports"
urlpatterns = [
    path("", listing.index, name="index"),
    path("thu/", listing.upload, name="upload"),
    path("mau/<slug:code>/", leaving.template, name="template"),
    path("xuat/<slug:code>/", leaving.export, name="export"),
    path("ten-da-nho/", remembered.names, name="names"),
    path("ten-da-nho/<int:pk>/bo/", remembered.forget, name="forget"),
    path("tep/<int:pk>/", file.file, name="file"),
    path("tep/<int:pk>/dong/", file.rows, name="rows"),
    path("tep/<int:pk>/dong-sai/", leaving.left_out, name="left_out"),
    path("tep/<int:pk>/ghi-chu/", leaving.commented, name="commented"),
    path("tep/<int:pk>/tra-loi/", file.answer, name="answer"),
    path("tep/<int:pk>/thu-lai/", file.try_again, name="try_again"),
    path("tep/<int:pk>/nhap/", file.confirm, name="confirm"),
    path("tep/<int:pk>/hoan-tac/", file.undo, name="undo"),
]
