"""Forms of tasks: what is given to whom; what is answered. No field takes a name or a remark."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liemchinh.journal import clock
from liemchinh.members.forms import day_field
from liemchinh.members.offices import offices
from liemchinh.organisations.queries import named_within
from liemchinh.tasks.addressing import To
from liemchinh.tasks.answering import MOST, Proof
from liemchinh.tasks.models import LONGEST_CLAUSE, LONGEST_NUMBER, LONGEST_TITLE
from liemchinh.tasks.moving import NewDay
from liemchinh.tasks.services import NewTask
from liemchinh.tasks.words import CANCELLING, CATEGORIES, COUNT, EXEMPTIONS, GROUPS, NUMBER, OWN_PLAN, PROOFS, RETURNS
from liemchinh.web.forms import DayField, FreeTextField, LineField, offer
from liemchinh.web.numbers import show_number

AHEAD = timedelta(days=366 * 6)
MORE = 3


def _coming_day(label: Any, **options: Any) -> DayField:
    return DayField(label=label, not_before=clock.today, not_after=lambda: clock.today() + AHEAD, **options)


class TaskForm(forms.Form):
    """One task of those given together; a row left empty is none."""

    clause = LineField(
        label=gettext_lazy("Mục, điểm của văn bản"), max_length=LONGEST_CLAUSE, required=False,
        help_text=gettext_lazy("Ví dụ II.1. Bỏ trống nếu không đánh mục."),
    )  # fmt: skip
    title = FreeTextField(
        label=gettext_lazy("Việc phải làm"), max_length=LONGEST_TITLE,
        privacy=gettext_lazy("Ghi việc của tổ chức, gọn như trong văn bản. Không ghi tên người."),
    )  # fmt: skip
    group = forms.ChoiceField(label=gettext_lazy("Nhóm"), choices=list(GROUPS.items()), initial="standing")
    proof = forms.ChoiceField(label=gettext_lazy("Chứng minh bằng"), choices=list(PROOFS.items()), initial=NUMBER)
    due_on = _coming_day(gettext_lazy("Hạn"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].widget.attrs["rows"] = 2

    def new_task(self) -> NewTask:
        """The task, once valid."""
        told = self.cleaned_data
        return NewTask(told["clause"], told["group"], told["title"], told["proof"], told["due_on"])

    def has_changed(self) -> bool:
        """The lists have something chosen in every row: a row counts once words or a day stand in it."""
        return any(name in self.changed_data for name in ("clause", "title", "due_on"))


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # Django's class takes no argument when it runs
    """The tasks given together, at least one."""

    def tasks(self) -> list[NewTask]:
        """Those filled in, once valid."""
        return [one.new_task() for one in self.forms if one.has_changed()]


TaskRows = forms.formset_factory(TaskForm, formset=Rows, extra=MORE, max_num=60, absolute_max=60)


class ToForm(forms.Form):
    """To whom: everything of some levels at and under a place, but for those named."""

    place = forms.TypedChoiceField(label=gettext_lazy("Giao cho các tổ chức thuộc"), coerce=int)
    categories = forms.MultipleChoiceField(label=gettext_lazy("Ở cấp"), widget=forms.CheckboxSelectMultiple)
    left_out = LineField(
        label=gettext_lazy("Trừ các tổ chức"), max_length=2000, required=False,
        help_text=gettext_lazy("Ghi tên đầy đủ hoặc mã, cách nhau bằng dấu chấm phẩy. Bỏ trống nếu không trừ tổ chức nào."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, places: Sequence[tuple[int, str]], counts: Mapping[str, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self, "place", places)
        offer(
            self, "categories", [(code, f"{CATEGORIES[code]} ({show_number(count)})") for code, count in counts.items()]
        )

    def clean(self) -> dict[str, Any]:
        """Finds those left out by name or code; one that means nothing, or several, is told."""
        told = super().clean() or {}
        texts = [text.strip() for text in (told.get("left_out") or "").split(";") if text.strip()]
        found = named_within([told["place"]], texts) if texts and told.get("place") else {}
        for text in texts:
            if told.get("place") and text not in found:
                self.add_error(
                    "left_out", _("“%(text)s” không phải tên hay mã của riêng một tổ chức ở đó.") % {"text": text[:60]}
                )
        told["numbers"] = frozenset(found.values())
        return told

    def to(self) -> To:
        """The rule, once valid."""
        told = self.cleaned_data
        return To(told["place"], tuple(told["categories"]), told["numbers"])


class PlanForm(forms.Form):
    """By when, and which post sees to it: a post, not a person."""

    until = _coming_day(gettext_lazy("Dự kiến xong ngày"))
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ chịu trách nhiệm"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "post", [(one.code, one.label) for one in offices()])


class ReportForm(forms.Form):
    """The proof as the task asks for it."""

    on = day_field(gettext_lazy("Ngày"))

    def __init__(self, *args: Any, proof: str, plans: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        labels = {NUMBER: _("Ngày của văn bản"), COUNT: _("Tính đến ngày")}
        self.fields["on"].label = labels.get(proof, _("Ngày đã làm"))
        self.initial.setdefault("on", clock.today())
        if proof == NUMBER:
            self.fields["number"] = LineField(
                label=_("Số, ký hiệu văn bản"),
                max_length=LONGEST_NUMBER,
                help_text=_("Như trên văn bản, ví dụ 05-BC/CB."),
            )
        elif proof == COUNT:
            self.fields["count"] = forms.IntegerField(
                label=_("Con số"), min_value=0, max_value=MOST, widget=forms.NumberInput(attrs={"class": "date"})
            )
        elif proof == OWN_PLAN:
            del self.fields["on"]
            self.fields["document"] = forms.TypedChoiceField(label=_("Văn bản của tổ chức"), coerce=int, choices=plans)
        self.order_fields(("number", "count", "document", "on"))

    def proof(self, dated: Mapping[int, Any]) -> Proof:
        """The proof, once valid; `dated`: the days of the documents offered."""
        told = self.cleaned_data
        document = told.get("document")
        return Proof(dated[document] if document else told["on"], told.get("number", ""), document, told.get("count"))


class MoveForm(forms.Form):
    """Another day for a task, and the decision that says so."""

    due_on = _coming_day(gettext_lazy("Hạn mới"))
    number = LineField(
        label=gettext_lazy("Số, ký hiệu quyết định dời hạn"), max_length=LONGEST_NUMBER,
        help_text=gettext_lazy("Như trên văn bản, ví dụ 12-QĐ/TU."),
    )  # fmt: skip
    on = day_field(gettext_lazy("Ngày quyết định"))

    def day(self) -> NewDay:
        """The day, once valid."""
        return NewDay(**self.cleaned_data)


class ReasonForm(forms.Form):
    """One reason of a list."""

    reason = forms.ChoiceField(label=gettext_lazy("Lý do"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, offered: Mapping[str, Any], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "reason", list(offered.items()))


REASONS = {"not-applicable": EXEMPTIONS, "cancel": CANCELLING, "return": RETURNS}
