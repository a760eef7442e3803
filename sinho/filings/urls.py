from django.urls import path

from sinho.filings.views import filed, issuing, register

app_name = "filings"
urlpatterns = [
    path("so-van-ban/", register.register, name="register"),
    path("so-van-ban/excel/", register.register_workbook, name="register_xlsx"),
    path("so-van-ban/pdf/", register.register_pdf, name="register_pdf"),
    path("so-van-ban/lay-so/", register.number, name="number"),
    path("so-van-ban/so-tren-giay/", register.begin, name="begin"),
    path("so-van-ban/<int:pk>/bo-so/", register.strike, name="strike"),
    path("da-nop/", filed.filings, name="list"),
    path("da-nop/<int:pk>/", filed.filing, name="filing"),
    path("da-nop/<int:pk>/tep/<slug:form>/", filed.kept_file, name="file"),
    path("ban-hanh/<slug:code>/", issuing.issue, name="issue"),
]
