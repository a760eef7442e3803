"""Attendance of a class on one page; results and certificates in one form."""

from dataclasses import replace

from django import forms as django_forms
from django.contrib import messages
from django.shortcuts import redirect, render

from cadres.training.actions import results as acts
from cadres.training.enums import Status
from cadres.training.forms import OutcomeForm
from cadres.training.models import Enrolment
from cadres.training.models.reading import attendants
from cadres.training.rules import Outcome
from cadres.training.views.asked import MANAGE, managed, mark, try_it
from sinho.accounts.gate import requires
from sinho.refusal import Refused
from sinho.web import clock
from sinho.web.answers import status_of
from sinho.web.fields import DayField
from sinho.web.lists import page_asked, query_without

TIMES = {"min_value": 0, "max_value": 999, "required": False}
NUMBER = {"class": "n-s", "inputmode": "numeric", "autocomplete": "off"}
NOT_TIMES = "Số buổi là số nguyên từ 0 đến 999."


def times(label: str) -> django_forms.IntegerField:
    errors = dict.fromkeys(("invalid", "min_value", "max_value"), NOT_TIMES)
    return django_forms.IntegerField(
        label=label, widget=django_forms.TextInput(attrs=NUMBER), error_messages=errors, **TIMES
    )


class AttendanceForm(django_forms.Form):
    """How often the class met, and each one was there: one field for each person of the page."""

    def __init__(self, data, *, people, held):
        first = {f"e{one.row.pk}": one.row.days_present for one in people}
        super().__init__(data, initial={"held": held} | first)
        self.fields["held"] = times("Số buổi của lớp")
        for one in people:
            self.fields[f"e{one.row.pk}"] = times(one.row.person.full_name)
            one.field = self[f"e{one.row.pk}"]
        self.people = people

    def values(self) -> dict:
        present = {one.row.pk: self.cleaned_data[f"e{one.row.pk}"] for one in self.people}
        return {"days_held": self.cleaned_data["held"], "present": present}


class SharedForm(django_forms.Form):
    """Days that hold for every line where none was typed."""

    ended_on = DayField(label="Ngày kết thúc chung", required=False, help_text="Cho các dòng để trống ngày")
    certificate_on = DayField(label="Ngày cấp chung", required=False, help_text="Cho các dòng chỉ có số chứng chỉ")


class ResultsForm:
    """All lines of the page with the shared days, checked together."""

    def __init__(self, data, people):
        self.is_bound, self.people = data is not None, people
        self.shared = SharedForm(data, prefix="chung")
        for one in people:
            one.form = OutcomeForm(data, prefix=f"e{one.row.pk}", initial=vars(one.row.outcome))
            one.form.use_required_attribute = False

    def is_valid(self) -> bool:
        return all([self.shared.is_valid(), *(one.form.is_valid() for one in self.people)])

    @property
    def cleaned_data(self) -> dict:
        return self.shared.cleaned_data

    @property
    def problems(self) -> list[str]:
        """What is wrong in the lines, each with the name."""
        wrong = ((one, field) for one in self.people if one.form.is_bound for field in one.form if field.errors)
        return [f"{one.row.person.full_name}, {field.label.lower()}: {field.errors[0]}" for one, field in wrong]

    def outcomes(self) -> dict[int, Outcome]:
        return {one.row.pk: self.filled(one.form.outcome()) for one in self.people}

    def filled(self, outcome: Outcome) -> Outcome:
        shared = self.shared.cleaned_data
        if outcome.status != Status.ATTENDING and outcome.ended_on is None:
            outcome = replace(outcome, ended_on=shared["ended_on"])
        if outcome.certificate_number and outcome.certificate_on is None:
            outcome = replace(outcome, certificate_on=shared["certificate_on"])
        return outcome


def mine(request, one):
    """Those in the class whose staff the person keeps: others may have sent their people too."""
    return Enrolment.objects.in_force().in_scope(request.scope, MANAGE).filter(training_class=one)


def people_of(request, one, rows):
    """A page of those in the class."""
    page = page_asked(request, rows.in_order())
    return page, attendants(list(page), min(clock.today(), one.ends_on), page.start_index())


@requires(MANAGE)
def attendance(request, pk):
    """How often each was there."""
    one = managed(request, pk)
    page, people = people_of(request, one, mine(request, one))
    form = AttendanceForm(request.POST or None, people=people, held=one.days_held)

    def act(_):
        return acts.note_attendance(training_class=one, **form.values(), by=request.user) or True

    done, reasons = try_it(request, one, form, act)
    if done:
        messages.success(request, "Đã ghi chuyên cần.")
        return redirect("training:class", one.pk)
    return answer(request, "cadres/training/attendance.html", one, page, form, reasons)


@requires(MANAGE)
def results(request, pk):
    """How it ended for each, and the certificates."""
    one = managed(request, pk)
    rows = mine(request, one).filter(certificate_number="")
    page, people = people_of(request, one, rows.filter(status__in=(Status.ATTENDING, Status.FINISHED)))
    form = ResultsForm(request.POST if request.method == "POST" else None, people)

    def act(_):
        if missing := set(request.POST.getlist("nguoi")) - {str(one.row.pk) for one in people}:
            raise Refused(f"Có {len(missing)} người đã ghi kết quả hoặc không còn trong lớp; đồng chí xem lại.")
        return acts.note_results(training_class=one, outcomes=form.outcomes(), by=request.user)

    done, reasons = try_it(request, one, form, act)
    if done:
        messages.success(request, f"Đã ghi kết quả của {done} người.")
        return redirect("training:class", one.pk)
    return answer(request, "cadres/training/results.html", one, page, form, reasons)


def answer(request, template, one, page, form, reasons):
    """The page of the form, with what was typed."""
    context = {"one": one, "page": page, "people": form.people, "form": form}
    context |= {"reasons": reasons or getattr(form, "problems", [])}
    context |= {"seen": mark(one), "query": query_without(request, "trang")}
    status = status_of(form, reasons)
    return render(request, template, context, status=status)
