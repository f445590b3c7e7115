"""Ages and days in which members are counted, as the forms have them."""

from liemchinh.figures.declarations import Condition

# Form 2 and 3: completed years, both ends included. Whoever is younger than eighteen would be a mistake, and is counted in the first.
AGES = ((0, 30), (31, 35), (36, 40), (41, 45), (46, 50), (51, 55), (56, 60), (61, 199))
AGE_EDGES = tuple(first for first, _last in AGES[1:])
# Form 3: time of admission.
ADMISSIONS = (
    ("before_1945", "0001-01-01", "1945-08-18"),
    ("1945_1954", "1945-08-19", "1954-07-20"),
    ("1954_1975", "1954-07-21", "1975-04-30"),
    ("since_1975", "1975-05-01", "9999-12-31"),
)
SENIORITY = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
MAJORITY = ("", "kinh", "foreign-origin")

WOMEN = Condition("gender", "in", ("nữ",))
MINORITY = Condition("ethnicity", "not_in", MAJORITY)
PROBATIONARY = Condition("official", "no")


def age_key(first: int, last: int) -> str:
    """The last part of a key: "31_35", "to_30", "over_60"."""
    return f"to_{last}" if first == 0 else f"over_{first - 1}" if last > 150 else f"{first}_{last}"


def aged(first: int, last: int) -> Condition:
    """Surely between these ages, whatever is not known of the birth."""
    return Condition("age", "years", (first, last))


AGE_UNSURE = Condition("age", "unsure", AGE_EDGES)
