"""Who of a branch is elsewhere for a time on a day: votes, meetings and dues ask by this name."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any

from django.db import connection

from liemchinh.transfers.cases import MEMBER, RECEIVER

# Whoever goes by a letter for a time: its last day is not over, and the stay has begun and is not ended. Asked of every branch and
# month, in words of its own: made by the ORM, the question took many times as long as its answer.
_STAYS = f"""
    SELECT p.person_id FROM casework_party p JOIN transfers_transfer t ON t.case_id = p.case_id
    WHERE p.role = '{MEMBER}' AND p.cancelled_by IS NULL AND t.until >= %s
    AND EXISTS (SELECT 1 FROM casework_step b WHERE b.case_id = p.case_id AND b.cancelled_by IS NULL AND b."on" <= %s
        AND b.code IN ('received_temporarily', 'left_for_a_time'))
    AND NOT EXISTS (SELECT 1 FROM casework_step e WHERE e.case_id = p.case_id AND e.cancelled_by IS NULL AND e."on" <= %s
        AND e.code IN ('went_back', 'came_home'))"""  # noqa: S608 (names of our own)
_AWAY = f"""{_STAYS} AND p.person_id IN (SELECT s.person_id FROM members_spell s WHERE s.organisation_id = %s
        AND s.cancelled_by IS NULL AND s.starts_on <= %s AND (s.ends_on IS NULL OR s.ends_on > %s))"""  # noqa: S608 (names of our own)
_STAYING = f"""{_STAYS} AND p.case_id IN (SELECT r.case_id FROM casework_party r WHERE r.organisation_id = %s
        AND r.role = '{RECEIVER}' AND r.cancelled_by IS NULL)"""  # noqa: S608 (names of our own)


def away(organisation: int, on: date) -> Set[int]:
    """Members of the organisation on that day whose stay elsewhere has begun and is not over; its last day is the one of the letter."""
    return _people(_AWAY, [on, on, on, organisation, on, on])


def staying(organisation: int, on: date) -> Set[int]:
    """Members of other branches who are with this one for a time on that day."""
    return _people(_STAYING, [on, on, on, organisation])


def _people(question: str, parameters: Sequence[Any]) -> Set[int]:
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return {person for (person,) in cursor.fetchall()}
