"""The book on the screen: what was recorded, and for the auditor whether it is whole."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from liemchinh.journal import heads
from liemchinh.journal.forms import EntryFilter
from liemchinh.journal.queries import Line, entries_for_audit, entries_visible_to, lines, narrowed, newest_first
from liemchinh.journal.registry import event_kinds
from liemchinh.web.components import Cell, Column, Tab, Table


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """What was recorded: own acts, and those of the organisations in the reader's scope."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # the middleware puts it there
    form = EntryFilter(request.GET)
    page = newest_first(narrowed(entries_visible_to(actor), **form.chosen()), **_place(request))
    shown = {
        "form": form,
        "page": page,
        "table": _table(lines(page.items, reader=actor)),
        "tabs": _tabs(actor, "entries"),
    }
    return render(request, "journal/entries.html", shown)


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """Kinds, times and hashes of all entries, and the newest signed head; for the auditor, without content."""
    actor: Any = request.actor  # type: ignore[attr-defined]  # the middleware puts it there
    if not actor.may("journal.audit"):
        raise Http404
    form = EntryFilter(request.GET)
    page = newest_first(narrowed(entries_for_audit(actor), **form.chosen()), **_place(request))
    kinds = event_kinds()
    rows = [
        (
            Cell(str(kinds[entry.kind].label) if entry.kind in kinds else entry.kind),
            Cell(entry.sequence),
            Cell(f"{localtime(entry.recorded_at):%d/%m/%Y %H:%M:%S}"),
            Cell(bytes(entry.hash).hex()[:16]),
        )
        for entry in page.items
    ]
    columns = (
        Column(_("Loại việc")),
        Column(_("Số"), numeric=True),
        Column(_("Ghi lúc")),
        Column(_("Mã băm (16 ký tự đầu)")),
    )
    table = Table(_("Sổ, mới nhất trước"), columns, rows)
    shown = {"form": form, "page": page, "table": table, "head": heads.latest(), "tabs": _tabs(actor, "audit")}
    return render(request, "journal/audit.html", shown)


def _place(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "") for name in ("after", "before")}


def _table(shown: list[Line]) -> Table:
    columns = (
        Column(_("Việc")),
        Column(_("Ngày có hiệu lực")),
        Column(_("Ghi lúc")),
        Column(_("Người ghi")),
        Column(_("Số"), numeric=True),
    )
    rows = [
        (
            Cell(line.sentence),
            Cell(line.day),
            Cell(f"{localtime(line.entry.recorded_at):%H:%M %d/%m/%Y}"),
            Cell(_who(line)),
            Cell(line.entry.sequence),
        )
        for line in shown
    ]
    return Table(_("Việc đã ghi, mới nhất trước"), columns, rows)


def _who(line: Line) -> str:
    if line.for_whom:
        return _("Quản trị làm thay %(name)s") % {"name": line.for_whom}
    return line.by or _("Dòng lệnh trên máy chủ")


def _tabs(actor: Any, current: str) -> list[Tab]:
    if not actor.may("journal.audit"):
        return []
    titles = (("entries", _("Việc đã ghi")), ("audit", _("Kiểm tra sổ")))
    return [Tab(title, reverse(f"journal:{name}"), current=name == current) for name, title in titles]
