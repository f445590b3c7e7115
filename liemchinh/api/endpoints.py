"""The questions another program may ask. They change nothing, and each asks what a screen asks: `…_visible_to(actor)`."""

from collections.abc import Mapping
from typing import Annotated, Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Path, Query, Schema
from ninja.errors import HttpError, Throttled, ValidationError
from ninja.security import HttpBearer
from pydantic import Field

from liemchinh.access.requests import address_of
from liemchinh.access.throttling import TooMany, take
from liemchinh.api import answers as told
from liemchinh.api.bearer import Bearer, KeyedRequest, bearer_of
from liemchinh.api.queries import changes_visible_to, told_indicators
from liemchinh.figures.asking import question
from liemchinh.figures.queries import Figure, report_visible_to
from liemchinh.figures.showing import what_it_counts
from liemchinh.journal import clock
from liemchinh.journal.services import record_readings
from liemchinh.members.dossier import READING, office_of
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import subtree, versions_visible_to

# What a question takes; anything else in its address is refused, so that nobody believes a misspelt condition.
TAKES: Mapping[str, type[Schema]] = {
    "organisations": told.OrganisationsAsked, "figures": told.FiguresAsked, "changes": told.ChangesAsked,
}  # fmt: skip
NOT_ANSWERED = frozenset({400, 401, 403, 404, 405, 413, 422, 429, 503})
Number = Path[Annotated[str, Field(pattern=told.NUMBER)]]


class Key(HttpBearer):
    """`Authorization: Bearer lc_…`; limited by key, and by address where the key opens nothing."""

    def authenticate(self, request: HttpRequest, token: str) -> Bearer | None:
        """Whoever the key lets in; None answers 401."""
        found = bearer_of(token)
        try:
            take([("api", str(found.token.pk)) if found else ("token", address_of(request))])
        except TooMany as many:
            raise Throttled(many.minutes * 60) from many
        # The middleware writes the call down.
        cast(KeyedRequest, request).bearer = found
        return found


api = NinjaAPI(title="Liêm Chính", version="1", urls_namespace="api-v1", openapi_url=None, docs_url=None, auth=Key())


def _said(answer: type[Schema], name: str, summary: str) -> dict[str, Any]:
    """What is declared of every question: its name, and that whatever is no answer has one shape."""
    answers: Mapping[Any, Any] = {200: answer, NOT_ANSWERED: told.Trouble}
    return {"response": answers, "url_name": name, "operation_id": name, "summary": summary}


@api.get("/organisations", **_said(told.Organisations, "organisations", "Tổ chức đang hoạt động vào một ngày"))
def organisations(request: KeyedRequest, asked: Query[told.OrganisationsAsked]) -> told.Organisations:
    """Those in the key's scope of today that stand on the day, by number. 404: `under` is not in the scope."""
    actor = _bearer(request, "organisations").actor
    on = told.day_in(asked.on) if asked.on else clock.today()
    rows = versions_visible_to(actor, on).filter(organisation_id__gt=int(asked.after or 0))
    if asked.under:
        under = _inside(request, "organisations.see", asked.under)
        rows = rows.filter(organisation_id__in=subtree([under], on))
    found = list(rows.order_by("organisation_id")[: asked.size + 1])
    items = [_organisation(one) for one in found[: asked.size]]
    _given(request, len(items))
    return told.Organisations(on=on, items=items, next=str(items[-1].id) if len(found) > asked.size else None)


@api.get("/organisations/{organisation}", **_said(told.OrganisationTold, "organisation", "Một tổ chức hôm nay"))
def organisation(request: KeyedRequest, organisation: Number) -> told.OrganisationTold:
    """As it stands today. 404: it does not, or is not in the key's scope."""
    actor = _bearer(request, "organisations").actor
    found = (
        versions_visible_to(actor).filter(organisation_id=_inside(request, "organisations.see", organisation)).first()
    )
    if found is None:
        raise Http404
    _given(request, 1)
    return _organisation(found)


@api.get("/indicators", **_said(told.Indicators, "indicators", "Danh mục chỉ tiêu"))
def indicators(request: KeyedRequest) -> told.Indicators:
    """All that can be asked for; the same for every key."""
    _bearer(request, "figures")
    items = [
        told.IndicatorTold(key=one.key, label=str(one.label), kind=one.kind, unit=one.unit, counts=what_it_counts(one))
        for one in told_indicators()
    ]
    _given(request, len(items))
    return told.Indicators(items=items)


