"""The forms of the public pages. Each is sent once, by a token instead of a cookie."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise, lazy
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from liemchinh.envelopes.exchanged import Office
from liemchinh.envelopes.reports import LINE, SUGGESTED, TEXT
from liemchinh.envelopes.slips import tidy_slip
from liemchinh.envelopes.words import HOW, REASONS
from liemchinh.public.kinds import choices_of
from liemchinh.public.uploads import SealedUpload
from liemchinh.web.forms import FreeTextField, LineField

MOST_FILES = 3
_WHOLE = "-"  # what a form sends for the option ""
_NOBODY = _("Cơ quan nói chung, hoặc chưa rõ là ai")


def _of_files() -> str:
    told = gettext("Chọn được %(most)d tệp PDF, Word (.docx), Excel (.xlsx) hoặc ảnh JPEG, tất cả không quá 10 MB.")
    return told % {"most": MOST_FILES}


# In the language of the page that shows it.
_FILES = lazy(_of_files, str)()
_CLEANING = _(
    "Tệp có thể mang dấu vết của người làm ra: tên máy, tên tài khoản, nơi chụp, chữ viết tay. Phần mềm tẩy bớt trước khi cho xem, "
    "nhưng không bao giờ tẩy hết. Nếu muốn không ai biết mình, hãy chép lại nội dung bằng lời thay vì gửi tệp."
)
_TEXT = _(
    "Chỉ kể việc làm của cán bộ khi thi hành công vụ. Không kể chuyện đời tư, gia đình, niềm tin hay ý kiến của ai."
)


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, which came in encrypted (`uploads`)."""

    widget = _Several(attrs={"accept": ".pdf,.docx,.xlsx,.jpg,.jpeg"})

    def clean(self, data: Any, initial: Any = None) -> list[SealedUpload]:
        """The files, or a ValidationError that says what to do; they must be chosen anew then, a browser does not keep them."""
        files = [
            file for file in (data if isinstance(data, list | tuple) else [data]) if isinstance(file, SealedUpload)
        ]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(_("Chỉ chọn được %(most)d tệp."), params={"most": MOST_FILES})
        if any(file.too_large for file in files):
            raise forms.ValidationError(_("Các tệp lớn quá 10 MB. Hãy chọn ít tệp hơn hoặc chụp ở cỡ nhỏ hơn."))
        if any(file.kind is None for file in files):
            raise forms.ValidationError(
                _("Có tệp không phải PDF, Word (.docx), Excel (.xlsx) hay ảnh JPEG. Tệp ấy không được nhận.")
            )
        return files


class _Posts(forms.Select):
    """Posts, called as the office calls them: in Vietnamese, which a page in English says of each."""

    def create_option(self, name: str, value: Any, *given: Any, **named: Any) -> dict[str, Any]:
        """One post, or nobody in particular."""
        option: dict[str, Any] = super().create_option(name, value, *given, **named)
        if get_language() != "vi" and value != _WHOLE:
            option["attrs"]["lang"] = "vi"
        return option


class TokenForm(forms.Form):
    """A form with a token. `stale` is said above it when it was sent before or opened long ago."""

    token = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, label_suffix="", **named)


