"""Forms of building a definition: one decision each. They read; services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.figures.statistical.asking import forms as statistical_forms
from liemchinh.papers.issuers import issuing
from liemchinh.reports.building.faults import LONGEST_LINE, LONGEST_SENTENCE, LONGEST_UNIT
from liemchinh.reports.building.marks import strange_marks, unmarked
from liemchinh.reports.models import LONGEST_NAME
from liemchinh.reports.printing import HEADINGS
from liemchinh.reports.words import LINES, PERIODS
from liemchinh.tasks.words import CATEGORIES
from liemchinh.web.forms import FreeTextField, LineField, offer
from regulations.reports import Field, stray_braces

NOBODY = gettext_lazy("Viết về việc, không nêu tên người.")


class NameForm(forms.Form):
    """What the report is called."""

    name = LineField(
        label=gettext_lazy("Tên báo cáo"), max_length=LONGEST_NAME,
        help_text=gettext_lazy("Như sẽ in trên báo cáo, không ghi kỳ: “Báo cáo công tác phát triển tổ chức”. Không nêu tên người."),
    )  # fmt: skip


class CategoriesForm(forms.Form):
    """Who makes it."""

    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Tổ chức nào làm báo cáo này"), choices=list(CATEGORIES.items()), widget=forms.CheckboxSelectMultiple
    )  # fmt: skip


class PeriodsForm(forms.Form):
    """For which periods."""

    periods = forms.MultipleChoiceField(
        label=gettext_lazy("Làm cho kỳ nào"), choices=list(PERIODS.items()), widget=forms.CheckboxSelectMultiple
    )


class OrganForm(forms.Form):
    """Who signs it, and as what."""

    organ = forms.ChoiceField(label=gettext_lazy("Cơ quan ký"), widget=forms.RadioSelect)
    document = forms.ChoiceField(label=gettext_lazy("Loại văn bản"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "organ", [(code, one.title) for code, one in issuing().organs.items()])
        offer(self, "document", [(code, one.title) for code, one in issuing().types.items()])


class HeadingForm(forms.Form):
    """A section."""

    heading = LineField(
        label=gettext_lazy("Tên mục"), max_length=LONGEST_LINE, help_text=gettext_lazy("Ghi cả số của mục: “I. Tình hình chung”.")
    )  # fmt: skip


class ProsePartForm(forms.Form):
    """A part that people write."""

    title = LineField(label=gettext_lazy("Tên phần lời"), max_length=LONGEST_LINE)
    hint = LineField(
        label=gettext_lazy("Nhắc người viết"), max_length=LONGEST_LINE, required=False,
        help_text=gettext_lazy("Một câu: phần này viết gì."),
    )  # fmt: skip


class TableForm(forms.Form):
    """A table without its lines."""

    title = LineField(label=gettext_lazy("Tên biểu"), max_length=LONGEST_LINE)
    unit = LineField(label=gettext_lazy("Đơn vị tính"), max_length=LONGEST_UNIT, required=False)
    foot = LineField(label=gettext_lazy("Dòng chữ dưới biểu"), max_length=LONGEST_LINE, required=False)
    annex = forms.BooleanField(label=gettext_lazy("In ở phụ lục, cuối báo cáo"), required=False)


class StatisticalForm(TableForm):
    """A table that is a statistical form of the charter."""

    form = forms.ChoiceField(label=gettext_lazy("Biểu thống kê"), widget=forms.RadioSelect)
    field_order = ("form", "title", "unit", "foot", "annex")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "form", [(code, f"{code}. {one.title}") for code, one in statistical_forms().items()])


class ColumnsForm(forms.Form):
    """What stands beside each line."""

    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Các cột"), choices=list(HEADINGS.items()), widget=forms.CheckboxSelectMultiple
    )
    share_of = forms.ChoiceField(
        label=gettext_lazy("Tỷ lệ tính trên dòng nào"), required=False, help_text=gettext_lazy("Chỉ chọn khi có cột tỷ lệ."),
    )  # fmt: skip

    def __init__(self, *args: Any, lines: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "share_of", [("", _("Không có cột tỷ lệ")), *lines.items()])

    def clean(self) -> dict[str, Any]:
        """A share needs a whole, and a whole is of a share."""
        told: dict[str, Any] = super().clean() or {}
        has_share, share_of = "share" in told.get("columns", ()), told.get("share_of", "")
        if has_share and not share_of:
            self.add_error("share_of", _("Hãy chọn tỷ lệ tính trên dòng nào."))
        if not has_share:
            told["share_of"] = ""
        return told


class LineForm(forms.Form):
    """A line with a number: what it is called."""

    label = LineField(
        label=gettext_lazy("Tên dòng trong biểu"), max_length=LONGEST_LINE, required=False,
        help_text=gettext_lazy("Để trống: lấy tên chỉ tiêu."),
    )  # fmt: skip
    depth = forms.TypedChoiceField(
        label=gettext_lazy("Lùi vào"), coerce=int,
        choices=[(0, gettext_lazy("Không")), (1, gettext_lazy("Một bậc: “trong đó”")), (2, gettext_lazy("Hai bậc"))],
    )  # fmt: skip
    strong = forms.BooleanField(label=gettext_lazy("In đậm"), required=False)


class EmptyLineForm(forms.Form):
    """A line without a number, and why."""

    label = LineField(label=gettext_lazy("Tên dòng trong biểu"), max_length=LONGEST_LINE)
    why = forms.ChoiceField(
        label=gettext_lazy("Vì sao không có số"), choices=list(LINES.items()), widget=forms.RadioSelect
    )


class SentenceForm(forms.Form):
    """A sentence; each of its figures is a mark in the words. `more`: a figure is to be added, then it may be empty still."""

    text = FreeTextField(label=gettext_lazy("Câu"), max_length=LONGEST_SENTENCE, required=False, privacy=NOBODY)

    def __init__(self, *args: Any, fields: tuple[Field, ...] = (), more: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        self.figures, self.more = fields, more
        self.fields["text"].depends = True  # type: ignore[attr-defined]  # on the button that sends it

    def clean_text(self) -> str:
        """The text as the definition keeps it."""
        words = " ".join(self.cleaned_data["text"].split())
        if not words and not self.more:
            raise forms.ValidationError(_("Hãy viết câu."))
        if strange := strange_marks(words, self.figures):
            said = _("Không có số liệu %(marks)s trong danh sách bên dưới. Hãy xóa, hoặc bấm “Thêm số liệu”.")
            raise forms.ValidationError(said % {"marks": ", ".join(strange)})
        text = unmarked(words, self.figures)
        if stray := stray_braces(text):
            said = _("“%(stray)s” không phải số liệu. Hãy xóa dấu ngoặc nhọn rồi bấm “Thêm số liệu”.")
            raise forms.ValidationError(said % {"stray": stray[0]})
        return text
