"""A round in one branch: its box, what may be told, whom to talk with, the report to the branch."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.ballots.words import STATES as BOX_STATES
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.surveys import talking, voting
from liemchinh.surveys.forms import PrepareForm, ReportForm
from liemchinh.surveys.models import Part
from liemchinh.surveys.progress import box_of
from liemchinh.surveys.queries import concerned_in, count_of, people_by_item
from liemchinh.surveys.rule_uses import rule_of
from liemchinh.surveys.views.frame import crumbs, part_or_404, way_to
from liemchinh.surveys.words import CONCLUSIONS, HEARD, help_steps, item_words
from liemchinh.web.asking import Asking
from regulations.rules.surveys import threshold


@require_safe
def one(request: SignedRequest, pk: int) -> HttpResponse:
    """What comes next stands first."""
    return Asking(request).page("surveys/part.html", given_of(part_or_404(request, pk)))


def given_of(row: Part) -> dict[str, object]:
    """What the page of a branch in a round is given; the reading has been kept."""
    place, box, count = row.organisation_id, box_of(row), count_of(row)
    rule = rule_of(place, box.counted_on if box and box.counted_on else clock.today())
    report = row.reports.filter(cancelled_by=None).first()
    return {
        "row": row, "title": _("Khảo sát %(period)s") % {"period": way_to(row)[0]}, "name": names([place]).get(place, ""),
        "crumbs": crumbs(place, way=way_to(row)), "open": row.round.closed_by is None, "box": box,
        "box_state": BOX_STATES.get(box.state, "") if box else "", "box_url": reverse("ballots:one", args=[box.pk]) if box else "",
        "count": count, "least": threshold(count.valid, rule) if count else None, "few": rule.valid, "report": report,
        "people": _people(row), "items": [(item_words(item), people) for item, people in people_by_item(count).items()],
        "in_the_way": talking.faults_of_reporting(row) if count and not report else (),
    }  # fmt: skip


def _people(row: Part) -> list[dict[str, object]]:
    steps = help_steps()
    return [
        {
            "who": one, "talk": one.talk, "heard": HEARD.get(one.talk.heard, "") if one.talk else "",
            "conclusion": CONCLUSIONS.get(one.talk.conclusion, "") if one.talk else "",
            "shows_signs": one.talk is not None and one.talk.conclusion in talking.WITH_SIGNS,
            "helps": [(help, item_words(help.item), steps.get(help.step, help.step)) for help in one.helps],
        }
        for one in concerned_in(row)
    ]  # fmt: skip


@require_http_methods(["GET", "POST"])
def prepare(request: SignedRequest, pk: int) -> HttpResponse:
    """The branch prepares its box."""
    row = part_or_404(request, pk)
    form = PrepareForm(request.POST or None, initial={"on": clock.today()})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            voting.prepare_part(row.pk, told["on"], channels=told["channels"], actor=request.actor)
            messages.success(request, _("Đã chuẩn bị hòm phiếu. Chọn tổ kiểm phiếu rồi khóa danh sách."))
            return redirect("surveys:part", row.pk)
    title = _("Chuẩn bị hòm phiếu")
    return asking.page("surveys/form.html", _around(row, title) | {
        "button": title,
        "says": _("Người bỏ phiếu và người được ghi trên phiếu lấy theo danh sách chi hội của ngày ấy, cả chính mình."),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
def report(request: SignedRequest, pk: int) -> HttpResponse:
    """The branch is told, as counts."""
    row = part_or_404(request, pk)
    form = ReportForm(request.POST or None, initial={"on": clock.today()})
    asking = Asking(request, form)
    if asking.is_valid():
        told = form.cleaned_data
        with asking:
            talking.report_part(row.pk, told["on"], told["minutes"], actor=request.actor)
            messages.success(request, _("Đã ghi báo cáo trước chi hội: chỉ có số, không có tên ai."))
            return redirect("surveys:part", row.pk)
    title = _("Báo cáo trước chi hội")
    return asking.page("surveys/form.html", _around(row, title) | {
        "button": _("Ghi báo cáo"),
        "says": _("Báo cáo bằng số: bao nhiêu người được ghi phiếu, đã gặp, có biểu hiện. Không nêu tên ai."),
    })  # fmt: skip


def _around(row: Part, title: str) -> dict[str, object]:
    place = row.organisation_id
    return {
        "title": title, "name": names([place]).get(place, ""), "cancel": way_to(row)[1],
        "crumbs": crumbs(place, title, way=way_to(row)),
    }  # fmt: skip
