"""The book of letters of an organ: the list of a year, narrowed, printed; a new line, question by question; one that arrives."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from liemchinh.access.requests import SignedRequest
from liemchinh.journal import clock
from liemchinh.letters import queries, services
from liemchinh.letters.forms import ArriveForm, NarrowForm, ReceiveForm, ReceivePassedForm
from liemchinh.letters.models import Letter
from liemchinh.letters.organ import own
from liemchinh.letters.services import Cover, Received
from liemchinh.letters.views.answering import Question
from liemchinh.letters.words import KINDS, PASSED_ON, WAYS
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names
from liemchinh.papers.organs import organ_name, organs_of
from liemchinh.web.asking import Asking
from liemchinh.web.components import Crumb, Tab
from liemchinh.web.paging import page


def book_address(organisation: int, **asked: Any) -> str:
    """The book of letters of an organisation."""
    return f"{reverse('letters:book')}?{urlencode({'at': organisation, **{key: value for key, value in asked.items() if value}})}"


def kept_or_404(request: SignedRequest, organisation: int) -> Version:
    """The organisation whose book the actor keeps; anybody else gets 404."""
    place = queries.place_of(organisation) if organisation in own(request.actor) else None
    if place is None:
        raise Http404
    return place


@require_safe
def listed(request: SignedRequest) -> HttpResponse:
    """The lines of a year, the newest first, narrowed by kind and state; what is on the way here above them. Prints."""
    places, text = own(request.actor), request.GET.get("at", "")
    if not places or (text and not (text.isascii() and text.isdigit() and len(text) < 19)):
        raise Http404
    place = kept_or_404(request, int(text) if text else min(places))
    at, organs = place.organisation_id, organs_of(place.category)
    organ = next((one for one in organs if one == request.GET.get("organ")), organs[-1])
    years = sorted({*queries.years_of(at, organ), clock.today().year}, reverse=True)
    year = next((one for one in years if str(one) == request.GET.get("year")), years[0])
    narrowing = NarrowForm(request.GET)
    told = narrowing.cleaned_data if narrowing.is_valid() else {"kind": "", "state": ""}
    rows = queries.letters_visible_to(request.actor).filter(organisation_id=at, organ=organ, year=year)
    found = page(
        queries.narrowed(rows, **told).annotate(downwards=-F("number")), order=("downwards", "pk"),
        after=request.GET.get("after", ""), before=request.GET.get("before", ""),
    )  # fmt: skip
    arriving = list(queries.on_the_way([at]))
    senders = names({row.letter.organisation_id for row in arriving})
    given = {
        "at": at, "name": organ_name(organ, place.category, place.name), "organ": organ, "year": year, "narrowing": narrowing,
        "narrowed": any(told.values()), "rows": queries.shown(found.items), "page": found,
        "arriving": [(row, senders.get(row.letter.organisation_id, "")) for row in arriving],
        "organs": [Tab(organ_name(one, place.category, place.name), book_address(at, organ=one), one == organ) for one in organs],
        "years": [Tab(str(one), book_address(at, organ=organ, year=one), one == year) for one in years[:6]],
        "others": [(book_address(number), name) for number, name in names(places - {at}).items()],
        "crumbs": [Crumb(place.name, reverse("organisations:one", args=[at])), Crumb(_("Sổ đơn thư"))],
    }  # fmt: skip
    return render(request, "letters/book.html", given)


@require_http_methods(["GET", "POST"])
def new(request: SignedRequest, organisation: int) -> HttpResponse:
    """A letter comes in: one question a screen, each answered by a press; the day, and the paper of whoever passed it on, last."""
    place = kept_or_404(request, organisation)
    asked = {key: request.GET.get(key, "") for key in ("organ", "kind", "signed", "way")}
    given = {
        "title": _("Ghi đơn vào sổ"), "name": place.name, "cancel": book_address(organisation, organ=asked["organ"]),
        "crumbs": [Crumb(_("Sổ đơn thư"), book_address(organisation, organ=asked["organ"])), Crumb(_("Ghi đơn vào sổ"))],
    }  # fmt: skip
    question = _question(place, asked)
    if question is not None:
        given |= {"question": question, "answered": _answered(place, asked)}
        return render(request, "letters/question.html", given, status=422 if request.method == "POST" else 200)
    passed = asked["way"] == PASSED_ON
    form: Any = (
        ReceivePassedForm(request.POST or None, own=organisation, label=_("Tổ chức hiệp hội chuyển đơn đến"))
        if passed
        else ReceiveForm(request.POST or None)
    )
    asking = Asking(request, form)
    if asking.is_valid():
        told = Received(
            asked["organ"], form.cleaned_data["on"], asked["way"], asked["kind"], asked["signed"] == "no", form.cover()
        )
        with asking:
            made = services.receive_letter(organisation, told, actor=request.actor)
            return _written(request, made)
    given |= {"answered": _answered(place, asked), "button": _("Ghi vào sổ")}
    return asking.page("letters/form.html", given)


@require_http_methods(["GET", "POST"])
def arrive(request: SignedRequest, letter: int) -> HttpResponse:
    """A letter that an organisation of this tree passed on is received."""
    sent = queries.arriving_visible_to(request.actor).filter(letter=letter).first()
    place = queries.place_of(sent.to_id or 0) if sent else None
    if sent is None or place is None:
        raise Http404
    organs = [(one, organ_name(one, place.category, place.name)) for one in organs_of(place.category)]
    start = {"kind": sent.letter.kind, "signed": "no" if sent.letter.is_anonymous else "yes"}
    form = ArriveForm(request.POST or None, organs=organs, initial=start)
    asking = Asking(request, form)
    if asking.is_valid():
        told, sender = form.cleaned_data, sent.letter.organisation_id
        came = Received(
            told["organ"], told["on"], PASSED_ON, told["kind"], told["signed"] == "no",
            Cover(sender, "", sent.cover_number, sent.cover_dated),
        )  # fmt: skip
        with asking:
            made = services.receive_letter(place.organisation_id, came, came_from=letter, actor=request.actor)
            return _written(request, made)
    sender_name = names([sent.letter.organisation_id]).get(sent.letter.organisation_id, "")
    given = {
        "title": _("Nhận đơn được chuyển đến"), "name": place.name, "button": _("Ghi vào sổ"),
        "answered": [
            (_("Nơi chuyển"), sender_name, ""),
            (_("Văn bản chuyển"), f"{sent.cover_number}, {sent.cover_dated:%d/%m/%Y}", ""),
        ],
        "cancel": book_address(place.organisation_id),
        "crumbs": [Crumb(_("Sổ đơn thư"), book_address(place.organisation_id)), Crumb(_("Nhận đơn được chuyển đến"))],
    }  # fmt: skip
    return asking.page("letters/form.html", given)


def _written(request: SignedRequest, letter: Letter) -> HttpResponse:
    told = {"number": f"{letter.number}/{letter.year}"}
    messages.success(request, _("Đã ghi vào sổ: đơn số %(number)s.") % told)
    return redirect("letters:letter", letter.pk)


def _choices(place: Version) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """The questions before the day, in order: what is asked, and the answers."""
    organs = [(one, organ_name(one, place.category, place.name)) for one in organs_of(place.category)]
    return {
        "organ": (_("Ghi vào sổ nào?"), organs),
        "kind": (_("Đơn thuộc loại nào?"), [(code, str(words)) for code, words in KINDS.items()]),
        "signed": (_("Đơn có rõ người viết không?"), [("yes", _("Rõ người viết")), ("no", _("Không rõ người viết"))]),
        "way": (_("Đơn đến bằng cách nào?"), [(code, str(words)) for code, words in WAYS.items()]),
    }


def _question(place: Version, asked: dict[str, str]) -> Question | None:
    """The first question that has no answer yet; an answer that is none does not count."""
    here = reverse("letters:new", args=[place.organisation_id])
    for key, (words, answers) in _choices(place).items():
        codes = [code for code, _words in answers]
        if len(codes) == 1:
            asked[key] = codes[0]
        if asked[key] not in codes:
            known = {other: value for other, value in asked.items() if value and other != key}
            return Question(words, [(f"{here}?{urlencode({**known, key: code})}", said) for code, said in answers])
    return None


def _answered(place: Version, asked: dict[str, str]) -> list[tuple[str, str, str]]:
    """What was answered so far, each with the way back to its question."""
    here, found = reverse("letters:new", args=[place.organisation_id]), []
    for key, (words, answers) in _choices(place).items():
        said = dict(answers).get(asked[key])
        if said and len(answers) > 1:
            rest = {other: value for other, value in asked.items() if value and other != key}
            found.append((words, said, f"{here}?{urlencode(rest)}"))
    return found
