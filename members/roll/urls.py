from django.urls import path

from members.roll.views import badges, changing, joining, listing, pairs, record, transferring, transfers

app_name = "members"
urlpatterns = [
    path("", listing.members, name="list"),
    path("xuat/", listing.export, name="export"),
    path("tiep-nhan/", changing.receive, name="receive"),
    path("chuyen-sinh-hoat/", transfers.transfers, name="transfers"),
    path("chuyen-sinh-hoat/<int:pk>/", transferring.transfer, name="transfer"),
    path("chuyen-sinh-hoat/<int:pk>/<slug:code>/", transferring.take, name="transfer_step"),
    path("huy-hieu/", badges.badges, name="badges"),
    path("huy-hieu/xuat/", badges.take_out, name="badges_out"),
    path("<int:pk>/huy-hieu/", badges.give, name="badge"),
    path("<int:pk>/gioi-thieu/", transferring.begin, name="introduce"),
    path("trung/", pairs.pairs, name="pairs"),
    path("trung/hai-nguoi/", pairs.two_people, name="two_people"),
    path("trung/hai-nguoi/<int:pk>/bo/", pairs.one_after_all, name="one_after_all"),
    path("trung/da-gop/", pairs.joins, name="joins"),
    path("trung/da-gop/<int:pk>/", joining.joined, name="joined"),
    path("trung/da-gop/<int:pk>/hoan-tac/", joining.undo, name="undo_join"),
    path("doi-chieu-so/", pairs.numbers, name="wrong_numbers"),
    path("<int:pk>/gop/", joining.join, name="join"),
    path("<int:pk>/hai-nguoi/", pairs.apart, name="apart"),
    path("<int:pk>/", record.member, name="member"),
    path("<int:pk>/hien-so/", record.numbers, name="numbers"),
    path("<int:pk>/ai-da-xem/", record.readers, name="readers"),
    path("<int:pk>/chuyen/", changing.move, name="move"),
    path("<int:pk>/roi/", changing.leave, name="leave"),
    path("<int:pk>/chinh-thuc/", changing.recognise, name="recognise"),
    path("<int:pk>/mien/", changing.pause, name="pause"),
    path("<int:pk>/tro-lai/", changing.resume, name="resume"),
    path("<int:pk>/trinh-do/", changing.learn, name="learn"),
    path("<int:pk>/nghe-nghiep/", changing.work, name="work"),
    path("<int:pk>/noi-o/", changing.home, name="home"),
    path("<int:pk>/the/", changing.card, name="card"),
    path("<int:pk>/sua/", changing.correct, name="correct"),
]
