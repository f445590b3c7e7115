"""A small register to count in: a province of two districts, another province beside it, and people in their branches."""

from dataclasses import dataclass, field
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.members.facts import PersonFacts
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.organisations.services import Facts, Founding, found_organisations

CONSOLE = Actor.at_console("máy chủ")
SINCE = date(2000, 1, 1)
SOURCE = "nguồn"
# key → (name, kind, level, parent, unit type)
TREE = {
    "p": ("Đảng bộ tỉnh An", "đảng bộ tỉnh", "1", "", ""),
    "d1": ("Đảng bộ huyện Bắc", "đảng bộ huyện", "2", "p", ""),
    "d2": ("Đảng bộ huyện Nam", "đảng bộ huyện", "2", "p", ""),
    "c1": ("Đảng bộ xã Đông", "đảng bộ cơ sở", "3", "d1", "commune"),
    "c2": ("Đảng bộ xã Tây", "đảng bộ cơ sở", "3", "d1", "ward"),
    "c3": ("Đảng bộ xã Trung", "đảng bộ cơ sở", "3", "d2", "commune"),
    "b1": ("Chi bộ ấp Một", "chi bộ trực thuộc", "4", "c1", ""),
    "b2": ("Chi bộ ấp Hai", "chi bộ trực thuộc", "4", "c1", ""),
    "b3": ("Chi bộ ấp Ba", "chi bộ trực thuộc", "4", "c2", ""),
    "b4": ("Chi bộ ấp Bốn", "chi bộ trực thuộc", "4", "c3", ""),
    "g": ("Chi bộ Kho bạc", "chi bộ cơ sở", "3", "d2", "state_agency"),
    "q": ("Đảng bộ tỉnh Yên", "đảng bộ tỉnh", "1", "", ""),
    "h": ("Chi bộ Bưu điện", "chi bộ cơ sở", "3", "q", "enterprise_state_full"),
}
BRANCHES = ("b1", "b2", "b3", "b4", "g", "h")


@dataclass
class Small:
    """Ids of what stands in it, by the keys used here."""

    places: dict[str, int]
    people: list[int] = field(default_factory=list)

    def __getitem__(self, key: str) -> int:
        return self.places[key]


def build() -> Small:
    """The two trees, nobody in them."""
    keys = list(TREE)
    foundings = [
        Founding(
            Facts(name, kind, SINCE, None, level, key, unit_type), keys.index(parent) if parent else None, (SOURCE, key)
        )
        for key, (name, kind, level, parent, unit_type) in TREE.items()
    ]
    return Small(dict(zip(keys, found_organisations(foundings, actor=CONSOLE), strict=True)))


def facts(number: int, admitted: int = 2030) -> PersonFacts:
    """Somebody admitted in a year; numbers differ in everything that is counted."""
    born = admitted - 19 - number * 7 % 46
    birth = (f"{born}-02-28", f"{born}-04", f"{born}-12-31", str(born), f"{born}-07-01", "")[number % 6]
    return PersonFacts(
        f"Nguyễn Văn Số {number}",
        ("nam", "nữ", "")[number % 3],
        birth,
        ("kinh", "khmer", "hoa", "")[number % 4],
        ("primary", "lower_secondary", "upper_secondary", "")[number % 4],
        ("", "bachelor", "master")[number % 3],
        ("theory_elementary", "", "theory_advanced")[number % 3],
        ("farmer", "enterprise_worker", "enterprise_manager", "", "pupil")[number % 5],
    )


def enter(small: Small, *acts: tuple[str, str, str], number: int | None = None) -> int:
    """A new person with acts (kind, day, place); gives the person's id."""
    count = len(small.people) if number is None else number
    told = [NewAct(kind, date.fromisoformat(on), small.places.get(place)) for kind, on, place in acts]
    outcome = record_changes([Change(facts=facts(count, min(new.on for new in told).year), acts=told)], actor=CONSOLE)[
        0
    ]
    assert not outcome.refusals and outcome.person, outcome.refusals
    small.people.append(outcome.person)
    return outcome.person


