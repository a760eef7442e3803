from django.urls import path

from members.ratings.views import board, cell, gates, lists, person, printing, record, saving

app_name = "ratings"
urlpatterns = [
    path("danh-gia/dang-vien/<int:year>/", lists.district, name="district"),
    path("danh-gia/dang-vien/<int:year>/nhieu-nam/", lists.streaks, name="streaks"),
    path("danh-gia/dang-vien/<int:year>/co-so/<int:pk>/", board.base, name="base"),
    path("danh-gia/dang-vien/<int:year>/co-so/<int:pk>/quyet-dinh/", board.decide, name="decide"),
    path("danh-gia/dang-vien/<int:year>/co-so/<int:pk>/ngoai-le/", board.allow, name="allow"),
    path("danh-gia/dang-vien/<int:year>/co-so/<int:pk>/danh-sach/", lists.people, name="people"),
    path("danh-gia/dang-vien/<int:year>/nguoi/<int:pk>/", person.person, name="person"),
    path("danh-gia/dang-vien/<int:year>/nguoi/<int:pk>/quyet-dinh-lai/", person.anew, name="anew"),
    path("danh-gia/dang-vien/<int:year>/<int:pk>/", cell.cell, name="cell"),
    path("danh-gia/dang-vien/<int:year>/co-so/<int:pk>/in/", printing.of_base, name="print_base"),
    path("danh-gia/dang-vien/<int:year>/<int:pk>/dieu-kien/", gates.of_cell, name="gates"),
    path("danh-gia/dang-vien/<int:year>/nguoi/<int:pk>/dieu-kien/", person.answer_one, name="answer"),
    path("danh-gia/dang-vien/<int:year>/<int:pk>/in/", printing.of_cell, name="print_cell"),
    path("danh-gia/dang-vien/<int:year>/<int:pk>/luu/", saving.save, name="save"),
    path("dang-vien/<int:pk>/xep-loai/", record.member, name="member"),
]
