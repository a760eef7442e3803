from django.urls import path

from cadres.staff.views import changing, gaps, listing, mending, record, ruling, staffing

app_name = "staff"
urlpatterns = [
    path("", listing.staff, name="list"),
    path("chat-luong/", listing.quality, name="quality"),
    path("tieu-chuan/", gaps.gaps, name="gaps"),
    path("tieu-chuan/chuc-danh/", ruling.standards, name="standards"),
    path("tieu-chuan/chuc-danh/them/", ruling.enact_standard, name="enact_standard"),
    path("tieu-chuan/chuc-danh/doi-chieu/", ruling.confirm_standards, name="confirm_standards"),
    path("tieu-chuan/chuc-danh/<int:pk>/", ruling.mend_standard, name="mend_standard"),
    path("bien-che/", staffing.staffing, name="staffing"),
    path("bien-che/dinh-muc/", ruling.numbers, name="numbers"),
    path("bien-che/dinh-muc/them/", ruling.enact_number, name="enact_number"),
    path("bien-che/dinh-muc/doi-chieu/", ruling.confirm_numbers, name="confirm_numbers"),
    path("bien-che/dinh-muc/<int:pk>/", ruling.mend_number, name="mend_number"),
    path("bien-che/<int:pk>/", staffing.grade, name="grade"),
    path("bien-che/loai/<int:pk>/", staffing.correct_grade, name="correct_grade"),
    path("them/", changing.receive, name="receive"),
    path("<int:pk>/", record.cadre, name="cadre"),
    path("<int:pk>/giao/", changing.appoint, name="appoint"),
    path("<int:pk>/trinh-do/", changing.learn, name="learn"),
    path("<int:pk>/sua/", changing.correct, name="correct"),
    path("<int:pk>/dang-vien/", changing.link, name="link"),
    path("<int:pk>/dang-vien/go/", changing.unlink, name="unlink"),
    path("chuc-danh/<int:pk>/thoi/", changing.end, name="end"),
    path("chuc-danh/<int:pk>/dinh-chinh/", changing.correct_post, name="correct_post"),
    path("trinh-do/<int:pk>/dinh-chinh/", mending.correct_qualification, name="correct_qualification"),
    path("trinh-do/<int:pk>/gach/", mending.strike_qualification, name="strike_qualification"),
]
