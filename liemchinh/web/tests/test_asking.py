"""A refusal stays on the page that asked; anything else that goes wrong goes on."""

from typing import Any

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from liemchinh.web.asking import Asking
from liemchinh.web.forms import PickingForm
from regulations.answers import Refusal, Refused

REFUSALS = "web/parts/refusals.html"
WHY = [Refusal("late", "Đã quá hạn."), Refusal("few", "Chưa đủ phiếu.")]


class Named(forms.Form):
    """One thing has to be said."""

    name = forms.CharField()


class Searching(PickingForm):
    """ "Tìm" only searches."""


def asking(data: dict[str, str] | None, form: Any = Named, *beside: Any) -> Asking:
    request = RequestFactory().get("/") if data is None else RequestFactory().post("/", data)
    return Asking(request, form(request.POST or None), *(one(request.POST or None) for one in beside))


def test_a_page_that_is_only_looked_at_asks_nothing() -> None:
    asked = asking(None)
    assert not asked.is_valid()
    assert asked.page(REFUSALS, {}).status_code == 200


def test_what_was_done_leads_on() -> None:
    asked = asking({"name": "Ánh"})
    assert asked.is_valid()
    with asked:
        there = HttpResponse("on")
    assert (there.content, asked.refusals) == (b"on", ())


def test_every_reason_of_a_refusal_stands_on_the_page_and_what_came_after_it_is_not_done() -> None:
    asked, after = asking({"name": "Ánh"}), []
    with asked:
        raise Refused(WHY)
        after.append("done")  # type: ignore[unreachable]
    page = asked.page(REFUSALS, {})
    assert (page.status_code, after, asked.refusals) == (422, [], tuple(WHY))
    assert "Đã quá hạn." in page.content.decode() and "Chưa đủ phiếu." in page.content.decode()


def test_what_is_no_refusal_is_not_swallowed() -> None:
    with pytest.raises(KeyError), asking({"name": "Ánh"}):
        raise KeyError("a mistake of ours")


def test_a_form_sent_with_mistakes_comes_back_as_not_done() -> None:
    asked = asking({"other": "x"})
    assert not asked.is_valid()
    assert asked.page(REFUSALS, {}).status_code == 422


def test_every_form_says_its_faults() -> None:
    asked = asking({"other": "x"}, Named, Named)
    assert not asked.is_valid()
    assert all("name" in form.errors for form in (asked.form, *asked.beside) if form is not None)


def test_a_search_inside_a_form_is_no_mistake() -> None:
    assert asking({"place-find": "Tìm"}, Searching).page(REFUSALS, {}).status_code == 200


def test_a_page_that_asks_once_more_is_fine_unless_it_was_refused() -> None:
    asked = asking({"name": "Ánh"})
    assert asked.page(REFUSALS, {}, fine=True).status_code == 200
    with asked:
        raise Refused(WHY)
    assert asked.page(REFUSALS, {}, fine=True).status_code == 422  # type: ignore[unreachable]


def test_the_page_may_say_something_else_in_their_place() -> None:
    page = asking(None).page(REFUSALS, {"refusals": WHY})
    assert (page.status_code, "Đã quá hạn." in page.content.decode()) == (200, True)
