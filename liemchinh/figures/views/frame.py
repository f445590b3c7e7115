"""What every screen of figures has: the question in the address, the organisation it is about, the way there, the pages beside."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.asking import Question
from liemchinh.figures.forms import Asked, AskForm, number_in, read
from liemchinh.figures.queries import may_see
from liemchinh.journal import clock
from liemchinh.organisations.beside import beside
from liemchinh.organisations.queries import names, path_visible_to
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.discovery import providers

Address = Callable[[Asked], str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The question of a request and what stands around its answer."""

    asked: Asked
    form: AskForm
    name: str
    path: list[tuple[int, str]]

    @property
    def question(self) -> Question:
        """The question as the counting core takes it."""
        return Question(self.asked.at, self.asked.period, self.asked.tree_on, self.asked.known_on)


def frame_of(request: SignedRequest) -> Frame:
    """The question in the address, about the reader's own organisation where none is named. 404 for what is out of scope."""
    actor = request.actor
    roots = actor.roots("figures.see")
    at = number_in(request.GET.get("at") or request.POST.get("at"))
    at = at if at is not None else min(roots, default=None)
    if at is None or not may_see(actor, at):
        raise Http404
    asked, form = read(request.GET, at, clock.today())
    path = [(version.organisation_id, version.name) for version in path_visible_to(actor, at, asked.tree_on)]
    name = dict(path).get(at) or names([at]).get(at, "")
    return Frame(asked, form, name, path)


def given(
    request: SignedRequest, frame: Frame, here: str, address: Address, *rest: Crumb, tree: bool = True
) -> dict[str, Any]:
    """What the templates need; `address` makes the same page of another organisation, `here` is the tab's name."""
    asked = frame.asked
    crumbs = [Crumb(name, address(asked.there(number))) for number, name in frame.path]
    if not rest and crumbs:
        crumbs[-1] = Crumb(crumbs[-1].title)
    told: dict[str, Any] = {
        "frame": frame, "asked": asked, "ask": frame.form, "name": frame.name, "crumbs": [*crumbs, *rest],
        "tabs": [*tabs(asked, here), *(tab for provide in providers("figure_tabs", "tabs") for tab in provide(request.actor, asked.at))],
        "may_export": request.actor.covers("figures.export", asked.at), "is_past_tree": asked.tree_on != asked.period.last,
        "stays": stays(request),
        "own_tables": [one for provide in providers("figure_tables", "addresses") for one in provide(request.actor, asked)],
    }  # fmt: skip
    if tree:
        told["beside"] = beside(
            request.actor, asked.at if frame.path else None, asked.tree_on, lambda number: address(asked.there(number))
        )
    return told


def stays(request: SignedRequest) -> list[tuple[str, str]]:
    """What of the address the question's form does not ask itself, and keeps."""
    own = {"at", "period", "year", "from", "to", "tree", "known", "after", "before"}
    return [(name, value) for name in request.GET if name not in own for value in request.GET.getlist(name)]


def tabs(asked: Asked, here: str) -> list[Tab]:
    """The pages of figures, with the question carried along."""
    pages: Mapping[str, Any] = {
        "report": _("Báo cáo"), "cases": _("Kiểm tra, kỷ luật"), "forms": _("Biểu thống kê"),
        "published": _("Số đã công bố"), "indicators": _("Danh mục chỉ tiêu"),
    }  # fmt: skip
    return [Tab(title, link(f"figures:{page}", asked), page == here) for page, title in pages.items()]


def link(page: str, asked: Asked, *args: object, **more: Any) -> str:
    """The address of a page that asks the same."""
    return f"{reverse(page, args=args)}?{asked.address(**more)}"
