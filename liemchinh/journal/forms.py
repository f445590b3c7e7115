"""Narrowing the list of entries: by kind of act and by month. Nothing else: there is no search by person in the book."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.journal.queries import months
from liemchinh.journal.registry import event_kinds


class EntryFilter(forms.Form):
    """Kind and month, both optional."""

    kind = forms.ChoiceField(label=_("Loại việc"), required=False)
    month = forms.ChoiceField(label=_("Tháng ghi"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = sorted(((code, str(kind.label)) for code, kind in event_kinds().items()), key=lambda pair: pair[1])
        self._months = {f"{month:%Y-%m}": month for month in months()}
        shown = [(code, f"{month:%m/%Y}") for code, month in self._months.items()]
        kind: Any = self.fields["kind"]
        kind.choices = [("", _("Mọi loại việc")), *kinds]
        month: Any = self.fields["month"]
        month.choices = [("", _("Mọi tháng")), *shown]

    def chosen(self) -> dict[str, Any]:
        """`kind` and `month` for `queries.narrowed`; a choice that does not exist narrows nothing."""
        if not self.is_valid():
            return {}
        return {"kind": self.cleaned_data["kind"], "month": self._months.get(self.cleaned_data["month"])}
