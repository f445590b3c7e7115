"""Whom to choose, for what, until when."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.behalf.services import Choice
from liemchinh.behalf.tasks import ON_PAPER, TASKS
from liemchinh.journal import clock
from liemchinh.web.forms import DayField, LineField, offer


class ChooseForm(forms.Form):
    """The chosen one by the name they sign in with: a list of accounts is nobody's to read."""

    username = LineField(
        label=_("Tên đăng nhập của người được chọn"),
        max_length=40,
        help_text=_("Hỏi người ấy và gõ đúng từng chữ. Người ấy phải đồng ý thì việc chọn mới có hiệu lực."),
    )
    tasks = forms.MultipleChoiceField(
        label=_("Được làm thay những việc này"), choices=list(TASKS.items()), widget=forms.CheckboxSelectMultiple
    )
    starts_on = DayField(label=_("Từ ngày"), not_before=clock.today, initial=clock.today)
    last_day = DayField(label=_("Đến hết ngày"), not_before=clock.today)

    def choice(self, person: int) -> Choice:
        """What was filled in."""
        given = self.cleaned_data
        return Choice(person, given["username"], given["tasks"], given["starts_on"], given["last_day"])


class PaperForm(ChooseForm):
    """The same as written on a paper the member signed before the secretary."""

    paper_on = DayField(label=_("Ngày ghi trên giấy"), not_after=clock.today)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "tasks", [(code, TASKS[code]) for code in ON_PAPER])
