"""Forms of documents. They read what is typed as it stands on paper; services decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.directives.models import LONGEST_TITLE
from liemchinh.directives.services import Told
from liemchinh.directives.words import CANCELLING, OUTSIDE, types
from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.papers.issuers import issuing
from liemchinh.web.forms import DayField, FreeTextField, LineField, offer
from regulations.references import read_reference


class DocumentForm(forms.Form):
    """A document as it is named on paper: number, symbol and day are read out of one line; type and day are asked where it does not say."""

    body = forms.ChoiceField(label=gettext_lazy("Cơ quan ban hành"))
    reference = LineField(
        label=gettext_lazy("Số, ký hiệu và ngày như trên văn bản"), max_length=160, required=False,
        help_text=gettext_lazy("Dán nguyên dòng cũng được, ví dụ: Chương trình số 13-CTr/TU ngày 15/8/2021."),
    )  # fmt: skip
    type = forms.ChoiceField(
        label=gettext_lazy("Loại văn bản"), required=False,
        help_text=gettext_lazy("Bỏ trống khi dòng trên đã nói; “QĐ” có thể là quyết định hoặc quy định."),
    )  # fmt: skip
    dated = DayField(
        label=gettext_lazy("Ngày ban hành"),
        not_after=clock.today,
        required=False,
        help_text=gettext_lazy("Bỏ trống khi dòng trên đã có ngày."),
    )
    title = FreeTextField(
        label=gettext_lazy("Trích yếu"), max_length=LONGEST_TITLE,
        privacy=gettext_lazy("Chỉ ghi văn bản nói về việc gì, như ở trang đầu. Không ghi tên người, không ghi nội dung mật."),
    )  # fmt: skip
    carries = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Văn bản này thực hiện"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, organs: Mapping[str, str], sources: Sequence[tuple[int, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "body", [*organs.items(), *OUTSIDE.items()])
        offer(self, "type", [("", _("Theo dòng trên")), *types().items()])
        offer(self, "carries", sources)
        if not sources:
            del self.fields["carries"]
        self.own = frozenset(organs)

    def clean(self) -> dict[str, Any]:
        """Takes the line apart; says what is missing or contradicts itself, at its field."""
        told = super().clean() or {}
        text = told.get("reference") or ""
        read = read_reference(text, issuing()) if text else None
        if text and (read is None or read.number is None):
            self.add_error("reference", _("Chưa đọc được số, ký hiệu. Hãy ghi như 13-CTr/TU, có thể thêm ngày ở sau."))
        meant = read.types if read else ()
        chosen = told.get("type") or (meant[0] if len(meant) == 1 else "")
        if not chosen and "type" not in self.errors:
            self.add_error("type", _("Hãy chọn loại văn bản."))
        told["type"] = chosen
        if not told.get("dated") and "dated" not in self.errors:
            told["dated"] = read.dated if read else None
            if told["dated"] is None:
                self.add_error("dated", _("Hãy ghi ngày ban hành."))
        elif read and read.dated and told.get("dated") and read.dated != told["dated"]:
            self.add_error("dated", _("Ngày này khác với ngày ở dòng trên."))
        told["read"] = read
        return told

    def told(self) -> Told:
        """What was filled in, once valid."""
        told, read = self.cleaned_data, self.cleaned_data["read"]
        own = told["body"] in self.own
        return Told(
            told["body"] if own else "", "" if own else told["body"], told["type"], read.number if read else None,
            read.symbol if read else "", read.organ if read else "", told["dated"], told["title"], tuple(told.get("carries") or ()),
        )  # fmt: skip


class EndForm(forms.Form):
    """From which day a document holds no longer, and which one replaced it."""

    on = day_field(gettext_lazy("Hết hiệu lực từ ngày"))
    replaced_by = forms.TypedChoiceField(label=gettext_lazy("Thay bằng"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, others: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "replaced_by", [("", _("Không văn bản nào thay")), *others])


class WrongForm(forms.Form):
    """Why a line does not stand."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), choices=list(CANCELLING.items()), widget=forms.RadioSelect)


class NarrowForm(forms.Form):
    """Which documents are listed."""

    type = forms.ChoiceField(label=gettext_lazy("Loại văn bản"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("Hiệu lực"), required=False,
        choices=[("", gettext_lazy("Mọi văn bản")), ("in_force", gettext_lazy("Đang còn hiệu lực"))],
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "type", [("", _("Mọi loại")), *types().items()])
