"""The records behind a number, as far as this reader may follow it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from liemchinh.access.actor import Actor
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.asking import Question
from liemchinh.figures.case_table import cases_behind
from liemchinh.figures.declarations import Indicator, indicators
from liemchinh.figures.forms import Asked
from liemchinh.figures.indicators.lists import every_entry
from liemchinh.figures.published import narrowed_line_visible_to
from liemchinh.figures.queries import report_visible_to
from liemchinh.figures.records import ANY_TYPE, NO_TYPE, Records, records_visible_to
from liemchinh.figures.showing import NOT_SHOWN, what_it_counts
from liemchinh.figures.sql.counting import NOTHING, Narrowing
from liemchinh.figures.statistical.asking import forms
from liemchinh.figures.statistical.layouts import Layout, Row
from liemchinh.figures.statistical.sums import line_of
from liemchinh.figures.views.frame import frame_of, given, link
from liemchinh.figures.views.report import PAGES, indicator_or_404, page_of
from liemchinh.web.components import Cell, Column, Crumb, Table
from liemchinh.web.dates import show
from liemchinh.web.numbers import show_number
from liemchinh.web.paging import Page

WHY = {
    "ethnicity": gettext_lazy("Dân tộc chỉ ghi để làm số liệu thống kê, nên mở đến tổ chức, không mở đến từng người."),
    "conduct": gettext_lazy("Số liệu loại này chỉ mở đến từng người cho cán bộ được giao việc ấy."),
    "cases": gettext_lazy(
        "Số liệu về kiểm tra, kỷ luật mở đến tổ chức tiến hành. Từng việc chỉ mở cho người đang giữ việc ấy."
    ),
    "crossed": gettext_lazy("Số của một bảng chia nhỏ mở đến tổ chức, không mở đến từng người."),
    "unit_type": gettext_lazy("Số người theo loại hình cơ sở mở đến tổ chức, không mở đến từng người."),
    "role": gettext_lazy(
        "Vai trò này xem số liệu. Muốn mở hồ sơ một người ở cấp dưới thì nêu lý do, và việc mở được ghi lại."
    ),
}
LONGEST_CURSOR = 60
SIZE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """How much an organisation makes of a number."""

    organisation: int
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """Records as they may be written: `total` None is not shown, `rest` is what stands in places too small to be named."""

    places: Sequence[Place]
    rest: int
    total: int | None


def told_places(actor: Actor, asked: Question, found: Records) -> Told:
    """Places whose number is small are not even named: who is named has at least one. Their sum stands in one line; where the report
    does not show the number itself, neither does this."""
    places = [
        Place(share.organisation, share.name, share.count) for share in found.organisations if share.count is not None
    ]
    sensitive = [part.key for part in found.parts if part.sensitive]
    report = report_visible_to(actor, asked, sensitive) if found.why and sensitive else None
    if report and any(report.figures[key].hidden for key in sensitive):
        return Told([], found.total, None)
    return Told(places, found.total - sum(place.count for place in places) if found.people is None else 0, found.total)


@require_safe
def records(request: SignedRequest, key: str) -> HttpResponse:
    """What a number counts: people one by one where right and work allow it, otherwise by organisation."""
    chosen, along = indicator_or_404(key), along_asked(request)
    frame = frame_of(request)
    after, unit_type = request.GET.get("after", "")[:LONGEST_CURSOR], request.GET.get("unit_type", "")
    named, narrowing = published_line(request, key)
    question = replace(frame.question, narrowing=narrowing)
    found = records_visible_to(
        request.actor,
        question,
        key,
        along=along,
        after=after,
        unit_type=unit_type,
        crossed="crossed" in request.GET,
    )
    if found is None:
        raise Http404
    more = {
        "unit_type": unit_type or None,
        "along": ",".join(along) or None,
        "crossed": request.GET.get("crossed") and "1",
        "line": request.GET.get("line") or None,
    }
    told = given(
        request,
        frame,
        "forms" if along else page_of(chosen),
        lambda asked: link("figures:records", asked, key, **more),
        *_up(frame.asked, found.parts),
        Crumb(_("Từng dòng")),
        tree=False,
    )
    seen, label = told_places(request.actor, question, found), named or label_of(found.parts)
    page = Page([], "", found.next) if found.people is not None else page_of_places(request, seen)
    told |= {
        "cases": cases_behind(request.actor, question, chosen) if chosen.of == "cases" else [],
        "label": label, "counts": _counts(found.parts), "found": found, "total": seen.total, "why": WHY.get(found.why, ""),
        "table": people_table(found, chosen) if found.people is not None else places_table(seen, page.items, label),
        "page": page, "is_later": bool(after), "only": _only(named, unit_type),
        "first": link("figures:records", frame.asked, key, **more), "hides": seen.rest > 0,
        "export": link("figures:export", frame.asked, "records", key=key, along=more["along"], crossed=more["crossed"]),
    }  # fmt: skip
    return render(request, "figures/records.html", told)


def along_asked(request: SignedRequest) -> tuple[str, ...]:
    """The further indicators in an address. 404 for what is none."""
    along = tuple(filter(None, request.GET.get("along", "").split(",")))
    if not set(along) <= indicators().keys():
        raise Http404
    return along


def published_line(request: SignedRequest, key: str) -> tuple[str, Narrowing]:
    """What the published line in an address is called and narrowed by; "" and nothing where none is named. 404 for none of this number."""
    if not (line := request.GET.get("line")):
        return "", NOTHING
    found = narrowed_line_visible_to(request.actor, line, key)
    if found is None:
        raise Http404
    return found


def _line(parts: Sequence[Indicator]) -> tuple[Layout, Row] | None:
    """The line of a form that adds these up; None for one indicator alone, which has a page of its own."""
    return line_of(forms(), [part.key for part in parts]) if len(parts) > 1 else None


def _up(asked: Asked, parts: Sequence[Indicator]) -> list[Crumb]:
    """Where the number stands: its indicator's page, or the form."""
    line, one = _line(parts), parts[0]
    if line is None:
        return [
            Crumb(str(PAGES[page_of(one)]), link(f"figures:{page_of(one)}", asked)),
            Crumb(str(one.label), link("figures:one", asked, one.key)),
        ]
    layout, _row = line
    form = link("figures:form", asked, layout.code)
    return [Crumb(_("Biểu thống kê"), link("figures:forms", asked)), Crumb(layout.number, form)]


