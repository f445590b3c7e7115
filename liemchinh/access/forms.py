"""Forms of signing in, of one's own account, and of accounts and roles. They read; services decide."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access import scope
from liemchinh.access.models import Account
from liemchinh.access.roles import roles
from liemchinh.journal.names import names_of

DAYS = ["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"]


def _password(label: Any, autocomplete: str, **more: Any) -> forms.CharField:
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, max_length=1000, strip=False, widget=widget, **more)


def _typed(label: Any, *, max_length: int = 40, digits: bool = False, **more: Any) -> forms.CharField:
    attributes = {
        "autocomplete": "one-time-code" if digits else "off",
        "autocapitalize": "characters",
        "spellcheck": "false",
    }
    if digits:
        attributes["inputmode"] = "numeric"
    return forms.CharField(label=label, max_length=max_length, widget=forms.TextInput(attributes), **more)


class SignInForm(forms.Form):
    """A name and a password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=100,
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = _password(_("Mật khẩu"), "current-password")


class CodeForm(forms.Form):
    """The second factor: six digits of the app, or a code of the card, or what a passkey answered."""

    code = _typed(
        _("Mã xác thực"),
        required=False,
        help_text=_("6 chữ số trong ứng dụng, hoặc một mã chưa dùng trên thẻ mã."),
    )
    answer = forms.CharField(required=False, max_length=20000, widget=forms.HiddenInput)


class PinForm(forms.Form):
    """The PIN of a remembered device."""

    pin = forms.CharField(
        label=_("Mã PIN"),
        max_length=20,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off", "autofocus": True}),
    )


