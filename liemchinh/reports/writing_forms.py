"""Forms of reports. They read; services decide."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.periods import Period
from liemchinh.journal import clock
from liemchinh.reports.defined import Choice
from liemchinh.reports.models import LONGEST_PROSE
from liemchinh.reports.periods import OPEN, period_of
from liemchinh.reports.words import PERIODS
from liemchinh.web.forms import DayField, FreeTextField, offer
from regulations.reports import pieces

_TYPED = re.compile(r"\d[\d.,]*%?")


class StartForm(forms.Form):
    """Which report, and of which period."""

    definition = forms.ChoiceField(label=_("Mẫu báo cáo"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kỳ"), choices=list(PERIODS.items()), widget=forms.RadioSelect)
    on = DayField(
        label=_("Một ngày trong kỳ"), not_after=clock.today,
        help_text=_("Với nhiệm kỳ và kỳ từ ngày ban hành văn bản: ngày cuối, tính đến hết ngày ấy."),
    )  # fmt: skip
    since = DayField(
        label=_("Ngày đầu"), required=False, not_after=clock.today,
        help_text=_("Chỉ ghi với nhiệm kỳ và kỳ từ ngày ban hành văn bản."),
    )  # fmt: skip

    def __init__(self, *args: Any, choices: Sequence[Choice], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "definition", [(one.code, _named(one)) for one in choices])

    def clean(self) -> dict[str, Any]:
        """The period, whole."""
        told: Mapping[str, Any] = super().clean() or {}
        kind, on, since = told.get("kind"), told.get("on"), told.get("since")
        if not kind or on is None:
            return dict(told)
        if kind in OPEN and since is None:
            self.add_error("since", _("Hãy ghi ngày đầu của kỳ này."))
        elif kind in OPEN and since > on:
            self.add_error("since", _("Ngày đầu phải trước ngày cuối."))
        return dict(told)

    def period(self) -> Period:
        """The period that was asked for."""
        told = self.cleaned_data
        return period_of(told["kind"], told["on"], since=told["since"] if told["kind"] in OPEN else None)


def _named(one: Choice) -> str:
    if one.edition is None:
        return one.definition.name
    return f"{one.definition.name} ({_('bản số')} {one.edition.number})"


class ProseForm(forms.Form):
    """A part of a report as text, figures in it as fields."""

    text = FreeTextField(
        label=_("Nội dung"), max_length=LONGEST_PROSE, required=False,
        privacy=_("Viết về việc, không nêu tên người. Số đếm được thì ghi bằng trường trong ngoặc nhọn, ví dụ {members}."),
    )  # fmt: skip


def typed_numbers(text: str) -> list[str]:
    """Numbers written by hand: they stay as typed whatever the figures become."""
    return [found for piece in pieces(text) if isinstance(piece, str) for found in _TYPED.findall(piece)]
