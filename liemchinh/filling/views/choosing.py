"""What a cell is to show, one decision a screen: this cell or its whole line, indicator, organisation, period; then a look at the value."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from liemchinh.access.requests import SignedRequest
from liemchinh.figures.declarations import indicators
from liemchinh.figures.forms import number_in, read
from liemchinh.figures.queries import shown_indicators
from liemchinh.figures.showing import grouped, what_it_counts
from liemchinh.filling.forms import PeriodForm
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.naming import ACROSS, DOWN, Named, indicators_named, line_of, organisations_named
from liemchinh.filling.periods import When
from liemchinh.filling.reading import opened
from liemchinh.filling.services import Chosen, choose_slots
from liemchinh.filling.values import VERB, Wish, label_of, values, wish_of
from liemchinh.filling.views.frame import blank_or_404, crumbs
from liemchinh.filling.views.sheets import sheet_name
from liemchinh.filling.workbook.labels import Labels, is_fillable
from liemchinh.filling.workbook.sheet import Address, address, reference
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, search_visible_to, versions_visible_to
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb
from liemchinh.web.text import clean, fold

ORGANISATIONS, INDICATORS = "organisations", "indicators"
ONE = "one"
WAYS = {
    ONE: gettext_lazy("Chỉ ô này"),
    f"{DOWN}-{ORGANISATIONS}": gettext_lazy("Cả cột từ ô này xuống: mỗi dòng một tổ chức, cùng một chỉ tiêu"),
    f"{ACROSS}-{ORGANISATIONS}": gettext_lazy("Cả dòng từ ô này sang phải: mỗi cột một tổ chức, cùng một chỉ tiêu"),
    f"{DOWN}-{INDICATORS}": gettext_lazy("Cả cột từ ô này xuống: mỗi dòng một chỉ tiêu, cùng một tổ chức"),
    f"{ACROSS}-{INDICATORS}": gettext_lazy("Cả dòng từ ô này sang phải: mỗi cột một chỉ tiêu, cùng một tổ chức"),
}
OFFERED = 60
KEPT = ("way", "indicator", "organisation", "period", "year", "from", "to", "slot")


@dataclass(frozen=True, slots=True)
class _Target:
    """The cell in the address."""

    blank: Blank
    number: int
    sheet: str
    labels: Labels
    place: Address

    @property
    def words(self) -> str:
        told = [" · ".join(self.labels.row(self.place[0])), " · ".join(self.labels.column(*self.place))]
        return " / ".join(filter(None, told))


@dataclass(frozen=True, slots=True)
class _Answers:
    """What was decided so far, read out of the address; what does not hold is not decided."""

    way: str
    indicator: str
    organisation: int | None
    when: When | None
    instead_of: int | None

    @property
    def varies(self) -> str:
        return self.way.partition("-")[2]

    @property
    def axis(self) -> str:
        return self.way.partition("-")[0]

    @property
    def missing(self) -> str:
        """The next decision; nothing when everything is decided."""
        if not self.way:
            return "way"
        if not self.indicator and self.varies != INDICATORS:
            return "indicator"
        if self.organisation is None and self.varies != ORGANISATIONS:
            return "organisation"
        return "" if self.when else "period"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: SignedRequest, pk: int, number: int, cell: str) -> HttpResponse:
    """Asks the next decision; when all are made, shows what would stand there, and posted keeps it."""
    target = _target(request, pk, number, cell)
    answers, form = _answers(request, target)
    asking = Asking(request)
    if request.method == "POST" and not answers.missing:
        with asking:
            kept = choose_slots(
                pk, _chosen(request, target, answers), instead_of=answers.instead_of, actor=request.actor
            )
            messages.success(request, _("Đã chọn %(count)s ô.") % {"count": kept})
            return HttpResponseRedirect(f"{reverse('filling:sheet', args=[pk, number])}?from={target.place[0]}")
    step, cancel = answers.missing or "review", f"{reverse('filling:sheet', args=[pk, number])}?from={target.place[0]}"
    given = {
        "blank": target.blank, "sheet": target.sheet, "address": reference(*target.place), "words": target.words,
        "crumbs": crumbs(target.blank, Crumb(target.sheet, reverse("filling:sheet", args=[pk, number])), Crumb(reference(*target.place))),
        "decided": _decided(answers), "restart": request.path, "cancel": cancel,
        "stays": _kept(request),
    } | _STEPS[step](request, target, answers, form)  # fmt: skip
    return asking.page(f"filling/choose_{step}.html", given)


def _target(request: SignedRequest, pk: int, number: int, cell: str) -> _Target:
    blank = blank_or_404(request.actor, pk)
    workbook = opened(blank)
    name = sheet_name(workbook, number)
    labels, place = workbook.labels(name), address(cell)
    if labels is None or place is None or place[0] >= labels.extent[0] or place[1] >= labels.extent[1]:
        raise Http404
    if not is_fillable(labels.sheet, *place):
        raise Http404
    return _Target(blank, number, name, labels, place)


def _answers(request: SignedRequest, target: _Target) -> tuple[_Answers, PeriodForm]:
    told = request.GET
    slot = (
        target.blank.slots.filter(pk=number_in(told.get("slot")), row__isnull=True).first()
        if told.get("slot")
        else None
    )
    form = PeriodForm(told if "period" in told else None, clock.today())
    when = PeriodForm.when(form.cleaned_data) if form.is_bound and form.is_valid() else None
    key, organisation = told.get("indicator", ""), number_in(told.get("organisation"))
    answers = _Answers(
        told.get("way", "") if told.get("way") in WAYS else "",
        key if key in indicators() and indicators()[key].shown else "",
        organisation if organisation is not None and request.actor.covers(VERB, organisation) else None,
        when,
        slot.pk if slot else None,
    )
    return (_as_before(slot, answers), form) if slot and not answers.way else (answers, form)


def _as_before(slot: Slot, answers: _Answers) -> _Answers:
    """A cell chosen again shows what it showed."""
    wish = wish_of(slot)
    return _Answers(ONE, wish.indicator, wish.organisation, wish.when, answers.instead_of)


def _kept(request: SignedRequest) -> list[tuple[str, str]]:
    """What was decided, for the forms that ask the next thing."""
    return [(name, request.GET[name]) for name in KEPT if request.GET.get(name)]


def _with(request: SignedRequest, **more: object) -> str:
    return f"{request.path}?{urlencode({**dict(_kept(request)), **more})}"


def _decided(answers: _Answers) -> list[tuple[str, str]]:
    told = [(_("Chọn"), str(WAYS[answers.way]))] if answers.way else []
    told += [(_("Chỉ tiêu"), label_of(answers.indicator))] if answers.indicator else []
    if answers.organisation is not None:
        told.append((_("Tổ chức"), names([answers.organisation]).get(answers.organisation, "")))
    return told + ([(_("Kỳ"), str(answers.when))] if answers.when else [])


def _way(request: SignedRequest, target: _Target, answers: _Answers, form: PeriodForm) -> dict[str, Any]:
    return {"choices": [(title, _with(request, way=way)) for way, title in WAYS.items()]}


def _indicator(request: SignedRequest, target: _Target, answers: _Answers, form: PeriodForm) -> dict[str, Any]:
    query = clean(request.GET.get("q", ""))[:100]
    words = fold(query).split()
    found = [one for one in shown_indicators() if all(word in fold(str(one.label)) for word in words)]
    groups = [
        (subject, [(one.label, what_it_counts(one), _with(request, indicator=one.key)) for one in some])
        for subject, some in grouped(found).items()
    ]
    return {"query": query, "groups": groups}


def _organisation(request: SignedRequest, target: _Target, answers: _Answers, form: PeriodForm) -> dict[str, Any]:
    actor, today, query = request.actor, clock.today(), clean(request.GET.get("q", ""))[:100]
    if query:
        found = search_visible_to(actor, query, today, OFFERED, verb=VERB)
    else:
        visible = versions_visible_to(actor, today, VERB).order_by("sort_key", "organisation_id")
        own = target.blank.organisation_id
        found = [*visible.filter(organisation_id=own), *visible.filter(parent_id=own)[:OFFERED]]
    above = names({version.parent_id for version in found if version.parent_id})
    choices = [
        (version.name, above.get(version.parent_id or 0, ""), _with(request, organisation=version.organisation_id))
        for version in found
    ]
    return {"query": query, "choices": choices}


def _period(request: SignedRequest, target: _Target, answers: _Answers, form: PeriodForm) -> dict[str, Any]:
    own = {"period", "year", "from", "to"}
    return {"form": form, "stays": [(name, value) for name, value in _kept(request) if name not in own]}


def _review(request: SignedRequest, target: _Target, answers: _Answers, form: PeriodForm) -> dict[str, Any]:
    if answers.varies:
        return {
            "line": [(one, reference(*one.place)) for one in _named(request, target, answers)],
            "varies": answers.varies,
        }
    asked, _form = read(QueryDict(""), target.blank.organisation_id, clock.today())
    told = values(request.actor, [_wish(answers)], asked, clock.today())[0]
    return {"told": told, "asked": asked}


def _wish(answers: _Answers, value: str = "") -> Wish:
    key, organisation = answers.indicator, answers.organisation
    if answers.varies == INDICATORS:
        key = value
    if answers.varies == ORGANISATIONS:
        organisation = int(value) if value.isascii() and value.isdigit() and len(value) < 19 else 0
    return Wish(key, organisation or 0, answers.when or When())


def _named(request: SignedRequest, target: _Target, answers: _Answers) -> Sequence[Named]:
    line = line_of(target.labels, target.place, answers.axis)
    return organisations_named(request.actor, line) if answers.varies == ORGANISATIONS else indicators_named(line)


def _chosen(request: SignedRequest, target: _Target, answers: _Answers) -> list[Chosen]:
    if not answers.varies:
        return [Chosen(target.sheet, *target.place, _wish(answers))]
    found = []
    for place, _words in line_of(target.labels, target.place, answers.axis):
        value = request.POST.get(f"cell-{reference(*place)}", "")
        if value:
            found.append(Chosen(target.sheet, *place, _wish(answers, value)))
    return found


_STEPS = {"way": _way, "indicator": _indicator, "organisation": _organisation, "period": _period, "review": _review}