@api.get("/figures/{organisation}", **_said(told.Figures, "figures", "Số liệu của một tổ chức trong một kỳ"))
def figures(request: KeyedRequest, organisation: Number, asked: Query[told.FiguresAsked]) -> told.Figures:
    """Beside the same period before, with what is too small hidden as on the screen. 404: not in the key's scope."""
    actor, number = _bearer(request, "figures").actor, _inside(request, "figures.see", organisation)
    first, last = sorted((told.day_in(asked.first), told.day_in(asked.last)))
    tree = told.day_in(asked.tree) if asked.tree else last
    keys = list(dict.fromkeys(str(key) for key in asked.indicator))
    found = report_visible_to(actor, question(number, first, last, tree), keys, by_child=asked.by == "children")
    if found is None:
        raise Http404
    children = [
        told.LineTold(organisation=line.organisation, name=line.name, figures=_figures(line.figures))
        for line in found.lines
    ]
    _given(request, 1 + len(children))
    return told.Figures(
        organisation=number, first=first, last=last, tree=tree, figures=_figures(found.figures), children=children
    )


@api.get("/changes", **_said(told.Changes, "changes", "Thay đổi của danh sách, theo số, không có tên"))
def changes(request: KeyedRequest, asked: Query[told.ChangesAsked]) -> told.Changes:
    """What was recorded in the key's scope of today, by ids, kinds and days. That it was read is kept at each person's page."""
    bearer = _bearer(request, "changes")
    found, people = changes_visible_to(bearer.actor, int(asked.after or 0), asked.size + 1)
    items, more = found[: asked.size], len(found) > asked.size
    role, office = office_of(bearer.maker, "members.see", bearer.token.organisation_id)
    record_readings(bearer.maker, READING, people, role=role, organisation=office)
    _given(request, len(items))
    return told.Changes(
        items=[
            told.ChangeTold(
                number=one.number, kind=one.kind, person=str(one.person) if one.person else None, organisation=one.organisation,
                effective_on=one.effective_on, recorded_on=one.recorded_on, cancels=one.cancels,
            )
            for one in items
        ],
        next=str(items[-1].number) if more else None,
    )  # fmt: skip


def _bearer(request: KeyedRequest, right: str) -> Bearer:
    bearer = request.auth
    if right not in bearer.rights:
        raise HttpError(403, _("Khóa này không có quyền đọc loại dữ liệu ấy."))
    takes = TAKES.get(request.resolver_match.url_name or "") if request.resolver_match else None
    unknown = request.GET.keys() - (takes.model_fields.keys() if takes else set())
    if unknown:
        raise ValidationError([{"loc": ("query", name)} for name in unknown])
    return bearer


def _inside(request: KeyedRequest, verb: str, text: str) -> int:
    """The organisation that is asked about; the call is written down with it."""
    bearer = request.auth
    if not bearer.actor.covers(verb, int(text)):
        raise Http404
    request.asked_about = int(text)
    return int(text)


def _given(request: KeyedRequest, rows: int) -> None:
    request.given = rows


def _organisation(one: Version) -> told.OrganisationTold:
    return told.OrganisationTold(
        id=one.organisation_id, name=one.name, kind=one.kind, category=one.category, parent=one.parent_id,
        valid_from=one.valid_from, valid_to=one.valid_to,
    )  # fmt: skip


def _figures(found: Mapping[str, Figure]) -> list[told.FigureTold]:
    return [
        told.FigureTold(key=one.key, value=_number(one.value), before=_number(one.before), hidden=one.hidden)
        for one in found.values()
    ]


def _number(value: Any) -> int | float | None:
    return value if value is None or isinstance(value, int) else float(value)


@api.exception_handler(ValidationError)
def _not_so_written(request: KeyedRequest, error: Any) -> HttpResponse:
    """422: where, and why, in the words of whoever reads the shape; what was sent is not said back."""
    where = ", ".join(sorted({str(one["loc"][-1]) for one in error.errors}))
    message = _("Chưa đọc được: %(where)s. Xem lược đồ.") % {"where": where}
    return api.create_response(request, {"error": "unreadable", "message": message}, status=422)


@api.exception_handler(Http404)
def _not_there(request: KeyedRequest, error: Any) -> HttpResponse:
    """404, the same for what is not there and for what the key may not know of."""
    return api.create_response(
        request, {"error": "http-404", "message": _("Không có, hoặc ngoài phạm vi của khóa.")}, status=404
    )


@api.exception_handler(HttpError)
def _refused(request: KeyedRequest, error: Any) -> HttpResponse:
    """401, 403, 429."""
    codes = {401: "key", 403: "right", 429: "many"}
    messages = {
        401: _("Thiếu khóa, hoặc khóa đã hết hạn, đã thu hồi, không đúng."),
        429: _("Đã hỏi quá nhiều lần; xem Retry-After."),
    }
    told_code = codes.get(error.status_code, "refused")
    answer = api.create_response(
        request, {"error": told_code, "message": messages.get(error.status_code, str(error))}, status=error.status_code
    )
    if error.status_code == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if getattr(error, "wait", None):
        answer["Retry-After"] = str(error.wait)
    return answer
