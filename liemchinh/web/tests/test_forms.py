"""Form fields: what people type is read or explained, never guessed; picking works without JavaScript."""

from datetime import date
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.web.components import Option
from liemchinh.web.forms import DayField, FreeTextField, LineField, PartialDateField, PickField, PickingForm

PLACES = {1: "Chi bộ Ấp 1", 2: "Chi bộ Ấp 2", 3: "Chi bộ Trường học"}


def look_up(query: str) -> list[Option]:
    return [Option(str(number), title) for number, title in PLACES.items() if query and query.lower() in title.lower()]


def title_of(number: int) -> Option | None:
    return Option(str(number), PLACES[number]) if number in PLACES else None


class Moving(PickingForm):
    """A form with every kind of field."""

    name = LineField(label="Họ và tên", max_length=60, help_text="Ghi như trong lý lịch.")
    born = PartialDateField(label="Ngày sinh")
    on = DayField(label="Ngày chuyển", required=False, not_after=lambda: date(2026, 11, 20))
    place = PickField(label="Nơi đến", look_up=look_up, title_of=title_of)
    reason = FreeTextField(label="Lý do", required=False, max_length=200, privacy="Không ghi nhận xét về người khác.")
    sure = forms.BooleanField(label="Đã đọc", required=False)


GOOD = {"name": " Lê  Thị Ánh ", "born": "5/1956", "on": "9.1.2026", "place": "2"}


def test_a_filled_form_gives_clean_values() -> None:
    form = Moving(GOOD)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["name"] == "Lê Thị Ánh"
    assert form.cleaned_data["born"].text == "1956-05"
    assert form.cleaned_data["on"] == date(2026, 1, 9)
    assert form.cleaned_data["place"] == 2


@pytest.mark.parametrize(
    ("typed", "text"),
    [("1956", "1956"), ("05/1956", "1956-05"), ("3/5/1956", "1956-05-03"), ("03051956", "1956-05-03")],
)
def test_a_date_is_taken_as_far_as_it_is_known(typed: str, text: str) -> None:
    assert PartialDateField().clean(typed).text == text
    assert PartialDateField().prepare_value(PartialDateField().clean(typed)) == str(PartialDateField().clean(typed))


@pytest.mark.parametrize(
    "typed", ["56", "3/5/56", "31/02/1956", "13/1956", "năm 1956", "1956/05/03", "3/5/1699", "0/1956"]
)
def test_a_date_that_could_mean_two_things_is_explained_not_guessed(typed: str) -> None:
    with pytest.raises(ValidationError, match="1956"):
        PartialDateField().clean(typed)


def test_a_day_outside_its_bounds_is_refused_with_the_bound() -> None:
    form = Moving(GOOD | {"on": "21/11/2026"})
    assert form.errors["on"] == ["Ngày này muộn hơn 20/11/2026."]
    early = DayField(not_before=lambda: date(1930, 2, 3))
    with pytest.raises(ValidationError, match="03/02/1930"):
        early.clean("02/02/1930")
    assert DayField().clean("20112026") == date(2026, 11, 20)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_and_never_breaks_a_form(typed: str) -> None:
    form = Moving(dict.fromkeys(["name", "born", "on", "place", "place-query", "reason"], typed))
    form.is_valid()
    str(form)


def test_searching_inside_a_form_checks_nothing_and_keeps_what_was_typed() -> None:
    form = Moving({"name": "Lê", "place-query": "ấp", "place-find": "1", "place": "3"})
    assert form.is_searching
    assert not form.is_valid()
    assert not form.errors
    html = str(form)
    assert 'value="Lê"' in html
    assert html.index("Chi bộ Trường học") < html.index("Chi bộ Ấp 1") < html.index("Chi bộ Ấp 2")
    assert html.count("checked") == 1


@pytest.mark.parametrize("picked", ["9", "x", "-1", "1 OR 1=1", "٣", "9" * 30])
def test_what_is_not_on_the_readers_list_cannot_be_picked(picked: str) -> None:
    form = Moving(GOOD | {"place": picked})
    assert list(form.errors) == ["place"]


def test_every_error_and_hint_is_tied_to_its_field() -> None:
    html = str(Moving({"name": "", "born": "56", "reason": "x" * 201}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_reason_error"' in html
    assert "Không ghi nhận xét về người khác." in html
    assert "Chỗ này chưa điền." in html
    assert '<a href="#id_born_field">Ngày sinh</a>' in html
    assert 'id="id_born_field"' in html
    assert 'href="#id_on_field"' not in html
    assert "(không bắt buộc)" in html
    assert "style=" not in html


def test_a_field_without_a_label_or_hidden_is_still_a_field() -> None:
    class Small(forms.Form):
        key: Any = forms.CharField(widget=forms.HiddenInput, initial="7")
        kind = forms.ChoiceField(label="Loại", choices=[("a", "Một"), ("b", "Hai")], widget=forms.RadioSelect)

    html = str(Small())
    assert '<input type="hidden" name="key" value="7" id="id_key">' in html
    assert html.count("<fieldset") == html.count("</fieldset>") == 1
    assert "<legend>Loại</legend>" in " ".join(html.split())
