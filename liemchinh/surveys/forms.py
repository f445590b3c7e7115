"""Forms of surveys. They read; services decide."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.ballots.words import BOTH, CHANNELS
from liemchinh.members.forms import day_field
from liemchinh.members.reasons import Words
from liemchinh.reviews.words import LIES
from liemchinh.surveys.models import LONGEST_NUMBER
from liemchinh.surveys.words import CONCLUSIONS, CORRECTIONS, ENDINGS, HEARD, MISTAKES, help_steps, item_words
from liemchinh.web.forms import DayField, LineField, offer
from regulations.catalogue import default_round, survey_items


def _choices(words: Mapping[str, Words]) -> list[tuple[str, Words]]:
    return list(words.items())


class ResolutionForm(forms.Form):
    """The organisation's own resolution: number, day, where it lies."""

    number = LineField(label=_("Số nghị quyết"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 12-NQ/ĐU."))
    dated = day_field(_("Ngày nghị quyết"))
    lies = forms.ChoiceField(label=_("Văn bản để ở đâu"), choices=_choices(LIES), widget=forms.RadioSelect)


class CallForm(forms.Form):
    """The half-year and the items: twelve are chosen, others of the catalogue may be."""

    period = forms.ChoiceField(label=_("Kỳ"), widget=forms.RadioSelect)
    items = forms.MultipleChoiceField(
        label=_("Mục trên phiếu"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mười hai mục thường lệ đã chọn. Nhiều nhất 40; càng ít mục, phiếu càng dễ làm."),
    )

    def __init__(self, *args: Any, periods: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "period", periods)
        first = default_round()
        others = [code for code in survey_items() if code not in first]
        offer(self, "items", [(code, item_words(code)) for code in (*first, *others)])
        self.fields["items"].initial = list(first)
        if periods:
            self.fields["period"].initial = periods[0][0]


class ReasonForm(forms.Form):
    """Why what was recorded does not stand."""

    reason = forms.ChoiceField(label=_("Vì sao"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, ending: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", _choices(ENDINGS if ending else MISTAKES))


class PrepareForm(forms.Form):
    """The day on which the branch votes, and how."""

    on = DayField(label=_("Ngày bỏ phiếu"))
    channels = forms.ChoiceField(
        label=_("Bỏ phiếu bằng"), choices=_choices(CHANNELS), initial=BOTH, widget=forms.RadioSelect
    )


class TalkForm(forms.Form):
    """A talk: the day, heard or not, what was concluded; when recorded again, why."""

    on = day_field(_("Ngày gặp"))
    heard = forms.ChoiceField(label=_("Giải trình"), choices=_choices(HEARD), widget=forms.RadioSelect)
    conclusion = forms.ChoiceField(label=_("Kết luận"), choices=_choices(CONCLUSIONS), widget=forms.RadioSelect)
    reason = forms.ChoiceField(label=_("Vì sao ghi lại"), choices=_choices(CORRECTIONS), widget=forms.RadioSelect)

    def __init__(self, *args: Any, again: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not again:
            del self.fields["reason"]


class HelpForm(forms.Form):
    """What is agreed: about which item, which step, when."""

    item = forms.ChoiceField(label=_("Về việc"), widget=forms.RadioSelect)
    step = forms.ChoiceField(label=_("Việc giúp đỡ"), widget=forms.RadioSelect)
    on = day_field(_("Ngày thống nhất"))

    def __init__(self, *args: Any, items: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "item", items)
        offer(self, "step", list(help_steps().items()))


class ReportForm(forms.Form):
    """The day of the meeting at which the branch was told, and the number of its minutes."""

    on = day_field(_("Ngày báo cáo trước chi hội"))
    minutes = LineField(label=_("Số biên bản"), max_length=LONGEST_NUMBER, help_text=_("Ví dụ: 07-BB/CB."))
