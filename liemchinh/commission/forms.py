"""What the pages of taking over ask: the signed paper, a difference, how it was cleared up, why a list does not stand."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.models import Account
from liemchinh.commission.models import LONGEST_NUMBER
from liemchinh.commission.services import NewDifference, Signed
from liemchinh.commission.words import CLEARED, NOT_LISTED, OF_A_LINE, WITHDRAWN
from liemchinh.web.forms import DayField, LineField, offer


class SignForm(forms.Form):
    """Number and day of the paper that both signed, and who handed over."""

    number = LineField(label=_("Số, ký hiệu biên bản giao nhận"), max_length=LONGEST_NUMBER)
    on = DayField(label=_("Ngày ký"))
    handed_by = forms.ChoiceField(label=_("Bên giao"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, accounts: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._accounts = {str(one.pk): one for one in accounts}
        nobody = ("none", _("Người giao không có tài khoản: tên và chữ ký ở trên giấy"))
        offer(self, "handed_by", [
            *((number, one.display_name) for number, one in self._accounts.items()), nobody,
        ])  # fmt: skip

    def signed(self) -> Signed:
        """What stands on the paper, once valid."""
        told = self.cleaned_data
        return Signed(told["number"], told["on"], self._accounts.get(told["handed_by"]))


class LineDifferenceForm(forms.Form):
    """Of a line: which case, and what is the matter with its papers."""

    case = forms.TypedChoiceField(label=_("Việc trong danh sách"), coerce=int)
    what = forms.ChoiceField(label=_("Chênh lệch"), choices=list(OF_A_LINE.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, cases: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "case", [("", "—"), *cases])

    def difference(self) -> NewDifference:
        """What was noted, once valid."""
        return NewDifference(self.cleaned_data["what"], self.cleaned_data["case"])


class PaperDifferenceForm(forms.Form):
    """Papers that no line names: number and day of the document that was found."""

    number = LineField(label=_("Số, ký hiệu văn bản tìm thấy"), max_length=LONGEST_NUMBER)
    dated = DayField(label=_("Ngày ghi trên văn bản"))

    def difference(self) -> NewDifference:
        """What was noted, once valid."""
        return NewDifference(NOT_LISTED, None, self.cleaned_data["number"], self.cleaned_data["dated"])


class ClearForm(forms.Form):
    """How a difference was cleared up."""

    reason = forms.ChoiceField(label=_("Đã làm rõ thế nào"), choices=list(CLEARED.items()), widget=forms.RadioSelect)


class WithdrawForm(forms.Form):
    """Why a list does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao hủy"), choices=list(WITHDRAWN.items()), widget=forms.RadioSelect)
