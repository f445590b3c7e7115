"""What the register says of each person besides membership: name, birth, schooling, work, numbers. Nothing else is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random

from liemchinh.demo import vocabulary as v
from liemchinh.demo.content import Person
from liemchinh.demo.register import Life, year_later
from liemchinh.demo.schooling import ADVANCEMENT, OCCUPATIONS, SCHOOLING, THEORY
from liemchinh.demo.tables import Urn, rows
from liemchinh.demo.tree import Setting

_FEMALE_BY_YEAR = ((1975, 0.17), (1999, 0.27), (2009, 0.38), (9999, 0.47))
_UNIFORMED = ("police", "army", "border")
_PARTIAL_BEFORE = 1962
_OTHER_PROVINCES = (
    "tỉnh Vĩnh Long", "tỉnh Bến Tre", "tỉnh Sóc Trăng", "tỉnh Tiền Giang", "tỉnh Đồng Tháp", "thành phố Cần Thơ", "tỉnh Long An",
    "Thành phố Hồ Chí Minh", "tỉnh Hậu Giang", "tỉnh Thái Bình", "tỉnh Nghệ An", "tỉnh Nam Định",
)  # fmt: skip


@dataclass(frozen=True)
class Registry:
    """How an area numbers its members, and where they come from."""

    prefix: str
    cards: str
    letters: str
    locals_share: float


TRA_VINH = Registry("tv", "84", "TV", 0.93)
TAN_PHU = Registry("tp", "79", "HCM", 0.35)
CAN_THO = Registry("ct", "92", "CT", 0.8)
BEN_TRE = Registry("bt", "83", "BT", 0.93)


@dataclass
class People:
    """Draws persons in the order of their numbers. Nobody shares both name and birth with another."""

    registry: Registry
    on: date
    seed: int
    known: set[tuple[str, str]] = field(default_factory=set)  # shared between trees

    def __post_init__(self) -> None:
        self.rng = Random(self.seed)
        places = [row for row in rows("communes") if row["district"] != "767"]
        districts = {row["code"]: row["name"] for row in rows("districts")}
        self.elsewhere = [f"{row['kind']} {row['name']}, {districts[row['district']]}, tỉnh Trà Vinh" for row in places]

    def person(self, life: Life, first: Setting, now: Setting, *, has_card: bool) -> Person:
        """The person of a life whose first and present (or last) branches are in these settings."""
        rng = self.rng
        admitted = date.fromordinal(life.admitted).year
        female = next(share for until, share in _FEMALE_BY_YEAR if admitted <= until) * (
            0.25 if first.family in _UNIFORMED else 1
        )
        gender = v.FEMALE if rng.random() < female else v.MALE
        chance = rng.random()
        ethnicity = v.KHMER if chance < now.khmer else v.HOA if chance < now.khmer + now.hoa else v.KINH
        birth = self._birth(life)
        name = _full_name(rng, gender, ethnicity)
        while (name, birth) in self.known:
            name = _full_name(rng, gender, ethnicity)
        self.known.add((name, birth))
        education, profession, theory = self._schooling(life, first)
        number = life.number
        return Person(
            key=f"{self.registry.prefix}-{number:05d}",
            full_name=name,
            gender=gender,
            birth=birth,
            ethnicity=ethnicity,
            education=education,
            profession_level=profession,
            theory_level=theory,
            occupation=self._occupation(life, now),
            home_place=self._home(now),
            card_no=f"{self.registry.cards}{number * 7919 % 1_000_000:06d}" if has_card else "",
            cv_no=f"{number:06d}{self.registry.letters}",
        )

    def _birth(self, life: Life) -> str:
        """Complete, or by year or month for some of the old, as long as they were surely eighteen when admitted."""
        born = date.fromordinal(life.birth)
        chance = self.rng.random()
        if (
            born.year < _PARTIAL_BEFORE
            and chance < 0.06
            and year_later(date(born.year, 12, 31).toordinal(), 18) < life.admitted
        ):
            return str(born.year) if chance < 0.04 else f"{born.year}-{born.month:02d}"
        return born.isoformat()

    def _schooling(self, life: Life, first: Setting) -> tuple[str, str, str]:
        rng, born = self.rng, date.fromordinal(life.birth).year
        education = SCHOOLING["old" if born < 1946 else "middle" if born < 1965 else "young"].draw(rng)
        if not first.is_residential and born >= 1946:
            education = v.UPPER_SECONDARY
        profession = (
            ADVANCEMENT.get(first.family, ADVANCEMENT["agency"]).draw(rng) if education == v.UPPER_SECONDARY else ""
        )
        theory = THEORY.get(first.family, THEORY["agency"]).draw(rng)
        if theory == v.ADVANCED and born > self.on.year - 38:
            theory = v.INTERMEDIATE
        if theory == v.INTERMEDIATE and born > self.on.year - 27:
            theory = ""
        return education, profession, theory

    def _occupation(self, life: Life, now: Setting) -> str:
        drawn = OCCUPATIONS.get(now.family, OCCUPATIONS["agency"]).draw(self.rng)
        age = life.age(self.on.toordinal())
        return v.OTHER_OCCUPATION if age > 61 and (age > 68 or drawn != v.FARMER) else drawn

    def _home(self, now: Setting) -> str:
        rng, chance = self.rng, self.rng.random()
        if chance < self.registry.locals_share * 0.8:
            return now.place
        if chance < self.registry.locals_share and self.registry is TRA_VINH:
            return self.elsewhere[int(rng.random() * len(self.elsewhere))]
        return _OTHER_PROVINCES[int(rng.random() * len(_OTHER_PROVINCES))]


@cache
def _urn(name: str, group: str = "") -> Urn[str]:
    return Urn((row["name"], float(row["weight"])) for row in rows(name) if not group or row["group"] == group)


@cache
def _khmer_given(gender: str) -> tuple[str, ...]:
    return tuple(row["name"] for row in rows("given_khmer") if row["gender"] == gender)


def _full_name(rng: Random, gender: str, ethnicity: str) -> str:
    """Family, middle and given name as customary; many Khmer have a Khmer given name."""
    suffix = "female" if gender == v.FEMALE else "male"
    draw: Callable[[str], str] = lambda name: _urn(name).draw(rng)  # noqa: E731
    family = _urn("family", ethnicity).draw(rng)
    if ethnicity == v.KHMER and rng.random() < 0.45:
        names = _khmer_given(gender)
        given = names[int(rng.random() * len(names))]
        return f"{family} Thị {given}" if gender == v.FEMALE and rng.random() < 0.6 else f"{family} {given}"
    given, middle = draw(f"given_{suffix}"), draw(f"middle_{suffix}")
    while middle == given:
        middle = draw(f"middle_{suffix}")
    return f"{family} {middle} {given}"
