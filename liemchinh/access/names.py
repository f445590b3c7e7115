"""Names of accounts, for the sentences of the book."""

from collections.abc import Iterable, Mapping

from liemchinh.access.models import Account


def account_names(ids: Iterable[int]) -> Mapping[int, str]:
    """The display names of these accounts today; unknown ids are missing."""
    return dict(Account.objects.filter(pk__in=list(ids)).values_list("pk", "display_name"))
