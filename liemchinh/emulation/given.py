"""What is told when a branch registers, when a body decides, when a later decision revokes."""

from dataclasses import dataclass
from datetime import date

from liemchinh.reviews.periods import Period


@dataclass(frozen=True, slots=True)
class Registering:
    """A branch's resolution to work towards a model: its number and day, where it lies (a code); `listed`: may its name be public?"""

    organisation: int
    model: str
    period: Period
    number: str
    dated: date
    lies: str = "branch"
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision of a body's organ: form, number, day; why there are more than the share; on what it stands where a rule is unknown."""

    body: int
    organ: str
    form: str
    number: str
    on: date
    exceeded: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Revocation:
    """A later decision that revokes: number, day, and a cause of the list."""

    number: str
    on: date
    cause: str
