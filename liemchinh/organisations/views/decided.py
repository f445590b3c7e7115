"""A reorganisation before and after it is done: the preview with its picture, doing it, the result, taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.jobs.queries import job_of
from liemchinh.jobs.services import enqueue
from liemchinh.journal import clock
from liemchinh.organisations.decisions import Done, Scene, done_of_draft, done_visible_to, scene_of_done, scene_of_plan
from liemchinh.organisations.drafts import JOB, LARGE, apply_draft, drafts_of, preview_draft, size_of
from liemchinh.organisations.models import Draft
from liemchinh.organisations.outline import Section, by_kind, overview, sections
from liemchinh.organisations.picture import draw
from liemchinh.organisations.queries import ever_visible_to, unassigned_visible_to
from liemchinh.organisations.reorganisation import Preview
from liemchinh.organisations.undoing import undo
from liemchinh.organisations.views.reorganising import crumbs_of, only_reorganisers
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, KeyFigure

# So many groups are all drawn at once; of more, one section at a time.
ALL_AT_ONCE = 12


@require_safe
def preview(request: SignedRequest, draft_id: int) -> HttpResponse:
    """What the decision would do, as a picture and as a list; with every refusal."""
    draft = _draft(request, draft_id)
    seen = preview_draft(draft, actor=request.actor)
    given: dict[str, Any] = {
        "draft": draft,
        "seen": seen,
        "refusals": seen.plan.refusals,
        "crumbs": crumbs_of(Crumb(_("Xem trước"))),
    }
    if not seen.plan.refusals:
        given |= _shown(request, scene_of_plan(seen), _figures(seen)) | {"balance": _balance(seen)}
    return render(request, "organisations/reorganise/preview.html", given)


@require_http_methods(["GET", "POST"])
def apply(request: SignedRequest, draft_id: int) -> HttpResponse:
    """Asked once more, then done; a large one in the background."""
    draft = _draft(request, draft_id)
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            if size_of(preview_draft(draft, actor=request.actor)) > LARGE:
                enqueue(JOB, draft.pk)
                return HttpResponseRedirect(reverse("organisations:applying", args=[draft_id]))
            sequence = apply_draft(draft, actor=request.actor)
            messages.success(request, _("Đã thực hiện lần sắp xếp."))
            return HttpResponseRedirect(reverse("organisations:done", args=[sequence]))
    seen = preview_draft(draft, actor=request.actor)
    title = _("Thực hiện")
    preview_crumb = Crumb(_("Xem trước"), reverse("organisations:preview", args=[draft_id]))
    given = {
        "draft": draft, "seen": seen, "refusals": asking.refusals or seen.plan.refusals, "figures": _figures(seen),
        "crumbs": crumbs_of(preview_crumb, Crumb(title)),
    }  # fmt: skip
    return asking.page("organisations/reorganise/apply.html", given)


@require_safe
def applying(request: SignedRequest, draft_id: int) -> HttpResponse:
    """How far a large one is; leads to the result."""
    only_reorganisers(request)
    draft, job = drafts_of(request.actor).filter(pk=draft_id).first(), job_of(JOB, draft_id)
    if draft is None:
        sequence = done_of_draft(request.actor, job.asked_at) if job else None
        if sequence is None:
            raise Http404
        return HttpResponseRedirect(reverse("organisations:done", args=[sequence]))
    given = {
        "draft": draft,
        "job": job,
        "failed": job is None or job.state in {"failed", "done"},
        "now": clock.now(),
        "crumbs": crumbs_of(Crumb(draft.text)),
    }
    template = (
        "organisations/reorganise/progress.html"
        if request.headers.get("X-Part")
        else "organisations/reorganise/applying.html"
    )
    return render(request, template, given)


@require_safe
def done(request: SignedRequest, sequence: int) -> HttpResponse:
    """A reorganisation that stands (or was taken back): its picture, what waits, and the way to undo it."""
    return _done_page(Asking(request), _done(request, sequence))


@require_http_methods(["GET", "POST"])
def take_back(request: SignedRequest, sequence: int) -> HttpResponse:
    """Asked once more, then taken back; or refused with every later act."""
    only_reorganisers(request)
    found = _done(request, sequence)
    asking = Asking(request)
    if asking.is_valid():
        with asking:
            undo(sequence, actor=request.actor)
            messages.success(request, _("Đã hủy lần sắp xếp; cây tổ chức và danh sách như trước khi làm."))
            return HttpResponseRedirect(reverse("organisations:reorganise"))
        return _done_page(asking, found)
    crumb = Crumb(found.text, reverse("organisations:done", args=[sequence]))
    return render(
        request, "organisations/reorganise/undo.html", {"done": found, "crumbs": crumbs_of(crumb, Crumb(_("Hủy")))}
    )


def _draft(request: SignedRequest, draft_id: int) -> Draft:
    only_reorganisers(request)
    return get_object_or_404(drafts_of(request.actor), pk=draft_id)


def _done(request: SignedRequest, sequence: int) -> Done:
    found = done_visible_to(request.actor, sequence)
    if not found:
        raise Http404
    return found[0]


def _done_page(asking: Asking, found: Done) -> HttpResponse:
    request, counts = asking.request, found.counts
    figures = [
        KeyFigure(_("Lập mới"), counts["founded"]),
        KeyFigure(_("Thay đổi"), counts["changed"]),
        KeyFigure(_("Kết thúc"), counts["ended"]),
    ]
    given: dict[str, Any] = {
        "done": found,
        "figures": figures,
        "crumbs": crumbs_of(Crumb(found.text)),
    }
    if found.undone_by is None:
        given |= _shown(request, scene_of_done(found), figures)
        given["waiting"] = list(unassigned_visible_to(request.actor).filter(recorded_by=found.sequence))
    given["may_undo"] = found.undone_by is None and request.actor.may("organisations.reorganise")
    return asking.page("organisations/reorganise/done.html", given)


def _figures(seen: Preview) -> list[KeyFigure]:
    made = seen.plan
    return [
        KeyFigure(_("Lập mới"), len(made.founds)),
        KeyFigure(_("Thay đổi"), len(made.changes)),
        KeyFigure(_("Kết thúc"), len(made.ends)),
        KeyFigure(_("Hội viên đi theo"), sum(seen.carried.values())),
    ]


def _balance(seen: Preview) -> list[tuple[str, int, int]]:
    """(kind, before, after) in the trees it touches."""
    made = seen.plan
    stays = [facts for number, facts in seen.standing.items() if number not in made.changes and number not in made.ends]
    return by_kind(seen.standing.values(), [*stays, *made.changes.values(), *made.founds.values()])


def _shown(request: SignedRequest, scene: Scene, figures: list[KeyFigure]) -> dict[str, Any]:
    parts = sections(scene.passed, scene.before, scene.after, scene.members, scene.waiting)
    groups = [group for section in parts for group in section.groups]
    opened = request.GET.get("open", "")
    whole = overview(scene.passed, scene.before, scene.after)
    numbers = {box.number for group in groups for box in (*group.sources, *group.targets) if box.number is not None}
    return {
        "figures": figures, "whole": draw(whole) if len(groups) > 1 else None,
        "sections": [_section(part, len(groups), opened) for part in parts],
        "foldable": len(groups) > ALL_AT_ONCE, "linked": ever_visible_to(request.actor, numbers), "groups": len(groups),
    }  # fmt: skip


def _section(section: Section, groups: int, opened: str) -> dict[str, Any]:
    is_open = groups <= ALL_AT_ONCE or section.key == opened
    return {
        "section": section,
        "open": is_open,
        "groups": [(group, draw(group)) for group in section.groups] if is_open else [],
    }
