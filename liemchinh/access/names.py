"""Names of accounts and roles, for the sentences of the book."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from liemchinh.access.models import Account
from liemchinh.access.roles import roles


def account_names(ids: Iterable[int]) -> Mapping[int, str]:
    """The display names of these accounts today; unknown ids are missing."""
    return dict(Account.objects.filter(pk__in=list(ids)).values_list("pk", "display_name"))


def role_name(code: str) -> str:
    """The name of a role; the code itself once the role is no longer offered."""
    return roles()[code].name if code in roles() else code


def factor_name(code: str) -> str:
    """What a way of signing in with a second factor is called."""
    return {"totp": _("ứng dụng mã"), "card": _("thẻ mã"), "passkey": _("khóa truy cập")}.get(code, code)
