"""Forms about numbers and how organs are written. They read; services decide."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal import clock
from liemchinh.papers.declaring import HOLDS
from liemchinh.papers.declaring import LONGEST as LONGEST_DECISION
from liemchinh.papers.issuers import LONGEST, Heading, issuing
from liemchinh.papers.reasons import NOTED_WRONGLY, VOIDING
from liemchinh.web.forms import DayField, FreeTextField, LineField, offer
from regulations.wordings import LONGEST as LONGEST_BLOCK

WHERE = _("Nơi để văn bản giấy, ví dụ: tủ 2, ngăn 3. Không ghi nội dung văn bản.")
PRIVACY = _("Không viết tên hay việc của một người nào vào mẫu: chỗ ấy dùng một trường trong danh sách.")


def _types() -> list[tuple[str, str]]:
    return [(one.code, f"{one.title} ({one.symbol})") for one in issuing().types.values() if one.symbol]


class TakeForm(forms.Form):
    """What is numbered, and its day."""

    type = forms.ChoiceField(label=_("Loại văn bản"))
    on = DayField(label=_("Ngày ghi trên văn bản"))
    secret = forms.BooleanField(
        label=_("Văn bản đóng dấu mật"), required=False, help_text=_("Khi đó phần mềm chỉ giữ số, ngày và nơi để.")
    )
    lies_at = LineField(label=_("Nơi để văn bản"), max_length=120, required=False, help_text=WHERE)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "type", _types())
        self.fields["on"].initial = clock.today()

    @property
    def day(self) -> date:
        """The day, once valid."""
        return self.cleaned_data["on"]


class NoteForm(forms.Form):
    """Numbers used in the book of paper."""

    type = forms.ChoiceField(label=_("Loại văn bản"))
    first = forms.IntegerField(label=_("Từ số"), min_value=1, max_value=99_999)
    last = forms.IntegerField(
        label=_("Đến số"), min_value=1, max_value=99_999, required=False, help_text=_("Chỉ một số thì để trống.")
    )
    on = DayField(
        label=_("Ngày ghi trên văn bản"),
        help_text=_("Ghi nhiều số một lần thì lấy ngày của văn bản sau cùng: ngày ấy chỉ cho biết nhiệm kỳ."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "type", _types())


class VoidForm(forms.Form):
    """Why a number is not used."""

    reason = forms.ChoiceField(label=_("Vì sao bỏ số"), choices=list(VOIDING.items()), widget=forms.RadioSelect)


class CancelNotedForm(forms.Form):
    """Why a number noted from paper goes."""

    reason = forms.ChoiceField(label=_("Vì sao hủy"), choices=list(NOTED_WRONGLY.items()), widget=forms.RadioSelect)


class LetterheadForm(forms.Form):
    """How an organ is written on its documents, and from which day."""

    symbol = LineField(
        label=_("Ký hiệu cơ quan"), max_length=LONGEST["symbol"], help_text=_("Phần sau dấu “/”, ví dụ ĐU, BKSLH.")
    )
    name = LineField(label=_("Tên cơ quan ban hành"), max_length=LONGEST["name"])
    above = LineField(
        label=_("Cơ quan cấp trên trực tiếp"), max_length=LONGEST["above"], required=False,
        help_text=_("Dòng trên tên cơ quan ban hành; để trống nếu không in."),
    )  # fmt: skip
    place = LineField(
        label=_("Địa danh trước ngày"), max_length=LONGEST["place"], required=False, help_text=_("Ví dụ: Trà Mây, ngày 03 tháng 4…")
    )  # fmt: skip
    on = DayField(label=_("Viết như vậy từ ngày"))

    def heading(self) -> Heading:
        """What was filled in, once valid."""
        told = self.cleaned_data
        return Heading(told["symbol"], told["name"], told["above"], told["place"])


class WordingForm(forms.Form):
    """The blocks of a document's wording, and from which day they hold."""

    abstract = LineField(label=_("Trích yếu"), max_length=LONGEST_BLOCK["abstract"], required=False)
    basis = FreeTextField(
        label=_("Căn cứ"), privacy=PRIVACY, max_length=LONGEST_BLOCK["basis"], required=False, help_text=_("Mỗi dòng một căn cứ.")
    )  # fmt: skip
    body = FreeTextField(
        label=_("Nội dung"), privacy=PRIVACY, max_length=LONGEST_BLOCK["body"],
        help_text=_("Mỗi dòng một đoạn. Dòng bắt đầu bằng “Điều 1.” in đậm chữ ấy; dòng bắt đầu bằng “= ” đứng giữa."),
    )  # fmt: skip
    recipients = FreeTextField(
        label=_("Nơi nhận"), privacy=PRIVACY, max_length=LONGEST_BLOCK["recipients"], required=False, help_text=_("Mỗi dòng một nơi.")
    )  # fmt: skip
    on = DayField(label=_("Dùng từ ngày"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, rows in (("basis", 4), ("body", 14), ("recipients", 5)):
            self.fields[name].widget.attrs["rows"] = rows

    def blocks(self) -> dict[str, str]:
        """The texts, once valid."""
        return {key: self.cleaned_data[key] for key in LONGEST_BLOCK}


class DeclarationForm(forms.Form):
    """What may be held of cases, by which decision."""

    holds = forms.ChoiceField(label=_("Máy này được giữ"), choices=list(HOLDS.items()), widget=forms.RadioSelect)
    decision = LineField(label=_("Số quyết định"), max_length=LONGEST_DECISION, help_text=_("Ví dụ: 219-QĐ/TU."))
    dated = DayField(label=_("Ngày quyết định"))
