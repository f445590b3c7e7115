"""An upload before it is read in: where it goes, which tables it holds, what would become of its rows."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.imports import drafting
from liemchinh.imports.files import mappings_of
from liemchinh.imports.forms import TargetForm
from liemchinh.imports.models import Run
from liemchinh.imports.queries import drafts_of
from liemchinh.imports.reading import Reading, RejectedRow
from liemchinh.imports.services import How, practise, rejected
from liemchinh.imports.shown import shown_table
from liemchinh.imports.stream import Chosen, Rows, Taken
from liemchinh.imports.verdicts import Alike, alike
from liemchinh.journal import clock
from liemchinh.journal.names import names_of
from liemchinh.web.components import Crumb, KeyFigure

# So many rows are tried against the register, while others who want to write wait; the values of all are read.
TRIED = 2000
PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft with its file open."""

    run: Run
    reading: Reading
    mappings: Chosen


def draft_or_404(request: SignedRequest, run_id: int) -> Run:
    """One's own upload that has not begun."""
    run = drafts_of(request.actor).filter(pk=run_id).first()
    if run is None:
        raise Http404
    return run


def opened_or_404(request: SignedRequest, run_id: int) -> Opened:
    """The same with its file. Refuses when the file has gone."""
    run = draft_or_404(request, run_id)
    reading = drafting.open_upload(run)
    return Opened(run, reading, mappings_of(reading, run.mappings))


def crumbs(*rest: Crumb) -> list[Crumb]:
    """The way from the first page of imports."""
    return [Crumb(_("Nhập tệp"), reverse("imports:start")), *rest]


def next_step(opened: Opened, behind: int = -1) -> str:
    """The address of the next table to look at behind one, or of the practice run."""
    for place in range(behind + 1, len(opened.reading.tables)):
        if shown_table(opened.reading, place, opened.mappings[place]).taken:
            return reverse("imports:table", args=[opened.run.pk, place])
    return reverse("imports:practice", args=[opened.run.pk])


@require_http_methods(["GET", "POST"])
def target(request: SignedRequest, run_id: int) -> HttpResponse:
    """Into which organisation the file goes."""
    run = draft_or_404(request, run_id)
    roots = request.actor.roots("imports.run")
    first = {"into": run.into_id or (next(iter(roots)) if len(roots) == 1 else None), "source": run.source}
    form = TargetForm(
        request.POST if request.method == "POST" else None, initial=first, actor=request.actor, on=clock.today()
    )
    if request.method == "POST" and form.is_valid():
        how = How(form.cleaned_data["source"], form.cleaned_data["into"])
        drafting.choose_target(run.pk, how, actor=request.actor)
        return redirect("imports:tables", run.pk)
    status = 422 if form.errors else 200
    given = {"run": run, "form": form, "crumbs": crumbs(Crumb(_("Nơi nhận")))}
    return render(request, "imports/target.html", given, status=status)


@require_safe
def tables(request: SignedRequest, run_id: int) -> HttpResponse:
    """What was found in the file."""
    opened = opened_or_404(request, run_id)
    if opened.run.into_id is None and not request.actor.covers("imports.run", None):
        return redirect("imports:target", run_id)
    shown = [shown_table(opened.reading, place, opened.mappings[place]) for place in range(len(opened.reading.tables))]
    given = {
        "run": opened.run, "tables": shown, "notices": opened.reading.notices, "next": next_step(opened),
        "crumbs": crumbs(Crumb(_("Bảng tìm thấy"))),
        "into": names_of("organisation", [opened.run.into_id]).get(opened.run.into_id or 0, ""), "any": any(table.taken for table in shown),
    }  # fmt: skip
    return render(request, "imports/tables.html", given)


@dataclass(slots=True)
class Practised:
    """What would become of the rows: of those tried against the register, and of those whose values alone were read."""

    tried: Counter[str] = field(default_factory=Counter)
    problems: list[Alike] = field(default_factory=list)
    unreadable: int = 0
    rows: int = 0

    @property
    def complete(self) -> bool:
        """Were all rows tried?"""
        return self.rows == sum(self.tried.values())

    @property
    def empty(self) -> bool:
        """Is it certain that beginning would record nothing and leave nobody a decision?"""
        return self.complete and not self.tried["accepted"] + self.tried["duplicate"]


def practised(opened: Opened, request: SignedRequest) -> Practised:
    """Tries the first rows of each table and reads the rest. Nothing is kept of it."""
    rows = list(Rows(opened.reading, opened.mappings))
    by_kind: Counter[str] = Counter()
    first: list[Taken] = []
    rest: list[Taken] = []
    for item in rows:
        by_kind[item[0]] += 1
        (first if by_kind[item[0]] <= TRIED or item[0] == "organisations" else rest).append(item)
    verdicts = practise(first, opened.run.file_name, How(opened.run.source, opened.run.into_id), actor=request.actor)
    unread = [rejected(row) for _kind, row, _headings in rest if isinstance(row, RejectedRow)]
    wrong = [said for said in chain(verdicts, unread) if said.kind in {"rejected", "duplicate"}]
    return Practised(Counter(said.kind for said in verdicts), alike(wrong), len(unread), len(rows))


@require_safe
def practice(request: SignedRequest, run_id: int) -> HttpResponse:
    """What would become of each row, before anything is recorded."""
    opened = opened_or_404(request, run_id)
    if opened.run.into_id is None and not request.actor.covers("imports.run", None):
        return redirect("imports:target", run_id)
    found = practised(opened, request)
    shown = found.problems[:PROBLEMS]
    given = {
        "run": opened.run, "found": found, "figures": figures(found.tried), "crumbs": crumbs(Crumb(_("Nhập thử"))),
        "tried": sum(found.tried.values()), "problems": shown, "told": sum(len(one.rows) for one in shown),
        "wrong": found.tried["rejected"] + found.tried["duplicate"] + found.unreadable,
        "accepted": found.tried["accepted"], "unchanged": found.tried["unchanged"],
        "duplicate": found.tried["duplicate"], "rejected": found.tried["rejected"],
        "into": names_of("organisation", [opened.run.into_id]).get(opened.run.into_id or 0, ""),
    }  # fmt: skip
    return render(request, "imports/practice.html", given)


def figures(counts: Counter[str]) -> list[KeyFigure]:
    """The four verdicts as key figures."""
    return [
        KeyFigure(_("Ghi mới hoặc sửa"), counts["accepted"]),
        KeyFigure(_("Đã có, không đổi"), counts["unchanged"]),
        KeyFigure(_("Chờ quyết định"), counts["duplicate"], _("có thể trùng với người đã có")),
        KeyFigure(_("Bị từ chối"), counts["rejected"], tone="late" if counts["rejected"] else ""),
    ]


@require_POST
def begin(request: SignedRequest, run_id: int) -> HttpResponse:
    """Hands the file to the worker."""
    opened = opened_or_404(request, run_id)
    total = sum(table.count for place, table in enumerate(opened.reading.tables) if opened.mappings[place] is not None)
    drafting.begin(run_id, opened.mappings, total, actor=request.actor)
    return redirect("imports:run", run_id)


@require_POST
def discard(request: SignedRequest, run_id: int) -> HttpResponse:
    """Throws the upload away."""
    draft_or_404(request, run_id)
    drafting.discard(run_id, actor=request.actor)
    messages.success(request, _("Đã bỏ tệp. Chưa có gì được ghi, và tệp không còn trên máy chủ."))
    return redirect("imports:start")
