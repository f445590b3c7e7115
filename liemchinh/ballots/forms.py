"""Forms of secret votes. They read; services decide."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.ballots.codes import TELLER
from liemchinh.ballots.given import PaperCount
from liemchinh.ballots.models import Box
from liemchinh.ballots.words import CHANNELS, PAPER, PHONE, RESTORED, SPOILED, VOIDS, WHY_AGAIN
from liemchinh.members.forms import day_field
from liemchinh.web.forms import LineField

Named = Sequence[tuple[int, str]]
MOST = 100_000


def _people(label: Any, choices: Named, chosen: Sequence[int] = (), **more: Any) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        choices=list(choices),
        initial=list(chosen),
        widget=forms.CheckboxSelectMultiple,
        **more,
    )


def _count(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=MOST, **more)


class VotersForm(forms.Form):
    """Who votes, who counts, by which way, on which day."""

    on = day_field(_("Ngày bỏ phiếu"))

    def __init__(self, *args: Any, people: Named, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["electors"] = _people(_("Người bỏ phiếu"), people, [person for person, _name in people])
        self.fields["tellers"] = _people(_("Người kiểm phiếu: hai hoặc ba người không có tên trên phiếu"), people)
        self.fields["channels"] = _channels()


class ConfidenceForm(VotersForm):
    """Who is on the ballot besides."""

    field_order = ("on", "rows", "electors", "tellers", "channels")

    def __init__(self, *args: Any, people: Named, **options: Any) -> None:
        super().__init__(*args, people=people, **options)
        self.fields["rows"] = _people(_("Người được lấy phiếu"), people)
        self.order_fields(self.field_order)


def _channels(chosen: str = PAPER) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Cách bỏ phiếu"), choices=list(CHANNELS.items()), initial=chosen, widget=forms.RadioSelect
    )


class TellersForm(forms.Form):
    """Who counts, and by which way ballots come."""

    def __init__(self, *args: Any, people: Named, seated: Sequence[int], channels: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["tellers"] = _people(_("Hai hoặc ba người kiểm phiếu"), people, seated)
        self.fields["channels"] = _channels(channels)


class PrintedForm(forms.Form):
    """How many slips of each way, printed or issued."""

    def __init__(
        self, *args: Any, box: Box, codes: Any, paper: Any, initially: tuple[int, int], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if box.channels != PAPER:
            self.fields["codes"] = _count(codes, initial=initially[0])
        if box.channels != PHONE:
            self.fields["paper"] = _count(paper, initial=initially[1])

    def counts(self) -> dict[str, int]:
        """Both numbers, once valid; nought for a way that is not used."""
        return {"phone": self.cleaned_data.get("codes", 0), "paper": self.cleaned_data.get("paper", 0)}


def _teller_code(label: Any) -> LineField:
    attrs = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
    return LineField(label=label, max_length=TELLER + 20, widget=forms.TextInput(attrs))


class SheetForm(forms.Form):
    """A teller's count of the paper, with the teller's own code."""

    unused = _count(_("Phiếu giấy chưa phát"))
    returned = _count(_("Phiếu giấy thu về"))
    not_returned = _count(_("Phiếu đã phát mà không thu về"), initial=0)

    def __init__(self, *args: Any, box: Box, rows: Sequence[str], columns: Sequence[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.shape = len(rows), len(columns)
        for code, words in SPOILED.items():
            label = format_lazy(_("Phiếu không hợp lệ: {why}"), why=words)
            self.fields[f"spoiled_{code}"] = _count(label, required=False, initial=0)
        for row, name in enumerate(rows):
            for column, words in enumerate(columns):
                self.fields[f"cell_{row}_{column}"] = _count(f"{name}: {words}", required=False)
        self.fields["code"] = _teller_code(_("Mã của người kiểm phiếu ghi số này"))

    def told(self) -> PaperCount:
        """The sheet, once valid; what is left open is nought."""
        given = self.cleaned_data
        spoiled = {code: given[f"spoiled_{code}"] or 0 for code in SPOILED}
        rows, columns = self.shape
        cells = [[given[f"cell_{row}_{column}"] or 0 for column in range(columns)] for row in range(rows)]
        return PaperCount(given["unused"], given["returned"], given["not_returned"], spoiled, cells)


class CountForm(forms.Form):
    """The codes of two tellers, and of every slip nobody drew."""

    first = _teller_code(_("Mã của một người kiểm phiếu"))
    second = _teller_code(_("Mã của người kiểm phiếu khác"))

    def __init__(self, *args: Any, unused: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.unused = unused
        for number in range(unused):
            label = _("Phiếu chưa phát, mã thứ %(number)s") % {"number": number + 1}
            self.fields[f"unused_{number}"] = LineField(label=label, max_length=20, required=False)
            # The count is refused without it: the label does not call it optional.
            self.fields[f"unused_{number}"].depends = True  # type: ignore[attr-defined]  # an attribute of our own fields

    def codes(self) -> list[str]:
        """Of the tellers, once valid."""
        return [self.cleaned_data["first"], self.cleaned_data["second"]]

    def slips(self) -> list[str]:
        """Those that were typed, once valid."""
        return [one for number in range(self.unused) if (one := self.cleaned_data[f"unused_{number}"])]


class AgainForm(forms.Form):
    """Why the ballots are counted once more."""

    why = forms.ChoiceField(label=_("Vì sao"), choices=list(WHY_AGAIN.items()), widget=forms.RadioSelect)


class VoidForm(forms.Form):
    """Why a vote does not stand."""

    reason = forms.ChoiceField(
        label=_("Vì sao"), choices=[(code, words) for code, words in VOIDS.items() if code != RESTORED], widget=forms.RadioSelect
    )  # fmt: skip
