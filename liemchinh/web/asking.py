"""Asking a service from a page: what is refused stands on the page, beside the form, with every reason."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from regulations.answers import Refusal, Refused

Form = forms.BaseForm | forms.BaseFormSet  # type: ignore[type-arg]  # a formset of whatever forms


class Asking:
    """What a page asks, by its form and further ones beside it, and why it was refused.

        form = EndForm(request.POST or None)
        asking = Asking(request, form)
        if asking.is_valid():
            with asking:
                services.end_link(link, form.cleaned_data["ends_on"], actor=request.actor)
                messages.success(request, _("Đã ghi."))
                return redirect("residence:list", organisation)
        return asking.page("web/form.html", {"title": …})

    A refusal ends the `with` and is kept in `refusals`; the view goes on, to its page.
    """

    def __init__(self, request: HttpRequest, form: Form | None = None, *beside: Form) -> None:
        self.request, self.form, self.beside = request, form, beside
        self.refusals: tuple[Refusal, ...] = ()

    def is_valid(self) -> bool:
        """Something was sent, and nothing in it is wrong."""
        return self.request.method == "POST" and all([form.is_valid() for form in self._forms])  # noqa: C419  each is checked, that each says its faults

    def __enter__(self) -> "Asking":
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        if isinstance(error, Refused):
            self.refusals = error.refusals
        return isinstance(error, Refused)

    def page(self, template: str, given: Mapping[str, Any], *, fine: bool = False) -> HttpResponse:
        """The page, with `form` and `refusals` beside what is given: 422 once something was sent and not done.

        `fine`: nothing was wrong, the page only asks once more. So it is where "Tìm" was pressed in a form.
        """
        fine = fine or any(getattr(form, "is_searching", False) for form in self._forms)
        undone = self.request.method == "POST" and not fine
        told = {"form": self.form, "refusals": self.refusals, **given}
        return render(self.request, template, told, status=422 if undone or self.refusals else 200)

    @property
    def _forms(self) -> list[Form]:
        return [form for form in (self.form, *self.beside) if form is not None]
