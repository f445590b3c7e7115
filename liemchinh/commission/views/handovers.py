"""Taking over from bodies that ended: which there are, what passed, the frozen list that is signed on paper, its differences."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.exclusion import same_person
from liemchinh.access.names import account_names
from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.casework.giving import page_to_give
from liemchinh.casework.kinds import case_kind
from liemchinh.commission import queries, services
from liemchinh.commission.forms import ClearForm, LineDifferenceForm, PaperDifferenceForm, SignForm, WithdrawForm
from liemchinh.commission.models import HandoverList
from liemchinh.commission.passing import passages
from liemchinh.commission.views.frame import frame
from liemchinh.discipline.cases import VERB
from liemchinh.journal import clock
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """The bodies that ended, from which something passed here."""
    given = frame(request, "handovers")
    return render(request, "commission/handovers.html", given | {"rows": queries.bodies_visible_to(request.actor)})


@require_safe
def body(request: SignedRequest, ended: int, heir: int) -> HttpResponse:
    """What passed from one body, as it stands now; or the list, once it is frozen."""
    _only_at(request, heir)
    held = queries.lists_visible_to(request.actor).filter(ended=ended, heir=heir).first()
    if held is not None:
        return redirect("commission:list", held.pk)
    found = [rows for one, rows in passages(request.actor).items() if (one.ended, one.heir) == (ended, heir)]
    if not found:
        raise Http404
    cases, sanctions = queries.told_rows([row for rows in found for row in rows], request.actor)
    called = names([ended, heir])
    given = {
        "ended": called.get(ended, ""), "heir": called.get(heir, ""), "cases": cases, "sanctions": sanctions, "today": clock.today(),
        "freeze": reverse("commission:freeze", args=[ended, heir]), "crumbs": _crumbs(called.get(ended, "")),
    }  # fmt: skip
    return render(request, "commission/body.html", given)


@require_POST
@proved_recently
def freeze(request: SignedRequest, ended: int, heir: int) -> HttpResponse:
    """The list is frozen as it stands."""
    _only_at(request, heir)
    asking = Asking(request)
    with asking:
        made = services.freeze_list(ended, heir, actor=request.actor)
        messages.success(request, _("Đã chốt danh sách. In ra, hai bên ký, rồi ghi số và ngày."))
        return redirect("commission:list", made.pk)
    given = {"crumbs": _crumbs(names([ended]).get(ended, "")), "back": reverse("commission:handovers")}
    return asking.page("commission/refused.html", given)


@require_safe
def one(request: SignedRequest, handover: int) -> HttpResponse:
    """The frozen list: prints on A4, with room for both signatures."""
    held = _found(request, handover)
    cases, sanctions, gone = queries.told_lines(
        queries.lines_seen_by(held, request.actor).order_by("pk"), request.actor
    )
    signature = queries.signature_of(held)
    known = account_names({signature.received_by, signature.handed_by or 0}) if signature else {}
    given = _about(held) | {
        "cases": cases, "sanctions": sanctions, "gone": gone, "signature": signature, "today": clock.today(),
        "received_by": known.get(signature.received_by) if signature else "",
        "handed_by": known.get(signature.handed_by or 0, "") if signature else "",
        "differences": queries.differences_seen_by(held, request.actor), "intact": queries.is_intact(held),
        "undone": queries.is_undone(held), "crumbs": _crumbs(_about(held)["ended"]),
    }  # fmt: skip
    return render(request, "commission/list.html", given)


@require_http_methods(["GET", "POST"])
@proved_recently
def give(request: SignedRequest, case: int) -> HttpResponse:
    """The case of a sanction that still counts, ended and open to nobody who works here, is given to somebody; by two, as everywhere."""
    held = queries.ended_case_to_give(request.actor, case)
    if held is None:
        raise Http404
    return page_to_give(request, held, reverse("commission:handovers"), _crumbs())


@require_http_methods(["GET", "POST"])
@proved_recently
def sign(request: SignedRequest, handover: int) -> HttpResponse:
    """Both have signed the paper."""
    held = _found(request, handover)
    accounts = [one for one in queries.givers(held.ended_id) if not same_person(request.actor, one)]
    form = SignForm(request.POST or None, accounts=accounts)
    says = _("Bạn là bên nhận. Ghi như trên biên bản giấy hai bên đã ký. Việc này không mở vụ việc nào cho ai.")
    return _asked(
        request, held, _("Ghi danh sách đã ký"), form, says=says,
        call=lambda: services.sign_list(held.pk, form.signed(), actor=request.actor),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def line(request: SignedRequest, handover: int) -> HttpResponse:
    """A case of the list whose papers are not as listed."""
    held = _found(request, handover)
    lines = queries.lines_seen_by(held, request.actor).filter(form="", case__closed_by=None).order_by("pk")
    told = [
        (row.case_id, _("%(kind)s, số %(case)s") % {"kind": case_kind(row.kind).procedure.title, "case": row.case_id})
        for row in lines
    ]
    form = LineDifferenceForm(request.POST or None, cases=told)
    return _noted(request, held, _("Hồ sơ giấy không như danh sách"), form)


@require_http_methods(["GET", "POST"])
def paper(request: SignedRequest, handover: int) -> HttpResponse:
    """Papers of a case that no line names."""
    form = PaperDifferenceForm(request.POST or None)
    return _noted(request, _found(request, handover), _("Có hồ sơ giấy, không có trong danh sách"), form)


def _noted(
    request: SignedRequest, held: HandoverList, title: str, form: LineDifferenceForm | PaperDifferenceForm
) -> HttpResponse:
    return _asked(
        request, held, title, form,
        call=lambda: services.note_difference(held.pk, form.difference(), actor=request.actor),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
def clear(request: SignedRequest, difference: int) -> HttpResponse:
    """A difference is cleared up."""
    found = queries.difference_visible_to(request.actor, difference)
    if found is None:
        raise Http404
    held, shown = found
    form = ClearForm(request.POST or None)
    return _asked(
        request, held, _("Làm rõ chênh lệch"), form, says=shown.words,
        call=lambda: services.clear_difference(difference, form.cleaned_data["reason"], actor=request.actor),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@proved_recently
def withdraw(request: SignedRequest, handover: int) -> HttpResponse:
    """The list does not stand; another can be frozen."""
    held = _found(request, handover)
    form = WithdrawForm(request.POST or None)
    return _asked(
        request, held, _("Hủy danh sách"), form, grave=True, after=reverse("commission:handovers"),
        call=lambda: services.withdraw_list(held.pk, form.cleaned_data["reason"], actor=request.actor),
    )  # fmt: skip


def _asked(
    request: SignedRequest, held: HandoverList, title: str, form: forms.Form, *, call: Callable[[], object],
    says: str = "", grave: bool = False, after: str = "",
) -> HttpResponse:  # fmt: skip
    back, asking = reverse("commission:list", args=[held.pk]), Asking(request, form)
    if asking.is_valid():
        with asking:
            call()
            messages.success(request, _("Đã ghi vào sổ."))
            return redirect(after or back)
    about = _about(held)
    crumbs = [*_crumbs(), Crumb(about["ended"], back), Crumb(title)]
    given = about | {
        "title": title, "name": about["ended"], "says": says, "grave": grave,
        "button": title if grave else _("Ghi vào sổ"), "cancel": back, "crumbs": crumbs,
    }  # fmt: skip
    return asking.page("web/form.html", given)


def _found(request: SignedRequest, handover: int) -> HandoverList:
    found = queries.lists_visible_to(request.actor).filter(pk=handover).first()
    if found is None:
        raise Http404
    return found


def _only_at(request: SignedRequest, heir: int) -> None:
    if not request.actor.covers(VERB, heir):
        raise Http404


def _about(held: HandoverList) -> dict[str, Any]:
    called = names([held.ended_id, held.heir_id])
    return {"handover": held, "ended": called.get(held.ended_id, ""), "heir": called.get(held.heir_id, "")}


def _crumbs(*more: str) -> list[Crumb]:
    return [Crumb(_("Tiếp nhận việc"), reverse("commission:handovers")), *(Crumb(title) for title in more if title)]
