from django.urls import path

from cells.directives.views import briefings, documents, giving, organization, programmes, reading, regulations

app_name = "directives"
urlpatterns = [
    path("van-ban/", reading.directives, name="list"),
    path("van-ban/ghi/", documents.enter, name="enter"),
    path("van-ban/don-vi/", reading.matrix, name="matrix"),
    path("van-ban/<int:pk>/", reading.directive, name="directive"),
    path("van-ban/<int:pk>/sua/", documents.correct, name="correct"),
    path("van-ban/<int:pk>/bo/", documents.strike, name="strike"),
    path("van-ban/<int:pk>/giao/", giving.give, name="give"),
    path("van-ban/thoi-giao/<int:pk>/", giving.release, name="release"),
    path("quan-triet/", briefings.briefings, name="briefings"),
    path("quan-triet/<int:pk>/", briefings.briefing, name="briefing"),
    path("quan-triet/<int:pk>/sua/", briefings.correct, name="correct_briefing"),
    path("quan-triet/<int:pk>/bo/", briefings.strike, name="strike_briefing"),
    path("don-vi/<int:pk>/quan-triet/", briefings.brief, name="brief"),
    path("don-vi/<int:pk>/van-ban/", organization.organization, name="organization"),
    path("chuong-trinh/", programmes.tasks, name="tasks"),
    path("chuong-trinh/<int:pk>/", programmes.programme, name="programme"),
    path("chuong-trinh/<int:pk>/bo/", programmes.strike, name="strike_programme"),
    path("chuong-trinh/nhiem-vu/<int:pk>/", programmes.progress, name="progress"),
    path("don-vi/<int:pk>/chuong-trinh/", programmes.issue, name="issue"),
    path("quy-che/", regulations.coverage, name="coverage"),
    path("quy-che/<int:pk>/", regulations.regulation, name="regulation"),
    path("quy-che/<int:pk>/pdf/", regulations.paper, name="regulation_pdf"),
    path("quy-che/<int:pk>/sua/", regulations.correct, name="correct_regulation"),
    path("quy-che/<int:pk>/bo/", regulations.strike, name="strike_regulation"),
    path("don-vi/<int:pk>/quy-che/", regulations.issue, name="regulate"),
]
