"""Forms of this room. No field takes the name of a clerk or of a citizen."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.citizens.answering import ALONE
from liemchinh.citizens.models import LONGEST_NUMBER
from liemchinh.citizens.models.offices import LONGEST_CHANGED, LONGEST_OUTSIDE
from liemchinh.citizens.offices import MOST_SLIPS
from liemchinh.citizens.on_paper import MOST as MOST_ENVELOPES
from liemchinh.citizens.on_paper import Envelopes
from liemchinh.citizens.publishing import MOST_LINES
from liemchinh.citizens.ratings import MOST, Answers, Counted
from liemchinh.citizens.words import ASKING, CANCELLING, DECISIONS, GRANTING, GROUNDS, PAPER_WAYS
from liemchinh.envelopes.reports import TEXT
from liemchinh.envelopes.words import HOW, REASONS, STATES
from liemchinh.journal import clock
from liemchinh.web.forms import DayField, FreeTextField, LineField
from regulations.catalogue import reportable

_REASON = "reason-"
# More offices than so many are chosen from a list that unfolds.
MOST_BESIDE = 8


class PaperForm(forms.Form):
    """What was counted from paper: period, answers, reasons, number and day of the paper it stands in."""

    first = DayField(label=_("Kỳ từ ngày"), not_after=clock.today)
    last = DayField(label=_("Đến hết ngày"), not_after=clock.today)
    number = LineField(label=_("Số của bản tổng hợp phiếu"), max_length=LONGEST_NUMBER)
    dated = DayField(label=_("Ngày của bản tổng hợp"), not_after=clock.today)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for how, words in HOW.items():
            self.fields[how] = forms.IntegerField(label=str(words), min_value=0, max_value=MOST, initial=0)
        for code, words in REASONS.items():
            self.fields[f"{_REASON}{code}"] = forms.IntegerField(
                label=str(words), min_value=0, max_value=MOST, required=False
            )

        self.fields["suggestions"] = forms.IntegerField(
            label=_("Số phiếu có ghi góp ý"), min_value=0, max_value=MOST, required=False,
            help_text=_("Góp ý đọc trên giấy, không chép vào đây; số phiếu được công bố cùng góp ý gửi qua trang."),
        )  # fmt: skip

    def counted(self, organisation: int) -> Counted:
        """What was entered, once valid."""
        told = self.cleaned_data
        reasons = {code: told[f"{_REASON}{code}"] for code in REASONS if told[f"{_REASON}{code}"]}
        answers = Answers(told["satisfied"], told["neutral"], told["not_satisfied"], reasons)
        period = (organisation, told["first"], told["last"])
        return Counted(*period, answers, told["number"], told["dated"], told["suggestions"] or 0)


class CancelForm(forms.Form):
    """Why a count does not stand."""

    reason = forms.ChoiceField(label=_("Lý do"), choices=list(CANCELLING.items()), widget=forms.RadioSelect)


class EnvelopesForm(forms.Form):
    """Which office, which day, which way, how many."""

    office = forms.TypedChoiceField(label=_("Phản ánh về cơ quan nào"), coerce=int, widget=forms.RadioSelect)
    on = DayField(label=_("Ngày nhận"), not_after=clock.today)
    way = forms.ChoiceField(
        label=_("Phong bì đến bằng cách nào"), choices=list(PAPER_WAYS.items()), widget=forms.RadioSelect
    )
    count = forms.IntegerField(label=_("Số phong bì"), min_value=1, max_value=MOST_ENVELOPES)

    def __init__(self, *args: Any, offices: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if len(offices) > MOST_BESIDE:
            self.fields["office"].widget = forms.Select()
        self.fields["office"].choices = list(offices)  # type: ignore[attr-defined]  # a field of choices
        self.fields["on"].initial = clock.today()

    def told(self) -> Envelopes:
        """What was entered, once valid."""
        return Envelopes(**self.cleaned_data)


class SecretForm(forms.Form):
    """One's own opening phrase, or the code of the card. It is never kept, nor shown again."""

    secret = forms.CharField(
        label=_("Câu mở của mình, hoặc mã trên thẻ"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Không phải mật khẩu đăng nhập. Phần mềm không lưu câu này; mất cả câu và thẻ thì không ai mở lại được."),
    )  # fmt: skip


class KeyForm(forms.Form):
    """What kind of key, and its opening phrase, twice."""

    kind = forms.ChoiceField(label=_("Để làm gì"), widget=forms.RadioSelect)
    phrase = forms.CharField(
        label=_("Câu mở"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=_("Ít nhất 20 ký tự: năm, sáu từ không liên quan với nhau. Khác mật khẩu đăng nhập."),
    )  # fmt: skip
    again = forms.CharField(
        label=_("Ghi lại câu mở"), max_length=200, widget=forms.PasswordInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, kinds: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(kinds.items())  # type: ignore[attr-defined]
        if not kinds:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Refuses two phrases that differ."""
        told = super().clean() or {}
        if told.get("phrase") != told.get("again"):
            self.add_error("again", _("Hai lần ghi khác nhau."))
        return told


class RenewForm(KeyForm):
    """The old phrase or card besides the new phrase."""

    secret = forms.CharField(
        label=_("Câu mở hiện nay, hoặc mã trên thẻ"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("secret", "phrase", "again")


class MarkForm(forms.Form):
    """The fingerprint as it stands on the holder's paper."""

    mark = LineField(label=_("Dấu khóa ghi trên giấy"), max_length=60, help_text=_("Tám nhóm, mỗi nhóm bốn ký tự."))


class OpenForm(forms.Form):
    """Where else citizens can go."""

    outside = LineField(
        label=_("Nơi khác người dân có thể đến"), max_length=LONGEST_OUTSIDE,
        help_text=_("Tên và địa chỉ một cơ quan ở ngoài, in ra khi ở đây không ai được đọc."),
    )  # fmt: skip


class SlipsForm(forms.Form):
    """How many slips."""

    count = forms.IntegerField(label=_("Số phiếu"), min_value=1, max_value=MOST_SLIPS, initial=24)


class PublishForm(forms.Form):
    """A period, and what was changed in it."""

    first = DayField(label=_("Kỳ từ ngày"), not_after=clock.today)
    last = DayField(label=_("Đến hết ngày"), not_after=clock.today)
    changed = FreeTextField(
        label=_("Đã thay đổi điều gì"), max_length=MOST_LINES * LONGEST_CHANGED, required=False,
        privacy=_("Mỗi dòng một điều cơ quan đã thay đổi. Không nêu tên ai, không kể lại tin báo nào."),
    )  # fmt: skip


class ReplyForm(forms.Form):
    """What the reporter is told."""

    state = forms.ChoiceField(
        label=_("Tình trạng"), choices=[(code, STATES[code]) for code in ALONE], widget=forms.RadioSelect
    )
    text = FreeTextField(
        label=_("Lời nhắn"), max_length=TEXT, required=False,
        privacy=_("Chỉ người cầm biên nhận và những người đọc tin báo này đọc được. Không nêu tên người báo tin và người khác."),
    )  # fmt: skip


class DecisionForm(forms.Form):
    """What should become of a report, on which ground, with which items of the catalogue."""

    ground = forms.ChoiceField(label=_("Quyết định và căn cứ"), widget=forms.RadioSelect)
    items = forms.MultipleChoiceField(
        label=_("Nội dung theo danh mục"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ khi chuyển vào sổ đơn thư. Lời của người báo tin không chuyển đi."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["ground"].choices = [  # type: ignore[attr-defined]
            (str(DECISIONS[kind]), [(f"{kind}.{code}", words) for code, words in grounds.items()])
            for kind, grounds in GROUNDS.items()
        ]
        self.fields["items"].choices = [(code, item.text) for code, item in reportable().items()]  # type: ignore[attr-defined]

    def told(self) -> tuple[str, str]:
        """The decision and its ground."""
        kind, _dot, ground = self.cleaned_data["ground"].partition(".")
        return kind, ground


class AskForm(forms.Form):
    """Why who reported should be known."""

    why = forms.ChoiceField(label=_("Lý do"), choices=list(ASKING.items()), widget=forms.RadioSelect)


class GiveForm(SecretForm):
    """Why it is given, and the custodian's phrase."""

    why = forms.ChoiceField(label=_("Lý do"), choices=list(GRANTING.items()), widget=forms.RadioSelect)
    field_order = ("why", "secret")
