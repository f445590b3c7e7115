"""Where every import begins: what can be read, an upload, and the runs there have been."""

from collections.abc import Mapping, Sequence

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.imports.drafting import begin_draft
from liemchinh.imports.forms import UploadForm
from liemchinh.imports.models import Run
from liemchinh.imports.queries import drafts_of, newest_runs, waiting_visible_to
from liemchinh.imports.reading import Unreadable
from liemchinh.imports.uploading import InMemory
from liemchinh.journal.names import names_of
from liemchinh.web.paging import page


# The file must not be parsed before our own handler stands ready; `_start` checks the token.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def start(request: SignedRequest) -> HttpResponse:
    """The first page; takes an upload."""
    if not request.actor.may("imports.run"):
        raise Http404
    request.upload_handlers = [InMemory(request)]
    return _start(request)


@csrf_protect
def _start(request: SignedRequest) -> HttpResponse:
    form, status = UploadForm(), 200
    if request.method == "POST":
        form, status = UploadForm(request.POST, request.FILES), 422
        if any(getattr(handler, "too_large", False) for handler in request.upload_handlers):
            form.add_error("file", _("Tệp lớn hơn mức nhận được. Hãy chia thành nhiều tệp nhỏ hơn."))
        elif form.is_valid():
            upload = form.cleaned_data["file"]
            try:
                run = begin_draft(upload.read(), upload.name, actor=request.actor)
            except Unreadable as unreadable:
                form.add_error("file", unreadable.reason)
            else:
                return redirect("imports:target", run.pk)
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
