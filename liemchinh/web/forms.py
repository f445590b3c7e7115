"""Form fields of the whole house: days, partial dates, free text with its warning, and picking one thing out of many."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _

from liemchinh.web.components import Option
from liemchinh.web.dates import PartialDate
from liemchinh.web.text import clean

LookUp = Callable[[str], Sequence[Option]]
TitleOf = Callable[[int], Option | None]
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_DAY = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})")
_ISO = re.compile(r"\d{4}-\d{2}(-\d{2})?")


class Renderer(TemplatesSetting):
    """Makes `{{ form }}` and `{{ form.name.as_field_group }}` look like the rest of the house."""

    form_template_name = "web/parts/form.html"
    field_template_name = "web/parts/field.html"


class DayInput(forms.DateInput):
    """A line to type a day into. Not the browser's own picker, which shows 09/01 the way the browser's language does."""

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            {"inputmode": "text", "autocomplete": "off", "placeholder": "20/11/2026", "class": "date", **(attrs or {})}
        )


class DayField(forms.DateField):
    """A whole day: 20/11/2026, 20-11-2026, 20.11.2026, 20112026. `not_after` and `not_before` may be functions of no arguments."""

    widget = DayInput
    default_error_messages = {"invalid": _("Chưa đọc được ngày này. Hãy ghi ngày/tháng/năm, ví dụ 20/11/2026.")}

    def __init__(
        self,
        *,
        not_after: Callable[[], date] | None = None,
        not_before: Callable[[], date] | None = None,
        **options: Any,
    ) -> None:
        self.not_after, self.not_before = not_after, not_before
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        """The day, or a ValidationError that says how to write one."""
        if isinstance(value, str):
            value = (
                _EIGHT_DIGITS.sub(r"\1/\2/\3", clean(value)) if _EIGHT_DIGITS.fullmatch(clean(value)) else clean(value)
            )
        return super().to_python(value)

    def validate(self, value: date | None) -> None:
        """Refuses days outside the bounds, naming the bound."""
        super().validate(value)
        if value and self.not_after and value > (last := self.not_after()):
            raise forms.ValidationError(
                _("Ngày này muộn hơn %(day)s."), params={"day": f"{last:%d/%m/%Y}"}, code="late"
            )
        if value and self.not_before and value < (first := self.not_before()):
            raise forms.ValidationError(
                _("Ngày này sớm hơn %(day)s."), params={"day": f"{first:%d/%m/%Y}"}, code="early"
            )


class PartialDateField(forms.CharField):
    """A date as it is known: 1956, 05/1956 or 03/05/1956. Gives a PartialDate, or None for nothing. 56 is not a year."""

    widget = DayInput

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", _("Chỉ nhớ năm thì ghi năm: 1956; nhớ tháng thì ghi 05/1956."))
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> Any:
        """The PartialDate, or a ValidationError that says how to write one."""
        text = super().clean(value)
        return self.read(text) if text else None

    def prepare_value(self, value: Any) -> Any:
        """What stands in the line when the form is shown."""
        return str(value) if isinstance(value, PartialDate) else value

    @staticmethod
    def read(text: str) -> PartialDate:
        """Reads what people type. Raises ValidationError."""
        text = clean(text)
        try:
            if _ISO.fullmatch(text):
                return PartialDate.parse(text)
            match = _DAY.fullmatch(_EIGHT_DIGITS.sub(r"\1/\2/\3", text))
            if match:
                day, month, year = match.groups()
                return PartialDate.parse("-".join([year, *(part.zfill(2) for part in (month, day) if part)]))
        except ValueError:
            pass
        raise forms.ValidationError(_("Chưa đọc được ngày này. Hãy ghi 03/05/1956, 05/1956 hoặc 1956."), code="invalid")


class FreeTextField(forms.CharField):
    """A long text people write themselves (it must stand in docs/free_text.toml). `privacy` is the line of what does not belong there."""

    widget = forms.Textarea

    def __init__(self, *, privacy: Any, max_length: int, **options: Any) -> None:
        self.privacy = privacy
        super().__init__(max_length=max_length, **options)
        self.widget.attrs["rows"] = 4


class LineField(forms.CharField):
    """One line of text, kept the way every text is: NFC, single spaces, nothing invisible."""

    def to_python(self, value: Any) -> str:
        """The cleaned line."""
        return clean(super().to_python(value) or "")


class Picker(forms.Widget):
    """A search line and the list of what it found. Works without JavaScript: "Tìm" sends the form, which comes back with the list."""

    template_name = "web/parts/picker.html"
    use_fieldset = True

    def __init__(self, look_up: LookUp, title_of: TitleOf) -> None:
        super().__init__()
        self.look_up, self.title_of = look_up, title_of
        self.query = ""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The chosen id as text; what was searched for is remembered for drawing."""
        self.query = clean(data.get(f"{name}-query") or "")[:100]
        return data.get(name)

    def id_for_label(self, id_: str | None, index: str = "0") -> str:
        """The group has a legend, no label."""
        return ""

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """What the search found, the chosen one first if it is not among it."""
        context = super().get_context(name, value, dict(attrs) if attrs else None)
        options, chosen = list(self.look_up(self.query)), _id(value)
        if chosen is not None and str(chosen) not in {option.value for option in options}:
            options = [option for option in [self.title_of(chosen)] if option] + options
        context["widget"] |= {"query": self.query, "options": options, "chosen": "" if chosen is None else str(chosen)}
        return context


class PickField(forms.Field):
    """Gives the id (int) of one thing out of many.

    `look_up(query)` gives the options for a search ("" = what to offer first), already cut to what the actor may see; `title_of(id)` gives
    the Option of an id, or None where it does not exist for the actor, and then the id is refused.
    """

    default_error_messages = {
        "required": _("Hãy tìm rồi chọn một dòng trong danh sách."),
        "invalid": _("Dòng đã chọn không có trong phạm vi của tài khoản này. Hãy tìm và chọn lại."),
    }

    def __init__(self, *, look_up: LookUp, title_of: TitleOf, **options: Any) -> None:
        self.title_of = title_of
        super().__init__(widget=Picker(look_up, title_of), **options)

    def to_python(self, value: Any) -> int | None:
        """The id, or a ValidationError."""
        if value in (None, ""):
            return None
        number = _id(value)
        if number is None or self.title_of(number) is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[Any, Any]]) -> None:
    """What a field that chooses offers, where that is known only once the form is made."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


class PickingForm(forms.Form):
    """A form with a PickField: pressing "Tìm" inside it only searches; the form comes back unchecked, with what was typed."""

    @property
    def is_searching(self) -> bool:
        """True when "Tìm" sent the form."""
        return any(name.endswith("-find") for name in self.data)

    def is_valid(self) -> bool:
        """Never while searching."""
        return not self.is_searching and super().is_valid()

    def full_clean(self) -> None:
        """Checks nothing while searching."""
        if self.is_searching:
            self._errors = ErrorDict()
            self.cleaned_data: dict[str, Any] = {}
        else:
            super().full_clean()


def _id(value: Any) -> int | None:
    text = "" if value is None else str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
