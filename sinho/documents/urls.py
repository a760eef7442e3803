from django.urls import path

from sinho.documents import passage_views, statistics_views, views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("bieu-thong-ke/", statistics_views.forms, name="statistics"),
    path("bieu-thong-ke/doi-chieu/", statistics_views.crosscheck, name="crosscheck"),
    path("<slug:code>/", views.report, name="report"),
    path("<slug:code>/danh-sach/", views.figure_rows, name="rows"),
    path("<slug:code>/doan-van/", passage_views.passages, name="passages"),
    path("<slug:code>/doan-van/ghi/", passage_views.write, name="write"),
    *(
        path(f"<slug:code>/{address}/", views.as_file, {"form": name}, name=name)
        for address, name in (
            ("pdf", "pdf"),
            ("pdf-luu-tru", "pdfa"),
            ("word", "docx"),
            ("excel", "xlsx"),
            ("json", "json"),
        )
    ),
]