class NewPinForm(forms.Form):
    """A new PIN, typed twice."""

    pin = forms.CharField(
        label=_("Mã PIN mới"),
        max_length=20,
        help_text=_("6 chữ số, không lặp, không liền nhau."),
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    again = forms.CharField(
        label=_("Gõ lại mã PIN"),
        max_length=20,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean(self) -> dict[str, Any]:
        """Both must agree."""
        return _agree(self, "pin", _("Hai lần gõ mã PIN không giống nhau."))


class NewPasswordForm(forms.Form):
    """A new password, typed twice."""

    password = _password(
        _("Mật khẩu mới"),
        "new-password",
        help_text=_("Ít nhất 12 ký tự. Bốn từ không liên quan ghép lại thì dễ nhớ và đủ dài."),
    )
    again = _password(_("Gõ lại mật khẩu mới"), "new-password")

    def clean(self) -> dict[str, Any]:
        """Both must agree."""
        return _agree(self, "password", _("Hai lần gõ mật khẩu không giống nhau."))


class RecoverForm(NewPasswordForm):
    """Both halves of the code handed over in person, and a new password."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
    )
    first = _typed(_("Nửa mã thứ nhất"), help_text=_("Ví dụ: 7K2M-09QX"))
    second = _typed(_("Nửa mã thứ hai"))
    field_order = ["username", "first", "second", "password", "again"]


def _agree(form: forms.Form, name: str, message: Any) -> dict[str, Any]:
    cleaned = form.cleaned_data
    if name in cleaned and cleaned[name] != cleaned.get("again"):
        form.add_error("again", message)
    return cleaned


class ProveForm(forms.Form):
    """The password once more, and a code where there is a second factor."""

    password = _password(_("Mật khẩu"), "current-password")
    code = _typed(_("Mã xác thực"), help_text=_("6 chữ số trong ứng dụng, hoặc một mã chưa dùng trên thẻ mã."))

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]


class AppForm(forms.Form):
    """The first code of a new authenticator app."""

    code = _typed(_("Mã đang hiện trong ứng dụng"), digits=True, max_length=10)


class PasskeyForm(forms.Form):
    """What the browser made, and how its holder calls it."""

    label = forms.CharField(label=_("Tên để nhận ra khóa"), max_length=60, initial=_("Điện thoại của tôi"))
    answer = forms.CharField(max_length=20000, widget=forms.HiddenInput)


class PreferencesForm(forms.Form):
    """Language and size of text."""

    language = forms.ChoiceField(label=_("Ngôn ngữ"), choices=Account.LANGUAGES)
    text_size = forms.ChoiceField(
        label=_("Cỡ chữ"), choices=[("normal", _("Thường")), ("large", _("Lớn")), ("larger", _("Rất lớn"))]
    )


class OrganisationField(forms.CharField):
    """An organisation by number, code or name, inside given roots; `chosen` is its id. What is ambiguous becomes a choice."""

    def __init__(self, *, roots: frozenset[int], **kwargs: Any) -> None:
        super().__init__(max_length=200, help_text=_("Tên đầy đủ, mã hoặc số của tổ chức."), **kwargs)
        self.roots = roots

    def clean(self, value: Any) -> Any:
        """The id, or None when left empty. Errors: none found; several, with their numbers."""
        text = super().clean(value)
        if not text:
            return None
        found: Mapping[int, str] = scope.find(self.roots, text)
        if len(found) == 1:
            return next(iter(found))
        if not found:
            raise forms.ValidationError(_("Không tìm thấy tổ chức này trong phạm vi của mình."))
        told = "; ".join(f"{name} (số {number})" for number, name in list(found.items())[:10])
        raise forms.ValidationError(_("Có nhiều tổ chức như vậy, hãy ghi số: %(told)s"), params={"told": told})


class AccountForm(forms.Form):
    """A new account."""

    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=40,
        help_text=_("Chữ thường không dấu, ví dụ: nguyen.van.an"),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    display_name = forms.CharField(label=_("Họ và tên"), max_length=120)

    def __init__(self, *args: Any, roots: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = OrganisationField(roots=roots, label=_("Thuộc tổ chức"))


class PlaceForm(forms.Form):
    """Where an account belongs."""

    def __init__(self, *args: Any, roots: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = OrganisationField(roots=roots, label=_("Thuộc tổ chức"))


class PersonForm(forms.Form):
    """Who in the register the holder is."""

    person = forms.CharField(
        label=_("Hồ sơ của người dùng"),
        max_length=40,
        help_text=_("Số thẻ hội viên, hoặc số hồ sơ trong hệ thống này."),
    )

    def __init__(self, *args: Any, roots: frozenset[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roots = roots

    def clean_person(self) -> int:
        """The id of the one person meant."""
        found = scope.find_person(self.roots, self.cleaned_data["person"])
        if len(found) != 1:
            raise forms.ValidationError(_("Không tìm thấy, hoặc có nhiều người như vậy trong phạm vi của mình."))
        return next(iter(found))


class GrantForm(forms.Form):
    """A role for somebody, from a day to a last day."""

    role = forms.ChoiceField(label=_("Vai trò"), widget=forms.RadioSelect)
    starts = forms.DateField(label=_("Từ ngày"), input_formats=DAYS)
    last = forms.DateField(
        label=_("Đến hết ngày"), input_formats=DAYS, required=False, help_text=_("Để trống nếu chưa định ngày thôi.")
    )

    use_required_attribute = False

    def __init__(self, *args: Any, roots: frozenset[int], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        at_top = any(scope.within(roots, top) for top in scope.tops())
        offered = [role for role in roles().values() if at_top or not role.installation]
        choice: Any = self.fields["role"]
        choice.choices = [(role.code, f"{role.name} – {role.says}") for role in offered]
        self.fields["organisation"] = OrganisationField(roots=roots, label=_("Ở tổ chức (gồm cả các tổ chức bên dưới)"))
        if len(roots) == 1 and "organisation" not in self.initial:
            self.fields["organisation"].initial = next(iter(names_of("organisation", roots).values()), "")
        self.fields["starts"].initial = f"{today:%d/%m/%Y}"
        self.order_fields(["role", "organisation", "starts", "last"])

    def clean(self) -> dict[str, Any]:
        """A role of the whole installation is held at no organisation."""
        role = roles().get(self.cleaned_data.get("role", ""))
        if role and role.installation:
            self.cleaned_data["organisation"] = None
            self.errors.pop("organisation", None)
        return self.cleaned_data

    @property
    def valid_to(self) -> date | None:
        """The first day no longer."""
        last: date | None = self.cleaned_data["last"]
        return last + timedelta(days=1) if last and last < date.max else None
