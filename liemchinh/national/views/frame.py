"""What the screens have in common: the organisation in the address, the pages beside each other, the way there."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.access.requests import SignedRequest
from liemchinh.national.models import Layout
from liemchinh.national.queries import VERB, layout_of
from liemchinh.organisations.queries import names
from liemchinh.web.components import Crumb, Tab

# What to do about a file that is larger than can be taken.
TOO_LARGE = gettext_lazy("Hãy lấy tệp của từng đơn vị.")


def kept_or_404(request: SignedRequest, organisation: int) -> Layout:
    """The layout of an organisation whose work is the reader's to keep."""
    require(request, organisation)
    found = layout_of(organisation)
    if found is None:
        raise Http404
    return found


def require(request: SignedRequest, organisation: int) -> None:
    """404 for what is not the reader's to keep."""
    if not request.actor.covers(VERB, organisation):
        raise Http404


def around(
    organisation: int, page: str, *rest: Crumb, counts: dict[str, int] | None = None, kept: bool = True
) -> dict[str, Any]:
    """Name, crumbs and tabs of a page; `page` is the name of its address. `kept`: the office keeps a layout, and has all pages."""
    name = names([organisation]).get(organisation, "")
    crumbs = [Crumb(_("Cơ sở dữ liệu quốc gia"), reverse("national:list"))]
    here = reverse("national:changes" if kept else "national:compare", args=[organisation])
    crumbs += [Crumb(name, here), *rest] if rest else [Crumb(name)]
    tabs = _tabs(organisation, page, counts or {}) if kept else []
    return {"organisation": organisation, "name": name, "crumbs": crumbs, "tabs": tabs}


def _tabs(organisation: int, page: str, counts: dict[str, int]) -> Sequence[Tab]:
    titles = {
        "changes": _("Chờ nhập"), "entered": _("Đã nhập"), "compare": _("So với danh sách của họ"), "columns": _("Các cột"),
    }  # fmt: skip
    return [
        Tab(title, reverse(f"national:{one}", args=[organisation]), one == page, counts.get(one))
        for one, title in titles.items()
    ]
