"""What the pages of a disciplinary case show: the answers of the rules, what it is about, its grounds, its sanction in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import ground_of
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case, Ground
from liemchinh.discipline import asking
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.checks import voted_form
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.kept import is_decided, sanction_of
from liemchinh.discipline.models import Discipline, Sanction
from liemchinh.discipline.queries import lapsed
from liemchinh.discipline.words import FORMS, ORGANS, SOURCES
from liemchinh.journal import clock
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.queries import names
from regulations.answers import Answer
from regulations.catalogue import catalogue

TONES = {"yes": "good", "no": "late", "unknown": "unknown"}


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One question and what the rules answer, with the article."""

    question: str
    word: str
    tone: str
    why: str
    citation: str


@dataclass(frozen=True, slots=True)
class FormShown:
    """A form and what the rules say of it before anybody votes."""

    form: str
    competence: AnswerShown
    limitation: AnswerShown


@dataclass(frozen=True, slots=True)
class AnswersShown:
    """`voted`: the form the vote gave; with it `about` has all answers about that form. Before it `forms` has each form alike."""

    voted: str
    about: Sequence[AnswerShown]
    forms: Sequence[FormShown]


@dataclass(frozen=True, slots=True)
class GroundShown:
    """A step on which the rules are unknown, and what is stated for it."""

    step: str
    why: str
    ground: Ground | None
    mine: bool


@dataclass(frozen=True, slots=True)
class SanctionShown:
    """A sanction in words. `gone`: lapsed or annulled, so that its form is told no more but to the person and in its file."""

    row: Sanction
    form: str
    body: str
    gone: bool


def answers_shown(case: Folder, on: date) -> AnswersShown | None:
    """The answers before the next step; nothing once there is a decision or an end."""
    if case.case.closed_by is not None or is_decided(case.sanction, case.body):
        return None
    form = voted_form(case)
    if not form:
        general = [
            _answer(_("Có được xem xét lúc này không"), asking.deferral_of(case, on)),
            _answer(_("Người bị xem xét đã được nghe trình bày không"), asking.hearing_of(case, on)),
        ]
        return AnswersShown("", general, [
            FormShown(one.words, _answer(_("Thẩm quyền"), one.competence), _answer(_("Thời hiệu"), one.limitation))
            for one in asking.by_form(case, on)
        ])  # fmt: skip
    told = asking.asked(case, form, on)
    return AnswersShown(str(FORMS[form]), [
        _answer(_("Nơi này có được quyết định hình thức ấy với người này không"), told.competence),
        _answer(_("Có được xem xét lúc này không"), told.deferral),
        _answer(_("Người bị xem xét đã được nghe trình bày không"), told.hearing),
        _answer(_("Còn thời hiệu không"), told.limitation),
        _answer(_("Biểu quyết có đúng không"), told.vote),
    ], ())  # fmt: skip


def facts_shown(case: Folder) -> dict[str, Any]:
    """What a case is about, for its page and for the person's own."""
    facts, source, who = case.facts, Discipline.objects.get(case=case.case), case.subject
    subject = people_names([who.person]) if who.person is not None else names([who.organisation or 0])
    items = catalogue()
    return {
        "facts": facts, "content": [items[code].text for code in facts.content if code in items],
        "source": source, "source_words": SOURCES.get(source.source, ""), "organ": ORGANS.get(facts.organ, ""),
        "subject": next(iter(subject.values()), _("(đã xóa dữ liệu)")),
    }  # fmt: skip


def grounds_shown(case: Folder, on: date, actor: Actor) -> list[GroundShown]:
    """Where the rules leave decision or notice unknown: what is stated, and whether the reader stated it."""
    form = voted_form(case)
    if not form:
        return []
    named = asking.asked(case, form, on).named()
    if any(answer.verdict == "no" for _group, answer in named):
        return []
    unknown = {group: answer.reason for group, answer in named if answer.verdict == "unknown"}
    steps = {
        "decided": list(unknown.values()),
        "not_sanctioned": [unknown[one] for one in unknown if one == "limitation"],
    }
    return [_ground(case, step, why, actor) for step, why in steps.items() if why and step in case.awaited]


def _ground(case: Folder, step: str, why: Sequence[str], actor: Actor) -> GroundShown:
    ground = ground_of(case.case, step)
    mine = ground is not None and ground.stated_by == actor.account_id
    title = case_kind(KIND).procedure.step(step, clock.today()).title
    return GroundShown(step, f"{title}: {' '.join(dict.fromkeys(why))}", ground, mine)


def sanction_shown(case: Case, on: date, *, own: bool = False) -> SanctionShown | None:
    """The sanction of a case. Of one that is gone only the person concerned still reads the form on the page (guards 15)."""
    row = sanction_of(case)
    if row is None:
        return None
    gone = row.set_aside == "annulled" or lapsed(on).filter(pk=row.pk).exists()
    form = str(FORMS[row.form]) if own or not gone else ""
    return SanctionShown(row, form, names([row.decided_by_id]).get(row.decided_by_id, ""), gone)


def _answer(question: str, told: Answer) -> AnswerShown:
    word = {"yes": _("có"), "no": _("không"), "unknown": _("chưa xác minh")}[told.verdict]
    return AnswerShown(question, word, TONES[told.verdict], told.reason, str(told.citation or ""))
