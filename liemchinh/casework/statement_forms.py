"""What the person concerned writes, and what an officer records of a paper handed in. They read; services decide."""

import unicodedata
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.casework.drafts import Evidence, Written
from liemchinh.casework.statement_words import EVIDENCE, KEPT_AT, LIES, LONGEST, SENT, WORDLESS
from liemchinh.casework.statements import LONGEST_NUMBER, OnPaper
from liemchinh.members.forms import day_field
from liemchinh.web.forms import FreeTextField, LineField, offer


class WriteForm(forms.Form):
    """The words and, kind by kind, where a piece of evidence lies. "keep": the draft is kept; otherwise it is sent."""

    text = FreeTextField(
        label=_("Nội dung"),
        max_length=LONGEST,
        privacy=_("Chỉ viết về việc được xem xét. Không viết chuyện riêng tư của mình hay của người khác."),
    )

    def __init__(self, *args: Any, what: str, written: Written, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].initial = written.text
        self.fields["text"].required = what not in WORDLESS and not self.keeps
        self.fields["text"].widget.attrs["rows"] = 12
        if what in WORDLESS:
            self.fields["text"].help_text = _("Có thể gửi mà không viết gì thêm.")
        brought = {one.kind: one.lies for one in written.evidence}
        for code, words in EVIDENCE.items():
            self.fields[f"evidence_{code}"] = forms.ChoiceField(
                label=words,
                choices=[("", _("không nêu")), *LIES.items()],
                required=False,
                initial=brought.get(code, ""),
            )

    @property
    def brought(self) -> list[forms.BoundField]:
        """The lines of evidence."""
        return [self[f"evidence_{code}"] for code in EVIDENCE]

    @property
    def brings(self) -> bool:
        """Is some evidence named?"""
        return any(field.value() for field in self.brought)

    @property
    def keeps(self) -> bool:
        """Was it sent with "keep the draft"?"""
        return "keep" in self.data

    def written(self) -> Written:
        """What was filled in, once valid; its lines as they were written, in one spelling."""
        told = self.cleaned_data
        text = unicodedata.normalize("NFC", "\n".join(told["text"].splitlines())).strip()
        brought = [(code, told[f"evidence_{code}"]) for code in EVIDENCE]
        return Written(text, [Evidence(code, lies) for code, lies in brought if lies])


class ReceiveForm(forms.Form):
    """A paper handed in: whose, what, when, its number, where it lies. There is no line for its words."""

    person = forms.TypedChoiceField(label=_("Người nộp"), coerce=int, widget=forms.RadioSelect)
    what = forms.ChoiceField(label=_("Văn bản gì"), widget=forms.RadioSelect)
    on = day_field(_("Ngày nhận"))
    number = LineField(
        label=_("Số trong sổ văn bản đến"), max_length=LONGEST_NUMBER, required=False, help_text=_("Nếu có.")
    )
    kept_at = forms.ChoiceField(label=_("Bản giấy lưu ở"), choices=list(KEPT_AT.items()), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], offers: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "person", list(people))
        offer(self, "what", [(code, SENT[code]) for code in offers])
        if len(people) == 1:
            self.fields["person"].initial = people[0][0]

    def paper(self) -> OnPaper:
        """The paper, once valid."""
        told = self.cleaned_data
        return OnPaper(told["person"], told["what"], told["on"], told["kept_at"], told["number"])