def act(person: int, kind: str, on: str, place: int) -> int:
    """One more act of a person; gives its entry."""
    outcome = record_changes([Change(person, acts=[NewAct(kind, date.fromisoformat(on), place)])], actor=CONSOLE)[0]
    assert not outcome.refusals, outcome.refusals
    return outcome.sequences[0]


def populate(small: Small) -> None:
    """Everything that can happen to membership, at least once."""
    enter(small, ("admitted", "1975-05-01", "b1"), ("official", "1976-05-01", "b1"), ("exempt", "2024-01-10", "b1"))
    enter(small, ("admitted", "2023-03-03", "b1"), ("official", "2024-03-03", "b1"))
    enter(small, ("admitted", "2024-02-03", "b2"))
    enter(small, ("admitted", "1954-07-20", "b2"), ("official", "1955-07-20", "b2"), ("died", "2024-06-30", "b2"))
    enter(small, ("admitted", "1990-01-01", ""), ("transferred_in", "2024-05-05", "b3"))
    enter(small, ("admitted", "2001-01-01", "b3"), ("official", "2002-01-01", "b3"), ("transferred_out", "2024-05-06", "b3"),
          ("transferred_in", "2024-05-06", "b1"))  # fmt: skip
    enter(small, ("admitted", "2002-01-01", "b4"), ("official", "2003-01-01", "b4"), ("transferred_out", "2024-04-01", "b4"),
          ("transferred_in", "2024-04-01", "b2"))  # fmt: skip
    enter(small, ("admitted", "2003-01-01", "b4"), ("official", "2004-01-01", "b4"), ("transferred_out", "2024-04-02", "b4"),
          ("transferred_in", "2024-04-20", "b3"))  # fmt: skip
    enter(small, ("admitted", "2004-01-01", "h"), ("official", "2005-01-01", "h"), ("transferred_out", "2024-07-01", "h"),
          ("transferred_in", "2024-07-01", "g"))  # fmt: skip
    enter(small, ("admitted", "2005-01-01", "g"), ("official", "2006-01-01", "g"), ("suspended", "2024-03-01", "g"),
          ("resumed", "2024-04-01", "g"), ("suspended", "2024-08-01", "g"), ("expelled", "2024-09-01", "g"))  # fmt: skip
    enter(small, ("admitted", "2024-01-31", "g"), ("struck_off", "2024-11-30", "g"))
    enter(small, ("admitted", "2006-01-01", "b4"), ("official", "2007-01-01", "b4"), ("helped", "2024-02-29", "b4"),
          ("helped", "2024-12-31", "b4"), ("left", "2025-01-01", "b4"))  # fmt: skip
    enter(small, ("admitted", "2007-01-01", "b1"), ("official", "2008-01-01", "b1"), ("expelled", "2023-01-01", "b1"),
          ("restored", "2024-10-10", "b1"))  # fmt: skip
    enter(small, ("admitted", "2008-01-01", "b3"), ("official", "2009-01-01", "b3"), ("left", "2020-01-01", "b3"),
          ("readmitted", "2024-12-01", "b3"), ("exempt", "2024-12-02", "b3"), ("exempt_ended", "2024-12-20", "b3"))  # fmt: skip
    # Came and went on one day; came and was recognised on the day; moved and was exempted on the day.
    enter(small, ("admitted", "2024-08-08", "b2"), ("died", "2024-08-08", "b2"))
    enter(small, ("admitted", "2024-09-09", "b4"), ("official", "2024-09-09", "b4"))
    enter(small, ("admitted", "2009-01-01", "b1"), ("official", "2010-01-01", "b1"), ("transferred_out", "2024-10-01", "b1"),
          ("transferred_in", "2024-10-01", "b4"), ("exempt", "2024-10-01", "b4"))  # fmt: skip
    for number in range(12):
        enter(
            small,
            ("admitted", f"201{number % 10}-06-15", BRANCHES[number % 6]),
            ("official", f"202{number % 4}-06-15", BRANCHES[number % 6]),
        )


def populated() -> Small:
    """The two trees with people in them."""
    made = build()
    populate(made)
    return made


def begun() -> Small:
    """The two trees with one member in each of four branches."""
    made = build()
    for branch in BRANCHES[:4]:
        enter(made, ("admitted", "2015-03-03", branch), ("official", "2016-03-03", branch))
    return made
