"""The form in which an office sends its page of Word."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.web.forms import DayField


class TemplateForm(forms.Form):
    """The file, and from which day it is used."""

    file = forms.FileField(
        label=_("Tệp Word (.docx)"), max_length=255, allow_empty_file=True, widget=forms.FileInput({"accept": ".docx"}),
        help_text=_("Mẫu trắng đã sửa bằng Word, tối đa 2 MB. Tệp .doc cũ: mở bằng Word, Lưu thành .docx."),
        error_messages={"required": _("Hãy chọn một tệp.")},
    )  # fmt: skip
    on = DayField(label=_("Dùng từ ngày"), help_text=_("Báo cáo đã ký giữ mẫu lúc ký."))
