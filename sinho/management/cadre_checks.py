"""The part of `check_data` about the staff of the communes: what two themes say of one post, one month, one paper."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from cadres.movements.enums import Direction, Hiring
from cadres.movements.models import Movement, RecruitmentCandidate
from cadres.planning.enums import VerdictKind
from cadres.planning.models import PlanningVerdict
from cadres.reviews.models import ConfidenceResult
from cadres.staff.models import Post
from cadres.training.enums import Status
from cadres.training.models import Enrolment, SupportPayment
from sinho.text.dates import format_date


def movement_against_post(day: dt.date) -> Iterator[str]:
    """The post was written with the movement: both name one commune, one title, the same days."""
    other = ~Q(organization=F("post__organization")) | ~Q(title=F("post__title")) | ~Q(cadre=F("post__cadre"))
    other |= ~Q(valid__startswith=F("post__valid__startswith"))
    ended = Q(valid__upper_inf=False) & (
        Q(post__valid__upper_inf=True) | ~Q(valid__endswith=F("post__valid__endswith"))
    )
    rows = Movement.objects.filter(other | ended, post__isnull=False).select_related("cadre")
    for one in rows.order_by("pk"):
        yield f"Lần điều động của {one.cadre.full_name} từ {format_date(one.since)} không khớp với chức danh đã ghi."


def payment_outside_award(day: dt.date) -> Iterator[str]:
    """Paid for a month that the award does not cover, or after the end of study."""
    outside = ~Q(award__months__contains=F("month")) | Q(award__enrolment__ended_on__lt=F("month"))
    for one in SupportPayment.objects.standing().filter(outside).select_related("cadre").order_by("pk"):
        yield f"{one.cadre.full_name} được chi hỗ trợ tháng {one.month:%m/%Y} ngoài thời gian được hỗ trợ."


def left_before_kept(day: dt.date) -> Iterator[str]:
    """A review kept somebody in a plan who was not in it on the day of the review."""
    kept = PlanningVerdict.objects.filter(kind=VerdictKind.KEPT, entry__mistaken=False)
    kept = kept.exclude(entry__valid__contains=F("review__decided_on"))
    for one in kept.select_related("entry__person__cadre", "entry__person__member", "review").order_by("pk"):
        decided = format_date(one.review.decided_on)
        yield f"{one.entry.person}, {one.entry}: rà soát ngày {decided} giữ lại nhưng ngày ấy không có trong quy hoạch."


def votes_outside_post(day: dt.date) -> Iterator[str]:
    """Votes of confidence for a post that was not held in that commune on the day."""
    held = Q(post__organization=F("round__organization")) & Q(post__valid__contains=F("round__held_on"))
    rows = ConfidenceResult.objects.exclude(held).select_related("post__cadre", "round")
    for one in rows.order_by("pk"):
        on = format_date(one.round.held_on)
        yield f"{one.post.cadre.full_name} có kết quả lấy phiếu ngày {on} nhưng ngày ấy không giữ chức danh ấy ở xã."


def twice_in_class(day: dt.date) -> Iterator[str]:
    """One person in a class by both of his records."""
    same = Enrolment.objects.in_force().filter(
        training_class=OuterRef("training_class"), member=OuterRef("cadre__member")
    )
    rows = Enrolment.objects.in_force().filter(Exists(same.order_by()), cadre__member__isnull=False)
    for one in rows.select_related("cadre", "training_class").order_by("pk"):
        yield f"{one.cadre.full_name} có hai dòng trong lớp {one.training_class.name}: cán bộ xã và đảng viên."


def certificate_against_record(day: dt.date) -> Iterator[str]:
    """The qualification that a certificate gave was struck or mended on the record, the class still says otherwise."""
    differs = Q(qualification__struck_on__isnull=False) | ~Q(qualification__since=F("certificate_on"))
    differs |= ~Q(qualification__certificate_number=F("certificate_number"))
    rows = Enrolment.objects.filter(differs, qualification__isnull=False, status=Status.FINISHED)
    for one in rows.select_related("cadre", "training_class").order_by("pk"):
        yield f"{one.cadre.full_name}, lớp {one.training_class.name}: chứng chỉ khác với trình độ ở hồ sơ."


def on_staff_while_up(day: dt.date) -> Iterator[str]:
    """Sent up to the district, yet with a post in a commune on the day."""
    posts = Post.objects.on(day).filter(cadre=OuterRef("cadre")).order_by()
    rows = Movement.objects.on(day).filter(Exists(posts), direction=Direction.UP).select_related("cadre")
    for one in rows.order_by("pk"):
        yield f"{one.cadre.full_name} đang điều động lên huyện nhưng còn giữ chức danh ở xã."


def hired_without_post(day: dt.date) -> Iterator[str]:
    """Hired in a round, yet no post of that title in that commune begins on the day."""
    posts = Post.objects.filter(
        cadre=OuterRef("cadre"),
        organization=OuterRef("seat__organization"),
        title=OuterRef("seat__title"),
        valid__startswith=OuterRef("result_on"),
    )
    rows = RecruitmentCandidate.objects.filter(~Exists(posts.order_by()), result=Hiring.HIRED).select_related(
        "seat__round"
    )
    for one in rows.order_by("pk"):
        yield f"{one.full_name} trúng tuyển đợt “{one.seat.round}” nhưng không có chức danh ấy ở xã từ ngày nhận việc."
