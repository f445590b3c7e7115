"""A little of what members do for themselves: a correction asked for and one answered, somebody chosen, a few who live elsewhere."""

from collections.abc import Sequence
from datetime import date, timedelta

from liemchinh.access.actor import actor_for
from liemchinh.access.models import Account
from liemchinh.behalf.services import Choice, choose, confirm
from liemchinh.journal import clock
from liemchinh.members.dossier import card_of
from liemchinh.members.models import Spell
from liemchinh.members.queries import names, place_of
from liemchinh.requests.services import Verdict, Wish, answer, send
from liemchinh.residence.halves import half_of
from liemchinh.residence.services import Letter, link_by_letter, mark_slips

MEMBER, SECRETARY, OFFICER = "dang-vien", "bi-thu-chi-bo", "to-chuc-xa"
LIVE_HERE = 4


def fill(on: date) -> None:
    """For the accounts of one branch; nothing in an example of another day: members act in person, today."""
    if on != clock.today():
        return
    accounts = {
        account.username: account for account in Account.objects.filter(username__in=(MEMBER, SECRETARY, OFFICER))
    }
    if len(accounts) < 3 or accounts[MEMBER].person_id is None or accounts[SECRETARY].person_id is None:
        return
    member, secretary, officer = (actor_for(accounts[name]) for name in (MEMBER, SECRETARY, OFFICER))
    person = accounts[MEMBER].person_id
    answered = send(person, Wish("cv_no", "024641", "mine"), actor=member)
    answer(answered.pk, Verdict("kept", reason="paper_says", document="12-CV/ĐU"), actor=officer)
    send(person, Wish("birth", "1972-03", "branch"), actor=member)
    confirm(choose(_choice(person, on), actor=member), actor=secretary)
    branch = place_of(accounts[SECRETARY].person_id)
    assert branch is not None
    linked = [
        link_by_letter(branch, letter, actor=secretary).pk
        for letter in _letters(_elsewhere(accounts[OFFICER], branch), on)
    ]
    if linked:
        mark_slips(branch, half_of(clock.today()), linked[: LIVE_HERE // 2], True, actor=secretary)


def _choice(person: int, on: date) -> Choice:
    return Choice(
        person, SECRETARY, ("see_page", "ask_correction", "hand_in_slip"), clock.today(), on + timedelta(days=180)
    )


def _elsewhere(officer: Account, branch: int) -> Sequence[int]:
    assert officer.person_id is not None
    there = place_of(officer.person_id)
    found = Spell.objects.filter(organisation_id=there, cancelled_by=None, ends_on=None).exclude(organisation_id=branch)
    return list(found.order_by("person_id").values_list("person_id", flat=True)[:LIVE_HERE])


def _letters(people: Sequence[int], on: date) -> list[Letter]:
    told = names(people)
    since = on - timedelta(days=100)
    return [
        Letter(told[person], card_of(person), since - timedelta(days=7), since) for person in people if card_of(person)
    ]
