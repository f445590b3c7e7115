"""Where discipline is voted on in secret: who votes at a meeting, and on which forms."""

from collections.abc import Mapping
from datetime import date

from liemchinh.ballots.of_steps import StepVotes
from liemchinh.casework.models import Case
from liemchinh.discipline import asking
from liemchinh.discipline.cases import BODY, BRANCH, VERB
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.given import voters_of
from liemchinh.discipline.words import FORMS
from liemchinh.members.reasons import Words


def _columns(case: Case, on: date) -> Mapping[str, Words]:
    return {form: FORMS[form] for form in asking.forms_for(Folder(case), on)}


def _voting(case: Case, step: str) -> int:
    return voters_of(Folder(case), step)


STEP_VOTES = StepVotes(VERB, {"branch_meeting": BRANCH, "body_meeting": BODY}, _voting, _columns)
