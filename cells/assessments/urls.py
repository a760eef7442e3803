from django.urls import path

from cells.assessments.views import appraisal, board, campaigns, filling, review, saving, units, years

app_name = "assessments"
urlpatterns = [
    path("", campaigns.years, name="years"),
    path("to-chuc/<int:pk>/", years.organization_years, name="organization"),
    path("mo/", campaigns.open_campaign, name="open"),
    path("<int:year>/", board.campaign, name="campaign"),
    path("<int:year>/cai-dat/", campaigns.settings, name="settings"),
    path("<int:year>/gia-han/", campaigns.extend, name="extend"),
    path("<int:year>/khoa/", campaigns.lock, name="lock"),
    path("<int:year>/mo-lai/", campaigns.unlock, name="unlock"),
    path("<int:year>/to-chuc/<int:pk>/", units.unit, name="unit"),
    path("<int:year>/ghi-chi-bo/", units.record, name="record"),
    path("phieu/<int:pk>/", filling.sheet, name="sheet"),
    path("phieu/<int:pk>/luu/", saving.save, name="save"),
    path("phieu/<int:pk>/dang-ky/", filling.register, name="registration"),
    path("phieu/<int:pk>/phan/<str:key>/", filling.part, name="part"),
    path("phieu/<int:pk>/nop/", filling.submit, name="submit"),
    path("phieu/<int:pk>/lan/<int:number>/", review.handed_in, name="round"),
    path("phieu/<int:pk>/tham-dinh/", review.review, name="review"),
    path("phieu/<int:pk>/dang-ky/chap-thuan/", appraisal.accept_registration, name="accept_registration"),
    path("phieu/<int:pk>/dang-ky/tra-lai/", appraisal.send_back_registration, name="send_back_registration"),
    path("phieu/<int:pk>/nhan/", appraisal.receive, name="receive"),
    path("phieu/<int:pk>/tra-lai/", appraisal.send_back, name="send_back"),
    path("phieu/<int:pk>/y-kien/<str:body>/", appraisal.give_opinion, name="give_opinion"),
    path("phieu/<int:pk>/de-nghi/", appraisal.propose, name="propose"),
    path("phieu/<int:pk>/tham-dinh-lai/", appraisal.return_to_board, name="return_to_board"),
    path("phieu/<int:pk>/quyet-dinh/", appraisal.decide, name="decide"),
]
