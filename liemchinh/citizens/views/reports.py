"""Reports sealed for oneself: the list, one opened with one's phrase, its files, replies, what two decide, who reported."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.citizens import answering, deciding, identities, reading, suggestions
from liemchinh.citizens.charting import options_of
from liemchinh.citizens.cleaning import cleaned
from liemchinh.citizens.forms import AskForm, DecisionForm, GiveForm, ReplyForm, SecretForm
from liemchinh.citizens.queries import (
    ReportShown,
    given_to,
    readers_named,
    report_visible_to,
    reports_visible_to,
    requests_of,
    requests_waiting_for,
    shown,
    told_of,
)
from liemchinh.citizens.suggestions import suggestions_visible_to
from liemchinh.citizens.views.frame import asked, crumbs, leading_to
from liemchinh.citizens.words import ASKING, KEEP, KEEP_NAMES, READ
from liemchinh.envelopes.words import FILE_KINDS
from liemchinh.organisations.queries import names
from liemchinh.web.asking import Asking
from regulations.catalogue import catalogue

SENT = {"pdf": "application/pdf", "jpeg": "image/jpeg"}


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """What is sealed for the reader: reports by number and day, suggestions, names to give."""
    actor = request.actor
    if not any(actor.may(verb) for verb in (READ, KEEP_NAMES, KEEP)):
        raise Http404
    rows, sent = shown(reports_visible_to(actor), actor), list(suggestions_visible_to(actor)[:60])
    called = names({one.office.organisation_id for one in sent})
    roots = sorted({place for verb in (READ, KEEP_NAMES, KEEP) for place in actor.roots(verb)})[:6]
    given = {
        "open": [one for one in rows if one.row.closed_on is None], "ended": [one for one in rows if one.row.closed_on],
        "suggestions": [(one, called.get(one.office.organisation_id, "")) for one in sent],
        "requests": [(one, ASKING[one.why]) for one in requests_waiting_for(actor)], "crumbs": crumbs(),
        "places": [(place, name) for place, name in names(roots).items()], "reads": actor.may(READ),
    }  # fmt: skip
    return render(request, "citizens/reports.html", given)


@require_http_methods(["GET", "POST"])
def one(request: SignedRequest, report: int) -> HttpResponse:
    """A report: closed, and opened by the phrase for this one answer."""
    found = _found(request, report)
    actor, form = request.actor, SecretForm(request.POST or None)
    title = _("Tin báo số %(number)s") % {"number": report}

    def done(opened: reading.Opened) -> HttpResponse:
        return render(request, "citizens/report.html", {**_about(request, found), "title": title, "opened": opened,
                      "kind": catalogue()[opened.body.kind].text if opened.body.kind in catalogue() else "",
                      "concerned": options_of(found.row.office.organisation_id).get(opened.body.concerned, opened.body.concerned),
                      "files": [(number, info, FILE_KINDS[info.kind]) for number, info in opened.files]})  # fmt: skip

    given = {
        "title": title, "detail": f"{found.office} · {found.row.on:%d/%m/%Y}", "crumbs": crumbs(title), "button": _("Mở"),
        "cancel": reverse("citizens:reports"),
        "says": _("Mỗi lần mở đều được ghi lại trước khi nội dung hiện ra; những người đọc khác biết ai đã mở."),
    }  # fmt: skip
    secret = request.POST.get("secret", "")
    return asked(request, form, lambda: reading.open_report(report, secret, actor=actor), done, given)


def _about(request: SignedRequest, found: ReportShown) -> dict[str, object]:
    """What the page of an opened report shows besides what it says."""
    actor, decision = request.actor, found.decision
    mine = decision is not None and decision.stated_by_id == actor.account_id
    return {
        "found": found, "crumbs": crumbs(_("Tin báo số %(number)s") % {"number": found.row.pk}),
        "readers": list(readers_named(found.row).values()), "decision": told_of(decision) if decision else None,
        "pending": decision is not None and decision.vouched_by_id is None, "mine": mine,
        "requests": requests_of(actor, found.row), "named": found.row.custodian_id is not None,
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
def attachment(request: SignedRequest, report: int, attachment: int) -> HttpResponse:
    """A cleaned copy of a file, to be saved; the original stays sealed."""
    _found(request, report)
    actor, form = request.actor, SecretForm(request.POST or None)
    title = _("Mở tệp kèm theo")

    def done(copy: tuple[str, str, bytes]) -> HttpResponse:
        name, kind, data = copy
        answer = HttpResponse(data, content_type=SENT.get(kind, "application/octet-stream"))
        answer["Content-Disposition"] = f'attachment; filename="tin-bao-{report}-{attachment}.{name}"'
        answer["Cache-Control"] = "no-store"
        return answer

    given = {
        "title": title, "detail": _("Tin báo số %(number)s") % {"number": report}, "crumbs": crumbs(title), "button": title,
        "cancel": reverse("citizens:report", args=[report]),
        "says": _("Bản lưu về máy đã bỏ thông tin về máy và người làm tệp; làm sạch không bao giờ trọn vẹn. Bản gốc vẫn niêm phong."),
    }  # fmt: skip
    secret = request.POST.get("secret", "")

    def call() -> tuple[str, str, bytes]:
        info, data = reading.open_attachment(report, attachment, secret, actor=actor)
        return {"jpeg": "jpg"}.get(info.kind, info.kind), info.kind, cleaned(info.kind, data)

    return asked(request, form, call, done, given)


@require_http_methods(["GET", "POST"])
def reply(request: SignedRequest, report: int) -> HttpResponse:
    """A sealed reply."""
    found = _found(request, report)
    form, title = ReplyForm(request.POST or None), _("Trả lời người báo tin")
    told = lambda: form.cleaned_data  # noqa: E731
    call = lambda: answering.reply_to(report, told()["state"], told()["text"], actor=request.actor)  # noqa: E731
    done = leading_to(request, _("Đã niêm phong lời trả lời. Người báo tin đọc bằng biên nhận."), "citizens:reports")
    return asked(request, form, call, done, _frame(found, title, title))


@require_http_methods(["GET", "POST"])
def decide(request: SignedRequest, report: int) -> HttpResponse:
    """What one reader thinks should become of it."""
    found = _found(request, report)
    form, title = DecisionForm(request.POST or None), _("Nêu quyết định")

    def call() -> int:
        kind, ground = form.told()
        return deciding.state_decision(report, kind, ground, form.cleaned_data["items"], actor=request.actor)

    done = leading_to(request, _("Đã ghi. Một người đọc khác xác nhận thì có hiệu lực."), "citizens:reports")
    says = _("Hai người đọc quyết định, có căn cứ. Số lượng tin báo không là căn cứ cho việc nào.")
    return asked(request, form, call, done, {**_frame(found, title, title), "says": says})


@require_POST
def vouch(request: SignedRequest, report: int) -> HttpResponse:
    """The second reader agrees."""
    found = _found(request, report)
    asking = Asking(request)
    with asking:
        deciding.vouch_for_decision(report, actor=request.actor)
        messages.success(request, _("Quyết định có hiệu lực. Người báo tin được cho biết tình trạng."))
        return redirect("citizens:reports")
    return asking.page("citizens/form.html", _frame(found, _("Xác nhận quyết định"), ""))


@require_http_methods(["GET", "POST"])
def ask(request: SignedRequest, report: int) -> HttpResponse:
    """Asks the custodian who reported."""
    found = _found(request, report)
    form, title = AskForm(request.POST or None), _("Đề nghị mở tên người báo tin")
    call = lambda: identities.ask_for_identity(report, form.cleaned_data["why"], actor=request.actor)  # noqa: E731
    done = leading_to(request, _("Đã gửi đề nghị cho người giữ tên."), "citizens:reports")
    says = _("Người giữ tên không đọc tin báo; họ thấy lý do ở đây và ghi lý do của mình. Cả hai lý do vào sổ.")
    return asked(request, form, call, done, {**_frame(found, title, title), "says": says})


@require_http_methods(["GET", "POST"])
def give(request: SignedRequest, request_id: int) -> HttpResponse:
    """The custodian gives a name to whoever asked."""
    found = next((one for one in requests_waiting_for(request.actor) if one.pk == request_id), None)
    if found is None:
        raise Http404
    form, title = GiveForm(request.POST or None), _("Mở tên cho người đề nghị")

    def call() -> int:
        told = form.cleaned_data
        return identities.give_identity(found.pk, told["why"], told["secret"], actor=request.actor)

    given = {
        "title": title, "detail": _("Tin báo số %(number)s") % {"number": found.report_id}, "crumbs": crumbs(title),
        "button": title, "cancel": reverse("citizens:reports"), "grave": True,
        "says": _("%(name)s đề nghị: %(why)s. Tên chỉ mở cho người này; ở đây không hiện.")
        % {"name": found.recipient.account.display_name, "why": ASKING[found.why]},
    }  # fmt: skip
    done = leading_to(request, _("Đã niêm phong tên cho người đề nghị."), "citizens:reports")
    return asked(request, form, call, done, given)


@require_http_methods(["GET", "POST"])
def identity(request: SignedRequest, request_id: int) -> HttpResponse:
    """Who reported, for the one it was given to."""
    found = given_to(request.actor, request_id)
    if found is None:
        raise Http404
    form, title = SecretForm(request.POST or None), _("Người báo tin")

    def done(who: identities.Identity) -> HttpResponse:
        return render(
            request, "citizens/identity.html", {"who": who, "report": found.report_id, "crumbs": crumbs(title)}
        )

    given = {
        "title": title, "detail": _("Tin báo số %(number)s") % {"number": found.report_id}, "crumbs": crumbs(title),
        "button": _("Mở"), "cancel": reverse("citizens:reports"), "says": _("Không được làm lộ tên người báo tin, kể cả để đối chất."),
    }  # fmt: skip
    secret = request.POST.get("secret", "")
    return asked(request, form, lambda: identities.open_given(found.pk, secret, actor=request.actor), done, given)


@require_http_methods(["GET", "POST"])
def suggestion(request: SignedRequest, suggestion: int) -> HttpResponse:
    """A suggestion, opened by the phrase."""
    found = suggestions_visible_to(request.actor).filter(pk=suggestion).first()
    if found is None:
        raise Http404
    title = _("Góp ý của người dân")

    def done(read: suggestions.Read) -> HttpResponse:
        return render(request, "citizens/suggestion.html", {"read": read, "crumbs": crumbs(title), "title": title})

    given = {
        "title": title, "detail": f"{found.on:%d/%m/%Y}", "crumbs": crumbs(title), "button": _("Mở"), "cancel": reverse("citizens:reports"),
    }  # fmt: skip
    form, secret = SecretForm(request.POST or None), request.POST.get("secret", "")
    call = lambda: suggestions.open_suggestion(found.pk, secret, actor=request.actor)  # noqa: E731
    return asked(request, form, call, done, given)


def _found(request: SignedRequest, report: int) -> ReportShown:
    found = report_visible_to(request.actor, report)
    if found is None:
        raise Http404
    return found


def _frame(found: ReportShown, title: str, button: str) -> dict[str, object]:
    return {
        "title": title, "detail": _("Tin báo số %(number)s") % {"number": found.row.pk}, "crumbs": crumbs(title),
        "button": button, "cancel": reverse("citizens:report", args=[found.row.pk]),
    }  # fmt: skip
