"""What is asked when a report is handed on."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from liemchinh.reports.checking import Finding
from liemchinh.reports.signing import LONGEST_NUMBER
from liemchinh.reports.telling import sentence_of


class SignForm(forms.Form):
    """The number, and a box for each finding: none is confirmed unseen."""

    def __init__(self, *args: Any, findings: Sequence[Finding], **options: Any) -> None:
        super().__init__(*args, **options)
        self.findings = findings
        help_text = _("Để trống: lấy số tiếp theo trong sổ văn bản.")
        self.fields["number"] = forms.CharField(
            label=_("Số, ký hiệu"), max_length=LONGEST_NUMBER, required=False, help_text=help_text
        )
        for place, one in enumerate(findings):
            label = _("Đã xem, đúng như vậy: %(finding)s") % {"finding": sentence_of(one)}
            self.fields[f"f{place}"] = forms.BooleanField(label=label, required=False)

    def confirmed(self) -> list[str]:
        """The keys of what was confirmed, once valid."""
        return [one.key for place, one in enumerate(self.findings) if self.cleaned_data.get(f"f{place}")]


class CodeForm(forms.Form):
    """The code as it stands on paper."""

    code = forms.CharField(max_length=30)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].label = _("Mã in trên báo cáo")
        self.fields["code"].help_text = _("Ví dụ AC34-NPRT-6XYW. Chữ thường, dấu cách đều được.")
        self.fields["code"].widget.attrs = {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
