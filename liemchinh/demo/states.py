"""What was inspected and supervised in the example, and how far each got: data alone."""

from dataclasses import dataclass
from datetime import date

CONTENT = ("procedure.working_rules_breached", "procedure.collective_bypassed", "money.dues_mishandled")
GOOD, SHORT, BAD, MUST = ("good", "no"), ("shortcomings", "no"), ("violation", "no"), ("violation", "own")
USUAL = (GOOD, SHORT, GOOD)

TO_DRAFT = ("announced", "reported", "exchanged")
DONE = (*TO_DRAFT, "concluded", "notified", "closed")
ON_SIGNS = ("decided", "prepared")


@dataclass(frozen=True, slots=True)
class Work:
    """One line of a programme, or one document that shows signs: who works, how many it is about, when it began (a day, or so many days
    before the example's), the steps after the first, the results in turn."""

    organ: str
    sort: str
    organisations: int
    people: int
    start: date | None = None
    ago: int = 0
    steps: tuple[str, ...] = ()
    results: tuple[tuple[str, str], ...] = USUAL
    only_planned: bool = False
    team: bool = False
    duty: bool = False


def _published(
    organ: str, sort: str, year: int, month: int, organisations: int, people: int, *results: tuple[str, str]
) -> Work:
    return Work(organ, sort, organisations, people, date(year, month, 6), steps=DONE, results=results or USUAL)


# The report counts from January 2017 to June 2019: 83 organisations and 29 members inspected by the committee, 48 and 12 supervised;
# 10 and 13, 10 and 13 by its commission. How the three years divide them is invented.
TAN_PHU = (
    _published("committee", "planned", 2017, 4, 40, 15, GOOD, SHORT, GOOD, GOOD, MUST),
    _published("committee", "planned", 2018, 4, 33, 14),
    _published("committee", "lower", 2018, 9, 10, 0),
    _published("committee", "topic", 2017, 8, 30, 7),
    _published("committee", "topic", 2019, 2, 18, 5),
    _published("inspection", "planned", 2017, 5, 5, 7, GOOD, MUST, SHORT),
    _published("inspection", "planned", 2019, 2, 5, 6, GOOD, MUST, SHORT),
    _published("inspection", "topic", 2018, 9, 10, 13),
)

# In every state, from what is only planned to what is closed: first those of the last twelve months, then those before.
CAN_THO = (
    Work("inspection", "planned", 2, 1, ago=0, only_planned=True),
    Work("inspection", "planned", 2, 1, ago=5),
    Work("inspection", "planned", 1, 1, ago=15, steps=("prepared",), team=True),
    Work("inspection", "signs", 0, 1, ago=25),
    Work("inspection", "signs", 0, 1, ago=60, steps=(*ON_SIGNS, "announced")),
    Work("inspection", "planned", 2, 2, ago=70, steps=("announced", "reported", "verified")),
    Work("inspection", "planned", 2, 1, ago=110, steps=("announced", "reported", "changed", "exchanged")),
    Work("inspection", "topic", 2, 2, ago=120, steps=("announced", "extended")),
    Work("inspection", "planned", 3, 2, ago=150, steps=DONE[:-2], results=(SHORT, MUST, BAD), duty=True),
    Work("inspection", "signs", 0, 2, ago=200, steps=(*ON_SIGNS, *DONE[:-1]), results=(MUST, BAD)),
    Work("inspection", "planned", 6, 3, ago=300, steps=DONE, results=(GOOD, SHORT, BAD)),
    Work("committee", "topic", 4, 2, ago=270, steps=DONE),
    Work("inspection", "planned", 5, 2, ago=640, steps=DONE, results=(GOOD, MUST)),
    Work("inspection", "topic", 3, 2, ago=560, steps=DONE),
)
BEN_TRE = (
    Work("inspection", "finance", 3, 0, ago=100, steps=("announced", "reported")),
    Work("inspection", "topic", 3, 2, ago=130, steps=(*TO_DRAFT, "concluded", "signs_found")),
    Work("inspection", "follow_up", 2, 0, ago=90, steps=("reminded", "reported")),
    Work("inspection", "signs", 0, 1, ago=160, steps=("decided", "handed_over")),
    Work(
        "inspection",
        "planned",
        4,
        3,
        ago=250,
        steps=(*DONE[:-1], "conclusion_announced", "closed"),
        results=(GOOD, SHORT, MUST),
    ),
    Work("committee", "planned", 4, 2, ago=310, steps=DONE),
    Work("inspection", "planned", 3, 2, ago=650, steps=DONE),
    Work("inspection", "lower", 2, 0, ago=580, steps=DONE),
)
# A branch about its own members: planned, begun, done.
OF_BRANCH = (
    Work("committee", "planned", 0, 1, ago=0, only_planned=True),
    Work("committee", "planned", 0, 1, ago=35, steps=("announced", "reported")),
    Work("committee", "planned", 0, 1, ago=400, steps=DONE, results=(SHORT,)),
)
