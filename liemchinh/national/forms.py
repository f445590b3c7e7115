"""Forms of the work beside the national database. They read; services decide."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.imports.forms import ENDINGS
from liemchinh.imports.reading.unreadable import LARGEST_FILE, MEGABYTE
from liemchinh.national.fields import FIELDS

NOTHING = "none"


class ListForm(forms.Form):
    """A workbook that the national database gave."""

    file = forms.FileField(
        label=_("Tệp của cơ sở dữ liệu quốc gia (.xlsx)"), max_length=255, allow_empty_file=True,
        widget=forms.FileInput({"accept": ENDINGS}),
        help_text=_("Tệp xuất danh sách hội viên hoặc tệp mẫu để nhập, tối đa %(size)s MB. Giữ nguyên dòng tên cột.")
        % {"size": LARGEST_FILE // MEGABYTE},
        error_messages={"required": _("Hãy chọn một tệp.")},
    )  # fmt: skip


class ColumnForm(forms.Form):
    """What a column carries."""

    field = forms.ChoiceField(
        label=_("Cột này ghi điều gì của sổ"), widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một dòng.")},
    )  # fmt: skip

    def __init__(self, *args: Any, taken_by: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(NOTHING, _("Để trống"))]
        for code, label in FIELDS.items():
            now = (
                _("%(field)s (đang là cột “%(column)s”)") % {"field": label, "column": taken_by[code][:60]}
                if code in taken_by else label
            )  # fmt: skip
            choices.append((code, now))
        field: Any = self.fields["field"]
        field.choices = choices
