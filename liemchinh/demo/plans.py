"""How much happens: the counts of the published years, the rates after them, and the seasons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from types import MappingProxyType

from liemchinh.demo.apportion import apportion

OPENS = date(
    2016, 1, 1
)  # from here on every act of the two trees is told; before, only what today's members bring with them

GAINS = ("admitted", "arrived", "restored", "readmitted")
LOSSES = ("died", "died_exempt", "struck_off", "left", "expelled", "departed")

_EVEN = (1.0,) * 12
SEASONS: Mapping[str, tuple[float, ...]] = MappingProxyType(
    {
        "admitted": (0.55, 0.8, 0.8, 0.85, 1.5, 1.1, 0.85, 0.9, 1.3, 1.1, 1.2, 1.25),
        "moved": (1.2, 0.6, 0.9, 0.8, 0.8, 0.9, 1.3, 1.6, 1.5, 1.0, 0.8, 0.7),
        "arrived": (0.9, 0.6, 1.0, 0.9, 0.9, 1.0, 1.3, 1.4, 1.4, 1.0, 0.9, 0.7),
        "departed": (0.9, 0.6, 1.0, 0.9, 0.9, 1.0, 1.3, 1.4, 1.4, 1.0, 0.9, 0.7),
        "died": (1.15, 1.1, 1.0, 0.95, 0.9, 0.9, 0.9, 0.95, 1.0, 1.0, 1.05, 1.15),
        "died_exempt": (1.2, 1.15, 1.0, 0.95, 0.9, 0.85, 0.85, 0.9, 1.0, 1.0, 1.05, 1.2),
        "struck_off": (1.3, 0.7, 1.3, 1.0, 0.9, 1.0, 1.0, 0.9, 0.9, 1.0, 1.0, 1.4),
        "left": (1.2, 0.7, 1.1, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9, 1.0, 1.0, 1.3),
        "helped": (0.6, 0.6, 1.2, 1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.1, 1.1, 1.2),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What must be true on `known_on`, what happens in the years until then, and how often per member and year afterwards.

    `members` and `exempt` are exact, counted at the end of `known_on`, the last day of a month. The counts of its year are for
    the months up to it.
    """

    known_on: date
    members: int
    exempt: int
    counts: Mapping[str, Mapping[int, int]]
    rates: Mapping[str, float]

    @property
    def founders(self) -> int:
        """How many members there are before the first planned month."""
        return self.members - self._sum(GAINS) + self._sum(LOSSES)

    @property
    def exempt_founders(self) -> int:
        """How many of them are exempt."""
        return self.exempt - self._sum(("exempt",)) + self._sum(("died_exempt",))

    def number(self, kind: str, year: int, month: int, stock: int, rng: Random) -> int:
        """How many times `kind` happens in a month: as planned until `known_on`, by rate, season and chance afterwards."""
        seasons = SEASONS.get(kind, _EVEN)
        if (year, month) <= (self.known_on.year, self.known_on.month):
            months = self.known_on.month if year == self.known_on.year else 12
            return apportion(self.counts.get(kind, {}).get(year, 0), seasons[:months])[month - 1]
        expected = self.rates.get(kind, 0.0) * stock * seasons[month - 1] / sum(seasons)
        return int(expected * rng.uniform(0.85, 1.15) + rng.random())

    def _sum(self, kinds: tuple[str, ...]) -> int:
        return sum(sum(self.counts.get(kind, {}).values()) for kind in kinds)


def _years(*counts: int) -> dict[int, int]:
    return {OPENS.year + place: count for place, count in enumerate(counts)}


# Admitted, helped, struck off and left from 2019 on, members and exempt at the end: as the report of Trà Vinh prints them, year
# by year for admissions. How the three years divide the others, and everything before 2019, is invented within those totals.
# Readmissions stand before 2016 and after the report, so that "admitted" can be counted with or without them.
TRA_VINH = Plan(
    known_on=date(2022, 4, 30),
    members=46_214,
    exempt=6_034,
    counts={
        "admitted": _years(1702, 1655, 1618, 1540, 1100, 1135, 157),
        "arrived": _years(176, 181, 169, 188, 131, 118, 52),
        "restored": _years(0, 2, 3, 2, 3, 2, 1),
        "died": _years(121, 127, 130, 138, 134, 171, 52),
        "died_exempt": _years(203, 208, 214, 221, 216, 268, 86),
        "struck_off": _years(131, 139, 152, 168, 165, 178, 62),
        "left": _years(58, 64, 77, 96, 99, 101, 36),
        "expelled": _years(22, 25, 28, 31, 29, 27, 9),
        "departed": _years(182, 190, 187, 201, 139, 127, 61),
        "moved": _years(880, 905, 921, 1012, 1130, 840, 312),
        "exempt": _years(489, 502, 517, 541, 523, 611, 190),
        "suspended": _years(18, 21, 22, 25, 24, 20, 8),
        "helped": _years(0, 0, 0, 11, 16, 38, 14),
    },
    rates={
        "admitted": 0.0308, "arrived": 0.0037, "restored": 0.00006, "readmitted": 0.00012, "died": 0.0031, "died_exempt": 0.0051,
        "struck_off": 0.0029, "left": 0.0019, "expelled": 0.0006, "departed": 0.0041, "moved": 0.0215, "exempt": 0.0124,
        "suspended": 0.0005, "helped": 0.0008,
    },
)  # fmt: skip


def urban(members: int, *, residential: bool, known_on: date = date(2019, 6, 30)) -> Plan:
    """A part of the district of Tân Phú: its published number of members, and flows in proportion to it.

    Offices and enterprises send their retired away; only some of the sick are exempt there.
    """
    rates = {
        "admitted": 0.031, "arrived": 0.026, "restored": 0.0001, "died": 0.0026, "died_exempt": 0.0045, "struck_off": 0.0035,
        "left": 0.0016, "expelled": 0.0007, "departed": 0.024, "moved": 0.018, "exempt": 0.013, "suspended": 0.0008, "helped": 0.0006,
    }  # fmt: skip
    if not residential:
        rates |= {"exempt": 0.002, "died_exempt": 0.0}
    spans = {2016: 1.0, 2017: 1.0, 2018: 1.0, 2019: known_on.month / 12}
    counts = {
        kind: {year: int(rate * members * part) for year, part in spans.items()}
        for kind, rate in rates.items()
        if kind != "restored"
    }
    exempt = members * 13 // 100 if residential else sum(counts["exempt"].values())
    return Plan(known_on, members, exempt, counts, rates)


# "Ward" and "enterprise" committees are not all of the 18: the rest is offices, hospital, police, army, and 15 branches.
TAN_PHU_WARDS = urban(5_446, residential=True)
TAN_PHU_ENTERPRISES = urban(443, residential=False)
TAN_PHU_OTHERS = urban(7_178 - 5_446 - 443, residential=False)

# Two small registers for cases of inspection and discipline; nobody published how many they are.
CAN_THO = urban(1_200, residential=True)
BEN_TRE = urban(1_400, residential=True)
