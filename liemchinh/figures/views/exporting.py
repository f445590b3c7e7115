"""Figures leave the house in a file: a right of its own, shown once more that it is you, and written in the book."""

from collections.abc import Callable
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.proof import proved_recently
from liemchinh.access.requests import SignedRequest
from liemchinh.figures.case_table import Row, case_table_visible_to, sanctions_visible_to, shares_of_forms, stages
from liemchinh.figures.declarations import indicator
from liemchinh.figures.indicators.cases import OBJECTS, RESULTS
from liemchinh.figures.member_book import book_visible_to, may_see_book
from liemchinh.figures.queries import Figure, report_visible_to
from liemchinh.figures.records import records_visible_to
from liemchinh.figures.services import note_export
from liemchinh.figures.showing import NOT_SHOWN
from liemchinh.figures.statistical.asking import form_visible_to, forms
from liemchinh.figures.views.frame import Frame, frame_of, given, link
from liemchinh.figures.views.records import along_asked, label_of, told_places
from liemchinh.figures.views.report import columns_asked, indicator_or_404, name_of
from liemchinh.figures.workbooks import (
    CSV,
    XLSX,
    Cell,
    List,
    Office,
    Share,
    as_csv,
    as_workbook,
    file_name,
    form_rows,
    form_workbook,
)
from liemchinh.web.components import Crumb
from liemchinh.web.dates import show

MOST_RECORDS = 20_000
# What it is called, the workbook, and the same as CSV (None: it is made for print alone).
Made = tuple[str, Callable[[], bytes], Callable[[], bytes] | None]


@require_http_methods(["GET", "HEAD", "POST"])
@proved_recently
def export(request: SignedRequest, what: str) -> HttpResponse:
    """Asks which kind of file; posted, gives it and writes in the book that it was taken."""
    frame = frame_of(request)
    if not request.actor.covers("figures.export", frame.asked.at):
        raise Http404
    title, workbook, csv = _made(request, frame, what)
    kinds = {"xlsx": (workbook, XLSX)} | ({"csv": (csv, CSV)} if csv else {})
    if request.method == "POST" and request.POST.get("as") in kinds:
        asked = frame.asked
        note_export(asked.at, title, first=asked.period.first, last=asked.period.last, tree_on=asked.tree_on, known_on=asked.known_on,
                    actor=request.actor)  # fmt: skip
        ending = request.POST["as"]
        data, kind = kinds[ending]
        return _file(data(), file_name(what, asked.at, asked.period.last, ending), kind)
    back = Crumb(_("Báo cáo"), link("figures:report", frame.asked))
    told = given(
        request, frame, "report", lambda asked: link("figures:report", asked), back, Crumb(_("Xuất ra tệp")), tree=False
    )
    told |= {"title": title, "back": back.url, "people": what in {"records", "register"}, "csv": csv is not None}
    return render(request, "figures/export.html", told, status=422 if request.method == "POST" else 200)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _made(request: SignedRequest, frame: Frame, what: str) -> Made:
    made = {"report": _report, "records": _records, "form": _form, "register": _register, "cases": _cases}.get(what)
    if made is None:
        raise Http404
    return made(request, frame)


def _titles(frame: Frame, title: str) -> list[str]:
    asked = frame.asked
    told = _("Kỳ từ %(first)s đến %(last)s, theo cây tổ chức ngày %(tree)s") % {
        "first": show(asked.period.first), "last": show(asked.period.last), "tree": show(asked.tree_on)}  # fmt: skip
    known = [_("Như đã biết đến hết ngày %(day)s") % {"day": show(asked.known_on)}] if asked.known_on else []
    return [title, frame.name, told, *known]


def _report(request: SignedRequest, frame: Frame) -> Made:
    keys = columns_asked(request)
    title = _("Số liệu theo đơn vị trực thuộc")

    def table() -> List:
        found = report_visible_to(request.actor, frame.question, keys, by_child=True)
        if found is None:
            raise Http404
        headings = [_("Đơn vị")]
        for key in keys:
            label = found.figures[key].label
            headings += [
                label,
                _("%(label)s: cùng kỳ năm trước") % {"label": label},
                _("%(label)s: chênh lệch") % {"label": label},
                "%",
            ]
        lines = [(name_of(line), line.figures) for line in found.lines] + [(_("Toàn bộ"), found.figures)]
        rows = [[name, *(cell for key in keys for cell in _cells(figures[key]))] for name, figures in lines]
        return List(_titles(frame, title), headings, rows, [34, *[14] * (4 * len(keys))])

    return title, lambda: as_workbook(table()), lambda: as_csv(table())