def label_of(parts: Sequence[Indicator]) -> str:
    """What a number is called: its indicator, or the line of a form that adds these up."""
    line = _line(parts)
    return line[1].label if line else str(parts[0].label)


def _counts(parts: Sequence[Indicator]) -> str:
    if len(parts) == 1:
        return what_it_counts(parts[0])
    return _("Cộng của: %(parts)s.") % {"parts": "; ".join(str(part.label) for part in parts)}


def _only(line: str, code: str) -> str:
    """What narrows the records, in words; nothing where nothing does."""
    if line:
        return _("như dòng “%(line)s” của báo cáo đã công bố") % {"line": line}
    given = {
        "": "",
        ANY_TYPE: _("mọi loại hình cơ sở, cùng mọi tổ chức bên dưới"),
        NO_TYPE: _("cơ sở chưa ghi loại hình, cùng mọi tổ chức bên dưới"),
    }
    if code in given:
        return given[code]
    named = next(item.label for item in every_entry("unit_types") if item.code == code)
    return _("loại hình cơ sở “%(type)s”, cùng mọi tổ chức bên dưới") % {"type": named}


def people_table(found: Records, chosen: Indicator) -> Table:
    """One page of people."""
    when = _("Ngày có hiệu lực") if chosen.kind == "flow" else _("Từ ngày")
    columns = (Column(_("Họ và tên")), Column(_("Tổ chức")), Column(when))
    rows = [
        [Cell(one.name if one.uid else _("Nay thuộc nơi khác"), reverse("members:one", args=[one.uid]) if one.uid else ""),
         Cell(one.organisation_name), Cell(show(one.day))]
        for one in found.people or ()
    ]  # fmt: skip
    return Table(_("Từng người"), columns, rows)


def page_of_places(request: SignedRequest, told: Told) -> Page[Place]:
    """The places of one page; `after` is how many came before."""
    start = (
        int(after) if (after := request.GET.get("after", "")).isascii() and after.isdigit() and len(after) < 9 else 0
    )
    items = list(told.places[start : start + SIZE])
    return Page(items, "", str(start + SIZE) if start + SIZE < len(told.places) else "")


def places_table(told: Told, shown: Sequence[Place], label: str) -> Table:
    """One page of organisations, with what is too small to stand by itself and the sum."""
    columns = (Column(_("Tổ chức")), Column(label, numeric=True))
    rows = [[Cell(one.name, reverse("organisations:one", args=[one.organisation])), Cell(one.count)] for one in shown]
    if told.rest:
        rows.append(
            [
                Cell(_("Những chi hội có số nhỏ, không hiện riêng")),
                Cell(str(NOT_SHOWN) if told.total is None else show_number(told.rest)),
            ]
        )
    total = [Cell(_("Cộng")), Cell(str(NOT_SHOWN) if told.total is None else told.total)]
    return Table(_("Theo tổ chức"), columns, rows, total)
