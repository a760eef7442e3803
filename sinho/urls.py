from django.conf import settings
from django.urls import include, path

from cells.organizations.views.leading import leading
from sinho.web.health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("sinho.home.urls")),
    path("tai-khoan/", include("sinho.accounts.urls")),
    path("to-chuc/", include("cells.organizations.urls")),
    path("lanh-dao/", leading, name="leading"),
    path("lanh-dao/", include("cells.directives.urls")),
    path("lanh-dao/", include("cells.meetings.urls")),
    path("lanh-dao/", include("cells.oversight.urls")),
    path("lanh-dao/", include("members.conduct.urls")),
    path("ban/", include("cells.places.urls")),
    path("dang-vien/", include("members.roll.urls")),
    path("dang-vien/", include("members.assignments.urls")),
    path("", include("members.ratings.urls")),
    path("ket-nap/", include("members.admissions.urls")),
    path("ban-trang/", include("members.coverage.urls")),
    path("danh-gia/", include("cells.assessments.urls")),
    path("can-bo/", include("cadres.staff.urls")),
    path("can-bo/", include("cadres.reviews.urls")),
    path("can-bo/quy-hoach/", include("cadres.planning.urls")),
    path("can-bo/", include("cadres.movements.urls")),
    path("can-bo/", include("cadres.training.urls")),
    path("bao-cao/", include("sinho.filings.urls")),
    path("bao-cao/", include("sinho.documents.urls")),
    path("in-hang-loat/", include("sinho.printing.urls")),
    path("nhap-du-lieu/", include("sinho.imports.urls")),
    path("nhat-ky/", include("sinho.audit.urls")),
    path("quan-tri/", include("cells.access.urls")),
]
if settings.DEBUG:
    from sinho.web.gallery import gallery  # for developers only, never loaded in service

    urlpatterns += [path("ui/", gallery)]
