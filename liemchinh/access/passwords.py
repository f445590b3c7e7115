"""What makes a username, a password, a PIN acceptable. All reasons at once."""

import re

from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from liemchinh.access.models import Account
from regulations.answers import Refusal

_USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
_PIN = re.compile(r"[0-9]{6}")
_RUNS = ("01234567890123456789", "98765432109876543210")


def username_faults(username: str) -> list[Refusal]:
    """Why this is no username; it is compared in lower case, so it must be written so."""
    if _USERNAME.fullmatch(username):
        return []
    message = _("Tên đăng nhập gồm 2–40 ký tự: chữ thường không dấu, chữ số, dấu chấm, gạch dưới hoặc gạch nối.")
    return [Refusal("access.username", message, remedy=_("Ví dụ: nguyen.van.an"))]


def password_faults(password: str, account: Account | None = None) -> list[Refusal]:
    """Why this is no good password: shorter than 12 characters, longer than 200, among the common ones, or the account's own name."""
    texts = {
        "password_too_short": _("Mật khẩu ngắn hơn 12 ký tự."),
        "password_too_common": _("Mật khẩu này nằm trong danh sách mật khẩu hay dùng."),
    }
    faults = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password, account)
        except ValidationError as error:
            faults += [
                Refusal(f"access.{item.code}", texts.get(item.code or "", " ".join(item.messages)))
                for item in error.error_list
            ]
    if len(password) > 200:
        faults.append(Refusal("access.password_too_long", _("Mật khẩu dài hơn 200 ký tự.")))
    if account and account.username in password.lower():
        faults.append(Refusal("access.password_is_name", _("Mật khẩu chứa tên đăng nhập.")))
    if faults:
        faults[-1] = Refusal(
            faults[-1].code, faults[-1].message, remedy=_("Bốn từ không liên quan ghép lại thì dễ nhớ và đủ dài.")
        )
    return faults


def pin_faults(pin: str) -> list[Refusal]:
    """Why this is no good PIN: not six digits, one digit six times, or digits in a row."""
    if not _PIN.fullmatch(pin):
        return [Refusal("access.pin", _("Mã PIN gồm đúng 6 chữ số."))]
    if len(set(pin)) == 1 or any(pin in run for run in _RUNS):
        return [
            Refusal(
                "access.pin_easy", _("Mã PIN này quá dễ đoán."), remedy=_("Chọn 6 chữ số không lặp, không liền nhau.")
            )
        ]
    return []
