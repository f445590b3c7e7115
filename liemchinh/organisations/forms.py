"""Forms about organisations. They read; services decide."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.charter import unit_types
from liemchinh.organisations.queries import search_visible_to, versions_visible_to
from liemchinh.organisations.services import LENGTHS, LONGEST_DECISION, Facts
from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, LineField, PickField, PickingForm

FIRST_DAY = date(1900, 1, 1)
ISO = "%Y-%m-%d"
DECISION_PRIVACY = _("Chỉ ghi số, ngày, cơ quan ban hành. Không ghi tên người hay lý do riêng của ai.")


def decision_field() -> LineField:
    """The name of a decision: number, day, issuer."""
    return LineField(
        label=_("Quyết định"),
        max_length=LONGEST_DECISION,
        help_text=_("Ví dụ: Quyết định 12-QĐ/TU ngày 20/06/2025 của Ban tỉnh hội."),
    )


class DayForm(forms.Form):
    """The day whose tree is asked for."""

    on = DayField(
        label=_("Ngày"), not_before=lambda: FIRST_DAY, not_after=lambda: date(2200, 1, 1), required=False,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", ISO],
    )  # fmt: skip


def day_asked(request: HttpRequest) -> tuple[date, forms.Form]:
    """The day in the address (today if none or unreadable), and the form that shows it."""
    asked = DayForm({"on": request.GET.get("on", "")})
    today = clock.today()
    if not asked.is_valid():
        return today, asked
    on = asked.cleaned_data["on"] or today
    return on, DayForm(initial={"on": on})


def picking(
    actor: Actor, verb: str, on: date, *, near: int | None = None, without: Sequence[int] = ()
) -> dict[str, Any]:
    """The look-ups of a PickField over the organisations within the actor's right; `near`: those below it are offered first."""

    def option(version: Any) -> Option:
        return Option(
            str(version.organisation_id), version.name, " · ".join(filter(None, (version.kind, version.code)))
        )

    def look_up(query: str) -> list[Option]:
        if query:
            found = search_visible_to(actor, query, on, verb=verb)
        else:
            offered = versions_visible_to(actor, on, verb)
            offered = offered.filter(parent_id=near) if near is not None else offered.filter(parent_id__isnull=True)
            found = list(offered.order_by("sort_key")[:30])
        return [option(version) for version in found if version.organisation_id not in without]

    def title_of(number: int) -> Option | None:
        version = versions_visible_to(actor, on, verb).filter(organisation_id=number).first()
        return option(version) if version and number not in without else None

    return {"look_up": look_up, "title_of": title_of}


class FactsForm(PickingForm):
    """What an organisation is called and what it is. Kind and level are kept as written; known ones are offered."""

    name = LineField(label=_("Tên đầy đủ"), max_length=LENGTHS["name"])
    kind = LineField(
        widget=forms.TextInput({"list": "known-kinds", "autocomplete": "off"}),
        label=_("Loại hình"),
        max_length=LENGTHS["kind"],
        help_text=_("Ví dụ: liên hội cơ sở, chi hội cơ sở, chi hội trực thuộc."),
    )
    level = LineField(
        label=_("Cấp"), max_length=LENGTHS["level"], required=False, help_text=_("Ví dụ: tỉnh, cơ sở, chi hội.")
    )
    code = LineField(
        label=_("Mã"),
        max_length=LENGTHS["code"],
        required=False,
        help_text=_("Mã công bố, nếu có. Mã có thể dùng lại cho tổ chức khác."),
    )
    unit_type = forms.ChoiceField(label=_("Loại hình cơ sở (biểu 5)"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit_type"]
        field.choices = [("", _("Không ghi")), *((item.code, item.label) for item in unit_types())]
        known = (self.initial or {}).get("unit_type", "")
        if known and known not in dict(field.choices):
            field.choices.append((known, known))

    def facts(self, *, valid_from: date, parent: int | None, valid_to: date | None = None) -> Facts:
        """What was filled in, from a day on, under a parent."""
        given = self.cleaned_data
        return Facts(
            given["name"],
            given["kind"],
            valid_from,
            parent,
            given["level"],
            given["code"],
            given["unit_type"],
            valid_to,
        )


class FoundForm(FactsForm):
    """A new organisation below the present one."""

    valid_from = DayField(
        label=_("Có từ ngày"),
        help_text=_("Ngày thành lập, hoặc ngày sớm nhất được biết."),
        not_before=lambda: FIRST_DAY,
    )
    field_order = ("name", "kind", "level", "valid_from")


class ChangeForm(FactsForm):
    """The same organisation, otherwise from a day on, by a decision."""

    valid_from = DayField(label=_("Từ ngày"), help_text=_("Ngày quyết định có hiệu lực."), not_before=lambda: FIRST_DAY)
    decision = decision_field()
    field_order = ("valid_from", "decision", "name", "kind", "level", "code", "unit_type", "parent")

    def __init__(self, *args: Any, actor: Actor, organisation: int, parent: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parent is not None:
            choices = picking(actor, "organisations.edit", clock.today(), near=parent, without=(organisation,))
            self.fields["parent"] = PickField(
                label=_("Chuyển sang trực thuộc"),
                required=False,
                help_text=_("Bỏ trống nếu cấp trên không đổi."),
                **choices,
            )
        self.order_fields(self.field_order)


class CorrectForm(FactsForm):
    """What was written about an organisation was wrong from the beginning."""

    valid_from = DayField(label=_("Có từ ngày"), not_before=lambda: FIRST_DAY)
    field_order = ("name", "kind", "level", "valid_from")