def _cells(figure: Figure) -> list[Cell]:
    if figure.hidden:
        return [str(NOT_SHOWN)] * 4
    return [figure.value, figure.before, figure.difference, figure.percentage]


def _of_row(row: Row) -> list[Cell]:
    """Each stage beside the same period before, and of what was concluded its share."""
    found: list[Cell] = []
    for code, figure, share in zip(stages(), row.cells, row.shares, strict=True):
        found += _cells(figure)[:3] if figure else [None] * 3
        found += [_share(share)] if code in RESULTS else []
    return found


def _share(share: Decimal | None) -> Share | None:
    return None if share is None else Share(share)


def _records(request: SignedRequest, frame: Frame) -> Made:
    key, along = indicator_or_404(request.GET.get("key", "")).key, along_asked(request)
    label = label_of([indicator(one) for one in (key, *along)])
    title = _("Từng dòng: %(label)s") % {"label": label}

    def table() -> List:
        found = records_visible_to(
            request.actor, frame.question, key, along=along, size=MOST_RECORDS, crossed="crossed" in request.GET
        )
        if found is None:
            raise Http404
        if found.people is None:
            told = told_places(request.actor, frame.question, found)
            rows: list[list[Cell]] = [[place.name, place.count] for place in told.places]
            rows += (
                [[_("Những chi hội có số nhỏ, không hiện riêng"), str(NOT_SHOWN) if told.total is None else told.rest]]
                if told.rest
                else []
            )
            return List(_titles(frame, title), [_("Tổ chức"), label], rows, [46, 18])
        people: list[list[Cell]] = [
            [one.name if one.uid else _("Nay thuộc nơi khác"), one.organisation_name, one.day] for one in found.people
        ]
        return List(_titles(frame, title), [_("Họ và tên"), _("Tổ chức"), _("Ngày")], people, [34, 46, 14])

    if records_visible_to(request.actor, frame.question, key, along=along, size=1) is None:
        raise Http404
    return title, lambda: as_workbook(table()), lambda: as_csv(table())


def _form(request: SignedRequest, frame: Frame) -> Made:
    layout = forms().get(request.GET.get("form", ""))
    filled = form_visible_to(request.actor, layout, frame.question) if layout else None
    if layout is None or filled is None:
        raise Http404
    as_of = _("Số liệu đến ngày %(day)s") % {"day": show(frame.asked.period.last)}
    office = Office(frame.name, frame.asked.name, as_of)
    return f"{layout.number}: {layout.title}", lambda: form_workbook(filled, office), lambda: as_csv(form_rows(filled))


def _register(request: SignedRequest, frame: Frame) -> Made:
    if not may_see_book(request.actor, frame.question):
        raise Http404

    def workbook() -> bytes:
        made = book_visible_to(request.actor, frame.question)
        if made is None:
            raise Http404
        return as_workbook(made)

    return _("Sổ danh sách hội viên (mẫu 7-HSĐV)"), workbook, None


def _cases(request: SignedRequest, frame: Frame) -> Made:
    title = _("Kết quả kiểm tra, giám sát, kỷ luật")
    if case_table_visible_to(request.actor, frame.question) is None:
        raise Http404

    def table() -> List:
        headings = [_("Cơ quan tiến hành"), _("Việc làm"), _("Đối tượng")]
        for code, stage in stages().items():
            headings += [stage, _("%(label)s: cùng kỳ năm trước") % {"label": stage}, "±"]
            headings += [_("%(label)s: %% của số đã kết luận") % {"label": stage}] if code in RESULTS else []
        rows: list[list[Cell]] = []
        for block in case_table_visible_to(request.actor, frame.question) or ():
            rows += [[block.organ, row.work, row.about, *_of_row(row), None] for row in block.rows]
        imposed = sanctions_visible_to(request.actor, frame.question) or ()
        shares, empty = shares_of_forms(imposed), [None] * (len(headings) - 6)
        for form, found in imposed:
            rows += [
                [
                    _("Thi hành kỷ luật"),
                    form,
                    str(OBJECTS[about][0]),
                    *_cells(one)[:3],
                    *empty,
                    _share(shares.get((form, about))),
                ]
                for about, one in found.items()
                if one
            ]
        headings.append(_("Hình thức kỷ luật: % của tổng số"))
        return List(_titles(frame, title), headings, rows, [20, 26, 14, *[9] * (len(headings) - 3)])

    return title, lambda: as_workbook(table()), lambda: as_csv(table())
