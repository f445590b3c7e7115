"""The name of a table, and the days of a free period. Everything else is chosen in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.forms import FIRST_DAY, FORMATS, LAST_DAY
from liemchinh.tabulations.models import LONGEST_NAME
from liemchinh.tabulations.shape import FREE, Shape
from liemchinh.web.forms import DayField, LineField, offer

_BOUNDS: dict[str, Any] = {
    "required": False, "not_before": lambda: FIRST_DAY, "not_after": lambda: LAST_DAY, "input_formats": FORMATS,
}  # fmt: skip


class WhenForm(forms.Form):
    """One of the periods on offer, or two days."""

    when = forms.ChoiceField(label=gettext_lazy("Khi nào"), widget=forms.RadioSelect)
    first = DayField(label=gettext_lazy("Từ ngày"), help_text=gettext_lazy("Để trống: từ đầu năm ấy."), **_BOUNDS)
    last = DayField(
        label=gettext_lazy("Đến hết ngày"),
        help_text=gettext_lazy("Số có đến ngày này, số trong kỳ tính đến ngày này."),
        **_BOUNDS,
    )

    def __init__(self, data: Any, shape: Shape, **options: Any) -> None:
        super().__init__(data, initial={"when": shape.when, "first": shape.period and shape.period.first, "last": shape.period and shape.period.last})  # noqa: E501  # fmt: skip
        offer(self, "when", list(shape.offered_when.items()))
        if FREE not in shape.offered_when:
            del self.fields["first"], self.fields["last"]

    def add_prefix(self, field_name: str) -> str:
        """The names in the address."""
        return {"first": "from", "last": "to"}.get(field_name, field_name)

    def clean(self) -> dict[str, Any]:
        """A free period needs its last day, and a first one before it."""
        told = super().clean() or {}
        if told.get("when") == FREE and not self.errors:
            first, last = told.get("first"), told.get("last")
            if last is None:
                self.add_error("last", _("Hãy ghi ngày cuối của kỳ."))
            elif first and last < first:
                self.add_error("last", _("Ngày cuối kỳ đứng trước ngày đầu kỳ."))
        return told

    def parameters(self) -> dict[str, str]:
        """What the address holds, once valid."""
        told = self.cleaned_data
        if told["when"] != FREE:
            return {"when": told["when"]}
        first = told.get("first") or told["last"].replace(month=1, day=1)
        return {"when": FREE, "from": first.isoformat(), "to": told["last"].isoformat()}


class KeepForm(forms.Form):
    """What the table is called, and who else finds it."""

    name = LineField(
        label=gettext_lazy("Tên bảng"), max_length=LONGEST_NAME,
        help_text=gettext_lazy("Ví dụ “Kết nạp theo tháng”. Không ghi tên người, không nói về người nào."),
    )  # fmt: skip
    shared = forms.BooleanField(
        label=gettext_lazy("Chia sẻ với ai xem được số liệu ở tổ chức này, cấp trên và cấp dưới"), required=False,
        help_text=gettext_lazy("Người nhận chỉ thấy số trong phạm vi của mình."),
    )  # fmt: skip
