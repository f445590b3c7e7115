"""When a person is erased from the register, the account that was theirs keeps its number and nothing else."""

from collections.abc import Sequence

from liemchinh.access.models import Account, Recovery, RoleProposal
from liemchinh.access.second_factors import remove_every_factor
from liemchinh.access.sessions import end_every_session
from liemchinh.web.text import fold


def erase_accounts(people: Sequence[int]) -> None:
    """Takes name, username, factors, devices and sessions from the accounts linked to `people`, and closes them; roles stay on record.

    A step of erasing people, which authorised before it and whose entry tells of it. The book then tells the account by its number.
    """
    for account in Account.objects.select_for_update().filter(person_id__in=people):
        end_every_session(account)
        remove_every_factor(account)
        Recovery.objects.filter(account=account).delete()
        RoleProposal.objects.filter(account=account).delete()
        account.username, account.display_name = f"da-xoa-{account.pk}", f"tài khoản số {account.pk}"
        account.search_key, account.is_active = fold(f"{account.username} {account.display_name}"), False
        account.set_unusable_password()
        account.save()
