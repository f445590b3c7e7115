"""Who came to a sitting: a branch by name, one tap for each who did not come; or the counts of the minutes; a roll taken back."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.members.views.marks import marks_of, marks_sent, seen_by
from liemchinh.offline.once import for_script, read_sending
from liemchinh.organisations.queries import names
from liemchinh.study.due import asked_to, registered
from liemchinh.study.forms import CorrectionForm, CountForm, ReasonForm
from liemchinh.study.models import Sitting
from liemchinh.study.queries import called, roll_numbered
from liemchinh.study.rolls import record_count, record_roll, roll_of, withdraw_roll
from liemchinh.study.views.frame import crumbs, sitting_or_404
from liemchinh.study.words import ABSENT, CANCELLING, COUNT, KEEP, NAMES, PRESENT, STATES
from liemchinh.web.asking import Asking


def _kept(request: SignedRequest, sitting: int, organisation: int) -> tuple[Sitting, str]:
    """A sitting, and the name of a place whose attendance the actor keeps."""
    row = sitting_or_404(request, sitting)
    if not request.actor.covers(KEEP, organisation):
        raise Http404
    return row, names([organisation]).get(organisation, "")


@require_http_methods(["GET", "POST"])
def by_name(request: SignedRequest, sitting: int, organisation: int) -> HttpResponse:
    """Everybody due on the day is present, unless tapped otherwise; at a make-up nobody is until tapped."""
    row, name = _kept(request, sitting, organisation)
    asked, before = asked_to(row, organisation), roll_of(row, organisation)
    form = CorrectionForm(request.POST or None)
    asking = Asking(request, form)
    sent = marks_sent(request, [one.person for one in asked])
    if request.method == "POST":
        reason, sending = (
            form.cleaned_data["reason"] if form.is_valid() else "",
            read_sending(request.POST.get("sending")),
        )
        with asking:
            record_roll(
                row.pk, organisation, sent, reason=reason, seen=seen_by(request), sending=sending, actor=request.actor
            )
            messages.success(request, _("Đã ghi điểm danh của %(name)s.") % {"name": name})
            return for_script(request, _to(row, organisation))
    usual = "" if before else ABSENT if row.makes_up_id else PRESENT
    marks = [(one.person, one.name, sent.get(one.person) or one.state or usual, one.guest) for one in asked]
    given = {
        "sitting": row, "title": called(row), "name": name, "organisation": organisation, "before": before,
        "marks": marks_of(marks, STATES), "seen": before.recorded_by if before else 0,
        "gone": before and before.sort == NAMES and not any(one.state for one in asked), "counted": before and before.sort == COUNT,
        "crumbs": crumbs(organisation, name, row, _("Điểm danh")),
    }  # fmt: skip
    return asking.page("study/roll.html", given)


@require_http_methods(["GET", "POST"])
def by_count(request: SignedRequest, sitting: int, organisation: int) -> HttpResponse:
    """The numbers of the minutes, with what the register of the day says beside them."""
    row, name = _kept(request, sitting, organisation)
    before, known = roll_of(row, organisation), registered(organisation, row.held_on)
    correction = CorrectionForm(request.POST or None) if before else None
    initial = {"due": known} if before is None else {
        key: getattr(before, key) for key in ("due", "present", "excused", "minutes", "minutes_on")
    }  # fmt: skip
    form = CountForm(request.POST or None, initial=initial)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = correction.cleaned_data["reason"] if correction and correction.is_valid() else ""
        with asking:
            record_count(row.pk, organisation, form.count(), reason=reason, seen=seen_by(request), actor=request.actor)
            messages.success(request, _("Đã ghi số người dự theo biên bản."))
            return _to(row, organisation)
    given = {
        "title": _("Số người dự theo biên bản"), "name": f"{name} – {called(row)}", "further": correction,
        "button": _("Ghi số này"), "seen": before.recorded_by if before else 0, "known": known,
        "cancel": reverse("study:one", args=[row.pk]), "crumbs": crumbs(organisation, name, row, _("Theo biên bản")),
    }  # fmt: skip
    return asking.page("study/form.html", given)


@require_http_methods(["GET", "POST"])
def withdraw(request: SignedRequest, roll: int) -> HttpResponse:
    """A roll written wrongly."""
    found = roll_numbered(roll)
    if found is None:
        raise Http404
    row, name = _kept(request, found.sitting_id, found.organisation_id)
    form = ReasonForm(request.POST or None, offered=CANCELLING)
    asking = Asking(request, form)
    if asking.is_valid():
        reason = form.cleaned_data["reason"]
        with asking:
            withdraw_roll(found.pk, reason=reason, actor=request.actor)
            messages.success(request, _("Đã hủy. Việc ấy vẫn còn trong sổ, có ghi là đã hủy."))
            return _to(row, found.organisation_id)
    title = _("Hủy điểm danh ghi nhầm")
    given = {
        "title": title, "name": f"{name} – {called(row)}", "button": title, "grave": True,
        "cancel": reverse("study:one", args=[row.pk]), "crumbs": crumbs(found.organisation_id, name, row, _("Hủy")),
    }  # fmt: skip
    return asking.page("study/form.html", given)


def _to(sitting: Sitting, organisation: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('study:one', args=[sitting.pk])}?at={organisation}")
