"""Where every import begins: what can be read, an upload, and the runs there have been."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.imports.drafting import begin_draft
from liemchinh.imports.forms import UploadForm
from liemchinh.imports.models import Run
from liemchinh.imports.queries import drafts_of, newest_runs, waiting_visible_to
from liemchinh.imports.uploading import made_of_file, receiving, sent
from liemchinh.journal.names import names_of
from liemchinh.web.paging import page


@require_http_methods(["GET", "POST"])
@receiving
def start(request: SignedRequest) -> HttpResponse:
    """The first page; takes an upload."""
    if not request.actor.may("imports.run"):
        raise Http404
    form = sent(UploadForm, request)
    begin = partial(begin_draft, actor=request.actor)
    if run := made_of_file(request, form, begin, too_large=_("Hãy chia thành nhiều tệp nhỏ hơn.")):
        return redirect("imports:target", run.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "imports/start.html", {"form": form, **_listed(request)}, status=status)


def _listed(request: SignedRequest) -> dict[str, object]:
    actor, beside = request.actor, {name: request.GET.get(name, "") for name in ("after", "before")}
    shown = page(newest_runs(actor), order=("newest", "pk"), size=20, **beside)
    return {
        "drafts": list(drafts_of(actor).order_by("-pk")[:10]),
        "page": shown,
        "listed": [(run, names.get(run.into_id or 0, "")) for names in [_names(shown.items)] for run in shown.items],
        "waiting": waiting_visible_to(actor).count(),
    }


def _names(runs: Sequence[Run]) -> Mapping[int, str]:
    return names_of("organisation", [run.into_id for run in runs])
