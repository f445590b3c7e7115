"""Forms about blank workbooks. They read; services decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.forms import FREE, AskForm
from liemchinh.filling.periods import ASKED, FOLLOWING, When
from liemchinh.filling.services import LONGEST_TITLE
from liemchinh.filling.workbook.package import LARGEST_BLANK
from liemchinh.imports.reading.unreadable import MEGABYTE
from liemchinh.web.forms import LineField


class WorkbookForm(forms.Form):
    """The workbook as it was sent."""

    file = forms.FileField(
        label=_("Tệp Excel (.xlsx) còn trống"), max_length=255, allow_empty_file=True,
        widget=forms.FileInput({"accept": ".xlsx"}),
        help_text=format_lazy(
            _("Đuôi .xlsx, tối đa {size} MB. Tệp .xls cũ: mở bằng Excel, Lưu thành .xlsx."), size=LARGEST_BLANK // MEGABYTE
        ),
        error_messages={"required": _("Hãy chọn một tệp.")},
    )  # fmt: skip


class BlankForm(WorkbookForm):
    """A new blank workbook: the file and what the office calls it."""

    title = LineField(
        label=_("Tên mẫu"), max_length=LONGEST_TITLE, help_text=_("Như trên văn bản gửi đến. Không ghi tên người.")
    )
    field_order = ("title", "file")


class PeriodForm(AskForm):
    """The period of a cell: one that follows from what is asked when filling, or a fixed one."""

    def __init__(self, data: Any, today: date, **options: Any) -> None:
        super().__init__(data, today, **options)
        del self.fields["tree"], self.fields["known"]
        period: Any = self.fields["period"]
        fixed = [
            (code, _("%(period)s của một năm cố định") % {"period": title} if code != FREE else title)
            for code, title in period.choices
        ]
        period.choices = [*FOLLOWING.items(), *fixed]
        period.label, period.required, period.initial = _("Ô này là số của kỳ nào"), True, ASKED
        self.fields["year"].help_text = _("Chỉ ghi khi chọn kỳ của một năm cố định.")

    def clean(self) -> dict[str, Any]:
        """A fixed period needs its year."""
        told = super().clean()
        if told.get("period") and not self.errors and not self.when(told).is_whole:
            self.add_error("year", _("Hãy ghi năm của kỳ này."))
        return told

    @staticmethod
    def when(told: dict[str, Any]) -> When:
        """The period as it is kept: no year and no days where its code needs none."""
        code = told["period"]
        if code in FOLLOWING:
            return When(code)
        if code == FREE:
            return When(code, None, told.get("first"), told.get("last"))
        return When(code, told.get("year"))
