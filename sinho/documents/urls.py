from django.urls import path

from sinho.documents import statistics_views, views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("bieu-thong-ke/", statistics_views.forms, name="statistics"),
    path("bieu-thong-ke/doi-chieu/", statistics_views.crosscheck, name="crosscheck"),
    path("<slug:code>/", views.report, name="report"),
    path("<slug:code>/danh-sach/", views.figure_rows, name="rows"),
    path("<slug:code>/pdf/", views.as_pdf, name="pdf"),
    path("<slug:code>/excel/", views.as_workbook, name="xlsx"),
    path("<slug:code>/json/", views.as_json, name="json"),
]
