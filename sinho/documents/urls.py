from django.urls import path

from sinho.documents import views

app_name = "reports"
urlpatterns = [
    path("", views.reports, name="list"),
    path("<slug:code>/", views.report, name="report"),
    path("<slug:code>/danh-sach/", views.figure_rows, name="rows"),
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
