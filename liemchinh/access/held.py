"""Which roles accounts hold today. Asked with every request and every act."""

from collections.abc import Iterable
from itertools import starmap
from typing import NamedTuple

from django.db import connection

from liemchinh.journal import clock

_LIVE = """
    SELECT id, account_id, role, organisation_id FROM access_rolegrant WHERE account_id IN ({accounts}) AND cancelled_by IS NULL
    AND valid_from <= %s AND (valid_to IS NULL OR valid_to > %s) ORDER BY id"""


class LiveGrant(NamedTuple):
    """A role that an account holds today."""

    pk: int
    account_id: int
    role: str
    organisation_id: int | None


def live_grants(account_ids: Iterable[int]) -> list[LiveGrant]:
    """The role grants of these accounts in force today. Asked with every request and act, so in words of its own."""
    accounts, today = list(account_ids), clock.today()
    if not accounts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(_LIVE.format(accounts=", ".join(["%s"] * len(accounts))), [*accounts, today, today])
        return list(starmap(LiveGrant, cursor.fetchall()))
