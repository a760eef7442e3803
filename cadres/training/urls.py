from django.urls import path

from cadres.training.views import changing, enrolling, listing, outcomes, papers, paying, record, sending, supporting

app_name = "training"
urlpatterns = [
    path("dao-tao/", listing.classes, name="list"),
    path("<int:pk>/dao-tao/", record.cadre, name="cadre"),
    path("dao-tao/them/", changing.open_class, name="open"),
    path("dao-tao/<int:pk>/", listing.training_class, name="class"),
    path("dao-tao/<int:pk>/sua/", changing.correct_class, name="correct"),
    path("dao-tao/<int:pk>/huy/", changing.call_off, name="call_off"),
    path("dao-tao/<int:pk>/ghi-danh/", enrolling.enrol, name="enrol"),
    path("dao-tao/<int:pk>/chuyen-can/", outcomes.attendance, name="attendance"),
    path("dao-tao/<int:pk>/ket-qua/", outcomes.results, name="results"),
    path("dao-tao/<int:pk>/ho-tro/", supporting.award, name="award"),
    path("dao-tao/<int:pk>/danh-sach/", papers.enrolment_list, name="paper"),
    path("dao-tao/cu-di/<int:pk>/", sending.send, name="send"),
    path("dao-tao/nguoi-hoc/<int:pk>/", changing.correct_result, name="correct_result"),
    path("ho-tro/", supporting.support, name="support"),
    path("ho-tro/du-toan/", supporting.budget, name="budget"),
    path("ho-tro/chi/", paying.pay, name="pay"),
    path("ho-tro/danh-sach/", papers.payment_list, name="payment_paper"),
    path("ho-tro/muc/<int:pk>/thoi/", supporting.end_award, name="end_award"),
    path("ho-tro/lan-chi/<int:pk>/thu-hoi/", paying.take_back, name="take_back"),
]