class RatingForm(TokenForm):
    """How the office treated somebody."""

    how = forms.ChoiceField(
        label=_("Bạn thấy cơ quan phục vụ thế nào?"), widget=forms.RadioSelect, choices=list(HOW.items())
    )
    reasons = forms.MultipleChoiceField(
        label=_("Nếu chưa hài lòng, vì sao?"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Chọn được nhiều lý do."),
    )  # fmt: skip
    slip = forms.CharField(
        label=_("Mã trên phiếu trả kết quả"), required=False, max_length=40,
        help_text=_("Gồm 12 chữ và số, ví dụ 7K2M-09QX-4TWB. Không có phiếu thì để trống; câu trả lời được tính riêng."),
    )  # fmt: skip

    def __init__(self, office: Office, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        offered = [(code, REASONS[code]) for code in office.reasons if code in REASONS]
        self.fields["reasons"].choices = offered  # type: ignore[attr-defined]  # a field of choices
        self.fields["slip"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }

    def clean_slip(self) -> str:
        """The code as it is hashed, or ""."""
        typed = self.cleaned_data["slip"]
        if typed and tidy_slip(typed) is None:
            raise forms.ValidationError(_("Mã gồm 12 chữ và số. Hãy xem lại trên phiếu, hoặc để trống."))
        return tidy_slip(typed) or ""

    def clean(self) -> dict[str, Any]:
        """Reasons belong to somebody who was not satisfied, who gives at least one where the office asks for them."""
        told = self.cleaned_data
        if told.get("how") == "not_satisfied" and not told.get("reasons") and "reasons" not in self.errors:
            self.add_error("reasons", _("Hãy chọn ít nhất một lý do, để cơ quan biết phải sửa gì."))
        if told.get("how") in {"satisfied", "neutral"}:
            told["reasons"] = []
        return told


class SuggestionForm(TokenForm):
    """A suggestion."""

    text = FreeTextField(
        label=_("Bạn góp ý gì?"), max_length=SUGGESTED,
        privacy=_("Góp ý về cách làm việc của cơ quan. Không cần ghi tên; không kể chuyện riêng của ai."),
    )  # fmt: skip


class ReportForm(TokenForm):
    """A report of wrongdoing in office."""

    kind = forms.ChoiceField(label=_("Việc gì đã xảy ra?"))
    concerned = forms.ChoiceField(
        label=_("Việc ấy của ai?"), widget=_Posts,
        help_text=_("Người ấy, cấp dưới và người ngang cấp của họ không đọc được phản ánh này."),
    )  # fmt: skip
    who = LineField(label=_("Tên hoặc chức vụ, nếu biết"), required=False, max_length=LINE)
    happened = LineField(label=_("Khi nào, ở đâu?"), required=False, max_length=LINE)
    text = FreeTextField(label=_("Kể lại việc đã xảy ra"), max_length=TEXT, privacy=_TEXT)
    files = FilesField(label=_("Tệp kèm theo"), required=False, help_text=_FILES)
    name = LineField(label=_("Họ tên của bạn"), required=False, max_length=LINE)
    reach = LineField(
        label=_("Cách liên hệ với bạn"), required=False, max_length=LINE,
        help_text=_("Để trống cả hai ô thì phản ánh không có tên."),
    )  # fmt: skip

    def __init__(self, office: Office, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.office = office
        self.fields["kind"].choices = [("", _("Chọn một việc")), *choices_of(office.kinds)]  # type: ignore[attr-defined]  # a field with choices
        self.fields["concerned"].choices = [  # type: ignore[attr-defined]  # a field with choices
            (code, label) if code else (_WHOLE, _NOBODY) for code, label in office.options.items()
        ]
        self.fields["text"].widget.attrs["rows"] = 8
        for name in ("who", "happened", "name", "reach"):
            self.fields[name].widget.attrs["autocomplete"] = "off"
        if not office.custodian:
            del self.fields["name"], self.fields["reach"]

    def clean_concerned(self) -> str:
        """The code of the option; "" is the office as a whole."""
        chosen = self.cleaned_data["concerned"]
        return "" if chosen == _WHOLE else str(chosen)


class ReceiptForm(TokenForm):
    """The twenty digits."""

    receipt = forms.CharField(
        label=_("Mã biên nhận"), max_length=60, help_text=_("20 chữ số, năm nhóm, ví dụ 4821 0937 5560 1284 7719."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


class MessageForm(TokenForm):
    """A further message to a report, which the hidden field leads to."""

    held = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2000)
    text = FreeTextField(label=_("Nhắn thêm"), max_length=TEXT, privacy=_TEXT)
    files = FilesField(label=_("Tệp kèm theo"), required=False, help_text=_FILES)


CLEANING: str | Promise = _CLEANING


def taken(files: Sequence[UploadedFile]) -> list[SealedUpload]:
    """The files of a form that was right."""
    return [file for file in files if isinstance(file, SealedUpload)]
